// SPDX-License-Identifier: GPL-3.0-or-later
// The page Data with a table of a million rows: table_bench [ROWS] [FILE]. How long until the first
// rows are seen and all are known, how long a frame takes at random places and page by page, and
// what memory it takes; first the table alone, then while the texts are checked beside it.
#include "ui/kit/style.h"
#include "ui/models/recipe_model.h"
#include "ui/models/workspace.h"
#include "ui/pages/data/table_card.h"
#include "ui/pages/data_page.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QScrollBar>
#include <QStandardPaths>
#include <QTableView>
#include <QTemporaryDir>

#include <sys/resource.h>
#include <time.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <random>
#include <string>
#include <vector>

using namespace attune;
using namespace attune::ui;

namespace {

// Texts of 5 to 24 words, some in quotes, some with a line break, some Chinese; three labels.
void writeTable(const QString& path, int rows) {
    static const std::vector<std::string> words{"the",  "room", "was", "clean", "and",    "service",
                                                "slow", "but",  "we",  "would", "return", "很好",
                                                "味道", "a",    "bit", "noisy", "at",     "night"};
    std::mt19937 random(1);
    std::ofstream file(path.toStdString(), std::ios::binary);
    file << "text,label,source\n";
    for (int i = 0; i < rows; ++i) {
        std::string text = std::to_string(i);
        for (unsigned n = 5 + random() % 20; n > 0; --n)
            text += (n % 9 == 4 ? ", " : " ") + words[random() % words.size()];
        if (i % 50 == 0)
            text += "\nsecond line";
        file << '"' << text << "\","
             << (i % 3 == 0   ? "good"
                 : i % 3 == 1 ? "bad"
                              : "so so")
             << ",web\n";
    }
}

double megabytes() { // resident now
    std::ifstream file("/proc/self/statm");
    std::size_t size = 0, resident = 0;
    file >> size >> resident;
    return static_cast<double>(resident) * 4096 / 1e6;
}

double peakMegabytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) * 1024 / 1e6;
}

// Of this thread: other programs do not count.
double processorMs() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

double since(const QElapsedTimer& timer) { return static_cast<double>(timer.nsecsElapsed()) / 1e6; }

struct Frames {
    std::vector<double> ms, processor;
};

void tell(const char* what, Frames frames) {
    std::printf("%-24s %zu frames", what, frames.ms.size());
    for (auto* times : {&frames.ms, &frames.processor}) {
        std::sort(times->begin(), times->end());
        const auto at = [&](double share) {
            return (
                *times)[static_cast<std::size_t>(share * static_cast<double>(times->size() - 1))];
        };
        std::printf("; %s median %.2f, 99%% %.2f, greatest %.2f",
                    times == &frames.ms ? "ms" : "of processor time", at(0.5), at(0.99),
                    times->back());
    }
    std::printf("\n");
}

// Frames at the places that `next` names, from the scroll bar's move to the painted picture.
template <class Next> void scroll(QTableView& view, int times, Next next, Frames& frames) {
    for (int i = 0; i < times; ++i) {
        QElapsedTimer timer;
        timer.start();
        const double before = processorMs();
        view.verticalScrollBar()->setValue(next(view.verticalScrollBar()->value()));
        view.viewport()->repaint();
        frames.ms.push_back(since(timer));
        frames.processor.push_back(processorMs() - before);
        QCoreApplication::processEvents();
    }
}

void run(const QString& path, bool checks) {
    std::printf("%s\n", checks ? "beside the checks of the texts" : "the table alone");
    Workspace workspace;
    DataPage page(workspace);
    page.resize(1150, 650);
    page.show();
    QCoreApplication::processEvents();
    auto& card = *page.findChild<TableCard*>();
    auto& view = *card.findChild<QTableView*>();
    const double before = megabytes();
    Recipe recipe;
    recipe.data.train = path.toStdString();
    recipe.data.text = checks ? "text" : ""; // without a column of texts nothing is checked
    QElapsedTimer timer;
    timer.start();
    workspace.recipe().adopt(recipe, QStringLiteral("bench"));
    const auto* const model = &card.model();
    while (model->rowCount() == 0)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    view.viewport()->repaint();
    std::printf("%-24s %.0f ms, %d rows\n", "first rows seen", since(timer), model->rowCount());
    std::mt19937 random(2);
    const auto anywhere = [&](int) {
        return static_cast<int>(
            random() % static_cast<unsigned>(std::max(1, view.verticalScrollBar()->maximum())));
    };
    const auto pageDown = [&](int at) { return at + view.verticalScrollBar()->pageStep(); };
    Frames meanwhile, random1000, pages;
    while (!model->table()->complete() ||
           static_cast<std::size_t>(model->rowCount()) < model->table()->size())
        scroll(view, 1, anywhere, meanwhile);
    std::printf("%-24s %.0f ms, %d rows\n", "all rows known", since(timer), model->rowCount());
    tell("frames until then", meanwhile);
    std::printf("%-24s %.0f MB more\n", "memory", megabytes() - before);
    scroll(view, 1000, anywhere, random1000);
    tell("random places", random1000);
    scroll(view, 1000, pageDown, pages);
    tell("page by page", pages);
    std::printf("%-24s %.0f MB more, peak %.0f MB\n", "memory", megabytes() - before,
                peakMegabytes());
}

} // namespace

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QStandardPaths::setTestModeEnabled(true);
    const QApplication application(argc, argv);
    QApplication::setStyle(new AttuneStyle);
    const QTemporaryDir folder;
    const QStringList arguments = QCoreApplication::arguments();
    const int rows = arguments.size() > 1 ? arguments[1].toInt() : 1'000'000;
    const QString path =
        arguments.size() > 2 ? arguments[2] : folder.filePath(QStringLiteral("reviews.csv"));
    if (!QFile::exists(path))
        writeTable(path, rows);
    std::printf("%s, %.0f MB\n", qPrintable(path), static_cast<double>(QFile(path).size()) / 1e6);
    run(path, false);
    run(path, true);
    JobBase::stopAll();
}
