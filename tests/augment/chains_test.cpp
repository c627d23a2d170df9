// SPDX-License-Identifier: GPL-3.0-or-later
#include "augment.h"
#include "base/random.h"

#include <QtTest>

#include <set>

using namespace attune;
using namespace attune::test;

namespace {

Problems problemsOf(std::vector<OperatorStep> steps) {
    AugmentSettings settings;
    settings.operators = std::move(steps);
    Problems problems;
    Augmentation::check(settings, "/nowhere", problems);
    return problems;
}

} // namespace

class AugmentChainsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void descriptionsAreWhole() {
        std::set<std::string> keys;
        for (const AugmentDescription& one : augmentOperators()) {
            QVERIFY(keys.insert(one.key).second);
            QVERIFY(!one.title.empty() && !one.help.empty());
            for (const OperatorParameter& parameter : one.parameters) {
                QVERIFY(!parameter.parameter.title.empty() && !parameter.parameter.help.empty());
                Value value = parameter.standard;
                Problem problem;
                QVERIFY2(conform(parameter.parameter, value, problem), one.key.c_str());
                QVERIFY(value == parameter.standard);
            }
        }
        QCOMPARE(keys.size(), std::size_t{16});
    }

    void allProblemsAreTold() {
        const Problems problems = problemsOf(stepsOf(
            "[{'random-swop': {}}, {'random-swap': {'rate': 3.0, 'range': 1}}, {'special-words': "
            "{}}, {'look-alike': {'file': 'no.txt'}}, {'synonym': {'wordnet': 'gone'}}]"));
        std::vector<std::string> fields;
        for (const Problem& problem : problems)
            fields.push_back(problem.field);
        QCOMPARE(fields, (std::vector<std::string>{
                             "augment.operators[0]", "augment.operators[1].range",
                             "augment.operators[1].rate", "augment.operators[2].words",
                             "augment.operators[3].file", "augment.operators[4].wordnet"}));
        QVERIFY(problems[0].hint.text().find("“random-swap”") != std::string::npos);
        QVERIFY(problems[4].text().find("/nowhere/no.txt") != std::string::npos);
        QVERIFY(problems[5].hint.text().find("wordnet-base") != std::string::npos);
        QVERIFY_THROWS_EXCEPTION(UsageError, augmentationOf("[{'random-swop': {}}]"));
    }

    void settingsOutOfRangeAreTold() {
        AugmentSettings settings;
        settings.copies = -1;
        settings.balance = 1.5;
        Problems problems;
        Augmentation::check(settings, {}, problems);
        QCOMPARE(problems.size(), std::size_t{2});
        QCOMPARE(problems[0].field, std::string("augment.copies"));
        QCOMPARE(problems[1].field, std::string("augment.balance"));
    }

    void chainsComposeAndSayWhoChangedWhat() {
        const Augmentation both =
            augmentationOf("[{'special-words': {'words': ['[A]'], 'place': 'begin'}}, "
                           "{'keyboard': {'rate': 1.0}}, {'sound-alike': {}}]");
        const AugmentedText one = applied(both, "a xxxxx");
        QCOMPARE(one.changed, std::uint64_t{3});
        QCOMPARE(one.text.changes.size(), std::size_t{2});
        QCOMPARE(one.text.changes[0].rules, std::uint64_t{1});
        QCOMPARE(one.text.changes[1].rules, std::uint64_t{2});
        QVERIFY(one.text.text.starts_with("[A] "));
    }

    void thePlaceInTheChainCounts() {
        const char* text = "one two three four five six seven eight nine ten";
        const Augmentation once = augmentationOf("[{'random-swap': {'rate': 0.2}}]");
        const Augmentation twice =
            augmentationOf("[{'random-swap': {'rate': 0.2}}, {'random-swap': {'rate': 0.2}}]");
        // Not undone by the second: it draws on its own.
        int undone = 0;
        for (std::uint32_t copy = 1; copy < 50; ++copy)
            undone +=
                rewritten(twice, text, copy) == rewritten(once, rewritten(once, text, copy), copy);
        QVERIFY(undone < 10);
    }

    void otherRowsLabelsAndSeedsOfAContextDoNotCount() {
        // A row is rewritten by its own number alone, whatever its place.
        const Augmentation swap = augmentationOf("[{'random-swap': {'rate': 0.5}}]");
        Example example = training()[0];
        const std::string before = swap.apply(example, 1, 5, contextFor(swap)).text.text;
        example.label = 1;
        example.line = 99;
        QCOMPARE(swap.apply(example, 1, 5, {}).text.text, before);
        example.row = 77;
        QVERIFY(swap.apply(example, 1, 5, contextFor(swap)).text.text != before);
    }

    void anEmptyChainCopies() {
        const AugmentedText same = applied(Augmentation(), "text");
        QCOMPARE(same.text.text, std::string("text"));
        QVERIFY(same.text.changes.empty());
    }
};

QTEST_GUILESS_MAIN(AugmentChainsTest)
#include "chains_test.moc"
