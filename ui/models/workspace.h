// SPDX-License-Identifier: GPL-3.0-or-later
// What all pages look at: the open recipe, the run that is shown, the figures of data and model,
// the machine. One for a window; made before the pages and outlives them.
#pragma once

#include "studio/studio.h"

#include <QObject>
#include <QString>

#include <functional>
#include <memory>
#include <optional>

namespace attune::ui {

class FiguresModel;
class RangeTestModel;
class RecipeModel;
class RehearsalModel;
class RunModel;
struct WorkspaceJobs;

// A built-in sample, and why it cannot be trained (the model, and where it was looked for).
struct SampleOffer {
    studio::Sample sample;
    QString model;   // as its recipe names it
    Problem missing; // without a message: nothing is
};

class Workspace : public QObject {
    Q_OBJECT
public:
    explicit Workspace(QObject* parent = nullptr);
    ~Workspace() override;

    RecipeModel& recipe() const { return *recipe_; }
    RunModel& run() const { return *run_; }
    FiguresModel& figures() const { return *figures_; }
    RangeTestModel& rangeTest() const { return *rangeTest_; }
    RehearsalModel& rehearsal() const { return *rehearsal_; }
    // Both are found out off the GUI thread when the program starts: 0 cores, no samples until
    // machineChanged() and samplesChanged().
    const studio::Machine& machine() const { return machine_; }
    const std::vector<SampleOffer>& samples() const { return samples_; }
    void lookForSamples(); // again: a model may have come

    // Whether a recipe, a run or a model was opened (else the first-start page is shown).
    bool hasContent() const { return hasContent_; }

    // Opening. What takes time is read off the GUI thread; opening something else meanwhile stops
    // it. Errors arrive by failed(). Each asks nothing: the window asks before it calls.
    void openRecipe(const QString& path);
    void openData(const QString& path); // a fresh recipe for a file of labelled texts
    void openSample(const std::string& key);
    void openRun(const QString& folder);   // shows its charts, with its recipe
    void openModel(const QString& folder); // as the recipe's model, or a finished one for results
    // Changes that were lost, over the file that they were made in (`path`; empty: there was none).
    void recover(const Recipe& recipe, const QString& path, const QString& name);
    // Nothing is open any more: the start page. Not while a run of this process is alive.
    void close();
    // Any of the above, by what the path is.
    void openAny(const QString& path);
    // What is being opened now; empty: nothing.
    const QString& opening() const { return opening_; }
    void cancelOpening();

    // Training with the open recipe, in a folder that no run has yet: checks the recipe as it is
    // now and starts when it is clean, else leads to the first problem. A rehearsal of this very
    // recipe that did not fit is asked about first, by startQuestion(). Does nothing while a run
    // of this process is alive.
    void train();
    void startConfirmed(); // nothing, where the recipe is another one by now
    // Where a run that is started now goes: never the folder of another run (NAME, NAME-2, ...).
    fs::path nextRunFolder() const;
    // The rehearsal of that run. Not while a run of this process is alive.
    void rehearse();
    bool isStarting() const { return starting_; } // the check is under way
    // Goes on with a run folder. Settings that changed are asked about first, by resumeQuestion().
    void resumeRun(const QString& folder);
    void resumeConfirmed(const Recipe& recipe);
    // Whether the open recipe is the one of that run (perhaps changed since): resuming keeps it.
    bool holdsRecipeOf(const QString& folder) const;

    // For pages: asks the window to do it, which asks about unsaved changes first.
    void wantRun(const QString& folder) { Q_EMIT runWanted(folder); }
    void wantResume(const QString& folder) { Q_EMIT resumeWanted(folder); }
    // Asks the window for the ways to hand the finished model over, at this place of the screen.
    void wantExport(const QPoint& at) { Q_EMIT exportWanted(at); }
    // Asks the window to show a page of pageList().
    void openPage(const QString& key) { Q_EMIT pageWanted(key); }
    void fail(const QString& title, const QString& text) { Q_EMIT failed(title, text); }

Q_SIGNALS:
    void contentChanged();
    void machineChanged();
    void samplesChanged();
    void openingChanged();
    void startingChanged();
    void runWanted(const QString& folder);
    void resumeWanted(const QString& folder);
    void exportWanted(const QPoint& at);
    void pageWanted(const QString& key);
    // The field of a recipe key, on whatever page.
    void fieldWanted(const std::string& key);
    void startQuestion(const QString& problems);
    void resumeQuestion(const attune::Recipe& recipe,
                        const std::vector<attune::RecipeDifference>& differences);
    // A finished model folder was opened, for the results page.
    void modelOpened(const QString& folder);
    void failed(const QString& title, const QString& text);
    // A file or folder was opened, for the list of recent ones.
    void opened(const QString& path);

private:
    // Reads off the GUI thread and then calls what `read` returned in it, unless something else
    // was opened meanwhile. `name` is shown; `title` heads what it throws.
    using Arrival = std::function<void()>;
    void openLater(const QString& name, const QString& title,
                   std::function<Arrival(std::stop_token)> read);
    void setOpening(const QString& name);
    void setContent();
    void setStarting(bool starting);
    void startChecked();
    void startNow();
    // Runs `work`; what it throws becomes failed().
    bool guarded(const QString& title, const std::function<void()>& work);

    studio::Machine machine_;
    std::vector<SampleOffer> samples_;
    std::unique_ptr<RecipeModel> recipe_;
    std::unique_ptr<RunModel> run_;
    std::unique_ptr<FiguresModel> figures_;
    std::unique_ptr<RangeTestModel> rangeTest_;
    std::unique_ptr<RehearsalModel> rehearsal_;
    std::unique_ptr<WorkspaceJobs> jobs_;
    QString opening_, openingTitle_;
    bool hasContent_ = false;
    bool starting_ = false;
    std::optional<Recipe> asked_; // that startQuestion() is about
    bool recipeIsOfRun_ = false;  // the open recipe is the one of the run that is shown
};

} // namespace attune::ui
