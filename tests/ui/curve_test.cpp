// SPDX-License-Identifier: GPL-3.0-or-later
// Curves: what is left for the pixels, smoothing, steps of axes; and the chart that draws them.
#include "ui/charts/live_chart.h"
#include "ui/kit/style.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace attune::ui;

class CurveTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void decimationKeepsPeaksAndOrder() {
        Curve curve;
        for (int i = 0; i < 100000; ++i)
            curve.emplace_back(i, i == 54321 ? 50.0 : std::sin(i * 0.001));
        const QList<QPointF> shown = decimated(curve, 0, 99999, 700);
        QVERIFY(shown.size() <= 2 * 701 + 3);
        QVERIFY(std::any_of(shown.begin(), shown.end(),
                            [](const QPointF& p) { return p.x() == 54321 && p.y() == 50; }));
        QVERIFY(std::is_sorted(shown.begin(), shown.end(),
                               [](const QPointF& a, const QPointF& b) { return a.x() < b.x(); }));
    }

    void decimationKeepsShortCurvesWhole() {
        const Curve curve = {
            {1, 2},
            {2, 1},
            {3, 5}
        };
        QCOMPARE(decimated(curve, 0, 10, 500), QList<QPointF>({
                                                   {1, 2},
                                                   {2, 1},
                                                   {3, 5}
        }));
    }

    void decimationGivesOnePointBeyondEachEdge() {
        Curve curve;
        for (int i = 0; i <= 100; ++i)
            curve.emplace_back(i, 0);
        const QList<QPointF> shown = decimated(curve, 40.5, 60.5, 500);
        QCOMPARE(shown.front().x(), 40.0);
        QCOMPARE(shown.back().x(), 61.0);
    }

    void decimationLeavesOutWhatIsNotFinite() {
        const Curve curve = {
            {1, 2           },
            {2, std::nan("")},
            {3, INFINITY    },
            {4, 1           }
        };
        QCOMPARE(decimated(curve, 0, 10, 100), QList<QPointF>({
                                                   {1, 2},
                                                   {4, 1}
        }));
    }

    void growingCurveIsReducedLikeAWholeOne() {
        Curve curve;
        ColumnCurve seen;
        seen.reset(0, 5000, 300);
        for (int i = 0; i < 5000; ++i) {
            curve.emplace_back(i, std::sin(i * 0.37) * i);
            seen.add(curve.back());
            if (i % 611 == 0)
                QCOMPARE(seen.points(), decimated(curve, 0, 5000, 300));
        }
        QCOMPARE(seen.points(), decimated(curve, 0, 5000, 300));
        QCOMPARE(seen.points().back(), curve.back());
    }

    void growingMeanEndsLikeAWholeOne() {
        Curve curve, grown;
        CentredMean mean(11);
        for (int i = 0; i < 500; ++i) {
            curve.emplace_back(i, std::sin(i * 0.2));
            mean.add(curve.back());
            for (const QPointF& point : mean.takeSettled())
                grown.push_back(point);
        }
        QCOMPARE(mean.tail().size(), std::size_t{5});
        for (const QPointF& point : mean.tail())
            grown.push_back(point);
        QCOMPARE(grown, centredMean(curve, 11));
    }

    void centredMeanDoesNotLag() {
        // A line stays the same line under a centred mean; a running mean would shift it.
        Curve line;
        for (int i = 0; i < 200; ++i)
            line.emplace_back(i, 3.0 * i);
        const Curve mean = centredMean(line, 21);
        QCOMPARE(mean.size(), line.size());
        for (std::size_t i = 10; i + 10 < line.size(); ++i)
            QVERIFY(std::abs(mean[i].y() - line[i].y()) < 1e-9);
    }

    void centredMeanOfConstantsIsConstant() {
        const Curve mean = centredMean(
            {
                {1, 4},
                {2, 4},
                {3, 4}
        },
            5);
        for (const QPointF& point : mean)
            QCOMPARE(point.y(), 4.0);
    }

    void niceSteps_data() {
        QTest::addColumn<double>("span");
        QTest::addColumn<int>("parts");
        QTest::addColumn<double>("step");
        QTest::newRow("unit") << 1.0 << 5 << 0.2;
        QTest::newRow("1.2 in 5") << 1.2 << 5 << 0.25;
        QTest::newRow("4071 in 9") << 4071.0 << 9 << 500.0;
        QTest::newRow("nothing") << 0.0 << 5 << 1.0;
    }
    void niceSteps() {
        QFETCH(double, span);
        QFETCH(int, parts);
        QFETCH(double, step);
        QCOMPARE(niceStep(span, parts), step);
    }

    void wheelZoomsAndDoubleClickShowsAll() {
        LiveChart chart;
        chart.resize(600, 300);
        const int curve = chart.addCurve(0, LiveChart::Line::Solid);
        chart.setCurveName(curve, QStringLiteral("loss"));
        Curve points;
        for (int i = 0; i < 1000; ++i)
            points.emplace_back(i, 1.0 / (1 + i));
        chart.setPoints(curve, points);
        chart.setWholeRange(0, 1000);
        chart.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        chart.refresh();
        QSignalSpy zoomed(&chart, &LiveChart::zoomChanged);
        QTest::keyClick(chart.focusProxy(), Qt::Key_Plus);
        QVERIFY(chart.isZoomed());
        QCOMPARE(zoomed.size(), 1);
        QTest::keyClick(chart.focusProxy(), Qt::Key_Home);
        QVERIFY(!chart.isZoomed());
    }

    // 200,000 steps, 20 a tick: what is drawn does not grow with them.
    void aLongRunDrawsTwoPointsAColumn() {
        LiveChart chart;
        chart.resize(780, 220);
        const int raw = chart.addCurve(0, LiveChart::Line::Raw);
        const int smooth = chart.addCurve(0, LiveChart::Line::Solid);
        chart.setWholeRange(0, 200000);
        chart.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        CentredMean mean(5000);
        int step = 0;
        const auto tick = [&](int steps) {
            Curve points;
            for (int i = 0; i < steps; ++i, ++step) {
                points.emplace_back(step, std::sin(step * 0.7) + 1000.0 / (step + 1000));
                mean.add(points.back());
            }
            chart.appendPoints(raw, points);
            chart.appendPoints(smooth, mean.takeSettled());
            chart.setTail(smooth, mean.tail());
            chart.refresh();
        };
        tick(199000);
        QVERIFY(chart.drawnPoints(raw) <= 2 * 780 + 3);
        QVERIFY(chart.drawnPoints(raw) > 700);
        QVERIFY(chart.drawnPoints(smooth) <= 2 * 780 + 3);
        QBENCHMARK { tick(20); }
        QVERIFY(chart.drawnPoints(raw) <= 2 * 780 + 3);
        QCOMPARE(chart.points(raw).size(), static_cast<std::size_t>(step));
    }

    void hundredThousandPointsRefreshFast() {
        LiveChart chart;
        chart.resize(780, 220);
        const int curve = chart.addCurve(0, LiveChart::Line::Raw);
        chart.setWholeRange(0, 100000);
        chart.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        Curve points;
        for (int i = 0; i < 100000; ++i)
            points.emplace_back(i, std::sin(i * 0.01));
        QElapsedTimer timer;
        timer.start();
        for (int tick = 0; tick < 10; ++tick) {
            chart.setPoints(curve, points);
            chart.refresh();
        }
        // A tick has 100 ms; on a slow, busy machine with checks on this is far below.
        QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
    }
};

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    QApplication::setStyle(new AttuneStyle);
    CurveTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "curve_test.moc"
