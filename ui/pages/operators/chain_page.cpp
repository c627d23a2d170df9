// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/operators/chain_page.h"

#include "ui/kit/button.h"
#include "ui/kit/card.h"
#include "ui/kit/core_text.h"
#include "ui/kit/empty_state.h"
#include "ui/kit/side_column.h"
#include "ui/models/recipe_model.h"
#include "ui/models/workspace.h"
#include "ui/pages/operators/marked_texts.h"
#include "ui/pages/operators/operator_list.h"

#include <QHBoxLayout>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace attune::ui {

ChainPage::ChainPage(Workspace& workspace, OperatorList* list, const QString& next, QWidget* parent)
    : Page(workspace, parent),
      stack_(new QStackedWidget),
      empty_(new EmptyState(Icon::Data)),
      side_(new SideColumn(352)),
      list_(list),
      view_(new MarkedTexts),
      next_(new Button(ButtonKind::Outline, Icon::Right)) {
    side_->column()->addWidget(list_);
    side_->column()->addStretch(1);
    auto* content = new QWidget;
    auto* row = new QHBoxLayout(content);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    row->addWidget(side_);
    row->addWidget(view_, 1);
    stack_->addWidget(content);
    auto* emptyCard = new Card(false);
    emptyCard->body()->addWidget(empty_);
    stack_->addWidget(emptyCard);
    body()->addWidget(stack_, 1);

    next_->setSymbolAtEnd(true);
    actions()->addWidget(next_);
    connect(next_, &QPushButton::clicked, this, [this, next] { this->workspace().openPage(next); });
    connect(empty_, &EmptyState::pressed, this,
            [this] { this->workspace().openPage(QStringLiteral("data")); });

    RecipeModel& model = workspace.recipe();
    connect(list_, &OperatorList::edited, this,
            [this, &model](const Chain& chain, const QString& what, const std::string& one) {
                Recipe changed = model.recipe();
                chainIn(changed) = chain;
                model.change(what, changed, one);
            });
    connect(list_, &OperatorList::refused, &model, &RecipeModel::setLocalProblem);
    connect(list_, &OperatorList::accepted, &model, &RecipeModel::clearLocalProblem);
    // Not by way of the page: its focus leaves the list while it is destroyed.
    connect(list_, &OperatorList::pointed, view_, &MarkedTexts::setAlone);
    connect(&model, &RecipeModel::reset, list_, &OperatorList::dropRefused);
    connect(&model, &RecipeModel::changed, this, &ChainPage::follow);
    connect(&model, &RecipeModel::problemsChanged, this, &ChainPage::showFailure);
}

const Recipe& ChainPage::recipe() const { return workspace().recipe().recipe(); }

const MarkedTextsModel& ChainPage::texts() const { return view_->model(); }

void ChainPage::showField(const std::string& key) { list_->focusField(key); }

QWidget* ChainPage::headTab() const { return next_; }

void ChainPage::setNextText(const QString& text) { next_->setText(text); }

void ChainPage::setEmptyText(const QString& text) { emptyText_ = text; }

void ChainPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    follow();
}

void ChainPage::follow() {
    Recipe copy = recipe();
    list_->setBase(copy.base);
    list_->setChain(chainIn(copy));
    stack_->setCurrentIndex(copy.data.train.empty() ? 1 : 0);
    work();
    showFailure();
    Q_EMIT changed();
}

void ChainPage::reportFailuresOf(JobBase& job) {
    connect(&job, &JobBase::failed, this, [this](const QString& message, const Problem& problem) {
        failure_ = Failure{message, problem};
        std::string& where = failure_->problem.where;
        where = where == problem.field ? "" : toUtf8(fromUtf8(where).filename());
        showFailure();
    });
}

bool ChainPage::holds(const std::string& key) const { return list_->holds(key); }

void ChainPage::setProblems(const Problems& problems) { list_->setProblems(problems); }

QString ChainPage::failureLine() const {
    if (!failure_)
        return {};
    const QString text = shown(failure_->problem);
    return failure_->problem.where.empty()
               ? text
               : toQt(failure_->problem.where) + QStringLiteral(": ") + text;
}

void ChainPage::forgetFailure() {
    failure_.reset();
    showFailure();
}

void ChainPage::showFailure() {
    Problems problems = workspace().recipe().problems();
    // What the check of the recipe says, it says better and beside the field.
    const bool said = std::any_of(problems.begin(), problems.end(), [this](const Problem& one) {
        return one.severity == Problem::Severity::Error && edits(toQt(one.field));
    });
    const bool beside = failure_ && holds(failure_->problem.field);
    if (beside && !said) {
        problems.push_back(failure_->problem);
        problems.back().message = {failureLine().toStdString(), {}};
        problems.back().hint = {};
    }
    setProblems(problems);
    if (failure_ && !said && !beside)
        view_->setError(failureTitle(), failure_->message);
    else
        view_->setError({}, {});
}

void ChainPage::retranslate() {
    Page::retranslate();
    empty_->setTexts(tr("No data yet"), emptyText_, tr("Go to Data"));
    list_->retranslate();
    view_->retranslate();
    showFailure();
}

} // namespace attune::ui
