// SPDX-License-Identifier: GPL-3.0-or-later
// From a recipe to YAML, and the comparison of two recipes.
#include "recipe/recipe.h"
#include "recipe/recipe_paths.h"
#include "recipe/yaml_document.h"

#include <algorithm>
#include <utility>

namespace attune {

namespace {

// Paths as absolute ones, so that recipes with other base folders compare by what they mean.
Value resolved(const RecipeParameter& entry, const fs::path& base) {
    return resolvedValue(entry.parameter, entry.value, base);
}

std::string relativeTo(const std::string& path, const fs::path& folder) {
    const fs::path whole = fromUtf8(path);
    if (!whole.is_absolute())
        return path;
    const fs::path relative = whole.lexically_relative(resolvePath(folder, "."));
    if (relative.empty() || *relative.begin() == "..")
        return path;
    return toUtf8(relative);
}

// As it is written in a recipe in `folder`.
Value shortened(const Parameter& parameter, Value value, const fs::path& folder) {
    return withPaths(parameter, std::move(value), [&](const std::string& whole) {
        std::string written = relativeTo(whole, folder);
        // "models/bert" could also be a name of the local cache.
        if (parameter.model && resolveModel(folder, written) != whole)
            written.insert(0, "./");
        return written;
    });
}

std::string yamlOf(const Value& value) {
    struct Visitor {
        std::string operator()(std::monostate) const { return "null"; }
        std::string operator()(bool v) const { return v ? "true" : "false"; }
        std::string operator()(std::int64_t v) const { return std::to_string(v); }
        std::string operator()(double v) const { return writeYamlReal(v); }
        std::string operator()(const std::string& v) const { return writeYamlText(v); }
        std::string operator()(const std::vector<std::string>& v) const {
            std::string out = "[";
            for (const std::string& text : v)
                out += (out.size() > 1 ? ", " : "") + writeYamlText(text);
            return out + "]";
        }
        std::string operator()(const std::map<std::string, double>& v) const {
            std::string out = "{";
            for (const auto& [label, weight] : v)
                out += (out.size() > 1 ? ", " : "") + writeYamlText(label) + ": " +
                       writeYamlReal(weight);
            return out + "}";
        }
    };
    return std::visit(Visitor{}, value);
}

// "html: {}"
std::string ruleText(const OperatorStep& step, const OperatorStep& standard, bool complete) {
    std::string out;
    for (const auto& [key, value] : step.values) {
        const auto usual = standard.values.find(key);
        if (complete || usual == standard.values.end() || usual->second != value)
            out += (out.empty() ? "" : ", ") + key + ": " + yamlOf(value);
    }
    return writeYamlText(step.name) + ": {" + out + "}";
}

std::string cleanPart(const CleaningSettings& settings, bool complete) {
    if (settings.empty())
        return complete ? "clean: []\n" : "";
    std::string out = "clean:\n";
    for (const CleaningStep& step : settings)
        out += "  - " + ruleText(step, cleaningStep(step.name), complete) + "\n";
    return out;
}

// A step whose files and folders went through `change`, resolvedValue() or shortened().
OperatorStep stepWithPaths(OperatorStep step, const fs::path& folder,
                           Value (*change)(const Parameter&, Value, const fs::path&)) {
    for (const AugmentDescription& known : augmentOperators())
        for (const OperatorParameter& one : known.parameters)
            if (const auto value = step.values.find(one.parameter.key);
                known.key == step.name && value != step.values.end())
                value->second = change(one.parameter, std::move(value->second), folder);
    return step;
}

// The operators of `augment` below its other keys.
std::string operatorsPart(const Recipe& recipe, const fs::path& folder, bool complete) {
    if (recipe.augment.operators.empty())
        return complete ? "  operators: []\n" : "";
    std::string out = "  operators:\n";
    for (const OperatorStep& step : resolvedOperators(recipe))
        out += "    - " +
               ruleText(stepWithPaths(step, folder, shortened), augmentStep(step.name), complete) +
               "\n";
    return out;
}

std::string operatorsText(const std::vector<OperatorStep>& steps) {
    std::string out;
    for (const OperatorStep& step : steps)
        out += (out.empty() ? "" : ", ") + ruleText(step, augmentStep(step.name), false);
    return "[" + out + "]";
}

} // namespace

std::vector<OperatorStep> resolvedOperators(const Recipe& recipe) {
    std::vector<OperatorStep> steps;
    for (const OperatorStep& step : recipe.augment.operators)
        steps.push_back(stepWithPaths(step, recipe.base, resolvedValue));
    return steps;
}

std::string cleaningText(const CleaningSettings& settings, bool complete) {
    std::string out;
    for (const CleaningStep& step : settings)
        out += (out.empty() ? "" : ", ") + ruleText(step, cleaningStep(step.name), complete);
    return "[" + out + "]";
}

std::string writeRecipe(const Recipe& recipe, const fs::path& folder, bool complete) {
    std::string out;
    std::vector<std::string> section; // the parts, one in another, that the last line stands in
    std::string clean = cleanPart(recipe.clean, complete);           // stands before `augment`
    std::string operators = operatorsPart(recipe, folder, complete); // at the end of `augment`
    const auto writeOperators = [&] {
        if (!operators.empty() && (section.empty() || section.front() != "augment"))
            out += "augment:\n";
        out += std::exchange(operators, {});
    };
    for (const RecipeParameter& entry : parametersOf(recipe)) {
        if (!complete && entry.value == entry.standard)
            continue;
        const bool later =
            entry.key.starts_with("vocabulary.") || entry.key.starts_with("training.");
        if (later || entry.key.starts_with("augment."))
            out += std::exchange(clean, {});
        if (later)
            writeOperators();
        std::vector<std::string> parts;
        std::string rest = entry.key;
        for (auto dot = rest.find('.'); dot != std::string::npos; dot = rest.find('.')) {
            parts.push_back(rest.substr(0, dot));
            rest.erase(0, dot + 1);
        }
        for (std::size_t i = 0; i < parts.size(); ++i)
            if (i >= section.size() ||
                !std::equal(parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                            section.begin()))
                out += std::string(2 * i, ' ') + parts[i] + ":\n";
        section = parts;
        const Value value = shortened(entry.parameter, resolved(entry, recipe.base), folder);
        out += std::string(2 * parts.size(), ' ') + rest + ": " + yamlOf(value) + "\n";
    }
    out += clean;
    writeOperators();
    return out;
}

std::vector<RecipeDifference> compareRecipes(const Recipe& before, const Recipe& after) {
    std::vector<RecipeDifference> out;
    const std::vector<RecipeParameter> old = parametersOf(before);
    const std::vector<RecipeParameter> now = parametersOf(after);
    for (std::size_t i = 0; i < old.size(); ++i) {
        const Value a = resolved(old[i], before.base);
        const Value b = resolved(now[i], after.base);
        if (a != b)
            out.push_back({old[i].key, toText(a), toText(b), old[i].parameter.affectsTraining});
    }
    if (before.clean != after.clean)
        out.push_back(
            {"clean", cleaningText(before.clean, false), cleaningText(after.clean, false)});
    const std::string operatorsBefore = operatorsText(resolvedOperators(before));
    const std::string operatorsAfter = operatorsText(resolvedOperators(after));
    if (operatorsBefore != operatorsAfter)
        out.push_back({"augment.operators", operatorsBefore, operatorsAfter});
    return out;
}

} // namespace attune
