// SPDX-License-Identifier: GPL-3.0-or-later
// Damaged .model and tokenizer.json files: refused or read, never a crash, and nothing is read that
// the reference refuses.
#pragma once

#include "base/files.h"
#include "tokenizer/tokenizer.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>

#include <fstream>
#include <random>

namespace hostile {

using namespace attune;

inline fs::path fixture(const QByteArray& name) {
    return fs::path(qEnvironmentVariable("ATTUNE_FIXTURES").toStdString()) / "tokenizer" /
           name.toStdString();
}

inline std::string mutated(std::string bytes, std::mt19937& random) {
    const auto below = [&](std::size_t limit) {
        return random() % std::max<std::size_t>(1, limit);
    };
    const std::size_t changes = 1 + below(4);
    for (std::size_t i = 0; i < changes && !bytes.empty(); ++i) {
        // Settings stand at the ends of both formats, and in the first bytes of lists.
        const std::size_t at =
            below(3) == 0   ? below(bytes.size())
            : below(2) == 0 ? below(std::min<std::size_t>(600, bytes.size()))
                            : bytes.size() - 1 - below(std::min<std::size_t>(4000, bytes.size()));
        static constexpr char kTelling[] = {'\0', '\1', '\x7F', '\x80', '\xFF', '"', '[', '9', '-'};
        switch (below(6)) {
        case 0:
            bytes[at] = static_cast<char>(random());
            break;
        case 1:
            bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(8)));
            break;
        case 2:
            bytes[at] = kTelling[below(sizeof kTelling)];
            break;
        case 3:
            bytes.erase(at, 1 + below(9));
            break;
        case 4:
            bytes.insert(at, bytes.substr(below(bytes.size()), 1 + below(30)));
            break;
        case 5:
            if (below(10) == 0)
                bytes.resize(at);
            else
                bytes[at] = static_cast<char>(bytes[at] + 1);
            break;
        }
    }
    return bytes;
}

inline void write(const fs::path& file, const std::string& bytes) {
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << bytes;
}

inline double peakMegabytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

// Reads the tokenizer of a folder, and texts with it.
inline bool isRead(const fs::path& folder) {
    try {
        const auto tokenizer = readTokenizer(folder);
        try {
            EncodeOptions options;
            options.offsets = true;
            for (const char* text :
                 {"The film isn't <mask> good 12345 C++", "酒店 ﬁ é\u0301 ①...", ""})
                tokenizer->encode(text, "b", options);
        } catch (const Error&) { // no unknown token, or too hard an expression
        }
        return true;
    } catch (const Error& error) {
        if (error.message().empty())
            throw;
        return false;
    }
}

// Fails where Python's library refuses one of the files.
inline void askReference(const QStringList& files, const fs::path& work) {
    const QString python = qEnvironmentVariable("ATTUNE_ORACLE_PYTHON");
    if (python.isEmpty() || files.isEmpty())
        return;
    publishFile(work / "list", files.join('\n').toStdString());
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(python, {QFINDTESTDATA("oracle.py"), "refuses",
                           QString::fromStdString((work / "list").string())});
    QVERIFY(process.waitForFinished(900'000));
    const QByteArray said = process.readAll();
    QVERIFY2(process.exitCode() == 0, said.right(9000).constData());
}

inline void addRows() {
    QTest::addColumn<QByteArray>("folder");
    QTest::addColumn<QByteArray>("file");
    for (const char* name : {"model-unigram", "model-bpe", "model-symbols"})
        QTest::newRow(name) << QByteArray("kinds/") + name << QByteArray("tokenizer.model");
    for (const char* name : {"roberta", "llama", "unigram-bytes", "wordlevel", "o200k"})
        QTest::newRow(name) << QByteArray("kinds/") + name << QByteArray("tokenizer.json");
}

// `count` files made of one of the fixtures' kinds.
inline void run(const QByteArray& folder, const QByteArray& file, int count) {
    const std::string good = readFile(fixture(folder) / file.toStdString());
    QTemporaryDir work;
    const fs::path place = work.path().toStdString();
    std::mt19937 random(7);
    QStringList accepted;
    const double before = peakMegabytes();
    for (int i = 0; i < count; ++i) {
        const fs::path one = place / std::to_string(i);
        write(one / file.toStdString(), mutated(good, random));
        if (isRead(one))
            accepted << QString::fromStdString((one / file.toStdString()).string());
    }
    const double limit = 2.0 * static_cast<double>(good.size()) / 1e6 + 256;
    QVERIFY2(peakMegabytes() - before < limit, qPrintable(QString::number(peakMegabytes())));
    QVERIFY(accepted.size() < count);
    qInfo() << accepted.size() << "of" << count << "read";
    askReference(accepted, place);
}

} // namespace hostile
