// SPDX-License-Identifier: GPL-3.0-or-later
// The window as a person uses it: the sample is opened and trained with clicks, changes are undone,
// the language switches while it runs, forms refuse what is no value.
#include "ui/charts/live_chart.h"
#include "ui/kit/button.h"
#include "ui/kit/fonts.h"
#include "ui/kit/label.h"
#include "ui/kit/parameter_form.h"
#include "ui/kit/style.h"
#include "ui/kit/value_spin.h"
#include "ui/main_window.h"
#include "ui/models/recipe_model.h"
#include "ui/models/run_model.h"
#include "ui/models/workspace.h"
#include "ui/pages/page.h"
#include "ui/pages/page_list.h"
#include "ui/window/closing_dialog.h"
#include "ui/window/rail.h"
#include "ui/window/rail_delegates.h"
#include "ui/window/start_page.h"
#include "ui/window/strip.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLineEdit>
#include <QListView>
#include <QMenuBar>
#include <QMessageBox>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace attune;
using namespace attune::ui;

namespace {
std::unique_ptr<QSettings> settingsIn(const QTemporaryDir& folder) {
    auto settings = std::make_unique<QSettings>(folder.filePath(QStringLiteral("settings.ini")),
                                                QSettings::IniFormat);
    settings->setValue(QStringLiteral("language"), static_cast<int>(Language::Choice::English));
    settings->setValue(QStringLiteral("colours"), static_cast<int>(Appearance::Choice::Light));
    return settings;
}

std::vector<RecipeParameter> trainingParameters(bool all) {
    std::vector<RecipeParameter> chosen;
    for (const RecipeParameter& parameter : parametersOf(Recipe()))
        if (parameter.key.rfind("training.", 0) == 0 && (all || !parameter.parameter.advanced))
            chosen.push_back(parameter);
    return chosen;
}
constexpr int patience = 20000; // ms; a shared machine may be slow

bool openSample(MainWindow& window) {
    window.workspace().openSample("english");
    return QTest::qWaitFor([&] { return window.workspace().hasContent(); }, patience);
}

bool sampleModelFound(MainWindow& window) {
    if (!QTest::qWaitFor([&] { return !window.workspace().samples().empty(); }, patience))
        return false;
    return window.workspace().samples().front().missing.message.empty();
}

// Presses a button of the box that comes next.
void answerNext(int button, QString* title = nullptr) {
    auto* timer = new QTimer(qApp);
    QObject::connect(timer, &QTimer::timeout, timer, [timer, button, title] {
        auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
        if (box == nullptr)
            return;
        timer->stop();
        timer->deleteLater();
        if (title != nullptr)
            *title = box->text();
        box->buttons().at(button)->click();
    });
    timer->start(50);
}
} // namespace

class WindowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        QVERIFY(folder_->isValid());
        qputenv("ATTUNE_RUNS", folder_->filePath(QStringLiteral("runs")).toUtf8());
    }

    void sampleTrainsWithClicks() {
        const QString models = qEnvironmentVariable("ATTUNE_MODELS");
        if (!QFileInfo::exists(models + QStringLiteral("/bert-tiny-mlm/config.json")))
            QSKIP("ATTUNE_MODELS has no bert-tiny-mlm");
        MainWindow window(settingsIn(*folder_));
        window.show();
        auto* start = window.findChild<StartPage*>();
        if (!sampleModelFound(window))
            QSKIP("the model of the sample is not on this machine");
        QTRY_VERIFY_WITH_TIMEOUT(start->sampleButton()->isEnabled(), patience);
        QTest::mouseClick(start->sampleButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(window.workspace().hasContent(), patience);
        RecipeModel& recipe = window.workspace().recipe();
        QVERIFY(recipe.set("model", (models + QStringLiteral("/bert-tiny-mlm")).toStdString()));
        QVERIFY(recipe.set("training.epochs", std::int64_t{2}));
        QVERIFY(recipe.set("training.max_steps", std::int64_t{24}));
        QVERIFY(recipe.set("training.evaluate_every", 0.05));
        QTRY_VERIFY_WITH_TIMEOUT(recipe.checked() && !recipe.hasErrors(), 20000);
        auto* strip = window.findChild<Strip*>();
        QTRY_VERIFY(strip->mainButton()->isEnabled());
        QTest::mouseClick(strip->mainButton(), Qt::LeftButton);
        RunModel& run = window.workspace().run();
        QTRY_VERIFY_WITH_TIMEOUT(run.isOurs(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(run.state() == RunModel::State::Ended, 120000);
        QVERIFY2(!run.failure(), run.failure() ? run.failure()->what.text().c_str() : "");
        QCOMPARE(run.steps().size(), std::size_t{24});
        QVERIFY(!run.evaluations().empty());
        QVERIFY(run.best() >= 0);
        bool drawn = false;
        for (const LiveChart* chart :
             window.page(QStringLiteral("training"))->findChildren<LiveChart*>())
            drawn = drawn || (chart->accessibleName() == QLatin1String("Loss by step") &&
                              chart->points(0).size() == 24);
        QVERIFY(drawn);
        QVERIFY(run.finished());
        QVERIFY(QFileInfo::exists(run.folder() + QStringLiteral("/model/config.json")));
        QVERIFY(window.findChild<Strip*>()->mainButton()->text() == QLatin1String("Train again"));

        // The model alone, in a fresh window: it can be tried, and no empty recipe is in the way.
        MainWindow other(settingsIn(*folder_));
        other.show();
        other.open(run.folder() + QStringLiteral("/model"));
        QTRY_VERIFY_WITH_TIMEOUT(other.page(QStringLiteral("results"))->isVisible(), patience);
        QTest::qWait(300);
        QVERIFY(other.workspace().recipe().problems().empty());
        QVERIFY(!other.findChild<Strip*>()->mainButton()->isEnabled());
    }

    void closingWhileTrainingLeavesARunToResume() {
        const QString models = qEnvironmentVariable("ATTUNE_MODELS");
        if (!QFileInfo::exists(models + QStringLiteral("/bert-tiny-mlm/config.json")))
            QSKIP("ATTUNE_MODELS has no bert-tiny-mlm");
        MainWindow window(settingsIn(*folder_));
        window.show();
        QVERIFY(openSample(window));
        RecipeModel& recipe = window.workspace().recipe();
        Recipe changed = recipe.recipe();
        changed.head.model = (models + QStringLiteral("/bert-tiny-mlm")).toStdString();
        changed.training.epochs = 50;
        recipe.adopt(changed, QStringLiteral("long.yaml"));
        RunModel& run = window.workspace().run();
        window.workspace().train();
        QTRY_VERIFY_WITH_TIMEOUT(run.steps().size() > 2, 60000);
        run.pause();
        QCOMPARE(run.state(), RunModel::State::Paused);
        run.resume();
        answerNext(2); // cancel
        window.close();
        QVERIFY(window.isVisible());
        QCOMPARE(run.state(), RunModel::State::Running);
        answerNext(0); // stop after a checkpoint
        window.close();
        QTRY_VERIFY_WITH_TIMEOUT(!window.isVisible(), 60000);
        QVERIFY(run.finished());
        QCOMPARE(run.finished()->reason, FinishedEvent::Reason::Interrupted);
        const auto runs = studio::findRuns(fromUtf8(run.folder().toStdString()).parent_path());
        QCOMPARE(runs.size(), std::size_t{1});
        QVERIFY(runs.front().canResume);
    }

    void aSignalClosesInOrderWithoutAsking() {
        const QString models = qEnvironmentVariable("ATTUNE_MODELS");
        if (!QFileInfo::exists(models + QStringLiteral("/bert-tiny-mlm/config.json")))
            QSKIP("ATTUNE_MODELS has no bert-tiny-mlm");
        MainWindow window(settingsIn(*folder_));
        window.show();
        QVERIFY(openSample(window));
        RecipeModel& recipe = window.workspace().recipe();
        Recipe changed = recipe.recipe();
        changed.head.model = (models + QStringLiteral("/bert-tiny-mlm")).toStdString();
        changed.training.epochs = 50;
        recipe.adopt(changed, QStringLiteral("long.yaml"));
        QVERIFY(recipe.set("training.seed", std::int64_t{7})); // unsaved
        RunModel& run = window.workspace().run();
        window.workspace().train();
        QTRY_VERIFY_WITH_TIMEOUT(run.steps().size() > 2, 60000);
        window.closeAfterCheckpoint();
        window.closeAfterCheckpoint();
        QTRY_VERIFY(window.findChild<ClosingDialog*>() != nullptr || !window.isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(!window.isVisible(), 60000);
        QVERIFY(run.finished());
        QCOMPARE(run.finished()->reason, FinishedEvent::Reason::Interrupted);
    }

    void aCheckpointThatFailsKeepsTheWindow() {
        const QString models = qEnvironmentVariable("ATTUNE_MODELS");
        if (!QFileInfo::exists(models + QStringLiteral("/bert-tiny-mlm/config.json")))
            QSKIP("ATTUNE_MODELS has no bert-tiny-mlm");
        MainWindow window(settingsIn(*folder_));
        window.show();
        QVERIFY(openSample(window));
        RecipeModel& recipe = window.workspace().recipe();
        Recipe changed = recipe.recipe();
        changed.head.model = (models + QStringLiteral("/bert-tiny-mlm")).toStdString();
        changed.training.epochs = 50;
        recipe.adopt(changed, QStringLiteral("long.yaml"));
        RunModel& run = window.workspace().run();
        window.workspace().train();
        QTRY_VERIFY_WITH_TIMEOUT(run.steps().size() > 2, 60000);
        // Nothing can be written into a folder that is a file.
        const QString checkpoints = run.folder() + QStringLiteral("/checkpoints");
        QDir(checkpoints).removeRecursively();
        QFile file(checkpoints);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        answerNext(0);
        window.close();
        QTRY_VERIFY_WITH_TIMEOUT(run.state() == RunModel::State::Ended, 60000);
        QTRY_VERIFY(run.failure());
        QTest::qWait(200);
        QVERIFY(window.isVisible());
        QVERIFY(window.findChild<ClosingDialog*>() == nullptr ||
                !window.findChild<ClosingDialog*>()->isVisible());
        QTRY_VERIFY(QApplication::activeModalWidget() != nullptr);
        auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
        QVERIFY(box != nullptr);
        box->close();
        window.close();
        QTRY_VERIFY(!window.isVisible());
    }

    void runsPageAsksAboutUnsavedChanges() {
        MainWindow window(settingsIn(*folder_));
        window.show();
        QVERIFY(openSample(window));
        const QString run = folder_->filePath(QStringLiteral("runs/old"));
        QVERIFY(QDir().mkpath(run));
        Recipe old = window.workspace().recipe().recipe();
        old.training.epochs = 9;
        publishFile(fromUtf8((run + "/recipe.yaml").toStdString()), writeRecipe(old, {}, true));
        QFile events(run + "/metrics.jsonl");
        QVERIFY(events.open(QIODevice::WriteOnly));
        events.close();
        window.showPage(QStringLiteral("runs"));
        Page* page = window.page(QStringLiteral("runs"));
        auto* table = page->findChild<QTableView*>();
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 1, patience);
        table->selectRow(0);
        QVERIFY(window.workspace().recipe().set("training.epochs", std::int64_t{4}));
        Button* show = nullptr;
        for (Button* button : page->findChildren<Button*>())
            if (button->text() == QLatin1String("Show"))
                show = button;
        QVERIFY(show != nullptr && show->isEnabled());
        QString asked;
        answerNext(2, &asked); // cancel
        QTest::mouseClick(show, Qt::LeftButton);
        QVERIFY(asked.contains(QLatin1String("Save the recipe")));
        QTest::qWait(300);
        QCOMPARE(window.workspace().recipe().recipe().training.epochs, std::int64_t{4});
        answerNext(1); // without saving
        QTest::mouseClick(show, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(window.workspace().recipe().recipe().training.epochs,
                                  std::int64_t{9}, patience);
    }

    void resumingKeepsTheOpenRecipe() {
        const QString models = qEnvironmentVariable("ATTUNE_MODELS");
        if (!QFileInfo::exists(models + QStringLiteral("/bert-tiny-mlm/config.json")))
            QSKIP("ATTUNE_MODELS has no bert-tiny-mlm");
        MainWindow window(settingsIn(*folder_));
        window.show();
        QVERIFY(openSample(window));
        RecipeModel& recipe = window.workspace().recipe();
        QVERIFY(recipe.set("model", (models + QStringLiteral("/bert-tiny-mlm")).toStdString()));
        QVERIFY(recipe.set("training.epochs", std::int64_t{50}));
        const QString file = folder_->filePath(QStringLiteral("mine.yaml"));
        recipe.save(file);
        RunModel& run = window.workspace().run();
        window.workspace().train();
        QTRY_VERIFY_WITH_TIMEOUT(run.steps().size() > 2, 60000);
        run.stop(Session::StopKind::Interrupt);
        QTRY_VERIFY_WITH_TIMEOUT(run.state() == RunModel::State::Ended, 60000);
        QVERIFY(recipe.set("training.learning_rate", 2e-5)); // and it is not saved
        window.showPage(QStringLiteral("runs"));
        Page* page = window.page(QStringLiteral("runs"));
        auto* table = page->findChild<QTableView*>();
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 1, patience);
        table->selectRow(0);
        Button* resume = nullptr;
        for (Button* button : page->findChildren<Button*>())
            if (button->text() == QLatin1String("Resume"))
                resume = button;
        QVERIFY(resume != nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(resume->isEnabled(), patience);
        QString asked;
        answerNext(0, &asked);
        QTest::mouseClick(resume, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(run.isOurs(), patience);
        QVERIFY2(asked.contains(QLatin1String("changed settings")), qPrintable(asked));
        QCOMPARE(recipe.path(), file);
        QVERIFY(recipe.isDirty());
        QCOMPARE(recipe.recipe().training.learning_rate, 2e-5);
        run.stop(Session::StopKind::Interrupt);
        QTRY_VERIFY_WITH_TIMEOUT(!run.isOurs(), 60000);
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

    void startChecksTheRecipeAsItIsNow() {
        MainWindow window(settingsIn(*folder_));
        window.show();
        QVERIFY(openSample(window));
        RecipeModel& recipe = window.workspace().recipe();
        Recipe moved = recipe.recipe();
        const QString data = folder_->filePath(QStringLiteral("here.csv"));
        QFile file(data);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("text,label\na,x\nb,y\n");
        file.close();
        moved.data.train = data.toStdString();
        moved.data.test.clear();
        recipe.adopt(moved, QStringLiteral("moved.yaml"));
        QTRY_VERIFY_WITH_TIMEOUT(recipe.checked(), patience);
        const bool clean = !recipe.hasErrors();
        if (!clean)
            QSKIP("the model of the sample is not on this machine");
        QVERIFY(file.remove()); // the last check knows nothing of it
        auto* strip = window.findChild<Strip*>();
        QTest::mouseClick(strip->mainButton(), Qt::LeftButton);
        QCOMPARE(strip->mainButton()->text(), QStringLiteral("Checking…"));
        QVERIFY(!strip->mainButton()->isEnabled());
        QTRY_VERIFY_WITH_TIMEOUT(!window.workspace().isStarting(), patience);
        QVERIFY(!window.workspace().run().isOurs());
        QVERIFY(recipe.hasErrors());
        QVERIFY(window.page(QStringLiteral("data"))->isVisible());
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
        QTRY_VERIFY_WITH_TIMEOUT(lists[1]->isVisible() && lists[1]->model()->rowCount() > 0,
                                 patience);
        lists[0]->setFocus(Qt::TabFocusReason);
        window.showPage(QStringLiteral("model"));
        QTest::keyClick(lists[0], Qt::Key_Down);
        QVERIFY(window.page(QStringLiteral("data"))->isVisible());
        QTest::keyClick(lists[0], Qt::Key_Down);
        QVERIFY(window.page(QStringLiteral("training"))->isVisible());
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

    void changesAreUndoneAndRedone() {
        RecipeModel model;
        model.adopt(Recipe(), QStringLiteral("new.yaml"));
        QVERIFY(!model.isDirty());
        QVERIFY(model.set("training.epochs", std::int64_t{7}));
        QVERIFY(model.set("data.max_length", std::int64_t{64}));
        QVERIFY(model.isDirty());
        QCOMPARE(model.undoStack().count(), 2);
        model.undoStack().undo();
        QCOMPARE(model.recipe().data.max_length, DataSettings().max_length);
        QCOMPARE(model.recipe().training.epochs, std::int64_t{7});
        model.undoStack().undo();
        QVERIFY(model.recipe() == Recipe());
        QVERIFY(!model.isDirty());
        model.undoStack().redo();
        QCOMPARE(model.recipe().training.epochs, std::int64_t{7});
    }

    void typingOnInOneFieldIsOneStep() {
        RecipeModel model;
        model.adopt(Recipe(), QString());
        for (const std::int64_t value : {1, 12, 128})
            QVERIFY(model.set("training.batch_size", value));
        QCOMPARE(model.undoStack().count(), 1);
        model.undoStack().undo();
        QCOMPARE(model.recipe().training.batch_size, TrainingSettings().batch_size);
    }

    void savedRecipeReadsBackEqual() {
        RecipeModel model;
        model.adopt(Recipe(), QString());
        QVERIFY(model.set("training.learning_rate", 3e-5));
        const QString path = folder_->filePath(QStringLiteral("one.yaml"));
        model.save(path);
        QVERIFY(!model.isDirty());
        RecipeModel again;
        again.open(path);
        QCOMPARE(again.recipe().training.learning_rate, 3e-5);
        QCOMPARE(again.name(), QStringLiteral("one.yaml"));
    }

    void formRefusesWhatIsNoValue() {
        ParameterForm form;
        form.show(trainingParameters(false));
        form.resize(700, 500);
        QSignalSpy edited(&form, &ParameterForm::edited);
        ValueSpin* rate = nullptr;
        for (ValueSpin* spin : form.findChildren<ValueSpin*>())
            if (spin->accessibleName() == QLatin1String("Learning rate"))
                rate = spin;
        QVERIFY(rate != nullptr);
        auto* edit = rate->findChild<QLineEdit*>();
        edit->selectAll();
        QTest::keyClicks(edit, QStringLiteral("0.5.0"));
        QVERIFY(rate->property("invalid").toBool());
        bool told = false;
        for (const Label* label : form.findChildren<Label*>())
            told = told || (label->isVisibleTo(&form) && label->text().contains(u"0.5.0"));
        QVERIFY(told);
        edited.clear();
        edit->selectAll();
        QTest::keyClicks(edit, QStringLiteral("3e-5"));
        QVERIFY(!rate->property("invalid").toBool());
        QVERIFY(!edited.isEmpty());
        QCOMPARE(std::get<double>(edited.back().at(1).value<Value>()), 3e-5);
    }

    void everyKindOfParameterHasAField() {
        ParameterForm form;
        form.show(parametersOf(Recipe()));
        for (const RecipeParameter& parameter : parametersOf(Recipe()))
            QVERIFY2(form.hasField(parameter.key), parameter.key.c_str());
    }

    void stepsSuitTheSizeOfNumbers() {
        QCOMPARE(steppedReal(3e-5, true), 4e-5);
        QCOMPARE(steppedReal(9e-5, true), 1e-4);
        QCOMPARE(steppedReal(1e-4, false), 9e-5);
        QCOMPARE(steppedReal(0.1, true), 0.2);
        QCOMPARE(steppedReal(0.0, true), 0.01);
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
        window.setColours(Appearance::Choice::Light);
        QTRY_VERIFY(!Theme::of(window).dark);
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

int main(int argc, char** argv) {
    Q_INIT_RESOURCE(attune_translations);
    QApplication application(argc, argv);
    QApplication::setStyle(new AttuneStyle);
    setUpFonts(application);
    WindowTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "window_test.moc"
