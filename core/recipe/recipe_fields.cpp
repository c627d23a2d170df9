// SPDX-License-Identifier: GPL-3.0-or-later
// The recipe's own keys, and the walk over the parameters of all its parts.
#include "base/operator_switch.h"
#include "hub/hub_settings.h"
#include "model/model_places.h"
#include "recipe/recipe.h"
#include "recipe/recipe_paths.h"

#include <algorithm>
#include <charconv>

namespace attune {

namespace {

std::vector<std::string> allKeys() {
    std::vector<std::string> keys{"clean", "augment.operators"};
    visitSections([&](const std::string& prefix, const auto& fields, auto) {
        for (const auto& field : fields)
            keys.push_back(prefix + field.parameter.key);
    });
    return keys;
}

// The nearest dotted key, or the one whose last part is what was given: "epochs" means
// "training.epochs".
std::string suggestion(const std::string& key) {
    const std::vector<std::string> keys = allKeys();
    for (const std::string& known : keys)
        if (known.ends_with("." + key))
            return known;
    return nearestKey(key, keys);
}

// Calls act(section, field) with the settings and the field of a dotted key; false if there is
// none.
template <class R, class Act> bool withField(R& recipe, const std::string& key, Act&& act) {
    bool found = false;
    visitSections([&](const std::string& prefix, const auto& fields, auto member) {
        for (const auto& field : fields)
            if (prefix + field.parameter.key == key) {
                act(recipe.*member, field);
                found = true;
            }
    });
    return found;
}

template <class Description>
const Parameter* findIn(const std::vector<Description>& table, const std::string& name,
                        const std::string& key) {
    for (const Description& known : table)
        for (const OperatorParameter& one : known.parameters)
            if (known.key == name && one.parameter.key == key)
                return &one.parameter;
    return nullptr;
}

// "clean[2].form", "augment.operators[0].rate": the rule and its parameter; null: there is none.
const Parameter* ruleParameter(Recipe& recipe, const std::string& key, OperatorStep*& rule) {
    const bool cleans = key.starts_with("clean[");
    const auto open = key.find('[');
    const auto end = key.find("].");
    if (end == std::string::npos || (!cleans && !key.starts_with("augment.operators[")))
        return nullptr;
    std::vector<OperatorStep>& rules = cleans ? recipe.clean : recipe.augment.operators;
    std::size_t number = 0;
    const auto [last, error] = std::from_chars(key.data() + open + 1, key.data() + end, number);
    if (error != std::errc() || last != key.data() + end || number >= rules.size())
        return nullptr;
    rule = &rules[number];
    const std::string name = key.substr(end + 2);
    return cleans ? findIn(cleaningOperators(), rule->name, name)
                  : findIn(augmentOperators(), rule->name, name);
}

// All rules of `clean` or all operators of `augment`, as YAML; paths start from `here`.
bool setRules(Recipe& recipe, const std::string& key, const std::string& text, const fs::path& here,
              Problem& problem) {
    const bool cleans = key == "clean";
    RecipeResult read = parseRecipe(
        cleans ? "clean: " + text : "augment: {operators: " + text + "}", "--set", here);
    if (hasErrors(read.problems)) {
        problem = read.problems.front();
        return false;
    }
    if (cleans)
        recipe.clean = std::move(read.recipe.clean);
    else
        recipe.augment.operators = resolvedOperators(read.recipe);
    return true;
}

bool refuseKey(const std::string& key, Problem& problem) {
    problem.severity = Problem::Severity::Error;
    problem.field = key;
    problem.message = say(ATTUNE_TEXT("core", "This key is not known."));
    const std::string near = suggestion(key);
    problem.hint = near.empty()
                       ? say(ATTUNE_TEXT("core", "“attune-cli list parameters” shows every key."))
                       : say(ATTUNE_TEXT("core", "Did you mean “%1”?"), near);
    return false;
}

fs::path wholePath(const fs::path& path) {
    const fs::path whole = fs::absolute(path).lexically_normal();
    // "runs/a/" and "runs/a" are the same folder.
    return whole.has_filename() ? whole : whole.parent_path();
}

} // namespace

namespace {

std::vector<std::string> taskKeys() {
    std::vector<std::string> keys;
    for (const TaskInfo& task : taskTable())
        keys.push_back(task.key);
    return keys;
}

} // namespace

const Fields<RecipeHead>& recipeHeadFields() {
    static const Fields<RecipeHead> fields = {
        {{.key = "model",
          .title = ATTUNE_TEXT("core", "Model"),
          .help =
              ATTUNE_TEXT("core", "Folder of the pretrained model, as Hugging Face lays it out, "
                                  "or ORG/NAME of a model in the local Hugging Face cache; "
                                  "ORG/NAME@REVISION names a branch, tag or commit."),
          .kind = Parameter::Kind::Folder,
          .required = true,
          .model = true},
         &RecipeHead::model },
        {{.key = "task",
          .title = ATTUNE_TEXT("core", "Task"),
          .help = ATTUNE_TEXT("core", "What the model learns: one label a text, any number of "
                                      "labels, a number, or labels of spans within the text."),
          .kind = Parameter::Kind::Choice,
          .choices = taskKeys()},
         &RecipeHead::task  },
        {{.key = "output",
          .title = ATTUNE_TEXT("core", "Run folder"),
          .help = ATTUNE_TEXT("core", "Where the run is kept: its recipe, metrics, checkpoints, "
                                      "report and the finished model."),
          .kind = Parameter::Kind::Folder,
          .required = true,
          .affectsTraining = false},
         &RecipeHead::output},
    };
    return fields;
}

const MetricInfo& bestMetricOf(const Recipe& recipe) {
    return bestMetricOf(recipe.training, taskOf(recipe));
}

fs::path resolvePath(const fs::path& base, const std::string& path) {
    return path.empty() ? fs::path() : wholePath(base / fromUtf8(path));
}

std::string resolveModel(const fs::path& base, const std::string& model) {
    return model.empty() || isModelName(model, base) ? model
                                                     : toUtf8(wholePath(base / fromHome(model)));
}

std::vector<NamedModel> modelsOf(const Recipe& recipe) {
    std::vector<NamedModel> models;
    if (!recipe.head.model.empty())
        models.push_back({"model", recipe.head.model});
    for (std::size_t i = 0; i < recipe.augment.operators.size(); ++i)
        if (const OperatorStep& step = recipe.augment.operators[i]; !isOff(step))
            if (const auto model = modelOf(step))
                models.push_back({"augment.operators[" + std::to_string(i) + "].model", *model});
    if (recipe.augment.judge)
        models.push_back({"augment.judge", *recipe.augment.judge});
    return models;
}

std::vector<RecipeParameter> parametersOf(const Recipe& recipe) {
    static const Recipe standard;
    std::vector<RecipeParameter> out;
    visitSections([&](const std::string& prefix, const auto& fields, auto member) {
        for (const auto& field : fields)
            out.push_back({prefix + field.parameter.key, field.parameter,
                           valueOf(recipe.*member, field), valueOf(standard.*member, field)});
    });
    return out;
}

bool setParameter(Recipe& recipe, const std::string& key, Value value, Problem& problem) {
    bool good = true;
    const bool found = withField(recipe, key, [&](auto& settings, const auto& field) {
        good = conform(field.parameter, value, problem);
        if (good)
            setValue(settings, field, value);
        else
            problem.field = key;
    });
    return found ? good : refuseKey(key, problem);
}

bool setFromText(Recipe& recipe, const std::string& assignment, const fs::path& here,
                 Problem& problem) {
    const auto equals = assignment.find('=');
    if (equals == std::string::npos || equals == 0) {
        problem.severity = Problem::Severity::Error;
        problem.message =
            say(ATTUNE_TEXT("core", "“%1” is not of the form KEY=VALUE."), assignment);
        problem.hint = say(ATTUNE_TEXT("core", "Write for example training.epochs=2."));
        return false;
    }
    const std::string key = assignment.substr(0, equals);
    const std::string text = assignment.substr(equals + 1);
    bool good = true;
    if (key == "clean" || key == "augment.operators")
        return setRules(recipe, key, text, here, problem);
    OperatorStep* rule = nullptr;
    if (const Parameter* parameter = ruleParameter(recipe, key, rule)) {
        problem.field = key;
        Value value;
        good = parseValue(*parameter, text, value, problem);
        if (good)
            rule->values[parameter->key] = resolvedValue(*parameter, std::move(value), here);
        return good;
    }
    const bool found = withField(recipe, key, [&](auto& settings, const auto& field) {
        Value value;
        good = parseValue(field.parameter, text, value, problem);
        problem.field = key;
        if (!good)
            return;
        if (std::holds_alternative<std::monostate>(value)) // nothing: as when it is left out
            value = valueOf(std::decay_t<decltype(settings)>(), field);
        setValue(settings, field, resolvedValue(field.parameter, std::move(value), here));
    });
    return found ? good : refuseKey(key, problem);
}

} // namespace attune
