// SPDX-License-Identifier: GPL-3.0-or-later
// The run that the window shows: one of this process (a session) or one read from its folder,
// finished or being written by another process. Collects its events; knows no widget.
#pragma once

#include "ui/jobs/background_job.h"
#include "ui/jobs/run_watcher.h"

#include <optional>

namespace attune::ui {

class RunModel : public QObject {
    Q_OBJECT
public:
    enum class State {
        None,    // no run
        Reading, // a folder is being read
        Running, // here or in another process
        Paused,
        Stopping, // asked to stop
        Ended,
    };

    explicit RunModel(QObject* parent = nullptr);

    // A session of this process. The recipe's output is the folder.
    void start(const Recipe& recipe, StartMode mode);
    void pause();
    void resume();
    void stop(Session::StopKind kind);
    // A folder; not while a session of this process is alive.
    void show(const QString& folder);
    void clear();

    State state() const { return state_; }
    // Whether a session of this process is alive: it can be paused and stopped.
    bool isOurs() const { return session_ != nullptr; }
    const QString& folder() const { return folder_; }
    const Recipe& recipe() const { return recipe_; } // of this run

    const std::optional<StartedEvent>& started() const { return started_; }
    double startedAt() const { return startedAt_; } // seconds since the epoch
    const std::vector<StepEvent>& steps() const { return steps_; }
    const std::vector<EvaluatedEvent>& evaluations() const { return evaluations_; }
    // Index of the best evaluation; none: -1.
    int best() const { return best_; }
    // Step of the checkpoint of the best state so far; none: 0.
    std::int64_t bestCheckpoint() const { return bestCheckpoint_; }
    double score(const EvaluatedEvent& event) const; // by the recipe's best_metric
    const std::vector<Event>& messages() const { return messages_; }
    const std::optional<PhaseEvent>& phase() const { return phase_; }
    const std::optional<FinishedEvent>& finished() const { return finished_; }
    const std::optional<FailedEvent>& failure() const { return failed_; }

    // Counts up whenever something that was told is void (another run, one that is resumed); else
    // steps, evaluations and messages only grow.
    int revision() const { return revision_; }

    std::int64_t step() const { return steps_.empty() ? resumedAt() : steps_.back().step; }
    std::int64_t allSteps() const { return started_ ? started_->steps : 0; }
    double share() const; // of the steps, 0 to 1
    std::optional<double> secondsLeft() const;
    double textsPerSecond() const; // of the last steps
    double tokensPerSecond() const;
    double epochSeconds() const; // of the mean step of the run; 0: unknown
    // Whether a run of this recipe would be as fast: it trains the same model on the same texts.
    bool isAsFastAs(const Recipe& recipe) const;

Q_SIGNALS:
    void changed();      // once a tick, when there was anything
    void stateChanged(); // state, folder, ours or not
    void wasReset();     // another run from now on
    void couldNotRead(const QString& message);

private:
    std::int64_t resumedAt() const { return started_ ? started_->resumedAt : 0; }
    void forget();
    void setState(State state);

    State state_ = State::None;
    int revision_ = 0;
    QString folder_;
    Recipe recipe_;
    std::shared_ptr<Session> session_;
    RunWatcher watcher_;
    struct Read;
    BackgroundJob<std::shared_ptr<Read>> reading_;

    std::optional<StartedEvent> started_;
    double startedAt_ = 0;
    std::vector<StepEvent> steps_;
    std::vector<EvaluatedEvent> evaluations_;
    int best_ = -1;
    std::int64_t bestCheckpoint_ = 0;
    std::vector<Event> messages_;
    std::optional<PhaseEvent> phase_;
    std::optional<FinishedEvent> finished_;
    std::optional<FailedEvent> failed_;
};

} // namespace attune::ui
