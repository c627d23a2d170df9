// SPDX-License-Identifier: GPL-3.0-or-later
// What a list of runs says of a run, in words.
#pragma once

#include "studio/runs.h"
#include "ui/kit/icon.h"

#include <QString>
#include <QStringList>

namespace attune::ui {

// The state as a chip: "running elsewhere", "failed: The loss is no number".
struct RunStateText {
    QString text;
    Tone tone = Tone::Secondary;
    Icon icon = Icon::None;
    QString tip; // where there is more to say
};
// `own`: the run is of this process.
RunStateText runStateText(const studio::RunSummary& run, bool own);

QString epochsText(const studio::RunSummary& run);    // 61% while it runs, then 3, 1.4 of 4
QString startedText(const studio::RunSummary& run);   // today 13:58, yesterday, 19 Nov
QString startedInFull(const studio::RunSummary& run); // with date and time
QString metricText(const std::string& key);           // Macro F1
QString optionalScore(const std::optional<double>& score);

// Names without the words that all of them begin with: "reviews-plain", "reviews-trim" are "plain"
// and "trim".
QStringList shortNames(const QStringList& names);

} // namespace attune::ui
