// SPDX-License-Identifier: GPL-3.0-or-later
// Looking at the copies of a recipe before training: its training part is read and cleaned once,
// then any copy is made alone, just as the run makes it.
#pragma once

#include "studio/studio.h"

namespace attune {
class AugmentModels; // run/augment_models.h
}

namespace attune::studio {

// Keeps the models open that operators and judges ask, from one preview to the next and for the
// consequences; what the last recipe did not ask is closed.
std::shared_ptr<AugmentModels> augmentModels();

// How many rows of each label are trained on.
struct TrainedLabels {
    std::vector<std::string> names;
    std::vector<std::int64_t> texts, copies; // of each
};

// Never changed once made; used by any number of threads.
class AugmentPreview {
public:
    // Reads and cleans, unless `before` has the very texts: then it takes some milliseconds, and
    // more where models are to be opened that are not in `models`. `before` may be null. What the
    // models throw names the key that asks for them last: "FILE: augment.judge".
    AugmentPreview(const Recipe& recipe, const AugmentPreview* before, AugmentModels& models,
                   std::stop_token stop = {}, const Progress& progress = {});
    ~AugmentPreview();

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
