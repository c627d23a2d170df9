// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/training_page.h"

#include "ui/kit/button.h"
#include "ui/kit/numbers.h"
#include "ui/models/recipe_model.h"
#include "ui/models/run_model.h"
#include "ui/models/workspace.h"
#include "ui/pages/training/run_view.h"
#include "ui/pages/training/setup_view.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace attune::ui {

TrainingPage::TrainingPage(Workspace& workspace, QWidget* parent)
    : Page(workspace, parent),
      views_(new QStackedWidget),
      setup_(new SetupView(workspace)),
      run_(new RunView(workspace)),
      toggle_(new Button(ButtonKind::Ghost, Icon::Edit)),
      next_(new Button(ButtonKind::Outline, Icon::Right)) {
    views_->addWidget(setup_);
    views_->addWidget(run_);
    body()->addWidget(views_, 1);
    next_->setSymbolAtEnd(true);
    actions()->addWidget(toggle_);
    actions()->addWidget(next_);
    connect(toggle_, &Button::clicked, this,
            [this] { showSettings(views_->currentWidget() == run_); });
    connect(next_, &Button::clicked, this,
            [this] { this->workspace().openPage(QStringLiteral("results")); });
    RunModel& run = workspace.run();
    connect(&run, &RunModel::wasReset, this,
            [this, &run] { showSettings(run.folder().isEmpty()); });
    connect(&run, &RunModel::changed, this, &TrainingPage::follow);
    connect(&run, &RunModel::stateChanged, this, &TrainingPage::follow);
    connect(&workspace.recipe(), &RecipeModel::problemsChanged, this, &TrainingPage::updateHead);
}

PageState TrainingPage::state() const {
    const RunModel& run = workspace().run();
    switch (run.state()) {
    case RunModel::State::Running:
    case RunModel::State::Paused:
    case RunModel::State::Stopping:
        return {PageState::Kind::Running, run.share(), 0};
    case RunModel::State::Ended:
        return run.finished() && run.finished()->reason != FinishedEvent::Reason::Interrupted
                   ? PageState{PageState::Kind::Done, 1, 0}
                   : PageState{};
    default:
        return {};
    }
}

void TrainingPage::showField(const std::string& key) {
    showSettings(true);
    setup_->showField(key);
}

void TrainingPage::showSettings(bool settings) {
    views_->setCurrentWidget(settings ? static_cast<QWidget*>(setup_) : run_);
    updateHead();
    follow();
}

void TrainingPage::follow() {
    if (isVisible() && views_->currentWidget() == run_)
        run_->follow();
    updateHead();
    Q_EMIT changed();
}

void TrainingPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    follow();
}

void TrainingPage::updateHead() {
    const RunModel& run = workspace().run();
    const bool hasRun = run.state() != RunModel::State::None;
    const bool settings = views_->currentWidget() == setup_;
    toggle_->setVisible(hasRun);
    toggle_->setText(settings ? tr("Show the run") : tr("Show settings"));
    toggle_->setSymbol(settings ? Icon::Training : Icon::Edit);
    next_->setText(tr("Next: Results"));
    next_->setVisible(run.finished() && !run.finished()->model.empty());

    const Problems& problems = workspace().recipe().problems();
    const auto errors = std::count_if(problems.begin(), problems.end(), [](const Problem& problem) {
        return problem.severity == Problem::Severity::Error;
    });
    const QString since = clockText(run.startedAt());
    switch (run.state()) {
    case RunModel::State::None:
        setContext(errors > 0 ? tr("%n problem(s) keep this run from starting.", nullptr,
                                   static_cast<int>(errors))
                              : tr("Ready. Nothing keeps this run from starting."));
        break;
    case RunModel::State::Reading:
        setContext(tr("Reading the run…"));
        break;
    case RunModel::State::Running:
        setContext(!run.started() ? tr("Preparing: reading the texts and the model…")
                   : run.isOurs() ? tr("Running since %1").arg(since)
                                  : tr("Running in another program since %1").arg(since));
        break;
    case RunModel::State::Paused:
        setContext(tr("Paused. The machine is free; nothing is lost."));
        break;
    case RunModel::State::Stopping:
        setContext(tr("Stopping after the current step…"));
        break;
    case RunModel::State::Ended:
        // The last thing that it told tells when.
        setContext((state().kind == PageState::Kind::Done ? tr("Finished: %1, in “%2”")
                                                          : tr("Stopped: %1, in “%2”"))
                       .arg(run.messages().empty() ? QStringLiteral("–")
                                                   : whenText(run.messages().back().time),
                            QFileInfo(run.folder()).fileName()));
        break;
    }
}

void TrainingPage::retranslate() {
    Page::retranslate();
    setup_->retranslate();
    run_->retranslate();
    updateHead();
}

} // namespace attune::ui
