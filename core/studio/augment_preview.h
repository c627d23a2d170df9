// SPDX-License-Identifier: GPL-3.0-or-later
// Looking at the copies of a recipe before training: its training part is read and cleaned once,
// then any copy is made alone, just as the run makes it.
#pragma once

#include "studio/studio.h"

namespace attune::studio {

// How many rows of each label are trained on.
struct TrainedLabels {
    std::vector<std::string> names;
    std::vector<std::int64_t> texts, copies; // of each
};

// Never changed once made; used by any number of threads.
class AugmentPreview {
public:
    // Reads and cleans, unless `before` has the very texts: then it takes some milliseconds, which
    // operators that need a model may make more. `before` may be null.
    AugmentPreview(const Recipe& recipe, const AugmentPreview* before, std::stop_token stop = {},
                   const Progress& progress = {});
    ~AugmentPreview();

    std::int64_t seed() const;
    std::size_t texts() const;
    // Copies of text `source`, counted from 0.
    std::uint32_t copies(std::size_t source) const;
    // Row `copy` of text `source`, without its line of a csv; also one that the judge vetoes.
    TrainedRow row(std::size_t source, std::uint32_t copy) const;
    // As planned, before any copy is made.
    TrainedLabels labels() const;
    // Makes all rows; `tell` gets the figures as they grow, on the calling thread.
    AugmentFigures measure(const std::function<void(const AugmentFigures&)>& tell = {},
                           std::stop_token stop = {}) const;

private:
    struct Impl;
    std::shared_ptr<const Impl> impl_;
};

} // namespace attune::studio
