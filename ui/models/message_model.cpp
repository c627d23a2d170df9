// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/message_model.h"

#include "ui/kit/core_text.h"
#include "ui/kit/numbers.h"
#include "ui/models/metric_names.h"
#include "ui/models/run_model.h"

#include <QCoreApplication>

namespace attune::ui {

namespace {

// Texts of this file stand in one context of the translations.
struct Messages {
    Q_DECLARE_TR_FUNCTIONS(Messages)

public:
    std::string metric;

    QString operator()(const StartedEvent& e) const {
        if (e.resumedAt > 0)
            return tr("Resumed after step %1.").arg(countText(e.resumedAt));
        return tr("Started: %1 steps on %2 training texts; %3 validation and %4 test texts.")
            .arg(countText(e.steps), countText(e.trainTexts), countText(e.validationTexts),
                 countText(e.testTexts));
    }
    QString operator()(const EvaluatedEvent& e) const {
        const MetricInfo& info = metricOf(metric);
        const QString score =
            metricWithin(info.key) + QLatin1Char(' ') + scoreText(info.value(e.metrics));
        return e.best ? tr("New best model at step %1: %2.").arg(countText(e.step), score)
                      : tr("Evaluated %1 validation texts at step %2 in %3: %4.")
                            .arg(countText(e.metrics.texts), countText(e.step),
                                 durationText(e.seconds), score);
    }
    QString operator()(const CheckpointedEvent& e) const {
        return tr("Checkpoint of step %1 kept (%2).").arg(countText(e.step), bytesText(e.bytes));
    }
    QString operator()(const WarningEvent& e) const { return shown(e.problem); }
    QString operator()(const StepEvent&) const { return {}; }
    QString operator()(const RangePointEvent&) const { return {}; }
    QString operator()(const RangeDoneEvent& e) const { return shown(e.reason); }
    QString operator()(const RehearsedEvent&) const { return {}; }
    QString operator()(const PhaseEvent&) const { return {}; }
    QString operator()(const FinishedEvent& e) const {
        const QString time = durationText(e.trainSeconds);
        const QString step = countText(e.step);
        switch (e.reason) {
        case FinishedEvent::Reason::Completed:
            return tr("Finished after %1 steps; training took %2.").arg(step, time);
        case FinishedEvent::Reason::EarlyStopped:
            return tr("Stopped early at step %1: the metric got no better. Training took %2.")
                .arg(step, time);
        case FinishedEvent::Reason::StoppedByUser:
            return tr("Stopped and kept at step %1; training took %2.").arg(step, time);
        case FinishedEvent::Reason::Interrupted:
            return tr("Interrupted after the checkpoint of step %1. Resume goes on from there.")
                .arg(step);
        }
        return {};
    }
    QString operator()(const FailedEvent& e) const { return shown(Error(e.what, e.where, e.hint)); }
};

} // namespace

QString messageText(const Event& event, const std::string& metric) {
    Messages messages;
    messages.metric = metric;
    return std::visit(messages, event.body);
}

Icon messageIcon(const Event& event) {
    if (const auto* evaluated = std::get_if<EvaluatedEvent>(&event.body))
        return evaluated->best ? Icon::Star : Icon::Info;
    if (const auto* warning = std::get_if<WarningEvent>(&event.body))
        return warning->problem.severity == Problem::Severity::Info ? Icon::Info : Icon::Warning;
    if (std::holds_alternative<FailedEvent>(event.body))
        return Icon::Error;
    if (std::holds_alternative<FinishedEvent>(event.body))
        return Icon::Check;
    return Icon::Info;
}

Tone messageTone(const Event& event) {
    switch (messageIcon(event)) {
    case Icon::Star:
        return Tone::Accent;
    case Icon::Warning:
        return Tone::Warn;
    case Icon::Error:
        return Tone::Bad;
    case Icon::Check:
        return Tone::Good;
    default:
        return Tone::Secondary;
    }
}

MessageModel::MessageModel(RunModel& run, QObject* parent) : QAbstractListModel(parent), run_(run) {
    connect(&run_, &RunModel::changed, this, &MessageModel::follow);
    connect(&run_, &RunModel::wasReset, this, [this] {
        beginResetModel();
        events_.clear();
        endResetModel();
    });
    follow();
}

void MessageModel::follow() {
    const std::vector<Event>& now = run_.messages();
    if (now.size() <= events_.size())
        return;
    const int fresh = static_cast<int>(now.size() - events_.size());
    beginInsertRows({}, 0, fresh - 1);
    events_.insert(events_.end(), now.end() - fresh, now.end());
    endInsertRows();
}

void MessageModel::retranslate() {
    if (!events_.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

int MessageModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(events_.size());
}

QVariant MessageModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Event& event = events_[events_.size() - 1 - static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return messageText(event, bestMetricOf(run_.recipe()).key);
    case TimeRole:
        return clockSecondsText(event.time);
    case IconRole:
        return static_cast<int>(messageIcon(event));
    case ToneRole:
        return static_cast<int>(messageTone(event));
    default:
        return {};
    }
}

} // namespace attune::ui
