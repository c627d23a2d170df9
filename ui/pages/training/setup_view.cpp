// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/training/setup_view.h"

#include "ui/kit/card.h"
#include "ui/kit/core_text.h"
#include "ui/kit/numbers.h"
#include "ui/kit/parameter_form.h"
#include "ui/kit/segments.h"
#include "ui/kit/side_column.h"
#include "ui/models/figures_model.h"
#include "ui/models/recipe_model.h"
#include "ui/models/run_model.h"
#include "ui/models/workspace.h"
#include "ui/pages/training/ahead_card.h"
#include "ui/pages/training/how_card.h"
#include "ui/pages/training/range_card.h"
#include "ui/pages/training/rehearsal_card.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace attune::ui {

namespace {
// The settings that stand here: how it is trained, what it learns, and where the run goes.
bool isOfTraining(const RecipeParameter& parameter) {
    return parameter.key.rfind("training.", 0) == 0 || parameter.key == "output" ||
           parameter.key == "task";
}
// A task that cannot be chosen otherwise is no setting of every day.
bool isBasic(const RecipeParameter& parameter) {
    return !parameter.parameter.advanced && parameter.key != "task";
}
} // namespace

SetupView::SetupView(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      workspace_(workspace),
      settings_(new Card),
      which_(new Segments),
      form_(new ParameterForm),
      range_(new RangeCard(workspace)),
      rehearsal_(new RehearsalCard(workspace)),
      ahead_(new AheadCard),
      how_(new HowCard),
      what_(new HowCard) {
    settings_->head()->insertWidget(1, which_);
    auto* scroll = new QScrollArea;
    scroll->setWidget(form_);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus); // its fields have it
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    form_->setAutoFillBackground(false);
    settings_->body()->addWidget(scroll, 1);

    auto* left = new QVBoxLayout;
    left->setSpacing(16);
    left->addWidget(settings_, 11);
    auto* lower = new QHBoxLayout;
    lower->setSpacing(16);
    lower->addWidget(ahead_, 1);
    lower->addWidget(range_, 1);
    left->addLayout(lower, 10);
    auto* side = new SideColumn(296);
    side->column()->addWidget(rehearsal_);
    side->column()->addWidget(how_);
    side->column()->addWidget(what_);
    side->column()->addStretch(1);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    row->addLayout(left, 1);
    row->addWidget(side);

    connect(which_, &Segments::chosen, this, &SetupView::showParameters);
    connect(form_, &ParameterForm::edited, this,
            [this](const std::string& key, const Value& value) {
                workspace_.recipe().set(key, value);
            });
    connect(form_, &ParameterForm::refused, &workspace_.recipe(), &RecipeModel::setLocalProblem);
    connect(form_, &ParameterForm::accepted, &workspace_.recipe(), &RecipeModel::clearLocalProblem);
    connect(&workspace_.recipe(), &RecipeModel::reset, form_, &ParameterForm::dropRefused);
    connect(&workspace_.recipe(), &RecipeModel::changed, this, &SetupView::showParameters);
    connect(&workspace_.recipe(), &RecipeModel::problemsChanged, this, &SetupView::followProblems);
    connect(&workspace_.run(), &RunModel::stateChanged, this, &SetupView::followProblems);
    connect(&workspace_.figures(), &FiguresModel::changed, this, &SetupView::showAhead);
    connect(&workspace_, &Workspace::machineChanged, this, &SetupView::showAhead);
    connect(&workspace_.rehearsal(), &RehearsalModel::changed, this, &SetupView::followBusy);
    connect(&workspace_.rangeTest(), &RangeTestModel::changed, this, &SetupView::followBusy);
    connect(&planner_, &JobBase::failed, this, &SetupView::showPlan);
}

void SetupView::showParameters() {
    std::vector<RecipeParameter> shown;
    int all = 0;
    for (RecipeParameter& parameter : workspace_.recipe().parameters()) {
        if (!isOfTraining(parameter))
            continue;
        ++all;
        if (which_->current() == 1 || isBasic(parameter))
            shown.push_back(std::move(parameter));
    }
    // Where the run goes is the last thing that one changes.
    std::stable_partition(shown.begin(), shown.end(), [](const RecipeParameter& parameter) {
        return parameter.key != "output";
    });
    which_->setTexts({tr("Basic"), tr("All %n settings", nullptr, all)});
    form_->setBase(workspace_.recipe().recipe().base);
    form_->show(shown);
    askPlan();
    showAhead();
}

void SetupView::askPlan() {
    const TrainingSettings& training = workspace_.recipe().recipe().training;
    if (asked_ == training)
        return;
    asked_ = training;
    planner_.start([recipe = workspace_.recipe().recipe()](
                       std::stop_token, const auto&) { return studio::planRun(recipe); },
                   [this](const studio::RunPlan& plan) {
                       plan_ = plan;
                       showPlan({});
                   });
}

void SetupView::showPlan(const QString& error) {
    if (!error.isEmpty())
        how_->setLines({
            {tr("Device"), toQt(workspace_.recipe().recipe().training.device), error}
        });
    else if (plan_)
        how_->setLines(HowCard::planned(*plan_));
}

void SetupView::showAhead() {
    const Recipe& recipe = workspace_.recipe().recipe();
    const auto& data = workspace_.figures().data();
    // Copies are trained on like texts.
    const auto& consequences = workspace_.figures().consequences();
    const std::int64_t trainTexts = consequences && consequences->texts > 0 ? consequences->texts
                                    : data                                  ? data->trainTexts
                                                                            : 0;
    const studio::ScheduleAhead ahead = studio::scheduleAhead(
        recipe.training, data ? trainTexts : 0, data && data->validationTexts > 0);
    ahead_->setSchedule(ahead, recipe.training.learning_rate);
    what_->setVisible(ahead.steps > 0);
    if (ahead.steps <= 0)
        return;
    // A judge may drop copies.
    const QString about =
        consequences && !consequences->textsExact ? QStringLiteral("≈ ") : QString();
    std::vector<HowCard::Line> lines = {
        {tr("Texts"), tr("%1 to train").arg(about + countText(trainTexts)),
         tr("%1 to validate, %2 to test")
             .arg(countText(data->validationTexts), countText(data->testTexts))   },
        {tr("Steps"), about + countText(ahead.steps),
         tr("%1 an epoch, %2 texts each")
             .arg(countText(ahead.stepsPerEpoch),   countText(ahead.textsPerStep))},
    };
    if (ahead.evaluations > 0)
        lines.push_back({tr("Checks"), countText(ahead.evaluations),
                         tr("on the validation part; the best state is kept")});
    const double epochs =
        static_cast<double>(ahead.steps) / static_cast<double>(ahead.stepsPerEpoch);
    const RunModel& run = workspace_.run();
    const bool measured = run.isAsFastAs(recipe);
    const RehearsalModel& rehearsal = workspace_.rehearsal();
    if (rehearsal.isOf(recipe))
        lines.push_back({tr("Time"), durationText(rehearsal.result()->seconds),
                         tr("measured by the rehearsal")});
    else if (measured)
        lines.push_back({tr("Time"),
                         tr("about %1")
                             .arg(durationText(epochs * static_cast<double>(trainTexts) /
                                               run.textsPerSecond())),
                         tr("at the speed of the last run")});
    else if (consequences && consequences->epochSeconds > 0)
        lines.push_back({tr("Time"),
                         tr("about %1").arg(durationText(epochs * consequences->epochSeconds)),
                         tr("a rough guess; measured once it runs")});
    what_->setLines(lines);
}

void SetupView::followProblems() {
    form_->setProblems(workspace_.recipe().problems());
    QString reason;
    if (workspace_.run().isOurs())
        reason = tr("A run is going on. The test needs the machine for itself.");
    else if (workspace_.recipe().hasErrors())
        reason = tr("The recipe has errors; they are listed at the left.");
    const auto blockedBy = [&](bool other, const QString& name) {
        return reason.isEmpty() && other ? name : reason;
    };
    const QString test = blockedBy(rehearsing_, tr("The rehearsal is going on."));
    range_->setPossible(test.isEmpty(), test);
    const QString rehearsal = blockedBy(testing_, tr("The range test is going on."));
    rehearsal_->setPossible(rehearsal.isEmpty(), rehearsal);
}

void SetupView::followBusy() {
    const bool testing = workspace_.rangeTest().isRunning();
    const bool rehearsing = workspace_.rehearsal().isRunning();
    if (testing == testing_ && rehearsing == rehearsing_)
        return;
    testing_ = testing;
    rehearsing_ = rehearsing;
    followProblems();
    showAhead();
}

void SetupView::showField(const std::string& key) {
    if (!form_->hasField(key)) {
        which_->setCurrent(1);
        showParameters();
    }
    form_->focusField(key);
}

void SetupView::retranslate() {
    settings_->setTitle(tr("Settings"));
    how_->setTitle(tr("How it will run"));
    what_->setTitle(tr("What will happen"));
    ahead_->retranslate();
    range_->retranslate();
    rehearsal_->retranslate();
    showParameters();
    showPlan({});
    followProblems();
}

} // namespace attune::ui
