// SPDX-License-Identifier: GPL-3.0-or-later
// Parts that are alike: several labels, numbers, spans. Single labels: split_test.
#include "data/split.h"
#include "data/strata.h"
#include "data/target.h"
#include "scratch.h"

#include <QtTest>

#include <random>

using namespace attune;

class StrataTest : public QObject {
    Q_OBJECT

private:
    Scratch scratch_;

    static std::vector<Example> manyLabels(std::size_t rows, std::size_t labels) {
        std::mt19937 random(3);
        std::vector<Example> out(rows);
        for (Example& example : out)
            for (std::size_t label = 0; label < labels; ++label)
                if (random() % (3 + 4 * label) == 0) // the later, the rarer
                    example.labels.push_back(static_cast<std::int32_t>(label));
        return out;
    }
    static std::vector<std::size_t> counts(const std::vector<Example>& examples,
                                           const std::vector<bool>& aside, bool which,
                                           std::size_t labels) {
        std::vector<std::size_t> out(labels);
        for (std::size_t i = 0; i < examples.size(); ++i)
            for (const std::int32_t label : examples[i].labels)
                out[static_cast<std::size_t>(label)] += aside[i] == which;
        return out;
    }

private Q_SLOTS:
    void everyLabelGivesItsShare() {
        constexpr std::size_t labels = 20;
        const std::vector<Example> examples = manyLabels(2000, labels);
        const std::vector<bool> aside = setAside(examples, Task::MultiLabel, labels, 0.2, 7);
        const auto given = counts(examples, aside, true, labels);
        const auto kept = counts(examples, aside, false, labels);
        for (std::size_t label = 0; label < labels; ++label) {
            const double exact = 0.2 * static_cast<double>(given[label] + kept[label]);
            QVERIFY2(
                std::abs(static_cast<double>(given[label]) - exact) <= 2,
                qPrintable(QString("label %1: %2 of %3").arg(label).arg(given[label]).arg(exact)));
        }
        const auto all = std::count(aside.begin(), aside.end(), true);
        QVERIFY(std::abs(all - 400) <= 8);
        QCOMPARE(setAside(examples, Task::MultiLabel, labels, 0.2, 7), aside);
        QVERIFY(setAside(examples, Task::MultiLabel, labels, 0.2, 8) != aside);
    }

    void theOnlyTextOfALabelStays() {
        std::vector<Example> examples(10);
        examples[4].labels = {0, 1};
        for (std::size_t i = 0; i < 8; ++i)
            if (i != 4)
                examples[i].labels = {0};
        for (std::uint64_t seed = 0; seed < 20; ++seed) {
            const auto aside = setAside(examples, Task::MultiLabel, 2, 0.5, seed);
            QVERIFY(!aside[4]);
            QCOMPARE(std::count(aside.begin(), aside.end(), true), 5);
        }
    }

    void numbersGiveOfEachTenth() {
        std::vector<Example> examples(1000);
        for (std::size_t i = 0; i < examples.size(); ++i)
            examples[i].value = std::pow(static_cast<double>(i * 7919 % 1000), 3);
        const auto aside = setAside(examples, Task::Regression, 1, 0.1, 1);
        std::vector<int> tenths(10);
        for (std::size_t i = 0; i < examples.size(); ++i)
            tenths[i * 7919 % 1000 / 100] += aside[i];
        QCOMPARE(tenths, std::vector<int>(10, 10));
        // Few texts: still one at least, and not all.
        const auto few = setAside(std::span(examples).first(3), Task::Regression, 1, 0.1, 1);
        QCOMPARE(std::count(few.begin(), few.end(), true), 1);
    }

    void filesOfEachTaskArePartedWhole() {
        std::string table = "text,label\n";
        for (int i = 0; i < 60; ++i)
            table += "t" + std::to_string(i) + "," + (i % 3 ? "x;y" : "y;z") + "\n";
        scratch_.write("train.csv", table + "only,x;w\n");
        scratch_.write("test.csv", "text,label\na,x\nb,x;new\nc,\n");
        DataSettings settings;
        settings.train = "train.csv";
        settings.test = "test.csv";
        const Split split = readSplit(settings, scratch_.root(), 1, {}, {}, Task::MultiLabel);
        QCOMPARE(split.labels, (std::vector<std::string>{"w", "x", "y", "z"}));
        QCOMPARE(split.train.size() + split.validation.size(), std::size_t{61});
        QCOMPARE(split.validation.size(), std::size_t{6});
        QVERIFY(mentions(split.notes, "The label “w” has one text only"));
        QCOMPARE(split.test.size(), std::size_t{2});
        QCOMPARE(split.test[0].labels, std::vector<std::int32_t>{1});
        QVERIFY(mentions(split.notes, "1 row was left out because its label is not in the training "
                                      "data: “new” (line 3)."));
    }

    void typesOfAnotherFileGetTheIdsOfTheTraining() {
        scratch_.write("train.conll", "a B-A\n\nb B-B\n\nc B-C\n");
        scratch_.write("test.conll", "c B-C\nx I-C\n\nz B-Z\n");
        DataSettings settings;
        settings.train = "train.conll";
        settings.test = "test.conll";
        settings.validation_split = 0;
        const Split split = readSplit(settings, scratch_.root(), 1, {}, {}, Task::TokenLabels);
        QCOMPARE(split.labels.size(), std::size_t{7});
        QCOMPARE(split.test.size(), std::size_t{1});
        QCOMPARE(split.test[0].spans, (std::vector<TextSpan>{
                                          {0, 3, 2}
        }));
        QVERIFY(mentions(split.notes, "The test part has no text with the label “A”, “B”"));
    }

    // Doubles with the same and with another target, for every task.
    void doublesAreComparedByTheirTargets() {
        scratch_.write("train.csv", "text,label\nA b,1\na  b,2\na b,1\nc,3\n");
        DataSettings settings;
        settings.train = "train.csv";
        settings.validation_split = 0;
        for (const Task task : {Task::SingleLabel, Task::MultiLabel, Task::Regression}) {
            const Split split = readSplit(settings, scratch_.root(), 1, {}, {}, task);
            QVERIFY(mentions(split.notes, "1 of 4 training texts stand earlier in their part too"));
            QVERIFY(mentions(split.notes, "line 3 says “2”, line 2 “1”"));
        }
        settings.filter_doubles = true;
        QCOMPARE(readSplit(settings, scratch_.root(), 1, {}, {}, Task::Regression).train.size(),
                 std::size_t{3});
        settings.filter_doubles = false;
        settings.filter_near_doubles = 0.9;
        QCOMPARE(readSplit(settings, scratch_.root(), 1, {}, {}, Task::MultiLabel).train.size(),
                 std::size_t{3});
    }
};

QTEST_GUILESS_MAIN(StrataTest)
#include "strata_test.moc"
