// SPDX-License-Identifier: GPL-3.0-or-later
// Row filters: which rows they leave out of the training part, why, and that nothing else changes.
#include "data/alike_texts.h"
#include "data/row_filter.h"
#include "data/split.h"
#include "scratch.h"
#include "text/language.h"

#include <QtTest>

#include <map>
#include <set>

using namespace attune;

namespace {

std::vector<Example> examples(const std::vector<std::pair<std::string, int>>& rows) {
    std::vector<Example> out;
    for (const auto& [text, label] : rows) {
        const auto row = static_cast<std::uint32_t>(out.size());
        out.push_back({text, {}, label, row + 2, row});
    }
    return out;
}

// Line and reason of every row that is left out.
std::map<std::uint32_t, std::string> leftOut(const DataSettings& settings,
                                             std::vector<Example> rows) {
    const std::size_t before = rows.size();
    const FilteredRows made = filterRows(settings, rows);
    std::map<std::uint32_t, std::string> out;
    for (const SkippedRow& row : made.left)
        out[row.line] = row.reason.text();
    for (const Example& row : rows)
        if (out.contains(row.line))
            out[row.line] += " (but it is still there)";
    return rows.size() + out.size() == before ? out : std::map<std::uint32_t, std::string>{};
}

using Lines = std::map<std::uint32_t, std::string>;

} // namespace

class RowFilterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingIsFilteredByDefault() {
        std::vector<Example> rows = examples({
            {"a", 0},
            {"a", 0},
            {"",  1}
        });
        QVERIFY(!hasFilters({}));
        QVERIFY(filterRows({}, rows).filters.empty());
        QCOMPARE(rows.size(), std::size_t{3});
    }

    void lengthCountsCharactersWithoutTheSpaceAround() {
        DataSettings settings;
        settings.filter_min_characters = 3;
        settings.filter_max_characters = 5;
        QCOMPARE(
            leftOut(settings, examples({
                                  {"  ab  ",                         0},
                                  {"abc",                            0},
                                  {"\u4E2D\u6587",                   0},
                                  {"\u4E2D\u6587\u4E2D\u6587\u4E2D", 0},
                                  {"abcdef",                         0}
        })),
            (Lines{{2, "Filter min_characters: the number of characters is 2, less than 3."},
                   {4, "Filter min_characters: the number of characters is 2, less than 3."},
                   {6, "Filter max_characters: the number of characters is 6, more than 5."}}));
    }

    void languageLeavesOutWhatIsSurelyAnother() {
        DataSettings settings;
        settings.filter_languages = {"en"};
        const std::vector<std::string> texts = {
            "This is the best film that I have seen in years.",
            "Das ist der beste Film, den ich seit Jahren gesehen habe.",
            "这是一部很好的电影。",
            "Nokia 3310",
            "これはとても良い映画です。",
            ":-)"};
        std::vector<std::pair<std::string, int>> rows;
        for (const std::string& text : texts)
            rows.emplace_back(text, 0);
        const Lines expected = {
            {3, "Filter languages: the text seems to be in “de”."},
            {4, "Filter languages: the text seems to be in “zh”."},
            {6, "Filter languages: the text seems to be in “ja”."}
        };
        QCOMPARE(leftOut(settings, examples(rows)), expected);
    }

    // A text may be too short for its language to be known: its letters still tell what it is not.
    void lettersAloneLeaveOutWhatNoLanguageIsWrittenIn() {
        const auto lines = [](const std::vector<std::string>& languages) {
            DataSettings settings;
            settings.filter_languages = languages;
            std::vector<std::uint32_t> out;
            for (const auto& [line, reason] : leftOut(settings, examples({
                                                                    {"ok lol",         0}, // line 2
                                                                    {"很好",         0},
                                                                    {"3310 :-)",       0},
                                                                    {"ну да",      0}, // line 5
                                                                    {"用 App 买的", 0},
                                                                    {"très",          0}
            })))
                out.push_back(line);
            return out;
        };
        using Out = std::vector<std::uint32_t>;
        QCOMPARE(lines({"zh"}), (Out{2, 5, 7}));
        QCOMPARE(lines({"en"}), (Out{3, 5}));
        QCOMPARE(lines({"fr", "ru"}), (Out{3}));
        QCOMPARE(lines({"zh", "en"}), (Out{5}));
    }

    void patternsKeepAndLeaveOut() {
        DataSettings settings;
        settings.filter_matching = "(?i)film|movie";
        settings.filter_not_matching = "\\d{4}";
        QCOMPARE(leftOut(settings, examples({
                                       {"A Film.",          0},
                                       {"A book.",          0},
                                       {"A movie of 1999.", 0}
        })),
                 (Lines{{3, "Filter matching: the pattern finds nothing in the text."},
                        {4, "Filter not_matching: the pattern finds something in the text."}}));
    }

    void aTextTooHardForThePatternStaysAndIsCounted() {
        DataSettings settings;
        settings.filter_not_matching = "(a+)+b";
        std::vector<Example> rows = examples({
            {std::string(3000, 'a'), 0},
            {"aab",                0               }
        });
        const FilteredRows made = filterRows(settings, rows);
        QCOMPARE(made.tooHard, std::uint64_t{1});
        QCOMPARE(rows.size(), std::size_t{1});
        QCOMPARE(rows[0].line, 2u);
    }

    void doublesKeepTheFirstOfEachLabel() {
        DataSettings settings;
        settings.filter_doubles = true;
        QCOMPARE(leftOut(settings, examples({
                                       {"Very good",      0},
                                       {"very  GOOD ",    0},
                                       {"Very good",      1},
                                       {"\uFF36ery good", 1},
                                       {"Very good!",     0}
        })),
                 (Lines{{3, "Filter doubles: the text stands in line 2 already."},
                        {5, "Filter doubles: the text stands in line 4 already."}}));
    }

    void nearDoublesKeepTheFirst() {
        DataSettings settings;
        settings.filter_near_doubles = 0.8;
        const std::string text = "we waited for an hour and then the soup was cold and the waiter "
                                 "did not even say that he was sorry";
        const auto with = [&](const std::string& from, const std::string& to) {
            std::string out = text;
            return out.replace(out.find(from), from.size(), to);
        };
        QCOMPARE(
            leftOut(settings, examples({
                                  {text,                      0                       },
                                  {with("soup",               "tea"),                   0},
                                  {with("soup",                         "tea"),                                       1}, // another label
                                  {with("an hour and then the soup",                        "two days until my tea"),          0},
                                  {"!!!",0},
                                  {"???",                     0                                                                  }, // no words, no doubles
        })),
            (Lines{{3, "Filter near_doubles: the text is to 84% the same as in line 2."}}));
    }

    // All pairs compared one by one, in several kinds of texts.
    void everyAlikePairIsFound() {
        std::vector<Example> rows;
        std::uint64_t state = 1;
        const auto random = [&](std::uint64_t n) {
            state = state * 6364136223846793005u + 1442695040888963407u;
            return (state >> 33) % n;
        };
        for (std::uint32_t i = 0; i < 600; ++i) {
            std::string text;
            if (i % 3 != 0) { // a changed copy of an earlier one
                text = rows[random(i)].text;
                const std::size_t at = text.find(' ', random(text.size()));
                if (at != text.npos)
                    text.replace(at, 1 + random(4), " w" + std::to_string(random(40)) + " ");
            } else {
                for (std::uint64_t words = 3 + random(20); words > 0; --words)
                    text += "w" + std::to_string(random(40)) + " ";
            }
            rows.push_back({text, {}, static_cast<std::int32_t>(random(2)), i + 2, i});
        }
        const auto sets = [&] {
            std::vector<std::set<std::pair<std::string, std::string>>> all;
            for (const Example& row : rows) {
                all.emplace_back();
                std::string last = "^";
                for (const QString& word :
                     QString::fromStdString(row.text).split(' ', Qt::SkipEmptyParts)) {
                    all.back().emplace(last, word.toStdString());
                    last = word.toStdString();
                }
                all.back().emplace(last, "^");
            }
            return all;
        }();
        for (const double least : {0.5, 0.7, 0.8, 1.0}) {
            AlikeTexts texts(least);
            for (const Example& row : rows)
                texts.add(row);
            std::vector<std::size_t> kept;
            int found = 0;
            for (std::uint32_t i = 0; i < rows.size(); ++i) {
                std::optional<Alike> expected;
                for (const std::size_t other : kept) {
                    std::size_t both = 0;
                    for (const auto& pair : sets[i])
                        both += sets[other].count(pair);
                    const double share =
                        static_cast<double>(both) /
                        static_cast<double>(sets[i].size() + sets[other].size() - both);
                    if (!expected && rows[other].label == rows[i].label && share >= least)
                        expected = Alike{static_cast<std::uint32_t>(other), share};
                }
                const std::optional<Alike> alike = texts.find(i);
                QCOMPARE(alike.has_value(), expected.has_value());
                if (alike) {
                    ++found;
                    QCOMPARE(alike->number, expected->number);
                    QCOMPARE(alike->share, expected->share);
                } else {
                    kept.push_back(i);
                    texts.keep(i);
                }
            }
            QVERIFY(found > (least < 1 ? 20 : 0));
            QCOMPARE(texts.limited(), std::uint64_t{0});
        }
    }

    // Texts of few words, each of which stands in most of them.
    static std::vector<Example> textsOfFewWords(std::size_t count) {
        std::vector<Example> rows;
        std::uint64_t state = 1;
        for (std::uint32_t i = 0; i < count; ++i) {
            std::string text;
            for (int words = 0; words < 50; ++words) {
                state = state * 6364136223846793005u + 1442695040888963407u;
                text += "w" + std::to_string((state >> 33) % 8) + " ";
            }
            rows.push_back({text, {}, 0, i + 2, i});
        }
        return rows;
    }

    void whatIsNotComparedWithAllIsCountedAndTold() {
        std::vector<Example> rows = textsOfFewWords(1000);
        DataSettings settings;
        settings.filter_near_doubles = 0.8;
        QCOMPARE(filterRows(settings, rows).limited, std::uint64_t{0});
        rows = textsOfFewWords(3000);
        rows.push_back(rows[0]); // a kept one of the first thousand is found all the same
        rows.back().row = 3000;
        const FilteredRows made = filterRows(settings, rows);
        QVERIFY2(made.limited > 1000 && made.limited <= 2000, std::to_string(made.limited).c_str());
        QCOMPARE(rows.size(), std::size_t{3000});
        Scratch scratch;
        std::string table = "text,label\n";
        for (const Example& row : rows)
            table += row.text + (row.row % 2 == 0 ? ",a\n" : ",b\n");
        scratch.write("train.csv", table);
        settings.train = "train.csv";
        settings.validation_split = 0;
        QVERIFY(mentions(readSplit(settings, scratch.root(), 1).notes,
                         "did not compare with all others"));
        // The other label has as many texts of its own to be compared with.
        for (Example& row : rows)
            row.label = static_cast<std::int32_t>(row.row % 3);
        QCOMPARE(filterRows(settings, rows).limited, std::uint64_t{0});
    }

    void puttingTheWordsInOrderHearsTheStop() {
        std::stop_source stop;
        AlikeTexts texts(0.8, stop.get_token());
        for (const Example& row : textsOfFewWords(10))
            texts.add(row);
        stop.request_stop();
        QVERIFY_EXCEPTION_THROWN(texts.find(0), Cancelled);
    }

    void mistakesAreNamed() {
        DataSettings settings;
        settings.filter_min_characters = 9;
        settings.filter_max_characters = 8;
        settings.filter_languages = {"en", "klingon"};
        settings.filter_matching = "(";
        const Problems problems = checkFilters(settings);
        QCOMPARE(problems.size(), std::size_t{3});
        QVERIFY(mentions(problems, "No text is at least 9 and at most 8 characters long."));
        QVERIFY(mentions(problems, "The language “klingon” is not known."));
        QVERIFY(mentions(problems, "The bracket “(” is never closed."));
        QCOMPARE(problems[2].field, std::string("data.filter.matching"));
    }

    void onlyTheTrainingPartIsFiltered() {
        Scratch scratch;
        std::string table = "text,label\n";
        for (int i = 0; i < 40; ++i)
            table += (i % 4 == 0 ? "no" : "a longer text " + std::to_string(i)) +
                     std::string(i % 2 == 0 ? ",a\n" : ",b\n");
        scratch.write("train.csv", table + ",a\n");
        scratch.write("test.csv", "text,label\nno,a\nyes,b\n");
        DataSettings settings;
        settings.train = "train.csv";
        settings.test = "test.csv";
        settings.validation_split = 0.2;
        const Split whole = readSplit(settings, scratch.root(), 1);
        settings.filter_min_characters = 5;
        const Split made = readSplit(settings, scratch.root(), 1);
        QVERIFY(made.validation == whole.validation);
        QVERIFY(made.test == whole.test);
        const auto shortRows = std::count_if(whole.train.begin(), whole.train.end(),
                                             [](const Example& row) { return row.text == "no"; });
        QVERIFY(shortRows > 0 && shortRows < 10); // the others are in the validation part
        QCOMPARE(made.train.size(), whole.train.size() - static_cast<std::size_t>(shortRows));
        QVERIFY(made.fingerprint != whole.fingerprint);
        QCOMPARE(made.filters.size(), std::size_t{1});
        QCOMPARE(made.filters[0].filter, std::string("min_characters"));
        QCOMPARE(made.filters[0].rows, static_cast<std::uint64_t>(shortRows));
        // Listed as every row that is left out, in the order of the file.
        QCOMPARE(made.skippedRows, static_cast<std::uint64_t>(shortRows) + 1);
        const auto& skipped = made.files[0].skipped;
        QCOMPARE(skipped.size(), made.skippedRows);
        QVERIFY(std::is_sorted(skipped.begin(), skipped.end(),
                               [](const auto& a, const auto& b) { return a.line < b.line; }));
        QVERIFY(mentions(made.notes, "The filter “min_characters” left out " +
                                         std::to_string(shortRows) + " of 32 training rows"));
    }

    void aLabelThatGoesIsNamedAndAnEmptyPartRefused() {
        Scratch scratch;
        scratch.write("train.csv", "text,label\nlong enough,a\nno,b\nlong as well,a\n");
        DataSettings settings;
        settings.train = "train.csv";
        settings.validation_split = 0;
        settings.filter_min_characters = 5;
        QVERIFY(mentions(readSplit(settings, scratch.root(), 1).notes,
                         "The filters leave no training text with the label “b”."));
        settings.filter_min_characters = 50;
        const std::string error = errorOf([&] { readSplit(settings, scratch.root(), 1); });
        QVERIFY2(error.find("The row filters leave none of 3 training rows; the first, line 2: "
                            "Filter min_characters") != error.npos,
                 error.c_str());
    }

    void languagesAreTold_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("language");
        QTest::newRow("en") << "The food was good but we had to wait."
                            << "en";
        QTest::newRow("de") << "Das Essen war gut, aber wir mussten warten."
                            << "de";
        QTest::newRow("fr") << "Le repas était bon mais nous avons dû attendre."
                            << "fr";
        QTest::newRow("es") << "La comida estaba muy buena, pero tuvimos que esperar."
                            << "es";
        QTest::newRow("it") << "Il cibo era buono, ma abbiamo dovuto aspettare."
                            << "it";
        QTest::newRow("ru") << "Еда была хорошая, но нам пришлось ждать."
                            << "ru";
        QTest::newRow("zh") << "味道不错，就是等太久。"
                            << "zh";
        QTest::newRow("ja") << "おいしいけど、待ち時間が長い。"
                            << "ja";
        QTest::newRow("ko") << "맛있지만 오래 기다렸어요."
                            << "ko";
        // One word that French alone has, among others that both have.
        QTest::newRow("foreign word") << "a tour de force of modern cinema"
                                      << "";
        QTest::newRow("by chance") << "it 's a rare window on an artistic collaboration"
                                   << "";
        QTest::newRow("a name") << "Barack Obama"
                                << "";
        QTest::newRow("numbers") << "12345 67"
                                 << "";
        QTest::newRow("nothing") << ""
                                 << "";
    }
    void languagesAreTold() {
        QFETCH(QString, text);
        QFETCH(QString, language);
        QCOMPARE(LanguageGuess().of(text.toStdString()), language.toStdString());
    }

    // Unknown is no mistake: the filter leaves such texts where they are.
    void samplesAreOfNoOtherLanguage() {
        const LanguageGuess guess;
        for (const auto& [sample, language] : {
                 std::pair("english", "en"), {"chinese", "zh"}
        }) {
            const ReadOptions options;
            const Dataset data = readDataset(
                fs::path(qgetenv("ATTUNE_SAMPLES").toStdString()) / sample / "train.csv", options);
            std::size_t known = 0;
            for (const Example& example : data.examples) {
                const std::string found = guess.of(example.text);
                QVERIFY2(found.empty() || found == language, example.text.c_str());
                known += !found.empty();
            }
            QVERIFY2(known * 10 > data.examples.size() * 7, qPrintable(QString::number(known)));
        }
    }
};

QTEST_GUILESS_MAIN(RowFilterTest)
#include "row_filter_test.moc"
