// SPDX-License-Identifier: GPL-3.0-or-later
// Described parameters: conformity, reading from text, binding to a struct.
#include "base/parameter.h"

#include <QTest>

using namespace attune;

namespace {

struct Settings {
    std::int64_t count = 3;
    double rate = 0.5;
    std::optional<double> dropout;
    std::string kind = "a";
};

Parameter integer(double low, double high) {
    Parameter parameter;
    parameter.key = "count";
    parameter.kind = Parameter::Kind::Integer;
    parameter.minimum = low;
    parameter.maximum = high;
    return parameter;
}

} // namespace

class ParameterTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void wholeRealIsAnInteger() {
        Value value = 4.0;
        Problem problem;
        QVERIFY(conform(integer(1, 9), value, problem));
        QCOMPARE(std::get<std::int64_t>(value), std::int64_t{4});
    }

    void refusalsSayWhyAndWhatToDo_data() {
        QTest::addColumn<QString>("text");
        QTest::newRow("below") << "0";
        QTest::newRow("above") << "10";
        QTest::newRow("broken") << "2.5";
        QTest::newRow("word") << "many";
        QTest::newRow("infinite") << "inf";
        QTest::newRow("not a number") << "nan";
        QTest::newRow("too large") << "1e300";
        QTest::newRow("trailing") << "3x";
        QTest::newRow("empty") << "";
    }
    void refusalsSayWhyAndWhatToDo() {
        QFETCH(QString, text);
        Value value;
        Problem problem;
        QVERIFY(!parseValue(integer(1, 9), text.toStdString(), value, problem));
        QVERIFY(!problem.message.text().empty());
    }

    void choicesAreNamed() {
        Parameter parameter;
        parameter.kind = Parameter::Kind::Choice;
        parameter.choices = {"linear", "cosine"};
        Value value = std::string("step");
        Problem problem;
        QVERIFY(!conform(parameter, value, problem));
        QVERIFY(problem.hint.text().find("linear, cosine") != std::string::npos);
    }

    void optionalCanBeLeftOut() {
        const Field<Settings> field{
            {.key = "dropout",
             .kind = Parameter::Kind::Real,
             .minimum = 0,
             .maximum = 1,
             .optional = true},
            &Settings::dropout
        };
        Settings settings;
        QVERIFY(std::holds_alternative<std::monostate>(valueOf(settings, field)));
        setValue(settings, field, 0.25);
        QCOMPARE(*settings.dropout, 0.25);
        Value value;
        Problem problem;
        QVERIFY(parseValue(field.parameter, "", value, problem));
        setValue(settings, field, value);
        QVERIFY(!settings.dropout);
    }

    void realsPrintAsTheShortestTextThatReadsBack() {
        QCOMPARE(toText(5e-5), std::string("5e-05"));
        QCOMPARE(toText(0.1), std::string("0.1"));
        QCOMPARE(toText(std::vector<std::string>{"a", "b, c"}), std::string("[a, \"b, c\"]"));
    }

    void nearestKeyNeedsLikeness() {
        const std::vector<std::string> known{"learning_rate", "epochs", "batch_size"};
        QCOMPARE(nearestKey("learning_rat", known), std::string("learning_rate"));
        QCOMPARE(nearestKey("epoch", known), std::string("epochs"));
        QCOMPARE(nearestKey("zzzzzz", known), std::string());
    }
};

QTEST_GUILESS_MAIN(ParameterTest)
#include "parameter_test.moc"
