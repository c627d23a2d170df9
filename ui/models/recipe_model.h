// SPDX-License-Identifier: GPL-3.0-or-later
// The recipe that is open in the window: its values, its file, undo and redo, and its problems.
#pragma once

#include "studio/studio.h"
#include "ui/jobs/background_job.h"

#include <QObject>
#include <QString>
#include <QTimer>
#include <QUndoStack>

namespace attune::ui {

class RecipeModel : public QObject {
    Q_OBJECT
public:
    explicit RecipeModel(QObject* parent = nullptr);

    const Recipe& recipe() const { return recipe_; }
    // Every setting under its dotted key with value and default.
    std::vector<RecipeParameter> parameters() const { return parametersOf(recipe_); }
    Value value(const std::string& key) const;

    // One setting, as a step that can be undone; typing on in the same setting stays one step.
    // Returns false and fills `problem` where the value cannot be.
    bool set(const std::string& key, const Value& value, Problem& problem);
    bool set(const std::string& key, const Value& value);
    // Several at once, as one step with a name ("Use the columns of reviews.csv"). With the key of
    // one setting, typing on in it stays one step as it does by set().
    void change(const QString& what, const Recipe& recipe, const std::string& key = {});

    // What checkRecipe() says, worked out off the GUI thread after each change, and the local
    // problems; problems() is of the last finished check. A blank recipe has none: nobody has
    // begun to write it.
    const Problems& problems() const { return problems_; }
    bool hasErrors() const { return attune::hasErrors(problems_); }
    // Whether problems() is of the recipe as it is now.
    bool checked() const { return checked_; }
    // Checks once more; problemsChanged() tells when checked() is true again.
    void check();
    // Whether nothing was opened or written yet.
    bool isBlank() const;

    // What a form holds that is no value of its setting, one a field: it keeps a run from starting
    // like any other error. Forgotten when another recipe is opened.
    void setLocalProblem(const Problem& problem);
    void clearLocalProblem(const std::string& field);

    // The file. Reading throws Error; problems of the text are among problems().
    void open(const QString& path);
    // A recipe without a file yet, under a name that is shown.
    void adopt(const Recipe& recipe, const QString& name);
    void save(const QString& path);
    const QString& path() const { return path_; } // empty: not saved yet
    QString name() const;
    // Whether there are changes that are not in the file.
    bool isDirty() const;

    QUndoStack& undoStack() { return stack_; }

Q_SIGNALS:
    // A value changed, by whatever way.
    void changed();
    // Another recipe is open now; changed() follows.
    void reset();
    void problemsChanged();
    // Path, name, saved or not.
    void fileChanged();

private:
    friend class RecipeStep;
    void assign(const Recipe& recipe);
    void replaceAll(const Recipe& recipe, const QString& path, const QString& name,
                    const Problems& fileProblems);
    void gather(); // problems_ from its sources

    Recipe recipe_;
    QString path_;
    QString name_;
    Problems fileProblems_;
    Problems found_; // by the last check
    Problems local_;
    Problems problems_;
    bool checked_ = false;
    QUndoStack stack_;
    QTimer checkLater_;
    BackgroundJob<Problems> checkJob_;
};

} // namespace attune::ui
