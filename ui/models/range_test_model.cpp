// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/range_test_model.h"

#include "ui/kit/core_text.h"

namespace attune::ui {

RangeTestModel::RangeTestModel(QObject* parent) : QObject(parent) {
    connect(&watcher_, &RunWatcher::rangePoint, this, [this](const RangePointEvent& point) {
        raw_.emplace_back(point.learningRate, point.loss);
        smoothed_.emplace_back(point.learningRate, point.smoothed);
    });
    connect(&watcher_, &RunWatcher::rangeDone, this, [this](const RangeDoneEvent& done) {
        proposed_ = done.proposedRate;
        reason_ = done.reason;
    });
    connect(&watcher_, &RunWatcher::failed, this, [this](const FailedEvent& failed) {
        error_ = shown(Error(failed.what, failed.where, failed.hint));
    });
    connect(&watcher_, &RunWatcher::drained, this, &RangeTestModel::changed);
    connect(&watcher_, &RunWatcher::ended, this, [this] {
        session_.reset();
        Q_EMIT changed();
    });
}

void RangeTestModel::start(const Recipe& recipe) {
    if (session_)
        return;
    clear();
    session_ = Session::rangeTest(recipe);
    watcher_.watch(session_);
    Q_EMIT changed();
}

void RangeTestModel::stop() {
    if (session_)
        session_->stop(Session::StopKind::Interrupt);
}

void RangeTestModel::clear() {
    raw_.clear();
    smoothed_.clear();
    proposed_ = 0;
    reason_ = {};
    error_.clear();
    Q_EMIT changed();
}

} // namespace attune::ui
