// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runs/curves_card.h"

#include "ui/charts/live_chart.h"
#include "ui/kit/core_text.h"
#include "ui/kit/empty_state.h"
#include "ui/kit/numbers.h"
#include "ui/models/run_texts.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLocale>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace attune::ui {

namespace {
constexpr const char* kLoss = "loss";
// The training loss is smoothed over this part of a run.
constexpr std::size_t smoothParts = 24;
} // namespace

CurvesCard::CurvesCard(QWidget* parent)
    : Card(true, Padding::Normal, parent),
      metric_(standardMetric(Task::SingleLabel)),
      choice_(new QComboBox),
      stack_(new QStackedWidget),
      chart_(new LiveChart),
      empty_(new EmptyState(Icon::Training)) {
    choice_->setProperty("compact", true);
    head()->addStretch();
    head()->addWidget(choice_);
    chart_->setEndLabels(true);
    chart_->setValueText(scoreText);
    chart_->setPointerTitle(
        [](double epoch) { return tr("epoch %1").arg(QLocale().toString(epoch, 'g', 3)); });
    stack_->addWidget(chart_);
    stack_->addWidget(empty_);
    body()->addWidget(stack_, 1);
    connect(choice_, &QComboBox::activated, this, &CurvesCard::draw);
    fillChoice();
    draw();
}

void CurvesCard::fillChoice() {
    const What before = chosen();
    const QSignalBlocker blocker(choice_);
    choice_->clear();
    if (metric_ != kLoss)
        choice_->addItem(metricText(metric_), static_cast<int>(What::Score));
    choice_->addItem(tr("Validation loss"), static_cast<int>(What::ValidationLoss));
    choice_->addItem(tr("Training loss"), static_cast<int>(What::TrainingLoss));
    choice_->setCurrentIndex(std::max(choice_->findData(static_cast<int>(before)), 0));
}

CurvesCard::What CurvesCard::chosen() const {
    const QVariant data = choice_->currentData();
    return data.isValid() ? static_cast<What>(data.toInt()) : What::Score;
}

void CurvesCard::choose(What what) {
    choice_->setCurrentIndex(std::max(choice_->findData(static_cast<int>(what)), 0));
    draw();
}

void CurvesCard::setRuns(const std::vector<ComparedRun>& runs, const std::string& metric) {
    runs_ = runs;
    if (metric != metric_) {
        metric_ = metric;
        fillChoice();
    }
    draw();
}

Curve CurvesCard::curveOf(const studio::RunSummary& run) const {
    Curve curve;
    if (chosen() == What::TrainingLoss) {
        for (const studio::LossPoint& point : run.losses)
            curve.emplace_back(point.epoch, point.loss);
        return centredMean(curve, std::max<std::size_t>(curve.size() / smoothParts, 1));
    }
    const std::size_t metric =
        studio::metricIndex(chosen() == What::ValidationLoss ? kLoss : metric_);
    for (const studio::RunPoint& point : run.validation)
        if (std::isfinite(point.scores[metric]))
            curve.emplace_back(point.epoch, point.scores[metric]);
    return curve;
}

void CurvesCard::draw() {
    const What what = chosen();
    setTitle(what == What::Score            ? tr("%1 by epoch").arg(metricText(metric_))
             : what == What::ValidationLoss ? tr("Validation loss by epoch")
                                            : tr("Training loss by epoch, smoothed"));
    std::vector<std::pair<std::string, int>> wanted;
    for (const ComparedRun& run : runs_)
        wanted.emplace_back(run.card.path, run.slot);
    if (wanted != drawn_ || what != drawnWhat_) { // else a zoom is kept
        chart_->clearCurves();
        for (const ComparedRun& run : runs_)
            chart_->addCurve(run.slot, what == What::TrainingLoss ? LiveChart::Line::Dashed
                                                                  : LiveChart::Line::Marked);
        chart_->showAll();
        drawn_ = wanted;
        drawnWhat_ = what;
    }
    double last = 0;
    bool any = false;
    for (std::size_t i = 0; i < runs_.size(); ++i) {
        const studio::RunSummary& run = runs_[i].card;
        const int curve = static_cast<int>(i);
        Curve points = curveOf(run);
        any |= !points.empty();
        last = std::max({last, run.epoch, static_cast<double>(run.alive() ? run.epochs : 0)});
        std::optional<QPointF> best;
        if (const studio::RunPoint* point = run.best(); point != nullptr)
            for (const QPointF& one : points)
                if (what != What::TrainingLoss && one.x() == point->epoch)
                    best = one;
        chart_->setCurveName(curve, runs_[i].name);
        chart_->setPoints(curve, std::move(points));
        chart_->setBestPoint(curve, best);
    }
    const bool loss = what != What::Score;
    chart_->setBounds(0.0, loss ? std::nullopt : std::optional(1.0));
    chart_->setWholeRange(0, std::max(last, 1e-3));
    chart_->refresh();
    empty_->setTexts(runs_.empty() ? tr("No run is ticked") : tr("Nothing to draw yet"),
                     runs_.empty() ? tr("Tick up to six runs to lay their curves over each other.")
                                   : tr("The first value comes with the first evaluation."));
    stack_->setCurrentIndex(any ? 0 : 1);
    choice_->setEnabled(!runs_.empty());
}

void CurvesCard::retranslate() {
    choice_->setAccessibleName(tr("What the curves show"));
    chart_->setAccessibleName(tr("Curves of the compared runs"));
    fillChoice();
    draw();
}

} // namespace attune::ui
