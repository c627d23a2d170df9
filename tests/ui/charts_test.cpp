// SPDX-License-Identifier: GPL-3.0-or-later
// The painted widgets: bars, the parts bar, the lengths with their line, the confusion matrix.
#include "ui/charts/bar_list.h"
#include "ui/charts/chart_legend.h"
#include "ui/charts/confusion_view.h"
#include "ui/charts/length_chart.h"
#include "ui/charts/live_chart.h"
#include "ui/charts/scatter_chart.h"
#include "ui/charts/share_bar.h"
#include "ui/kit/style.h"
#include "ui/kit/theme.h"
#include "ui/models/confusion_model.h"

#include <QAbstractAxis>
#include <QAccessible>
#include <QApplication>
#include <QChart>
#include <QChartView>
#include <QDialog>
#include <QHeaderView>
#include <QLineSeries>
#include <QSignalSpy>
#include <QTest>
#include <QValueAxis>

using namespace attune;
using namespace attune::ui;

namespace {
ConfusionModel& confusionOfTwo() {
    static ConfusionModel model;
    Metrics metrics;
    metrics.perLabel = {{"no"}, {"yes"}};
    metrics.confusion = {
        {3, 1},
        {2, 2}
    };
    model.setMetrics(metrics);
    return model;
}

// Every kind of chart, with something in it.
std::vector<std::unique_ptr<QWidget>> everyChart() {
    std::vector<std::unique_ptr<QWidget>> charts;
    auto live = std::make_unique<LiveChart>();
    const LiveChart::Line lines[] = {LiveChart::Line::Raw, LiveChart::Line::Solid,
                                     LiveChart::Line::Marked, LiveChart::Line::Ahead};
    for (int slot = 0; slot < 4; ++slot) {
        const int curve = live->addCurve(slot, lines[slot]);
        live->setCurveName(curve, QStringLiteral("curve %1").arg(slot));
        live->setPoints(curve, {
                                   {0,  0.1 * slot      },
                                   {10, 0.1 * slot + 0.3}
        });
    }
    live->setEndLabels(true);
    live->setBest(5, QStringLiteral("best"));
    live->setSections({
        {7, QStringLiteral("epoch 2")}
    });
    live->setWholeRange(0, 10);
    charts.push_back(std::move(live));
    auto legend = std::make_unique<ChartLegend>();
    legend->setItems({
        {QStringLiteral("curve"), 2, LiveChart::Line::Marked}
    });
    charts.push_back(std::move(legend));
    auto lengths = std::make_unique<LengthChart>();
    lengths->setLengths(std::vector<std::int64_t>(100, 1));
    charts.push_back(std::move(lengths));
    auto bars = std::make_unique<BarList>(BarList::Look::Count);
    bars->setBars({
        {"positive", 1.0, "10", "67%"}
    });
    charts.push_back(std::move(bars));
    auto shares = std::make_unique<ShareBar>(ShareBar::Legend::Rows);
    shares->setParts({
        {"head", 1, "1", 1}
    });
    charts.push_back(std::move(shares));
    auto confusion = std::make_unique<ConfusionView>();
    confusion->setConfusion(&confusionOfTwo());
    charts.push_back(std::move(confusion));
    auto scatter = std::make_unique<ScatterChart>();
    scatter->setPoints({
        {0, 0.5},
        {2, 1.5}
    });
    charts.push_back(std::move(scatter));
    for (const auto& chart : charts) {
        chart->resize(400, 240);
        chart->show();
        QTest::qWait(1);
        if (auto* drawn = qobject_cast<LiveChart*>(chart.get()))
            drawn->refresh();
    }
    return charts;
}

QChart& chartOf(const LiveChart& live) { return *live.findChild<QChartView*>()->chart(); }
} // namespace

class ChartsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        QLocale::setDefault(QLocale::C);
        QApplication::setStyle(new AttuneStyle);
    }
    void init() { QApplication::setPalette(lightPalette()); }

    void everyChartTakesNewColours() {
        const auto switched = everyChart();
        QApplication::setPalette(darkPalette());
        const auto fresh = everyChart();
        if (QWidget* focused = QApplication::focusWidget())
            focused->clearFocus(); // its ring is none of the colours
        for (std::size_t i = 0; i < switched.size(); ++i)
            QVERIFY2(switched[i]->grab().toImage() == fresh[i]->grab().toImage(),
                     switched[i]->metaObject()->className());
        const Theme theme = Theme::of(*switched.front());
        QVERIFY(theme.dark);
        const QChart& chart = chartOf(dynamic_cast<LiveChart&>(*switched.front()));
        int slot = 0;
        for (const QAbstractSeries* series : chart.series())
            QCOMPARE(qobject_cast<const QLineSeries*>(series)->pen().color().rgb(),
                     theme.series[static_cast<std::size_t>(slot++)].rgb());
        // A cosmetic pen would be half as wide on a screen with two pixels a unit.
        for (const QAbstractSeries* series : chart.series())
            QVERIFY(!qobject_cast<const QLineSeries*>(series)->pen().isCosmetic());
        for (const QAbstractAxis* axis : chart.axes()) {
            QCOMPARE(axis->labelsColor(), theme.text2);
            QCOMPARE(axis->gridLinePen().color(), theme.grid);
        }
    }

    void pointsThatHardlyDifferAreNotBlownUp() {
        LiveChart live;
        live.setBounds(0, 1);
        live.setPoints(live.addCurve(1, LiveChart::Line::Marked), {
                                                                      {10, 0.620}
        });
        live.setPoints(live.addCurve(5, LiveChart::Line::Marked), {
                                                                      {10, 0.621}
        });
        live.setWholeRange(0, 40);
        live.resize(300, 200);
        live.show();
        live.refresh();
        const auto* y = qobject_cast<QValueAxis*>(chartOf(live).axes(Qt::Vertical).front());
        QVERIFY2(y->max() - y->min() >= 0.1 - 1e-9, qPrintable(QString::number(y->max())));
        QVERIFY(y->min() <= 0.620 && y->max() >= 0.621);
        // Both ends have a number.
        const double ends[] = {y->min() / y->tickInterval(), y->max() / y->tickInterval()};
        QVERIFY(std::floor(ends[1]) - std::ceil(ends[0]) >= 1);
        QVERIFY(std::ceil(ends[0]) - ends[0] < 0.01 && ends[1] - std::floor(ends[1]) < 0.01);
    }

    void theBestLinesTextHidesNoCurve() {
        LiveChart live;
        live.setPoints(live.addCurve(0, LiveChart::Line::Solid), {
                                                                     {0,  0.9},
                                                                     {10, 0.9}
        });
        live.setPoints(live.addCurve(2, LiveChart::Line::Solid), {
                                                                     {0,  0.1},
                                                                     {10, 0.1}
        });
        live.setBounds(0, 1);
        live.setWholeRange(0, 10);
        live.setBest(3, QStringLiteral("best, step 3"));
        live.resize(300, 160);
        live.show();
        live.refresh();
        const QImage seen = live.grab().toImage();
        const QRect area = chartOf(live).plotArea().toRect();
        for (const int slot : {0, 2}) {
            const QColor colour = Theme::of(live).series[static_cast<std::size_t>(slot)];
            int columns = 0;
            for (int x = area.left(); x <= area.right(); ++x)
                for (int y = area.top(); y <= area.bottom(); ++y)
                    if (seen.pixelColor(x, y) == colour) {
                        ++columns;
                        break;
                    }
            QVERIFY2(columns > area.width() * 9 / 10, qPrintable(QString::number(columns)));
        }
    }

    void legendGivesWayBeforeItsNamesAreCut() {
        ChartLegend legend;
        legend.setItems({
            {QStringLiteral("F1"),       1, LiveChart::Line::Marked},
            {QStringLiteral("accuracy"), 5, LiveChart::Line::Marked}
        });
        const QStringList whole = {QStringLiteral("F1"), QStringLiteral("accuracy")};
        legend.resize(legend.sizeHint());
        QCOMPARE(legend.shownTexts(), whole);
        legend.resize(legend.sizeHint().width() - 26, 20); // the samples and the gap are shorter
        QCOMPARE(legend.shownTexts(), whole);
        legend.resize(legend.sizeHint().width() - 50, 20);
        QCOMPARE(legend.shownTexts().front(), whole.front());
        QVERIFY(legend.shownTexts().back().endsWith(QChar(0x2026)));
    }

    void dialogsHaveAnEdge() {
        QApplication::setPalette(darkPalette());
        QDialog dialog;
        dialog.resize(200, 100);
        dialog.show();
        const QImage seen = dialog.grab().toImage();
        for (const QPoint at : {QPoint(0, 50), QPoint(199, 50), QPoint(100, 0), QPoint(100, 99)})
            QCOMPARE(seen.pixelColor(at), Theme::of(dialog).controlBorder);
        QVERIFY(seen.pixelColor(100, 50) != Theme::of(dialog).controlBorder);
    }

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
        QVERIFY(bar.accessibleDescription().contains(QStringLiteral("<1%")));
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

    void pointsAreChosenByMouseAndKeyboard() {
        ScatterChart chart;
        chart.resize(400, 300);
        chart.show();
        QVERIFY(!chart.grab().isNull()); // without points, too
        const double none = std::numeric_limits<double>::quiet_NaN();
        chart.setPoints({
            {2,    2.5},
            {-1,   0.5},
            {none, 1  },
            {0.5,  -3 }
        });
        // Both axes have one scale: equal numbers lie on the diagonal, whole steps apart.
        const QPointF first = chart.placeOf(0), second = chart.placeOf(1);
        QVERIFY(first.x() > second.x() && first.y() < second.y());
        QSignalSpy chosen(&chart, &ScatterChart::chosen);
        QTest::mouseMove(&chart, second.toPoint());
        QCOMPARE(chart.current(), 1);
        QVERIFY(chart.accessibleDescription().startsWith(QStringLiteral("-1 in the data")));
        QTest::mouseClick(&chart, Qt::LeftButton, {}, second.toPoint());
        QCOMPARE(chosen.takeFirst(), (QVariantList{1}));
        // By the number in the data; the one that is none is not among them.
        QList<int> order;
        for (const auto key : {Qt::Key_Home, Qt::Key_Right, Qt::Key_Right, Qt::Key_Right}) {
            QTest::keyClick(&chart, key);
            order.append(chart.current());
        }
        QCOMPARE(order, (QList<int>{1, 3, 0, 0}));
        QTest::keyClick(&chart, Qt::Key_Return);
        QCOMPARE(chosen.takeFirst(), (QVariantList{0}));
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
