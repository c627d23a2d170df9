// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/results/reliability_view.h"

#include "ui/charts/reliability_chart.h"
#include "ui/charts/score_curve_chart.h"
#include "ui/kit/button.h"
#include "ui/kit/card.h"
#include "ui/kit/core_text.h"
#include "ui/kit/empty_state.h"
#include "ui/kit/label.h"
#include "ui/kit/numbers.h"
#include "ui/kit/segments.h"
#include "ui/kit/sentences.h"
#include "ui/models/workspace.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLocale>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <cmath>

namespace attune::ui {

namespace {

Label* figure() {
    auto* label = new Label(TextSize::Body, QFont::DemiBold);
    label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    return label;
}

// Where a temperature or a threshold comes from: a part of the run, or a file.
QString partName(const std::string& part) {
    return part == "validation" ? ReliabilityView::tr("validation") : toQt(part);
}

Label* wrapped() {
    return new Label(TextSize::Secondary, QFont::Normal, Tone::Secondary, Label::Fit::Wrap);
}

} // namespace

struct ReliabilityView::Worth {
    std::shared_ptr<const studio::JudgedEvaluation> of;
    studio::ScoreWorth scores;
    std::vector<ScoreCurve> curves; // by label
};

ReliabilityView::ReliabilityView(Workspace& workspace, QWidget* parent)
    : ResultsView(workspace, parent),
      stack_(new QStackedWidget),
      empty_(new EmptyState(Icon::Results)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    auto* emptyCard = new Card(false);
    emptyCard->body()->addWidget(empty_);
    stack_->addWidget(makeContent());
    stack_->addWidget(emptyCard);
    column->addWidget(stack_);

    connect(calibrate_, &Button::clicked, this, &ReliabilityView::calibrate);
    connect(remove_, &Button::clicked, this,
            [this] { change([](const fs::path& model) { studio::removeTemperature(model); }); });
    connect(labels_, &QComboBox::activated, this, &ReliabilityView::showCurve);
    connect(kinds_, &Segments::chosen, this, [this](int kind) {
        curve_->setKind(static_cast<ScoreCurveChart::Kind>(kind));
        showThreshold();
    });
    connect(curve_, &ScoreCurveChart::valueChanged, this, &ReliabilityView::showThreshold);
    connect(bestF1_, &Button::clicked, this, [this] {
        if (const auto best = bestF1Threshold(worth_->curves[label()]))
            curve_->setThreshold(best->threshold);
    });
    connect(keepThreshold_, &Button::clicked, this, [this] { keepThreshold(curve_->threshold()); });
    connect(removeThreshold_, &Button::clicked, this, [this] { keepThreshold(std::nullopt); });
    connect(&calibrating_, &JobBase::failed, this, [this](const QString& message) {
        error_ = message;
        refresh();
    });
    connect(&calibrating_, &JobBase::runningChanged, this, &ReliabilityView::refresh);
    connect(&reckoning_, &JobBase::failed, this, [this](const QString& message) {
        error_ = message;
        refresh();
    });
}

QWidget* ReliabilityView::makeContent() {
    auto* content = new QWidget;
    auto* row = new QHBoxLayout(content);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    row->addWidget(makeScoresCard(), 1);
    row->addWidget(makeCurvesCard(), 1);
    return content;
}

QWidget* ReliabilityView::makeScoresCard() {
    scoresCard_ = new Card;
    chart_ = new ReliabilityChart;
    chart_->setObjectName(QStringLiteral("reliabilityChart"));
    hint_ = wrapped();
    before_ = secondaryLabel();
    after_ = secondaryLabel();
    before_->setAlignment(Qt::AlignRight);
    after_->setAlignment(Qt::AlignRight);
    calibrate_ = new Button(ButtonKind::Outline);
    calibrate_->setObjectName(QStringLiteral("calibrate"));
    remove_ = new Button(ButtonKind::Ghost);
    remove_->setObjectName(QStringLiteral("removeCalibration"));
    state_ = wrapped();
    state_->setObjectName(QStringLiteral("calibrationState"));
    scoresCard_->body()->setSpacing(8);
    scoresCard_->body()->addWidget(hint_);
    scoresCard_->body()->addWidget(chart_, 1);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(0, 1);
    grid->addWidget(before_, 0, 1);
    grid->addWidget(after_, 0, 2);
    for (int i = 0; i < 4; ++i) {
        rows_.push_back({secondaryLabel(), figure(), figure()});
        grid->addWidget(rows_.back().name, i + 1, 0);
        grid->addWidget(rows_.back().before, i + 1, 1);
        grid->addWidget(rows_.back().after, i + 1, 2);
    }
    scoresCard_->body()->addLayout(grid);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(calibrate_);
    buttons->addWidget(remove_);
    buttons->addStretch();
    scoresCard_->body()->addLayout(buttons);
    scoresCard_->body()->addWidget(state_);
    return scoresCard_;
}

QWidget* ReliabilityView::makeCurvesCard() {
    curvesCard_ = new Card;
    labels_ = new QComboBox;
    labels_->setProperty("compact", true);
    labels_->setObjectName(QStringLiteral("curveLabel"));
    kinds_ = new Segments;
    kinds_->setTexts({QString(), QString()});
    curve_ = new ScoreCurveChart;
    curve_->setObjectName(QStringLiteral("scoreCurve"));
    areas_ = wrapped();
    threshold_ = new Label(TextSize::Body, QFont::DemiBold, Tone::Text, Label::Fit::Wrap);
    threshold_->setObjectName(QStringLiteral("thresholdText"));
    bestF1_ = new Button(ButtonKind::Outline);
    bestF1_->setObjectName(QStringLiteral("bestF1"));
    keepThreshold_ = new Button(ButtonKind::Outline);
    keepThreshold_->setObjectName(QStringLiteral("keepThreshold"));
    removeThreshold_ = new Button(ButtonKind::Ghost);
    removeThreshold_->setObjectName(QStringLiteral("removeThreshold"));
    reason_ = wrapped();
    reason_->setObjectName(QStringLiteral("thresholdReason"));
    curvesCard_->head()->addStretch();
    curvesCard_->head()->addWidget(labels_);
    curvesCard_->body()->setSpacing(8);
    auto* kinds = new QHBoxLayout;
    kinds->addWidget(kinds_);
    kinds->addStretch();
    curvesCard_->body()->addLayout(kinds);
    curvesCard_->body()->addWidget(areas_);
    curvesCard_->body()->addWidget(curve_, 1);
    curvesCard_->body()->addWidget(threshold_);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    for (Button* button : {bestF1_, keepThreshold_, removeThreshold_})
        buttons->addWidget(button);
    buttons->addStretch();
    curvesCard_->body()->addLayout(buttons);
    curvesCard_->body()->addWidget(reason_);
    return curvesCard_;
}

void ReliabilityView::setSubject(const ResultsSubject& subject) {
    const bool same = subject.evaluation == subject_.evaluation;
    if (subject.model != subject_.model || subject.run != subject_.run) {
        calibrating_.cancel(); // what it tells is of the other run
        error_.clear();
        notes_.clear();
    }
    subject_ = subject;
    if (!same) {
        reckoning_.cancel();
        worth_.reset();
        if (subject.evaluation && subject.evaluation->judged.rows() > 0)
            reckoning_.start(
                [of = subject.evaluation](std::stop_token,
                                          const std::function<void(double, double)>&) -> Shared {
                    auto worth = std::make_shared<Worth>();
                    worth->of = of;
                    worth->scores = studio::worthOfScores(*of, {}).value();
                    worth->curves = studio::curvesOfScores(of->judged, of->calibration.temperature);
                    return worth;
                },
                [this](const Shared& worth) {
                    worth_ = worth;
                    showFigures();
                    refresh();
                });
    }
    refresh();
}

void ReliabilityView::refresh() {
    const auto& evaluation = subject_.evaluation;
    const bool scored = evaluation && evaluation->judged.rows() > 0;
    stack_->setCurrentIndex(scored && worth_ ? 0 : 1);
    if (!evaluation)
        empty_->setTexts(tr("No scores to look at yet"), subject_.whyNot);
    else if (!scored)
        empty_->setTexts(tr("This model gives no scores of labels"),
                         tr("Reliability, curves and thresholds are of models that classify "
                            "texts."));
    else if (!worth_)
        empty_->setTexts(tr("The scores are being looked at"), error_);
    if (!scored || !worth_)
        return;
    const Calibration& kept = evaluation->calibration;
    const bool fitted = !kept.fittedOn.empty();
    const bool busy = calibrating_.isRunning();
    calibrate_->setEnabled(!busy && subject_.modelOfRun);
    remove_->setVisible(fitted);
    remove_->setEnabled(!busy);
    showState(busy);
    const QString why = whyNoThreshold();
    const std::size_t at = label();
    const bool has = at < kept.thresholds.size() && kept.thresholds[at].has_value();
    bestF1_->setEnabled(subject_.part != ResultsSubject::Test);
    keepThreshold_->setEnabled(why.isEmpty() && !subject_.model.isEmpty() && !busy);
    removeThreshold_->setVisible(has);
    removeThreshold_->setEnabled(!busy);
    QStringList reasons;
    if (has)
        reasons << tr("Kept with the model: %1. A text that scores at least that is answered “%2”.")
                       .arg(scoreText(*kept.thresholds[at]), toQt(evaluation->labels[at]));
    if (has && at < kept.thresholdsFrom.size() && !kept.thresholdsFrom[at].empty())
        reasons << tr("It was chosen on: %1.").arg(partName(kept.thresholdsFrom[at]));
    if (!why.isEmpty())
        reasons << why;
    reason_->setText(sentences(reasons));
    reason_->setVisible(!reasons.isEmpty());
}

void ReliabilityView::showState(bool busy) {
    const Calibration& kept = subject_.evaluation->calibration;
    state_->setTone(error_.isEmpty() ? Tone::Secondary : Tone::Bad);
    QStringList texts;
    if (!error_.isEmpty())
        texts << error_;
    else if (busy)
        texts << tr("The validation texts are being answered…");
    else if (!kept.fittedOn.empty())
        texts << tr("Temperature %1, fitted on %Ln text(s) (%2). Answers are the same as without "
                    "it; it is kept with the model.",
                    nullptr, static_cast<int>(kept.texts))
                     .arg(scoreText(kept.temperature), partName(kept.fittedOn));
    else if (notes_.isEmpty())
        texts << tr("Calibrating divides the logits by one number, which is fitted on the "
                    "validation texts. No answer changes.");
    if (error_.isEmpty() && !busy)
        texts << notes_;
    state_->setText(sentences(texts));
}

void ReliabilityView::showFigures() {
    const studio::ScoreWorth& scores = worth_->scores;
    chart_->setBins(scores.kept ? scores.kept->bins : scores.plain.bins);
    const auto put = [&](std::size_t row, double CalibrationFigures::*of) {
        rows_[row].before->setText(scoreText(scores.plain.*of));
        rows_[row].after->setText(scores.kept ? scoreText((*scores.kept).*of)
                                              : QStringLiteral("–"));
    };
    put(0, &CalibrationFigures::ece);
    put(1, &CalibrationFigures::mce);
    put(2, &CalibrationFigures::brier);
    put(3, &CalibrationFigures::nll);
    rows_[0].name->setToolTip(
        std::isnan(scores.eceInterval.low)
            ? QString()
            : tr("95% interval: %1 to %2")
                  .arg(scoreText(scores.eceInterval.low), scoreText(scores.eceInterval.high)));
    const QSignalBlocker blocker(labels_);
    const auto& names = worth_->of->labels;
    if (labels_->count() != static_cast<int>(names.size()) ||
        (labels_->count() > 0 && labels_->itemText(0) != toQt(names[0]))) {
        labels_->clear();
        for (const std::string& name : names)
            labels_->addItem(toQt(name));
        // Of two labels the second is the one that a threshold is of.
        labels_->setCurrentIndex(names.size() == 2 ? 1 : 0);
    }
    showCurve();
}

std::size_t ReliabilityView::label() const {
    return static_cast<std::size_t>(std::max(labels_->currentIndex(), 0));
}

void ReliabilityView::showCurve() {
    if (!worth_ || label() >= worth_->curves.size())
        return;
    const Calibration& kept = worth_->of->calibration;
    curve_->setCurve(worth_->curves[label()]);
    const bool has = label() < kept.thresholds.size() && kept.thresholds[label()].has_value();
    curve_->setThreshold(has ? *kept.thresholds[label()] : 0.5);
    showThreshold();
    refresh();
}

void ReliabilityView::showThreshold() {
    if (!worth_ || label() >= worth_->curves.size())
        return;
    const studio::ScoreWorth& scores = worth_->scores;
    const studio::ScoreWorth::OfLabel& of = scores.perLabel[label()];
    const QString area = std::isnan(of.rocArea) ? tr("not defined") : scoreText(of.rocArea);
    areas_->setText(
        std::isnan(scores.rocAreaInterval.low)
            ? tr("Area under ROC %1 (mean of the labels %2); average precision %3")
                  .arg(area, scoreText(scores.macroRocArea), scoreText(of.averagePrecision))
            : tr("Area under ROC %1 (mean of the labels %2, 95% interval %3 to %4); average "
                 "precision %5")
                  .arg(area, scoreText(scores.macroRocArea), scoreText(scores.rocAreaInterval.low),
                       scoreText(scores.rocAreaInterval.high), scoreText(of.averagePrecision)));
    const Threshold at = curve_->chosen();
    threshold_->setText(tr("From %1 on: precision %2, recall %3, F1 %4, %5 texts")
                            .arg(scoreText(at.threshold), scoreText(at.precision),
                                 scoreText(at.recall), scoreText(at.f1), countText(at.answered)));
}

QString ReliabilityView::whyNoThreshold() const {
    const studio::JudgedEvaluation& of = *subject_.evaluation;
    if (!decidesLabel(of.judged.task, label(), of.labels.size()))
        return of.labels.size() == 2
                   ? tr("A threshold is kept for “%1”; all other texts are answered “%2”.")
                         .arg(toQt(of.labels[1]), toQt(of.labels[0]))
                   : tr("Of more than two labels the one with the best score is the answer, so no "
                        "threshold is kept.");
    return subject_.part == ResultsSubject::Test
               ? tr("Thresholds are chosen on the validation part; chosen here, they would "
                    "flatter the figures of the test part.")
               : QString();
}

void ReliabilityView::keepThreshold(std::optional<double> threshold) {
    // On the scale of the scores that are shown.
    const double temperature = worth_->of->calibration.temperature;
    change([&](const fs::path& model) {
        studio::keepThreshold(model, label(), threshold, temperature, "validation");
    });
}

void ReliabilityView::calibrate() {
    error_.clear();
    notes_.clear();
    calibrating_.start(
        [run = subject_.run.toStdString()](std::stop_token stop, const studio::Progress& progress) {
            return studio::calibrateModel(fromUtf8(run), {}, true, progress, stop);
        },
        [this](const studio::Calibrated& done) {
            for (const Problem& note : done.notes)
                if (note.severity != Problem::Severity::Info)
                    notes_ << shown(note);
            refresh();
            if (!done.atBound)
                Q_EMIT answersOutdated();
        });
}

void ReliabilityView::change(const std::function<void(const fs::path&)>& keep) {
    error_.clear();
    notes_.clear();
    try {
        keep(fromUtf8(subject_.model.toStdString()));
    } catch (const Error& error) {
        error_ = shown(error);
        refresh();
        return;
    }
    Q_EMIT answersOutdated();
}

void ReliabilityView::retranslate() {
    scoresCard_->setTitle(tr("Scores as probabilities"));
    hint_->setText(tr("Bars at the diagonal: of 100 answers that score 80%, 80 are right. The "
                      "line is the mean score of a bar, and the tint between both the error; pale "
                      "bars hold few answers."));
    before_->setText(tr("uncalibrated"));
    after_->setText(tr("calibrated"));
    const QString names[] = {tr("Calibration error (ECE)"), tr("Greatest error of a bar"),
                             tr("Brier score"), tr("Loss")};
    for (std::size_t i = 0; i < rows_.size(); ++i)
        rows_[i].name->setText(names[i]);
    calibrate_->setText(tr("Calibrate"));
    remove_->setText(tr("Remove calibration"));
    curvesCard_->setTitle(tr("Curves of a label"));
    labels_->setAccessibleName(tr("Label of the curves"));
    kinds_->setTexts({tr("ROC"), tr("Precision and recall")});
    bestF1_->setText(tr("Best F1"));
    keepThreshold_->setText(tr("Keep threshold"));
    removeThreshold_->setText(tr("Remove threshold"));
    if (worth_)
        showFigures();
    refresh();
}

} // namespace attune::ui
