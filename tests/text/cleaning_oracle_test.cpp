// SPDX-License-Identifier: GPL-3.0-or-later
// Operators against Python's unicodedata and html.unescape, OpenCC and emoji, and the repair of
// encodings against texts that are right or were broken (fixtures/text/make_cleaning.py).
#include "base/files.h"
#include "cleaning.h"

#include <QtTest>

#include <cstdlib>
#include <map>
#include <sstream>

using namespace attune;
using namespace attune::test;

class CleaningOracleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void operatorsEqualTheirOracles() {
        std::istringstream lines(
            readFile(fs::path(std::getenv("ATTUNE_FIXTURES")) / "text/cleaning.jsonl"));
        std::map<std::string, int> same;
        std::map<std::string, int> all;
        std::string wrong;
        for (std::string line; std::getline(lines, line);) {
            const Json row = parseJson(line, "cleaning.jsonl");
            const std::string oracle = row["oracle"];
            const std::string before = row["before"];
            const std::string after = row["after"];
            const Cleaning cleaning(rulesOf(Json::array({row["rule"]})));
            QCOMPARE(broken(cleaning, before), std::string());
            const std::string found = cleaning.clean(before);
            ++all[oracle];
            same[oracle] += found == after;
            // A repair may be too unsure, but never wrong.
            const bool good = found == after || (oracle == "broken" && found == before);
            if (!good && oracle != "opencc" && wrong.size() < 4000)
                wrong += "\n" + line + "\n" + found;
        }
        if (!wrong.empty())
            QFAIL(wrong.c_str());
        // ICU and OpenCC have their own mind of rare characters and of some variants.
        qInfo("OpenCC: %d of %d, repaired: %d of %d", same["opencc"], all["opencc"], same["broken"],
              all["broken"]);
        QVERIFY(all["opencc"] > 2000 && same["opencc"] >= all["opencc"] * 98 / 100);
        QVERIFY(all["broken"] > 40 && same["broken"] >= all["broken"] * 8 / 10);
        QVERIFY(all["right"] > 1500 && all["unicodedata"] > 500 && all["html.unescape"] > 900);
    }
};

QTEST_GUILESS_MAIN(CleaningOracleTest)
#include "cleaning_oracle_test.moc"
