// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/results_page.h"

#include "ui/kit/button.h"
#include "ui/kit/card.h"
#include "ui/kit/empty_state.h"
#include "ui/kit/numbers.h"
#include "ui/kit/segments.h"
#include "ui/models/run_model.h"
#include "ui/models/workspace.h"
#include "ui/pages/results/results_view_list.h"

#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace attune::ui {

namespace {
constexpr auto Validation = ResultsSubject::Validation;
constexpr auto Test = ResultsSubject::Test;
} // namespace

ResultsPage::ResultsPage(Workspace& workspace, QWidget* parent)
    : Page(workspace, parent),
      stack_(new QStackedWidget),
      empty_(new EmptyState(Icon::Results)),
      parts_(new Segments),
      export_(new Button(ButtonKind::Outline, Icon::Down)),
      names_(new Segments),
      shown_(new QStackedWidget) {
    auto* emptyCard = new Card(false);
    emptyCard->body()->addWidget(empty_);
    makeViews();
    stack_->addWidget(emptyCard);
    body()->addWidget(stack_, 1);
    actions()->addWidget(parts_);
    parts_->setObjectName(QStringLiteral("resultsParts"));
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
    connect(names_, &Segments::chosen, this, &ResultsPage::showView);
    connect(&job_, &JobBase::progress, this, [this](double done, double all) {
        for (ResultsView* view : views_)
            view->setProgress(true, all > 0 ? done / all : -1);
    });
    connect(&job_, &JobBase::runningChanged, this, [this] {
        for (ResultsView* view : views_)
            view->setProgress(job_.isRunning(), 0);
    });
    connect(&job_, &JobBase::failed, this, [this](const QString& message) {
        errors_[asked_] = message;
        refresh();
    });
    follow();
}

void ResultsPage::makeViews() {
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    names_->setObjectName(QStringLiteral("resultsViews"));
    column->addWidget(names_);
    column->addWidget(shown_, 1);
    stack_->addWidget(content);
    QStringList names;
    for (const ResultsViewEntry& entry : resultsViewList()) {
        ResultsView* view = entry.make(workspace());
        connect(view, &ResultsView::answersOutdated, this, [this] {
            job_.cancel();
            answers_ = {};
            errors_ = {};
            evaluate();
            refresh();
        });
        views_.push_back(view);
        shown_->addWidget(view);
        names.append(QString());
    }
    names_->setTexts(names);
    names_->setVisible(views_.size() > 1);
}

void ResultsPage::showView(int index) {
    names_->setCurrent(index);
    shown_->setCurrentIndex(index);
    refresh();
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
            return std::make_shared<const studio::JudgedEvaluation>(
                studio::judgeRun(folder, test, {}, progress, stop));
        },
        [this, part = part_](const Answers& answers) {
            answers_[part] = answers;
            refresh();
        });
}

ResultsSubject ResultsPage::subject() const {
    const RunModel& run = workspace().run();
    ResultsSubject subject;
    subject.part = part_;
    subject.run = run.folder();
    subject.model = modelFolder();
    subject.modelOfRun = hasModel();
    subject.metrics = metricsOf(part_);
    subject.evaluation = answers_[part_];
    if (subject.evaluation)
        return subject;
    if (!errors_[part_].isEmpty())
        subject.whyNot = errors_[part_];
    else if (hasModel() && !subject.metrics)
        subject.whyNot = tr("This run held no texts out to validate or to test on.");
    else if (job_.isRunning() || hasModel())
        subject.whyNot = tr("The texts are being answered…");
    else if (!subject.metrics)
        subject.whyNot = tr("A model without a run has no texts here. Try one above.");
    else if (run.state() == RunModel::State::Ended)
        subject.whyNot = tr("This run ended without a model, so its texts cannot be answered.");
    else
        subject.whyNot = tr("Wrong texts are listed when the run has ended.");
    return subject;
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

    views_[static_cast<std::size_t>(shown_->currentIndex())]->setSubject(subject());

    if (run.finished() && run.finished()->bestStep > 0)
        setContext(
            tr("%1, best at step %2")
                .arg(QFileInfo(run.folder()).fileName(), countText(run.finished()->bestStep)));
    else if (!run.folder().isEmpty() && run.state() != RunModel::State::None)
        setContext(QFileInfo(run.folder()).fileName());
    else
        setContext(looseModel_.isEmpty() ? QString() : QFileInfo(looseModel_).fileName());
}

void ResultsPage::retranslate() {
    Page::retranslate();
    empty_->setTexts(tr("No results yet"), tr("They appear with the first evaluation of a run."),
                     tr("Go to Training"));
    parts_->setTexts({tr("Validation: choose here"), tr("Test: report once")});
    export_->setText(tr("Export"));
    names_->setAccessibleName(tr("Views of the results"));
    QStringList names;
    for (ResultsView* view : views_) {
        view->retranslate();
        names.append(view->name());
    }
    names_->setTexts(names);
    refresh();
}

void ResultsPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    evaluate();
    refresh();
}

} // namespace attune::ui
