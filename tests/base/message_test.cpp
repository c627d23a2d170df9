// SPDX-License-Identifier: GPL-3.0-or-later
// Messages, errors and lists of problems.
#include "base/error.h"
#include "base/lists.h"

#include <QTest>

using namespace attune;

class MessageTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void listsOfForeignNamesStayShort() {
        const std::string text(300, 'x');
        const std::vector<std::string> names(50, text);
        QVERIFY(named(names).size() < 1000 && named(names).ends_with("..."));
        QVERIFY(quoted(names).size() < 1000);
        QCOMPARE(named(std::vector<std::string>{"a", text}), "a, " + text.substr(0, 80) + "...");
        std::string wide; // never cut within a character
        for (int i = 0; i < 40; ++i)
            wide += "很";
        QCOMPARE(named(std::vector<std::string>{wide}), wide.substr(0, 78) + "...");
        QCOMPARE(named(std::vector<std::string>{"a", "b"}), std::string("a, b"));
    }

    void putsArgumentsInTheirPlaces() {
        QCOMPARE(say("Row %2 of %1 has %3.", "a.csv", 7, 0.5).text(),
                 std::string("Row 7 of a.csv has 0.5."));
    }

    void leavesSignsWithoutArgumentAlone() {
        QCOMPARE(say("100% of %1, %2", 3).text(), std::string("100% of 3, %2"));
    }

    void aListOfOneLineIsALine() {
        const char* format = "%1 texts (lines %2).";
        QCOMPARE(say(format, 1, "287").text(), std::string("1 texts (line 287)."));
        QCOMPARE(say(format, 1, "1,287").text(), std::string("1 texts (line 1,287)."));
        QCOMPARE(say(format, 2, "287, 5").text(), std::string("2 texts (lines 287, 5)."));
    }

    void argumentsAreNotReadAsTemplates() {
        QCOMPARE(say("%1 and %2", "%2", "x").text(), std::string("%2 and x"));
    }

    void showsWhatWouldMoveTheCursor() {
        QCOMPARE(say("“%1”", std::string("a\x1b[2Jb\nc")).text(),
                 std::string("“a\\x1B[2Jb\\x0Ac”"));
        // U+202E turns the reading direction.
        QVERIFY(!QByteArray(say("%1", "\xE2\x80\xAE").text().c_str()).contains("\xE2\x80\xAE"));
    }

    void errorNamesPlaceAndRemedy() {
        const Error error(say("It is empty"), "a.csv", say("Choose another file."));
        QCOMPARE(std::string(error.what()),
                 std::string("a.csv: It is empty. Choose another file."));
    }

    void oneProblemKeepsItsParts() {
        Problems problems{
            {Problem::Severity::Warning, "data.text",       "", say("w"),   {}         },
            {Problem::Severity::Error,   "training.epochs", "", say("bad"), say("good")}
        };
        QVERIFY(hasErrors(problems));
        try {
            throwIfErrors(problems, "r.yaml");
            QFAIL("no error was thrown");
        } catch (const UsageError& error) {
            QCOMPARE(error.where(), std::string("r.yaml: training.epochs"));
            QCOMPARE(error.message().text(), std::string("bad"));
        }
    }

    void severalProblemsAreAllListed() {
        Problems problems{
            {Problem::Severity::Error, "a", "",         say("one"), {}},
            {Problem::Severity::Error, "b", "r.yaml:4", say("two"), {}}
        };
        try {
            throwIfErrors(problems, "r.yaml");
            QFAIL("no error was thrown");
        } catch (const UsageError& error) {
            QCOMPARE(std::string(error.what()), std::string("r.yaml: a: one.\nr.yaml:4: b: two."));
        }
    }

    void warningsAloneDoNotThrow() {
        throwIfErrors(
            {
                {Problem::Severity::Warning, "a", "", say("one"), {}}
        },
            "r.yaml");
    }
};

QTEST_GUILESS_MAIN(MessageTest)
#include "message_test.moc"
