// SPDX-License-Identifier: GPL-3.0-or-later
// Synonyms from a list; from WordNet, a small one in its format and, where it is installed, the
// whole.
#include "augment.h"

#include <QtTest>

#include <set>

using namespace attune;
using namespace attune::test;

namespace {

std::set<std::string> copiesOf(const Augmentation& augmentation, const std::string& text) {
    std::set<std::string> seen;
    for (std::uint32_t copy = 1; copy < 100; ++copy)
        seen.insert(rewritten(augmentation, text, copy));
    return seen;
}

// A WordNet of a few words. `offset` counts the bytes of the data file as its lines come.
class SmallWordNet {
public:
    SmallWordNet() {
        add("noun", "1", "n",
            {
                {"s",     "second"       },
                {"film",  "movie"        },
                {"run",   "streak"       },
                {"apple", "orchard_apple"}
        });
        add("verb", "2", "v",
            {
                {"run", "operate" },
                {"buy", "purchase"}
        });
        add("adj", "3", "a",
            {
                {"big",  "large"   },
                {"glad", "happy(p)"}
        });
        add("adv", "4", "r",
            {
                {"quickly", "rapidly"}
        });
        std::sort(counts_.begin(), counts_.end());
        std::string counts;
        for (const std::string& line : counts_)
            counts += line + "\n";
        fileIn(path(), "cntlist.rev", counts);
    }
    fs::path path() const { return folder_.path().toStdString(); }

private:
    void add(const std::string& part, const std::string& type, const std::string& pos,
             const std::vector<std::vector<std::string>>& synsets) {
        std::string data = "  1 A licence\n";
        std::vector<std::string> index;
        for (const auto& words : synsets) {
            char offset[9];
            std::snprintf(offset, sizeof offset, "%08zu", data.size());
            data += std::string(offset) + " 04 " + pos + " 02 " + words[0] + " 0 " + words[1] +
                    " 0 001 @ 00000000 n 0000 | a gloss\n";
            for (const std::string& word : words)
                index.push_back(word + " " + pos + " 1 1 @ 1 1 " + offset + "  ");
            // "run" is a verb about as often as a noun.
            counts_.push_back(words[1].substr(0, words[1].find('(')) + "%" + type + ":04:00:: 1 1");
            counts_.push_back(words[0] + "%" + type + ":04:00:: 1 " +
                              (words[0] == "run" && part == "noun" ? "9" : "11"));
        }
        std::sort(index.begin(), index.end());
        std::string lines = "  1 A licence\n";
        for (const std::string& line : index)
            lines += line + "\n";
        fileIn(path(), ("index." + part).c_str(), lines);
        fileIn(path(), ("data." + part).c_str(), data);
        fileIn(path(), (part + ".exc").c_str(), part == "verb" ? "bought buy\nran run\n" : "x y\n");
    }

    QTemporaryDir folder_;
    std::vector<std::string> counts_;
};

Augmentation withWordNet(const fs::path& folder, double rate = 1) {
    OperatorStep step = augmentStep("synonym");
    step.values["wordnet"] = folder.string();
    step.values["rate"] = rate;
    return augmentationOf({step});
}

} // namespace

class SynonymsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aListInAnyOfItsForms() {
        QTemporaryDir folder;
        const fs::path base = folder.path().toStdString();
        fileIn(base, "list.txt",
               "\uFEFF# comment\r\ngood\tfine\tnot bad\r\nfilm, movie\n好吃，美味，可口\nAa01A01= "
               "电影 影片\n"
               "Aa01A02# 桌子 椅子\nalone\n");
        const Augmentation all =
            augmentationOf("[{'synonym': {'file': 'list.txt', 'rate': 1.0}}]", {}, base);
        QCOMPARE(copiesOf(all, "Good FILM!"),
                 (std::set<std::string>{"Fine MOVIE!", "Not bad MOVIE!"}));
        QCOMPARE(copiesOf(all, "电影好，桌子"), (std::set<std::string>{"影片好，桌子"}));
        QCOMPARE(copiesOf(all, "好吃。"), (std::set<std::string>{"美味。", "可口。"}));
        QCOMPARE(rewritten(augmentationOf("[{'synonym': {'file': 'list.txt', 'rate': 1.0}}]",
                                          {"film"}, base),
                           "a film"),
                 std::string("a film"));
    }

    void listsThatCannotBeUsedAreNamed() {
        QTemporaryDir folder;
        const fs::path base = folder.path().toStdString();
        fileIn(base, "bytes.txt", "a\xFF b\n");
        fileIn(base, "empty.txt", "alone\n");
        for (const char* name : {"bytes.txt", "empty.txt", "gone.txt"}) {
            AugmentSettings settings;
            settings.operators = {augmentStep("synonym")};
            settings.operators[0].values["file"] = std::string(name);
            Problems problems;
            Augmentation::check(settings, base, problems);
            QCOMPARE(problems.size(), std::size_t{1});
            QCOMPARE(problems[0].field, std::string("augment.operators[0].file"));
            QVERIFY(problems[0].text().find(name) != std::string::npos);
        }
    }

    void partOfSpeechDecides() {
        const SmallWordNet small;
        const Augmentation all = withWordNet(small.path());
        QCOMPARE(rewritten(all, "The Film was big."), std::string("The Movie was large."));
        QCOMPARE(rewritten(all, "buy it quickly"), std::string("purchase it rapidly"));
        QCOMPARE(rewritten(all, "to run"), std::string("to operate"));
        QCOMPARE(rewritten(all, "the run"), std::string("the streak"));
        QCOMPARE(rewritten(all, "good run"), std::string("good run")); // in doubt
        QCOMPARE(rewritten(all, "he bought, ran"), std::string("he bought, ran"));
        QCOMPARE(rewritten(all, "glad"), std::string("glad")); // may not stand everywhere
        QCOMPARE(rewritten(all, "the apple"), std::string("the orchard apple"));
        QCOMPARE(rewritten(all, "an apple"), std::string("an orchard apple"));
        QCOMPARE(rewritten(all, "a big"), std::string("a large"));
    }

    void cliticsAreNoWords() {
        const SmallWordNet small;
        const Augmentation all = withWordNet(small.path());
        for (const char* text : {"the director 's cut", "it's", "parker\u2019s", "an s"})
            QCOMPARE(rewritten(all, text), std::string(text));
    }

    void aMissingWordNetNamesThePackage() {
        try {
            withWordNet("/nowhere");
            QFAIL("it was made");
        } catch (const UsageError& error) {
            QVERIFY(std::string(error.what()).find("wordnet-base") != std::string::npos);
        }
    }

    void theWholeWordNet() {
        const fs::path folder = wordNetFolder();
        if (!fs::exists(folder))
            QSKIP("WordNet is not installed.");
        const Augmentation all = withWordNet(folder);
        const auto film = copiesOf(all, "the movie");
        QVERIFY(film.contains("the film") && !film.contains("the movie"));
        // Pronouns and the like are not taken for nouns.
        QCOMPARE(rewritten(all, "It was in a he at as so no have"),
                 std::string("It was in a he at as so no have"));
    }
};

QTEST_GUILESS_MAIN(SynonymsTest)
#include "synonyms_test.moc"
