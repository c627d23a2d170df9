// SPDX-License-Identifier: GPL-3.0-or-later
// Checks of a data set: planted faults are found with their very rows, clean data raise no alarm,
// and a repaired copy is what was proposed.
#include "check_suite.h"

#include <QTest>

#include <algorithm>

using namespace attune;

class CheckTest : public CheckSuite {
    Q_OBJECT

private Q_SLOTS:
    void cleanDataRaiseNoAlarm() {
        const auto checked = check(csv(clean(1, 300)), csv(clean(2, 200)));
        QCOMPARE(told(linesByKind(checked, "train")), std::string());
        QCOMPARE(told(linesByKind(checked, "test")), std::string());
        QCOMPARE(checked.rows, 300);
        QCOMPARE(checked.testRows, 200);
        QCOMPARE(checked.labels, 2);
    }

    // The built-in samples are real texts: what is found in them is there.
    void theSamplesHaveWhatIsFound() {
        studio::CheckOptions options;
        options.data = qEnvironmentVariable("ATTUNE_SAMPLES").toStdString() + "/english/train.csv";
        options.test = qEnvironmentVariable("ATTUNE_SAMPLES").toStdString() + "/english/test.csv";
        const auto checked = studio::checkData(options);
        // “at &#38; t”
        QCOMPARE(told(linesByKind(checked, "train")), std::string("markup: 1778 2075\n"));
        QCOMPARE(told(linesByKind(checked, "test")), std::string("markup: 125\n"));
    }

    void plantedFaultsAreFoundInTheirRowsAndRepaired() {
        std::vector<Row> rows = clean(1, 300);
        const std::vector<Row> test = [] {
            std::vector<Row> out = clean(2, 200);
            out[20].second = "mixed";
            return out;
        }();
        Sentences sentences(3);
        std::map<std::string, Lines> expected;
        const auto line = [&] { return static_cast<std::uint32_t>(rows.size() + 2); };
        const auto plant = [&](const char* kind, const std::string& text,
                               const std::string& label = "bad") {
            expected[kind].push_back(line());
            rows.emplace_back(text, label);
        };
        const auto exchanged = [](std::string text) {
            return text.replace(text.find(' ') + 1, 6, "zuzuzu");
        };
        plant("empty-texts", "");
        plant("empty-texts", "  \t ");
        plant("empty-labels", sentences.next(), " ");
        plant("label-spelling", sentences.next(), "Very good");
        plant("label-spelling", sentences.next(), "very  good");
        plant("label-spelling", sentences.next(), "ｖery good");
        plant("leaks", test[5].first, test[5].second);
        const std::string whole = sentences.next(25);
        rows.emplace_back(whole, "bad");
        plant("doubles", whole);
        std::string shouted = " " + whole;
        std::transform(shouted.begin(), shouted.end(), shouted.begin(),
                       [](char c) { return static_cast<char>(std::toupper(c)); });
        plant("doubles", shouted);
        plant("near-doubles", exchanged(whole));
        expected["conflicts"].push_back(line() + 1);
        expected["conflicts"].insert(expected["conflicts"].begin(), line());
        const std::string torn = sentences.next();
        rows.emplace_back(torn, "bad");
        rows.emplace_back(torn, "very good");
        plant("mojibake", sentences.next() + " cafÃ© naÃ¯ve");
        plant("lost-characters", sentences.next() + " caf\uFFFD");
        plant("markup", sentences.next(8) + "<br />" + sentences.next(4));
        plant("markup", sentences.next(8) + " &amp; " + sentences.next(4));
        plant("invisible", sentences.next() + "\x07");
        plant("invisible", "\u200B" + sentences.next());
        plant("only-punctuation", "?!...");
        plant("only-digits", "2024-11-28 10:15");
        plant("long-texts", sentences.next(400));
        plant("short-texts", "x");
        for (int i = 0; i < 3; ++i)
            plant("rare-labels", sentences.next(), "undecided");
        std::vector<Row> tested = test;
        const std::string nearly = sentences.next(25);
        tested.emplace_back(nearly, "bad");
        plant("near-leaks", exchanged(nearly));
        expected["unreadable"] = {line()};
        expected["imbalance"] = {};
        // “?!...”, “x” and the date are as far from the others as can be.
        const auto checked = check(csv(rows) + "one cell\n", csv(tested));
        auto found = linesByKind(checked, "train");
        QVERIFY(!found["short-texts"].empty());
        expected["short-texts"].insert(expected["short-texts"].begin(),
                                       expected["only-punctuation"].front());
        QVERIFY2(told(found) == told(expected),
                 (told(found) + "EXPECTED\n" + told(expected)).c_str());
        QCOMPARE(told(linesByKind(checked, "test")), std::string("unknown-labels: 22\n"));

        studio::CheckOptions options;
        options.data = path("train.csv");
        options.test = path("test.csv");
        studio::RepairOptions repair;
        repair.output = path("repaired.csv");
        const auto report = studio::repairData(options, checked, repair);
        // Two empty texts, an empty label, two doubles.
        QCOMPARE(report.dropped, 6); // one of them cannot be read
        QCOMPARE(report.labels, 3);
        QCOMPARE(report.texts, 5);
        QCOMPARE(report.rows, static_cast<std::int64_t>(rows.size()) - 5);
        std::vector<Row> wanted;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto has = [&](const char* kind) {
                const Lines& lines = expected[kind];
                return std::find(lines.begin(), lines.end(), i + 2) != lines.end();
            };
            if (has("empty-texts") || has("empty-labels") || has("doubles"))
                continue;
            wanted.push_back(rows[i]);
            Row& row = wanted.back();
            if (has("label-spelling"))
                row.second = "very good";
            const auto replace = [&](const std::string& from, const std::string& to) {
                if (const auto at = row.first.find(from); at != row.first.npos)
                    row.first.replace(at, from.size(), to);
            };
            replace("cafÃ© naÃ¯ve", "café naïve");
            replace("<br />", "\n");
            replace("&amp;", "&");
            replace("\x07", "");
            replace("\u200B", "");
        }
        const auto copy = studio::previewTable(repair.output, "auto", "auto", 1000);
        QCOMPARE(copy.rows.size(), wanted.size());
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            QCOMPARE(copy.rows[i][0], wanted[i].first);
            QCOMPARE(copy.rows[i][1], wanted[i].second);
        }
        // What was repaired is not found again.
        options.data = repair.output;
        const auto again = linesByKind(studio::checkData(options), "train");
        for (const std::string& kind : report.kinds)
            QVERIFY2(!again.contains(kind), kind.c_str());
    }

    void aRareLabelTheShareLengthAndWordsOfTheTestAreCompared() {
        std::vector<Row> test = clean(2, 200);
        for (std::size_t i = 0; i < test.size(); ++i) {
            test[i].second = i % 10 == 0 ? "bad" : "very good";
            test[i].first += " ";
            for (int word = 0; word < 12; ++word)
                test[i].first += "zz" + std::to_string(i) + "y" + std::to_string(word) + " ";
        }
        const auto checked = check(csv(clean(1, 300)), csv(test));
        QCOMPARE(told(linesByKind(checked, "train")), std::string());
        QCOMPARE(told(linesByKind(checked, "test")),
                 std::string("label-drift:\nlength-drift:\nvocabulary-drift:\n"));
        QVERIFY(checked.findings.front().message.text().find("makes up 50% of the training rows "
                                                             "and 10% of the test") !=
                std::string::npos);
    }

    void aColumnOfAlmostUniqueValuesIsNoLabel() {
        std::vector<Row> rows = clean(1, 60);
        for (std::size_t i = 0; i < rows.size(); ++i)
            rows[i].second = "id " + std::to_string(i);
        const auto checked = check(csv(rows));
        QCOMPARE(told(linesByKind(checked, "train")), std::string("label-column:\n"));
        QVERIFY(checked.findings.front().severity == Problem::Severity::Error);
    }

    void signsOfMissingValuesAreFound() {
        std::vector<Row> rows = clean(1, 60);
        const std::vector<std::string> signs{"#N/A", " n/a ", "NULL",   "nan",
                                             "None", "<NA>",  "#DIV/0!"};
        std::string expected = "placeholders:";
        for (std::size_t i = 0; i < signs.size(); ++i) {
            rows[3 * i].first = signs[i];
            expected += " " + std::to_string(3 * i + 2);
        }
        rows[40].second = "N/A";
        rows[41].first = "null and void"; // a text
        const auto found = linesByKind(check(csv(rows)), "train");
        QCOMPARE(told({
                     {"placeholders", found.at("placeholders")}
        }),
                 expected + " 42\n");
        // A stance of none is a label.
        rows = clean(1, 60);
        for (std::size_t i = 0; i < 20; ++i)
            rows[i].second = "none";
        QVERIFY(!linesByKind(check(csv(rows)), "train").contains("placeholders"));
    }

    void asManyLabelsAsRowsAreOdd() {
        std::vector<Row> rows = clean(1, 5);
        for (std::size_t i = 0; i < rows.size(); ++i)
            rows[i].second = "id" + std::to_string(i);
        const auto checked = check(csv(rows));
        QCOMPARE(told(linesByKind(checked, "train")), std::string("label-column:\n"));
        QVERIFY(checked.findings.front().message.text().find("“label” may be the wrong one") !=
                std::string::npos);
    }

    void aTableWithoutRowsIsAnError() {
        const std::string error = errorOf([&] { check("text,label\n"); });
        QVERIFY2(error.find("The data hold no rows.") != std::string::npos, error.c_str());
        QVERIFY(!errorOf([&] { check(csv(clean(1, 30)), "text,label\n"); }).empty());
    }

    void whatLeaksNamesTheFileOfTheTest() {
        const std::vector<Row> rows = clean(1, 60);
        const auto checked = check(csv(rows), csv({clean(2, 1).front(), rows[7]}));
        for (const DataFinding& finding : checked.findings)
            if (finding.kind == "leaks") {
                QCOMPARE(finding.otherSource, path("test.csv"));
                QCOMPARE(finding.first.front().line, 9U);
                QCOMPARE(finding.first.front().other, 3U);
                return;
            }
        QFAIL("no leak was found");
    }

    void aColumnThatIsNamedHasToBeThere() {
        const std::string table = csv(clean(1, 30));
        studio::CheckOptions options;
        options.data = write("train.csv", table);
        for (std::string studio::CheckOptions::*column :
             {&studio::CheckOptions::text, &studio::CheckOptions::pair,
              &studio::CheckOptions::label}) {
            studio::CheckOptions wrong = options;
            wrong.*column = "labl";
            const std::string error = errorOf([&] { studio::checkData(wrong); });
            QVERIFY2(error.find("no column “labl”") != std::string::npos &&
                         error.find("Did you mean “label”?") != std::string::npos,
                     error.c_str());
        }
        // What a recipe has by default nobody named.
        options.data = write("other.csv", "text,kind" + table.substr(table.find('\n')));
        options.label = "label";
        QVERIFY(!errorOf([&] { studio::checkData(options); }).empty());
        options.labelMayLack = true;
        QCOMPARE(studio::checkData(options).columns.label, std::string("kind"));
    }

    // Asked at any time: while the file is read, and in every check, the last one included.
    void aCheckStopsWhenAsked() {
        studio::CheckOptions options;
        options.data = write("train.csv", csv(clean(1, 300)));
        options.test = write("test.csv", csv(clean(2, 300)));
        std::size_t all = 0;
        studio::checkData(options, {}, [&](double, double) { ++all; });
        QVERIFY(all > checkKinds().size());
        for (std::size_t at = 1; at <= all; ++at) {
            std::stop_source stop;
            std::size_t told = 0;
            const auto tell = [&](double, double) {
                if (++told == at)
                    stop.request_stop();
            };
            QVERIFY_EXCEPTION_THROWN(studio::checkData(options, stop.get_token(), tell), Cancelled);
            QCOMPARE(told, at);
        }
    }

    // Words that stand nowhere else are usual here; each text stands twice in a row.
    void doublesDoNotMakeNewWordsUnusual() {
        const auto withOwnWords = [](std::uint64_t seed, int times) {
            std::vector<Row> out;
            for (const Row& row : clean(seed, 200))
                for (int i = 0; i < times; ++i)
                    out.emplace_back(
                        row.first + " own" + std::to_string(out.size() / times) + "x" +
                            std::to_string(seed) + " and" + std::to_string(out.size() / times) +
                            "x" + std::to_string(seed) + " more" +
                            std::to_string(out.size() / times) + "x" + std::to_string(seed),
                        row.second);
            return out;
        };
        const auto checked = check(csv(withOwnWords(1, 2)), csv(withOwnWords(2, 1)));
        QCOMPARE(told(linesByKind(checked, "test")), std::string());
        const auto found = linesByKind(checked, "train");
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found.at("doubles").size(), std::size_t{200});
    }

    void textsThatWereNotComparedWithAllAreTold() {
        std::vector<Row> rows;
        std::uint64_t state = 1;
        for (std::size_t i = 0; i < 2500; ++i) {
            std::string text;
            for (int words = 0; words < 50; ++words) {
                state = state * 6364136223846793005u + 1442695040888963407u;
                text += "w" + std::to_string((state >> 33) % 8) + " ";
            }
            rows.emplace_back(text, i % 2 == 0 ? "bad" : "good");
        }
        const auto checked = check(csv(rows));
        QCOMPARE(told(linesByKind(checked, "train")), std::string("near-doubles:\n"));
        QVERIFY(checked.findings.front().message.text().find("not compared with all of them") !=
                std::string::npos);
    }

    // Conflicts, doubles, rare and unknown labels of tasks without single labels.
    void otherTasksAreChecked() {
        const auto check = [&](const char* task, const std::string& train, const std::string& test,
                               const std::string& ending) {
            studio::CheckOptions options;
            options.task = task;
            options.data = write("train." + ending, train);
            options.test = test.empty() ? std::string() : write("test." + ending, test);
            std::string out;
            const studio::CheckedData checked = studio::checkData(options);
            for (const auto& [kind, lines] : linesByKind(checked, "train"))
                for (const std::uint32_t line : lines)
                    out += kind + ":" + std::to_string(line) + " ";
            for (const auto& [kind, lines] : linesByKind(checked, "test"))
                for (const std::uint32_t line : lines)
                    out += "test " + kind + ":" + std::to_string(line) + " ";
            return out;
        };
        Sentences words(7);
        const std::string a = words.next(), b = words.next(), c = words.next(), d = words.next(),
                          e = words.next();
        QCOMPARE(
            check("multi-label-classification",
                  "text,label\n" + a + ",x;y\n" + a + ",y;x\n" + b + ",x\n" + b + ",\n" + c + ",\n",
                  "text,label\n" + d + ",x\n" + e + ",z;x\n", "csv"),
            std::string("conflicts:4 conflicts:5 doubles:3 test unknown-labels:3 "));
        QCOMPARE(
            check("regression",
                  "text,label\n" + a + ",1\n" + a + ",1.0\n" + b + ",2\n" + b + ",3\n" + c + ",\n",
                  {}, "csv"),
            std::string("conflicts:4 conflicts:5 doubles:3 empty-labels:6 "));
        QCOMPARE(check("token-classification",
                       "Ada B-PER\nran O\n\nada B-PER\nran O\n\nAda B-LOC\nran O\n", {}, "conll"),
                 std::string("conflicts:1 conflicts:4 conflicts:7 doubles:4 "));
    }
};

QTEST_GUILESS_MAIN(CheckTest)
#include "check_test.moc"
