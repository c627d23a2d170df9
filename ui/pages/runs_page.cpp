// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runs_page.h"

#include "ui/kit/button.h"
#include "ui/kit/card.h"
#include "ui/kit/core_text.h"
#include "ui/kit/empty_state.h"
#include "ui/kit/fonts.h"
#include "ui/kit/table.h"
#include "ui/models/recipe_model.h"
#include "ui/models/run_list_model.h"
#include "ui/models/run_model.h"
#include "ui/models/workspace.h"

#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace attune::ui {

namespace {
constexpr int lookMilliseconds = 5000;
}

RunsPage::RunsPage(Workspace& workspace, QWidget* parent)
    : Page(workspace, parent),
      model_(new RunListModel(this)),
      table_(new QTableView),
      stack_(new QStackedWidget),
      empty_(new EmptyState(Icon::Runs)),
      open_(new Button(ButtonKind::Outline, Icon::Training)),
      resume_(new Button(ButtonKind::Outline, Icon::Play)),
      other_(new Button(ButtonKind::Ghost, Icon::Folder)) {
    actions()->addWidget(other_);
    actions()->addWidget(open_);
    actions()->addWidget(resume_);
    auto* card = new Card(false, Card::Padding::None);
    table_->setModel(model_);
    setUpTable(*table_, 44);
    table_->horizontalHeader()->setSectionResizeMode(RunListModel::Name, QHeaderView::Stretch);
    const int widths[] = {0, 120, 140, 170, 170};
    for (int column = 1; column < RunListModel::ColumnCount; ++column)
        table_->setColumnWidth(column, scaled(widths[column]));
    stack_->addWidget(table_);
    stack_->addWidget(empty_);
    card->body()->addWidget(stack_, 1);
    body()->addWidget(card, 1);

    connect(model_, &RunListModel::looked, this, [this] {
        stack_->setCurrentIndex(model_->rowCount() > 0 ? 0 : 1);
        if (!table_->currentIndex().isValid())
            chooseShown();
        choose();
        Q_EMIT changed();
    });
    connect(table_->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &RunsPage::choose);
    connect(table_, &QTableView::activated, this, [this] { this->workspace().wantRun(current()); });
    connect(open_, &Button::clicked, this, [this] { this->workspace().wantRun(current()); });
    connect(resume_, &Button::clicked, this, [this] { this->workspace().wantResume(current()); });
    connect(other_, &Button::clicked, this, [this] {
        const QString path = QFileDialog::getExistingDirectory(this, tr("Open a run folder"),
                                                               toQt(toUtf8(folder())));
        if (!path.isEmpty())
            this->workspace().wantRun(path);
    });
    connect(empty_, &EmptyState::pressed, this,
            [this] { this->workspace().openPage(QStringLiteral("training")); });
    // The folder of the runs is the recipe's; it is looked through again only when it is another.
    connect(&workspace.recipe(), &RecipeModel::changed, this, [this] {
        if (folder() != looked_)
            look();
    });
    connect(&workspace.run(), &RunModel::stateChanged, this, &RunsPage::look);
    again_.setInterval(lookMilliseconds);
    connect(&again_, &QTimer::timeout, this, &RunsPage::look);
    choose();
}

PageState RunsPage::state() const {
    return model_->rowCount() > 0 ? PageState{PageState::Kind::Count, 0, model_->rowCount()}
                                  : PageState{};
}

fs::path RunsPage::folder() const {
    const Recipe& recipe = workspace().recipe().recipe();
    if (recipe.head.output.empty())
        return studio::defaultRunsFolder();
    return (recipe.base / fromUtf8(recipe.head.output)).parent_path();
}

void RunsPage::look() {
    setContext(QDir::toNativeSeparators(toQt(toUtf8(folder()))));
    looked_ = folder();
    model_->look(looked_);
}

void RunsPage::chooseShown() {
    const QDir shown(workspace().run().folder());
    for (int row = 0; row < model_->rowCount(); ++row)
        if (QDir(toQt(model_->card(row).path)) == shown)
            table_->selectRow(row);
}

QString RunsPage::current() const {
    const QModelIndexList rows = table_->selectionModel()->selectedRows();
    return rows.isEmpty() ? QString() : toQt(model_->card(rows.front().row()).path);
}

void RunsPage::choose() {
    const QModelIndexList rows = table_->selectionModel()->selectedRows();
    const bool any = !rows.isEmpty();
    const bool busy = workspace().run().isOurs();
    open_->setEnabled(any && !busy);
    resume_->setEnabled(any && !busy && model_->card(rows.front().row()).canResume);
    const QString reason = busy   ? tr("A run is going on.")
                           : !any ? tr("Choose a run in the list.")
                                  : tr("This run is finished or cannot be resumed.");
    open_->setToolTip(open_->isEnabled() ? QString() : reason);
    resume_->setToolTip(resume_->isEnabled() ? QString() : reason);
}

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
    open_->setText(tr("Show"));
    resume_->setText(tr("Resume"));
    other_->setText(tr("Another folder…"));
    empty_->setTexts(tr("No run yet"),
                     tr("Runs of this folder appear here, also those of the command line."),
                     tr("Go to Training"));
    Q_EMIT model_->headerDataChanged(Qt::Horizontal, 0, RunListModel::ColumnCount - 1);
    choose();
}

} // namespace attune::ui
