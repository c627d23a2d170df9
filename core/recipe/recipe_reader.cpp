// SPDX-License-Identifier: GPL-3.0-or-later
// From YAML to a recipe. Reading goes on after a mistake, so that all of them are told at once.
#include "base/lists.h"
#include "recipe/recipe.h"
#include "recipe/yaml_document.h"

#include <algorithm>

namespace attune {

namespace {

// A table of operators, as far as the reader asks of it.
struct OperatorTable {
    const char* example;
    std::vector<OperatorParameter> (*parameters)(const std::string& name); // none: not known
    // Completes a step and adds its problems, their fields behind `field`.
    void (*conform)(OperatorStep& step, const std::string& field, Problems& problems);
};

template <class Description>
std::vector<OperatorParameter> parametersIn(const std::vector<Description>& table,
                                            const std::string& name) {
    for (const Description& known : table)
        if (known.key == name)
            return known.parameters;
    return {};
}

constexpr OperatorTable kClean = {
    "html", [](const std::string& name) { return parametersIn(cleaningOperators(), name); },
    [](OperatorStep& step, const std::string& field, Problems& problems) {
        CleaningSettings one{std::move(step)};
        Problems own;
        checkCleaning(one, own);
        step = std::move(one.front());
        for (Problem& problem : own) {
            problem.field.replace(0, 3, field); // "[0]"
            problems.push_back(std::move(problem));
        }
    }};
constexpr OperatorTable kAugment = {
    "random-swap", [](const std::string& name) { return parametersIn(augmentOperators(), name); },
    conformAugmentStep};

std::vector<std::string> topKeys() {
    std::vector<std::string> keys{"clean"};
    visitSections([&](const std::string& prefix, const auto& fields, auto) {
        if (!prefix.empty())
            keys.push_back(prefix.substr(0, prefix.size() - 1));
        else
            for (const auto& field : fields)
                keys.push_back(field.parameter.key);
    });
    return keys;
}

class Reader {
public:
    Reader(const std::string& where, const fs::path& base) : where_(where) {
        result_.recipe.base = base;
    }

    RecipeResult read(std::string_view yaml) {
        try {
            readRoot(parseYaml(yaml, where_));
        } catch (const UsageError& error) {
            Problem problem;
            problem.where = error.where();
            problem.message = error.message();
            problem.hint = error.hint();
            result_.problems.push_back(std::move(problem));
        }
        return std::move(result_);
    }

private:
    void add(const std::string& field, int line, Message message, Message hint = {}) {
        Problem problem;
        problem.message = std::move(message);
        problem.hint = std::move(hint);
        add(field, line, std::move(problem));
    }

    void add(const std::string& field, int line, Problem problem) {
        problem.severity = Problem::Severity::Error;
        problem.field = field;
        problem.where = where_ + ":" + std::to_string(line);
        result_.problems.push_back(std::move(problem));
    }

    void readRoot(const YamlNode& root) {
        if (root.kind != YamlNode::Kind::Map) {
            add({}, root.line, say(ATTUNE_TEXT("core", "A recipe consists of keys and values.")),
                say(ATTUNE_TEXT("core", "Write it like “model: models/bert”.")));
            return;
        }
        const std::vector<std::string> known = topKeys();
        for (const YamlEntry& entry : root.entries)
            if (std::find(known.begin(), known.end(), entry.key) == known.end())
                refuseKey(entry.key, entry, known);
        visitSections([&](const std::string& prefix, const auto& fields, auto member) {
            auto& settings = result_.recipe.*member;
            if (prefix.empty()) {
                for (const YamlEntry& entry : root.entries)
                    readEntry(prefix, fields, settings, entry);
                return;
            }
            const std::string name = prefix.substr(0, prefix.size() - 1);
            for (const YamlEntry& entry : root.entries)
                if (entry.key == name)
                    readSection(prefix, fields, settings, entry);
        });
        for (const YamlEntry& entry : root.entries)
            if (entry.key == "clean")
                readRules(kClean, "clean", entry, result_.recipe.clean);
        // The parts are read one after another; people read their file from the top.
        std::stable_sort(result_.problems.begin(), result_.problems.end(),
                         [&](const Problem& a, const Problem& b) { return lineOf(a) < lineOf(b); });
    }

    static int lineOf(const Problem& problem) {
        return std::stoi(problem.where.substr(problem.where.rfind(':') + 1));
    }

    // `stem` begins the keys of a part within a part: "trim." of "trim.min_count".
    template <class S>
    void readSection(const std::string& prefix, const Fields<S>& fields, S& settings,
                     const YamlEntry& section, const std::string& stem = {}) {
        if (section.value.isNull())
            return;
        if (section.value.kind != YamlNode::Kind::Map) {
            add(prefix.substr(0, prefix.size() - 1), section.line,
                say(ATTUNE_TEXT("core", "This part consists of keys and values.")),
                say(ATTUNE_TEXT("core", "Write one “key: value” a line, indented below “%1:”."),
                    section.key));
            return;
        }
        std::vector<std::string> known;
        for (const Field<S>& field : fields)
            if (field.parameter.key.starts_with(stem)) {
                std::string key = field.parameter.key.substr(stem.size());
                key.resize(std::min(key.find('.'), key.size()));
                if (known.empty() || known.back() != key)
                    known.push_back(std::move(key));
            }
        const bool augments = prefix == "augment.";
        if (augments)
            known.emplace_back("operators");
        for (const YamlEntry& entry : section.value.entries) {
            if (augments && entry.key == "operators") {
                readRules(kAugment, prefix + entry.key, entry, result_.recipe.augment.operators);
                continue;
            }
            const std::string inner = stem + entry.key + ".";
            if (std::any_of(fields.begin(), fields.end(), [&](const Field<S>& field) {
                    return field.parameter.key.starts_with(inner);
                }))
                readSection(prefix + entry.key + ".", fields, settings, entry, inner);
            else if (!readEntry(prefix, fields, settings, entry, stem))
                refuseKey(prefix + entry.key, entry, known);
        }
    }

    // False when no field has this key.
    template <class S>
    bool readEntry(const std::string& prefix, const Fields<S>& fields, S& settings,
                   const YamlEntry& entry, const std::string& stem = {}) {
        const auto field =
            std::find_if(fields.begin(), fields.end(), [&](const Field<S>& candidate) {
                return candidate.parameter.key == stem + entry.key;
            });
        if (field == fields.end())
            return false;
        result_.lines[prefix + entry.key] = entry.line;
        Value value;
        Problem problem;
        if (read(field->parameter, entry.value, value, problem) &&
            conform(field->parameter, value, problem))
            setValue(settings, *field, value);
        else
            add(prefix + entry.key, entry.line, std::move(problem));
        return true;
    }

    // A list of rules, each a map with one key, the operator; one without parameters may stand
    // alone.
    void readRules(const OperatorTable& table, const std::string& key, const YamlEntry& part,
                   std::vector<OperatorStep>& rules) {
        result_.lines[key] = part.line;
        if (part.value.isNull())
            return;
        if (part.value.kind != YamlNode::Kind::List) {
            add(key, part.line, say(ATTUNE_TEXT("core", "This part is a list of rules.")),
                ruleHint(table));
            return;
        }
        for (std::size_t i = 0; i < part.value.items.size(); ++i)
            readRule(table, key + "[" + std::to_string(i) + "]", part.value.items[i], rules);
    }

    void readRule(const OperatorTable& table, const std::string& field, const YamlNode& node,
                  std::vector<OperatorStep>& rules) {
        result_.lines[field] = node.line;
        OperatorStep step;
        if (node.kind == YamlNode::Kind::Scalar) {
            step.name = node.text;
        } else if (node.kind == YamlNode::Kind::Map && node.entries.size() == 1 &&
                   (node.entries[0].value.kind == YamlNode::Kind::Map ||
                    node.entries[0].value.isNull())) {
            step.name = node.entries[0].key;
            for (const YamlEntry& entry : node.entries[0].value.entries)
                readRuleValue(table, field, entry, step);
        } else {
            add(field, node.line, say(ATTUNE_TEXT("core", "This is no rule.")), ruleHint(table));
            return;
        }
        Problems problems;
        table.conform(step, field, problems);
        for (Problem& problem : problems) {
            const std::string key = problem.field;
            const auto line = result_.lines.find(key);
            add(key, line == result_.lines.end() ? node.line : line->second, std::move(problem));
        }
        rules.push_back(std::move(step));
    }

    void readRuleValue(const OperatorTable& table, const std::string& field, const YamlEntry& entry,
                       OperatorStep& step) {
        result_.lines[field + "." + entry.key] = entry.line;
        Value value = entry.value.text; // of an unknown key, which is named later
        for (const OperatorParameter& one : table.parameters(step.name))
            if (Problem problem; one.parameter.key == entry.key &&
                                 !read(one.parameter, entry.value, value = {}, problem)) {
                add(field + "." + entry.key, entry.line, std::move(problem));
                return;
            }
        step.values[entry.key] = std::move(value);
    }

    static Message ruleHint(const OperatorTable& table) {
        return say(ATTUNE_TEXT("core", "Write one “- operator: {...}” a line, such as “- %1: {}”."),
                   table.example);
    }

    // What the node means for this kind of parameter; a wrong type is left to conform(), which
    // words it. False where there is something to say that conform() cannot know.
    bool read(const Parameter& parameter, const YamlNode& node, Value& value, Problem& problem) {
        using Kind = Parameter::Kind;
        const Kind kind = parameter.kind;
        const bool text = kind == Kind::Text || kind == Kind::Column || kind == Kind::File ||
                          kind == Kind::Folder;
        if (node.isNull()) {
            // A column may be called "null"; a path that says so means none.
            const bool word = kind == Kind::Text || kind == Kind::Column;
            if (text && !parameter.optional)
                value = word ? node.text : std::string();
            return true;
        }
        if (node.kind == YamlNode::Kind::List) {
            if (kind != Kind::TextList && kind != Kind::FileList) {
                problem.message = say(ATTUNE_TEXT("core", "A list cannot stand here."));
                problem.hint = say(ATTUNE_TEXT("core", "Give a single value."));
                return false;
            }
            std::vector<std::string> texts;
            for (const YamlNode& item : node.items) {
                if (item.kind != YamlNode::Kind::Scalar) {
                    problem.message = say(ATTUNE_TEXT("core", "This list may hold only texts."));
                    return false;
                }
                texts.push_back(item.text);
            }
            value = std::move(texts);
            return true;
        }
        if (node.kind == YamlNode::Kind::Map) {
            if (kind != Kind::WeightMap) {
                problem.message = say(ATTUNE_TEXT("core", "Keys cannot stand below this one."));
                problem.hint = say(ATTUNE_TEXT("core", "Give a single value, in quotes if it holds "
                                                       "a colon."));
                return false;
            }
            return readWeights(node, value, problem);
        }
        value = node.text;
        if (bool flag = false; kind == Kind::Bool && readYamlBool(node, flag))
            value = flag;
        std::int64_t whole = 0;
        if (double real = 0;
            (kind == Kind::Integer || kind == Kind::Real) && readYamlReal(node, real))
            value = readYamlInteger(node, whole) ? Value(whole) : Value(real);
        return true;
    }

    static bool readWeights(const YamlNode& node, Value& value, Problem& problem) {
        std::map<std::string, double> weights;
        for (const YamlEntry& entry : node.entries) {
            double weight = 0;
            if (!readYamlReal(entry.value, weight)) {
                problem.message =
                    say(ATTUNE_TEXT("core", "The weight of “%1” is not a number."), entry.key);
                problem.hint = say(ATTUNE_TEXT("core", "Write it like {first: 1, second: 2.5}."));
                return false;
            }
            weights[entry.key] = weight;
        }
        value = std::move(weights);
        return true;
    }

    void refuseKey(const std::string& dotted, const YamlEntry& entry,
                   const std::vector<std::string>& known) {
        const Message message = say(ATTUNE_TEXT("core", "This key is not known."));
        const std::string near = nearestKey(entry.key, known);
        if (const std::string elsewhere = partWith(entry.key); !elsewhere.empty()) {
            add(dotted, entry.line, message,
                elsewhere == "."
                    ? say(ATTUNE_TEXT("core", "“%1” stands at the left edge, outside any part."),
                          entry.key)
                    : say(ATTUNE_TEXT("core", "“%1” stands below “%2:”."), entry.key, elsewhere));
        } else if (!near.empty()) {
            add(dotted, entry.line, message, say(ATTUNE_TEXT("core", "Did you mean “%1”?"), near));
        } else {
            add(dotted, entry.line, message,
                say(ATTUNE_TEXT("core", "Known here: %1."), listed(known, known.size())));
        }
    }

    // The part that has a key of this name, "." for the recipe itself, "" for none.
    static std::string partWith(const std::string& key) {
        std::string part;
        visitSections([&](const std::string& prefix, const auto& fields, auto) {
            for (const auto& field : fields)
                if (const std::string whole = prefix + field.parameter.key;
                    whole == key || whole.ends_with("." + key))
                    part = whole == key ? "." : whole.substr(0, whole.size() - key.size() - 1);
        });
        return part;
    }

    const std::string& where_;
    RecipeResult result_;
};

} // namespace

RecipeResult parseRecipe(std::string_view yaml, const std::string& where, const fs::path& base) {
    return Reader(where, base).read(yaml);
}

RecipeResult readRecipe(const fs::path& path) {
    // One byte more than a recipe may have, so that the reader words the refusal.
    constexpr std::uint64_t limit = (1 << 20) + 1;
    std::error_code error;
    const auto size = fs::file_size(path, error);
    const fs::path base = fs::absolute(path).parent_path();
    if (!error && size > limit)
        return parseRecipe(std::string(limit, ' '), toUtf8(path), base);
    try {
        return parseRecipe(readFile(path, 2 * limit), toUtf8(path), base);
    } catch (const UsageError&) {
        throw;
    } catch (const Error& failure) {
        // A recipe that is not there is wrong usage.
        throw UsageError(failure.message(), failure.where(), failure.hint());
    }
}

} // namespace attune
