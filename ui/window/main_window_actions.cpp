// SPDX-License-Identifier: GPL-3.0-or-later
// The menus of the window: made, translated, kept up to date.
#include "studio/studio.h"
#include "ui/kit/button.h"
#include "ui/kit/core_text.h"
#include "ui/models/recipe_model.h"
#include "ui/models/run_model.h"
#include "ui/models/workspace.h"
#include "ui/pages/page.h"
#include "ui/pages/page_list.h"
#include "ui/window/actions.h"
#include "ui/window/start_page.h"
#include "ui/window/strip.h"

#include <QActionGroup>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QFileInfo>
#include <QMenuBar>

namespace attune::ui {

void MainWindow::makeActions() {
    actions_ = std::make_unique<Actions>();
    Actions& a = *actions_;
    const auto menu = [this] { return menuBar()->addMenu(QString()); };
    const auto add = [this](QMenu* to, auto&& slot, const QKeySequence& keys = {}) {
        auto* action = new QAction(this);
        action->setShortcut(keys);
        to->addAction(action);
        connect(action, &QAction::triggered, this, slot);
        return action;
    };
    RunModel& run = workspace_->run();

    a.file = menu();
    a.newRecipe = add(
        a.file, [this] { newRecipe(); }, QKeySequence::New);
    a.openData = add(
        a.file, [this] { askData(); }, QKeySequence(Qt::CTRL | Qt::Key_D));
    a.openRecipe = add(
        a.file, [this] { askRecipe(); }, QKeySequence::Open);
    a.openRun = add(a.file, [this] { askRun(); });
    a.openModel = add(a.file, [this] { askModel(); });
    a.recent = a.file->addMenu(QString());
    a.file->addSeparator();
    a.save = add(
        a.file, [this] { save(); }, QKeySequence::Save);
    a.saveAs = add(
        a.file, [this] { saveAs(); }, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S));
    a.file->addSeparator();
    a.quit = add(
        a.file, [this] { close(); }, QKeySequence::Quit);

    a.edit = menu();
    QUndoStack& stack = workspace_->recipe().undoStack();
    a.undo = add(
        a.edit, [&stack] { stack.undo(); }, QKeySequence::Undo);
    a.redo = add(
        a.edit, [&stack] { stack.redo(); }, QKeySequence::Redo);
    a.edit->addSeparator();
    a.recipeText = add(
        a.edit, [this] { showRecipeText(); }, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Y));
    a.copyCommand = add(
        a.edit, [this] { copyCommand(); }, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C));
    for (const auto signal : {&QUndoStack::canUndoChanged, &QUndoStack::canRedoChanged})
        connect(&stack, signal, this, &MainWindow::refreshActions);
    connect(&stack, &QUndoStack::indexChanged, this, &MainWindow::refreshActions);

    a.run = menu();
    a.start = add(
        a.run, [this] { workspace_->train(); }, QKeySequence(Qt::Key_F5));
    a.pause = add(
        a.run, [&run] { run.state() == RunModel::State::Paused ? run.resume() : run.pause(); },
        QKeySequence(Qt::Key_F6));
    a.stopKeep = add(
        a.run, [this] { askStop(); }, QKeySequence(Qt::SHIFT | Qt::Key_F5));
    a.stopLater = add(a.run, [&run] { run.stop(Session::StopKind::Interrupt); });
    a.run->addSeparator();
    a.resume = add(a.run, [this] { workspace_->wantResume(workspace_->run().folder()); });

    a.exporting = menu();
    for (const studio::TableEntry& format : studio::listTable("exporters"))
        a.exports.push_back(add(
            a.exporting, [this, key = format.key] { askExport(key); },
            a.exports.empty() ? QKeySequence(Qt::CTRL | Qt::Key_E) : QKeySequence()));
    a.predictions = add(a.exporting, [this] { askPredictions(); });
    a.report = add(
        a.exporting, [this] { askReport(); }, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E));
    // Tells why the others cannot be chosen.
    a.noExport = add(a.exporting, [] {});
    a.noExport->setEnabled(false);

    a.view = menu();
    for (std::size_t i = 0; i < pageList().size(); ++i) {
        const QString key = QString::fromLatin1(pageList()[i].key);
        a.pages.push_back(add(
            a.view, [this, key] { showPage(key); },
            QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + i))));
    }
    a.view->addSeparator();
    const auto choices = [&](QMenu* to, auto set, auto... values) {
        auto* group = new QActionGroup(this);
        std::vector<QAction*> made;
        for (const auto value : {values...}) {
            QAction* action = add(to, [this, set, value] { (this->*set)(value); });
            action->setCheckable(true);
            group->addAction(action);
            made.push_back(action);
        }
        return made;
    };
    a.languages = a.view->addMenu(QString());
    const auto languages = choices(a.languages, &MainWindow::setLanguage, Language::Choice::System,
                                   Language::Choice::English, Language::Choice::Chinese);
    a.languageSystem = languages[0];
    a.english = languages[1];
    a.chinese = languages[2];
    a.colours = a.view->addMenu(QString());
    using Colours = Appearance::Choice;
    a.colourChoices = choices(a.colours, &MainWindow::setColours, Colours::System, Colours::Light,
                              Colours::Dark, Colours::ContrastLight, Colours::ContrastDark);

    a.help = menu();
    a.shortcuts = add(
        a.help, [this] { showShortcuts(); }, QKeySequence(Qt::Key_F1));
    a.about = add(a.help, [this] { about(); });
    a.aboutQt = add(a.help, [] { QApplication::aboutQt(); });
    a.quit->setMenuRole(QAction::QuitRole);
    a.about->setMenuRole(QAction::AboutRole);
    a.aboutQt->setMenuRole(QAction::AboutQtRole);
}

void MainWindow::retranslate() {
    Actions& a = *actions_;
    a.file->setTitle(tr("&File"));
    a.newRecipe->setText(tr("&New: back to the start page"));
    a.openData->setText(tr("Open &texts…"));
    a.openRecipe->setText(tr("&Open a recipe…"));
    a.openRun->setText(tr("Open a &run folder…"));
    a.openModel->setText(tr("Open a &model folder…"));
    a.recent->setTitle(tr("Open re&cent"));
    a.save->setText(tr("&Save the recipe"));
    a.saveAs->setText(tr("Save &as…"));
    a.quit->setText(tr("&Quit"));
    a.edit->setTitle(tr("&Edit"));
    a.recipeText->setText(tr("The recipe as &text…"));
    a.copyCommand->setText(tr("&Copy as a command line"));
    a.run->setTitle(tr("&Run"));
    a.start->setText(tr("&Start training"));
    a.stopKeep->setText(tr("Stop and &keep…"));
    a.stopLater->setText(tr("Stop after a &checkpoint, to resume later"));
    a.resume->setText(tr("&Resume this run"));
    a.exporting->setTitle(tr("E&xport"));
    const std::vector<studio::TableEntry> formats = studio::listTable("exporters");
    for (std::size_t i = 0; i < a.exports.size(); ++i)
        a.exports[i]->setText(tr("%1…").arg(coreText(formats[i].title)));
    a.predictions->setText(tr("&Predictions…"));
    a.report->setText(tr("&Report of this run…"));
    a.view->setTitle(tr("&View"));
    for (std::size_t i = 0; i < a.pages.size(); ++i)
        a.pages[i]->setText(pages_[i]->name());
    a.languages->setTitle(tr("&Language"));
    a.languageSystem->setText(tr("As the system"));
    // The names of languages are not translated.
    a.english->setText(QStringLiteral("English"));
    a.chinese->setText(QStringLiteral("中文"));
    a.colours->setTitle(tr("&Colours"));
    const QStringList colours = {tr("As the system"), tr("Light"), tr("Dark"),
                                 tr("High contrast, black on white"),
                                 tr("High contrast, white on black")};
    for (std::size_t i = 0; i < a.colourChoices.size(); ++i)
        a.colourChoices[i]->setText(colours[static_cast<qsizetype>(i)]);
    a.help->setTitle(tr("&Help"));
    a.shortcuts->setText(tr("&Keyboard shortcuts…"));
    a.about->setText(tr("&About Attune"));
    a.aboutQt->setText(tr("About &Qt"));

    const auto fill = [](QComboBox* combo, const QStringList& texts) {
        const int index = std::max(combo->currentIndex(), 0);
        combo->clear();
        combo->addItems(texts);
        combo->setCurrentIndex(index);
    };
    fill(start_->language(),
         {tr("Language of the system"), QStringLiteral("English"), QStringLiteral("中文")});
    fill(start_->colours(), QStringList{tr("Colours of the system")} + colours.mid(1));
    start_->language()->setAccessibleName(tr("Language"));
    start_->colours()->setAccessibleName(tr("Colours"));
    for (const char* name : {"undo", "redo"})
        if (auto* button = menuBar()->cornerWidget()->findChild<Button*>(QLatin1String(name))) {
            const bool undo = button->objectName() == QLatin1String("undo");
            button->setToolTip(undo ? tr("Undo") : tr("Redo"));
            button->setAccessibleName(button->toolTip());
        }
    refreshTitle();
    refreshActions();
}

void MainWindow::refreshActions() {
    if (!actions_)
        return;
    Actions& a = *actions_;
    const bool content = workspace_->hasContent();
    const RunModel& run = workspace_->run();
    const QUndoStack& stack = workspace_->recipe().undoStack();
    for (QAction* action : a.pages)
        action->setEnabled(content);
    for (QAction* action : {a.newRecipe, a.save, a.saveAs, a.recipeText, a.copyCommand})
        action->setEnabled(content);
    a.undo->setEnabled(stack.canUndo());
    a.redo->setEnabled(stack.canRedo());
    a.undo->setText(stack.canUndo() ? tr("&Undo: %1").arg(stack.undoText()) : tr("&Undo"));
    a.redo->setText(stack.canRedo() ? tr("&Redo: %1").arg(stack.redoText()) : tr("&Redo"));
    a.start->setEnabled(content && !run.isOurs() && !workspace_->isStarting() &&
                        !workspace_->recipe().isBlank() && !workspace_->recipe().hasErrors());
    a.pause->setText(run.state() == RunModel::State::Paused ? tr("&Continue") : tr("&Pause"));
    const bool stoppable = run.isOurs() && run.state() != RunModel::State::Stopping;
    for (QAction* action : {a.pause, a.stopKeep, a.stopLater})
        action->setEnabled(stoppable);
    const bool unfinished =
        !run.finished() || run.finished()->reason == FinishedEvent::Reason::Interrupted;
    a.resume->setEnabled(!run.isOurs() && run.state() == RunModel::State::Ended && unfinished);
    for (QAction* action : a.exports)
        action->setEnabled(!finishedModel().isEmpty());
    a.predictions->setEnabled(!finishedModel().isEmpty());
    a.report->setEnabled(!finishedRun().isEmpty());
    a.noExport->setText(whyNoExport());
    a.noExport->setVisible(!a.noExport->text().isEmpty());

    const auto language = language_.choice();
    a.languageSystem->setChecked(language == Language::Choice::System);
    a.english->setChecked(language == Language::Choice::English);
    a.chinese->setChecked(language == Language::Choice::Chinese);
    const auto colours = static_cast<int>(appearance_.choice());
    a.colourChoices[static_cast<std::size_t>(colours)]->setChecked(true);
    start_->language()->setCurrentIndex(static_cast<int>(language));
    start_->colours()->setCurrentIndex(colours);

    a.recent->clear();
    for (const QString& path : settings_->value(QStringLiteral("recent")).toStringList())
        connect(a.recent->addAction(QDir::toNativeSeparators(path)), &QAction::triggered, this,
                [this, path] { open(path); });
    a.recent->setEnabled(!a.recent->isEmpty());
}

} // namespace attune::ui
