// SPDX-License-Identifier: GPL-3.0-or-later
#include "augment.h"
#include "augment/train_set.h"

#include <QtTest>

#include <numeric>

using namespace attune;
using namespace attune::test;

namespace {

// Labels 0, 1 and 2 with 10, 3 and 1 texts.
std::vector<Example> skewed() {
    std::vector<Example> all;
    for (const auto& [label, texts] : {
             std::pair{0, 10},
             {1, 3 },
             {2, 1 }
    })
        for (int i = 0; i < texts; ++i) {
            const auto row = static_cast<std::uint32_t>(all.size());
            all.push_back({"word of text number " + std::to_string(row), {}, label, row + 2, row});
        }
    return all;
}

std::vector<std::uint32_t> sums(const AugmentedTrainSet& set, const std::vector<Example>& texts) {
    std::vector<std::uint32_t> sum(3);
    for (std::size_t i = 0; i < texts.size(); ++i)
        sum[static_cast<std::size_t>(texts[i].label)] += 1 + set.copies()[i];
    return sum;
}

AugmentSettings settingsOf(std::int64_t copies, double balance, bool operators = true) {
    AugmentSettings settings;
    settings.copies = copies;
    settings.balance = balance;
    if (operators)
        settings.operators = stepsOf("[{'random-swap': {}}]");
    return settings;
}

} // namespace

class AugmentTrainSetTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anOperatorThatIsOffLeavesTheOthersTheirDraws() {
        const std::vector<Example> texts = skewed();
        AugmentSettings settings;
        settings.operators = stepsOf("[{'random-delete': {'off': true}}, {'random-swap': {}}]");
        AugmentSettings other = settings;
        other.operators[0] = stepsOf("[{'keyboard': {'off': true}}]")[0];
        const AugmentedTrainSet set(Augmentation(settings), texts, 3, 42);
        const AugmentedTrainSet same(Augmentation(other), texts, 3, 42);
        QCOMPARE(set.at(3, 1).rewritten.changed, std::uint64_t{0b10});
        for (std::size_t i = 0; i < texts.size(); ++i)
            QCOMPARE(set.at(i, 1).example, same.at(i, 1).example);
        // Where all are off there is nothing to copy for.
        settings.operators.pop_back();
        QCOMPARE(AugmentedTrainSet(Augmentation(settings), texts, 3, 42).size(), texts.size());
    }

    void everyTextIsFollowedByItsCopies() {
        const std::vector<Example> texts = skewed();
        const AugmentedTrainSet set(Augmentation(settingsOf(2, 0)), texts, 3, 42);
        QCOMPARE(set.size(), std::size_t{42});
        std::vector<AugmentedExample> rows;
        const AugmentCounts counts =
            set.each([&](AugmentedExample&& row) { rows.push_back(row); }, 3);
        QCOMPARE(rows.size(), std::size_t{42});
        for (std::size_t i = 0; i < rows.size(); ++i) {
            QCOMPARE(rows[i].source, i / 3);
            QCOMPARE(rows[i].copy, static_cast<std::uint32_t>(i % 3));
            QCOMPARE(rows[i].example.label, texts[i / 3].label);
            QCOMPARE(rows[i].example.line, texts[i / 3].line);
            QCOMPARE(rows[i].example.text == texts[i / 3].text, i % 3 == 0);
            QCOMPARE(rows[i].example, set.at(i / 3, static_cast<std::uint32_t>(i % 3)).example);
        }
        QCOMPARE(counts.texts, std::uint64_t{14});
        QCOMPARE(counts.copies, std::uint64_t{28});
        QCOMPARE(counts.unchanged, std::uint64_t{0});
        QCOMPARE(counts.changedByOperator, std::vector<std::uint64_t>{28});
        QCOMPARE(counts.copiesByLabel, (std::vector<std::uint64_t>{20, 6, 2}));
        QCOMPARE(counts.textsByLabel, (std::vector<std::uint64_t>{10, 3, 1}));
    }

    void threadsAndLimitsDoNotCount() {
        std::vector<Example> texts;
        for (std::uint32_t row = 0; row < 6000; ++row)
            texts.push_back({"one two three four " + std::to_string(row), {}, 0, row, row});
        const AugmentedTrainSet set(Augmentation(settingsOf(1, 0)), texts, 1, 7);
        std::vector<Example> one, four, some;
        set.each([&](AugmentedExample&& row) { one.push_back(row.example); }, 1);
        set.each([&](AugmentedExample&& row) { four.push_back(row.example); }, 4);
        QCOMPARE(one.size(), std::size_t{12000});
        QVERIFY(one == four);
        set.each([&](AugmentedExample&& row) { some.push_back(row.example); }, 2, {}, 5001);
        QVERIFY(some == std::vector<Example>(one.begin(), one.begin() + 5001));
    }

    void balanceGivesSmallLabelsMore() {
        const std::vector<Example> texts = skewed();
        const auto rows = [&](const AugmentSettings& settings) {
            return sums(AugmentedTrainSet(Augmentation(settings), texts, 3, 42), texts);
        };
        QCOMPARE(rows(settingsOf(0, 1)), (std::vector<std::uint32_t>{10, 10, 10}));
        QCOMPARE(rows(settingsOf(1, 1)), (std::vector<std::uint32_t>{20, 20, 20}));
        QCOMPARE(rows(settingsOf(1, 0.5)), (std::vector<std::uint32_t>{20, 10, 10}));
        QCOMPARE(rows(settingsOf(1, 0)), (std::vector<std::uint32_t>{20, 6, 2}));
        // Without operators texts are repeated as they are, for the balance alone.
        QCOMPARE(rows(settingsOf(3, 1, false)), (std::vector<std::uint32_t>{10, 10, 10}));
        QCOMPARE(rows(settingsOf(3, 0, false)), (std::vector<std::uint32_t>{10, 3, 1}));
    }

    void balanceStopsAtTheMostCopies() {
        const std::vector<Example> texts = skewed();
        AugmentSettings settings = settingsOf(0, 1);
        settings.most_copies = 4;
        const AugmentedTrainSet set(Augmentation(settings), texts, 3, 42);
        QCOMPARE(sums(set, texts), (std::vector<std::uint32_t>{10, 10, 5}));
        QCOMPARE(set.shortLabels(), std::vector<std::int32_t>{2});
        const auto [least, most] =
            std::minmax_element(set.copies().begin() + 10, set.copies().begin() + 13);
        QVERIFY(*most - *least == 1);
    }

    void copiesThatCannotBeChangedAreLeftOut() {
        const std::vector<Example> texts = {
            {"只有中文。", {}, 0, 1, 0},
            {"plain words",     {}, 0, 2, 1}
        };
        AugmentSettings settings;
        settings.operators = stepsOf("[{'keyboard': {}}]");
        const AugmentedTrainSet set(Augmentation(settings), texts, 1, 1);
        for (const unsigned threads : {1U, 3U}) {
            std::vector<std::string> rows;
            const AugmentCounts counts = set.each(
                [&](AugmentedExample&& row) { rows.push_back(row.example.text); }, threads);
            QCOMPARE(rows.size(), std::size_t{3});
            QCOMPARE(rows[0], texts[0].text);
            QCOMPARE(rows[1], texts[1].text);
            QVERIFY(rows[2] != texts[1].text);
            QCOMPARE(counts.copies, std::uint64_t{1});
            QCOMPARE(counts.doubles, std::uint64_t{1});
            QCOMPARE(counts.unchanged, std::uint64_t{0});
            QCOMPARE(counts.changedByOperator, std::vector<std::uint64_t>{1});
        }
        // For the balance their number counts.
        settings.balance = 1;
        const AugmentCounts balanced =
            AugmentedTrainSet(Augmentation(settings), texts, 1, 1).each([](AugmentedExample&&) {});
        QCOMPARE(balanced.copies, std::uint64_t{2});
        QCOMPARE(balanced.doubles, std::uint64_t{0});
        QCOMPARE(balanced.unchanged, std::uint64_t{1});
    }

    void aJudgeLeavesOutWhatItReadsOtherwise() {
        // Reads label 1 where the text holds "tree" at its end, 2 for the text "odd ...", else 0.
        class Reader : public Judge {
        public:
            std::vector<float> scores(std::string_view text, std::string_view) const override {
                const bool one = text.ends_with("tree"), two = text.starts_with("odd");
                return {one || two ? 0.f : 1.f, one ? 1.f : 0.f, two && !one ? 1.f : 0.f};
            }
        };
        const std::vector<Example> texts = {
            {"a plain text", {}, 0, 2, 0}, // read rightly; a copy with a tree at its end goes
            {"odd text",     {}, 0, 3, 1}, // read wrongly already: its copies stay
            {"grown tree",   {}, 1, 4, 2},
        };
        AugmentSettings settings = settingsOf(5, 0, false);
        settings.judge = "judge";
        settings.operators =
            stepsOf("[{'masked-word': {'rate': 0.4, 'top': 2}}, {'keyboard': {'rate': 0.01}}]");
        settings.operators[0].values["model"] = fakeModel();
        settings.protect = {"odd"};
        const Augmentation augmentation(settings);
        AugmentContext models = contextFor(augmentation);
        QVERIFY_THROWS_EXCEPTION(Error, AugmentedTrainSet(augmentation, texts, 2, 42, models));
        models.judge = std::make_shared<Reader>();
        const AugmentedTrainSet set(augmentation, texts, 2, 42, models);
        std::vector<AugmentedExample> rows, first;
        const AugmentCounts counts =
            set.each([&](AugmentedExample&& row) { rows.push_back(row); }, 2);
        std::uint64_t wanted = 0;
        for (std::size_t source = 0; source < texts.size(); ++source)
            for (std::uint32_t copy = 1; copy <= 5; ++copy) {
                const AugmentedExample row = set.at(source, copy);
                const auto best = [](const std::vector<float>& scores) {
                    return std::max_element(scores.begin(), scores.end()) - scores.begin();
                };
                const auto read = best(Reader().scores(row.example.text, {}));
                const bool flipped = read != texts[source].label &&
                                     read != best(Reader().scores(texts[source].text, {}));
                QCOMPARE(row.vetoed, flipped);
                wanted += flipped;
            }
        QVERIFY(wanted > 0 && wanted < 15);
        QCOMPARE(counts.vetoed, wanted);
        QCOMPARE(counts.copies, 15 - wanted);
        QCOMPARE(counts.vetoedByOperator[0], wanted);
        QCOMPARE(rows.size(), std::size_t{18} - wanted);
        QVERIFY(std::none_of(rows.begin(), rows.end(), [](const auto& row) { return row.vetoed; }));
        // A limit counts what is trained on.
        set.each([&](AugmentedExample&& row) { first.push_back(row); }, 1, {}, 10);
        QCOMPARE(first.size(), std::size_t{10});
        for (std::size_t i = 0; i < first.size(); ++i)
            QCOMPARE(first[i].example, rows[i].example);
    }

    void aStopIsHeard() {
        const std::vector<Example> texts = skewed();
        const AugmentedTrainSet set(Augmentation(settingsOf(1, 0)), texts, 3, 42);
        std::stop_source stop;
        stop.request_stop();
        QVERIFY_THROWS_EXCEPTION(Cancelled,
                                 set.each([](AugmentedExample&&) {}, 1, stop.get_token()));
    }

    void whatDoesNotFitATask() {
        AugmentSettings settings;
        settings.operators = stepsOf("[{'mix': {}}, {'random-swap': {}}, {'random-insert': {}}, "
                                     "{'sentence-shuffle': {}}, {'keyboard': {}}]");
        settings.balance = 1;
        const auto fields = [&](Task task) {
            std::string all;
            for (const Problem& problem : Augmentation::checkTask(settings, task))
                all += problem.field + " ";
            return all;
        };
        QCOMPARE(fields(Task::SingleLabel), std::string());
        QCOMPARE(fields(Task::Regression), std::string("augment.operators[0] augment.balance "));
        QCOMPARE(fields(Task::TokenLabels),
                 std::string("augment.operators[0] augment.operators[1] augment.operators[2] "
                             "augment.operators[3] augment.balance "));
    }

    // The parts that spans mark, whatever stands in them now, lie where they did in the order.
    void spansMoveWithTheirTexts() {
        const std::vector<Example> train{
            {.text = "we met Ada Lovelace near the old town of Rome",
             .spans = {{7, 19, 1}, {41, 45, 0}}}
        };
        AugmentSettings settings;
        settings.copies = 20;
        settings.operators = stepsOf("[{'random-delete': {'rate': 0.3}}, {'keyboard': {}}]");
        settings.protect = {"Ada", "Lovelace", "Rome"};
        const AugmentedTrainSet set(Augmentation(settings), train, 2, 5);
        std::size_t copies = 0;
        set.each([&](AugmentedExample&& row) {
            copies += row.copy > 0;
            std::string parts;
            for (const TextSpan& span : row.example.spans)
                parts += row.example.text.substr(span.begin, span.end - span.begin) + "/";
            QCOMPARE(parts, std::string("Ada Lovelace/Rome/"));
        });
        QVERIFY(copies > 10);
    }
};

QTEST_GUILESS_MAIN(AugmentTrainSetTest)
#include "train_set_test.moc"
