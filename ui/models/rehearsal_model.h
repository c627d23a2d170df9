// SPDX-License-Identifier: GPL-3.0-or-later
// The rehearsal of the open recipe: a short session that leaves nothing, and what it measured.
#pragma once

#include "ui/jobs/run_watcher.h"

#include <QObject>

#include <optional>

namespace attune::ui {

class RehearsalModel : public QObject {
    Q_OBJECT
public:
    enum class Stage { Loading, LongestBatch, Steps, Evaluation, Checkpoint };

    explicit RehearsalModel(QObject* parent = nullptr);

    // `output`: where the run would go. Does nothing while one goes on.
    void start(const Recipe& recipe, const fs::path& output);
    void stop(); // what was measured before stays
    void clear();
    // A result of that recipe, measured now.
    void take(const Recipe& recipe, const RehearsedEvent& result);

    bool isRunning() const { return session_ != nullptr; }
    Stage stage() const { return stage_; }
    double share() const { return share_; } // of the rehearsal, 0 to 1

    const std::optional<RehearsedEvent>& result() const { return result_; }
    double measuredAt() const { return measuredAt_; } // seconds since the epoch
    // Whether the result is that of such a recipe, as far as it matters (recipe_parts.h).
    bool isOf(const Recipe& recipe) const;
    const QString& error() const { return error_; } // why the last one had no result

Q_SIGNALS:
    void changed();

private:
    void followPhase(const PhaseEvent& phase);

    std::shared_ptr<Session> session_;
    RunWatcher watcher_;
    Stage stage_ = Stage::Loading;
    double share_ = 0;
    Recipe asked_;
    Recipe of_; // the part that the result depends on
    std::optional<RehearsedEvent> result_;
    double measuredAt_ = 0;
    QString error_;
};

} // namespace attune::ui
