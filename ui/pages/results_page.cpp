// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/results_page.h"

#include "ui/charts/confusion_view.h"
#include "ui/kit/button.h"
#include "ui/kit/card.h"
#include "ui/kit/core_text.h"
#include "ui/kit/empty_state.h"
#include "ui/kit/label.h"
#include "ui/kit/last_folder.h"
#include "ui/kit/numbers.h"
#include "ui/kit/segments.h"
#include "ui/models/confusion_model.h"
#include "ui/models/label_edits.h"
#include "ui/models/recipe_model.h"
#include "ui/models/run_model.h"
#include "ui/models/workspace.h"
#include "ui/pages/results/metrics_card.h"
#include "ui/pages/results/texts_card.h"
#include "ui/pages/results/try_text_card.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace attune::ui {

ResultsPage::ResultsPage(Workspace& workspace, QWidget* parent)
    : Page(workspace, parent),
      stack_(new QStackedWidget),
      empty_(new EmptyState(Icon::Results)),
      parts_(new Segments),
      export_(new Button(ButtonKind::Outline, Icon::Down)),
      confusion_(new ConfusionModel(this)),
      edits_(new LabelEdits(this)) {
    auto* emptyCard = new Card(false);
    emptyCard->body()->addWidget(empty_);
    stack_->addWidget(makeContent());
    stack_->addWidget(emptyCard);
    body()->addWidget(stack_, 1);
    actions()->addWidget(parts_);
    export_->setObjectName(QStringLiteral("exportModel"));
    export_->setSymbolAtEnd(true);
    actions()->addWidget(export_);
    parts_->setTexts({{}, {}});

    RunModel& run = workspace.run();
    connect(&run, &RunModel::wasReset, this, &ResultsPage::forget);
    connect(&run, &RunModel::changed, this, &ResultsPage::follow);
    connect(&run, &RunModel::stateChanged, this, &ResultsPage::follow);
    connect(&workspace, &Workspace::modelOpened, this, &ResultsPage::showModel);
    connect(empty_, &EmptyState::pressed, this,
            [this] { this->workspace().openPage(QStringLiteral("training")); });
    connect(export_, &Button::clicked, this, [this] {
        this->workspace().wantExport(export_->mapToGlobal(QPoint(0, export_->height() + 4)));
    });
    connect(parts_, &Segments::chosen, this, [this](int index) {
        part_ = static_cast<Part>(index);
        evaluate();
        refresh();
    });
    connect(matrix_, &ConfusionView::cellChosen, texts_, &TextsCard::showCell);
    connect(texts_, &TextsCard::cellLeft, this, [this] { matrix_->setChosen(-1, -1); });
    connect(texts_, &TextsCard::copyWanted, this, &ResultsPage::askCopy);
    connect(edits_, &LabelEdits::failed, this, [this](const QString& message) {
        this->workspace().fail(tr("The labels cannot be changed"), message);
    });
    connect(&copier_, &JobBase::failed, this, [this](const QString& message) {
        this->workspace().fail(tr("The copy was not written"), message);
    });
    connect(texts_, &TextsCard::textActivated, try_, &TryTextCard::tryText);
    connect(&job_, &JobBase::progress, this, [this](double done, double all) {
        texts_->setProgress(true, all > 0 ? done / all : -1);
    });
    connect(&job_, &JobBase::runningChanged, this,
            [this] { texts_->setProgress(job_.isRunning(), 0); });
    connect(&job_, &JobBase::failed, this, [this](const QString& message) {
        errors_[asked_] = message;
        refresh();
    });
    follow();
}

QWidget* ResultsPage::makeContent() {
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
    try_ = new TryTextCard;
    try_->setFixedWidth(scaled(344));
    texts_ = new TextsCard(*edits_);

    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(16);
    auto* upper = new QHBoxLayout;
    upper->setSpacing(16);
    upper->addWidget(metrics_);
    upper->addWidget(confusionCard_, 1);
    upper->addWidget(try_);
    column->addLayout(upper, 1);
    column->addWidget(texts_, 1);
    return content;
}

PageState ResultsPage::state() const {
    return {.kind = hasModel() ? PageState::Kind::Done : PageState::Kind::Nothing};
}

bool ResultsPage::hasModel() const {
    const RunModel& run = workspace().run();
    return run.state() == RunModel::State::Ended && run.finished() &&
           !run.finished()->model.empty();
}

QString ResultsPage::modelFolder() const {
    return hasModel() ? QDir(workspace().run().folder()).filePath(QStringLiteral("model"))
                      : looseModel_;
}

void ResultsPage::showModel(const QString& folder) {
    looseModel_ = folder;
    follow();
}

void ResultsPage::forget() {
    job_.cancel();
    answers_ = {};
    errors_ = {};
    looseModel_.clear();
    part_ = Validation;
    parts_->setCurrent(part_);
    follow();
}

void ResultsPage::follow() {
    const RunModel& run = workspace().run();
    if (run.state() == RunModel::State::Running && !run.finished()) {
        // Texts that an earlier part of this run was asked for are of an older model.
        job_.cancel();
        answers_ = {};
        errors_ = {};
    }
    evaluate();
    // A run tells something ten times a second; what is hidden is set when it is shown.
    if (isVisible())
        refresh();
    Q_EMIT changed();
}

std::optional<Metrics> ResultsPage::metricsOf(Part part) const {
    if (answers_[part])
        return answers_[part]->metrics;
    const RunModel& run = workspace().run();
    if (part == Test)
        return run.finished() && run.finished()->hasTest ? std::optional(run.finished()->test)
                                                         : std::nullopt;
    const auto& evaluations = run.evaluations();
    if (evaluations.empty())
        return std::nullopt;
    const auto best =
        run.best() >= 0 ? static_cast<std::size_t>(run.best()) : evaluations.size() - 1;
    return evaluations[best].metrics;
}

void ResultsPage::evaluate() {
    if (!isVisible() || !hasModel() || answers_[part_] || !errors_[part_].isEmpty() ||
        !metricsOf(part_))
        return;
    if (job_.isRunning() && asked_ == part_)
        return;
    asked_ = part_;
    job_.start(
        [folder = workspace().run().folder().toStdString(),
         test = part_ == Test](std::stop_token stop, const studio::Progress& progress) -> Answers {
            return std::make_shared<const studio::Evaluation>(
                studio::evaluateRun(folder, test, progress, stop));
        },
        [this, part = part_](const Answers& answers) {
            answers_[part] = answers;
            refresh();
        });
}

void ResultsPage::refresh() {
    const RunModel& run = workspace().run();
    const bool any = metricsOf(Validation) || metricsOf(Test) || !modelFolder().isEmpty();
    stack_->setCurrentIndex(any ? 0 : 1);
    export_->setVisible(!modelFolder().isEmpty());
    parts_->setVisible(any && (metricsOf(Validation) || metricsOf(Test)));
    if (part_ == Validation && !metricsOf(Validation) && metricsOf(Test)) {
        part_ = Test;
        parts_->setCurrent(part_);
        evaluate();
    }
    parts_->setSegmentEnabled(Validation, metricsOf(Validation).has_value(),
                              tr("This run has no validation part."));
    parts_->setSegmentEnabled(Test, metricsOf(Test).has_value(),
                              run.finished() ? tr("This run has no test file.")
                                             : tr("Tested when the run has ended."));

    edits_->open(hasModel() ? run.folder() : QString());
    const std::optional<Metrics> metrics = metricsOf(part_);
    metrics_->setMetrics(metrics, run.recipe().training.best_metric, part_ == Test);
    if (metrics != shown_) {
        shown_ = metrics;
        confusion_->setMetrics(metrics ? *metrics : Metrics());
        texts_->setMetrics(metrics ? *metrics : Metrics());
    }
    QString why = tr("Wrong texts are listed when the run has ended.");
    if (!errors_[part_].isEmpty())
        why = errors_[part_];
    else if (job_.isRunning() || hasModel())
        why = tr("The texts are being answered…");
    else if (!metrics)
        why = tr("A model without a run has no texts here. Try one above.");
    else if (run.state() == RunModel::State::Ended)
        why = tr("This run ended without a model, so its texts cannot be answered.");
    texts_->setEvaluation(answers_[part_], why);
    texts_->setFacts(facts());
    try_->setModel(modelFolder());

    if (run.finished() && run.finished()->bestStep > 0)
        setContext(
            tr("%1, best at step %2")
                .arg(QFileInfo(run.folder()).fileName(), countText(run.finished()->bestStep)));
    else if (!run.folder().isEmpty() && run.state() != RunModel::State::None)
        setContext(QFileInfo(run.folder()).fileName());
    else
        setContext(looseModel_.isEmpty() ? QString() : QFileInfo(looseModel_).fileName());
}

void ResultsPage::askCopy() {
    const std::string file = answers_[part_] ? answers_[part_]->file : std::string();
    if (file.empty() || copier_.isRunning())
        return;
    const DataSettings& data = workspace().run().recipe().data;
    const QFileInfo original(toQt(file == "train"        ? data.train
                                  : file == "validation" ? data.validation
                                                         : data.test));
    const QString ending = original.suffix().toLower();
    const bool known = ending == QLatin1String("tsv") || ending == QLatin1String("jsonl");
    auto* dialog = new QFileDialog(this, tr("Write a copy with the changed labels"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setNameFilters({tr("Labelled texts (*.csv *.tsv *.jsonl)")});
    dialog->setDefaultSuffix(known ? ending : QStringLiteral("csv"));
    keepFolder(*dialog, QStringLiteral("data"));
    dialog->selectFile(original.completeBaseName() + QStringLiteral("-relabelled"));
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, file](const QString& path) { writeCopy(file, path); });
    dialog->open();
}

void ResultsPage::writeCopy(const std::string& file, const QString& path) {
    studio::RelabelOptions options{file, path.toStdString(), true}; // the dialog has asked
    copier_.start(
        [run = edits_->run().toStdString(), options](std::stop_token stop,
                                                     const studio::Progress& progress) {
            return studio::copyWithLabels(fromUtf8(run), options, stop, progress);
        },
        [this, file](const studio::Relabelled& copy) {
            // The next run reads it. That is one step of the recipe, which undo takes back.
            Recipe recipe = workspace().recipe().recipe();
            (file == "train"        ? recipe.data.train
             : file == "validation" ? recipe.data.validation
                                    : recipe.data.test) = copy.path;
            workspace().recipe().change(
                tr("use the relabelled copy %1").arg(QFileInfo(toQt(copy.path)).fileName()),
                recipe);
        });
}

std::vector<Fact> ResultsPage::facts() const {
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
    if (answers_[part_] && answers_[part_]->skipped > 0)
        facts.push_back({tr("Left out"),
                         tr("%Ln row(s)", nullptr, static_cast<int>(answers_[part_]->skipped)),
                         {}});
    facts.push_back({tr("Folder"), QDir::toNativeSeparators(run.folder()), {}});
    return facts;
}

void ResultsPage::retranslate() {
    Page::retranslate();
    empty_->setTexts(tr("No results yet"), tr("They appear with the first evaluation of a run."),
                     tr("Go to Training"));
    parts_->setTexts({tr("Validation: choose here"), tr("Test: report once")});
    export_->setText(tr("Export"));
    confusionCard_->setTitle(tr("Confusion"));
    confusionHint_->setText(tr("Click a cell to see its texts"));
    predicted_->setText(tr("predicted"));
    matrix_->setAccessibleName(tr("Confusion matrix: rows are labels in the data, columns "
                                  "predictions"));
    confusion_->retranslate();
    metrics_->retranslate();
    try_->retranslate();
    texts_->retranslate();
    refresh();
}

void ResultsPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    evaluate();
    refresh();
}

} // namespace attune::ui
