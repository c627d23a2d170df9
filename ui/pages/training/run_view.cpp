// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/training/run_view.h"

#include "ui/charts/chart_legend.h"
#include "ui/charts/live_chart.h"
#include "ui/kit/button.h"
#include "ui/kit/card.h"
#include "ui/kit/core_text.h"
#include "ui/kit/label.h"
#include "ui/kit/numbers.h"
#include "ui/kit/segments.h"
#include "ui/kit/side_column.h"
#include "ui/models/message_model.h"
#include "ui/models/metric_names.h"
#include "ui/models/run_model.h"
#include "ui/models/workspace.h"
#include "ui/pages/results/try_text_card.h"
#include "ui/pages/training/best_card.h"
#include "ui/pages/training/how_card.h"
#include "ui/pages/training/message_list.h"
#include "ui/pages/training/pace_card.h"

#include <QHBoxLayout>
#include <QListView>
#include <QStackedWidget>
#include <QStringListModel>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace attune::ui {

namespace {
// Labels take the series after training and validation.
constexpr int firstLabelSlot = 2, labelSlots = 4;
constexpr std::array<int, 2> scoreSlots = {1, 5};

// What the chart of scores shows.
std::array<const MetricInfo*, 2> scoresOf(Task task) {
    switch (task) {
    case Task::SingleLabel:
        break;
    case Task::Regression:
        return {&metricOf("rmse"), &metricOf("mae")};
    default:
        return {leadingMetrics(task)[0], leadingMetrics(task)[1]};
    }
    return {&metricOf("macro_f1"), &metricOf("accuracy")};
}
} // namespace

RunView::RunView(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      workspace_(workspace),
      best_(new BestCard(workspace.run())),
      how_(new HowCard),
      try_(new TryTextCard(TryTextCard::Of::BestSoFar)),
      end_(new Card),
      endText_(new Label(TextSize::Secondary, QFont::Normal, Tone::Text, Label::Fit::Wrap)),
      endButton_(new Button(ButtonKind::Outline)) {
    auto* left = new QVBoxLayout;
    left->setSpacing(16);
    left->addWidget(makeLoss(), 5);
    left->addWidget(makeSmallCharts(), 4);
    left->addWidget(makeMessages());
    end_->body()->addWidget(endText_);
    end_->body()->addWidget(endButton_, 0, Qt::AlignLeft);
    auto* side = new SideColumn(296);
    side->column()->addWidget(best_);
    side->column()->addWidget(end_);
    side->column()->addWidget(how_);
    side->column()->addWidget(try_);
    side->column()->addStretch(1);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    row->addLayout(left, 1);
    row->addWidget(side);
    endButton_->setCompact(true);
    connect(endButton_, &Button::clicked, this, [this] {
        const auto& run = workspace_.run();
        if (run.finished() && !run.finished()->model.empty())
            workspace_.openPage(QStringLiteral("results"));
        else
            workspace_.wantResume(run.folder());
    });
}

QWidget* RunView::makeLoss() {
    lossCard_ = new Card;
    lossLegend_ = new ChartLegend;
    live_ = new Button(ButtonKind::Outline, Icon::Check);
    live_->setCompact(true);
    loss_ = new LiveChart;
    batch_ = loss_->addCurve(0, LiveChart::Line::Raw);
    smooth_ = loss_->addCurve(0, LiveChart::Line::Solid);
    validation_ = loss_->addCurve(1, LiveChart::Line::Marked);
    loss_->setValueText([](double value) { return QLocale().toString(value, 'f', 3); });
    loss_->setBounds(0, std::nullopt);
    lossCard_->head()->insertWidget(1, lossLegend_);
    lossCard_->head()->addWidget(live_);
    lossCard_->body()->addWidget(loss_, 1);
    connect(live_, &Button::clicked, loss_, &LiveChart::showAll);
    connect(loss_, &LiveChart::zoomChanged, this, &RunView::showLive);
    return lossCard_;
}

// Zoomed: the way back. Else that the chart follows, as long as there is something to follow.
void RunView::showLive() {
    const bool zoomed = loss_->isZoomed();
    live_->setText(zoomed ? tr("Show all") : tr("Following live"));
    live_->setSymbol(zoomed ? Icon::Search : Icon::Check);
    live_->setVisible(zoomed || workspace_.run().state() != RunModel::State::Ended);
}

QWidget* RunView::makeSmallCharts() {
    scoreCard_ = new Card;
    scoreLegend_ = new ChartLegend;
    scores_ = new LiveChart;
    for (std::size_t i = 0; i < score_.size(); ++i)
        score_[i] = scores_->addCurve(scoreSlots[i], LiveChart::Line::Marked);
    scores_->setBounds(0, 1);
    scores_->setValueText(scoreText);
    scoreCard_->head()->insertWidget(1, scoreLegend_);
    scoreCard_->body()->addWidget(scores_, 1);

    labelCard_ = new Card;
    labels_ = new LiveChart;
    labels_->setBounds(0, 1);
    labels_->setEndLabels(true);
    labels_->setValueText([](double value) { return QLocale().toString(value, 'f', 2); });
    labelCard_->body()->addWidget(labels_, 1);

    pace_ = new PaceCard(workspace_.run());
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    for (Card* card : {scoreCard_, labelCard_, static_cast<Card*>(pace_)})
        row->addWidget(card, 1);
    return box;
}

QWidget* RunView::makeMessages() {
    messageCard_ = new Card(false, Card::Padding::None);
    tabs_ = new Segments;
    messages_ = new MessageModel(workspace_.run(), this);
    firstBatch_ = new QStringListModel(this);
    auto* messages = new QListView;
    auto* texts = new QListView;
    setUpMessageList(*messages);
    setUpMessageList(*texts);
    messages->setItemDelegate(new MessageDelegate(messages));
    messages->setModel(messages_);
    texts->setModel(firstBatch_);
    lists_ = new QStackedWidget;
    lists_->addWidget(messages);
    lists_->addWidget(texts);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(15, 9, 11, 0);
    head->addWidget(tabs_);
    head->addStretch();
    messageCard_->body()->addLayout(head);
    messageCard_->body()->addWidget(lists_);
    messageCard_->body()->setContentsMargins(0, 0, 0, 6); // clear of the round corners
    connect(tabs_, &Segments::chosen, lists_, &QStackedWidget::setCurrentIndex);
    return messageCard_;
}

void RunView::retranslate() {
    lossCard_->setTitle(tr("Loss"));
    loss_->setAccessibleName(tr("Loss by step"));
    loss_->setCurveName(batch_, tr("batch"));
    loss_->setCurveName(smooth_, tr("smoothed"));
    loss_->setCurveName(validation_, tr("validation"));
    lossLegend_->setItems({
        {tr("batch"),      0, LiveChart::Line::Raw   },
        {tr("smoothed"),   0, LiveChart::Line::Solid },
        {tr("validation"), 1, LiveChart::Line::Marked}
    });
    scoreCard_->setTitle(tr("Validation"));
    scores_->setAccessibleName(tr("Validation scores by step"));
    nameScores();
    labels_->setAccessibleName(tr("F1 of the labels by step"));
    tabs_->setTexts({tr("Messages"), tr("First batch")});
    messages_->retranslate();
    how_->setTitle(tr("How it runs"));
    try_->retranslate();
    revision_ = -1; // the charts hold texts, too
    const auto title = [this](double step) {
        const auto& started = workspace_.run().started();
        const QString text = tr("Step %1").arg(countText(std::llround(step)));
        if (!started || started->stepsPerEpoch <= 0)
            return text;
        return tr("%1, epoch %2")
            .arg(text,
                 QLocale().toString(step / static_cast<double>(started->stepsPerEpoch), 'f', 2));
    };
    for (LiveChart* chart : {loss_, scores_, labels_})
        chart->setPointerTitle(title);
    pace_->retranslate(title);
    follow();
}

void RunView::nameScores() {
    const auto shown = scoresOf(task_);
    std::vector<ChartLegend::Item> items;
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const QString name =
            task_ == Task::SingleLabel && i == 0 ? tr("F1") : metricWithin(shown[i]->key);
        scores_->setCurveName(score_[i], name);
        items.push_back({name, scoreSlots[i], LiveChart::Line::Marked});
    }
    scoreLegend_->setItems(items);
    scores_->setBounds(0, task_ == Task::Regression ? std::nullopt : std::optional(1.0));
    labelCard_->setVisible(task_ != Task::Regression);
}

void RunView::follow() {
    const RunModel& run = workspace_.run();
    if (run.revision() != revision_)
        startOver();
    followSteps();
    if (run.evaluations().size() > evaluations_)
        followEvaluations();
    for (LiveChart* chart : {loss_, scores_, labels_})
        chart->refresh();
    pace_->refresh();
    best_->follow();
    if (run.started())
        how_->setLines(HowCard::taken(*run.started(), run.textsPerSecond(), run.tokensPerSecond()));
    how_->setVisible(run.started().has_value());
    followEnd();
    followTry();
    showLive();
}

// As many whole rows of messages as a fifth of the height takes, at least three.
void RunView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    const int row = messageRowHeight();
    lists_->setFixedHeight(std::max(3, height() / 5 / row - 1) * row);
}

void RunView::startOver() {
    const RunModel& run = workspace_.run();
    revision_ = run.revision();
    steps_ = evaluations_ = 0;
    labelsShown_.clear();
    // A fortieth of the run, at least a few steps.
    mean_ = CentredMean(std::max<std::size_t>(static_cast<std::size_t>(run.allSteps()) / 40, 5));
    for (const auto& [chart, curve] :
         {std::pair(loss_, batch_), std::pair(loss_, smooth_), std::pair(loss_, validation_),
          std::pair(scores_, score_[0]), std::pair(scores_, score_[1])})
        chart->setPoints(curve, {});
    task_ = taskOf(run.recipe());
    nameScores();
    loss_->setTail(smooth_, {});
    labels_->clearCurves();
    const double all = std::max<double>(static_cast<double>(run.allSteps()), 1);
    for (LiveChart* chart : {loss_, scores_, labels_})
        chart->setWholeRange(0, all);
    pace_->startOver();

    std::vector<LiveChart::Section> sections;
    QStringList texts;
    if (run.started()) {
        const StartedEvent& started = *run.started();
        if (started.stepsPerEpoch > 0 && started.epochs <= 50)
            for (std::int64_t epoch = 1; epoch < started.epochs; ++epoch)
                sections.push_back({static_cast<double>(epoch * started.stepsPerEpoch),
                                    tr("epoch %1").arg(countText(epoch + 1))});
        for (const std::string& text : started.firstBatch)
            texts << toQt(text);
    }
    loss_->setSections(std::move(sections));
    firstBatch_->setStringList(texts);
    showBest();
    showLabels();
}

void RunView::followSteps() {
    pace_->followSteps();
    const std::vector<StepEvent>& steps = workspace_.run().steps();
    if (steps_ >= steps.size())
        return;
    Curve losses;
    for (; steps_ < steps.size(); ++steps_) {
        const StepEvent& step = steps[steps_];
        losses.emplace_back(static_cast<double>(step.step), step.loss);
        mean_.add(losses.back());
    }
    loss_->appendPoints(batch_, losses);
    loss_->appendPoints(smooth_, mean_.takeSettled());
    loss_->setTail(smooth_, mean_.tail());
}

void RunView::followEvaluations() {
    const std::vector<EvaluatedEvent>& all = workspace_.run().evaluations();
    Curve losses;
    std::array<Curve, 2> scores;
    const auto shown = scoresOf(task_);
    for (; evaluations_ < all.size(); ++evaluations_) {
        const EvaluatedEvent& event = all[evaluations_];
        const auto step = static_cast<double>(event.step);
        if (std::isfinite(event.metrics.loss))
            losses.emplace_back(step, event.metrics.loss);
        for (std::size_t i = 0; i < shown.size(); ++i)
            scores[i].emplace_back(step, shown[i]->value(event.metrics));
    }
    loss_->appendPoints(validation_, losses);
    for (std::size_t i = 0; i < shown.size(); ++i)
        scores_->appendPoints(score_[i], scores[i]);
    showBest();
    showLabels();
}

void RunView::showBest() {
    const RunModel& run = workspace_.run();
    if (run.best() < 0) {
        loss_->setBest(std::nullopt);
        scores_->setBest(std::nullopt);
        return;
    }
    const EvaluatedEvent& best = run.evaluations()[static_cast<std::size_t>(run.best())];
    loss_->setBest(static_cast<double>(best.step), tr("best, step %1").arg(countText(best.step)));
    scores_->setBest(static_cast<double>(best.step), scoreText(run.score(best)));
}

void RunView::showLabels() {
    const auto& evaluations = workspace_.run().evaluations();
    if (evaluations.empty()) {
        labelCard_->setTitle(tr("F1 by label"));
        return;
    }
    // More lines than there are colours cannot be told apart: the weakest are what one looks for.
    const auto& last = evaluations.back().metrics.perLabel;
    std::vector<std::size_t> order(last.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const bool some = order.size() > labelSlots;
    if (some) {
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return last[a].f1 < last[b].f1; });
        order.resize(labelSlots);
        std::sort(order.begin(), order.end());
    }
    labelCard_->setTitle(some ? tr("F1 of the %1 weakest labels").arg(labelSlots)
                              : tr("F1 by label"));
    // The same labels: only the newest point is missing.
    const bool same = order == labelsShown_;
    labelsShown_ = order;
    if (!same)
        labels_->clearCurves();
    int slot = firstLabelSlot;
    for (std::size_t i = 0; i < order.size(); ++i, ++slot) {
        const std::size_t label = order[i];
        const int curve =
            same ? static_cast<int>(i) : labels_->addCurve(slot, LiveChart::Line::Marked);
        Curve points;
        for (std::size_t k = same ? labels_->points(curve).size() : 0; k < evaluations.size(); ++k)
            points.emplace_back(static_cast<double>(evaluations[k].step),
                                label < evaluations[k].metrics.perLabel.size()
                                    ? evaluations[k].metrics.perLabel[label].f1
                                    : std::nan(""));
        labels_->setCurveName(curve, toQt(last[label].label));
        labels_->appendPoints(curve, points);
    }
}

void RunView::followTry() {
    const RunModel& run = workspace_.run();
    const bool measures = run.started() && run.started()->validationTexts > 0;
    const bool hasModel = run.finished() && !run.finished()->model.empty();
    try_->setVisible(measures && !hasModel);
    if (hasModel || run.bestCheckpoint() == 0)
        try_->setModel({});
    else
        try_->setCheckpoint(run.folder(), run.bestCheckpoint(),
                            !run.recipe().data.text_pair.empty());
}

void RunView::followEnd() {
    const RunModel& run = workspace_.run();
    const bool ended = run.state() == RunModel::State::Ended;
    end_->setVisible(ended);
    if (!ended)
        return;
    const auto& finished = run.finished();
    const bool done = finished && finished->reason != FinishedEvent::Reason::Interrupted;
    if (run.failure()) {
        end_->setTone(Tone::Bad);
        end_->setTitle(tr("The run stopped"));
        const FailedEvent& failed = *run.failure();
        endText_->setText(shown(Error(failed.what, failed.where, failed.hint)));
    } else if (done) {
        end_->setTone(Tone::Good);
        end_->setTitle(tr("The model is ready"));
        const MetricInfo& metric = bestMetricOf(run.recipe());
        const auto shown = scoresOf(task_);
        const MetricInfo& other = shown[0]->key == metric.key ? *shown[1] : *shown[0];
        endText_->setText(
            finished->hasTest
                ? tr("On the test part: %1 %2, %3 %4.")
                      .arg(coreText(metric.title), scoreText(metric.value(finished->test)),
                           metricWithin(other.key), scoreText(other.value(finished->test)))
                : tr("The recipe has no test part; the scores are of validation."));
    } else {
        end_->setTone(Tone::Warn);
        end_->setTitle(tr("The run is not finished"));
        endText_->setText(
            tr("Resume goes on from the last checkpoint as if nothing had happened."));
    }
    endButton_->setText(done ? tr("See the results") : tr("Resume"));
    endButton_->setSymbol(done ? Icon::Results : Icon::Play);
}

} // namespace attune::ui
