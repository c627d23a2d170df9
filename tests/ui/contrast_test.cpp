// SPDX-License-Identifier: GPL-3.0-or-later
// Every text that the window and its dialogs paint stands out from what is really behind it: 4.5 to
// 1 (WCAG 2.1, AA), in all colours that can be chosen, and after changing them live.
#include "augment/augmentation.h"
#include "painted_texts.h"
#include "run/session.h"
#include "small_run.h"
#include "text/cleaning.h"
#include "ui/jobs/background_job.h"
#include "ui/models/recipe_model.h"
#include "ui/pages/page.h"
#include "ui/pages/page_list.h"
#include "ui/window/closing_dialog.h"
#include "ui/window/export_dialog.h"
#include "ui/window/predictions_dialog.h"
#include "window_help.h"

#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QTableView>
#include <QToolTip>

using namespace attune;
using namespace attune::ui;

class ContrastTest : public QObject {
    Q_OBJECT

    std::unique_ptr<SmallRun> run_;
    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<MainWindow> window_;
    QStringList weak_; // texts that do not stand out, with where they are
    QStringList seen_;
    double least_ = 4.5;

    void look(const QString& where, QWidget& widget) {
        QCoreApplication::processEvents();
        for (const PaintedText& text : TextRecorder::record(widget)) {
            seen_ << text.text;
            const QString line =
                QStringLiteral("%1: “%2” %3 on %4 is %5")
                    .arg(where, text.text.trimmed().left(40), text.colour.name(),
                         text.ground.name(), QString::number(text.contrast, 'f', 2));
            if (text.contrast < least_ && !weak_.contains(line))
                weak_ << line;
        }
    }
    void lookAtMenus() {
        for (QMenu* menu : window_->menuBar()->findChildren<QMenu*>()) {
            menu->popup(window_->mapToGlobal(QPoint(0, 30)));
            if (!menu->actions().isEmpty())
                menu->setActiveAction(menu->actions().constFirst());
            look("menu " + menu->title(), *menu);
            menu->close();
        }
    }
    // The dialog that an action opens.
    void lookAtDialog(const QString& shortcut) {
        for (QAction* action : window_->findChildren<QAction*>()) {
            if (action->shortcut() != QKeySequence(shortcut))
                continue;
            action->trigger();
            QWidget* dialog = QApplication::activeModalWidget();
            QVERIFY2(dialog != nullptr, qPrintable(shortcut));
            look("dialog " + shortcut, *dialog);
            dialog->close();
        }
    }

private Q_SLOTS:
    void initTestCase() {
        if (!SmallRun::available())
            QSKIP("SKIP-ALL: ATTUNE_MODELS is not set");
        run_ = std::make_unique<SmallRun>();
        Recipe& recipe = run_->recipe;
        recipe.training.epochs = 1;
        recipe.training.learning_rate = 1e-5; // so that some texts are wrong
        recipe.clean.push_back(cleaningStep("whitespace"));
        recipe.clean.push_back(cleaningStep("replace"));
        recipe.clean.back().values["pattern"] = std::string("film");
        recipe.clean.back().values["with"] = std::string("movie");
        recipe.augment.copies = 1;
        recipe.augment.operators.push_back(augmentStep("random-swap"));
        recipe.augment.operators.push_back(augmentStep("random-delete"));
        Session session(recipe, StartMode::New);
        session.wait();
        QCOMPARE(session.exitCode(), 0);
        qputenv("ATTUNE_RUNS", toUtf8(run_->folder()).c_str());
        folder_ = std::make_unique<QTemporaryDir>();
        window_ = std::make_unique<MainWindow>(settingsIn(*folder_));
        window_->resize(1366, 768);
        window_->show();
    }

    void textsStandOut_data() {
        QTest::addColumn<int>("colours");
        using Choice = Appearance::Choice;
        QTest::newRow("light") << static_cast<int>(Choice::Light);
        QTest::newRow("dark") << static_cast<int>(Choice::Dark);
        QTest::newRow("black on white") << static_cast<int>(Choice::ContrastLight);
        QTest::newRow("white on black") << static_cast<int>(Choice::ContrastDark);
    }
    void textsStandOut() {
        QFETCH(int, colours);
        const auto choice = static_cast<Appearance::Choice>(colours);
        const bool high = choice == Appearance::Choice::ContrastLight ||
                          choice == Appearance::Choice::ContrastDark;
        least_ = high ? 7 : 4.5;
        weak_.clear();
        seen_.clear();
        window_->setColours(choice);
        QTRY_COMPARE(Theme::of(*window_).highContrast, high);
        window_->workspace().close();
        look("start", *window_);
        window_->open(toQt(toUtf8(run_->output())));
        QTRY_VERIFY_WITH_TIMEOUT(window_->workspace().hasContent(), patience);
        RecipeModel& recipe = window_->workspace().recipe();
        QTRY_VERIFY_WITH_TIMEOUT(recipe.checked(), patience);
        for (const bool broken : {false, true}) {
            if (broken) // problems in the rail, at the field and in the strip
                QVERIFY(recipe.set("training.warmup", 2.0));
            for (const PageEntry& entry : pageList()) {
                const QString key = QString::fromLatin1(entry.key);
                window_->showPage(key);
                // Previews begin a moment after what they are of has changed.
                QTest::qWait(broken ? 50 : 400);
                QTRY_COMPARE_WITH_TIMEOUT(JobBase::alive(), 0, patience);
                for (auto* table : window_->page(key)->findChildren<QTableView*>())
                    if (table->isVisible() && table->model() != nullptr)
                        table->setCurrentIndex(table->model()->index(0, 0));
                look(key, *window_);
            }
        }
        recipe.undoStack().setClean();
        lookAtMenus();
        lookAtDialog("F1");
        lookAtDialog("Ctrl+Shift+Y");
        ClosingDialog closing(window_.get());
        closing.setWhat("Training goes on.");
        closing.show();
        look("closing", closing);
        PredictionsDialog predictions("run", true, false, window_.get());
        predictions.show();
        look("predictions", predictions);
        ExportDialog exporting(
            "report.html",
            [](std::stop_token, const auto&) { return [] { return QString("Two"); }; },
            window_.get());
        exporting.show();
        QTRY_COMPARE_WITH_TIMEOUT(JobBase::alive(), 0, patience);
        look("export", exporting);
        QMessageBox box(QMessageBox::NoIcon, "Title", "A question?", QMessageBox::Ok,
                        window_.get());
        box.setInformativeText("More of it.");
        box.show();
        look("question", box);
        auto* combo = window_->findChild<QComboBox*>();
        window_->showPage("training");
        for (auto* visible : window_->findChildren<QComboBox*>())
            if (visible->isVisible())
                combo = visible;
        combo->showPopup();
        look("list of a choice", *combo->view()->window());
        combo->hidePopup();
        QToolTip::showText(window_->mapToGlobal(QPoint(200, 200)), "A tip", window_.get());
        for (QWidget* tip : QApplication::topLevelWidgets())
            if (tip->isVisible() && tip->inherits("QTipLabel"))
                look("tip", *tip);
        QToolTip::hideText();

        // It was really looked at: the frame, a page, a menu, a dialog, a tip.
        for (const char* text : {"Training", "A question?", "Training goes on.", "A tip"})
            QVERIFY2(seen_.contains(QLatin1String(text)), text);
        QVERIFY2(seen_.size() > 1000, qPrintable(QString::number(seen_.size())));
        QVERIFY2(weak_.isEmpty(), qPrintable('\n' + weak_.join('\n')));
    }

    void highContrastOfASystemIsKnown() {
        QVERIFY(!isHighContrast(lightPalette()));
        QVERIFY(!isHighContrast(darkPalette()));
        for (const bool dark : {false, true}) {
            QVERIFY(isHighContrast(highContrastPalette(dark)));
            const Theme theme = Theme::of(highContrastPalette(dark));
            QCOMPARE(theme.dark, dark);
            QVERIFY(theme.highContrast && theme.line == 2 && theme.ring > theme.line);
            for (const Tone tone : {Tone::Text, Tone::Secondary, Tone::Accent, Tone::Good,
                                    Tone::Warn, Tone::Bad, Tone::Replaced}) {
                QCOMPARE(theme.soft(tone), theme.card);
                QVERIFY(contrast(theme.colour(tone), theme.card) >= 7);
            }
            QVERIFY(contrast(theme.onAccent, theme.accent) >= 7);
        }
        // Fusion's own palette is ordinary.
        QVERIFY(!isHighContrast(QPalette(QColor(0xef, 0xef, 0xef))));
        QCOMPARE(contrast(Qt::black, Qt::white), 21.0);
        QCOMPARE(contrast(Qt::red, Qt::red), 1.0);
        QVERIFY(std::abs(contrast(QColor(0x77, 0x77, 0x77), Qt::white) - 4.48) < 0.005);
    }

    void nonsenseInTheSettingsIsTheSystem() {
        for (const QVariant& value :
             {QVariant(), QVariant(-3), QVariant(99), QVariant("dark"), QVariant(QStringList{"a"})})
            QCOMPARE(Appearance::fromSetting(value), Appearance::Choice::System);
        QCOMPARE(Appearance::fromSetting(QVariant("2")), Appearance::Choice::Dark);
        QCOMPARE(Language::fromSetting(QVariant(7)), Language::Choice::System);
        QCOMPARE(Language::fromSetting(QVariant(2)), Language::Choice::Chinese);
    }

    void cleanupTestCase() {
        if (window_ != nullptr)
            window_->workspace().recipe().undoStack().setClean();
        window_.reset();
    }
};

int main(int argc, char** argv) { return runWindowTest<ContrastTest>(argc, argv); }
#include "contrast_test.moc"
