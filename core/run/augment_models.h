// SPDX-License-Identifier: GPL-3.0-or-later
// The models that the operators and the judge of a recipe ask: which folders they are, and the
// opened ones.
#pragma once

#include "augment/augmentation.h"
#include "recipe/recipe.h"

#include <map>
#include <mutex>

namespace attune {

// The folder of each operator's model; empty where it needs none or is off. Throws what findModel()
// throws; its notes get the key of the model.
std::vector<fs::path> operatorModelFolders(const Recipe& recipe, Problems* notes = nullptr);
// The same of a recipe with a judge.
fs::path judgeFolder(const Recipe& recipe, Problems* notes = nullptr);

// Opened models, each folder once. They stay open for the next recipe that asks them, as long as
// their files stay the same; what a recipe does not ask is closed. Any number of threads.
class AugmentModels {
public:
    // What the operators and, where there are copies, the judge of a recipe ask, without the texts
    // of its training part.
    // Errors name the key behind the file: "models/bert/config.json: augment.operators[0].model".
    AugmentContext contextOf(const Recipe& recipe, const std::vector<std::string>& labels,
                             bool pairs, Problems* notes = nullptr);
    std::size_t opened() const; // models that are open now

private:
    // What a model was opened from, and as what.
    using Opened = std::map<std::string, std::shared_ptr<const void>>;
    template <class Model, class Open>
    std::shared_ptr<const Model> find(Opened& asked, const std::string& kind,
                                      const fs::path& folder, const std::string& key, Open&& open);

    mutable std::mutex mutex_;
    Opened opened_;
};

} // namespace attune
