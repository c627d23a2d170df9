// SPDX-License-Identifier: GPL-3.0-or-later
// Checks of a data set: planted faults are found with their very rows, clean data raise no alarm,
// and a repaired copy is what was proposed.
#include "studio/studio.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <map>

using namespace attune;

namespace {

using Lines = std::vector<std::uint32_t>;
using Row = std::pair<std::string, std::string>; // text, label

// Sentences of words of their own: no two are alike.
class Sentences {
public:
    explicit Sentences(std::uint64_t seed) : state_(seed) {}

    std::string next(std::size_t words = 0) {
        std::string out;
        for (std::size_t left = words > 0 ? words : 8 + random(8); left > 0; --left)
            out += (out.empty() ? "" : " ") + word();
        return out;
    }

private:
    std::string word() {
        static constexpr const char* syllables[] = {"ba", "ko", "mi", "ru", "te", "fo", "sa", "li"};
        return std::string(syllables[random(8)]) + syllables[random(8)] + syllables[random(8)];
    }
    std::uint64_t random(std::uint64_t n) {
        state_ = state_ * 6364136223846793005u + 1442695040888963407u;
        return (state_ >> 33) % n;
    }
    std::uint64_t state_;
};

std::string quoted(const std::string& cell) {
    std::string out = "\"";
    for (const char c : cell)
        out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + "\"";
}

std::string csv(const std::vector<Row>& rows) {
    std::string out = "text,label\n";
    for (const auto& [text, label] : rows)
        out += quoted(text) + "," + quoted(label) + "\n";
    return out;
}

std::vector<Row> clean(std::uint64_t seed, std::size_t rows) {
    Sentences sentences(seed);
    std::vector<Row> out;
    for (std::size_t i = 0; i < rows; ++i)
        out.emplace_back(sentences.next(), i % 2 == 0 ? "very good" : "bad");
    return out;
}

std::map<std::string, Lines> linesByKind(const studio::CheckedData& checked,
                                         const std::string& part) {
    std::map<std::string, Lines> out;
    for (const DataFinding& finding : checked.findings)
        if (finding.part == part)
            out[finding.kind] = finding.lines;
    return out;
}

std::string told(const std::map<std::string, Lines>& found) {
    std::string out;
    for (const auto& [kind, lines] : found) {
        out += kind + ":";
        for (const std::uint32_t line : lines)
            out += " " + std::to_string(line);
        out += "\n";
    }
    return out;
}

} // namespace

class CheckTest : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;

    std::string write(const std::string& name, const std::string& content) {
        const std::string path = folder_.filePath(QString::fromStdString(name)).toStdString();
        publishFile(path, content);
        return path;
    }
    std::string path(const std::string& name) {
        return folder_.filePath(QString::fromStdString(name)).toStdString();
    }
    studio::CheckedData check(const std::string& train, const std::string& test = {}) {
        studio::CheckOptions options;
        options.data = write("train.csv", train);
        if (!test.empty())
            options.test = write("test.csv", test);
        return studio::checkData(options);
    }
    template <class Work> static std::string errorOf(Work&& work) {
        try {
            work();
        } catch (const Error& error) {
            return error.what();
        }
        return {};
    }

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

    // What a lone bare tag is, nobody knows: code, a placeholder, mathematics.
    void onlyWhatSurelyIsHtmlIsRewrittenUnasked() {
        const std::vector<std::string> sure = {
            "<b>well</b> done",
            "first<br>second<br/>third<BR />",
            "<p class=\"x\">one<p class='y'>two",
            "<a href=http://a.b/c?d=e>there</a>",
            "<font color=red disabled size = 3>red",
            "<img src=\"ab.png\"> a picture",
            "R&amp;D &#8212; &lt;5",
            "<!-- x < y --><div><span>deep</span></div>",
            "<script>if (a<b && c>d) f();</script>on we go",
        };
        const std::vector<std::string> unsure = {
            "if (a<b && c>d) then x<p>y",   "<i> as loop variable",
            "for all a<b and </b>",         "</i>then<i>",
            "a &amp; b where a<b && c>d",   "<p>one of a list",
            "map<b c, d=\"e\"> &amp; more",
        };
        std::vector<Row> rows = clean(1, 60);
        std::map<std::string, Lines> expected;
        for (const auto* texts : {&sure, &unsure})
            for (const std::string& text : *texts) {
                expected[texts == &sure ? "markup" : "possible-markup"].push_back(
                    static_cast<std::uint32_t>(rows.size() + 2));
                rows.emplace_back(text, "bad");
            }
        const auto checked = check(csv(rows));
        const std::string found = told(linesByKind(checked, "train"));
        QVERIFY2(found == told(expected), (found + "EXPECTED\n" + told(expected)).c_str());
        studio::CheckOptions options;
        options.data = path("train.csv");
        studio::RepairOptions repair;
        repair.output = path("unasked.csv");
        QCOMPARE(studio::repairData(options, checked, repair).kinds,
                 std::vector<std::string>{"markup"});
        const auto copy = studio::previewTable(repair.output, "auto", "auto", 1000);
        for (std::size_t i = 0; i < unsure.size(); ++i)
            QCOMPARE(copy.rows[60 + sure.size() + i][0], unsure[i]);
        QCOMPARE(copy.rows[60][0], std::string("well done"));
        repair.kinds = {"possible-markup"};
        repair.output = path("asked.csv");
        QCOMPARE(studio::repairData(options, checked, repair).texts,
                 static_cast<std::int64_t>(unsure.size()));
    }

    void leaksStayUnlessAskedForAndACopyWithoutRowsIsRefused() {
        const std::string table = csv(clean(1, 60));
        const auto checked = check(table, table);
        QCOMPARE(linesByKind(checked, "train").at("leaks").size(), std::size_t{60});
        studio::CheckOptions options;
        options.data = path("train.csv");
        options.test = path("test.csv");
        studio::RepairOptions repair;
        repair.output = path("once.csv");
        QCOMPARE(studio::repairData(options, checked, repair).rows, 60);
        repair.output = path("gone.csv");
        repair.kinds = {"leaks"};
        const std::string error = errorOf([&] { studio::repairData(options, checked, repair); });
        QVERIFY2(error.find("would leave no row") != std::string::npos, error.c_str());
        QVERIFY(!fs::exists(repair.output));
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

    void onlyChosenKindsAreRepairedAndNothingIsOverwritten() {
        std::vector<Row> rows = clean(1, 60);
        rows.push_back(rows[0]);
        rows.emplace_back("!!!", "bad");
        const auto checked = check(csv(rows));
        studio::CheckOptions options;
        options.data = path("train.csv");
        studio::RepairOptions repair;
        repair.output = path("chosen.jsonl");
        repair.kinds = {"only-punctuation"};
        const auto report = studio::repairData(options, checked, repair);
        QCOMPARE(report.dropped, 1);
        QCOMPARE(report.rows, 61);
        QCOMPARE(studio::previewTable(repair.output, "auto", "auto", 100).rows.size(),
                 std::size_t{61});
        QVERIFY(errorOf([&] {
                    studio::repairData(options, checked, repair);
                }).find("The file is there already") != std::string::npos);
        repair.overwrite = true;
        repair.output = options.data;
        QVERIFY(errorOf([&] {
                    studio::repairData(options, checked, repair);
                }).find("cannot take the place") != std::string::npos);
        repair.output = path("chosen.jsonl");
        repair.kinds = {"mojibake", "doubles"};
        repair.output = path("partly.csv");
        QCOMPARE(studio::repairData(options, checked, repair).dropped, 1);
        repair.kinds = {"mojibake"};
        repair.output = path("nothing.csv");
        QVERIFY(errorOf([&] {
                    studio::repairData(options, checked, repair);
                }).find("There is nothing to repair: no findings of mojibake") !=
                std::string::npos);
        QVERIFY(!fs::exists(fromUtf8(repair.output)));
        repair.kinds = {"dobles"};
        QVERIFY(errorOf([&] {
                    studio::repairData(options, checked, repair);
                }).find("There is no kind of findings “dobles”") != std::string::npos);
        repair.kinds = {};
        write("train.csv", csv(clean(1, 61)));
        QVERIFY(errorOf([&] {
                    studio::repairData(options, checked, repair);
                }).find("have changed since") != std::string::npos);
    }

    void objectsOfAJsonlFileKeepWhatTheyHaveBeside() {
        std::string lines;
        for (const auto& [text, label] : clean(1, 30))
            lines +=
                Json{
                    {"id",    7    },
                    {"text",  text },
                    {"label", label}
            }
                    .dump() +
                "\n";
        lines += "{\"id\": 123456789012345678901234, \"price\":1.10 , \"text\" : \"so "
                 "&lt;br&gt; \\u00e9 tired\", \"label\": \"bad\", \"more\": [ 1, 2e0 ] }\n";
        lines += "{\"id\": 2.50, \"text\": \"as it is\", \"label\": \"bad\",  \"more\": null}\n";
        studio::CheckOptions options;
        options.data = write("data.jsonl", lines);
        const auto checked = studio::checkData(options);
        QCOMPARE(told(linesByKind(checked, "train")), std::string("markup: 31\n"));
        studio::RepairOptions repair;
        repair.output = path("copy.jsonl");
        studio::repairData(options, checked, repair);
        const std::string copy = readFile(repair.output);
        QVERIFY(copy.find("{\"id\": 2.50, \"text\": \"as it is\", \"label\": \"bad\",  \"more\": "
                          "null}\n") != std::string::npos);
        QVERIFY2(copy.find("\n{\"id\": 123456789012345678901234, \"price\":1.10 , \"text\" : \"so "
                           "<br> é tired\", \"label\": \"bad\", \"more\": [ 1, 2e0 ] }\n") !=
                     std::string::npos,
                 copy.c_str());
    }

    void wordsOfTwoScriptsAreFoundAndNotSafelyRepaired() {
        std::vector<Row> rows = clean(1, 60);
        rows[10].first += " p\u0430ypal";                          // Cyrillic a
        rows[20].first += " \u043F\u0440\u0430\u0432\u0434\u0430"; // a word of one script
        rows[30].first += " h\u03BFtel";                           // Greek o
        const auto checked = check(csv(rows));
        QCOMPARE(told(linesByKind(checked, "train")), std::string("look-alikes: 12 32\n"));
        const DataFinding& finding = checked.findings.front();
        QVERIFY(!finding.repair.safe);
        std::string text = rows[10].first, pair, label;
        RepairPlan({finding}).apply(10, text, pair, label);
        QVERIFY(text.ends_with(" paypal"));
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

    void whiteSpaceAroundLabelsIsToldAndTakenAway() {
        std::vector<Row> rows = clean(1, 60);
        rows[4].second = " very good";
        rows[9].second = "bad\t";
        const auto checked = check(csv(rows));
        QCOMPARE(told(linesByKind(checked, "train")), std::string("label-spaces: 6 11\n"));
        studio::CheckOptions options;
        options.data = path("train.csv");
        studio::RepairOptions repair;
        repair.output = path("spaces.csv");
        QCOMPARE(studio::repairData(options, checked, repair).labels, 2);
        const auto copy = studio::previewTable(repair.output, "auto", "auto", 100);
        QCOMPARE(copy.rows[4][1], std::string("very good"));
        QCOMPARE(copy.rows[9][1], std::string("bad"));
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

    void onlyKindsWithARepairCanBeRepaired() {
        studio::checkRepairKinds({"doubles", "look-alikes"});
        std::string error = errorOf([] { studio::checkRepairKinds({"imbalance"}); });
        QVERIFY2(error.find("“imbalance” have no repair") != std::string::npos &&
                     error.find("doubles") != std::string::npos,
                 error.c_str());
        error = errorOf([] { studio::checkRepairKinds({"double"}); });
        QVERIFY2(error.find("Did you mean “doubles”?") != std::string::npos, error.c_str());
        // What has a repair is of a kind that says so.
        for (const DataFinding& finding : check(csv(clean(1, 60)) + "x,\n").findings)
            if (finding.repair.action != Repair::Action::None)
                studio::checkRepairKinds({finding.kind});
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

    void aCopyIsReadAsItIsWritten_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("encoding");
        QTest::addColumn<QString>("delimiter");
        QTest::newRow("standard") << "way.csv"
                                  << "auto"
                                  << "auto";
        QTest::newRow("tabs") << "way.tsv"
                              << "auto"
                              << "auto";
        QTest::newRow("objects") << "way.jsonl"
                                 << "GB18030"
                                 << "semicolon";
        QTest::newRow("as in China") << "way.csv"
                                     << "GB18030"
                                     << "semicolon";
        QTest::newRow("with marks") << "way.csv"
                                    << "UTF-16"
                                    << "pipe";
    }
    void aCopyIsReadAsItIsWritten() {
        QFETCH(QString, name);
        QFETCH(QString, encoding);
        QFETCH(QString, delimiter);
        std::vector<Row> rows = clean(1, 60);
        rows[7].first = "味道; 不错，“好吃”|\t再来 😀";
        rows.push_back(rows[0]);
        const auto checked = check(csv(rows));
        studio::CheckOptions options;
        options.data = path("train.csv");
        studio::RepairOptions repair;
        repair.output = path(name.toStdString());
        repair.overwrite = true;
        repair.encoding = encoding.toStdString();
        repair.delimiter = delimiter.toStdString();
        const auto report = studio::repairData(options, checked, repair);
        QCOMPARE(report.encoding, encoding == "auto" ? "UTF-8" : encoding.toStdString());
        const auto copy = studio::previewTable(
            repair.output, report.encoding,
            report.delimiter.empty() ? std::string("auto") : report.delimiter, 100);
        QCOMPARE(copy.rows.size(), std::size_t{60});
        for (std::size_t i = 0; i < copy.rows.size(); ++i)
            QCOMPARE(copy.rows[i], (std::vector<std::string>{rows[i].first, rows[i].second}));
    }

    void anEncodingThatLacksACharacterIsNamed() {
        std::vector<Row> rows = clean(1, 60);
        rows[7].first = "味道";
        const auto checked = check(csv(rows));
        studio::CheckOptions options;
        options.data = path("train.csv");
        studio::RepairOptions repair;
        repair.output = path("latin.csv");
        repair.encoding = "windows-1252";
        const std::string error = errorOf([&] { studio::repairData(options, checked, repair); });
        QVERIFY2(error.find("has no character “味”") != std::string::npos, error.c_str());
        QVERIFY(!fs::exists(repair.output));
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

    // “Very good” is “very good”: that they are written in two ways is one finding.
    void labelsWrittenInTwoWaysMeanTheSameEverywhere() {
        std::vector<Row> rows = clean(1, 100);
        std::vector<Row> test = clean(2, 100);
        for (Row& row : test)
            if (row.second == "very good")
                row.second = "VERY GOOD";
        const auto exchanged = [](std::string text) {
            return text.replace(text.find(' ') + 1, 6, "zuzuzu");
        };
        Sentences sentences(3);
        const std::string whole = sentences.next(25);
        const std::string tested = sentences.next(25);
        test.emplace_back(tested, "very  good");
        rows.emplace_back(whole, "very good");              // line 102
        rows.emplace_back(whole, "Very Good");              // 103
        rows.emplace_back(exchanged(whole), "Very Good");   // 104
        rows.emplace_back(exchanged(tested), "ｖery good"); // 105
        const auto checked = check(csv(rows), csv(test));
        QCOMPARE(told(linesByKind(checked, "train")),
                 std::string("doubles: 103\nlabel-spelling: 103 104 105\nnear-doubles: "
                             "104\nnear-leaks: 105\n"));
        auto ofTest = linesByKind(checked, "test");
        QCOMPARE(ofTest.size(), std::size_t{1});
        QCOMPARE(ofTest["label-spelling"].size(), std::size_t{51});
        studio::CheckOptions options;
        options.data = path("train.csv");
        options.test = path("test.csv");
        studio::RepairOptions repair;
        repair.output = path("spelt.csv");
        const auto report = studio::repairData(options, checked, repair);
        QCOMPARE(report.dropped, 1);
        QCOMPARE(report.labels, 2);
        options.data = repair.output;
        QCOMPARE(told(linesByKind(studio::checkData(options), "train")),
                 std::string("near-doubles: 103\nnear-leaks: 104\n"));
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

    // A copy with cleaned texts would leave spans where they were.
    void textsWithSpansAreNotRewritten() {
        studio::CheckOptions options;
        options.task = "token-classification";
        options.data = write("spans.jsonl", "{\"text\":\"<p>see <b>Ada</b> here</p>\","
                                            "\"label\":[[10,13,\"PER\"]]}\n");
        for (const DataFinding& finding : studio::checkData(options).findings)
            QVERIFY(finding.repair.action != Repair::Action::CleanTexts);
        options.task = "text-classification";
        const auto found = studio::checkData(options).findings;
        QVERIFY(std::any_of(found.begin(), found.end(), [](const DataFinding& finding) {
            return finding.repair.action == Repair::Action::CleanTexts;
        }));
    }
};

QTEST_GUILESS_MAIN(CheckTest)
#include "check_test.moc"
