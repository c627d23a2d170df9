// SPDX-License-Identifier: GPL-3.0-or-later
// Augmentation: a chain of operators that rewrite copies of training texts. A pure function of the
// example, the number of the copy, the seed and a read-only context. Validation and test texts
// never see it.
#pragma once

#include "augment/interfaces.h"
#include "base/files.h"
#include "base/operator_step.h"
#include "data/dataset.h"

#include <memory>
#include <span>

namespace attune {

// What an operator may need beside the texts.
enum class AugmentNeed { Suggester, Neighbours };

// What there is to know of an operator. Texts are ATTUNE_TEXT.
struct AugmentDescription {
    std::string key; // as in the recipe: "random-swap"
    std::string title;
    std::string help; // what it does, and what to know before using it
    std::vector<AugmentNeed> needs;
    std::vector<OperatorParameter> parameters;
    bool takesOthers = false; // puts parts of other texts of the same label in: SingleLabel alone
    bool movesWords = false;  // puts words elsewhere: not with TokenLabels, as spans stay in place
};
// All operators.
const std::vector<AugmentDescription>& augmentOperators();

// The step of an operator with its defaults; an unknown name gives a step without values.
OperatorStep augmentStep(const std::string& name);

// The `augment` part of a recipe.
struct AugmentSettings {
    std::int64_t copies = 1;
    double balance = 0;
    std::int64_t most_copies = 20;
    std::vector<std::string> protect;
    std::optional<std::string> protect_file; // further ones, a line each
    std::optional<std::string> judge;        // a finished model
    std::optional<std::int64_t> seed;        // else that of training
    bool keep_texts = false;
    std::vector<OperatorStep> operators;
    bool operator==(const AugmentSettings&) const = default;

    // Whether the training part is more than the texts as they are.
    bool active() const;
};
// The described parameters of `augment` but for `operators`.
const Fields<AugmentSettings>& augmentFields();

// Completes a step with the defaults and adds what is wrong with its name and values: fields begin
// with `field`. Opens no files.
void conformAugmentStep(OperatorStep& step, const std::string& field, Problems& problems);

// The training part, by label.
class TrainingTexts {
public:
    TrainingTexts() = default;
    // `examples` have to outlive it; a label of -1 stands apart.
    explicit TrainingTexts(std::span<const Example> examples);

    std::span<const Example> examples() const { return examples_; }
    // Indices of the examples of a label.
    std::span<const std::uint32_t> ofLabel(std::int32_t label) const;

private:
    std::span<const Example> examples_;
    std::vector<std::vector<std::uint32_t>> byLabel_; // [label + 1]
};

// What an operator asks; null where it needs none.
struct OperatorModel {
    std::shared_ptr<const Suggester> suggester;
    std::shared_ptr<const Neighbours> neighbours;
};

// What operators read.
struct AugmentContext {
    TrainingTexts texts;
    std::vector<OperatorModel> models; // by the order of the operators; empty: none needs one
    std::shared_ptr<const Judge> judge;
};

// Whether an operator asks a model: one of its own, or else that of the recipe.
bool asksModel(const OperatorStep& step);
// The model that an operator names, by folder or name; nothing where it names none.
std::optional<std::string> modelOf(const OperatorStep& step);

// A rewritten example; bit i of `changed` stands for operator i.
struct AugmentedText {
    Rewrite text;
    Rewrite pair;
    std::uint64_t changed = 0;
};

// The operators, ready to use by any number of threads. Copies share what they are made of.
class Augmentation {
public:
    Augmentation(); // no operators: copies are equal
    // Paths are relative to `base`. A UsageError with all problems, their fields behind `field`:
    // "augment.operators[2].rate".
    explicit Augmentation(AugmentSettings settings, const fs::path& base = {},
                          const std::string& field = "augment");
    // The same problems, without an exception.
    static void check(const AugmentSettings& settings, const fs::path& base, Problems& problems,
                      const std::string& field = "augment");

    const AugmentSettings& settings() const;
    std::size_t size() const { return settings().operators.size(); }
    // What of the settings does not fit the task.
    static Problems checkTask(const AugmentSettings& settings, Task task,
                              const std::string& field = "augment");
    // What the operators and the judge of the settings need that `context` lacks is an Error.
    void checkContext(const AugmentContext& context) const;

    // Copy number `copy` (from 1) of an example, whose texts are valid UTF-8.
    AugmentedText apply(const Example& example, std::uint32_t copy, std::uint64_t seed,
                        const AugmentContext& context) const;

private:
    struct Chain;
    std::shared_ptr<const Chain> chain_;
};

} // namespace attune
