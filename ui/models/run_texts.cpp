// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/run_texts.h"

#include "ui/kit/core_text.h"
#include "ui/kit/numbers.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace attune::ui {

namespace {
// Whether the validation loss was clearly higher at the end than it had been: it learnt by heart,
// or the rate was too high.
bool lossRose(const studio::RunSummary& run) {
    if (run.validation.empty())
        return false;
    const std::size_t loss = studio::metricIndex("loss");
    double least = run.validation.front().scores[loss];
    for (const studio::RunPoint& point : run.validation)
        least = std::min(least, point.scores[loss]);
    return run.validation.back().scores[loss] > 1.1 * least;
}

QDateTime timeOf(double seconds) {
    return QDateTime::fromSecsSinceEpoch(static_cast<qint64>(seconds));
}
} // namespace

RunStateText runStateText(const studio::RunSummary& run, bool own) {
    using Reason = FinishedEvent::Reason;
    switch (run.state) {
    case studio::RunState::Running:
        if (own)
            return {QCoreApplication::translate("runs", "running"), Tone::Accent, Icon::Play, {}};
        return {QCoreApplication::translate("runs", "running elsewhere"), Tone::Accent, Icon::Play,
                QCoreApplication::translate(
                    "runs", "Another process is writing this run; it is followed here.")};
    case studio::RunState::Paused:
        return {QCoreApplication::translate("runs", "paused"), Tone::Accent, Icon::Pause, {}};
    case studio::RunState::Finished:
        if (run.ended == Reason::StoppedByUser)
            return {QCoreApplication::translate("runs", "stopped, kept"), Tone::Good, Icon::Check,
                    QCoreApplication::translate(
                        "runs",
                        "It was stopped before its plan was done. Its best state is the model.")};
        if (run.ended == Reason::EarlyStopped)
            return {QCoreApplication::translate("runs", "done early"), Tone::Good, Icon::Check,
                    QCoreApplication::translate(
                        "runs", "The score grew no more, and the run stopped by itself.")};
        return {QCoreApplication::translate("runs", "done"), Tone::Good, Icon::Check, {}};
    case studio::RunState::Failed: {
        const QString why = shown(run.failure);
        return {why.isEmpty() ? QCoreApplication::translate("runs", "failed")
                              : QCoreApplication::translate("runs", "failed: %1").arg(why),
                Tone::Bad, Icon::Error, why};
    }
    case studio::RunState::Interrupted:
        if (run.ended)
            return {lossRose(run) ? QCoreApplication::translate("runs", "stopped, loss rose")
                                  : QCoreApplication::translate("runs", "stopped"),
                    Tone::Warn, Icon::Warning,
                    QCoreApplication::translate(
                        "runs", "It was stopped after a checkpoint and can be resumed.")};
        return {QCoreApplication::translate("runs", "broken off"), Tone::Warn, Icon::Warning,
                QCoreApplication::translate(
                    "runs",
                    "It ended without a word, as when the program is killed or the power fails. It "
                    "can be resumed from its last checkpoint.")};
    case studio::RunState::Unknown:
        break;
    }
    return {QCoreApplication::translate("runs", "broken off"), Tone::Warn, Icon::Warning,
            QCoreApplication::translate(
                "runs", "It ended before its first checkpoint: nothing is there to resume.")};
}

QString epochsText(const studio::RunSummary& run) {
    if (run.alive() && run.steps > 0)
        return percentText(static_cast<double>(run.step) / static_cast<double>(run.steps));
    if (run.step == 0)
        return QStringLiteral("–");
    const double tenths = std::round(run.epoch * 10);
    const QString epochs = QLocale().toString(tenths / 10, 'f', std::fmod(tenths, 10) == 0 ? 0 : 1);
    return run.step >= run.steps
               ? epochs
               : QCoreApplication::translate("runs", "%1 of %2").arg(epochs).arg(run.epochs);
}

QString startedText(const studio::RunSummary& run) {
    if (run.started <= 0)
        return QStringLiteral("–");
    const QDate date = timeOf(run.started).date();
    const QDate today = QDate::currentDate();
    const qint64 days = date.daysTo(today);
    if (days == 0)
        return whenText(run.started);
    if (days == 1)
        return QCoreApplication::translate("runs", "yesterday");
    //: A day of this year, as QLocale::toString() takes it: 19 Nov
    const QString sameYear = QCoreApplication::translate("runs", "d MMM");
    //: A day of another year: 19 Nov 2024
    const QString otherYear = QCoreApplication::translate("runs", "d MMM yyyy");
    return QLocale().toString(date, date.year() == today.year() ? sameYear : otherYear);
}

QString startedInFull(const studio::RunSummary& run) {
    return run.started > 0 ? QLocale().toString(timeOf(run.started), QLocale::LongFormat)
                           : QString();
}

QString metricText(const std::string& key) { return coreText(metricOf(key).title); }

QString optionalScore(const std::optional<double>& score) {
    return score ? scoreText(*score) : QStringLiteral("–");
}

QStringList shortNames(const QStringList& names) {
    if (names.size() < 2)
        return names;
    const auto isBreak = [](QChar c) { return c == u'-' || c == u'_' || c == u' ' || c == u'.'; };
    qsizetype same = 0; // length of what all begin with, up to a break
    for (qsizetype i = 0; i < names[0].size(); ++i) {
        const bool all = std::all_of(names.begin(), names.end(), [&](const QString& name) {
            return i + 1 < name.size() && name[i] == names[0][i];
        });
        if (!all)
            break;
        if (isBreak(names[0][i]))
            same = i + 1;
    }
    QStringList out;
    for (const QString& name : names)
        out << name.mid(same);
    return out;
}

} // namespace attune::ui
