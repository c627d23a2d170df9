// SPDX-License-Identifier: GPL-3.0-or-later
// Mutated files of every format of weights against the Python that reads them: torch.load with
// weights_only, safetensors, and transformers' reading of an index.
#pragma once

#include "crafted.h"
#include "oracle.h"

#include <QTest>

namespace mutations {

using namespace attune;

struct Format {
    const char* name;
    std::vector<const char*> sources; // in the fixtures' folder
    const char* ending;
    const char* beside; // a folder of files that lie beside it
    const char* oracle; // command of oracle.py
};

inline const std::vector<Format>& formats() {
    static const std::vector<Format> all = {
        {"safetensors",       {"reference.safetensors"},                     ".safetensors", nullptr,          "verdicts"},
        {"index",
         {"weights/shards/model.safetensors.index.json"},
         ".safetensors.index.json",                                                          "weights/shards",
         "verdicts-index"                                                                                                },
        {"pytorch_model.bin",
         {"weights/no-checksums.bin", "weights/zip.bin", "weights/old.bin"},
         ".bin",                                                                             nullptr,
         "verdicts-bin"                                                                                                  },
    };
    return all;
}

inline void addRows() {
    QTest::addColumn<int>("format");
    for (std::size_t i = 0; i < formats().size(); ++i)
        QTest::newRow(formats()[i].name) << static_cast<int>(i);
}

// `count` files in the child; with Python nothing may be accepted that it refuses.
inline void run(const Format& format, int count, unsigned seed, int& good) {
    const QTemporaryDir place;
    const fs::path folder = place.path().toStdString();
    if (format.beside != nullptr)
        for (const auto& entry : fs::directory_iterator(oracle::fixtures() / format.beside))
            fs::copy_file(entry.path(), folder / entry.path().filename());
    std::vector<std::string> valid;
    for (const char* source : format.sources)
        valid.push_back(readFile(oracle::fixtures() / source));
    std::mt19937 random(seed);
    std::vector<fs::path> files;
    std::string listing;
    for (int i = 0; i < count; ++i) {
        files.push_back(folder / ("x" + std::to_string(i) + format.ending));
        std::ofstream(files.back(), std::ios::binary)
            << crafted::mutated(valid[static_cast<std::size_t>(i) % valid.size()], random);
        listing += files.back().string() + "\n";
    }
    std::string died;
    const std::string own = crafted::verdicts(files, folder / "own", died);
    QVERIFY2(died.empty(), (died + " at " + std::to_string(own.size())).c_str());
    QCOMPARE(own.size(), files.size());
    good = static_cast<int>(std::count(own.begin(), own.end(), '1'));
    QVERIFY(good > 0 && good < count);
    if (!oracle::hasPython())
        return;
    std::ofstream(folder / "list") << listing;
    const auto path = [&](const char* name) {
        return QString::fromStdString((folder / name).string());
    };
    const QString failure = oracle::runPython({format.oracle, path("list"), path("verdicts")});
    QVERIFY2(failure.isEmpty(), qPrintable(failure));
    const std::string theirs = readFile(folder / "verdicts");
    QCOMPARE(theirs.size(), own.size() * 2);
    int refused = 0;
    for (std::size_t i = 0; i < own.size(); ++i) {
        refused += theirs[2 * i] == '0';
        if (own[i] == '1' && theirs[2 * i] != '1') {
            if (const QByteArray keep = qgetenv("ATTUNE_KEEP"); !keep.isEmpty())
                fs::copy_file(files[i], fs::path(keep.toStdString()) / files[i].filename());
            QFAIL(qPrintable("accepted alone: " + QString::number(i)));
        }
    }
    qInfo("%s: %d files, %d accepted here, %d by the reference", format.name, count, good,
          count - refused);
}

} // namespace mutations
