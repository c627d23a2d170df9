// SPDX-License-Identifier: GPL-3.0-or-later
// Which texts a run gave its model: on those the model is surer, and more often right, than on
// others. Internal to this room.
#pragma once

#include "base/files.h"
#include "data/split.h"

#include <optional>
#include <stop_token>
#include <unordered_set>

namespace attune::studio {

class RunTexts {
public:
    explicit RunTexts(const Split& split);

    // Of a run folder, or of the model of one; nothing where `path` is neither. Throws as
    // checkUnchanged() where the data are no longer those of the run, and where they are gone.
    static std::optional<RunTexts> of(const fs::path& path, const std::stop_token& stop);

    // The same, but nothing where the run's data are gone or have changed.
    static std::optional<RunTexts> ifKnown(const fs::path& path, const std::stop_token& stop);

    // By the text, and the second one of pairs; not by the label.
    bool trainedOn(const Example& example) const { return train_.contains(keyOf(example)); }
    bool testedOn(const Example& example) const { return test_.contains(keyOf(example)); }

private:
    // 64 bits of both texts: two of a million texts meet by chance once in 40 million runs.
    static std::size_t keyOf(const Example& example);

    std::unordered_set<std::size_t> train_, test_;
};

// How many of the texts the run gave its model to learn from; `notes` warns where there are any.
std::int64_t countTrainedOn(const RunTexts& run, const std::vector<Example>& asked,
                            const std::string& where, Problems& notes);

// The run that a path is, or that it is the model of.
std::optional<fs::path> runHolding(const fs::path& path);

} // namespace attune::studio
