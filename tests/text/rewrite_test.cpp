// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/random.h"
#include "text/rewrite.h"

#include <QtTest>

using namespace attune;

namespace {

Change change(std::size_t a, std::size_t b, std::size_t c, std::size_t d, std::uint64_t rules = 1) {
    return {
        {a, b},
        {c, d},
        rules
    };
}

// Random replacements of ASCII letters, so that every byte is a boundary.
Rewrite randomRewrite(const std::string& text, RandomStream& random) {
    Rewriter rewriter(text);
    std::size_t at = 0;
    while (true) {
        at += random.below(4);
        const std::size_t end = at + random.below(3);
        if (end > text.size())
            return std::move(rewriter).finish();
        std::string with;
        for (std::size_t length = random.below(3); length > 0; --length)
            with += static_cast<char>('a' + random.below(3));
        rewriter.replace(at, end, with);
        at = end;
    }
}

} // namespace

class RewriteTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void recordsWhatWasReplaced() {
        Rewriter rewriter("I like it");
        rewriter.replace(2, 6, "love");
        rewriter.insert(9, "!");
        const Rewrite rewrite = std::move(rewriter).finish();
        QCOMPARE(rewrite.text, std::string("I love it!"));
        const std::vector<Change> expected{change(2, 6, 2, 6), change(9, 9, 9, 10)};
        QVERIFY(rewrite.changes == expected);
        QVERIFY(isSound("I like it", rewrite));
    }

    void equalBytesAreNoChange() {
        Rewriter rewriter("abc");
        rewriter.replace(0, 1, "a");
        QVERIFY(!rewriter.changed());
        rewriter.erase(1, 2);
        rewriter.replace(2, 3, "bc"); // touches: together "bc" becomes "bc"
        const Rewrite rewrite = std::move(rewriter).finish();
        QCOMPARE(rewrite.text, std::string("abc"));
        QVERIFY(rewrite.changes.empty());
    }

    void tellsWhatStandsBefore() {
        Rewriter rewriter("aéb");
        QCOMPARE(rewriter.before(0), char32_t{0});
        QCOMPARE(rewriter.before(3), U'é');
        rewriter.replace(1, 3, "你");
        QCOMPARE(rewriter.before(3), U'你');
        QCOMPARE(rewriter.before(4), U'b');
    }

    void unsoundRecordsAreFound_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QList<int>>("spans");
        QTest::newRow("other text between") << "xbd" << QList<int>{1, 2, 1, 2};
        QTest::newRow("out of the text") << "abc" << QList<int>{3, 4, 3, 3};
        QTest::newRow("nothing changes") << "abc" << QList<int>{1, 2, 1, 2};
        QTest::newRow("out of order") << "xbc" << QList<int>{2, 3, 2, 3, 0, 1, 0, 1};
        QTest::newRow("side by side") << "xyc" << QList<int>{0, 1, 0, 1, 1, 2, 1, 2};
    }
    void unsoundRecordsAreFound() {
        QFETCH(QString, text);
        QFETCH(QList<int>, spans);
        Rewrite rewrite{text.toStdString(), {}};
        for (int i = 0; i < spans.size(); i += 4)
            rewrite.changes.push_back(change(
                static_cast<std::size_t>(spans[i]), static_cast<std::size_t>(spans[i + 1]),
                static_cast<std::size_t>(spans[i + 2]), static_cast<std::size_t>(spans[i + 3])));
        QVERIFY(!isSound("abc", rewrite));
    }

    void spansWithinACharacterAreUnsound() { QVERIFY(!isSound("é", {"è", {change(1, 2, 1, 2)}})); }

    void twoRulesMakeOneRecord() {
        // "a b c" -> "a X c" -> "aXX c!"
        const Rewrite first{"a X c", {change(2, 3, 2, 3)}};
        const Rewrite second{
            "aXX c!", {change(1, 3, 1, 3), change(5, 5, 5, 6)}
        };
        const Rewrite both = composed("a b c", first, second, 2);
        QCOMPARE(both.text, second.text);
        const std::vector<Change> expected{change(1, 3, 1, 3, 3), change(5, 5, 5, 6, 2)};
        QVERIFY(both.changes == expected);
    }

    void whatIsPutBackIsNoChange() {
        const Rewrite first{"ABC", {change(0, 3, 0, 3)}};
        const Rewrite second{"abc", {change(0, 3, 0, 3)}};
        QVERIFY(composed("abc", first, second, 2).changes.empty());
    }

    void randomChainsRebuildTheText() {
        RandomStream random(streamKey(7, "rewrites"));
        for (int round = 0; round < 20000; ++round) {
            std::string text;
            for (std::size_t length = random.below(20); length > 0; --length)
                text += static_cast<char>('a' + random.below(3));
            Rewrite whole{text, {}};
            for (std::size_t rule = 0, rules = 1 + random.below(4); rule < rules; ++rule) {
                const Rewrite next = randomRewrite(whole.text, random);
                QVERIFY(isSound(whole.text, next));
                whole = composed(text, whole, next, std::uint64_t{1} << rule);
                QCOMPARE(whole.text, next.text);
                QVERIFY(isSound(text, whole));
                QVERIFY(whole.changes.empty() == (whole.text == text) || !whole.changes.empty());
            }
        }
    }
};

QTEST_GUILESS_MAIN(RewriteTest)
#include "rewrite_test.moc"
