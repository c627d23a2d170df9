// SPDX-License-Identifier: GPL-3.0-or-later
// Chains of rules: what is wrong with them, what they count, and how a model folder keeps them.
#include "cleaning.h"

#include <QtTest>

#include <algorithm>
#include <thread>

using namespace attune;
using namespace attune::test;

namespace {

Problems problemsOf(const char* json) {
    CleaningSettings settings = rulesOf(jsonOf(json));
    Problems problems;
    checkCleaning(settings, problems);
    return problems;
}

} // namespace

class CleaningTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noRulesKeepEveryText() {
        const Cleaning none;
        QVERIFY(none.empty());
        QCOMPARE(none.clean(" <b> "), std::string(" <b> "));
        QVERIFY(none.record("x").changes.empty());
        QCOMPARE(none.toJson(), Json::array());
    }

    void rulesApplyInOrderAndAreCounted() {
        const Cleaning cleaning = cleaningOf("[{'html': {}}, {'unicode': {}}, {'whitespace': {}}]");
        const Cleaned cleaned = cleaning.apply("<p>Hi&nbsp; you</p>");
        QCOMPARE(cleaned.text, std::string("Hi you"));
        QCOMPARE(cleaned.changed, std::uint64_t{0b101});
        QCOMPARE(cleaned.refused, std::uint64_t{0});
    }

    void recordNamesTheRulesOfEachChange() {
        const Cleaning cleaning = cleaningOf("[{'html': {}}, {'case': {}}]");
        const std::string text = "A <b>B</b> c";
        const Rewrite record = cleaning.record(text);
        QCOMPARE(record.text, std::string("a b c"));
        QCOMPARE(record.changes.size(), std::size_t{2});
        QCOMPARE(record.changes[0].rules, std::uint64_t{2}); // A
        QCOMPARE(record.changes[1].rules, std::uint64_t{3}); // <b>B</b>
        QVERIFY(isSound(text, record));
    }

    void aRuleThatIsOffKeepsItsPlaceAndDoesNothing() {
        const Cleaning cleaning =
            cleaningOf("[{'html': {'off': true}}, {'replace': {'pattern': '(', 'off': true}}, "
                       "{'placeholders': {'off': true}}, {'case': {}}]");
        const Cleaned cleaned = cleaning.apply("<b>A</b>");
        QCOMPARE(cleaned.text, std::string("<b>a</b>"));
        QCOMPARE(cleaned.changed, std::uint64_t{0b1000});
        QCOMPARE(cleaning.record("<b>A</b>").changes[0].rules, std::uint64_t{0b1000});
        QVERIFY(cleaning.words().empty());
        // A model keeps only what its texts went through.
        QCOMPARE(cleaning.toJson(), cleaningOf("[{'case': {}}]").toJson());
        QVERIFY(!cleaning.toJson()[0]["parameters"].contains("off"));
    }

    void allProblemsAreToldAtOnce() {
        const Problems problems = problemsOf(
            "[{'unicode': {'form': 'NFX'}}, {'htlm': {}}, {'repeats': {'leters': 2}}, "
            "{'replace': {'pattern': '('}}, {'replace': {'pattern': 'a', 'with': '$2'}}]");
        QCOMPARE(problems.size(), std::size_t{5});
        QCOMPARE(problems[0].field, std::string("[0].form"));
        QCOMPARE(problems[1].field, std::string("[1]"));
        QVERIFY(problems[1].hint.text().find("html") != std::string::npos);
        QCOMPARE(problems[2].field, std::string("[2].leters"));
        QVERIFY(problems[2].hint.text().find("letters") != std::string::npos);
        QCOMPARE(problems[3].field, std::string("[3].pattern"));
        QCOMPARE(problems[4].field, std::string("[4].with"));
        try {
            cleaningOf("[{'html': {}}, {'unicode': {'form': 'NFX'}}]");
            QFAIL("no error");
        } catch (const UsageError& error) {
            QVERIFY(std::string(error.what()).find("clean[1].form") != std::string::npos);
        }
    }

    // In words, not by the name that a library has for it.
    void whatIsWrongWithAPatternIsTold_data() {
        QTest::addColumn<QByteArray>("pattern");
        QTest::addColumn<QByteArray>("message");
        QTest::newRow("round") << QByteArray("a(b")
                               << QByteArray("The bracket “(” is never closed.");
        QTest::newRow("square") << QByteArray("[ab")
                                << QByteArray("The bracket “[” is never closed.");
        QTest::newRow("closing") << QByteArray("ab)c")
                                 << QByteArray("“)” at character 3 closes nothing.");
        QTest::newRow("repeats") << QByteArray("a{3,1}")
                                 << QByteArray(
                                        "The numbers in “{...}” at character 6 tell no range "
                                        "of repeats.");
        QTest::newRow("range") << QByteArray("[z-a]")
                               << QByteArray("The range at character 4 ends before it begins.");
        QTest::newRow("kind") << QByteArray("\\p{Nonsense}")
                              << QByteArray(
                                     "There is no kind of character of the name at character "
                                     "12.");
        QTest::newRow("star") << QByteArray("*a")
                              << QByteArray(
                                     "The regular expression cannot be read at character 1.");
    }
    void whatIsWrongWithAPatternIsTold() {
        QFETCH(QByteArray, pattern);
        QFETCH(QByteArray, message);
        CleaningStep step = cleaningStep("replace");
        step.values["pattern"] = pattern.toStdString();
        Problems problems;
        CleaningSettings settings = {step};
        checkCleaning(settings, problems);
        QCOMPARE(QByteArray::fromStdString(problems.front().message.text()), message);
    }

    void stopWordsNeedAList() {
        QCOMPARE(problemsOf("[{'stopwords': {}}]").front().field, std::string("[0].language"));
        QVERIFY(problemsOf("[{'stopwords': {'language': 'en'}}]").empty());
        QCOMPARE(problemsOf("[{'stopwords': {'words': ['a', '!']}}]").front().field,
                 std::string("[0].words"));
    }

    void placeholdersThatGrowAreRefused() {
        QCOMPARE(problemsOf("[{'placeholders': {'url_word': 'see www.x'}}]").front().field,
                 std::string("[0].url_word"));
        QVERIFY(problemsOf("[{'placeholders': {'user_word': '@user'}}]").empty());
    }

    void moreRulesThanARecordCanNameAreRefused() {
        CleaningSettings settings(kMostRules, cleaningStep("html"));
        Problems problems;
        checkCleaning(settings, problems);
        QVERIFY(problems.empty());
        settings.push_back(cleaningStep("html"));
        checkCleaning(settings, problems);
        QCOMPARE(problems.size(), std::size_t{1});
    }

    void everyOperatorComesBackFromJson() {
        CleaningSettings all;
        for (const CleaningDescription& one : cleaningOperators()) {
            CleaningStep step = cleaningStep(one.key);
            if (one.key == "replace") {
                step.values["pattern"] = std::string("(a)\\s");
                step.values["with"] = std::string("$1");
            }
            if (one.key == "stopwords")
                step.values["words"] = std::vector<std::string>{"the", "吗"};
            all.push_back(step);
        }
        const Cleaning cleaning(all);
        const Json json = parseJson(cleaning.toJson().dump(), "attune.json");
        const Cleaning again = Cleaning::fromJson(json, "attune.json");
        QVERIFY(again.settings() == cleaning.settings());
        QCOMPARE(again.toJson(), cleaning.toJson());
        QCOMPARE(json[0]["operator"], Json(cleaningOperators()[0].key));
        QCOMPARE(json[0]["version"], Json(1));
    }

    void whatALaterVersionWroteIsRefused_data() {
        QTest::addColumn<QString>("json");
        QTest::newRow("operator") << "[{'operator': 'magic', 'version': 1, 'parameters': {}}]";
        QTest::newRow("version") << "[{'operator': 'html', 'version': 2, 'parameters': {}}]";
        QTest::newRow("key") << "[{'operator': 'html', 'version': 1, 'parameters': {'x': 1}}]";
        QTest::newRow("value")
            << "[{'operator': 'case', 'version': 1, 'parameters': {'to': 'title'}}]";
        QTest::newRow("kind")
            << "[{'operator': 'case', 'version': 1, 'parameters': {'to': {'a': 1}}}]";
        QTest::newRow("no version") << "[{'operator': 'html', 'parameters': {}}]";
        QTest::newRow("no list") << "{'html': {}}";
        QTest::newRow("no object") << "['html']";
    }
    void whatALaterVersionWroteIsRefused() {
        QFETCH(QString, json);
        try {
            Cleaning::fromJson(jsonOf(json.toStdString()), "attune.json");
            QFAIL("no error");
        } catch (const Error& error) {
            QVERIFY(std::string(error.what()).find("attune.json") != std::string::npos);
        }
    }

    void placeholderWordsAreNamed() {
        const std::vector<std::string> expected{"<url>", "<email>", "@someone"};
        QVERIFY(cleaningOf("[{'html': {}}, {'placeholders': {'user_word': '@someone'}}, "
                           "{'placeholders': {'users': false}}]")
                    .words() == expected);
    }

    void everyOperatorIsDescribed() {
        for (const CleaningDescription& one : cleaningOperators()) {
            QVERIFY(!one.title.empty() && !one.help.empty());
            for (const CleaningParameter& parameter : one.parameters) {
                QVERIFY(!parameter.parameter.title.empty() && !parameter.parameter.help.empty());
                Value value = parameter.standard;
                Problem problem;
                QVERIFY(conform(parameter.parameter, value, problem));
            }
        }
    }

    void threadsGetWhatOneGets() {
        const Cleaning cleaning =
            cleaningOf("[{'repair-encoding': {}}, {'html': {}}, {'markdown': {}}, {'unicode': "
                       "{'form': 'NFKC'}}, "
                       "{'invisible': {}}, {'chinese': {}}, {'emoji': {}}, {'placeholders': {}}, "
                       "{'stopwords': {'language': 'zh'}}, {'replace': {'pattern': '(\\\\w)\\\\1', "
                       "'with': '$1'}}]");
        const std::string text =
            "<b>這個</b> 手機很好用的😀 see http://x.com &amp; **tell** me cafÃ©\n我们的";
        const std::string expected = cleaning.clean(text);
        std::vector<std::string> results(4);
        {
            std::vector<std::jthread> threads;
            for (std::string& result : results)
                threads.emplace_back([&] {
                    for (int i = 0; i < 200; ++i)
                        result = cleaning.clean(text);
                });
        }
        QVERIFY(std::all_of(results.begin(), results.end(),
                            [&](const std::string& one) { return one == expected; }));
    }
};

QTEST_GUILESS_MAIN(CleaningTest)
#include "cleaning_test.moc"
