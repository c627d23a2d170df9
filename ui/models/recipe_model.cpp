// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/recipe_model.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QUndoCommand>

#include <algorithm>

namespace attune::ui {

namespace {
// Typing on in one field within this time is one step.
constexpr qint64 mergeMilliseconds = 1500;
} // namespace

// A step keeps the recipe before and after: recipes are small, and every way of changing one is
// undone alike.
class RecipeStep : public QUndoCommand {
public:
    RecipeStep(RecipeModel& model, const QString& text, std::string key, Recipe after)
        : QUndoCommand(text),
          model_(model),
          key_(std::move(key)),
          before_(model.recipe()),
          after_(std::move(after)) {
        age_.start();
    }

    void undo() override { model_.assign(before_); }
    void redo() override { model_.assign(after_); }
    int id() const override { return key_.empty() ? -1 : 1; }
    bool mergeWith(const QUndoCommand* command) override {
        const auto& other = static_cast<const RecipeStep&>(*command);
        if (other.key_ != key_ || age_.elapsed() > mergeMilliseconds)
            return false;
        after_ = other.after_;
        age_.restart();
        return true;
    }

private:
    RecipeModel& model_;
    std::string key_; // of the one setting; empty: several
    Recipe before_, after_;
    QElapsedTimer age_;
};

RecipeModel::RecipeModel(QObject* parent) : QObject(parent) {
    checkLater_.setSingleShot(true);
    checkLater_.setInterval(150);
    connect(&checkLater_, &QTimer::timeout, this, &RecipeModel::check);
    connect(&stack_, &QUndoStack::cleanChanged, this, &RecipeModel::fileChanged);
    connect(&checkJob_, &JobBase::failed, this, [this](const QString& message) {
        found_ = {
            Problem{Problem::Severity::Error, {}, {}, {message.toStdString(), {}}, {}}
        };
        checked_ = true;
        gather();
    });
}

Value RecipeModel::value(const std::string& key) const {
    for (const RecipeParameter& parameter : parameters())
        if (parameter.key == key)
            return parameter.value;
    return {};
}

bool RecipeModel::set(const std::string& key, const Value& value, Problem& problem) {
    Recipe next = recipe_;
    if (!setParameter(next, key, value, problem))
        return false;
    if (next == recipe_)
        return true;
    QString title = toQt(key);
    for (const RecipeParameter& parameter : parametersOf(recipe_))
        if (parameter.key == key)
            title = coreText(parameter.parameter.title);
    stack_.push(new RecipeStep(*this, title, key, std::move(next)));
    return true;
}

bool RecipeModel::set(const std::string& key, const Value& value) {
    Problem ignored;
    return set(key, value, ignored);
}

void RecipeModel::change(const QString& what, const Recipe& recipe, const std::string& key) {
    if (!(recipe == recipe_))
        stack_.push(new RecipeStep(*this, what, key, recipe));
}

void RecipeModel::assign(const Recipe& recipe) {
    recipe_ = recipe;
    checked_ = false;
    fileProblems_.clear(); // of a text that is no longer what we hold
    checkLater_.start();
    Q_EMIT changed();
}

void RecipeModel::replaceAll(const Recipe& recipe, const QString& path, const QString& name,
                             const Problems& fileProblems) {
    recipe_ = recipe;
    path_ = path;
    name_ = name;
    fileProblems_ = fileProblems;
    found_.clear();
    local_.clear();
    checked_ = false;
    stack_.clear();
    Q_EMIT reset();
    Q_EMIT changed();
    Q_EMIT fileChanged();
    gather();
    check();
}

void RecipeModel::open(const QString& path) {
    RecipeResult result = readRecipe(fromUtf8(path.toStdString()));
    // A recipe may leave the run folder to whoever runs it.
    if (result.recipe.head.output.empty())
        result.recipe.head.output = toUtf8(studio::freshRunFolder(
            studio::defaultRunsFolder(), QFileInfo(path).completeBaseName().toStdString()));
    replaceAll(result.recipe, path, {}, result.problems);
}

void RecipeModel::adopt(const Recipe& recipe, const QString& name) {
    replaceAll(recipe, {}, name, {});
}

void RecipeModel::save(const QString& path) {
    const fs::path file = fs::absolute(fromUtf8(path.toStdString()));
    publishFile(file, writeRecipe(recipe_, file.parent_path(), false));
    path_ = path;
    name_.clear();
    stack_.setClean();
    Q_EMIT fileChanged();
}

QString RecipeModel::name() const { return path_.isEmpty() ? name_ : QFileInfo(path_).fileName(); }

bool RecipeModel::isDirty() const { return !stack_.isClean(); }

void RecipeModel::check() {
    checkLater_.stop();
    checked_ = false;
    checkJob_.start(
        [recipe = recipe_](std::stop_token, const std::function<void(double, double)>&) {
            return checkRecipe(recipe);
        },
        [this](const Problems& found) {
            found_ = found;
            checked_ = true;
            gather();
        });
}

bool RecipeModel::isBlank() const {
    Recipe blank;
    blank.base = recipe_.base;
    return path_.isEmpty() && recipe_ == blank;
}

void RecipeModel::setLocalProblem(const Problem& problem) {
    std::erase_if(local_, [&](const Problem& old) { return old.field == problem.field; });
    local_.push_back(problem);
    gather();
}

void RecipeModel::clearLocalProblem(const std::string& field) {
    if (std::erase_if(local_, [&](const Problem& old) { return old.field == field; }) > 0)
        gather();
}

void RecipeModel::gather() {
    problems_ = fileProblems_;
    if (!isBlank())
        for (const Problem& problem : found_)
            if (std::find(problems_.begin(), problems_.end(), problem) == problems_.end())
                problems_.push_back(problem);
    problems_.insert(problems_.end(), local_.begin(), local_.end());
    Q_EMIT problemsChanged();
}

} // namespace attune::ui
