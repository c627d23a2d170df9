// SPDX-License-Identifier: GPL-3.0-or-later
// The painted widgets: bars, the parts bar, the lengths with their line, the confusion matrix.
#include "ui/charts/bar_list.h"
#include "ui/charts/confusion_view.h"
#include "ui/charts/length_chart.h"
#include "ui/charts/share_bar.h"
#include "ui/models/confusion_model.h"

#include <QAccessible>
#include <QHeaderView>
#include <QSignalSpy>
#include <QTest>

using namespace attune;
using namespace attune::ui;

class ChartsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::C); }

    void barsTellTheirValuesToScreenReaders() {
        BarList bars(BarList::Look::Count);
        bars.setBars({
            {"positive", 1.0, "10", "67%"},
            {"negative", 0.5, "5",  "33%"}
        });
        QCOMPARE(bars.accessibleDescription(),
                 QStringLiteral("positive: 10, 67%\nnegative: 5, 33%"));
        QCOMPARE(bars.sizeHint().height() % 2, 0);
        QVERIFY(!bars.grab().isNull());
    }

    void tinyPartIsBelowOnePercent() {
        ShareBar bar(ShareBar::Legend::Rows);
        bar.setParts({
            {"embeddings", 999, "999", 0},
            {"head",       1,   "1",   1}
        });
        QVERIFY(bar.accessibleDescription().contains(QStringLiteral("< 1%")));
        bar.resize(bar.sizeHint());
        QVERIFY(!bar.grab().isNull());
        bar.setParts({});
        QVERIFY(!bar.grab().isNull());
    }

    void cutTextsAreCounted() {
        LengthChart chart;
        std::vector<std::int64_t> lengths(21, 0);
        lengths[5] = 6;
        lengths[10] = 3;
        lengths[20] = 1;
        chart.setLengths(lengths);
        chart.setLimit(10);
        QCOMPARE(chart.texts(), 10);
        QCOMPARE(chart.cutTexts(10), 1);
        QCOMPARE(chart.cutTexts(9), 4);
        QCOMPARE(chart.cutTexts(20), 0);
        QCOMPARE(chart.medianText(), 5);
        QCOMPARE(chart.longestText(), 20);
        QCOMPARE(chart.handleText(), QStringLiteral("10, cuts 10%"));
    }

    void keysMoveTheLine() {
        LengthChart chart;
        chart.setLengths(std::vector<std::int64_t>(200, 1));
        chart.setLimit(128);
        chart.show();
        QSignalSpy edited(&chart, &LengthChart::edited);
        QTest::keyClick(&chart, Qt::Key_Right);
        QTRY_COMPARE(edited.count(), 1);
        QCOMPARE(edited.at(0).at(0).toInt(), 129);
        QTest::keyClick(&chart, Qt::Key_PageDown);
        QTRY_COMPARE(edited.count(), 2);
        QCOMPARE(chart.value(), 113);
    }

    void setFromOutsideIsNoEdit() {
        LengthChart chart;
        QSignalSpy edited(&chart, &LengthChart::edited);
        chart.setLimit(64);
        QTest::qWait(1);
        QCOMPARE(edited.count(), 0);
    }

    void aDragIsOneEdit() {
        LengthChart chart;
        chart.setLengths(std::vector<std::int64_t>(200, 1));
        chart.setLimit(128);
        chart.resize(400, 220);
        chart.show();
        QSignalSpy edited(&chart, &LengthChart::edited);
        QTest::mousePress(&chart, Qt::LeftButton, {}, {100, 150});
        for (int x = 100; x < 200; x += 10)
            QTest::mouseMove(&chart, {x, 150});
        QTest::mouseRelease(&chart, Qt::LeftButton, {}, {200, 150});
        QCOMPARE(edited.count(), 1);
        QVERIFY(chart.value() != 128);
    }

    void theLineIsASliderForScreenReaders() {
        LengthChart chart;
        chart.setLimit(100);
        QAccessibleInterface* face = QAccessible::queryAccessibleInterface(&chart);
        QVERIFY(face != nullptr && face->valueInterface() != nullptr);
        QCOMPARE(face->valueInterface()->currentValue().toInt(), 100);
    }

    void keyboardChoosesACell() {
        ConfusionModel model;
        Metrics metrics;
        metrics.perLabel = {{"no"}, {"yes"}};
        metrics.confusion = {
            {3, 1},
            {2, 2}
        };
        ConfusionView view;
        view.setConfusion(&model);
        model.setMetrics(metrics);
        view.resize(400, 240);
        view.show();
        view.setCurrentIndex(model.index(0, 0));
        QSignalSpy chosen(&view, &ConfusionView::cellChosen);
        QTest::keyClick(&view, Qt::Key_Right);
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen.at(0), (QVariantList{0, 1}));
        QTest::keyClick(&view, Qt::Key_Right); // the recall is no cell
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(chosen.count(), 1);
    }

    void manyLabelsScrollInsteadOfShrinking() {
        ConfusionModel model;
        Metrics metrics;
        for (int id = 0; id < 150; ++id)
            metrics.perLabel.push_back({"label " + std::to_string(id)});
        metrics.confusion.assign(150, std::vector<std::int64_t>(150, 1));
        ConfusionView view;
        view.setConfusion(&model);
        model.setMetrics(metrics);
        view.resize(480, 260);
        view.show();
        QVERIFY(view.columnWidth(0) >= 30);
        QVERIFY(!view.grab().isNull());
    }
};

QTEST_MAIN(ChartsTest)
#include "charts_test.moc"
