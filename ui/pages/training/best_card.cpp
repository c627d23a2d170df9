// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/training/best_card.h"

#include "ui/kit/button.h"
#include "ui/kit/chip.h"
#include "ui/kit/core_text.h"
#include "ui/kit/label.h"
#include "ui/kit/numbers.h"
#include "ui/kit/progress_line.h"
#include "ui/models/metric_names.h"
#include "ui/models/run_model.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace attune::ui {

BestCard::BestCard(RunModel& run, QWidget* parent)
    : Card(false, Padding::Normal, parent),
      run_(run),
      caption_(secondaryLabel()),
      number_(new Label(TextSize::Number, QFont::DemiBold)),
      change_(new Chip),
      place_(new Label(TextSize::Secondary, QFont::Normal, Tone::Text, Label::Fit::Elide)),
      line_(new ProgressLine),
      left_(secondaryLabel()),
      percent_(secondaryLabel({}, Label::Fit::Full)) {
    auto* numberRow = new QHBoxLayout;
    numberRow->setSpacing(12);
    numberRow->addWidget(number_);
    numberRow->addWidget(change_);
    numberRow->addStretch();
    auto* timeRow = new QHBoxLayout;
    timeRow->addWidget(left_, 1);
    timeRow->addWidget(percent_);
    percent_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    body()->setSpacing(6);
    body()->addWidget(caption_);
    body()->addLayout(numberRow);
    body()->addSpacing(2);
    body()->addWidget(place_);
    body()->addWidget(line_);
    body()->addLayout(timeRow);
}

void BestCard::follow() {
    const MetricInfo& metric = bestMetricOf(run_.recipe());
    caption_->setText(tr("Best on validation: %1").arg(metricWithin(metric.key)));
    const auto& evaluations = run_.evaluations();
    const int best = run_.best();
    number_->setText(best < 0 ? QStringLiteral("–")
                              : scoreText(run_.score(evaluations[static_cast<std::size_t>(best)])));
    double before = std::nan("");
    for (int i = best - 1; i >= 0 && std::isnan(before); --i)
        if (evaluations[static_cast<std::size_t>(i)].best)
            before = run_.score(evaluations[static_cast<std::size_t>(i)]);
    if (std::isnan(before)) {
        change_->set({}, Tone::Good);
    } else {
        const double gain = run_.score(evaluations[static_cast<std::size_t>(best)]) - before;
        change_->set((gain < 0 ? QStringLiteral("−") : QStringLiteral("+")) +
                         scoreText(std::abs(gain)),
                     Tone::Good, gain < 0 ? Icon::Down : Icon::Up);
        change_->setToolTip(tr("Against the best before it"));
    }

    const auto& started = run_.started();
    if (!started) {
        place_->setText(run_.state() == RunModel::State::Ended ? tr("Not started")
                                                               : tr("Preparing the run…"));
        line_->setShare(0);
        left_->setText({});
        percent_->setText({});
        return;
    }
    const std::int64_t step = run_.step();
    if (started->epochs > 0 && started->stepsPerEpoch > 0) {
        const std::int64_t epoch = std::clamp<std::int64_t>(
            step <= 0 ? 1 : (step - 1) / started->stepsPerEpoch + 1, 1, started->epochs);
        place_->setText(tr("Epoch %1 of %2, step %3 of %4")
                            .arg(countText(epoch), countText(started->epochs), countText(step),
                                 countText(started->steps)));
    } else {
        place_->setText(tr("Step %1 of %2").arg(countText(step), countText(started->steps)));
    }
    line_->setParts(static_cast<int>(std::clamp<std::int64_t>(started->epochs, 1, 1000)));
    line_->setShare(run_.share());
    percent_->setText(percentText(run_.share()));

    const bool going = run_.state() == RunModel::State::Running;
    const std::optional<double> left = run_.secondsLeft();
    if (run_.state() == RunModel::State::Paused)
        left_->setText(tr("Paused"));
    else if (run_.state() == RunModel::State::Stopping)
        left_->setText(tr("Stopping…"));
    else if (going && run_.phase() && run_.phase()->phase == PhaseEvent::Phase::Evaluating)
        left_->setText(tr("Evaluating…"));
    else if (going && run_.phase() && run_.phase()->phase == PhaseEvent::Phase::Saving)
        left_->setText(tr("Saving…"));
    else if (going && run_.phase() && run_.phase()->phase == PhaseEvent::Phase::Testing)
        left_->setText(tr("Testing…"));
    else if (going && left)
        left_->setText(
            tr("%1 left, ends about %2")
                .arg(durationText(*left),
                     clockText(static_cast<double>(QDateTime::currentSecsSinceEpoch()) + *left)));
    else if (going)
        left_->setText(tr("Measuring the speed…"));
    else if (run_.finished())
        left_->setText(tr("Training took %1").arg(durationText(run_.finished()->trainSeconds)));
    else
        left_->setText({});
}

} // namespace attune::ui
