// SPDX-License-Identifier: GPL-3.0-or-later
#include "augment.h"
#include "text/text_breaker.h"

#include <QtTest>

#include <set>

using namespace attune;
using namespace attune::test;

namespace {

// The words of a text in rising order.
std::multiset<std::string> wordsOf(const std::string& text) {
    static const TextBreaker breaker(TextBreaker::Unit::Word);
    std::multiset<std::string> words;
    for (const TextPart& part : breaker.parts(text))
        if (part.word)
            words.insert(text.substr(part.span.begin, part.span.size()));
    return words;
}

std::string withoutWords(const std::string& text) {
    static const TextBreaker breaker(TextBreaker::Unit::Word);
    std::string out;
    for (const TextPart& part : breaker.parts(text))
        if (!part.word)
            out += text.substr(part.span.begin, part.span.size());
    return out;
}

constexpr const char* kEnglish = "The old film was slow, but its music is lovely.";
constexpr const char* kChinese = "这部电影的音乐很好听，但是故事有点慢。";

} // namespace

class AugmentOperatorsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void swapMovesWordsAndLeavesPunctuation() {
        const Augmentation swap = augmentationOf("[{'random-swap': {'rate': 1.0}}]");
        for (const char* text : {kEnglish, kChinese})
            for (std::uint32_t copy = 1; copy < 30; ++copy) {
                const std::string after = rewritten(swap, text, copy);
                QVERIFY(after != text);
                QCOMPARE(withoutWords(after), withoutWords(text));
                QCOMPARE(after.size(), std::string(text).size());
            }
        QCOMPARE(wordsOf(rewritten(swap, kEnglish)), wordsOf(kEnglish));
        QCOMPARE(rewritten(augmentationOf("[{'random-swap': {'distance': 1}}]"), "one two"),
                 std::string("two one"));
        QCOMPARE(rewritten(swap, "word"), std::string("word"));
        // Words of two scripts stay apart when the Chinese one between them goes.
        QCOMPARE(rewritten(augmentationOf("[{'random-swap': {'distance': 1}}]", {"iPhone"}),
                           "iPhone拍video"),
                 std::string("iPhone video拍"));
    }

    void deleteTakesTheShareAndASpace() {
        const Augmentation half = augmentationOf("[{'random-delete': {'rate': 0.5}}]");
        for (std::uint32_t copy = 1; copy < 30; ++copy) {
            const std::string after = rewritten(half, kEnglish, copy);
            QCOMPARE(wordsOf(after).size(), std::size_t{5});
            QVERIFY(after.find("  ") == after.npos && after.find(" .") == after.npos &&
                    after.find(" ,") == after.npos);
            QVERIFY(rewritten(half, kChinese, copy).find(' ') == std::string::npos);
        }
        const Augmentation all = augmentationOf("[{'random-delete': {'rate': 1.0}}]");
        QCOMPARE(wordsOf(rewritten(all, kEnglish)).size(), std::size_t{1});
        QCOMPARE(wordsOf(rewritten(all, kChinese)).size(), std::size_t{1});
        QCOMPARE(rewritten(all, "word"), std::string("word"));
        QCOMPARE(rewritten(augmentationOf("[{'random-delete': {}}]", {"iPhone", "video"}),
                           "iPhone拍video"),
                 std::string("iPhone video"));
    }

    void insertAddsWordsOfTheLabelOrTheText() {
        const Augmentation own =
            augmentationOf("[{'random-insert': {'rate': 0.2, 'from': 'text'}}]");
        const auto known = wordsOf(kEnglish);
        for (std::uint32_t copy = 1; copy < 30; ++copy) {
            const std::string after = rewritten(own, kEnglish, copy);
            QCOMPARE(wordsOf(after).size(), known.size() + 2);
            for (const std::string& word : wordsOf(after))
                QVERIFY(known.contains(word));
            QVERIFY(rewritten(own, kChinese, copy).find(' ') == std::string::npos);
        }
        // Label 0: texts 0, 2 and 4 of the training part.
        std::multiset<std::string> label;
        for (const std::size_t i : {0, 2, 4})
            label.merge(wordsOf(training()[i].text));
        const Augmentation other = augmentationOf("[{'random-insert': {}}]");
        for (std::uint32_t copy = 1; copy < 30; ++copy) {
            auto words = wordsOf(rewritten(other, "xx yy", copy));
            QCOMPARE(words.size(), std::size_t{3});
            words.erase("xx");
            words.erase("yy");
            QVERIFY(label.contains(*words.begin()));
        }
    }

    void stopWordsGoButNegationsStay() {
        const Augmentation all = augmentationOf("[{'stopword-removal': {'rate': 1.0}}]");
        QCOMPARE(rewritten(all, "It was not the best of plots."), std::string("not plots."));
        QCOMPARE(
            rewritten(augmentationOf("[{'stopword-removal': {'rate': 1.0, 'language': 'zh'}}]"),
                      "这里的菜不好吃"),
            std::string("菜不好吃"));
    }

    void cutOffTakesOneRun() {
        const Augmentation begin = augmentationOf("[{'cut-off': {'rate': 0.3, 'place': 'begin'}}]");
        QCOMPARE(rewritten(begin, kEnglish), std::string("was slow, but its music is lovely."));
        const Augmentation end = augmentationOf("[{'cut-off': {'rate': 0.3, 'place': 'end'}}]");
        QCOMPARE(rewritten(end, kEnglish), std::string("The old film was slow, but its."));
        const Augmentation any = augmentationOf("[{'cut-off': {'rate': 0.5}}]");
        for (std::uint32_t copy = 1; copy < 30; ++copy) {
            const AugmentedText cut = applied(any, kChinese, copy);
            QCOMPARE(cut.text.changes.size(), std::size_t{1});
            QVERIFY(cut.text.changes[0].after.size() == 0);
        }
        QCOMPARE(rewritten(any, "word"), std::string("word"));
    }

    void sentencesMoveWhole() {
        const Augmentation shuffle = augmentationOf("[{'sentence-shuffle': {}}]");
        QCOMPARE(rewritten(shuffle, "One is here. Two is there!"),
                 std::string("Two is there! One is here."));
        QCOMPARE(rewritten(shuffle, "菜很好吃。送得太慢！"), std::string("送得太慢！菜很好吃。"));
        QCOMPARE(rewritten(shuffle, "First one. Second one. No end"),
                 std::string("Second one. First one. No end"));
        QCOMPARE(rewritten(shuffle, "Only one."), std::string("Only one."));
    }

    void mixAddsOfTheSameLabel() {
        const Augmentation after = augmentationOf("[{'mix': {'take': 'text', 'place': 'after'}}]");
        bool chinese = false, english = false;
        for (std::uint32_t copy = 1; copy < 40; ++copy) {
            const std::string text = rewritten(after, "Fine film", copy);
            chinese |= text == "Fine film." + training()[2].text;
            english |= text == "Fine film. " + training()[0].text;
            QVERIFY(text.find(training()[1].text) == text.npos);
        }
        QVERIFY(chinese && english);
        const Augmentation before =
            augmentationOf("[{'mix': {'take': 'sentence', 'place': 'before'}}]");
        std::set<std::string> seen;
        for (std::uint32_t copy = 1; copy < 60; ++copy)
            seen.insert(rewritten(before, "很好", copy));
        QVERIFY(seen.contains("下次还来！很好"));
        QVERIFY(seen.contains("I liked it! 很好") || seen.contains("I liked it!很好"));
        // Never with itself.
        for (std::uint32_t copy = 1; copy < 40; ++copy)
            QVERIFY(after.apply(training()[0], copy, 1, contextFor(after)).text.text !=
                    training()[0].text + " " + training()[0].text);
    }

    void pairsAreMixedWithOneOther() {
        const Augmentation mix = augmentationOf("[{'mix': {'take': 'text', 'place': 'after'}}]");
        for (std::uint32_t copy = 1; copy < 20; ++copy) {
            const AugmentedText mixed = mix.apply(training()[0], copy, 3, contextFor(mix));
            const bool second = mixed.text.text.ends_with(training()[2].text);
            QVERIFY(mixed.pair.text.ends_with(training()[second ? 2 : 4].pair));
        }
    }

    void specialWordsStandApart() {
        const char* any = "[{'special-words': {'words': ['[MASK]'], 'rate': 1.0}}]";
        QCOMPARE(rewritten(augmentationOf(any), "so good, really"),
                 std::string("so [MASK] good [MASK], really [MASK]"));
        QCOMPARE(
            rewritten(augmentationOf("[{'special-words': {'words': ['[X]'], 'place': 'begin'}}]"),
                      "好吃。"),
            std::string("[X]好吃。"));
        QCOMPARE(
            rewritten(augmentationOf("[{'special-words': {'words': ['[X]'], 'place': 'end'}}]"),
                      "good. "),
            std::string("good. [X] "));
        QCOMPARE(
            rewritten(augmentationOf("[{'special-words': {'words': ['[X]'], 'place': 'begin'}}]"),
                      "good"),
            std::string("[X] good"));
    }

    void keyboardHitsKeysBeside() {
        const Augmentation noise = augmentationOf("[{'keyboard': {'rate': 1.0}}]");
        for (std::uint32_t copy = 1; copy < 20; ++copy) {
            const std::string after = rewritten(noise, "GGGG, qqqq!", copy);
            QCOMPARE(after.size(), std::size_t{11});
            QCOMPARE(std::count(after.begin(), after.end(), 'G'), 3);
            QCOMPARE(std::count(after.begin(), after.end(), 'q'), 3);
            for (const char c : after)
                QVERIFY(std::string("GRTYFHVBNqwas, !").find(c) != std::string::npos);
        }
        QCOMPARE(rewritten(noise, "cat"), std::string("cat"));
        QCOMPARE(rewritten(noise, kChinese), std::string(kChinese));
        QVERIFY(rewritten(augmentationOf("[{'keyboard': {'rate': 1.0, 'language': 'uk'}}]"),
                          "слово") != "слово");
    }

    void spellingChangesOneLetter() {
        const Augmentation noise = augmentationOf("[{'spelling': {'rate': 1.0}}]");
        std::set<std::string> seen;
        for (std::uint32_t copy = 1; copy < 200; ++copy)
            seen.insert(rewritten(noise, "abcd", copy));
        QCOMPARE(seen, (std::set<std::string>{"acbd", "abdc", "acd", "abd", "abc", "abbcd", "abccd",
                                              "abcdd"}));
        QVERIFY(rewritten(noise, "味道").find(' ') == std::string::npos);
        QVERIFY(rewritten(noise, "味道") != "味道");
        QTemporaryDir folder;
        fileIn(folder.path().toStdString(), "typos.txt", "separate\tseperate\n");
        QCOMPARE(rewritten(augmentationOf("[{'spelling': {'file': 'typos.txt'}}]", {},
                                          folder.path().toStdString()),
                           "Separate, to"),
                 std::string("Seperate, to"));
    }

    void ocrTakesLettersThatLookAlike() {
        const Augmentation noise = augmentationOf("[{'ocr': {'shortest': 1}}]");
        std::set<std::string> seen;
        for (std::uint32_t copy = 1; copy < 100; ++copy)
            seen.insert(rewritten(noise, "am", copy));
        QCOMPARE(seen, std::set<std::string>{"arn"});
    }

    void soundAlikesAreReadTheSame() {
        const Augmentation same = augmentationOf("[{'sound-alike': {'rate': 1.0}}]");
        std::set<std::string> seen;
        for (std::uint32_t copy = 1; copy < 100; ++copy)
            seen.insert(rewritten(same, "他", copy));
        QVERIFY(seen.contains("它") && seen.contains("她"));
        QVERIFY(!seen.contains("他") && !seen.contains("塔"));
        const Augmentation any = augmentationOf("[{'sound-alike': {'tone': 'any'}}]");
        for (std::uint32_t copy = 1; copy < 100; ++copy)
            seen.insert(rewritten(any, "他", copy));
        QVERIFY(seen.contains("塔"));
        QCOMPARE(rewritten(same, kEnglish), std::string(kEnglish));
    }

    // Characters are what these operators change: beside a protected word they are free, also where
    // a dictionary has both as one word.
    void charactersBesideProtectedOnesAreFree() {
        const Augmentation some = augmentationOf("[{'sound-alike': {'rate': 1.0}}]", {"电影"});
        for (std::uint32_t copy = 1; copy < 50; ++copy) {
            const std::string made = rewritten(some, "电影院", copy);
            QVERIFY2(made.starts_with("电影") && !made.ends_with("院"), made.c_str());
        }
    }

    void lookAlikesComeFromTheTableOrTheList() {
        const Augmentation shapes = augmentationOf("[{'look-alike': {}}]");
        std::set<std::string> seen;
        for (std::uint32_t copy = 1; copy < 100; ++copy)
            seen.insert(rewritten(shapes, "龙, ok", copy));
        QVERIFY(seen.contains("拢, ok") && !seen.contains("龙, ok"));
        QTemporaryDir folder;
        fileIn(folder.path().toStdString(), "own.txt", "# mine\n己 已\n");
        QCOMPARE(rewritten(augmentationOf("[{'look-alike': {'file': 'own.txt'}}]", {},
                                          folder.path().toStdString()),
                           "自己"),
                 std::string("自已"));
    }
};

QTEST_GUILESS_MAIN(AugmentOperatorsTest)
#include "operators_test.moc"
