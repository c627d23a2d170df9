// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/cleaning.h"

#include "base/operator_switch.h"
#include "text/cleaning_operator.h"

#include <algorithm>

namespace attune {
namespace {

std::vector<std::string> operatorNames() {
    std::vector<std::string> names;
    for (const CleaningEntry& entry : cleaningTable())
        names.push_back(entry.description.key);
    return names;
}

void add(Problems& problems, std::string field, Message message, Message hint = {}) {
    problems.push_back({Problem::Severity::Error, std::move(field), {}, message, hint});
}

// Makes the operator of a rule; null where it is off, and, with problems, where it cannot be.
OperatorPointer makeStep(CleaningStep& step, const std::string& field, Problems& problems) {
    const CleaningEntry* entry = findCleaning(step.name);
    if (entry == nullptr) {
        add(problems, field,
            say(ATTUNE_TEXT("core", "There is no cleaning operator “%1”."), step.name),
            keySuggestion(step.name, operatorNames()));
        return nullptr;
    }
    if (!conformStep(step, entry->description.parameters, field, problems) || isOff(step))
        return nullptr;
    Problems own;
    OperatorPointer made = entry->make(step, own);
    for (Problem& problem : own) {
        problem.field.insert(0, problem.field.empty() ? field : field + ".");
        problems.push_back(std::move(problem));
    }
    return hasErrors(own) ? nullptr : std::move(made);
}

std::vector<OperatorPointer> makeSteps(CleaningSettings& settings, Problems& problems) {
    std::vector<OperatorPointer> operators;
    if (settings.size() > kMostRules)
        add(problems, {}, say(ATTUNE_TEXT("core", "There are more than %1 rules."), kMostRules),
            say(ATTUNE_TEXT("core", "Leave some out.")));
    for (std::size_t i = 0; i < settings.size(); ++i)
        operators.push_back(makeStep(settings[i], "[" + std::to_string(i) + "]", problems));
    return operators;
}

Json jsonOf(const Value& value) {
    return std::visit(
        [](const auto& held) -> Json {
            if constexpr (std::is_same_v<std::decay_t<decltype(held)>, std::monostate>)
                return nullptr;
            else
                return held;
        },
        value);
}

// A value that a parameter could have; false for what no parameter holds.
bool valueOf(const Json& json, Value& value) {
    if (json.is_boolean())
        value = json.get<bool>();
    else if (json.is_number_integer())
        value = json.get<std::int64_t>();
    else if (json.is_number())
        value = json.get<double>();
    else if (json.is_string())
        value = json.get<std::string>();
    else if (json.is_array() &&
             std::all_of(json.begin(), json.end(), [](const Json& one) { return one.is_string(); }))
        value = json.get<std::vector<std::string>>();
    else
        return json.is_null();
    return true;
}

} // namespace

const std::vector<CleaningDescription>& cleaningOperators() {
    static const std::vector<CleaningDescription> all = [] {
        std::vector<CleaningDescription> descriptions;
        for (const CleaningEntry& entry : cleaningTable())
            descriptions.push_back(entry.description);
        return descriptions;
    }();
    return all;
}

CleaningStep cleaningStep(const std::string& name) {
    CleaningStep step{name, {}};
    if (const CleaningEntry* entry = findCleaning(name))
        for (const CleaningParameter& one : entry->description.parameters)
            step.values[one.parameter.key] = one.standard;
    return step;
}

void checkCleaning(CleaningSettings& settings, Problems& problems) {
    makeSteps(settings, problems);
}

struct Cleaning::Chain {
    CleaningSettings settings;
    std::vector<OperatorPointer> operators;
};

Cleaning::Cleaning() : chain_(std::make_shared<const Chain>()) {}

Cleaning::Cleaning(CleaningSettings settings, const std::string& field) {
    Chain chain;
    Problems problems;
    chain.operators = makeSteps(settings, problems);
    for (Problem& problem : problems)
        problem.field.insert(0, field);
    throwIfErrors(problems, {});
    chain.settings = std::move(settings);
    chain_ = std::make_shared<const Chain>(std::move(chain));
}

const CleaningSettings& Cleaning::settings() const { return chain_->settings; }

Cleaned Cleaning::apply(std::string_view text) const {
    Cleaned out;
    out.text = text;
    for (std::size_t i = 0; i < size(); ++i) {
        if (chain_->operators[i] == nullptr)
            continue;
        Rewriter rewriter(out.text);
        if (!chain_->operators[i]->apply(rewriter)) {
            out.refused |= std::uint64_t{1} << i;
        } else if (rewriter.changed()) {
            Rewrite rewrite = std::move(rewriter).finish();
            if (!rewrite.changes.empty())
                out.changed |= std::uint64_t{1} << i;
            out.text = std::move(rewrite.text);
        }
    }
    return out;
}

Rewrite Cleaning::record(std::string_view text, std::uint64_t* refused) const {
    Rewrite whole{std::string(text), {}};
    for (std::size_t i = 0; i < size(); ++i) {
        if (chain_->operators[i] == nullptr)
            continue;
        const std::uint64_t rule = std::uint64_t{1} << i;
        Rewriter rewriter(whole.text);
        const bool done = chain_->operators[i]->apply(rewriter);
        if (!done && refused != nullptr)
            *refused |= rule;
        if (done && rewriter.changed())
            whole = composed(text, whole, std::move(rewriter).finish(), rule);
    }
    return whole;
}

std::vector<std::string> Cleaning::words() const {
    std::vector<std::string> out;
    for (const OperatorPointer& one : chain_->operators) {
        if (one == nullptr)
            continue;
        for (std::string& word : one->words())
            if (std::find(out.begin(), out.end(), word) == out.end())
                out.push_back(std::move(word));
    }
    return out;
}

Json Cleaning::toJson() const {
    Json rules = Json::array();
    for (const CleaningStep& step : settings()) {
        if (isOff(step))
            continue;
        Json parameters = Json::object();
        for (const auto& [key, value] : withoutSwitch(step).values)
            parameters[key] = jsonOf(value);
        rules.push_back({
            {"operator",   step.name                                   },
            {"version",    findCleaning(step.name)->description.version},
            {"parameters", std::move(parameters)                       }
        });
    }
    return rules;
}

Cleaning Cleaning::fromJson(const Json& json, const std::string& where) {
    const auto refuse = [&](std::size_t rule, const Message& message) {
        throw UsageError(
            message, where + ", cleaning[" + std::to_string(rule) + "]",
            say(ATTUNE_TEXT("core", "Use the version of Attune that trained the model, or "
                                    "a later one.")));
    };
    CleaningSettings settings;
    if (!json.is_array())
        throw UsageError(say(ATTUNE_TEXT("core", "The cleaning rules are no list.")), where,
                         say(ATTUNE_TEXT("core", "Copy the model folder again.")));
    for (std::size_t i = 0; i < json.size(); ++i) {
        const std::string place = where + ", cleaning[" + std::to_string(i) + "]";
        const JsonFields fields(json[i], place);
        CleaningStep step{fields.text("operator"), {}};
        const CleaningEntry* entry = findCleaning(step.name);
        if (entry == nullptr)
            refuse(i, say(ATTUNE_TEXT("core", "This version of Attune does not know the cleaning "
                                              "operator “%1”."),
                          step.name));
        if (fields.whole("version", 1) > entry->description.version)
            refuse(i, say(ATTUNE_TEXT("core", "The cleaning operator “%1” is of a later version "
                                              "of Attune."),
                          step.name));
        const Json& parameters = fields.value("parameters");
        if (!parameters.is_object())
            fields.refuse("parameters", say(ATTUNE_TEXT("core", "They are no object.")));
        for (const auto& [key, value] : parameters.items())
            if (!valueOf(value, step.values[key]))
                fields.refuse("parameters", say(ATTUNE_TEXT("core", "“%1” has no value that "
                                                                    "this version knows."),
                                                key));
        settings.push_back(std::move(step));
    }
    try {
        return Cleaning(std::move(settings), "cleaning");
    } catch (const UsageError& error) {
        throw UsageError(error.message(), where, error.hint());
    }
}

bool applyUntilStable(Rewriter& text, const std::function<void(Rewriter&)>& pass) {
    constexpr int most = 8;
    pass(text);
    if (!text.changed())
        return true;
    const std::string_view source = text.source();
    Rewrite whole = std::move(text).finish();
    for (int round = 1; round < most; ++round) {
        Rewriter again(whole.text);
        pass(again);
        if (!again.changed())
            break;
        whole = composed(source, whole, std::move(again).finish(), 1);
    }
    text = Rewriter(source);
    for (const Change& change : whole.changes)
        text.replace(change.before.begin, change.before.end,
                     std::string_view(whole.text).substr(change.after.begin, change.after.size()));
    return true;
}

} // namespace attune
