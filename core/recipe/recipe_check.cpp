// SPDX-License-Identifier: GPL-3.0-or-later
// What can be said about a recipe before anything is opened.
#include "base/operator_switch.h"
#include "data/row_filter.h"
#include "hub/hub_settings.h"
#include "model/model_folder.h"
#include "recipe/recipe.h"
#include "recipe/task_check.h"

#include <algorithm>

namespace attune {

namespace {

class Checker {
public:
    explicit Checker(const Recipe& recipe) : recipe_(recipe) {}

    Problems check() {
        checkValues();
        checkModels();
        checkFiles();
        checkColumns();
        checkTaskOf();
        checkParts();
        checkRowFilters();
        checkClean();
        checkAugment();
        checkTargets();
        checkTrimming();
        checkOutput();
        return std::move(problems_);
    }

private:
    void add(const std::string& field, Message message, Message hint = {},
             Problem::Severity severity = Problem::Severity::Error) {
        problems_.push_back({severity, field, {}, std::move(message), std::move(hint)});
    }

    // A recipe made by code has not been through conform() yet.
    void checkValues() {
        for (const RecipeParameter& entry : parametersOf(recipe_)) {
            const auto* text = std::get_if<std::string>(&entry.value);
            if (entry.parameter.required && text != nullptr && text->empty()) {
                add(entry.key, say(ATTUNE_TEXT("core", "A value is missing.")),
                    say(ATTUNE_TEXT("core", "Add the line “%1: ...” to the recipe, or give --set "
                                            "%2=..."),
                        entry.parameter.key, entry.key));
                continue;
            }
            Value value = entry.value;
            Problem problem;
            if (!conform(entry.parameter, value, problem))
                add(entry.key, problem.message, problem.hint);
        }
    }

    // What is wrong within a folder is said when it is opened.
    void checkModels() {
        for (const auto& [key, model] : modelsOf(recipe_)) {
            std::error_code ignored;
            if (const fs::path path = recipe_.base / fromHome(model);
                fs::is_regular_file(path, ignored)) {
                add(key, say(ATTUNE_TEXT("core", "“%1” is a file."), toUtf8(path)),
                    say(ATTUNE_TEXT("core", "Name the folder that holds config.json and "
                                            "model.safetensors.")));
                continue;
            }
            try {
                findModel(model, recipe_.base);
            } catch (const Error& error) {
                add(key, error.message(), error.hint());
            }
        }
    }

    void checkFiles() {
        const DataSettings& data = recipe_.data;
        checkFile("data.train", data.train);
        checkFile("data.validation", data.validation);
        checkFile("data.test", data.test);
        for (const std::string& file : recipe_.vocabulary.corpora)
            checkFile("vocabulary.corpora", file);
        const auto same = [&](const std::string& a, const std::string& b) {
            return !a.empty() && resolvePath(recipe_.base, a) == resolvePath(recipe_.base, b);
        };
        if (same(data.validation, data.train))
            warnSame("data.validation", "train");
        if (same(data.test, data.train))
            warnSame("data.test", "train");
        if (same(data.test, data.validation))
            warnSame("data.test", "validation");
    }

    void warnSame(const std::string& field, const std::string& other) {
        add(field, say(ATTUNE_TEXT("core", "This is the same file as “%1”."), other),
            say(ATTUNE_TEXT("core",
                            "Its figures will look better than they are: use other texts.")),
            Problem::Severity::Warning);
    }

    void checkFile(const std::string& field, const std::string& file) {
        std::error_code ignored;
        const fs::path path = resolvePath(recipe_.base, file);
        if (file.empty() || fs::exists(path, ignored))
            return;
        const fs::path folder = path.parent_path();
        std::vector<std::string> names;
        for (fs::directory_iterator it(folder, ignored), end; it != end && names.size() < 10000;
             it.increment(ignored))
            names.push_back(toUtf8(it->path().filename()));
        const std::string near = nearestKey(toUtf8(path.filename()), names);
        Message hint;
        if (!near.empty())
            hint = say(ATTUNE_TEXT("core", "Did you mean “%1”?"), toUtf8(folder / fromUtf8(near)));
        else if (!fs::is_directory(folder, ignored))
            hint = say(ATTUNE_TEXT("core", "The folder “%1” is not there either: paths of a recipe "
                                           "start from its folder, those of the command line from "
                                           "the current one."),
                       toUtf8(folder));
        else
            hint = say(ATTUNE_TEXT("core", "Paths of a recipe start from its folder, those of the "
                                           "command line from the current one."));
        add(field, say(ATTUNE_TEXT("core", "There is no file “%1”."), toUtf8(path)), hint);
    }

    void checkColumns() {
        const DataSettings& data = recipe_.data;
        const auto same = [&](const std::string& field, const std::string& a, const std::string& b,
                              const std::string& other) {
            if (!a.empty() && a == b)
                add(field, say(ATTUNE_TEXT("core", "The column “%1” is already “%2”."), a, other),
                    say(ATTUNE_TEXT("core", "Name another column.")));
        };
        if (data.label_columns.empty())
            same("data.label", data.label, data.text, "text");
        same("data.text_pair", data.text_pair, data.text, "text");
        same("data.text_pair", data.text_pair, data.label, "label");
    }

    void checkTaskOf() {
        for (Problem& problem : checkTask(recipe_))
            problems_.push_back(std::move(problem));
    }

    void checkParts() {
        const bool validates =
            !recipe_.data.validation.empty() || recipe_.data.validation_split > 0;
        if (recipe_.training.early_stopping > 0 && !validates)
            add("training.early_stopping",
                say(ATTUNE_TEXT("core", "Early stopping needs a validation part.")),
                say(ATTUNE_TEXT("core", "Give data.validation, or a data.validation_split above 0, "
                                        "or set training.early_stopping to 0.")));
    }

    void checkRowFilters() {
        for (Problem& problem : checkFilters(recipe_.data))
            problems_.push_back(std::move(problem));
    }

    void checkClean() {
        CleaningSettings rules = recipe_.clean;
        Problems problems;
        checkCleaning(rules, problems);
        for (const Problem& problem : problems)
            add("clean" + problem.field, problem.message, problem.hint);
    }

    void checkAugment() {
        Problems problems;
        Augmentation::check(recipe_.augment, recipe_.base, problems);
        for (const Problem& problem : problems)
            // The others are parameters, checked as such.
            if (problem.field.starts_with("augment.operators") ||
                problem.field == "augment.protect_file")
                add(problem.field, problem.message, problem.hint);
        const auto& operators = recipe_.augment.operators;
        if (!std::all_of(operators.begin(), operators.end(), isOff) &&
            recipe_.augment.copies == 0 && recipe_.augment.balance == 0)
            add("augment.copies",
                say(ATTUNE_TEXT("core", "There are operators, but no copies for them.")),
                say(ATTUNE_TEXT("core", "Give augment.copies, or augment.balance.")),
                Problem::Severity::Warning);
    }

    // What the task asks of augmentation and of the columns.
    void checkTargets() {
        Task task = Task::SingleLabel;
        try {
            task = taskOf(recipe_);
        } catch (const Error&) {
            return; // checked as a value
        }
        for (Problem& problem : Augmentation::checkTask(recipe_.augment, task))
            problems_.push_back(std::move(problem));
        const DataSettings& data = recipe_.data;
        if (!data.label_columns.empty() && task != Task::MultiLabel)
            add("data.label_columns",
                say(ATTUNE_TEXT("core", "Several label columns are read for the task “%1” alone."),
                    infoOf(Task::MultiLabel).title),
                say(ATTUNE_TEXT("core", "Set task: %1, or leave them out."),
                    infoOf(Task::MultiLabel).key));
        for (const std::string& column : data.label_columns)
            if (column == data.text || (column == data.text_pair && !column.empty()))
                add("data.label_columns",
                    say(ATTUNE_TEXT("core", "The column “%1” is already “%2”."), column, "text"),
                    say(ATTUNE_TEXT("core", "Name another column.")));
    }

    void checkTrimming() {
        for (Problem& problem : checkVocabulary(recipe_.vocabulary))
            problems_.push_back(std::move(problem));
        const bool placeholders =
            std::any_of(recipe_.clean.begin(), recipe_.clean.end(), [](const CleaningStep& step) {
                return step.name == "placeholders" && !isOff(step);
            });
        if (recipe_.vocabulary.add_placeholders && !placeholders)
            add("vocabulary.add_placeholders",
                say(ATTUNE_TEXT("core", "This has no effect: no rule of “clean” puts placeholder "
                                        "words in.")),
                say(ATTUNE_TEXT("core", "Add the rule “placeholders” to “clean”, or remove this.")),
                Problem::Severity::Warning);
    }

    void checkOutput() {
        std::error_code ignored;
        const fs::path folder = resolvePath(recipe_.base, recipe_.head.output);
        if (!folder.empty() && fs::exists(folder, ignored) && !fs::is_directory(folder, ignored))
            add("output", say(ATTUNE_TEXT("core", "“%1” is a file."), toUtf8(folder)),
                say(ATTUNE_TEXT("core", "Name a folder.")));
    }

    const Recipe& recipe_;
    Problems problems_;
};

} // namespace

Problems checkRecipe(const Recipe& recipe) { return Checker(recipe).check(); }

void locateProblems(Problems& problems, const std::string& where, const RecipeResult& source) {
    for (Problem& problem : problems) {
        if (!problem.where.empty())
            continue;
        const auto line = source.lines.find(problem.field);
        problem.where =
            line == source.lines.end() ? where : where + ":" + std::to_string(line->second);
    }
}

} // namespace attune
