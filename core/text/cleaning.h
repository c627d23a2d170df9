// SPDX-License-Identifier: GPL-3.0-or-later
// Cleaning: a chain of rules, each an operator with its parameters, applied to every text before
// anything else sees it, and kept with the model. A pure function of one text.
#pragma once

#include "base/json.h"
#include "base/operator_step.h"
#include "text/rewrite.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace attune {

using CleaningParameter = OperatorParameter;

// What there is to know of an operator. Texts are ATTUNE_TEXT.
struct CleaningDescription {
    std::string key; // as in the recipe: "html"
    std::string title;
    std::string help; // what it does, and what to know before using it
    // Whether a second pass over its own result changes nothing, whatever its parameters.
    bool idempotent = true;
    // Of what it does to texts: a model that was trained with a later one is refused.
    std::int64_t version = 1;
    std::vector<CleaningParameter> parameters;
};
// All operators, in the order in which they are best used.
const std::vector<CleaningDescription>& cleaningOperators();

// A rule.
using CleaningStep = OperatorStep;
// The `clean` part of a recipe.
using CleaningSettings = std::vector<CleaningStep>;

// The rule of an operator with its defaults; an unknown name gives a rule without values.
CleaningStep cleaningStep(const std::string& name);

// Completes the rules with the defaults, conforms their values and adds what is wrong: fields are
// relative to the list, "[2]" or "[2].form". Unknown names and keys suggest the nearest known.
void checkCleaning(CleaningSettings& settings, Problems& problems);

// A text through the rules; bit i of the sets stands for rule i.
struct Cleaned {
    std::string text;
    std::uint64_t changed = 0; // rules that changed it
    std::uint64_t refused = 0; // rules that it was too hard for: they left it as it was
};

// The rules, ready to use by any number of threads. Copies share what they are made of.
class Cleaning {
public:
    Cleaning(); // no rules: texts stay as they are
    // A UsageError with all problems, their fields as checkCleaning() names them behind `field`.
    explicit Cleaning(CleaningSettings settings, const std::string& field = "clean");

    const CleaningSettings& settings() const;
    bool empty() const { return settings().empty(); }
    std::size_t size() const { return settings().size(); }

    // `text` is valid UTF-8.
    Cleaned apply(std::string_view text) const;
    std::string clean(std::string_view text) const { return apply(text).text; }
    // What was changed, each change with the rules that took part in it.
    Rewrite record(std::string_view text, std::uint64_t* refused = nullptr) const;

    // Placeholder words that the rules may put in, each once.
    std::vector<std::string> words() const;

    // As a model folder keeps them: name, version and every parameter of each rule.
    Json toJson() const;
    // What toJson() gave. A UsageError that names `where` for what this version does not know, an
    // Error for what no version writes.
    static Cleaning fromJson(const Json& json, const std::string& where);

private:
    struct Chain;
    std::shared_ptr<const Chain> chain_;
};

} // namespace attune
