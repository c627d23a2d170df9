// SPDX-License-Identifier: GPL-3.0-or-later
// Ids, type ids and offsets against Python's tokenizers and transformers, live (see oracle.py).
#include "base/files.h"
#include "text/utf8.h"
#include "tokenizer/tokenizer.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cstring>

using namespace attune;

namespace {

struct Case {
    EncodeOptions options;
    std::string text;
    std::optional<std::string> pair;
    std::vector<std::uint32_t> expected; // id, type, begin, end in code points, of each token
};

std::vector<Case> readCases(const QString& path) {
    const std::string bytes = readFile(path.toStdString());
    std::size_t at = 0;
    const auto number = [&] {
        std::uint32_t value = 0;
        std::memcpy(&value, bytes.data() + at, 4);
        at += 4;
        return value;
    };
    const auto text = [&] {
        const std::uint32_t length = number();
        at += length;
        return bytes.substr(at - length, length);
    };
    std::vector<Case> cases;
    while (at < bytes.size()) {
        Case one;
        one.options.maxLength = number();
        one.options.offsets = true;
        const bool isPair = number() != 0;
        one.text = text();
        std::string second = text();
        if (isPair)
            one.pair = std::move(second);
        one.expected.resize(std::size_t{number()} * 4);
        std::memcpy(one.expected.data(), bytes.data() + at, one.expected.size() * 4);
        at += one.expected.size() * 4;
        cases.push_back(std::move(one));
    }
    return cases;
}

// The index of the code point that begins at each byte, and their number at the end.
std::vector<std::uint32_t> codePointsByByte(const std::string& text) {
    std::vector<std::uint32_t> index;
    std::uint32_t count = 0;
    for (const char c : text) {
        const bool begins = (static_cast<unsigned char>(c) & 0xC0) != 0x80;
        index.push_back(begins ? count++ : count - 1);
    }
    index.push_back(count);
    return index;
}

std::vector<std::uint32_t> flatten(const Case& one, const Encoding& encoding) {
    const std::vector<std::uint32_t> first = codePointsByByte(repairUtf8(one.text));
    const std::vector<std::uint32_t> second = codePointsByByte(repairUtf8(one.pair.value_or("")));
    // Which text of a pair an offset speaks of is not in the encoding, so of pairs only ids and
    // types are compared.
    std::vector<std::uint32_t> flat;
    for (std::size_t i = 0; i < encoding.ids.size(); ++i) {
        flat.push_back(static_cast<std::uint32_t>(encoding.ids[i]));
        flat.push_back(static_cast<std::uint32_t>(encoding.typeIds[i]));
        const auto [begin, end] = encoding.offsets[i];
        flat.push_back(one.pair ? 0 : first.at(begin));
        flat.push_back(one.pair ? 0 : first.at(end));
    }
    return flat;
}

} // namespace

class OracleTest : public QObject {
    Q_OBJECT

    QString python_ = qEnvironmentVariable("ATTUNE_ORACLE_PYTHON");
    QString models_ = qEnvironmentVariable("ATTUNE_MODELS");
    QTemporaryDir work_;

    void oracle(const QStringList& arguments) {
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(python_, QStringList{QFINDTESTDATA("oracle.py")} + arguments);
        QVERIFY(process.waitForFinished(200'000));
        QVERIFY2(process.exitCode() == 0, process.readAll().right(3000).constData());
    }

    void compare(const Tokenizer& tokenizer, const QString& casesFile) {
        const std::vector<Case> cases = readCases(casesFile);
        QVERIFY(!cases.empty());
        std::size_t different = 0;
        for (const Case& one : cases) {
            const auto pair = one.pair ? std::optional<std::string_view>(*one.pair) : std::nullopt;
            std::vector<std::uint32_t> expected = one.expected;
            if (one.pair)
                for (std::size_t i = 0; i < expected.size(); i += 4)
                    expected[i + 2] = expected[i + 3] = 0;
            const std::vector<std::uint32_t> found =
                flatten(one, tokenizer.encode(one.text, pair, one.options));
            if (found == expected)
                continue;
            if (++different > 5)
                continue;
            const auto list = [](const std::vector<std::uint32_t>& values) {
                QString line;
                for (const std::uint32_t value : values)
                    line += QString::number(value) + ' ';
                return line;
            };
            qWarning().noquote()
                << "longest" << one.options.maxLength << "text"
                << QByteArray::fromStdString(one.text).toPercentEncoding(" ") << "pair"
                << QByteArray::fromStdString(one.pair.value_or("")).toPercentEncoding(" ")
                << "\n  expected" << list(expected) << "\n  found   " << list(found);
        }
        QVERIFY2(different == 0,
                 qPrintable(QString("%1 of %2 texts differ").arg(different).arg(cases.size())));
        qInfo() << cases.size() << "texts agree";
    }

private Q_SLOTS:
    void initTestCase() {
        if (python_.isEmpty())
            QSKIP("SKIP-ALL: ATTUNE_ORACLE_PYTHON is not set");
        oracle({"folders", work_.path()});
    }

    void encodesAsTokenizersDoes_data() {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<int>("count");
        if (!models_.isEmpty()) {
            QTest::newRow("bert-tiny-mlm") << models_ + "/bert-tiny-mlm" << 10000;
            QTest::newRow("all-MiniLM-L6-v2") << models_ + "/all-MiniLM-L6-v2" << 5000;
        }
        for (const char* name :
             {"uncased", "cased", "accents", "stripped", "raw", "added", "added_cased", "bare",
              "added_bare", "steps", "words", "runs", "removed"})
            QTest::newRow(name) << work_.filePath(name) << 2000;
    }
    void encodesAsTokenizersDoes() {
        QFETCH(QString, folder);
        QFETCH(int, count);
        const QString cases = work_.filePath(QString(QTest::currentDataTag()) + ".bin");
        oracle({"cases", folder, cases, QString::number(count), "7"});
        compare(*readTokenizer(folder.toStdString()), cases);
    }

    void readsEveryCodePointAsTokenizersDoes_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"uncased", "stripped", "words"})
            QTest::newRow(name) << name;
    }
    void readsEveryCodePointAsTokenizersDoes() {
        QFETCH(QString, name);
        const QString cases = work_.filePath(name + "-special.bin");
        oracle({"special", work_.filePath(name), cases});
        compare(*readTokenizer(work_.filePath(name).toStdString()), cases);
    }
};

QTEST_GUILESS_MAIN(OracleTest)
#include "oracle_test.moc"
