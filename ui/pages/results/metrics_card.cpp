// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/results/metrics_card.h"

#include "ui/kit/core_text.h"
#include "ui/kit/label.h"
#include "ui/kit/numbers.h"
#include "ui/kit/sentences.h"
#include "ui/models/metric_names.h"
#include "ui/pages/fact_list.h"

#include <QFrame>
#include <QGridLayout>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace attune::ui {

namespace {
Label* value() {
    auto* label = new Label(TextSize::Body, QFont::DemiBold);
    label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    return label;
}
Label* columnHead() {
    auto* label = new Label(TextSize::Caption, QFont::Normal, Tone::Secondary);
    label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    return label;
}
} // namespace

MetricsCard::MetricsCard(QWidget* parent)
    : Card(false, Padding::Normal, parent),
      caption_(secondaryLabel()),
      number_(new Label(TextSize::Number, QFont::DemiBold)),
      interval_(secondaryLabel()),
      warning_(new Label(TextSize::Secondary, QFont::Normal, Tone::Warn, Label::Fit::Wrap)),
      macro_(columnHead()),
      weighted_(columnHead()),
      accuracyName_(secondaryLabel()),
      accuracy_(value()),
      lossName_(secondaryLabel()),
      loss_(value()),
      textsName_(secondaryLabel()),
      texts_(value()),
      more_(new FactList(88)) {
    body()->setSpacing(2);
    body()->addWidget(caption_);
    body()->addWidget(number_);
    body()->addWidget(interval_);
    warning_->setObjectName(QStringLiteral("trainedOn"));
    warning_->hide();
    body()->addWidget(warning_);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    auto* all = new QWidget;
    auto* column = new QVBoxLayout(all);
    column->setContentsMargins(0, 8, 0, 0);
    column->setSpacing(8);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(0, 1);
    grid->addWidget(accuracyName_, 0, 0);
    grid->addWidget(accuracy_, 0, 2);
    grid->addWidget(lossName_, 1, 0);
    grid->addWidget(loss_, 1, 2);
    grid->addWidget(textsName_, 2, 0);
    grid->addWidget(texts_, 2, 2);
    grid->addWidget(macro_, 3, 1);
    grid->addWidget(weighted_, 3, 2);
    for (std::size_t i = 0; i < means_.size(); ++i) {
        means_[i] = {secondaryLabel(), value(), value()};
        const int row = static_cast<int>(i) + 4;
        grid->addWidget(means_[i].name, row, 0);
        grid->addWidget(means_[i].macro, row, 1);
        grid->addWidget(means_[i].weighted, row, 2);
    }
    column->addLayout(grid);
    column->addWidget(more_);
    column->addStretch(1);
    scroll->setWidget(all);
    all->setAutoFillBackground(false); // the card's own shows; setWidget() asked for the page's
    body()->addWidget(scroll, 1);
}

void MetricsCard::setMetrics(const std::optional<Metrics>& metrics, const std::string& key,
                             bool test, const studio::JudgedEvaluation* answered) {
    metrics_ = metrics;
    intervals_ = answered != nullptr ? answered->intervals : MetricIntervals();
    trainedOn_ = answered != nullptr ? answered->trainedOn : 0;
    key_ = key;
    test_ = test;
    retranslate();
}

void MetricsCard::retranslate() {
    const auto& table = metricTable();
    const auto found =
        std::find_if(table.begin(), table.end(), [&](const auto& row) { return row.key == key_; });
    //: The part of the data, then a metric: "Test, accuracy"
    caption_->setText(tr("%1, %2").arg(test_ ? tr("Test") : tr("Validation"), metricWithin(key_)));
    setAccessibleName(tr("Metrics"));
    // The number above is not told twice: what it is worth stands in its place.
    const Task task = metrics_ ? metrics_->task : Task::SingleLabel;
    const bool labels = task != Task::Regression;
    const bool byGuessing = key_ == "accuracy" && task == Task::SingleLabel;
    accuracyName_->setText(byGuessing                  ? tr("By guessing")
                           : task == Task::MultiLabel  ? tr("All labels right")
                           : task == Task::TokenLabels ? tr("Right tokens")
                                                       : tr("Accuracy"));
    for (QWidget* one : {static_cast<QWidget*>(accuracyName_), static_cast<QWidget*>(accuracy_),
                         static_cast<QWidget*>(macro_), static_cast<QWidget*>(weighted_)})
        one->setVisible(labels);
    for (const Row& row : means_)
        for (Label* label : {row.name, row.macro, row.weighted})
            label->setVisible(labels);
    accuracyName_->setToolTip(byGuessing ? tr("The accuracy of always answering the most frequent "
                                              "label of these texts")
                                         : QString());
    lossName_->setText(tr("Loss"));
    textsName_->setText(tr("Texts"));
    macro_->setText(tr("macro"));
    macro_->setToolTip(tr("The mean over the labels, each counted alike"));
    weighted_->setText(tr("weighted"));
    weighted_->setToolTip(tr("The mean over the labels, each counted by its texts"));
    const QString names[] = {tr("Precision"), tr("Recall"), tr("F1")};
    for (std::size_t i = 0; i < means_.size(); ++i)
        means_[i].name->setText(names[i]);
    warning_->setVisible(trainedOn_ > 0);
    warning_->setText(tr("The model was trained on %Ln of these texts, of which it is more often "
                         "right than of others.",
                         nullptr, static_cast<int>(trainedOn_)));
    const QString nothing = QStringLiteral("–");
    if (!metrics_) {
        for (Label* label : {number_, accuracy_, loss_, texts_})
            label->setText(nothing);
        for (const Row& row : means_) {
            row.macro->setText(nothing);
            row.weighted->setText(nothing);
        }
        interval_->setText({});
        more_->setFacts({});
        return;
    }
    const Metrics& m = *metrics_;
    number_->setText(scoreText(found == table.end() ? m.accuracy : found->value(m)));
    showInterval();
    showMore();
    std::int64_t mostFrequent = 0;
    for (const LabelMetrics& label : m.perLabel)
        mostFrequent = std::max(mostFrequent, label.support);
    const auto all = static_cast<double>(std::max<std::int64_t>(m.texts, 1));
    accuracy_->setText(
        scoreText(byGuessing ? static_cast<double>(mostFrequent) / all : m.accuracy));
    loss_->setText(std::isfinite(m.loss) ? scoreText(m.loss) : nothing);
    texts_->setText(countText(m.texts));
    const double macro[] = {m.macroPrecision, m.macroRecall, m.macroF1};
    const double weighted[] = {m.weightedPrecision, m.weightedRecall, m.weightedF1};
    for (std::size_t i = 0; i < means_.size(); ++i) {
        means_[i].macro->setText(scoreText(macro[i]));
        means_[i].weighted->setText(scoreText(weighted[i]));
    }
}

std::optional<FigureInterval> MetricsCard::intervalOf(const std::string& key) const {
    if (!metrics_ || key == "loss")
        return {};
    if (intervals_.draws > 0) {
        const FigureInterval of = intervals_.of(key);
        return std::isnan(of.low) ? std::nullopt : std::optional(of);
    }
    if (key != "accuracy" || metrics_->task != Task::SingleLabel)
        return {};
    return wilson(metrics_->accuracy, metrics_->texts);
}

QString MetricsCard::intervalText(const std::string& key) const {
    const std::optional<FigureInterval> of = intervalOf(key);
    return of ? tr("%1 to %2").arg(scoreText(of->low), scoreText(of->high)) : QString();
}

void MetricsCard::showInterval() {
    const QString interval = intervalText(key_);
    const bool none = interval.isEmpty() && intervals_.draws > 0 && key_ != "loss";
    interval_->setText(interval.isEmpty() && !none
                           ? QString()
                           : tr("95% interval: %1").arg(none ? QStringLiteral("–") : interval));
    const bool byWilson =
        intervals_.draws <= 0 || (key_ == "accuracy" && intervals_.accuracyByWilson);
    interval_->setToolTip(
        none ? cannotTell()
        : !byWilson
            ? tr("Bootstrap: how far chance alone moves the figure with so many texts, from %Ln "
                 "draw(s) of them",
                 nullptr, static_cast<int>(intervals_.draws))
            : tr("Wilson's confidence interval: how far chance alone moves the accuracy "
                 "with so many texts"));
    accuracy_->setToolTip(key_ == "accuracy" ? QString() : intervalText("accuracy"));
    means_[2].macro->setToolTip(intervalText("macro_f1"));
    means_[2].weighted->setToolTip(intervalText("weighted_f1"));
}

QString MetricsCard::cannotTell() {
    return tr("These texts are too few, or came out too much alike, to tell how far chance moves "
              "the figure.");
}

void MetricsCard::showMore() {
    static const std::vector<std::string> above = {"accuracy", "loss", "macro_f1", "weighted_f1"};
    std::vector<Fact> facts;
    for (const MetricInfo& metric : metricTable()) {
        if (!metric.isFor(metrics_->task) || metric.key == key_ ||
            std::find(above.begin(), above.end(), metric.key) != above.end())
            continue;
        const double is = metric.value(*metrics_);
        const std::optional<FigureInterval> of = intervalOf(metric.key);
        QString tip;
        if (of)
            tip = tr("95% interval: %1").arg(intervalText(metric.key));
        else if (intervals_.draws > 0)
            tip = cannotTell();
        facts.push_back(
            {coreText(metric.title),
             std::isnan(is) ? QStringLiteral("–")
             : !of          ? scoreText(is)
                   //: A figure and its interval, short: "0.638 (0.574–0.702)"
                   : tr("%1 (%2–%3)").arg(scoreText(is), scoreText(of->low), scoreText(of->high)),
             sentences({coreText(metricHelp(metric.key)), tip})});
    }
    more_->setFacts(facts);
}

} // namespace attune::ui
