// SPDX-License-Identifier: GPL-3.0-or-later
// The window as a person uses it: what is opened is shown, the keys do what the mouse does,
// language and colours switch while it runs.
#include "ui/kit/button.h"
#include "ui/kit/label.h"
#include "ui/kit/value_spin.h"
#include "ui/models/recipe_model.h"
#include "ui/pages/page.h"
#include "ui/pages/page_list.h"
#include "ui/window/rail.h"
#include "ui/window/rail_delegates.h"
#include "ui/window/start_page.h"
#include "ui/window/strip.h"
#include "window_help.h"

#include <QAbstractAxis>
#include <QAccessible>
#include <QAction>
#include <QChart>
#include <QChartView>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QListView>
#include <QMenuBar>
#include <QRegularExpression>
#include <QSignalSpy>

using namespace attune;
using namespace attune::ui;

class WindowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        QVERIFY(folder_->isValid());
        qputenv("ATTUNE_RUNS", folder_->filePath(QStringLiteral("runs")).toUtf8());
    }

    void whatIsOpenedLaterWins() {
        const QString data = folder_->filePath(QStringLiteral("slow.csv"));
        QFile file(data);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("text,label\n");
        for (int i = 0; i < 2000; ++i)
            file.write(i % 2 ? "good,yes\n" : "bad,no\n");
        file.close();
        const QString saved = folder_->filePath(QStringLiteral("mine.yaml"));
        Recipe mine;
        mine.training.epochs = 8;
        publishFile(fromUtf8(saved.toStdString()), writeRecipe(mine, {}, true));
        MainWindow window(settingsIn(*folder_));
        window.show();
        window.open(data);
        QVERIFY(!window.workspace().opening().isEmpty());
        bool seen = false;
        for (const Label* label : window.findChild<StartPage*>()->findChildren<Label*>())
            seen =
                seen || (label->isVisible() && label->text().contains(QLatin1String("slow.csv")));
        QVERIFY(seen);
        window.open(saved);
        QVERIFY(window.workspace().opening().isEmpty());
        QTest::qWait(1500);
        QCOMPARE(window.workspace().recipe().recipe().training.epochs, std::int64_t{8});
        QCOMPARE(window.workspace().recipe().name(), QStringLiteral("mine.yaml"));
    }

    void whatIsNoValueKeepsTheRunFromStarting() {
        MainWindow window(settingsIn(*folder_));
        window.show();
        QVERIFY(openSample(window));
        window.showPage(QStringLiteral("training"));
        RecipeModel& recipe = window.workspace().recipe();
        QTRY_VERIFY_WITH_TIMEOUT(recipe.checked(), patience);
        Page* page = window.page(QStringLiteral("training"));
        ValueSpin* epochs = nullptr;
        for (ValueSpin* spin : page->findChildren<ValueSpin*>())
            if (spin->accessibleName() == QLatin1String("Epochs"))
                epochs = spin;
        QVERIFY(epochs != nullptr);
        auto* edit = epochs->findChild<QLineEdit*>();
        edit->selectAll();
        QTest::keyClicks(edit, QStringLiteral("three"));
        QVERIFY(recipe.hasErrors());
        auto* strip = window.findChild<Strip*>();
        QVERIFY(!strip->mainButton()->isEnabled());
        // It stays a problem when another setting changes, and a click on it leads to the field.
        QVERIFY(recipe.set("training.seed", std::int64_t{5}));
        QTRY_VERIFY_WITH_TIMEOUT(recipe.checked(), patience);
        QVERIFY(recipe.hasErrors());
        QCOMPARE(edit->text(), QStringLiteral("three"));
        window.showPage(QStringLiteral("data"));
        QListView* problems = nullptr;
        for (QListView* list : window.findChild<Rail*>()->findChildren<QListView*>())
            if (list->model()->rowCount() > 0 &&
                list->model()->index(0, 0).data().toString().contains(QLatin1String("three")))
                problems = list;
        QVERIFY(problems != nullptr);
        QTest::mouseClick(problems->viewport(), Qt::LeftButton, {},
                          problems->visualRect(problems->model()->index(0, 0)).center());
        QVERIFY(page->isVisible());
        QVERIFY(epochs->hasFocus() || edit->hasFocus());
        edit->selectAll();
        QTest::keyClicks(edit, QStringLiteral("4"));
        QVERIFY(!recipe.hasErrors() ||
                recipe.problems().front().field != std::string("training.epochs"));
        QCOMPARE(recipe.recipe().training.epochs, std::int64_t{4});
    }

    void nothingOpenHasNoProblems() {
        MainWindow window(settingsIn(*folder_));
        window.show();
        QVERIFY(window.workspace().recipe().isBlank());
        window.workspace().recipe().check();
        QTRY_VERIFY_WITH_TIMEOUT(window.workspace().recipe().checked(), patience);
        QVERIFY(window.workspace().recipe().problems().empty());
    }

    // What the mouse can do in the rail, the keys can.
    void railIsUsedByKeyboard() {
        MainWindow window(settingsIn(*folder_));
        window.show();
        QVERIFY(openSample(window));
        QVERIFY(QTest::qWaitForWindowActive(&window));
        Recipe broken = window.workspace().recipe().recipe();
        broken.head.model = "no-such-model";
        window.workspace().recipe().change(QStringLiteral("break"), broken);
        auto* rail = window.findChild<Rail*>();
        const QList<QListView*> lists = rail->findChildren<QListView*>();
        QCOMPARE(lists.size(), 2);
        // What the data's checks found may stand there sooner.
        const auto listed = [&] {
            const QAbstractItemModel& problems = *lists[1]->model();
            for (int row = 0; row < problems.rowCount(); ++row)
                if (problems.index(row, 0).data(ProblemDelegate::FieldRole) ==
                    QStringLiteral("model"))
                    return lists[1]->isVisible();
            return false;
        };
        QTRY_VERIFY_WITH_TIMEOUT(listed(), patience);
        lists[0]->setFocus(Qt::TabFocusReason);
        window.showPage(QStringLiteral("model"));
        for (std::size_t i = 1; i < 3; ++i) {
            QTest::keyClick(lists[0], Qt::Key_Down);
            QVERIFY(window.page(QString::fromLatin1(pageList()[i].key))->isVisible());
        }
        QTest::keyClick(lists[0], Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), static_cast<QWidget*>(lists[1]));
        for (int row = 0; row < lists[1]->model()->rowCount(); ++row) {
            if (lists[1]->currentIndex().data(ProblemDelegate::FieldRole) ==
                QStringLiteral("model"))
                break;
            QTest::keyClick(lists[1], Qt::Key_Down);
        }
        QTest::keyClick(lists[1], Qt::Key_Return);
        QVERIFY(window.page(QStringLiteral("model"))->isVisible());
    }

    void everyControlHasANameForScreenReaders() {
        MainWindow window(settingsIn(*folder_));
        window.show();
        QVERIFY(openSample(window));
        QStringList nameless;
        for (const PageEntry& entry : pageList()) {
            window.showPage(QString::fromLatin1(entry.key));
            QTest::qWait(50);
            for (QWidget* widget : window.findChildren<QWidget*>()) {
                if (!widget->isVisible() || widget->focusProxy() != nullptr ||
                    (widget->focusPolicy() & Qt::TabFocus) == 0 ||
                    qobject_cast<QMenuBar*>(widget) != nullptr)
                    continue;
                // A field within a composite is named by it.
                QWidget* parent = widget->parentWidget();
                if (parent != nullptr && parent->focusProxy() == widget)
                    continue;
                QAccessibleInterface* face = QAccessible::queryAccessibleInterface(widget);
                if (face == nullptr || face->text(QAccessible::Name).isEmpty())
                    nameless << QString::fromLatin1(entry.key) + QStringLiteral(": ") +
                                    QString::fromLatin1(widget->metaObject()->className()) +
                                    QStringLiteral(" in ") +
                                    QString::fromLatin1(
                                        parent != nullptr ? parent->metaObject()->className() : "");
            }
        }
        nameless.removeDuplicates();
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(QLatin1Char('\n'))));
    }

    void languageSwitchesEverythingWhileItRuns() {
        MainWindow window(settingsIn(*folder_));
        window.show();
        QVERIFY(openSample(window));
        for (const PageEntry& entry : pageList())
            window.showPage(QString::fromLatin1(entry.key)); // texts are set when first shown
        window.setLanguage(Language::Choice::Chinese);
        static const QRegularExpression english(QStringLiteral("[A-Za-z]{3,} [a-z]{2,}"));
        QStringList left;
        const auto look = [&](const QString& text, const QWidget* widget) {
            if (english.match(text).hasMatch() && !text.contains(QLatin1Char('/')))
                left << QString::fromLatin1(widget->metaObject()->className()) +
                            QStringLiteral(": ") + text;
        };
        for (const Label* label : window.findChildren<Label*>())
            look(label->text(), label);
        for (const QAbstractButton* button : window.findChildren<QAbstractButton*>())
            look(button->text(), button);
        for (const QAction* action : window.findChildren<QAction*>())
            look(action->text(), &window);
        // What the data say (texts, names of models, licences) stays as it is.
        left = left.filter(QRegularExpression(QStringLiteral("^(?!.*(MiniLM|uncased)).*$")));
        QVERIFY2(left.isEmpty(), qPrintable(left.join(QLatin1Char('\n'))));
        QCOMPARE(window.menuBar()->actions().front()->text(), QStringLiteral("文件(&F)"));
        window.setLanguage(Language::Choice::English);
        QCOMPARE(window.menuBar()->actions().front()->text(), QStringLiteral("&File"));
    }

    void coloursSwitchWhileItRuns() {
        MainWindow window(settingsIn(*folder_));
        window.show();
        QTRY_VERIFY(!Theme::of(window).dark);
        window.setColours(Appearance::Choice::Dark);
        QTRY_VERIFY(Theme::of(window).dark);
        QTRY_VERIFY(Theme::of(*window.page(QStringLiteral("training"))).dark);
        const auto charts = window.findChildren<QChartView*>();
        QVERIFY(charts.size() >= 5);
        for (const QChartView* view : charts)
            for (const QAbstractAxis* axis : view->chart()->axes())
                QCOMPARE(axis->labelsColor(), Theme::of(window).text2);
        window.setColours(Appearance::Choice::Light);
        QTRY_VERIFY(!Theme::of(window).dark);
    }

    void aRunNeverGoesIntoTheFolderOfAnother() {
        Workspace workspace;
        const auto next = [&](const char* output) {
            Recipe recipe;
            recipe.head.output = folder_->filePath(QLatin1String(output)).toStdString();
            workspace.recipe().adopt(recipe, QStringLiteral("one.yaml"));
            return workspace.nextRunFolder().filename().string();
        };
        QCOMPARE(next("film"), std::string("film"));
        QCOMPARE(next("film-7"), std::string("film-7"));
        QVERIFY(QDir(folder_->path()).mkpath(QStringLiteral("film")));
        QCOMPARE(next("film"), std::string("film-2"));
        QVERIFY(QDir(folder_->path()).mkpath(QStringLiteral("film-2")));
        QCOMPARE(next("film-2"), std::string("film-3"));
        QCOMPARE(next("film"), std::string("film-3"));
    }

    void theFirstSizeFitsTheScreen() {
        QCOMPARE(MainWindow::firstSize({2560, 1400}), QSize(1366, 768));
        // Less a panel of 40; a title bar and edges still find place.
        for (const QSize available : {QSize(1366, 728), QSize(1280, 680)}) {
            const QSize size = MainWindow::firstSize(available);
            QVERIFY(size.height() + 37 <= available.height());
            QVERIFY(size.width() <= available.width());
        }
    }

    // 1280x720 is the smallest screen: a panel of 40 and a title bar of 37 are not the window's.
    void everyPageFitsASmallScreen() {
        MainWindow window(settingsIn(*folder_));
        window.show();
        QVERIFY(openSample(window));
        for (const auto language : {Language::Choice::English, Language::Choice::Chinese}) {
            window.setLanguage(language);
            for (const PageEntry& entry : pageList()) {
                window.showPage(QString::fromLatin1(entry.key));
                QTest::qWait(50);
                const QSize least = window.minimumSizeHint();
                QVERIFY2(least.width() <= 1280 && least.height() <= 720 - 40 - 37,
                         qPrintable(QStringLiteral("%1: %2x%3")
                                        .arg(QLatin1String(entry.key))
                                        .arg(least.width())
                                        .arg(least.height())));
            }
        }
    }

    void brokenFilesAreTold_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("recipe that is no YAML") << "a.yaml" << QByteArray("{[");
        QTest::newRow("empty table") << "a.csv" << QByteArray();
    }
    void brokenFilesAreTold() {
        QFETCH(QString, name);
        QFETCH(QByteArray, content);
        QFile file(folder_->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        MainWindow window(settingsIn(*folder_));
        window.show();
        QSignalSpy failed(&window.workspace(), &Workspace::failed);
        window.workspace().openAny(file.fileName());
        QTRY_VERIFY_WITH_TIMEOUT(!failed.isEmpty() || window.workspace().recipe().hasErrors(),
                                 10000);
    }

    void whatDoesNotExistIsTold() {
        MainWindow window(settingsIn(*folder_));
        QSignalSpy failed(&window.workspace(), &Workspace::failed);
        window.workspace().openAny(folder_->filePath(QStringLiteral("nothing-here")));
        QCOMPARE(failed.size(), 1);
        QVERIFY(!window.workspace().hasContent());
    }

private:
    std::unique_ptr<QTemporaryDir> folder_;
};

int main(int argc, char** argv) { return runWindowTest<WindowTest>(argc, argv); }

#include "window_test.moc"
