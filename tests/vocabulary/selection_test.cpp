// SPDX-License-Identifier: GPL-3.0-or-later
// Which tokens stay: the rules, and what a token brings along.
#include "vocabulary/selection.h"

#include <QtTest>

using namespace attune;

namespace {

using Ids = std::vector<std::int32_t>;

// Ten tokens; 0 is special, 9 is merged from 7 and 8, 8 from 5 and 6.
TokenCounts counts() {
    TokenCounts made;
    made.counts = {0, 50, 30, 10, 5, 2, 0, 0, 1, 2};
    made.tokens = 100;
    made.needs = {
        {8, 5},
        {8, 6},
        {9, 7},
        {9, 8}
    };
    return made;
}

Selection select(const VocabularySettings& rule) { return selectTokens(counts(), {0}, rule); }

} // namespace

class SelectionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsByCountAndWhatIsNeeded() {
        VocabularySettings rule;
        rule.min_count = 2;
        const Selection made = select(rule);
        QCOMPARE(made.kept, (Ids{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
        QVERIFY(made.dropped.empty());
        QCOMPARE(made.covered, 100u);
        rule.min_count = 5;
        QCOMPARE(select(rule).kept, (Ids{0, 1, 2, 3, 4}));
        QCOMPARE(select(rule).covered, 95u);
        QCOMPARE(select(rule).dropped.size(), std::size_t{3});
        QCOMPARE(select(rule).dropped[0].id, 5); // as frequent as 9, and before it
    }

    void keepsTheFewestThatCover() {
        VocabularySettings rule;
        rule.coverage = 0.8;
        QCOMPARE(select(rule).kept, (Ids{0, 1, 2}));
        rule.coverage = 0.81;
        QCOMPARE(select(rule).kept, (Ids{0, 1, 2, 3}));
        rule.coverage = 0.0;
        QCOMPARE(select(rule).kept, (Ids{0}));
        rule.coverage = 1.0;
        QCOMPARE(select(rule).covered, 100u);
    }

    void fillsTheSizeWithWhatFits() {
        VocabularySettings rule;
        rule.max_size = 4;
        QCOMPARE(select(rule).kept, (Ids{0, 1, 2, 3}));
        // 9 needs five more: 8 and 5 come before it fits nowhere.
        rule.max_size = 7;
        QCOMPARE(select(rule).kept, (Ids{0, 1, 2, 3, 4, 5}));
        rule.max_size = 10;
        QCOMPARE(select(rule).kept.size(), std::size_t{10});
    }

    void refusesASizeBelowWhatMustStay() {
        VocabularySettings rule;
        rule.max_size = 2;
        QVERIFY_THROWS_EXCEPTION(UsageError, selectTokens(counts(), {0, 8}, rule));
        rule.max_size = 4;
        QCOMPARE(selectTokens(counts(), {0, 8}, rule).kept, (Ids{0, 5, 6, 8}));
    }

    void drawsTheCurveFromWhatMustStayToEverything() {
        const auto curve = coverageCurve(counts(), {0});
        QCOMPARE(curve.front().size, std::int64_t{1});
        QCOMPARE(curve.front().covered, 0u);
        QCOMPARE(curve[1].size, std::int64_t{2});
        QCOMPARE(curve[1].covered, 50u);
        QCOMPARE(curve.back().size, std::int64_t{10});
        QCOMPARE(curve.back().covered, 100u);
        for (std::size_t i = 1; i < curve.size(); ++i)
            QVERIFY(curve[i].size >= curve[i - 1].size && curve[i].covered >= curve[i - 1].covered);
    }
};

QTEST_GUILESS_MAIN(SelectionTest)
#include "selection_test.moc"
