// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runs_page.h"

#include "ui/kit/button.h"
#include "ui/kit/card.h"
#include "ui/kit/core_text.h"
#include "ui/kit/empty_state.h"
#include "ui/kit/fonts.h"
#include "ui/models/recipe_model.h"
#include "ui/models/run_filter_model.h"
#include "ui/models/run_list_model.h"
#include "ui/models/run_model.h"
#include "ui/models/run_texts.h"
#include "ui/models/workspace.h"
#include "ui/pages/runs/curves_card.h"
#include "ui/pages/runs/differences_card.h"
#include "ui/pages/runs/run_table.h"

#include <QDir>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QStackedWidget>
#include <QToolTip>
#include <QVBoxLayout>

#include <algorithm>

namespace attune::ui {

namespace {
constexpr int lookMilliseconds = 2000; // what has not changed costs no more than asking
}

RunsPage::RunsPage(Workspace& workspace, QWidget* parent)
    : Page(workspace, parent),
      model_(new RunListModel(this)),
      filtered_(new RunFilterModel(this)),
      filter_(new QLineEdit),
      table_(new RunTable),
      curves_(new CurvesCard),
      differences_(new DifferencesCard),
      stack_(new QStackedWidget),
      listStack_(new QStackedWidget),
      empty_(new EmptyState(Icon::Runs)),
      noMatch_(new EmptyState(Icon::Search)),
      copy_(new Button(ButtonKind::Outline, Icon::Copy)),
      trash_(new Button(ButtonKind::Outline, Icon::Trash)) {
    filter_->setFixedWidth(scaled(200));
    filter_->setClearButtonEnabled(true);
    actions()->addWidget(filter_);
    actions()->addWidget(copy_);
    actions()->addWidget(trash_);
    filtered_->setSourceModel(model_);
    table_->setModel(filtered_);
    auto* emptyCard = new Card(false);
    emptyCard->body()->addWidget(empty_);
    stack_->addWidget(makeContent());
    stack_->addWidget(emptyCard);
    body()->addWidget(stack_, 1);

    connect(model_, &RunListModel::looked, this, &RunsPage::looked);
    connect(model_, &RunListModel::comparedChanged, this, &RunsPage::showCompared);
    connect(model_, &RunListModel::dataChanged, this, &RunsPage::refresh);
    connect(filter_, &QLineEdit::textChanged, this, [this](const QString& text) {
        filtered_->setWords(text);
        chooseRow();
        refresh();
    });
    connect(copy_, &Button::clicked, this, [this] { copyRecipe(current()); });
    connect(trash_, &Button::clicked, this, [this] { askTrash(current()); });
    connect(noMatch_, &EmptyState::pressed, filter_, &QLineEdit::clear);
    connect(empty_, &EmptyState::pressed, this,
            [this] { this->workspace().openPage(QStringLiteral("training")); });
    connectTable();
    // The folder of the runs is the recipe's; it is looked through again only when it is another.
    connect(&workspace.recipe(), &RecipeModel::changed, this, [this] {
        if (folder() != looked_)
            look();
    });
    connect(&workspace.run(), &RunModel::stateChanged, this, [this] {
        followOwn();
        look();
    });
    again_.setInterval(lookMilliseconds);
    connect(&again_, &QTimer::timeout, this, &RunsPage::look);
    followOwn();
    refresh();
}

QWidget* RunsPage::makeContent() {
    auto* list = new Card(false, Card::Padding::None);
    listStack_->addWidget(table_);
    listStack_->addWidget(noMatch_);
    list->body()->addWidget(listStack_, 1);
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(16);
    column->addWidget(list, 1);
    auto* lower = new QHBoxLayout;
    lower->setSpacing(16);
    lower->addWidget(curves_, 6);
    lower->addWidget(differences_, 5);
    column->addLayout(lower, 1);
    return content;
}

void RunsPage::connectTable() {
    using Deed = void (RunsPage::*)(int);
    const auto when = [this](auto signal, Deed deed) {
        connect(table_, signal, this,
                [this, deed](const QModelIndex& index) { (this->*deed)(sourceRow(index)); });
    };
    when(&RunTable::tickWanted, &RunsPage::tick);
    when(&RunTable::showWanted, &RunsPage::showRun);
    when(&RunTable::resumeWanted, &RunsPage::resumeRun);
    when(&RunTable::copyWanted, &RunsPage::copyRecipe);
    when(&RunTable::trashWanted, &RunsPage::askTrash);
    connect(table_, &RunTable::menuWanted, this,
            [this](const QModelIndex& index, const QPoint& at) { openMenu(sourceRow(index), at); });
    connect(table_->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &RunsPage::refresh);
}

PageState RunsPage::state() const {
    return model_->rowCount() > 0 ? PageState{PageState::Kind::Count, 0, model_->rowCount()}
                                  : PageState{};
}

// ---- the list ----------------------------------------------------------------------------------

fs::path RunsPage::folder() const {
    const Recipe& recipe = workspace().recipe().recipe();
    if (recipe.head.output.empty())
        return studio::defaultRunsFolder();
    const fs::path run = resolvePath(recipe.base, recipe.head.output).lexically_normal();
    return (run.has_filename() ? run : run.parent_path()).parent_path(); // "runs/a/" is "runs/a"
}

void RunsPage::look() {
    looked_ = folder();
    model_->look(looked_);
}

void RunsPage::looked() {
    chooseRow();
    refresh();
    Q_EMIT changed();
}

void RunsPage::followOwn() {
    const RunModel& run = workspace().run();
    model_->setOwn(run.isOurs() ? run.folder() : QString(), run.isOurs());
}

void RunsPage::chooseRow() {
    if (table_->selectionModel()->hasSelection() || filtered_->rowCount() == 0)
        return;
    // The run that the window shows, where the list has it.
    const QDir shown(workspace().run().folder());
    int row = 0;
    for (int i = 0; i < filtered_->rowCount(); ++i)
        if (QDir(pathOf(sourceRow(filtered_->index(i, 0)))) == shown)
            row = i;
    table_->setCurrentIndex(filtered_->index(row, RunListModel::Name));
}

int RunsPage::sourceRow(const QModelIndex& index) const {
    return index.isValid() ? filtered_->mapToSource(index).row() : -1;
}

int RunsPage::current() const {
    const QModelIndexList rows = table_->selectionModel()->selectedRows();
    return rows.isEmpty() ? -1 : sourceRow(rows.front());
}

QString RunsPage::pathOf(int row) const { return toQt(model_->card(row).path); }

void RunsPage::showCompared() {
    std::vector<ComparedRun> runs;
    std::vector<studio::RunSummary> cards;
    QStringList names;
    for (const int row : model_->compared()) {
        runs.push_back({model_->card(row), model_->slotOf(row), {}});
        cards.push_back(model_->card(row));
        names << toQt(model_->card(row).name);
    }
    const QStringList brief = shortNames(names);
    for (std::size_t i = 0; i < runs.size(); ++i)
        runs[i].name = brief[static_cast<qsizetype>(i)];
    curves_->setRuns(runs, model_->metric());
    differences_->setRuns(cards, model_->metric());
    refresh();
}

void RunsPage::refresh() {
    const int all = model_->rowCount();
    stack_->setCurrentIndex(all > 0 ? 0 : 1);
    listStack_->setCurrentIndex(filtered_->rowCount() > 0 ? 0 : 1);
    setContext(all == 0 ? QDir::toNativeSeparators(toQt(toUtf8(folder())))
                        : tr("%n run(s) in this folder, %1 compared", nullptr, all)
                              .arg(model_->compared().size()));
    filter_->setEnabled(all > 0);
    const int row = current();
    const QString noRow = tr("Choose a run in the list.");
    const bool readable = row >= 0 && model_->card(row).recipe != nullptr;
    copy_->setEnabled(readable);
    copy_->setToolTip(readable  ? tr("The settings of the chosen run as YAML, with whole paths")
                      : row < 0 ? noRow
                                : shown(model_->card(row).recipeProblem));
    trash_->setEnabled(row >= 0 && !model_->card(row).alive());
    trash_->setToolTip(trash_->isEnabled() ? tr("Move the chosen run to the trash (Delete)")
                       : row < 0           ? noRow
                                           : tr("This run is being written."));
    trash_->setAccessibleName(tr("Move to trash"));
}

void RunsPage::tick(int row) {
    if (model_->setCompared(row, !model_->isCompared(row)))
        return;
    const QModelIndex index = filtered_->mapFromSource(model_->index(row, RunListModel::Compare));
    QToolTip::showText(table_->viewport()->mapToGlobal(table_->visualRect(index).bottomLeft()),
                       tr("Six runs are compared already: untick one of them first."), table_);
}

// ---- the page ----------------------------------------------------------------------------------

void RunsPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    look();
    again_.start();
}

void RunsPage::hideEvent(QHideEvent* event) {
    again_.stop();
    Page::hideEvent(event);
}

void RunsPage::retranslate() {
    Page::retranslate();
    filter_->setPlaceholderText(tr("Filter runs"));
    filter_->setAccessibleName(tr("Filter runs"));
    table_->setAccessibleName(tr("Runs"));
    copy_->setText(tr("Copy recipe"));
    empty_->setTexts(tr("No run yet"),
                     tr("Runs of this folder appear here, also those of the command line."),
                     tr("Go to Training"));
    noMatch_->setTexts(tr("No run matches"), tr("No name and no state has these words."),
                       tr("Show all runs"));
    model_->retranslate();
    curves_->retranslate();
    differences_->retranslate();
    refresh();
}

} // namespace attune::ui
