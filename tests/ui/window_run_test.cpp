// SPDX-License-Identifier: GPL-3.0-or-later
// Training in the window: the sample is trained with clicks, a run is stopped, resumed, closed
// over.
#include "ui/charts/bar_list.h"
#include "ui/charts/live_chart.h"
#include "ui/kit/button.h"
#include "ui/kit/chip.h"
#include "ui/kit/label.h"
#include "ui/kit/numbers.h"
#include "ui/kit/text_box.h"
#include "ui/models/recipe_model.h"
#include "ui/models/rehearsal_model.h"
#include "ui/models/run_list_model.h"
#include "ui/models/run_model.h"
#include "ui/pages/page.h"
#include "ui/pages/results/try_text_card.h"
#include "ui/pages/runs/run_table.h"
#include "ui/pages/training/pace_card.h"
#include "ui/pages/training/rehearsal_card.h"
#include "ui/window/closing_dialog.h"
#include "ui/window/start_page.h"
#include "ui/window/strip.h"
#include "window_help.h"

#include <QDir>
#include <QFile>
#include <QListView>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTableView>

using namespace attune;
using namespace attune::ui;

class WindowRunTest : public QObject {
    Q_OBJECT

    // The sample with the small model, for many epochs.
    static bool openLongRecipe(MainWindow& window) {
        window.show();
        if (!openSample(window))
            return false;
        RecipeModel& recipe = window.workspace().recipe();
        Recipe changed = recipe.recipe();
        changed.head.model = smallModel().toStdString();
        changed.training.epochs = 50;
        recipe.adopt(changed, QStringLiteral("long.yaml"));
        return true;
    }
    static bool trainSomeSteps(MainWindow& window) {
        window.workspace().train();
        return QTest::qWaitFor([&] { return window.workspace().run().steps().size() > 2; }, 60000);
    }
    static Button* buttonOf(const Page& page, const QString& text) {
        for (Button* button : page.findChildren<Button*>())
            if (button->text() == text)
                return button;
        return nullptr;
    }

private Q_SLOTS:
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        QVERIFY(folder_->isValid());
        qputenv("ATTUNE_RUNS", folder_->filePath(QStringLiteral("runs")).toUtf8());
    }

    void sampleTrainsWithClicks() {
        const QString model = smallModel();
        if (model.isEmpty())
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
        QVERIFY(recipe.set("model", model.toStdString()));
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
        QCOMPARE(strip->mainButton()->text(), QStringLiteral("Train again"));
        // So is its speed, behind the learning rate.
        auto* pace = window.findChild<PaceCard*>();
        const auto segments = pace->findChildren<Button*>();
        QCOMPARE(segments.size(), 2);
        QTest::mouseClick(segments[1], Qt::LeftButton);
        LiveChart* speed = nullptr;
        for (LiveChart* chart : pace->findChildren<LiveChart*>())
            if (chart->isVisible())
                speed = chart;
        QVERIFY(speed != nullptr);
        QCOMPARE(speed->accessibleName(), QStringLiteral("Texts a second by step"));
        QCOMPARE(speed->points(0).size(), run.steps().size());
        for (const QPointF& point : speed->points(0)) {
            const StepEvent& step = run.steps().at(static_cast<std::size_t>(point.x()) - 1);
            QCOMPARE(point.y(), static_cast<double>(step.texts) / step.seconds);
        }
        // It says where the next run goes, and nothing is followed live any more.
        const QString next = QFileInfo(run.folder()).fileName() + QStringLiteral("-2");
        bool told = false;
        for (const Label* label : strip->findChildren<Label*>())
            told = told || (label->isVisible() && label->text().contains(next));
        QVERIFY(told);
        for (const Button* button :
             window.page(QStringLiteral("training"))->findChildren<Button*>())
            QVERIFY(!button->isVisible() || button->text() != QLatin1String("Following live"));
        // No row of messages is cut.
        for (const QListView* list :
             window.page(QStringLiteral("training"))->findChildren<QListView*>())
            if (list->isVisible())
                QCOMPARE(list->viewport()->height() % list->sizeHintForRow(0), 0);

        // The model alone, in a fresh window: it can be tried, and no empty recipe is in the way.
        MainWindow other(settingsIn(*folder_));
        other.show();
        other.open(run.folder() + QStringLiteral("/model"));
        QTRY_VERIFY_WITH_TIMEOUT(other.page(QStringLiteral("results"))->isVisible(), patience);
        QTest::qWait(300);
        QVERIFY(other.workspace().recipe().problems().empty());
        QVERIFY(!other.findChild<Strip*>()->mainButton()->isEnabled());
    }

    void rehearsalMeasuresWithAClick() {
        const QString model = smallModel();
        if (model.isEmpty())
            QSKIP("ATTUNE_MODELS has no bert-tiny-mlm");
        MainWindow window(settingsIn(*folder_));
        window.show();
        QVERIFY(openSample(window));
        RecipeModel& recipe = window.workspace().recipe();
        QVERIFY(recipe.set("model", model.toStdString()));
        QTRY_VERIFY_WITH_TIMEOUT(recipe.checked() && !recipe.hasErrors(), patience);
        auto* card = window.findChild<RehearsalCard*>();
        auto* button = card->findChild<Button*>();
        auto* chip = card->findChild<Chip*>();
        const auto shows = [](const QWidget* widget, const QString& text) {
            for (const Label* label : widget->findChildren<Label*>())
                if (label->isVisible() && label->text() == text)
                    return true;
            return false;
        };
        QTRY_VERIFY(button->isVisible() && button->isEnabled());
        QCOMPARE(button->text(), QStringLiteral("Rehearse"));
        RehearsalModel& rehearsal = window.workspace().rehearsal();

        // Stopped at once, and once more by the keyboard.
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(rehearsal.isRunning());
        QCOMPARE(button->text(), QStringLiteral("Stop"));
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!rehearsal.isRunning(), patience);
        QVERIFY(!rehearsal.result());
        QCOMPARE(button->text(), QStringLiteral("Rehearse"));
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(!rehearsal.isRunning(), 60000);
        QVERIFY2(rehearsal.result(), qPrintable(rehearsal.error()));
        QVERIFY(rehearsal.result()->fits());
        QVERIFY(chip->text().startsWith(QLatin1String("measured")));
        QVERIFY(shows(card, durationText(rehearsal.result()->seconds)));
        QVERIFY(shows(card, bytesText(rehearsal.result()->diskBytes)));
        QVERIFY(!QFileInfo::exists(folder_->filePath(QStringLiteral("runs"))));

        // It stands in for the guess; a rate changes nothing, a batch size does.
        Page* page = window.page(QStringLiteral("training"));
        QTRY_VERIFY_WITH_TIMEOUT(shows(page, QStringLiteral("measured by the rehearsal")),
                                 patience);
        QVERIFY(recipe.set("training.learning_rate", 3e-5));
        QVERIFY(rehearsal.isOf(recipe.recipe()));
        QVERIFY(recipe.set("training.batch_size", std::int64_t{7}));
        QCOMPARE(chip->text(), QStringLiteral("of another recipe"));
        QVERIFY(!shows(page, QStringLiteral("measured by the rehearsal")));
        QCOMPARE(button->text(), QStringLiteral("Rehearse again"));
    }

    void startAsksWhereTheRehearsalDidNotFit() {
        const QString model = smallModel();
        if (model.isEmpty())
            QSKIP("ATTUNE_MODELS has no bert-tiny-mlm");
        MainWindow window(settingsIn(*folder_));
        window.show();
        QVERIFY(openSample(window));
        RecipeModel& recipe = window.workspace().recipe();
        QVERIFY(recipe.set("model", model.toStdString()));
        QVERIFY(recipe.set("training.max_steps", std::int64_t{2}));
        QTRY_VERIFY_WITH_TIMEOUT(recipe.checked() && !recipe.hasErrors(), patience);
        RehearsedEvent tight;
        Problem problem;
        problem.message = {"There is no room.", {}};
        tight.problems.push_back(problem);
        window.workspace().rehearsal().take(recipe.recipe(), tight);
        RunModel& run = window.workspace().run();

        // Back to the settings, by Enter; then on, all the same.
        QString title;
        answerNext(1, &title);
        QTest::keyClick(&window, Qt::Key_F5);
        QTRY_VERIFY_WITH_TIMEOUT(!title.isEmpty(), patience);
        QCOMPARE(title, QStringLiteral("Start although the rehearsal did not fit?"));
        QCOMPARE(run.state(), RunModel::State::None);
        QVERIFY(window.page(QStringLiteral("training"))->isVisible());
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        answerNext(0);
        QTest::keyClick(&window, Qt::Key_F5);
        QTRY_VERIFY_WITH_TIMEOUT(run.isOurs(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(run.state() == RunModel::State::Ended, 60000);

        // What did not fit was another recipe: nothing is asked.
        QVERIFY(recipe.set("training.batch_size", std::int64_t{3}));
        window.workspace().train();
        QTRY_VERIFY_WITH_TIMEOUT(run.isOurs(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(run.state() == RunModel::State::Ended, 60000);
    }

    void theBestStateSoFarCanBeTried() {
        const QString model = smallModel();
        if (model.isEmpty())
            QSKIP("ATTUNE_MODELS has no bert-tiny-mlm");
        MainWindow window(settingsIn(*folder_));
        window.show();
        QVERIFY(openSample(window));
        RecipeModel& recipe = window.workspace().recipe();
        Recipe changed = recipe.recipe();
        changed.head.model = model.toStdString();
        changed.training.epochs = 50;
        changed.training.evaluate_every = 0.1;
        recipe.adopt(changed, QStringLiteral("long.yaml"));
        RunModel& run = window.workspace().run();
        window.workspace().train();
        QTRY_VERIFY_WITH_TIMEOUT(run.bestCheckpoint() > 0, 60000);
        run.pause();
        auto* view = window.page(QStringLiteral("training"))->findChild<TryTextCard*>();
        QTRY_VERIFY_WITH_TIMEOUT(view->isVisible(), patience);
        auto* bars = view->findChild<BarList*>();
        auto* chip = view->findChild<Chip*>();
        QTRY_VERIFY(chip->text().contains(countText(run.bestCheckpoint())));
        QVERIFY(bars->accessibleDescription().isEmpty());
        QTest::keyClicks(view->findChild<TextBox*>()->edit(), QStringLiteral("a fine film"));
        QTRY_VERIFY_WITH_TIMEOUT(!bars->accessibleDescription().isEmpty(), patience);

        // A newer one answers the same text by itself.
        const std::int64_t before = run.bestCheckpoint();
        QSignalSpy answered(view, &TryTextCard::answered);
        run.resume();
        QTRY_VERIFY_WITH_TIMEOUT(run.bestCheckpoint() > before, 120000);
        QTRY_VERIFY_WITH_TIMEOUT(!answered.isEmpty(), patience);
        QVERIFY(!bars->accessibleDescription().isEmpty());

        // An unfinished run can still be tried, from its folder as well.
        run.stop(Session::StopKind::Interrupt);
        QTRY_VERIFY_WITH_TIMEOUT(run.state() == RunModel::State::Ended, 60000);
        MainWindow other(settingsIn(*folder_));
        other.show();
        other.open(run.folder());
        auto* tried = other.page(QStringLiteral("training"))->findChild<TryTextCard*>();
        QTRY_VERIFY_WITH_TIMEOUT(tried->isVisible(), patience);
        tried->tryText(QStringLiteral("a fine film"));
        QTRY_VERIFY_WITH_TIMEOUT(!tried->findChild<BarList*>()->accessibleDescription().isEmpty(),
                                 patience);
    }

    void aModelOfPairsAsksForTwoTexts() {
        const QString model = smallModel();
        if (model.isEmpty())
            QSKIP("ATTUNE_MODELS has no bert-tiny-mlm");
        QFile file(folder_->filePath(QStringLiteral("pairs.csv")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("question,answer,label\n");
        for (int i = 0; i < 16; ++i)
            file.write(i % 2 ? "is it warm,yes it is,right\n" : "is it cold,blue,wrong\n");
        file.close();
        MainWindow window(settingsIn(*folder_));
        window.show();
        window.open(file.fileName());
        QTRY_VERIFY_WITH_TIMEOUT(window.workspace().hasContent(), patience);
        RecipeModel& recipe = window.workspace().recipe();
        Recipe pairs = recipe.recipe();
        pairs.head.model = model.toStdString();
        pairs.data.text = "question";
        pairs.data.text_pair = "answer";
        pairs.data.label = "label";
        pairs.training.epochs = 1;
        recipe.adopt(pairs, QStringLiteral("pairs.yaml"));
        RunModel& run = window.workspace().run();
        window.workspace().train();
        QTRY_VERIFY_WITH_TIMEOUT(run.state() == RunModel::State::Ended, 60000);
        QVERIFY(run.finished());

        // Alone, without its recipe, the model says itself what it takes.
        MainWindow other(settingsIn(*folder_));
        other.show();
        other.open(run.folder() + QStringLiteral("/model"));
        Page* results = other.page(QStringLiteral("results"));
        QTRY_VERIFY_WITH_TIMEOUT(results->isVisible(), patience);
        const auto boxes = results->findChildren<TextBox*>();
        QCOMPARE(boxes.size(), 2);
        QTRY_VERIFY_WITH_TIMEOUT(boxes[1]->isVisible(), patience);
        auto* bars = results->findChild<TryTextCard*>()->findChild<BarList*>();
        boxes[0]->edit()->setPlainText(QStringLiteral("is it warm"));
        QTest::qWait(600);
        QVERIFY(bars->accessibleDescription().isEmpty()); // half a pair has no answer
        boxes[1]->edit()->setPlainText(QStringLiteral("yes it is"));
        QTRY_VERIFY_WITH_TIMEOUT(bars->accessibleDescription().contains(QLatin1String("right")),
                                 patience);
    }

    void closingWhileTrainingLeavesARunToResume() {
        if (smallModel().isEmpty())
            QSKIP("ATTUNE_MODELS has no bert-tiny-mlm");
        MainWindow window(settingsIn(*folder_));
        QVERIFY(openLongRecipe(window));
        RunModel& run = window.workspace().run();
        QVERIFY(trainSomeSteps(window));
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
        if (smallModel().isEmpty())
            QSKIP("ATTUNE_MODELS has no bert-tiny-mlm");
        MainWindow window(settingsIn(*folder_));
        QVERIFY(openLongRecipe(window));
        QVERIFY(window.workspace().recipe().set("training.seed", std::int64_t{7})); // unsaved
        RunModel& run = window.workspace().run();
        QVERIFY(trainSomeSteps(window));
        window.closeAfterCheckpoint();
        window.closeAfterCheckpoint();
        QTRY_VERIFY(window.findChild<ClosingDialog*>() != nullptr || !window.isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(!window.isVisible(), 60000);
        QVERIFY(run.finished());
        QCOMPARE(run.finished()->reason, FinishedEvent::Reason::Interrupted);
    }

    void aCheckpointThatFailsKeepsTheWindow() {
        if (smallModel().isEmpty())
            QSKIP("ATTUNE_MODELS has no bert-tiny-mlm");
        MainWindow window(settingsIn(*folder_));
        QVERIFY(openLongRecipe(window));
        RunModel& run = window.workspace().run();
        QVERIFY(trainSomeSteps(window));
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
        auto* table = page->findChild<RunTable*>();
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 1, patience);
        table->selectRow(0);
        QVERIFY(window.workspace().recipe().set("training.epochs", std::int64_t{4}));
        QString asked;
        answerNext(2, &asked); // cancel
        QTest::keyClick(table, Qt::Key_Return);
        QVERIFY(asked.contains(QLatin1String("Save the recipe")));
        QTest::qWait(300);
        QCOMPARE(window.workspace().recipe().recipe().training.epochs, std::int64_t{4});
        answerNext(1); // without saving
        QTest::keyClick(table, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(window.workspace().recipe().recipe().training.epochs,
                                  std::int64_t{9}, patience);
    }

    void resumingKeepsTheOpenRecipe() {
        if (smallModel().isEmpty())
            QSKIP("ATTUNE_MODELS has no bert-tiny-mlm");
        MainWindow window(settingsIn(*folder_));
        QVERIFY(openLongRecipe(window));
        RecipeModel& recipe = window.workspace().recipe();
        const QString file = folder_->filePath(QStringLiteral("mine.yaml"));
        recipe.save(file);
        RunModel& run = window.workspace().run();
        QVERIFY(trainSomeSteps(window));
        run.stop(Session::StopKind::Interrupt);
        QTRY_VERIFY_WITH_TIMEOUT(run.state() == RunModel::State::Ended, 60000);
        QVERIFY(recipe.set("training.learning_rate", 2e-5)); // and it is not saved
        window.showPage(QStringLiteral("runs"));
        Page* page = window.page(QStringLiteral("runs"));
        auto* table = page->findChild<RunTable*>();
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 1, patience);
        QCOMPARE(table->currentIndex().row(), 0); // the run that is shown is chosen
        const QModelIndex resume = table->model()->index(0, RunListModel::Resume);
        QTRY_COMPARE_WITH_TIMEOUT(resume.data().toString(), QStringLiteral("Resume"), patience);
        QString asked;
        answerNext(0, &asked);
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                          table->visualRect(resume).center());
        QTRY_VERIFY_WITH_TIMEOUT(run.isOurs(), patience);
        QVERIFY2(asked.contains(QLatin1String("changed settings")), qPrintable(asked));
        QCOMPARE(recipe.path(), file);
        QVERIFY(recipe.isDirty());
        QCOMPARE(recipe.recipe().training.learning_rate, 2e-5);
        run.stop(Session::StopKind::Interrupt);
        QTRY_VERIFY_WITH_TIMEOUT(!run.isOurs(), 60000);
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

private:
    std::unique_ptr<QTemporaryDir> folder_;
};

int main(int argc, char** argv) { return runWindowTest<WindowRunTest>(argc, argv); }

#include "window_run_test.moc"
