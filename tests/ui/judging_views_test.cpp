// SPDX-License-Identifier: GPL-3.0-or-later
// The views of the Results page that judge data and model: label errors, robustness, baselines.
// Each is measured by a click, its figures are those of the engine, and labels are changed by
// clicks.
#include "run_session.h"
#include "small_run.h"
#include "studio/label_changes.h"
#include "ui/charts/bar_list.h"
#include "ui/kit/segments.h"
#include "ui/models/label_errors_model.h"
#include "ui/models/robustness_model.h"
#include "ui/pages/results/baselines_view.h"
#include "ui/pages/results/label_errors_view.h"
#include "ui/pages/results/robustness_view.h"
#include "window_help.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QPushButton>
#include <QTableView>

using namespace attune;
using namespace attune::ui;

class JudgingViewsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<SmallRun> run_;
    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<MainWindow> window_;

    // Brings the view in sight by its segment, as soon as the run is read.
    template <class View> View* show() {
        auto* view = window_->findChild<View*>();
        auto* names = window_->findChild<QWidget*>("resultsViews");
        const auto shown = [&] {
            for (auto* button : names->findChildren<QPushButton*>())
                if (button->isVisible() && button->text() == view->name())
                    QTest::mouseClick(button, Qt::LeftButton);
            return view->isVisible();
        };
        return QTest::qWaitFor(shown, patience) ? view : nullptr;
    }
    // Presses the button of the empty state, which begins the measurement, as soon as the run is
    // read.
    static void measure(QWidget* view, const QString& text) {
        QPushButton* found = nullptr;
        const auto look = [&] {
            for (auto* button : view->findChildren<QPushButton*>())
                if (button->isVisible() && button->text() == text)
                    found = button;
            return found != nullptr;
        };
        QVERIFY2(QTest::qWaitFor(look, patience), qPrintable("no button " + text));
        QTest::mouseClick(found, Qt::LeftButton);
    }
    static QPushButton* button(QWidget* view, const char* name) {
        return view->findChild<QPushButton*>(name);
    }

private Q_SLOTS:
    void initTestCase() {
        if (!SmallRun::available())
            QSKIP("SKIP-ALL: ATTUNE_MODELS is not set");
        run_ = std::make_unique<SmallRun>();
        run_->recipe.training.epochs = 1;
        QCOMPARE(runOnce(run_->recipe, StartMode::New).exitCode, 0);
        folder_ = std::make_unique<QTemporaryDir>();
        window_ = windowOnResults(*folder_, toUtf8(run_->output()));
        QVERIFY(window_ != nullptr);
    }

    void labelErrorsAreRankedAndCorrected() {
        auto* view = show<LabelErrorsView>();
        QVERIFY(view != nullptr);
        measure(view, "Look for label errors");
        auto& model = const_cast<LabelErrorsModel&>(view->model());
        auto* table = view->findChild<QTableView*>("labelErrors");
        for (auto* one : view->findChildren<QPushButton*>()) // all of them
            if (one->text() == "All")
                QTRY_VERIFY_WITH_TIMEOUT(one->isVisible(), patience);
        for (auto* one : view->findChildren<QPushButton*>())
            if (one->text() == "All")
                QTest::mouseClick(one, Qt::LeftButton);
        QCOMPARE(model.rowCount(), 120);
        QAbstractItemModelTester tester(&model);
        const studio::LabelErrors own = studio::findLabelErrors(run_->output());
        for (int row = 0; row < 120; ++row)
            QCOMPARE(model.index(row, 0).data(LabelErrorsModel::QualityRole).toDouble(),
                     own.rows[static_cast<std::size_t>(row)].quality);
        // The suggestion of the first row is taken, and the next row is current.
        const QModelIndex text = model.index(0, LabelErrorsModel::Text);
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(text).center());
        const QString before = model.index(0, LabelErrorsModel::Label).data().toString();
        QTest::mouseClick(button(view, "takeSuggestion"), Qt::LeftButton);
        QCOMPARE(table->currentIndex().row(), 1);
        QCOMPARE(model.index(0, LabelErrorsModel::Label).data(LabelErrorsModel::WasRole).toString(),
                 before);
        auto kept = studio::readLabelChanges(run_->output());
        QCOMPARE(kept.size(), std::size_t{1});
        QCOMPARE(kept[0].file, std::string("train"));
        QCOMPARE(kept[0].row, own.rows[0].row);
        QCOMPARE(kept[0].after, own.labels[static_cast<std::size_t>(own.rows[0].suggested)]);
        QVERIFY(button(view, "copyCorrected")->isVisible());
        // A label is chosen from its list.
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                          table->visualRect(model.index(2, LabelErrorsModel::Label)).center());
        auto* box = table->findChild<QComboBox*>();
        QVERIFY(box != nullptr);
        box->setCurrentIndex(1 - box->currentIndex());
        box->hidePopup();
        Q_EMIT box->activated(box->currentIndex());
        QCoreApplication::processEvents();
        QCOMPARE(studio::readLabelChanges(run_->output()).size(), std::size_t{2});
        QTest::mouseClick(button(view, "undoSuggestion"), Qt::LeftButton);
        QTest::mouseClick(button(view, "undoSuggestion"), Qt::LeftButton);
        QVERIFY(studio::readLabelChanges(run_->output()).empty());
        QVERIFY(!button(view, "copyCorrected")->isVisible());
    }

    void robustnessShowsEveryKindAndStrength() {
        auto* view = show<RobustnessView>();
        QVERIFY(view != nullptr);
        measure(view, "Measure");
        auto* table = view->findChild<QTableView*>("robustness");
        auto* model = qobject_cast<RobustnessModel*>(table->model());
        QTRY_VERIFY_WITH_TIMEOUT(model->rowCount() > 10, patience);
        QAbstractItemModelTester tester(model);
        for (int row = 0; row < model->rowCount(); ++row) {
            const std::vector<MarkedRun> runs = model->sampleOf(row);
            QVERIFY(std::any_of(runs.begin(), runs.end(),
                                [](const MarkedRun& run) { return run.mark != Mark::None; }));
            const QVariant share =
                model->index(row, RobustnessModel::Accuracy).data(RobustnessModel::ShareRole);
            QVERIFY(share.toDouble() >= 0 && share.toDouble() <= 1);
        }
        QVERIFY(!table->grab().isNull()); // every cell is painted once
        QCOMPARE(model->index(0, RobustnessModel::Interval).data().toString().count("–"), 1);
        // What was measured is there again when one comes back.
        const int rows = model->rowCount();
        const auto parts =
            window_->findChild<Segments*>("resultsParts")->findChildren<QAbstractButton*>();
        QTest::mouseClick(parts.at(1), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(model->rowCount(), 0, patience);
        QTest::mouseClick(parts.at(0), Qt::LeftButton);
        QCOMPARE(model->rowCount(), rows);
    }

    void baselinesStandBesideTheModel() {
        auto* view = show<BaselinesView>();
        QVERIFY(view != nullptr);
        measure(view, "Measure");
        auto* bars = view->findChild<BarList*>("baselineBars");
        QTRY_COMPARE_WITH_TIMEOUT(bars->bars().size(), baselineTable().size() + 1, patience);
        QVERIFY(bars->bars().back().strong);
        QCOMPARE(bars->bars().back().share,
                 studio::evaluateRun(run_->output(), false).metrics.accuracy);
        QVERIFY(button(view, "measure")->isVisible());
        QCOMPARE(button(view, "measure")->text(), QString("Measure again"));
    }

    void cancelledItCanBeAskedAgain() {
        auto* view = show<RobustnessView>();
        QVERIFY(view != nullptr);
        QTest::mouseClick(button(view, "measure"), Qt::LeftButton);
        QTest::mouseClick(button(view, "cancelMeasuring"), Qt::LeftButton);
        QVERIFY(button(view, "measure")->isVisible());
        QVERIFY(!button(view, "cancelMeasuring")->isVisible());
    }

    void cleanupTestCase() { window_.reset(); }
};

int main(int argc, char** argv) { return runWindowTest<JudgingViewsTest>(argc, argv); }
#include "judging_views_test.moc"
