// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/rehearsal_model.h"

#include "ui/kit/core_text.h"
#include "ui/models/recipe_parts.h"

#include <QDateTime>

#include <algorithm>

namespace attune::ui {

RehearsalModel::RehearsalModel(QObject* parent) : QObject(parent) {
    connect(&watcher_, &RunWatcher::phase, this, &RehearsalModel::followPhase);
    connect(&watcher_, &RunWatcher::rehearsed, this,
            [this](const RehearsedEvent& event) { take(asked_, event); });
    connect(&watcher_, &RunWatcher::failed, this, [this](const FailedEvent& failed) {
        error_ = shown(Error(failed.what, failed.where, failed.hint));
        result_.reset();
    });
    connect(&watcher_, &RunWatcher::drained, this, &RehearsalModel::changed);
    connect(&watcher_, &RunWatcher::ended, this, [this] {
        session_.reset();
        Q_EMIT changed();
    });
}

void RehearsalModel::start(const Recipe& recipe, const fs::path& output) {
    if (session_)
        return;
    error_.clear();
    stage_ = Stage::Loading;
    share_ = 0;
    asked_ = recipe;
    Recipe rehearsed = recipe;
    rehearsed.head.output = toUtf8(output);
    session_ = Session::rehearsal(rehearsed);
    watcher_.watch(session_);
    Q_EMIT changed();
}

void RehearsalModel::stop() {
    if (session_)
        session_->stop(Session::StopKind::Interrupt);
}

void RehearsalModel::take(const Recipe& recipe, const RehearsedEvent& result) {
    of_ = partOfRehearsal(recipe);
    result_ = result;
    measuredAt_ = static_cast<double>(QDateTime::currentSecsSinceEpoch());
    Q_EMIT changed();
}

void RehearsalModel::clear() {
    result_.reset();
    error_.clear();
    Q_EMIT changed();
}

bool RehearsalModel::isOf(const Recipe& recipe) const {
    return result_ && of_ == partOfRehearsal(recipe);
}

// About as long as each stage takes of the whole.
void RehearsalModel::followPhase(const PhaseEvent& phase) {
    const double done = phase.all > 0 ? phase.done / phase.all : 0;
    double share = share_;
    switch (phase.phase) {
    case PhaseEvent::Phase::Preparing:
        share = 0.2 * done;
        break;
    case PhaseEvent::Phase::Training:
        stage_ = phase.all > 0 ? Stage::Steps : Stage::LongestBatch;
        share = phase.all > 0 ? 0.4 + 0.3 * done : 0.3;
        break;
    case PhaseEvent::Phase::Evaluating:
        stage_ = Stage::Evaluation;
        share = 0.7 + 0.15 * done;
        break;
    case PhaseEvent::Phase::Saving:
        stage_ = Stage::Checkpoint;
        share = 0.9;
        break;
    default:
        break;
    }
    share_ = std::max(share_, share);
}

} // namespace attune::ui
