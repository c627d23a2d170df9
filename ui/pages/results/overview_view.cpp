// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/results/overview_view.h"

#include "ui/charts/confusion_view.h"
#include "ui/charts/scatter_chart.h"
#include "ui/kit/card.h"
#include "ui/kit/core_text.h"
#include "ui/kit/label.h"
#include "ui/kit/numbers.h"
#include "ui/models/confusion_model.h"
#include "ui/models/label_edits.h"
#include "ui/models/run_model.h"
#include "ui/models/workspace.h"
#include "ui/pages/fact_list.h"
#include "ui/pages/results/metrics_card.h"
#include "ui/pages/results/relabelled_copy.h"
#include "ui/pages/results/texts_card.h"
#include "ui/pages/results/try_text_card.h"

#include <QDir>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace attune::ui {

OverviewView::OverviewView(Workspace& workspace, QWidget* parent)
    : ResultsView(workspace, parent),
      confusion_(new ConfusionModel(this)),
      edits_(new LabelEdits(this)),
      copier_(new RelabelledCopy(workspace, this)) {
    makeContent();
    connect(matrix_, &ConfusionView::cellChosen, texts_, &TextsCard::showCell);
    connect(texts_, &TextsCard::cellLeft, this, [this] { matrix_->setChosen(-1, -1); });
    connect(texts_, &TextsCard::copyWanted, this, [this] {
        if (subject_.evaluation)
            copier_->ask(subject_.evaluation->file);
    });
    connect(edits_, &LabelEdits::failed, this, [this](const QString& message) {
        this->workspace().fail(tr("The labels cannot be changed"), message);
    });
    connect(texts_, &TextsCard::textActivated, try_, &TryTextCard::tryText);
    connect(scatter_, &ScatterChart::chosen, this, [this](int index) {
        const auto& row = drawn_->rows[static_cast<std::size_t>(index)];
        try_->tryText(toQt(row.text), toQt(row.pair));
    });
}

void OverviewView::makeContent() {
    metrics_ = new MetricsCard;
    metrics_->setFixedWidth(scaled(264));
    confusionCard_ = new Card;
    confusionHint_ = secondaryLabel();
    predicted_ = new Label(TextSize::Secondary, QFont::Normal, Tone::Secondary);
    predicted_->setAlignment(Qt::AlignHCenter);
    matrix_ = new ConfusionView;
    matrix_->setConfusion(confusion_);
    confusionCard_->head()->addWidget(confusionHint_);
    confusionCard_->body()->setSpacing(0);
    confusionCard_->body()->addWidget(predicted_);
    confusionCard_->body()->addWidget(matrix_, 1);
    numbersCard_ = new Card;
    numbersHint_ = secondaryLabel();
    scatter_ = new ScatterChart;
    scatter_->setObjectName(QStringLiteral("numbers"));
    numbersCard_->head()->addWidget(numbersHint_);
    numbersCard_->body()->addWidget(scatter_, 1);
    try_ = new TryTextCard;
    texts_ = new TextsCard(*edits_);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(16);
    upper_ = new QWidget;
    auto* upper = new QHBoxLayout(upper_);
    upper->setContentsMargins(0, 0, 0, 0);
    upper->setSpacing(16);
    upper->addWidget(metrics_);
    upper->addWidget(confusionCard_, 1);
    upper->addWidget(numbersCard_, 1);
    upper->addWidget(try_);
    column->addWidget(upper_);
    column->addWidget(texts_, 1);
}

// Half of the height each, whatever an answer to a text says: nothing moves while one types.
void OverviewView::resizeEvent(QResizeEvent* event) {
    upper_->setFixedHeight(
        std::max(upper_->minimumSizeHint().height(), (height() - layout()->spacing()) / 2));
    ResultsView::resizeEvent(event);
}

void OverviewView::setSubject(const ResultsSubject& subject) {
    subject_ = subject;
    const RunModel& run = workspace().run();
    edits_->open(subject.modelOfRun ? run.folder() : QString());
    metrics_->setMetrics(subject.metrics, bestMetricOf(run.recipe()).key,
                         subject.part == ResultsSubject::Test, subject.evaluation.get());
    // A matrix has one label a text, a chart of numbers one number; of other tasks the field to try
    // takes their place.
    const bool single = subject.metrics && subject.metrics->task == Task::SingleLabel;
    const bool numbers = subject.metrics && subject.metrics->task == Task::Regression;
    confusionCard_->setVisible(single);
    numbersCard_->setVisible(numbers);
    try_->setMinimumWidth(scaled(344));
    try_->setMaximumWidth(single || numbers ? scaled(344) : QWIDGETSIZE_MAX);
    if (subject.evaluation != drawn_) {
        drawn_ = subject.evaluation;
        std::vector<QPointF> points;
        if (drawn_)
            for (const auto& [truth, predicted] : drawn_->numbers)
                points.emplace_back(truth, predicted);
        scatter_->setPoints(std::move(points));
    }
    if (subject.metrics != shown_) {
        shown_ = subject.metrics;
        confusion_->setMetrics(shown_.value_or(Metrics()));
        texts_->setMetrics(shown_.value_or(Metrics()));
    }
    texts_->setEvaluation(subject.evaluation, subject.whyNot);
    texts_->setFacts(facts());
    // Its scores are other ones where the calibration is another one: the model is loaded anew.
    const Calibration kept = subject.evaluation ? subject.evaluation->calibration : calibration_;
    if (!(kept == calibration_))
        try_->setModel({});
    calibration_ = kept;
    try_->setModel(subject.model);
}

void OverviewView::setProgress(bool running, double share) { texts_->setProgress(running, share); }

std::vector<Fact> OverviewView::facts() const {
    const RunModel& run = workspace().run();
    std::vector<Fact> facts;
    if (run.finished()) {
        const FinishedEvent& end = *run.finished();
        const auto reason = [&] {
            switch (end.reason) {
            case FinishedEvent::Reason::EarlyStopped:
                return tr("early, as the metric no longer got better");
            case FinishedEvent::Reason::StoppedByUser:
                return tr("stopped by you, results kept");
            case FinishedEvent::Reason::Interrupted:
                return tr("interrupted, can be resumed");
            case FinishedEvent::Reason::Completed:
                break;
            }
            return tr("after all epochs");
        };
        facts.push_back({tr("Ended"), reason(), {}});
        facts.push_back({tr("Steps"), countText(end.step), {}});
        facts.push_back(
            {tr("Best step"), end.bestStep > 0 ? countText(end.bestStep) : QString(), {}});
        facts.push_back({tr("Training time"), durationText(end.trainSeconds),
                         tr("Without evaluation and checkpoints")});
        facts.push_back({tr("Speed"),
                         tr("%1 texts/s, %2 tokens/s")
                             .arg(countText(static_cast<std::int64_t>(end.samplesPerSecond)),
                                  countText(static_cast<std::int64_t>(end.tokensPerSecond))),
                         {}});
    }
    if (run.started()) {
        const StartedEvent& start = *run.started();
        const auto because = [&](const std::string& what, const std::string& why) {
            return why.empty() ? describedText(what)
                               : tr("%1: %2").arg(describedText(what), coreText(why));
        };
        facts.push_back({tr("Device"), because(start.device, start.deviceReason), {}});
        facts.push_back(
            {tr("Precision of numbers"), because(start.precision, start.precisionReason), {}});
        facts.push_back({tr("Engine"), because(start.engine, start.engineReason), {}});
        facts.push_back({tr("Texts"),
                         tr("%1 training, %2 validation, %3 test")
                             .arg(countText(start.trainTexts), countText(start.validationTexts),
                                  countText(start.testTexts)),
                         {}});
    }
    if (subject_.evaluation && subject_.evaluation->skipped > 0)
        facts.push_back({tr("Left out"),
                         tr("%Ln row(s)", nullptr, static_cast<int>(subject_.evaluation->skipped)),
                         {}});
    facts.push_back({tr("Folder"), QDir::toNativeSeparators(run.folder()), {}});
    return facts;
}

void OverviewView::retranslate() {
    numbersCard_->setTitle(tr("Numbers"));
    numbersHint_->setText(tr("Click a point to try its text"));
    confusionCard_->setTitle(tr("Confusion"));
    confusionHint_->setText(tr("Click a cell to see its texts"));
    predicted_->setText(tr("predicted"));
    matrix_->setAccessibleName(tr("Confusion matrix: rows are labels in the data, columns "
                                  "predictions"));
    confusion_->retranslate();
    metrics_->retranslate();
    try_->retranslate();
    texts_->retranslate();
}

} // namespace attune::ui
