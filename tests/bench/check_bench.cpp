// SPDX-License-Identifier: GPL-3.0-or-later
// Checks and row filters on many rows: seconds and memory.
//   check_bench [rows]      1,000,000 rows of 5 to 35 words when left out; one in ten is a double
//   or
//                           nearly one
#include "base/random.h"
#include "data/row_filter.h"
#include "data/table_reader.h"
#include "studio/studio.h"

#include <sys/resource.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>

using namespace attune;

namespace {

double now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

long peakMegabytes() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

// Words as frequent as Zipf has them.
void writeRows(const fs::path& path, std::size_t rows) {
    RandomStream random(streamKey(1, "check_bench"));
    const auto sentence = [&] {
        std::string text;
        for (std::size_t words = 5 + random.below(31); words > 0; --words)
            text += "w" + std::to_string(static_cast<int>(std::pow(50'000, random.uniform()))) +
                    (words > 1 ? " " : "");
        return text;
    };
    std::vector<std::string> earlier;
    publishFile(path, [&](FileWriter& file) {
        file.write("text,label\n");
        for (std::size_t i = 0; i < rows; ++i) {
            std::string text;
            if (i % 20 < 18 || earlier.empty()) {
                text = sentence();
                if (earlier.size() < 50'000)
                    earlier.push_back(text);
            } else {
                text = earlier[random.below(earlier.size())];
                if (i % 20 == 18)
                    text += " more";
            }
            file.write(text + (i % 2 == 0 ? ",good\n" : ",bad\n"));
        }
    });
}

} // namespace

int main(int argc, char** argv) {
    const std::size_t rows = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000;
    const fs::path path = fs::temp_directory_path() / "check_bench.csv";
    writeRows(path, rows);
    double start = now();
    studio::CheckOptions options;
    options.data = toUtf8(path);
    const studio::CheckedData checked = studio::checkData(options);
    std::printf("all checks of %zu rows: %.1f s, %ld MB\n", rows, now() - start, peakMegabytes());
    for (const DataFinding& finding : checked.findings)
        std::printf("  %s: %zu\n", finding.kind.c_str(), finding.lines.size());

    Dataset data = readDataset(path, {});
    DataSettings settings;
    settings.filter_languages = {"en"};
    settings.filter_matching = "w1";
    settings.filter_doubles = true;
    settings.filter_near_doubles = 0.8;
    start = now();
    const FilteredRows filtered = filterRows(settings, data.examples);
    std::printf("row filters: %.1f s\n", now() - start);
    for (const FilterCount& filter : filtered.filters)
        std::printf("  %s: %llu\n", filter.filter.c_str(),
                    static_cast<unsigned long long>(filter.rows));
    fs::remove(path);
    return 0;
}
