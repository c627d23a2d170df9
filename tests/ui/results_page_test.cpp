// SPDX-License-Identifier: GPL-3.0-or-later
// The Results page of a finished run: its texts are filtered, and their labels changed by clicks.
#include "run_session.h"
#include "small_run.h"
#include "studio/calibrating.h"
#include "studio/error_ranking.h"
#include "studio/label_changes.h"
#include "ui/charts/score_curve_chart.h"
#include "ui/models/answered_texts_model.h"
#include "ui/models/recipe_model.h"
#include "ui/pages/page.h"
#include "ui/pages/results/texts_card.h"
#include "window_help.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QPushButton>
#include <QTableView>

using namespace attune;
using namespace attune::ui;

class ResultsPageTest : public QObject {
    Q_OBJECT

    std::unique_ptr<SmallRun> run_;
    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<MainWindow> window_;
    TextsCard* card_ = nullptr;
    QTableView* table_ = nullptr;

    template <class W> W* find(const char* name) const { return window_->findChild<W*>(name); }
    QPushButton* button(const char* name) const { return card_->findChild<QPushButton*>(name); }
    void click(const char* name) const {
        QVERIFY(button(name)->isVisible());
        QTest::mouseClick(button(name), Qt::LeftButton);
    }
    // 0: validation, 1: test.
    void part(int index) const {
        auto* parts = window_->findChild<QWidget*>("resultsParts");
        QVERIFY(parts != nullptr);
        QTest::mouseClick(parts->findChildren<QPushButton*>().at(index), Qt::LeftButton);
    }
    // Opens the list of a row's label by a click, and takes another one with the keyboard.
    QString relabel(int row) const {
        const QModelIndex cell = card_->texts().index(row, AnsweredTextsModel::Truth);
        table_->scrollTo(cell);
        QTest::mouseClick(table_->viewport(), Qt::LeftButton, {},
                          table_->visualRect(cell).center());
        auto* box = table_->findChild<QComboBox*>();
        if (box == nullptr)
            return {};
        const QString before = box->currentText();
        box->setCurrentIndex(1 - box->currentIndex());
        const QString after = box->currentText();
        box->hidePopup();
        Q_EMIT box->activated(box->currentIndex());
        QCoreApplication::processEvents();
        return after == before ? QString() : after;
    }

private Q_SLOTS:
    void initTestCase() {
        if (!SmallRun::available())
            QSKIP("SKIP-ALL: ATTUNE_MODELS is not set");
        run_ = std::make_unique<SmallRun>();
        run_->recipe.training.epochs = 1;
        run_->recipe.training.learning_rate = 2e-4; // so that some texts are wrong
        QCOMPARE(runOnce(run_->recipe, StartMode::New).exitCode, 0);
        folder_ = std::make_unique<QTemporaryDir>();
        window_ = windowOnResults(*folder_, toUtf8(run_->output()));
        QVERIFY(window_ != nullptr);
        card_ = window_->findChild<TextsCard*>();
        for (auto* table : card_->findChildren<QTableView*>())
            if (table->model() == &card_->texts())
                table_ = table;
        QTRY_VERIFY_WITH_TIMEOUT(card_->texts().rowCount() > 0, patience);
    }

    void unsureTextsAreTheLowestScores() {
        QAbstractItemModelTester tester(&card_->texts());
        click("unsure");
        const auto& texts = card_->texts();
        QCOMPARE(texts.rowCount(), 20);
        const studio::Evaluation all = studio::evaluateRun(run_->output(), false);
        std::vector<double> scores;
        for (const auto& row : all.rows)
            scores.push_back(row.score);
        std::sort(scores.begin(), scores.end());
        for (int row = 0; row < 20; ++row)
            QCOMPARE(texts.index(row, 0).data(AnsweredTextsModel::ShareRole).toDouble(),
                     scores[static_cast<std::size_t>(row)]);
        // All of them, by wrongness, or by doubt.
        click("allTexts");
        QCOMPARE(texts.rowCount(), static_cast<int>(all.rows.size()));
        const auto ranked = studio::rankedErrors(all, studio::ErrorOrder::Wrongness);
        const auto byDoubt = studio::rankedErrors(all, studio::ErrorOrder::Doubt);
        const auto line = [&](int row) {
            return texts.index(row, AnsweredTextsModel::Line).data().toString();
        };
        for (int row = 0; row < texts.rowCount(); ++row)
            QCOMPARE(line(row),
                     QLocale().toString(all.rows[ranked[static_cast<std::size_t>(row)]].line));
        table_->sortByColumn(AnsweredTextsModel::Score, Qt::AscendingOrder);
        for (int row = 0; row < texts.rowCount(); ++row)
            QCOMPARE(line(row),
                     QLocale().toString(all.rows[byDoubt[static_cast<std::size_t>(row)]].line));
        click("allWrong");
        QCOMPARE(texts.rowCount(), texts.wrongCount());
    }

    void aLabelIsChangedWhereItStands() {
        QVERIFY(!button("copyWithLabels")->isVisible());
        const QModelIndex cell = card_->texts().index(0, AnsweredTextsModel::Truth);
        const QString before = cell.data().toString();
        const QString after = relabel(0);
        QVERIFY(!after.isEmpty());
        QCOMPARE(cell.data().toString(), after);
        QCOMPARE(cell.data(AnsweredTextsModel::WasRole).toString(), before);
        auto kept = studio::readLabelChanges(run_->output());
        QCOMPARE(kept.size(), std::size_t{1});
        QCOMPARE(kept.front().file, std::string("train"));
        QCOMPARE(toQt(kept.front().before), before);
        QCOMPARE(toQt(kept.front().after), after);
        click("changedLabels");
        QCOMPARE(card_->texts().rowCount(), 1);
        click("undoLabel");
        QCOMPARE(card_->texts().rowCount(), 0);
        QVERIFY(studio::readLabelChanges(run_->output()).empty());
        click("allWrong");
    }

    void theCopyIsReadByTheRecipe() {
        QVERIFY(!relabel(0).isEmpty());
        const QString copy = toQt(toUtf8(run_->folder() / "relabelled.csv"));
        click("copyWithLabels");
        auto* dialog = window_->findChild<QFileDialog*>();
        QVERIFY(dialog != nullptr);
        Q_EMIT dialog->fileSelected(copy);
        dialog->close();
        RecipeModel& recipe = window_->workspace().recipe();
        QTRY_COMPARE_WITH_TIMEOUT(recipe.recipe().data.train, copy.toStdString(), patience);
        QVERIFY(QFileInfo::exists(copy));
        recipe.undoStack().undo();
        QVERIFY(recipe.recipe().data.train != copy.toStdString());
        // It is seen again when the run is opened again.
        MainWindow again(settingsIn(*folder_));
        again.show();
        again.open(toQt(toUtf8(run_->output())));
        QTRY_VERIFY_WITH_TIMEOUT(again.workspace().hasContent(), patience);
        again.showPage("results");
        const auto& texts = again.findChild<TextsCard*>()->texts();
        QTRY_COMPARE_WITH_TIMEOUT(texts.changedCount(), 1, patience);
    }

    void viewsAreReachedByKeyboard() {
        auto* names = window_->findChild<QWidget*>("resultsViews");
        QVERIFY(names != nullptr && names->isVisible());
        const auto segments = names->findChildren<QPushButton*>();
        segments[0]->setFocus();
        QTest::keyClick(segments[0], Qt::Key_Right);
        QTest::keyClick(segments[1], Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(find<QWidget>("reliabilityChart")->isVisible(), patience);
        QVERIFY(!card_->isVisible());
    }

    void calibratingIsKeptAndUndone() {
        QTRY_VERIFY_WITH_TIMEOUT(find<QWidget>("reliabilityChart")->isVisible(), patience);
        QVERIFY(!find<QPushButton>("removeCalibration")->isVisible());
        QVERIFY(find<QPushButton>("keepThreshold")->isEnabled());
        QTest::mouseClick(find<QPushButton>("calibrate"), Qt::LeftButton);
        // Both would write what is kept with the model.
        QVERIFY(!find<QPushButton>("calibrate")->isEnabled());
        QVERIFY(!find<QPushButton>("keepThreshold")->isEnabled());
        QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>("removeCalibration")->isVisible(), patience);
        QVERIFY(studio::keptCalibration(run_->output()).temperature != 1);
        QTest::mouseClick(find<QPushButton>("removeCalibration"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(find<QWidget>("reliabilityChart")->isVisible() &&
                                     !find<QPushButton>("removeCalibration")->isVisible(),
                                 patience);
        QVERIFY(studio::keptCalibration(run_->output()).isPlain());
    }

    void aThresholdIsMovedAndKept() {
        auto* curve = find<ScoreCurveChart>("scoreCurve");
        auto* text = find<QLabel>("thresholdText");
        const QString before = text->text();
        curve->setFocus();
        QTest::keyClick(curve, Qt::Key_PageUp);
        QVERIFY(text->text() != before);
        QTest::mouseClick(find<QPushButton>("bestF1"), Qt::LeftButton);
        const double best = curve->threshold();
        QTest::mouseClick(find<QPushButton>("keepThreshold"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>("removeThreshold")->isVisible(), patience);
        QVERIFY(studio::keptCalibration(run_->output()).thresholds.at(1) == best);
        QTest::mouseClick(find<QPushButton>("removeThreshold"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(
            curve->isVisible() && !find<QPushButton>("removeThreshold")->isVisible(), patience);
        QVERIFY(studio::keptCalibration(run_->output()).isPlain());
        // The first label has no threshold of its own; it is said why.
        auto* labels = find<QComboBox>("curveLabel");
        labels->setCurrentIndex(0);
        Q_EMIT labels->activated(0);
        QVERIFY(!find<QPushButton>("keepThreshold")->isEnabled());
    }

    void noThresholdIsChosenOnTheTestPart() {
        auto* labels = find<QComboBox>("curveLabel");
        labels->setCurrentIndex(1);
        Q_EMIT labels->activated(1);
        auto* keep = find<QPushButton>("keepThreshold");
        auto* remove = find<QPushButton>("removeThreshold");
        QTest::mouseClick(keep, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(keep->isVisible() && remove->isVisible(), patience);
        QCOMPARE(studio::keptCalibration(run_->output()).thresholdsFrom.at(1),
                 std::string("validation"));
        part(1);
        QTRY_VERIFY_WITH_TIMEOUT(keep->isVisible() && remove->isVisible(), patience);
        QVERIFY(!keep->isEnabled() && !find<QPushButton>("bestF1")->isEnabled());
        QVERIFY(find<QLabel>("thresholdReason")->text().contains("validation"));
        QVERIFY(remove->isEnabled());
        part(0);
        QTRY_VERIFY_WITH_TIMEOUT(keep->isVisible() && keep->isEnabled(), patience);
        QVERIFY(find<QPushButton>("bestF1")->isEnabled());
        QTest::mouseClick(remove, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(keep->isVisible() && !remove->isVisible(), patience);
        QVERIFY(studio::keptCalibration(run_->output()).isPlain());
    }

    void cleanupTestCase() {
        if (window_ != nullptr)
            window_->workspace().recipe().undoStack().setClean();
        window_.reset();
    }
};

int main(int argc, char** argv) { return runWindowTest<ResultsPageTest>(argc, argv); }
#include "results_page_test.moc"
