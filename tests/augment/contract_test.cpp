// SPDX-License-Identifier: GPL-3.0-or-later
// What every operator keeps, and random chains: ATTUNE_FUZZ_TEXTS sets how many random texts go
// through every operator and a chain (else 20,000, each through one of them and a chain); a million
// want QTEST_FUNCTION_TIMEOUT raised as well.
#include "augment.h"
#include "base/random.h"

#include <QElapsedTimer>
#include <QtTest>

#include <cstdlib>
#include <set>

using namespace attune;
using namespace attune::test;

namespace {

constexpr const char* kPieces[] = {
    "the",     "not",     "Café",     "naïve",    "good",
    "A",       " ",       " ",        "  ",       "\n",
    "\t",      "\r\n",    ". ",       "! ",       ", ",
    "...",     "(",       ")",        "\"",       "-",
    "don't",   "don’t",   "3.5",      "1,234",    "x_y",
    "e-mail",  "[MASK]",  "。",       "，",       "！",
    "你好",    "电影",    "龙",       "不好吃",   "這個",
    "的",      "iPhone",  "カタカナ", "ひらがな", "한국어",
    "ภาษาไทย", "א",       "слово",    "क्",        "e\u0301",
    "\u0301",  "\u200D",  "\uFE0F",   "😀",        "👨‍👩‍👧",
    "🇩🇪",      "ß",       "İ",        "ﬁ",        "①",
    "\u2028",  "\u0000x", "\u00AD",   "Ａ",       "ǅ"};

std::string randomText(RandomStream& random) {
    std::string text;
    for (std::size_t length = random.below(14); length > 0; --length)
        switch (random.below(10)) {
        case 0:
            appendUtf8(text, static_cast<char32_t>(random.below(0x110000)));
            break;
        case 1:
            appendUtf8(text, static_cast<char32_t>(random.below(0x3000)));
            break;
        case 2:
            text += static_cast<char>(' ' + random.below(95));
            break;
        default:
            text += kPieces[random.below(std::size(kPieces))];
        }
    return text;
}

std::string repeated(std::string_view piece, std::size_t bytes) {
    std::string text;
    while (text.size() < bytes)
        text += piece;
    return text;
}

std::size_t countOf(std::string_view text, std::string_view piece) {
    std::size_t count = 0;
    for (std::size_t at = 0; (at = text.find(piece, at)) != text.npos; at += piece.size())
        ++count;
    return count;
}

std::string shown(const OperatorStep& step) {
    std::string out = step.name;
    for (const auto& [key, value] : step.values)
        out += " " + key + "=" + toText(value);
    return out;
}

} // namespace

class AugmentContractTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyOperatorKeepsTheContract() {
        const std::string texts[] = {"",
                                     " ",
                                     "a",
                                     "The film was good, but too long for me. See another one!",
                                     "这部电影很好看，但是太长了。下次再看别的！",
                                     "😀👨‍👩‍👧 🇩🇪",
                                     "é",
                                     "\u0301",
                                     "...",
                                     std::string("\0", 1)};
        for (const OperatorStep& step : eachStep()) {
            const Augmentation augmentation = augmentationOf({step});
            for (const std::string& text : texts)
                for (std::uint32_t copy = 1; copy < 4; ++copy)
                    if (const std::string what = broken(augmentation, text, copy); !what.empty())
                        QFAIL((shown(step) + ": " + text + ": " + what).c_str());
            QCOMPARE(rewritten(augmentation, ""), std::string());
            // What has no words stays as it is.
            QCOMPARE(rewritten(augmentation, "..."),
                     step.name == "mix" ? rewritten(augmentation, "...") : std::string("..."));
        }
    }

    void copiesAndSeedsDiffer() {
        const std::string english = "The film was good, but long for me. Take another one tonight!";
        const std::string chinese =
            "这部电影的音乐很好听，但是龙的故事有点慢。下次再看别的电影吧！";
        for (const AugmentDescription& one : augmentOperators()) {
            OperatorStep step = augmentStep(one.key);
            if (one.key == "synonym")
                step.values["file"] = synonymList();
            if (one.key == "special-words")
                step.values["words"] = std::vector<std::string>{"[MASK]"};
            if (one.key == "masked-word")
                step.values["model"] = fakeModel();
            if (one.key == "near-words")
                step.values["min_similarity"] = 0.0;
            const bool chineseOnly = one.key == "sound-alike" || one.key == "look-alike";
            const bool latinOnly = one.key == "keyboard" || one.key == "ocr";
            if (one.key == "stopword-removal")
                step.values["rate"] = 0.3;
            const Augmentation augmentation = augmentationOf({step});
            std::set<std::string> copies, seeds;
            const std::string& text = chineseOnly ? chinese : english;
            for (std::uint32_t i = 1; i < 40; ++i) {
                copies.insert(rewritten(augmentation, text, i, 1));
                seeds.insert(rewritten(augmentation, text, 1, i));
            }
            // Two sentences have one other order.
            const std::size_t least = one.key == "sentence-shuffle" ? 1 : 3;
            QVERIFY2(copies.size() >= least && seeds.size() >= least, one.key.c_str());
            if (!latinOnly) {
                if (one.key == "stopword-removal")
                    step.values["language"] = std::string("zh");
                const std::string after = rewritten(augmentationOf({step}), chinese);
                QVERIFY2(after != chinese, one.key.c_str());
                if (one.key != "mix" && one.key != "random-insert")
                    QVERIFY2(after.find(' ') == after.npos, one.key.c_str());
            }
        }
    }

    void protectedWordsStay() {
        const std::string text =
            "It is Not bad at all, not bad. 味道不错，但是不推荐给大家。Good food!";
        for (OperatorStep step : eachStep()) {
            const Augmentation augmentation = augmentationOf({step}, {"not bad", "不", "good"});
            for (std::uint32_t copy = 1; copy < 20; ++copy) {
                const std::string after = rewritten(augmentation, text, copy);
                for (const auto& [word, least] : std::vector<std::pair<const char*, std::size_t>>{
                         {"Not bad", 1},
                         {"not bad", 1},
                         {"不",     2},
                         {"Good",    1}
                })
                    if (countOf(after, word) < least)
                        QFAIL((shown(step) + ": " + word + " is gone: " + after).c_str());
            }
        }
    }

    // With their signs, wherever they stand.
    void placeholderWordsStay() {
        const std::vector<std::string> words = {"<user>", "[URL]", "#NUM", "网址>"};
        const std::string text =
            "<user> FIT for #NUM people, see [URL]. Thanks <user>! 很好看<user>"
            "推荐，网址>看 <user>,<user> and (#NUM)";
        for (OperatorStep step : eachStep()) {
            if (step.values.contains("rate"))
                step.values["rate"] = 1.0;
            if (step.values.contains("shortest"))
                step.values["shortest"] = std::int64_t{1};
            const Augmentation augmentation = augmentationOf({step}, words);
            for (std::uint32_t copy = 1; copy < 20; ++copy) {
                const std::string after = rewritten(augmentation, text, copy);
                for (const std::string& word : words)
                    if (countOf(after, word.c_str()) < countOf(text, word.c_str()))
                        QFAIL((shown(step) + ": " + word + " is gone: " + after).c_str());
            }
        }
        // Part of a longer word is no such word.
        const std::string other = rewritten(
            augmentationOf("[{'keyboard': {'rate': 1.0, 'shortest': 1}}]", words), "#NUMBERS");
        QVERIFY2(!other.ends_with("#NUMBERS"), other.c_str());
    }

    void timeGrowsWithTheTextAlone_data() {
        QTest::addColumn<QByteArray>("piece");
        for (const char* piece : {"word ", "这是中文。", "龙", "😀", "a", "a.", "\u0301", "not bad ",
                                  "One. ", "!", " ", "the ", "ไทย", "カ"})
            QTest::newRow(piece) << QByteArray(piece);
    }
    void timeGrowsWithTheTextAlone() {
        QFETCH(QByteArray, piece);
        const std::string text = repeated(piece.toStdString(), 100'000);
        for (const OperatorStep& step : eachStep()) {
            const Augmentation augmentation = augmentationOf({step}, {"not bad", "龙"});
            QElapsedTimer timer;
            timer.start();
            const AugmentedText one = applied(augmentation, text);
            // Some tens of milliseconds; farther from it where it is quadratic.
            if (timer.elapsed() > 4000)
                QFAIL((shown(step) + " took " + std::to_string(timer.elapsed()) + " ms").c_str());
            QVERIFY(isValidUtf8(one.text.text));
            QVERIFY(isSound(text, one.text));
        }
    }

    void randomTextsAndChainsKeepTheContract() {
        const char* given = std::getenv("ATTUNE_FUZZ_TEXTS");
        const long texts = given == nullptr ? 20'000 : std::strtol(given, nullptr, 10);
        const std::vector<OperatorStep> steps = eachStep();
        std::vector<Augmentation> single;
        for (const OperatorStep& step : steps)
            single.push_back(augmentationOf({step}));
        RandomStream random(streamKey(7, "augmentation"));
        Augmentation chain;
        for (long round = 0; round < texts; ++round) {
            const std::string text = randomText(random);
            if (round % 32 == 0) {
                std::vector<OperatorStep> some;
                for (std::size_t length = 2 + random.below(5); length > 0; --length)
                    some.push_back(steps[random.below(steps.size())]);
                chain = augmentationOf(some, {"not", "不"});
            }
            const auto copy = static_cast<std::uint32_t>(1 + random.below(5));
            std::vector<const Augmentation*> all = {&chain};
            if (given == nullptr)
                all.push_back(&single[random.below(single.size())]);
            else
                for (const Augmentation& one : single)
                    all.push_back(&one);
            for (const Augmentation* one : all)
                if (const std::string what = broken(*one, text, copy); !what.empty()) {
                    std::string names;
                    for (const OperatorStep& step : one->settings().operators)
                        names += shown(step) + "; ";
                    QFAIL((names + Json(text).dump() + " " + Json(what).dump()).c_str());
                }
        }
    }
};

QTEST_GUILESS_MAIN(AugmentContractTest)
#include "contract_test.moc"
