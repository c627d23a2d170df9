// SPDX-License-Identifier: GPL-3.0-or-later
// The actions of the window and its menus.
#pragma once

#include "ui/main_window.h"

#include <QAction>
#include <QMenu>

#include <vector>

namespace attune::ui {

struct MainWindow::Actions {
    QMenu *file, *edit, *run, *exporting, *view, *help, *recent, *languages, *colours;
    QAction *newRecipe, *openData, *openRecipe, *openRun, *openModel, *save, *saveAs, *close, *quit;
    QAction *undo, *redo, *recipeText, *copyCommand;
    QAction *start, *pause, *stopKeep, *stopLater, *resume;
    std::vector<QAction*> exports; // as in the table of exporters
    QAction *predictions, *report, *noExport;
    QAction *languageSystem, *english, *chinese;
    std::vector<QAction*> colourChoices; // as in Appearance::Choice
    QAction *shortcuts, *about, *aboutQt;
    std::vector<QAction*> pages; // as in pageList()
};

} // namespace attune::ui
