// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/compare.h"

#include <QtTest>

#include <algorithm>
#include <vector>

using namespace attune;

class CompareTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void trimTakesUnicodeWhiteSpace() {
        QCOMPARE(trimmed(" \t\r\n\xC2\xA0\xE3\x80\x80 a b \xE3\x80\x80\xEF\xBB\xBF"),
                 std::string_view("a b"));
        QCOMPARE(trimmed(" \xE3\x80\x80 "), std::string_view());
        QCOMPARE(trimmed("\x80"), std::string_view("\x80"));
        QCOMPARE(trimmed("好"), std::string_view("好"));
    }

    void looseFormIgnoresCaseWidthAndSpace() {
        QCOMPARE(looseForm("  Very  Good\t"), std::string("very good"));
        QCOMPARE(looseForm("ＧＯＯＤ"), std::string("good"));
        QCOMPARE(looseForm("Straße"), std::string("strasse"));
        QVERIFY(looseForm("good") != looseForm("goods"));
        QCOMPARE(looseForm(""), std::string());
    }

    void digitsCountByValue() {
        std::vector<std::string> names{"b",   "a10", "a2", "a",   "a02",
                                       "a1b", "10",  "9",  "好2", "好10"};
        std::sort(names.begin(), names.end(), naturalLess);
        QCOMPARE(names, (std::vector<std::string>{"9", "10", "a", "a1b", "a02", "a2", "a10", "b",
                                                  "好2", "好10"}));
    }
};

QTEST_GUILESS_MAIN(CompareTest)
#include "compare_test.moc"
