// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/training/setup_view.h"

#include "ui/kit/card.h"
#include "ui/kit/core_text.h"
#include "ui/kit/parameter_form.h"
#include "ui/kit/segments.h"
#include "ui/kit/side_column.h"
#include "ui/models/recipe_model.h"
#include "ui/models/run_model.h"
#include "ui/models/workspace.h"
#include "ui/pages/training/how_card.h"
#include "ui/pages/training/range_card.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

namespace attune::ui {

namespace {
bool isOfTraining(const RecipeParameter& parameter) {
    return parameter.key.rfind("training.", 0) == 0;
}
} // namespace

SetupView::SetupView(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      workspace_(workspace),
      settings_(new Card),
      which_(new Segments),
      form_(new ParameterForm),
      range_(new RangeCard(workspace)),
      how_(new HowCard) {
    settings_->head()->insertWidget(1, which_);
    auto* scroll = new QScrollArea;
    scroll->setWidget(form_);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    form_->setAutoFillBackground(false);
    settings_->body()->addWidget(scroll, 1);

    auto* left = new QVBoxLayout;
    left->setSpacing(16);
    left->addWidget(settings_, 11);
    left->addWidget(range_, 10);
    auto* side = new SideColumn(296);
    side->column()->addWidget(how_);
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
    connect(&workspace_.recipe(), &RecipeModel::changed, this, &SetupView::showParameters);
    connect(&workspace_.recipe(), &RecipeModel::problemsChanged, this, &SetupView::followProblems);
    connect(&workspace_.run(), &RunModel::stateChanged, this, &SetupView::followProblems);
}

void SetupView::showParameters() {
    std::vector<RecipeParameter> shown;
    int all = 0;
    for (RecipeParameter& parameter : workspace_.recipe().parameters()) {
        if (!isOfTraining(parameter))
            continue;
        ++all;
        if (which_->current() == 1 || !parameter.parameter.advanced)
            shown.push_back(std::move(parameter));
    }
    which_->setTexts({tr("Basic"), tr("All %n settings", nullptr, all)});
    form_->setBase(workspace_.recipe().recipe().base);
    form_->show(shown);
    how_->setLines(HowCard::planned(workspace_.machine(), workspace_.recipe().recipe()));
}

void SetupView::followProblems() {
    form_->setProblems(workspace_.recipe().problems());
    if (workspace_.run().isOurs())
        range_->setPossible(false, tr("A run is going on. The test needs the machine for itself."));
    else if (workspace_.recipe().hasErrors())
        range_->setPossible(false, tr("The recipe has errors; they are listed at the left."));
    else
        range_->setPossible(true, {});
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
    range_->retranslate();
    showParameters();
    followProblems();
}

} // namespace attune::ui
