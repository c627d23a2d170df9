// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/training/pace_card.h"

#include "ui/charts/live_chart.h"
#include "ui/kit/numbers.h"
#include "ui/kit/segments.h"
#include "ui/models/run_model.h"

#include <QHBoxLayout>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace attune::ui {

namespace {
constexpr int rateSlot = 5, speedSlot = 4;
} // namespace

PaceCard::PaceCard(RunModel& run, QWidget* parent)
    : Card(true, Padding::Normal, parent),
      run_(run),
      which_(new Segments),
      charts_(new QStackedWidget),
      rate_(new LiveChart),
      speed_(new LiveChart) {
    rateAhead_ = rate_->addCurve(rateSlot, LiveChart::Line::Ahead);
    rateCurve_ = rate_->addCurve(rateSlot, LiveChart::Line::Solid);
    speedRaw_ = speed_->addCurve(speedSlot, LiveChart::Line::Raw);
    speedSmooth_ = speed_->addCurve(speedSlot, LiveChart::Line::Solid);
    speed_->setValueText([](double value) { return countText(std::llround(value)); });
    for (LiveChart* chart : {rate_, speed_}) {
        chart->setBounds(0, std::nullopt);
        charts_->addWidget(chart);
    }
    head()->insertWidget(0, which_);
    body()->addWidget(charts_, 1);
    connect(which_, &Segments::chosen, charts_, &QStackedWidget::setCurrentIndex);
}

void PaceCard::retranslate(const std::function<QString(double)>& title) {
    which_->setAccessibleName(tr("Learning rate or speed"));
    rate_->setAccessibleName(tr("Learning rate by step"));
    rate_->setCurveName(rateCurve_, tr("rate"));
    rate_->setCurveName(rateAhead_, tr("planned"));
    speed_->setAccessibleName(tr("Texts a second by step"));
    speed_->setCurveName(speedRaw_, tr("step"));
    speed_->setCurveName(speedSmooth_, tr("smoothed"));
    rate_->setPointerTitle(title);
    speed_->setPointerTitle(title);
}

void PaceCard::startOver() {
    steps_ = 0;
    // A fortieth of the run, at least a few steps, as for the loss.
    mean_ = CentredMean(std::max<std::size_t>(static_cast<std::size_t>(run_.allSteps()) / 40, 5));
    for (const auto& [chart, curve] :
         {std::pair(rate_, rateCurve_), std::pair(rate_, rateAhead_), std::pair(speed_, speedRaw_),
          std::pair(speed_, speedSmooth_)})
        chart->setPoints(curve, {});
    speed_->setTail(speedSmooth_, {});
    for (LiveChart* chart : {rate_, speed_})
        chart->setWholeRange(0, std::max<double>(static_cast<double>(run_.allSteps()), 1));

    const double rate = run_.recipe().training.learning_rate;
    const int exponent = rate > 0 ? static_cast<int>(std::floor(std::log10(rate) + 1e-9)) : -5;
    rateUnit_ = std::pow(10.0, exponent);
    rate_->setValueText([unit = rateUnit_](double value) { return rateText(value * unit, 3); });
    which_->setTexts({tr("Rate, ×%1").arg(powerOfTen(exponent)), tr("Texts a second")});
    if (!run_.started())
        return;
    Curve ahead;
    for (const auto& [step, planned] :
         studio::scheduleAhead(run_.recipe().training, run_.started()->trainTexts, true).rates)
        ahead.emplace_back(static_cast<double>(step), planned / rateUnit_);
    rate_->setPoints(rateAhead_, std::move(ahead));
}

void PaceCard::followSteps() {
    const std::vector<StepEvent>& steps = run_.steps();
    if (steps_ >= steps.size())
        return;
    Curve rates, speeds;
    for (; steps_ < steps.size(); ++steps_) {
        const StepEvent& step = steps[steps_];
        const auto at = static_cast<double>(step.step);
        rates.emplace_back(at, step.learningRate / rateUnit_);
        if (step.seconds <= 0)
            continue; // too short for the clock
        speeds.emplace_back(at, static_cast<double>(step.texts) / step.seconds);
        mean_.add(speeds.back());
    }
    rate_->appendPoints(rateCurve_, rates);
    speed_->appendPoints(speedRaw_, speeds);
    speed_->appendPoints(speedSmooth_, mean_.takeSettled());
    speed_->setTail(speedSmooth_, mean_.tail());
}

void PaceCard::refresh() {
    rate_->refresh();
    speed_->refresh();
}

} // namespace attune::ui
