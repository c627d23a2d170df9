// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of a text do not depend on how it comes in pieces.
#include "base/json.h"
#include "data/csv_scanner.h"

#include <QtTest>

#include <cstdlib>
#include <random>

using namespace attune;

namespace {

struct Read {
    std::vector<std::vector<std::string>> rows;
    std::vector<std::uint32_t> lines;
    bool operator==(const Read&) const = default;
};

Read scan(const std::string& text, std::size_t pieceSize, CsvDialect dialect) {
    std::size_t at = 0;
    CsvScanner scanner(
        [&](std::string& piece) {
            piece = text.substr(std::min(at, text.size()), pieceSize);
            at += pieceSize;
            return !piece.empty();
        },
        dialect);
    Read read;
    for (CsvRow row; scanner.next(row);) {
        read.rows.emplace_back(row.cells.begin(),
                               row.cells.begin() + static_cast<std::ptrdiff_t>(row.count));
        read.lines.push_back(row.line);
    }
    return read;
}

} // namespace

class CsvScannerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void piecesDoNotMatter() {
        std::mt19937 random(3);
        const std::string letters = "ab,\"\"\"\n\r,;";
        for (int round = 0; round < 3000; ++round) {
            std::string text;
            for (unsigned i = random() % 40; i > 0; --i)
                text += letters[random() % letters.size()];
            const Read whole = scan(text, 1000, {});
            for (const std::size_t size : {1u, 2u, 3u, 7u})
                if (scan(text, size, {}) != whole)
                    QFAIL(text.c_str());
        }
    }

    void linesAreThoseOfAnEditor() {
        const Read read = scan("a\r\n\"b\r\nc\rd\ne\",f\rg\n\nh", 1000, {});
        QCOMPARE(read.lines, (std::vector<std::uint32_t>{1, 2, 6, 7, 8}));
        QCOMPARE(read.rows[1], (std::vector<std::string>{"b\r\nc\rd\ne", "f"}));
    }

    void unclosedQuoteNamesItsLine() {
        const std::string text = "a,b\nc,\"d\ne,f\n";
        std::size_t calls = 0;
        CsvScanner scanner(
            [&](std::string& piece) {
                piece = text;
                return calls++ == 0;
            },
            {});
        CsvRow row;
        QVERIFY(scanner.next(row) && !row.unclosed);
        QVERIFY(scanner.next(row) && row.unclosed);
        QCOMPARE(row.line, 2u);
        QCOMPARE(row.quoteLine, 2u);
        QCOMPARE(row.lastLine, 4u);
        QVERIFY(!scanner.next(row));
    }

    void plainQuotesStay() {
        const Read read = scan("a\t\"b\nc\td\"\n", 1000, {'\t', false});
        QCOMPARE(read.rows[0], (std::vector<std::string>{"a", "\"b"}));
        QCOMPARE(read.rows[1], (std::vector<std::string>{"c", "d\""}));
    }

    void noDelimiterPartsNothing() {
        const Read read = scan("a,b;c\nd\te\n", 1000, {'\0', true});
        QCOMPARE(read.rows, (std::vector<std::vector<std::string>>{{"a,b;c"}, {"d\te"}}));
    }
};

QTEST_GUILESS_MAIN(CsvScannerTest)
#include "csv_scanner_test.moc"
