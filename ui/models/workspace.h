// SPDX-License-Identifier: GPL-3.0-or-later
// What all pages look at: the open recipe, the run that is shown, the figures of data and model,
// the machine. One for a window; made before the pages and outlives them.
#pragma once

#include "studio/studio.h"

#include <QObject>
#include <QString>

#include <functional>
#include <memory>

namespace attune::ui {

class FreshRecipeJob;
class FiguresModel;
class RecipeModel;
class RunModel;

class Workspace : public QObject {
    Q_OBJECT
public:
    explicit Workspace(QObject* parent = nullptr);
    ~Workspace() override;

    RecipeModel& recipe() const { return *recipe_; }
    RunModel& run() const { return *run_; }
    FiguresModel& figures() const { return *figures_; }
    const studio::Machine& machine() const { return machine_; }

    // Whether a recipe, a run or a model was opened (else the first-start page is shown).
    bool hasContent() const { return hasContent_; }

    // Opening. Errors arrive by failed(). Each asks nothing: the window asks before it calls.
    void openRecipe(const QString& path);
    void openData(const QString& path); // a fresh recipe for a file of labelled texts
    void openSample(const std::string& key);
    void openRun(const QString& folder);   // shows its charts, with its recipe
    void openModel(const QString& folder); // as the recipe's model, or a finished one for results
    // Nothing is open any more: the start page. Not while a run of this process is alive.
    void close();
    // Any of the above, by what the path is.
    void openAny(const QString& path);

    // Training with the open recipe, in a folder that no run has yet. Does nothing while a run of
    // this process is alive; with errors in the recipe it leads to the first.
    void train();
    // Goes on with a run folder. Settings that changed are asked about first, by resumeQuestion().
    void resumeRun(const QString& folder);
    void resumeConfirmed(const Recipe& recipe);

    // Asks the window to show a page of pageList().
    void openPage(const QString& key) { Q_EMIT pageWanted(key); }
    void fail(const QString& title, const QString& text) { Q_EMIT failed(title, text); }

Q_SIGNALS:
    void contentChanged();
    void pageWanted(const QString& key);
    // The field of a recipe key, on whatever page.
    void fieldWanted(const std::string& key);
    void resumeQuestion(const attune::Recipe& recipe,
                        const std::vector<attune::RecipeDifference>& differences);
    // A finished model folder was opened, for the results page.
    void modelOpened(const QString& folder);
    void failed(const QString& title, const QString& text);
    // A file or folder was opened, for the list of recent ones.
    void opened(const QString& path);

private:
    void setContent();
    // Runs `work`; what it throws becomes failed().
    bool guarded(const QString& title, const std::function<void()>& work);

    studio::Machine machine_;
    std::unique_ptr<RecipeModel> recipe_;
    std::unique_ptr<RunModel> run_;
    std::unique_ptr<FiguresModel> figures_;
    std::unique_ptr<FreshRecipeJob> freshRecipe_;
    bool hasContent_ = false;
};

} // namespace attune::ui
