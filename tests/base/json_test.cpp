// SPDX-License-Identifier: GPL-3.0-or-later
// JSON from files that are not trusted.
#include "base/json.h"

#include <QTest>

using namespace attune;

class JsonTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsWhatIsValid() {
        const Json json = parseJson(R"({"a": [1, 2.5, "x", null, true], "b": {"a": 1}})", "t");
        QCOMPARE(json["a"][1].get<double>(), 2.5);
        QCOMPARE(json["b"]["a"].get<int>(), 1);
    }

    void refusesWithTheSourceNamed_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("cut") << QByteArray("{\"a\": 1");
        QTest::newRow("key twice") << QByteArray("{\"a\": 1, \"a\": 2}");
        QTest::newRow("deep") << QByteArray(100, '[') + QByteArray(100, ']');
        QTest::newRow("very deep") << QByteArray(1000000, '[');
        QTest::newRow("trailing") << QByteArray("{} x");
        QTest::newRow("bad UTF-8") << QByteArray("\"\xff\"");
        QTest::newRow("huge number") << QByteArray("1e999");
        QTest::newRow("NaN") << QByteArray("NaN");
        QTest::newRow("NUL") << QByteArray("{}\0", 3);
    }
    void refusesWithTheSourceNamed() {
        QFETCH(QByteArray, text);
        try {
            parseJson(std::string_view(text.data(), static_cast<std::size_t>(text.size())),
                      "x.json");
            QFAIL("it was accepted");
        } catch (const Error& error) {
            QCOMPARE(error.where(), std::string("x.json"));
        }
    }

    void refusesWhatIsTooLong() {
        QVERIFY_EXCEPTION_THROWN(parseJson("[1, 2, 3]", "x", {.bytes = 4}), Error);
    }
};

QTEST_GUILESS_MAIN(JsonTest)
#include "json_test.moc"
