// SPDX-License-Identifier: GPL-3.0-or-later
// UTF-8 against Python's decoder (fixtures/text/make_utf8.py).
#include "base/json.h"
#include "text/utf8.h"

#include <QtTest>

#include <cstdlib>
#include <sstream>

using namespace attune;

namespace {

std::string fromHex(const std::string& hex) {
    return QByteArray::fromHex(QByteArray::fromStdString(hex)).toStdString();
}

} // namespace

class Utf8Test : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void repairEqualsPython() {
        std::istringstream lines(
            readFile(fs::path(std::getenv("ATTUNE_FIXTURES")) / "text/utf8.jsonl"));
        int cases = 0;
        for (std::string line; std::getline(lines, line); ++cases) {
            const Json row = parseJson(line, "utf8.jsonl");
            const std::string bytes = fromHex(row[0]);
            const std::string repaired = repairUtf8(bytes);
            if (repaired != fromHex(row[1]))
                QFAIL(line.c_str());
            QCOMPARE(countCodePoints(repaired), row[2].get<std::size_t>());
            QCOMPARE(isValidUtf8(bytes), row[3].get<bool>());
            QCOMPARE(toUtf8(toUtf32(bytes)), repaired);
        }
        QVERIFY(cases > 2000);
    }

    void everyCodePointSurvives() {
        for (char32_t point = 0; point <= 0x10FFFF; ++point) {
            if (point == 0xD800)
                point = 0xE000;
            std::string text;
            appendUtf8(text, point);
            const CodePoint read = codePointAt(text, 0);
            if (read.value != point || read.length != text.size() || !isValidUtf8(text))
                QFAIL(QByteArray::number(static_cast<uint>(point)).constData());
            // Every proper prefix of a longer sequence can be completed.
            for (std::size_t cut = 1; cut < text.size(); ++cut)
                QVERIFY(isTruncatedUtf8(std::string_view(text).substr(0, cut), 0));
            QVERIFY(!isTruncatedUtf8(text, 0));
        }
    }

    void endOfTextHasLengthZero() {
        QCOMPARE(codePointAt("a", 1).length, std::size_t{0});
        QCOMPARE(codePointAt("", 0).length, std::size_t{0});
    }

    void surrogatesAndTooLargeBecomeReplacement() {
        QCOMPARE(toUtf8(std::u32string{0xD800, 0x110000}), std::string("\xEF\xBF\xBD\xEF\xBF\xBD"));
    }
};

QTEST_GUILESS_MAIN(Utf8Test)
#include "utf8_test.moc"
