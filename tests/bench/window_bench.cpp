// SPDX-License-Identifier: GPL-3.0-or-later
// How quickly the window answers. Run with QT_QPA_PLATFORM=offscreen, or on a screen.
//   window_bench start [TIMES]       from the start of a process to a window that was painted and
//                                    has nothing left to do; the first one warms the disk cache
//   window_bench chart [STEPS]       a chart that holds this many steps (100,000) takes one more
//                                    and is painted
//   window_bench events MODEL [SECONDS]
//                                    how long an event waits while this model is trained on all
//                                    processors and a person turns the pages and moves the pointer
#include "ui/charts/live_chart.h"
#include "ui/kit/fonts.h"
#include "ui/kit/style.h"
#include "ui/main_window.h"
#include "ui/models/recipe_model.h"
#include "ui/models/run_model.h"
#include "ui/models/workspace.h"
#include "ui/pages/page_list.h"

#include <QApplication>
#include <QCursor>
#include <QDir>
#include <QMouseEvent>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <thread>

using namespace attune;
using namespace attune::ui;

namespace {

using Clock = std::chrono::system_clock; // shared by processes

double milliseconds(Clock::duration duration) {
    return std::chrono::duration<double, std::milli>(duration).count();
}

void print(const char* what, std::vector<double> values) {
    if (values.empty()) {
        std::printf("%s: nothing was measured\n", what);
        return;
    }
    std::sort(values.begin(), values.end());
    const auto part = [&](double share) {
        return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
    };
    std::printf("%s, ms: median %.1f, 99th percentile %.1f, greatest %.1f (%zu values)\n", what,
                part(0.5), part(0.99), part(1), values.size());
}

std::unique_ptr<QSettings> settingsIn(const QTemporaryDir& folder) {
    return std::make_unique<QSettings>(folder.filePath(QStringLiteral("settings.ini")),
                                       QSettings::IniFormat);
}

// ---- start -------------------------------------------------------------------------------------

// In a process of its own, begun at `begun` nanoseconds of the clock: tells how long it took.
int startOnce(const char* begun) {
    const QTemporaryDir folder;
    MainWindow window(settingsIn(folder));
    window.resize(MainWindow::firstSize({1366, 768}));
    window.show();
    if (!QTest::qWaitForWindowExposed(&window))
        return 1;
    QApplication::processEvents();
    const Clock::time_point start{Clock::duration(std::strtoll(begun, nullptr, 10))};
    std::printf("%.3f\n", milliseconds(Clock::now() - start));
    return 0;
}

int start(int times) {
    std::vector<double> values;
    for (int i = 0; i <= times; ++i) {
        QProcess process;
        process.start(QCoreApplication::applicationFilePath(),
                      {QStringLiteral("start-once"),
                       QString::number(Clock::now().time_since_epoch().count())});
        if (!process.waitForFinished(60000) || process.exitCode() != 0) {
            std::printf("the window did not start: %s\n",
                        process.readAllStandardError().constData());
            return 1;
        }
        const double value = process.readAllStandardOutput().trimmed().toDouble();
        if (i == 0)
            std::printf("first start: %.0f ms\n", value);
        else
            values.push_back(value);
    }
    print("later starts", values);
    return 0;
}

// ---- chart -------------------------------------------------------------------------------------

int chart(int steps) {
    LiveChart chart;
    const int raw = chart.addCurve(0, LiveChart::Line::Raw);
    const int smooth = chart.addCurve(0, LiveChart::Line::Solid);
    const int marked = chart.addCurve(1, LiveChart::Line::Marked);
    const auto loss = [](int step) {
        return 0.7 * std::exp(-step / 40000.0) + 0.05 * std::sin(step * 12.9898) + 0.1;
    };
    Curve all, some;
    for (int step = 1; step <= steps; ++step) {
        all.emplace_back(step, loss(step));
        if (step % 500 == 0)
            some.emplace_back(step, loss(step));
    }
    chart.setPoints(raw, all);
    chart.setPoints(smooth, all);
    chart.setPoints(marked, some);
    chart.setBounds(0, std::nullopt);
    chart.setWholeRange(0, steps + 1000);
    chart.resize(780, 220);
    chart.show();
    if (!QTest::qWaitForWindowExposed(&chart))
        return 1;
    chart.refresh();
    QApplication::processEvents();
    std::vector<double> values;
    for (int i = 1; i <= 500; ++i) {
        const auto begin = Clock::now();
        const Curve next = {
            QPointF{static_cast<double>(steps + i), loss(steps + i)}
        };
        chart.appendPoints(raw, next);
        chart.appendPoints(smooth, next);
        chart.refresh();
        chart.repaint();
        QApplication::processEvents();
        values.push_back(milliseconds(Clock::now() - begin));
    }
    std::printf("%d steps, two curves and one of every 500th step, 780x220\n", steps);
    print("one more step and its painting", values);
    return 0;
}

// ---- events ------------------------------------------------------------------------------------

int events(const QString& model, double seconds) {
    const QTemporaryDir folder;
    qputenv("ATTUNE_RUNS", folder.filePath(QStringLiteral("runs")).toUtf8());
    MainWindow window(settingsIn(folder));
    window.resize(1366, 768);
    window.show();
    Workspace& workspace = window.workspace();
    workspace.openSample("english");
    if (!QTest::qWaitFor([&] { return workspace.hasContent(); }, 60000))
        return 1;
    Recipe recipe = workspace.recipe().recipe();
    recipe.head.model = QDir::current().absoluteFilePath(model).toStdString();
    recipe.training.epochs = 1000;
    recipe.training.evaluate_every = 0.25;
    workspace.recipe().adopt(recipe, QStringLiteral("bench.yaml"));
    workspace.train();
    if (!QTest::qWaitFor([&] { return workspace.run().steps().size() > 3; }, 120000)) {
        std::printf("the training did not begin\n");
        return 1;
    }

    // Events come from another thread, as those of a screen do, at uneven distances.
    std::vector<double> waits;
    std::atomic<bool> done = false;
    std::thread sender([&] {
        for (int i = 0; !done; ++i) {
            const auto sent = Clock::now();
            QMetaObject::invokeMethod(
                &window, [&, sent] { waits.push_back(milliseconds(Clock::now() - sent)); },
                Qt::QueuedConnection);
            std::this_thread::sleep_for(std::chrono::milliseconds(4 + i % 7));
        }
    });
    QStringList keys;
    for (const PageEntry& entry : pageList())
        keys << QString::fromLatin1(entry.key);
    const auto begin = Clock::now();
    const std::size_t steps = workspace.run().steps().size();
    for (int turn = 0; milliseconds(Clock::now() - begin) < seconds * 1000; ++turn) {
        // Half the time on the page of the running charts.
        window.showPage(turn % 2 == 0 ? QStringLiteral("training")
                                      : keys[(turn / 2) % keys.size()]);
        for (int move = 0; move < 40; ++move) {
            const QPoint at(260 + move * 12, 180 + move % 9 * 20);
            if (QWidget* under = window.childAt(at)) {
                QMouseEvent event(QEvent::MouseMove, under->mapFrom(&window, at),
                                  window.mapToGlobal(at), Qt::NoButton, Qt::NoButton,
                                  Qt::NoModifier);
                QApplication::sendEvent(under, &event);
            }
            QTest::qWait(25);
        }
    }
    done = true;
    sender.join();
    QApplication::processEvents();
    const double took = milliseconds(Clock::now() - begin) / 1000;
    std::printf("%s, %.0f s, %.1f steps a second meanwhile\n", qPrintable(model), took,
                static_cast<double>(workspace.run().steps().size() - steps) / took);
    print("an event waits", waits);
    workspace.run().stop(Session::StopKind::Interrupt);
    return QTest::qWaitFor([&] { return !workspace.run().isOurs(); }, 120000) ? 0 : 1;
}

int usage() {
    std::printf("window_bench start [TIMES] | chart [STEPS] | events MODEL [SECONDS]\n");
    return 2;
}

} // namespace

int main(int argc, char** argv) {
    Q_INIT_RESOURCE(attune_translations);
    QApplication application(argc, argv);
    QApplication::setStyle(new AttuneStyle);
    setUpFonts(application);
    const QStringList arguments = QApplication::arguments();
    const QString what = arguments.value(1);
    if (what == QLatin1String("start-once") && arguments.size() == 3)
        return startOnce(argv[2]);
    if (what == QLatin1String("start"))
        return start(std::max(arguments.value(2, QStringLiteral("10")).toInt(), 1));
    if (what == QLatin1String("chart"))
        return chart(std::max(arguments.value(2, QStringLiteral("100000")).toInt(), 1));
    if (what == QLatin1String("events") && arguments.size() >= 3)
        return events(arguments[2], arguments.value(3, QStringLiteral("60")).toDouble());
    return usage();
}
