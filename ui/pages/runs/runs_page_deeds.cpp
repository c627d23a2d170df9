// SPDX-License-Identifier: GPL-3.0-or-later
// What the Runs page does with a run: shown, resumed, its recipe taken, moved to the trash.
#include "ui/kit/core_text.h"
#include "ui/models/recipe_model.h"
#include "ui/models/run_filter_model.h"
#include "ui/models/run_list_model.h"
#include "ui/models/run_model.h"
#include "ui/models/workspace.h"
#include "ui/pages/runs/run_table.h"
#include "ui/pages/runs/run_trash.h"
#include "ui/pages/runs_page.h"
#include "ui/window/question.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QDir>
#include <QGuiApplication>
#include <QMenu>
#include <QUrl>

#include <algorithm>

namespace attune::ui {

QString RunsPage::busyReason() const {
    return workspace().run().isOurs() ? tr("A run is going on.") : QString();
}

void RunsPage::showRun(int row) {
    if (row >= 0)
        workspace().wantRun(pathOf(row));
}

void RunsPage::resumeRun(int row) {
    if (row >= 0 && model_->canResume(row))
        workspace().wantResume(pathOf(row));
}

void RunsPage::copyRecipe(int row) {
    if (row < 0 || !model_->card(row).recipe)
        return;
    // Whole paths: the text is to be of use anywhere.
    QGuiApplication::clipboard()->setText(
        toQt(writeRecipe(*model_->card(row).recipe, fs::path(), false)));
}

// All settings become those of the run, as one step that can be undone; where the next run goes
// stays.
void RunsPage::takeRecipe(int row) {
    if (row < 0 || !model_->card(row).recipe)
        return;
    const studio::RunSummary& run = model_->card(row);
    RecipeModel& open = workspace().recipe();
    const fs::path base = open.recipe().base;
    Recipe taken = parseRecipe(writeRecipe(*run.recipe, fs::path(), true), run.path, base).recipe;
    taken.head.output = open.recipe().head.output;
    if (taken.head.output.empty())
        taken.head.output = toUtf8(studio::freshRunFolder(folder(), run.name));
    open.change(tr("Recipe of %1").arg(toQt(run.name)), taken);
    workspace().openPage(QStringLiteral("training"));
}

void RunsPage::openFolder(int row) {
    if (row >= 0)
        QDesktopServices::openUrl(QUrl::fromLocalFile(pathOf(row)));
}

void RunsPage::askTrash(int row) {
    if (row < 0)
        return;
    const QString path = pathOf(row), name = toQt(model_->card(row).name);
    const QString title = tr("The run could not be moved to the trash");
    if (model_->card(row).alive()) {
        workspace().fail(title, tr("“%1” is being written. Stop it first.").arg(name));
        return;
    }
    const int answer = askQuestion(
        this, tr("Move the run “%1” to the trash?").arg(name),
        tr("Its checkpoints, its model and its record go there with it. The trash can give them "
           "back."),
        {tr("Move to trash"), tr("Cancel")}, 0);
    row = model_->rowOf(path); // the list may have changed meanwhile
    if (answer != 0 || row < 0)
        return;
    try {
        moveRunToTrash(path);
    } catch (const Error& error) {
        workspace().fail(title, shown(error));
        return;
    }
    // The next one comes to stand where this one stood.
    const int seen = filtered_->mapFromSource(model_->index(row, 0)).row();
    model_->forget(row);
    if (filtered_->rowCount() > 0)
        table_->setCurrentIndex(filtered_->index(
            std::min(std::max(seen, 0), filtered_->rowCount() - 1), RunListModel::Name));
    if (QDir(workspace().run().folder()) == QDir(path) && !workspace().run().isOurs())
        workspace().run().clear();
    looked();
}

void RunsPage::openMenu(int row, const QPoint& globalPosition) {
    if (row < 0)
        return;
    const studio::RunSummary& run = model_->card(row);
    const QString path = toQt(run.path);
    QMenu menu(this);
    menu.setToolTipsVisible(true);
    // By its path: rows may move while the menu is open.
    const auto add = [&](const QString& text, void (RunsPage::*deed)(int), const QString& reason) {
        QAction* action = menu.addAction(text);
        action->setEnabled(reason.isEmpty());
        action->setToolTip(reason);
        connect(action, &QAction::triggered, this,
                [this, deed, path] { (this->*deed)(model_->rowOf(path)); });
        return action;
    };
    const QString busy = busyReason();
    const QString unreadable = shown(run.recipeProblem);
    menu.setDefaultAction(add(tr("Show"), &RunsPage::showRun, busy));
    add(tr("Resume"), &RunsPage::resumeRun,
        !run.canResume ? tr("This run is finished or cannot be resumed.") : busy);
    menu.addSeparator();
    add(tr("Copy recipe"), &RunsPage::copyRecipe, unreadable);
    add(tr("Use this recipe"), &RunsPage::takeRecipe, unreadable);
    add(tr("Open the folder"), &RunsPage::openFolder, {});
    menu.addSeparator();
    add(tr("Move to trash…"), &RunsPage::askTrash,
        run.alive() ? tr("This run is being written.") : QString());
    menu.exec(globalPosition);
}

} // namespace attune::ui
