// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/training/ahead_card.h"

#include "ui/charts/live_chart.h"
#include "ui/kit/label.h"
#include "ui/kit/numbers.h"

#include <QVBoxLayout>

#include <cmath>

namespace attune::ui {

namespace {
constexpr int rateSlot = 5;
constexpr std::int64_t mostSections = 50;
} // namespace

AheadCard::AheadCard(QWidget* parent)
    : Card(true, Padding::Normal, parent),
      chart_(new LiveChart),
      note_(new Label(TextSize::Secondary, QFont::Normal, Tone::Secondary, Label::Fit::Wrap)),
      curve_(chart_->addCurve(rateSlot, LiveChart::Line::Solid)) {
    body()->addWidget(chart_, 1);
    body()->addWidget(note_);
    chart_->setBounds(0, std::nullopt);
}

void AheadCard::setSchedule(const studio::ScheduleAhead& schedule, double rate) {
    schedule_ = schedule;
    rate_ = rate;
    retranslate();
}

void AheadCard::retranslate() {
    const bool any = schedule_.steps > 0 && rate_ > 0;
    const int exponent = any ? static_cast<int>(std::floor(std::log10(rate_) + 1e-9)) : 0;
    const double unit = std::pow(10.0, exponent);
    setTitle(any ? tr("Planned learning rate, ×%1").arg(powerOfTen(exponent))
                 : tr("Planned learning rate"));
    chart_->setVisible(any);
    note_->setText(any ? schedule_.warmup > 0
                             ? tr("It grows for %1 steps (warm-up), then follows the schedule.")
                                   .arg(countText(schedule_.warmup))
                             : tr("It follows the schedule from the first step.")
                       : tr("Appears when the texts have been counted."));
    if (!any)
        return;
    chart_->setAccessibleName(tr("Learning rate by step, as planned"));
    chart_->setCurveName(curve_, tr("rate"));
    chart_->setValueText([unit](double value) { return rateText(value * unit, 3); });
    chart_->setPointerTitle(
        [](double step) { return tr("Step %1").arg(countText(std::llround(step))); });
    chart_->setWholeRange(0, static_cast<double>(schedule_.steps));
    Curve points;
    for (const auto& [step, rate] : schedule_.rates)
        points.emplace_back(static_cast<double>(step), rate / unit);
    chart_->setPoints(curve_, std::move(points));
    std::vector<LiveChart::Section> sections;
    const std::int64_t each = schedule_.stepsPerEpoch;
    if (each > 0 && schedule_.steps / each <= mostSections)
        for (std::int64_t epoch = 1; epoch * each < schedule_.steps; ++epoch)
            sections.push_back(
                {static_cast<double>(epoch * each), tr("epoch %1").arg(countText(epoch + 1))});
    chart_->setSections(std::move(sections));
    chart_->refresh();
}

} // namespace attune::ui
