// SPDX-License-Identifier: GPL-3.0-or-later
// Unsaved changes survive the end of the process, and the recipe can be taken along as text.
#include "ui/models/recipe_model.h"
#include "ui/models/recovery.h"
#include "ui/window/recipe_text_dialog.h"
#include "ui/window/shortcuts_dialog.h"
#include "window_help.h"

#include <QAction>
#include <QClipboard>
#include <QDir>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace attune;
using namespace attune::ui;

class RecoveryTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> folder_;

    QString path(const QString& name) const { return folder_->filePath(name); }
    QStringList kept() const {
        return QDir(path("unsaved")).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    }
    // A recipe file with 3 epochs.
    QString recipeFile(const QString& name = QStringLiteral("mine.yaml")) const {
        Recipe recipe;
        recipe.head.model = "somewhere";
        recipe.head.output = folder_->filePath(QStringLiteral("runs/mine")).toStdString();
        recipe.training.epochs = 3;
        recipe.vocabulary.min_count = 2;
        const QString file = path(name);
        publishFile(fromUtf8(file.toStdString()), writeRecipe(recipe, {}, false));
        return file;
    }
    // What a process leaves that is killed after the changes: its folder without its lock.
    bool leaveBehind(MainWindow& window) {
        if (!QTest::qWaitFor([&] { return kept().size() == 1; }, patience))
            return false;
        const fs::path own = fromUtf8(path("unsaved").toStdString()) / kept().front().toStdString();
        if (!QTest::qWaitFor([&] { return fs::exists(own / "unsaved.json"); }, patience))
            return false;
        fs::create_directories(own.parent_path() / "killed");
        fs::copy_file(own / "unsaved.json", own.parent_path() / "killed" / "unsaved.json");
        // As if nothing was to be saved: a window in order leaves nothing.
        window.workspace().recipe().undoStack().setClean();
        return true;
    }

private Q_SLOTS:
    void init() { folder_ = std::make_unique<QTemporaryDir>(); }

    void changesOfAKilledProcessAreRestored() {
        const QString file = recipeFile();
        {
            MainWindow window(settingsIn(*folder_));
            window.open(file);
            QVERIFY(window.workspace().recipe().set("training.epochs", Value(std::int64_t(7))));
            QVERIFY(leaveBehind(window));
        }
        QCOMPARE(kept(), QStringList{"killed"});
        MainWindow window(settingsIn(*folder_));
        QString title;
        answerNext(0, &title);
        window.show();
        const RecipeModel& recipe = window.workspace().recipe();
        QTRY_COMPARE_WITH_TIMEOUT(recipe.recipe().training.epochs, std::int64_t(7), patience);
        QCOMPARE(title, QStringLiteral("Restore unsaved changes?"));
        QCOMPARE(recipe.path(), file);
        QVERIFY(recipe.isDirty());
        // Kept anew before the old copy goes.
        QVERIFY(!kept().contains("killed"));
        QCOMPARE(kept().size(), 1);
        window.workspace().recipe().undoStack().undo();
        QCOMPARE(recipe.recipe().training.epochs, std::int64_t(3));
        QVERIFY(!recipe.isDirty());
        QTRY_COMPARE_WITH_TIMEOUT(kept(), QStringList(), patience);
    }

    void changesWithoutAFileAreRestoredToo() {
        {
            MainWindow window(settingsIn(*folder_));
            Recipe recipe;
            recipe.base = fromUtf8(folder_->path().toStdString());
            window.workspace().recipe().adopt(recipe, "reviews.yaml");
            QVERIFY(window.workspace().recipe().set("data.train", Value(std::string("a/b.csv"))));
            QVERIFY(leaveBehind(window));
        }
        MainWindow window(settingsIn(*folder_));
        answerNext(0);
        window.show();
        const RecipeModel& recipe = window.workspace().recipe();
        QTRY_COMPARE_WITH_TIMEOUT(recipe.recipe().data.train, std::string("a/b.csv"), patience);
        QCOMPARE(recipe.name(), QStringLiteral("reviews.yaml"));
        QCOMPARE(recipe.recipe().base, fromUtf8(folder_->path().toStdString()));
        QVERIFY(recipe.path().isEmpty());
        window.workspace().recipe().undoStack().setClean();
    }

    void whatIsThrownAwayIsNotOfferedAgain() {
        {
            MainWindow window(settingsIn(*folder_));
            window.open(recipeFile());
            QVERIFY(window.workspace().recipe().set("training.epochs", Value(std::int64_t(7))));
            QVERIFY(leaveBehind(window));
        }
        MainWindow window(settingsIn(*folder_));
        answerNext(1);
        window.show();
        QTRY_COMPARE_WITH_TIMEOUT(kept(), QStringList(), patience);
        QVERIFY(!window.workspace().hasContent());
    }

    void savedChangesLeaveNothing() {
        MainWindow window(settingsIn(*folder_));
        const QString file = recipeFile();
        window.open(file);
        RecipeModel& recipe = window.workspace().recipe();
        QVERIFY(recipe.set("training.epochs", Value(std::int64_t(7))));
        QTRY_COMPARE_WITH_TIMEOUT(kept().size(), 1, patience);
        // Another window that is alive keeps its own.
        QVERIFY(
            Recovery(window.workspace(), fromUtf8(path("unsaved").toStdString())).lost().empty());
        recipe.save(file);
        QTRY_COMPARE_WITH_TIMEOUT(kept(), QStringList(), patience);
    }

    void aSignalKeepsWhatNobodyWasAskedAbout() {
        {
            MainWindow window(settingsIn(*folder_));
            window.open(recipeFile());
            QVERIFY(window.workspace().recipe().set("training.epochs", Value(std::int64_t(7))));
            window.show();
            window.closeAfterCheckpoint();
            QTRY_VERIFY_WITH_TIMEOUT(!window.isVisible(), patience);
        }
        QCOMPARE(kept().size(), 1);
    }

    void theRecipeIsShownAndCopiedAsText() {
        MainWindow window(settingsIn(*folder_));
        const QString file = recipeFile("it's mine.yaml");
        window.open(file);
        RecipeModel& recipe = window.workspace().recipe();
        QVERIFY(recipe.set("training.epochs", Value(std::int64_t(7))));
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QTest::keyClick(&window, Qt::Key_Y, Qt::ControlModifier | Qt::ShiftModifier);
        auto* dialog = window.findChild<RecipeTextDialog*>();
        QVERIFY(dialog != nullptr);
        auto* text = dialog->findChild<QPlainTextEdit*>("recipeText");
        // What is shown reads back as the recipe.
        const RecipeResult read =
            parseRecipe(text->toPlainText().toStdString(), "dialog", recipe.recipe().base);
        QVERIFY(read.problems.empty());
        QVERIFY(compareRecipes(read.recipe, recipe.recipe()).empty());
        QTest::mouseClick(dialog->findChild<QPushButton*>("copyRecipe"), Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text(), text->toPlainText());
        for (auto* segment : dialog->findChildren<QPushButton*>())
            if (segment->text() == QLatin1String("Command line"))
                segment->click();
        const QString quoted = QString(file).replace('\'', "'\\''");
        QCOMPARE(text->toPlainText(),
                 QStringLiteral("attune-cli train '%1' --set 'training.epochs=7'").arg(quoted));
        QVERIFY(recipe.set("vocabulary.trim.min_count", Value())); // taken away
        QVERIFY(text->toPlainText().endsWith(QStringLiteral(" --set 'training.epochs=7'")));
        QVERIFY(text->toPlainText().contains(QStringLiteral("'vocabulary.trim.min_count='")));
        // Without a file there is nothing that a terminal could read.
        recipe.adopt(recipe.recipe(), "fresh.yaml");
        QCOMPARE(text->toPlainText(), QString());
        QVERIFY(!dialog->findChild<QPushButton*>("copyRecipe")->isEnabled());
        dialog->close();
        recipe.undoStack().setClean();
    }

    void everyShortcutIsListed() {
        MainWindow window(settingsIn(*folder_));
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QTest::keyClick(&window, Qt::Key_F1);
        auto* dialog = window.findChild<ShortcutsDialog*>();
        QVERIFY(dialog != nullptr);
        QStringList shown;
        for (const QLabel* label : dialog->findChildren<QLabel*>())
            shown << label->text();
        for (const QAction* action : window.findChildren<QAction*>())
            if (!action->shortcut().isEmpty())
                QVERIFY2(shown.contains(action->shortcut().toString(QKeySequence::NativeText)),
                         qPrintable(action->text()));
        dialog->close();
    }
};

int main(int argc, char** argv) { return runWindowTest<RecoveryTest>(argc, argv); }
#include "recovery_test.moc"
