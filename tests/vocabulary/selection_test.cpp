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

    void theWayLeadsFromWhatMustStayToEverything() {
        const SelectionPath path(counts(), {0});
        const auto& points = path.points();
        QCOMPARE(points.front().size, std::int64_t{1});
        QCOMPARE(points.front().covered, 0u);
        QCOMPARE(points[1].size, std::int64_t{2});
        QCOMPARE(points[1].covered, 50u);
        QCOMPARE(points.back().size, std::int64_t{10});
        QCOMPARE(points.back().covered, 100u);
        for (std::size_t i = 1; i < points.size(); ++i)
            QVERIFY(points[i].size > points[i - 1].size &&
                    points[i].covered > points[i - 1].covered);
        QCOMPARE(path.entries(), (std::vector<std::uint32_t>{0, 1, 2, 3, 4, 5, 6, 6, 6, 6}));
    }

    // Each rule ends where selectTokens() ends, and the rule of a place ends there.
    void everyRuleEndsOnTheWay() {
        const SelectionPath path(counts(), {0});
        const auto same = [&](const VocabularySettings& rule) {
            const Selection made = path.selectionAt(path.endOf(rule)), wanted = select(rule);
            QCOMPARE(made.kept, wanted.kept);
            QCOMPARE(made.covered, wanted.covered);
            QCOMPARE(made.dropped.size(), wanted.dropped.size());
        };
        VocabularySettings count, coverage, size;
        for (std::int64_t i = 1; i <= 60; ++i) {
            count.min_count = i;
            same(count);
            coverage.coverage = static_cast<double>(i) / 60;
            same(coverage);
        }
        for (std::size_t point = 0; point < path.points().size(); ++point) {
            size = path.ruleAt(point, {});
            QCOMPARE(path.endOf(size), point);
            same(size);
            coverage = path.ruleAt(point, coverage);
            QCOMPARE(path.endOf(coverage), point);
            same(coverage);
            same(path.ruleAt(point, count));
        }
        QCOMPARE(path.ruleAt(2, coverage).coverage, std::optional<double>(0.8));
        QCOMPARE(path.ruleAt(0, count).min_count, std::optional<std::int64_t>(51));
        QCOMPARE(path.ruleAt(5, count).min_count, std::optional<std::int64_t>(2));
    }
};

QTEST_GUILESS_MAIN(SelectionTest)
#include "selection_test.moc"
