// SPDX-License-Identifier: GPL-3.0-or-later
// What the window asks before it opens, saves or stops.
#include "ui/kit/core_text.h"
#include "ui/kit/last_folder.h"
#include "ui/kit/numbers.h"
#include "ui/models/recipe_model.h"
#include "ui/models/recovery.h"
#include "ui/models/run_model.h"
#include "ui/models/workspace.h"
#include "ui/window/actions.h"
#include "ui/window/question.h"
#include "ui/window/recipe_text_dialog.h"
#include "ui/window/shortcuts_dialog.h"
#include "ui/window/start_page.h"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QTimer>

namespace attune::ui {

namespace {

constexpr int mostRecent = 8;

} // namespace

bool MainWindow::keepsChanges() {
    if (!workspace_->recipe().isDirty())
        return true;
    switch (askQuestion(this, tr("Save the recipe “%1”?").arg(workspace_->recipe().name()),
                        tr("It was changed. Without saving the changes are lost."),
                        {tr("Save"), tr("Do not save"), tr("Cancel")})) {
    case 0:
        return save();
    case 1:
        return true;
    default:
        return false;
    }
}

bool MainWindow::isFree() {
    if (workspace_->run().isOurs())
        tell(tr("A run is going on"), tr("Stop it before you open something else."));
    return !workspace_->run().isOurs();
}

void MainWindow::open(const QString& path) {
    if (isFree() && keepsChanges())
        workspace_->openAny(path);
}

void MainWindow::openRun(const QString& folder) {
    if (!folder.isEmpty() && isFree() && keepsChanges())
        workspace_->openRun(folder);
}

void MainWindow::resumeRun(const QString& folder) {
    // The run's own recipe, where it is open, stays open.
    if (!folder.isEmpty() && isFree() && (workspace_->holdsRecipeOf(folder) || keepsChanges()))
        workspace_->resumeRun(folder);
}

void MainWindow::newRecipe() {
    if (isFree() && keepsChanges()) {
        resultModel_.clear();
        workspace_->close();
    }
}

void MainWindow::askPath(const QString& kind, const QString& title, const QStringList& filters,
                         const std::function<void(const QString&)>& take) {
    auto* dialog = new QFileDialog(this, title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (filters.isEmpty()) {
        dialog->setFileMode(QFileDialog::Directory);
        dialog->setOption(QFileDialog::ShowDirsOnly);
    } else {
        dialog->setFileMode(QFileDialog::ExistingFile);
        dialog->setNameFilters(filters);
    }
    keepFolder(*dialog, kind);
    connect(dialog, &QFileDialog::fileSelected, this, take);
    dialog->open();
}

void MainWindow::askData() {
    askPath(QStringLiteral("data"), tr("Open labelled texts"),
            {tr("Labelled texts (*.csv *.tsv *.txt *.jsonl *.json *.conll *.bio *.iob *.iob2)"),
             tr("All files (*)")},
            [this](const QString& path) { open(path); });
}

void MainWindow::askRecipe() {
    askPath(QStringLiteral("recipe"), tr("Open a recipe"),
            {tr("Recipes (*.yaml *.yml)"), tr("All files (*)")},
            [this](const QString& path) { open(path); });
}

void MainWindow::askRun() {
    if (lastFolder(*this, QStringLiteral("run")).isEmpty())
        rememberFolder(*this, QStringLiteral("run"), toQt(toUtf8(studio::defaultRunsFolder())));
    askPath(QStringLiteral("run"), tr("Open a run folder"), {},
            [this](const QString& path) { openRun(path); });
}

void MainWindow::askModel() {
    askPath(QStringLiteral("model"), tr("Open a model folder"), {},
            [this](const QString& path) { workspace_->openModel(path); });
}

bool MainWindow::save() {
    if (workspace_->recipe().path().isEmpty())
        return saveAs();
    try {
        workspace_->recipe().save(workspace_->recipe().path());
        return true;
    } catch (const Error& error) {
        tell(tr("The recipe could not be saved"), shown(error));
        return false;
    }
}

bool MainWindow::saveAs() {
    const RecipeModel& recipe = workspace_->recipe();
    QString start = recipe.path();
    if (start.isEmpty()) {
        const QString kept = lastFolder(*this, QStringLiteral("recipe"));
        start =
            QDir(kept.isEmpty() ? QDir::homePath() : kept)
                .filePath(recipe.name().isEmpty() ? QStringLiteral("recipe.yaml") : recipe.name());
    }
    QString path = QFileDialog::getSaveFileName(this, tr("Save the recipe"), start,
                                                tr("Recipes (*.yaml *.yml)"));
    if (path.isEmpty())
        return false;
    if (QFileInfo(path).suffix().isEmpty())
        path += QStringLiteral(".yaml");
    try {
        workspace_->recipe().save(path);
        rememberFolder(*this, QStringLiteral("recipe"), path);
        remember(path);
        openFile_ = path;
        return true;
    } catch (const Error& error) {
        tell(tr("The recipe could not be saved"), shown(error));
        return false;
    }
}

void MainWindow::remember(const QString& path) {
    QStringList recent = settings_->value(QStringLiteral("recent")).toStringList();
    recent.removeAll(path);
    recent.prepend(path);
    settings_->setValue(QStringLiteral("recent"), recent.mid(0, mostRecent));
    refreshActions();
}

void MainWindow::askStart(const QString& problems) {
    if (askQuestion(this, tr("Start although the rehearsal did not fit?"), problems,
                    {tr("Start anyway"), tr("Back to the settings")}, 1) == 0)
        workspace_->startConfirmed();
    else
        showPage(QStringLiteral("training"));
}

void MainWindow::nowOpen(const QString& path) {
    remember(path);
    openFile_ = path;
    // Where it was left; after the page that whoever opened it shows.
    if (const QString page = leftPages_.value(path); !page.isEmpty())
        QTimer::singleShot(0, this, [this, path, page] {
            if (openFile_ == path)
                showPage(page);
        });
}

void MainWindow::askStop() {
    if (!workspace_->run().isOurs())
        return;
    switch (
        askQuestion(this, tr("Stop this run?"),
                    tr("“Stop and keep” ends it here: the best model is tested and kept. “Stop for "
                       "now” writes a checkpoint, from which Resume goes on exactly."),
                    {tr("Stop and keep"), tr("Stop for now"), tr("Keep training")})) {
    case 0:
        workspace_->run().stop(Session::StopKind::Keep);
        break;
    case 1:
        workspace_->run().stop(Session::StopKind::Interrupt);
        break;
    default:
        break;
    }
}

void MainWindow::askResume(const Recipe& recipe, const std::vector<RecipeDifference>& differences) {
    QStringList lines;
    for (const RecipeDifference& difference : differences)
        lines << QStringLiteral("%1: %2 → %3")
                     .arg(toQt(difference.key), toQt(difference.before), toQt(difference.after));
    if (askQuestion(this, tr("Resume with changed settings?"),
                    tr("The result will not be the one that the run would have had.") +
                        QStringLiteral("\n\n") + lines.join(QLatin1Char('\n')),
                    {tr("Resume with the new settings"), tr("Cancel")}, 1) == 0)
        workspace_->resumeConfirmed(recipe);
}

void MainWindow::showRecipeText() {
    auto* dialog = new RecipeTextDialog(workspace_->recipe(), RecipeTextDialog::Yaml, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::copyCommand() {
    QString line = commandLine(workspace_->recipe());
    if (line.isEmpty()) {
        if (askQuestion(this, tr("Save the recipe first?"),
                        tr("The command line reads the recipe from its file."),
                        {tr("Save"), tr("Cancel")}) != 0 ||
            !save())
            return;
        line = commandLine(workspace_->recipe());
    }
    QApplication::clipboard()->setText(line);
}

void MainWindow::offerRecovery() {
    for (const Recovery::Lost& lost : recovery_->lost()) {
        const int answer = askQuestion(
            this, tr("Restore unsaved changes?"),
            tr("Attune ended before the changes of “%1” were saved (%2).")
                .arg(lost.name, whenText(static_cast<double>(lost.when.toSecsSinceEpoch()))),
            {tr("Restore"), tr("Throw them away"), tr("Ask again later")});
        if (answer == 1) {
            recovery_->discard(lost);
        } else if (answer == 0) {
            // The others are asked about at the next start.
            if (isFree() && keepsChanges()) {
                try {
                    recovery_->restore(lost);
                } catch (const Error& error) {
                    tell(tr("The changes could not be restored"), shown(error));
                }
            }
            return;
        }
    }
}

void MainWindow::showShortcuts() {
    auto* dialog = new ShortcutsDialog(menuBar()->actions(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::about() {
    QMessageBox::about(
        this, tr("About Attune"),
        tr("<b>Attune %1</b><p>Fine-tunes pretrained text models on your own computer.</p>"
           "<p>Free software under the GNU General Public License, version 3 or later.</p>")
            .arg(toQt(studio::version())));
}

void MainWindow::tell(const QString& title, const QString& text) {
    auto* box = new QMessageBox(QMessageBox::NoIcon, title, title, QMessageBox::NoButton, this);
    box->setInformativeText(text);
    box->addButton(tr("Close"), QMessageBox::AcceptRole);
    box->setTextInteractionFlags(Qt::TextSelectableByMouse);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open(); // does not block what goes on
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.size() != 1 || !urls.front().isLocalFile())
        return;
    event->acceptProposedAction();
    start_->setDropping(true);
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent*) { start_->setDropping(false); }

void MainWindow::dropEvent(QDropEvent* event) {
    start_->setDropping(false);
    const QString path = event->mimeData()->urls().value(0).toLocalFile();
    event->acceptProposedAction();
    if (!path.isEmpty())
        open(path);
}

} // namespace attune::ui
