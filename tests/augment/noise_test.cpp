// SPDX-License-Identifier: GPL-3.0-or-later
// Noise of texts: every kind changes them, the same seed gives the same noise, and what a rule of
// cleaning is named for, that rule takes away.
#include "augment/noise.h"
#include "text/utf8.h"

#include <QTest>

#include <set>

using namespace attune;

namespace {

const std::vector<std::string>& texts() {
    static const std::vector<std::string> all = {
        "The film was wonderful, and the Story moved me to tears.",
        "I would not buy this phone again: its battery lasts an hour.",
        "屏幕很好，可是电池不行，客服也不理人。",
        "Ça va très bien, merci beaucoup pour ces belles chaussures!",
        "ok",
        "",
    };
    return all;
}

Example exampleOf(std::size_t row) {
    Example example;
    example.text = texts()[row];
    example.row = static_cast<std::uint32_t>(row);
    return example;
}

} // namespace

class NoiseTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyNoiseChangesSomeTexts_data() {
        QTest::addColumn<int>("at");
        for (std::size_t i = 0; i < noiseTable().size(); ++i)
            QTest::newRow(noiseTable()[i].key.c_str()) << static_cast<int>(i);
    }
    void everyNoiseChangesSomeTexts() {
        QFETCH(int, at);
        const Noise& noise = noiseTable()[static_cast<std::size_t>(at)];
        QCOMPARE(&noiseOf(noise.key), &noise);
        QVERIFY((noise.rewrite == nullptr) != noise.augment.empty());
        std::size_t changed = 0;
        for (const double strength : noise.strengths) {
            const NoiseMaker maker(noise, strength, 7), again(noise, strength, 7);
            for (std::size_t row = 0; row < texts().size(); ++row) {
                const AugmentedText made = maker.apply(exampleOf(row));
                QVERIFY(isValidUtf8(made.text.text));
                QVERIFY(isSound(texts()[row], made.text));
                QCOMPARE(made.text.text != texts()[row], made.changed != 0);
                QCOMPARE(again.apply(exampleOf(row)).text.text, made.text.text);
                changed += made.changed != 0 ? 1 : 0;
                if (!noise.undo)
                    continue;
                // With the noise or without, the rule leaves the same text.
                const Cleaning rule({*noise.undo});
                QCOMPARE(rule.clean(made.text.text), rule.clean(texts()[row]));
            }
        }
        QVERIFY(changed > 0);
    }

    void moreStrengthIsMoreNoise() {
        std::string text;
        for (int i = 0; i < 100; ++i)
            text += "wonderful ";
        Example example;
        example.text = text;
        for (const char* key : {"typing", "look-alikes", "invisible", "spaces", "split-words"}) {
            std::vector<std::size_t> counts;
            for (const double strength : {0.1, 0.4})
                counts.push_back(
                    NoiseMaker(noiseOf(key), strength, 1).apply(example).text.changes.size());
            QVERIFY2(counts[0] >= 9 && counts[0] <= 11 && counts[1] >= 38 && counts[1] <= 41, key);
        }
    }

    void anotherSeedIsOtherNoise() {
        std::set<std::string> made;
        for (std::uint64_t seed = 0; seed < 5; ++seed)
            made.insert(NoiseMaker(noiseOf("typing"), 0.4, seed).apply(exampleOf(1)).text.text);
        QVERIFY(made.size() > 1);
    }

    void unknownNoiseNamesTheKnown() {
        try {
            noiseOf("typos");
            QFAIL("it was taken");
        } catch (const UsageError& error) {
            QVERIFY(QString(error.what()).contains("split-words"));
        }
    }
};

QTEST_GUILESS_MAIN(NoiseTest)
#include "noise_test.moc"
