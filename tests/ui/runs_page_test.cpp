// SPDX-License-Identifier: GPL-3.0-or-later
// The Runs page, clicked through and by keys; its models; the trash.
#include "made_runs.h"
#include "ui/charts/live_chart.h"
#include "ui/kit/button.h"
#include "ui/kit/label.h"
#include "ui/kit/numbers.h"
#include "ui/models/recipe_model.h"
#include "ui/models/run_differences_model.h"
#include "ui/models/run_filter_model.h"
#include "ui/models/run_list_model.h"
#include "ui/models/run_texts.h"
#include "ui/models/workspace.h"
#include "ui/pages/runs/curves_card.h"
#include "ui/pages/runs/run_table.h"
#include "ui/pages/runs/run_trash.h"
#include "ui/pages/runs_page.h"
#include "window_help.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QLineEdit>
#include <QMenu>
#include <QPolygonF>
#include <QSignalSpy>

using namespace attune;
using namespace attune::ui;

namespace {
using List = RunListModel;

// A page over a folder of runs, as the window shows it.
struct Opened {
    explicit Opened(const fs::path& runs) {
        Recipe recipe;
        recipe.base = runs.parent_path();
        recipe.head.model = "m";
        recipe.head.output = toUtf8(runs / "next");
        workspace.recipe().adopt(recipe, QStringLiteral("mine.yaml"));
        page = std::make_unique<RunsPage>(workspace);
        page->resize(1150, 640);
        page->show();
        table = page->findChild<RunTable*>();
        model = page->findChild<List*>();
    }
    bool waitForRows(int count) const {
        return QTest::qWaitFor([&] { return model->rowCount() == count; }, patience);
    }
    QString cell(int row, int column) const {
        return table->model()->index(row, column).data().toString();
    }
    void click(int row, int column) const {
        const QRect rect = table->visualRect(table->model()->index(row, column));
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, rect.center());
    }
    void choose(int row) const { table->setCurrentIndex(table->model()->index(row, List::Name)); }
    template <class T> T* part() const { return page->template findChild<T*>(); }

    Workspace workspace;
    std::unique_ptr<RunsPage> page;
    RunTable* table = nullptr;
    List* model = nullptr;
};

// Triggers an action of the menu that opens next; its texts, those that are disabled in brackets.
void triggerNext(const QString& text, QStringList* texts = nullptr) {
    auto* timer = new QTimer(qApp);
    QObject::connect(timer, &QTimer::timeout, timer, [timer, text, texts] {
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        if (menu == nullptr)
            return;
        timer->stop();
        timer->deleteLater();
        QAction* wanted = nullptr;
        for (QAction* action : menu->actions()) {
            if (texts != nullptr && !action->isSeparator())
                *texts << (action->isEnabled()
                               ? action->text()
                               : QLatin1Char('(') + action->text() + QLatin1Char(')'));
            if (action->text() == text)
                wanted = action;
        }
        if (wanted != nullptr)
            wanted->trigger();
        menu->close();
    });
    timer->start(20);
}
} // namespace

class RunsPageTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> place_;
    fs::path runs() const { return fs::path(place_->path().toStdString()) / "runs"; }

    // Three that are done, newest last.
    void makeThree() const {
        MadeRun plain(runs() / "reviews-plain", 1000);
        plain.recipe.training.learning_rate = 3e-5;
        plain.train({0.7, 0.82, 0.86}, 0.858);
        MadeRun trim(runs() / "reviews-trim", 2000);
        trim.train({0.71, 0.87, 0.8}, 0.861);
        MadeRun copies(runs() / "reviews-copies", 3000);
        copies.recipe.augment.copies = 2;
        copies.train({0.75, 0.88, 0.884}, 0.881);
    }

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::C); }
    void init() {
        place_ = std::make_unique<QTemporaryDir>();
        // The trash lies there.
        qputenv("XDG_DATA_HOME", place_->filePath(QStringLiteral("share")).toUtf8());
        fs::create_directories(runs());
    }

    void modelsKeepTheRules() {
        List model;
        RunFilterModel filter;
        filter.setSourceModel(&model);
        RunDifferencesModel differences;
        QAbstractItemModelTester a(&model), b(&filter), c(&differences);
        makeThree();
        QSignalSpy looked(&model, &List::looked);
        model.look(runs());
        QVERIFY(looked.wait(patience));
        QCOMPARE(model.rowCount(), 3);
        filter.sort(List::Best, Qt::DescendingOrder);
        filter.setWords("reviews tri");
        QCOMPARE(filter.rowCount(), 1);
        filter.setWords("DONE"); // a state counts like a name
        QCOMPARE(filter.rowCount(), 3);
        differences.setRuns({model.card(0), model.card(1), model.card(2)}, "accuracy");
        // One goes, one comes, one gets older than it was.
        fs::remove_all(runs() / "reviews-trim");
        fs::remove_all(runs() / "reviews-copies");
        MadeRun(runs() / "reviews-copies", 10).train({0.5});
        MadeRun(runs() / "new", 5000).start();
        model.look(runs());
        QVERIFY(looked.wait(patience));
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.card(0).name, std::string("new"));
        QCOMPARE(model.card(2).name, std::string("reviews-copies"));
        differences.setRuns({}, "accuracy");
        QCOMPARE(differences.rowCount(), 0);
    }

    void everyRunIsListedWithWhatItCameTo() {
        makeThree();
        const Opened it(runs());
        QVERIFY(it.waitForRows(3));
        QCOMPARE(it.cell(0, List::Name), QStringLiteral("reviews-copies")); // the newest first
        QCOMPARE(it.cell(0, List::State), QStringLiteral("done"));
        QCOMPARE(it.cell(0, List::Best), QStringLiteral("0.884"));
        QCOMPARE(it.cell(0, List::Test), QStringLiteral("0.881"));
        QCOMPARE(it.cell(0, List::Epochs), QStringLiteral("3"));
        QCOMPARE(it.cell(0, List::EpochTime), QStringLiteral("0.5 s"));
        QCOMPARE(it.model->headerData(List::Best, Qt::Horizontal, Qt::DisplayRole).toString(),
                 QStringLiteral("Accuracy"));
        QTRY_COMPARE(it.model->compared().size(), std::size_t{3});
        QCOMPARE(it.page->state().count, 3);
        // The curve of the row is that of the events, the best one marked.
        const QModelIndex spark = it.table->model()->index(1, List::Curve);
        const QPolygonF points = spark.data(List::SparkRole).value<QPolygonF>();
        QCOMPARE(points.size(), 3);
        const double scores[] = {0.71, 0.87, 0.8};
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(points[i].x(), (i + 1) / 3.0);
            QCOMPARE(points[i].y(), scores[i]);
        }
        QCOMPARE(spark.data(List::BestRole).toInt(), 1);
    }

    void statesSayWhatHappened() {
        using Reason = FinishedEvent::Reason;
        studio::RunSummary run;
        const auto text = [&](bool own = false) { return runStateText(run, own).text; };
        run.state = studio::RunState::Running;
        QCOMPARE(text(true), QStringLiteral("running"));
        QCOMPARE(text(), QStringLiteral("running elsewhere"));
        run.step = 61;
        run.steps = 100;
        QCOMPARE(epochsText(run), QStringLiteral("61%"));
        run.state = studio::RunState::Interrupted;
        run.epoch = 1.44;
        run.epochs = 4;
        QCOMPARE(epochsText(run), QStringLiteral("1.4 of 4"));
        QCOMPARE(text(), QStringLiteral("broken off"));
        run.ended = Reason::Interrupted;
        QCOMPARE(text(), QStringLiteral("stopped"));
        run.validation = {
            {1, 0.5, {0, 0, 0, 0.4}, true },
            {2, 1,   {0, 0, 0, 0.9}, false}
        };
        QCOMPARE(text(), QStringLiteral("stopped, loss rose"));
        run.state = studio::RunState::Failed;
        run.failure = say("The loss is no number.");
        QCOMPARE(text(), QStringLiteral("failed: The loss is no number."));
        run.state = studio::RunState::Finished;
        run.ended = Reason::StoppedByUser;
        QCOMPARE(text(), QStringLiteral("stopped, kept"));
        run.ended = Reason::EarlyStopped;
        QCOMPARE(text(), QStringLiteral("done early"));
        run.ended = Reason::Completed;
        QCOMPARE(text(), QStringLiteral("done"));
    }

    void namesLoseWhatTheyShare() {
        QCOMPARE(shortNames({"reviews-a", "reviews-b"}), (QStringList{"a", "b"}));
        QCOMPARE(shortNames({"reviews", "reviews-b"}), (QStringList{"reviews", "reviews-b"}));
        QCOMPARE(shortNames({"run-a-1", "run-a-2"}), (QStringList{"1", "2"}));
        QCOMPARE(shortNames({"alone-x"}), (QStringList{"alone-x"}));
        QCOMPARE(shortNames({"ab", "ac"}), (QStringList{"ab", "ac"}));
    }

    void clicksAndSpaceTick() {
        makeThree();
        const Opened it(runs());
        QVERIFY(it.waitForRows(3));
        QTRY_COMPARE(it.model->compared().size(), std::size_t{3});
        it.click(1, List::Compare);
        QCOMPARE(it.model->compared(), (std::vector<int>{0, 2}));
        it.choose(2);
        QTest::keyClick(it.table, Qt::Key_Space);
        QCOMPARE(it.model->compared(), (std::vector<int>{0}));
        QTest::keyClick(it.table, Qt::Key_Space);
        // The least series that is free: the colours of the others stay.
        QCOMPARE(it.model->slotOf(2), 1);
        QCOMPARE(it.model->slotOf(0), 0);
    }

    void sixAreComparedAtMost() {
        for (int i = 0; i < 8; ++i)
            MadeRun(runs() / std::to_string(i), 100 + i).train({0.5});
        const Opened it(runs());
        QVERIFY(it.waitForRows(8));
        QTRY_COMPARE(it.model->compared().size(), std::size_t{3});
        for (int row = 3; row < 8; ++row) {
            it.choose(row);
            QTest::keyClick(it.table, Qt::Key_Space);
        }
        QCOMPARE(it.model->compared().size(), std::size_t{6});
        QVERIFY(!it.model->isCompared(7));
    }

    void curvesAreThoseOfTheTickedRuns() {
        makeThree();
        const Opened it(runs());
        QVERIFY(it.waitForRows(3));
        QTRY_COMPARE(it.model->compared().size(), std::size_t{3});
        auto* card = it.part<CurvesCard>();
        QCOMPARE(card->chart().points(1),
                 (Curve{QPointF(1, 0.71), QPointF(2, 0.87), QPointF(3, 0.8)}));
        card->choose(CurvesCard::What::ValidationLoss);
        QCOMPARE(card->chart().points(1).front().y(), 1 - 0.71);
        card->choose(CurvesCard::What::TrainingLoss);
        QCOMPARE(card->chart().points(1).size(), std::size_t{3});
        QCOMPARE(card->chart().points(1).back().y(), 1 - 0.8);
    }

    void whatDiffersIsMarked() {
        makeThree();
        const Opened it(runs());
        QVERIFY(it.waitForRows(3));
        QTRY_COMPARE(it.model->compared().size(), std::size_t{3});
        const auto* table = it.part<RunDifferencesModel>();
        std::vector<const Recipe*> recipes;
        for (int row = 0; row < 3; ++row)
            recipes.push_back(it.model->card(row).recipe.get());
        const studio::RunComparison wanted = studio::compareRuns(recipes);
        QCOMPARE(table->differing(), 2);
        QCOMPARE(wanted.rows.size(), std::size_t{2});
        for (int row = 0; row < 2; ++row) {
            QCOMPARE(table->index(row, 0).data().toString().toStdString(),
                     wanted.rows[std::size_t(row)].key);
            for (int run = 0; run < 3; ++run) {
                const std::string& value = wanted.rows[std::size_t(row)].values[std::size_t(run)];
                QCOMPARE(table->index(row, run + 1).data().toString(),
                         row == 0 ? toQt(value) : rateText(std::stod(value))); // the learning rate
            }
        }
        QCOMPARE(table->headerData(1, Qt::Horizontal, Qt::DisplayRole).toString(),
                 QStringLiteral("copies"));
        const auto marked = [&](int row) {
            std::vector<int> out;
            for (int run = 1; run <= 3; ++run)
                if (table->index(row, run).data(RunDifferencesModel::MarkRole).toBool())
                    out.push_back(run);
            return out;
        };
        QCOMPARE(marked(0), (std::vector<int>{1})); // augment.copies
        QCOMPARE(marked(1), (std::vector<int>{3})); // training.learning_rate
        QVERIFY(table->index(2, 0).data(RunDifferencesModel::HeadRole).toBool());
        QCOMPARE(table->index(3, 1).data().toString(), QStringLiteral("0.881"));
        QCOMPARE(marked(3), (std::vector<int>{1})); // the best test score
        QCOMPARE(marked(5), (std::vector<int>{}));  // the models are of one size
    }

    void scoresOnOtherTextsAreNotRanked() {
        MadeRun one(runs() / "one", 1000), other(runs() / "other", 2000);
        one.recipe.data.test = "a.csv";
        other.recipe.data.test = "b.csv";
        one.train({0.7, 0.8}, 0.7);
        other.train({0.6, 0.9}, 0.9);
        const Opened it(runs());
        QVERIFY(it.waitForRows(2));
        QTRY_COMPARE(it.model->compared().size(), std::size_t{2});
        const auto* table = it.part<RunDifferencesModel>();
        QCOMPARE(table->differing(), 1);
        const int test = 2, validation = 3; // after the setting and the head of what it gave
        QCOMPARE(table->index(test, 1).data().toString(), QStringLiteral("0.900"));
        for (int run = 1; run <= 2; ++run)
            QVERIFY(!table->index(test, run).data(RunDifferencesModel::MarkRole).toBool());
        QVERIFY(!table->index(test, 0).data(Qt::ToolTipRole).toString().isEmpty());
        // The validation parts are the same texts.
        QVERIFY(table->index(validation, 1).data(RunDifferencesModel::MarkRole).toBool());
    }

    // Nothing tells the page: it reads what another process appends.
    void aRunOfAnotherProcessIsFollowed() {
        MadeRun run(runs() / "theirs", 1000);
        run.start();
        run.step(0.7);
        run.evaluate(0.5, true);
        auto lock = std::make_unique<FolderLock>(run.folder());
        const Opened it(runs());
        QVERIFY(it.waitForRows(1));
        QCOMPARE(it.cell(0, List::State), QStringLiteral("running elsewhere"));
        QCOMPARE(it.cell(0, List::Epochs), QStringLiteral("17%"));
        const auto* card = it.part<CurvesCard>();
        QTRY_COMPARE(it.model->compared().size(), std::size_t{1});
        QCOMPARE(card->chart().points(0).size(), std::size_t{1});
        run.step(0.4);
        run.evaluate(0.75, true);
        QTRY_COMPARE_WITH_TIMEOUT(card->chart().points(0).size(), std::size_t{2}, patience);
        QCOMPARE(it.cell(0, List::Best), QStringLiteral("0.750"));
        MadeRun(runs() / "another", 2000).start();
        QVERIFY(it.waitForRows(2));
        run.finish(FinishedEvent::Reason::Interrupted);
        lock.reset();
        QTRY_COMPARE_WITH_TIMEOUT(it.cell(1, List::State), QStringLiteral("stopped"), patience);
    }

    void enterShowsAndResumeStandsInTheRow() {
        makeThree();
        MadeRun stopped(runs() / "stopped", 4000);
        stopped.start();
        stopped.step(0.5);
        stopped.checkpoint();
        stopped.finish(FinishedEvent::Reason::Interrupted);
        const Opened it(runs());
        QVERIFY(it.waitForRows(4));
        QSignalSpy shown(&it.workspace, &Workspace::runWanted);
        QSignalSpy resumed(&it.workspace, &Workspace::resumeWanted);
        it.choose(1);
        QTest::keyClick(it.table, Qt::Key_Return);
        QCOMPARE(shown.count(), 1);
        QVERIFY(shown.takeFirst().front().toString().endsWith("/reviews-copies"));
        QCOMPARE(it.cell(0, List::Resume), QStringLiteral("Resume"));
        QCOMPARE(it.cell(1, List::Resume), QString());
        it.click(1, List::Resume);
        QCOMPARE(resumed.count(), 0);
        it.click(0, List::Resume);
        QCOMPARE(resumed.count(), 1);
        it.table->setCurrentIndex(it.table->model()->index(0, List::Resume));
        QTest::keyClick(it.table, Qt::Key_Return);
        QCOMPARE(resumed.count(), 2);
        const QRect name = it.table->visualRect(it.table->model()->index(2, List::Name));
        QTest::mouseDClick(it.table->viewport(), Qt::LeftButton, {}, name.center());
        QCOMPARE(shown.count(), 1);
    }

    void theMenuDoesTheSame() {
        makeThree();
        const Opened it(runs());
        QVERIFY(it.waitForRows(3));
        QSignalSpy shown(&it.workspace, &Workspace::runWanted);
        QStringList texts;
        triggerNext(QStringLiteral("Show"), &texts);
        it.click(0, List::Menu);
        QCOMPARE(shown.count(), 1);
        QCOMPARE(texts, (QStringList{"Show", "(Resume)", "Copy recipe", "Use this recipe",
                                     "Open the folder", "Move to trash…"}));
        triggerNext(QStringLiteral("Show"));
        it.choose(1);
        QContextMenuEvent key(QContextMenuEvent::Keyboard, QPoint(), QPoint());
        QApplication::sendEvent(it.table->viewport(), &key);
        QCOMPARE(shown.count(), 2);
        QVERIFY(shown.back().front().toString().endsWith("/reviews-trim"));
    }

    void theRecipeIsCopiedWithWholePaths() {
        makeThree();
        const Opened it(runs());
        QVERIFY(it.waitForRows(3));
        it.choose(0);
        for (Button* button : it.page->findChildren<Button*>())
            if (button->text() == QLatin1String("Copy recipe"))
                QTest::mouseClick(button, Qt::LeftButton);
        const std::string yaml = QApplication::clipboard()->text().toStdString();
        const RecipeResult read = parseRecipe(yaml, "clipboard", "/elsewhere");
        QVERIFY(!hasErrors(read.problems));
        QVERIFY(compareRecipes(read.recipe, *it.model->card(0).recipe).empty());
        QCOMPARE(read.recipe.augment.copies, it.model->card(0).recipe->augment.copies);
    }

    void aRecipeIsTakenInOneStep() {
        makeThree();
        const Opened it(runs());
        QVERIFY(it.waitForRows(3));
        const Recipe before = it.workspace.recipe().recipe();
        triggerNext(QStringLiteral("Use this recipe"));
        it.click(2, List::Menu);
        const Recipe& now = it.workspace.recipe().recipe();
        QCOMPARE(now.training.learning_rate, 3e-5);
        QCOMPARE(now.head.output, before.head.output);
        const auto differences = compareRecipes(now, *it.model->card(2).recipe);
        QCOMPARE(differences.size(), std::size_t{1});
        QCOMPARE(differences[0].key, std::string("output"));
        it.workspace.recipe().undoStack().undo();
        QVERIFY(it.workspace.recipe().recipe() == before);
    }

    void theTrashKeepsTheFiles() {
        MadeRun run(runs() / "a");
        run.train({0.5});
        const QString at = moveRunToTrash(QString::fromStdString(run.path()));
        QVERIFY(!fs::exists(run.folder()));
        QVERIFY(at.startsWith(place_->filePath(QStringLiteral("share/Trash/files/"))));
        QVERIFY(QFileInfo::exists(at + QStringLiteral("/recipe.yaml")));
        QCOMPARE(QFileInfo(at + QStringLiteral("/model/model.safetensors")).size(), qint64{5000});
    }

    void withoutATrashTheRunStays() {
        MadeRun run(runs() / "a");
        run.train({0.5});
        publishFile(fromUtf8(place_->filePath(QStringLiteral("file")).toStdString()), "no folder");
        qputenv("XDG_DATA_HOME", place_->filePath(QStringLiteral("file/share")).toUtf8());
        QVERIFY_EXCEPTION_THROWN(moveRunToTrash(QString::fromStdString(run.path())), Error);
        QVERIFY(fs::exists(run.folder() / "model" / "model.safetensors"));
    }

    void whatIsBeingWrittenIsNotMoved() {
        MadeRun run(runs() / "a");
        run.start();
        const FolderLock lock(run.folder());
        QVERIFY_EXCEPTION_THROWN(moveRunToTrash(QString::fromStdString(run.path())), Error);
        QVERIFY(fs::exists(run.folder() / "recipe.yaml"));
        const Opened it(runs());
        QVERIFY(it.waitForRows(1));
        QSignalSpy failed(&it.workspace, &Workspace::failed);
        QTest::keyClick(it.table, Qt::Key_Delete);
        QCOMPARE(failed.count(), 1);
        QVERIFY(fs::exists(run.folder() / "recipe.yaml"));
    }

    void deleteAsksAndGoesToTheNextRow() {
        makeThree();
        const Opened it(runs());
        QVERIFY(it.waitForRows(3));
        QTRY_COMPARE(it.model->compared().size(), std::size_t{3});
        it.choose(1);
        QString asked;
        answerNext(1, &asked); // cancel
        QTest::keyClick(it.table, Qt::Key_Delete);
        QVERIFY(asked.contains("reviews-trim"));
        QVERIFY(fs::exists(runs() / "reviews-trim"));
        answerNext(0);
        QTest::keyClick(it.table, Qt::Key_Delete);
        QVERIFY(!fs::exists(runs() / "reviews-trim"));
        QCOMPARE(it.model->rowCount(), 2);
        QCOMPARE(it.table->currentIndex().row(), 1);
        QCOMPARE(it.cell(1, List::Name), QStringLiteral("reviews-plain"));
        QCOMPARE(it.model->compared().size(), std::size_t{2});
        answerNext(0); // the last row: the one above it is next
        QTest::keyClick(it.table, Qt::Key_Delete);
        QCOMPARE(it.table->currentIndex().row(), 0);
    }

    void aFilterHidesAndGivesBack() {
        makeThree();
        const Opened it(runs());
        QVERIFY(it.waitForRows(3));
        auto* filter = it.part<QLineEdit>();
        QTest::keyClicks(filter, QStringLiteral("plain"));
        QCOMPARE(it.table->model()->rowCount(), 1);
        QCOMPARE(it.table->currentIndex().row(), 0); // one is chosen
        QTest::keyClicks(filter, QStringLiteral(" nothing"));
        QVERIFY(!it.table->isVisible());
        for (Button* button : it.page->findChildren<Button*>())
            if (button->isVisible() && button->text() == QLatin1String("Show all runs"))
                QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(it.table->model()->rowCount(), 3);
        QVERIFY(it.table->isVisible());
    }

    void withoutRunsItLeadsToTraining() {
        const Opened it(runs());
        QSignalSpy wanted(&it.workspace, &Workspace::pageWanted);
        QVERIFY(!it.table->isVisible());
        for (Button* button : it.page->findChildren<Button*>())
            if (button->isVisible() && button->text() == QLatin1String("Go to Training"))
                QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(wanted.count(), 1);
    }
};

int main(int argc, char** argv) { return runWindowTest<RunsPageTest>(argc, argv); }

#include "runs_page_test.moc"
