// SPDX-License-Identifier: GPL-3.0-or-later
// Trimmed tokenizers give the same tokens, of every kind that there is a fixture of.
#include "base/json.h"
#include "vocabulary/trimming.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace attune;

namespace {

fs::path fixtures() {
    return fs::path(qEnvironmentVariable("ATTUNE_FIXTURES").toStdString()) / "tokenizer";
}

std::vector<std::string> textsOf(const fs::path& folder) {
    std::vector<std::string> texts;
    const std::string lines = readFile(folder / "cases.jsonl");
    for (std::size_t at = 0; at < lines.size();) {
        const std::size_t end = std::min(lines.find('\n', at), lines.size());
        const Json json = parseJson(lines.substr(at, end - at), "cases");
        if (json.contains("text"))
            texts.push_back(json["text"].get<std::string>());
        at = end + 1;
    }
    return texts;
}

Corpus corpusOf(const std::vector<std::string>& texts) {
    return [texts](const auto& take) { take(texts); };
}

std::unique_ptr<Tokenizer> read(QTemporaryDir& folder, const std::string& json) {
    publishFile(fs::path(folder.path().toStdString()) / "tokenizer.json", json);
    return readTokenizer(folder.path().toStdString());
}

VocabularySettings atLeast(std::int64_t count) {
    VocabularySettings rule;
    rule.min_count = count;
    return rule;
}

std::vector<std::string> tokensOf(const Tokenizer& tokenizer, const std::string& text) {
    std::vector<std::string> tokens;
    for (const std::int32_t id : tokenizer.encode(text).ids)
        tokens.push_back(tokenizer.tokenOf(id));
    return tokens;
}

} // namespace

class TrimmingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countsHangOnTheTextsAlone() {
        for (const char* kind : {"uncased", "kinds/gpt2", "kinds/unigram"}) {
            const auto tokenizer = readTokenizer(fixtures() / kind);
            std::vector<Example> examples;
            for (std::uint32_t row = 0; row < 500; ++row)
                examples.push_back(
                    {"Text number " + std::to_string(row * 7919) + " of a set, ünd 龙",
                     {},
                     0,
                     row,
                     row});
            const TokenCounts one = countTokens(*tokenizer, corpusOf(examples), 1);
            const TokenCounts four = countTokens(*tokenizer, corpusOf(examples), 4);
            QVERIFY(one.tokens > 2000);
            QCOMPARE(four.counts, one.counts);
            QCOMPARE(four.tokens, one.tokens);
            QCOMPARE(four.unknown, one.unknown);
            QVERIFY(four.needs == one.needs);
            QCOMPARE(tokenizer->hasNeeds(), std::string(kind) != "kinds/unigram");
            QCOMPARE(one.needs.empty(), std::string(kind) != "kinds/gpt2");
        }
    }

    void aStopIsHeardWithinABlock() {
        const auto tokenizer = readTokenizer(fixtures() / "uncased");
        const std::vector<Example> examples(3000, Example{"one and the same text", {}, 0, 0, 0});
        std::stop_source stop;
        const Corpus whole = corpusOf(examples);
        const Corpus stopped = [&](const auto& take) {
            whole([&](std::span<const std::string> texts) {
                stop.request_stop();
                take(texts);
                QFAIL("counted to the end of the block");
            });
        };
        QVERIFY_THROWS_EXCEPTION(Cancelled,
                                 countTokens(*tokenizer, stopped, 2, {}, stop.get_token()));
    }

    void everyKindKeepsItsTokens_data() {
        QTest::addColumn<QString>("folder");
        QTest::newRow("cased") << "cased";
        QTest::newRow("uncased") << "uncased";
        for (const auto& kind : fs::directory_iterator(fixtures() / "kinds")) {
            const std::string name = kind.path().filename().string();
            QTest::newRow(name.c_str()) << QString::fromStdString("kinds/" + name);
        }
    }
    // By any rule, a text that holds no dropped token keeps its tokens; offsets and types as well.
    void everyKindKeepsItsTokens() {
        QFETCH(QString, folder);
        const fs::path path = fixtures() / folder.toStdString();
        const auto full = readTokenizer(path);
        const std::vector<std::string> texts = textsOf(path);
        QVERIFY(texts.size() > 15);
        const ModelFolder model;
        for (const std::int64_t count : {1, 3}) {
            const Trimming made = trimVocabulary(model, *full, corpusOf(texts), atLeast(count));
            QVERIFY(made.tokenizer->size() == made.oldIds.size());
            QCOMPARE(made.report.after, static_cast<std::int64_t>(made.oldIds.size()));
            if (count == 1)
                QCOMPARE(made.report.affectedTexts, 0u);
            EncodeOptions options;
            options.offsets = true;
            std::size_t same = 0;
            for (const std::string& text : texts) {
                const Encoding before = full->encode(text, {}, options);
                const Encoding after = made.tokenizer->encode(text, {}, options);
                const bool whole =
                    std::all_of(before.ids.begin(), before.ids.end(), [&](std::int32_t id) {
                        return std::binary_search(made.oldIds.begin(), made.oldIds.end(), id);
                    });
                if (!whole)
                    continue;
                ++same;
                std::vector<std::int32_t> mapped;
                for (const std::int32_t id : after.ids)
                    mapped.push_back(made.oldIds[static_cast<std::size_t>(id)]);
                QCOMPARE(mapped, before.ids);
                QVERIFY(after.offsets == before.offsets);
                QCOMPARE(after.typeIds, before.typeIds);
                QCOMPARE(after.unknown, before.unknown);
            }
            QCOMPARE(same, texts.size() - made.report.affectedTexts);
            // Pairs, too, and special tokens by name.
            QCOMPARE(made.tokenizer->specialCount(true), full->specialCount(true));
            for (const std::int32_t id : full->lastingIds())
                QVERIFY(made.tokenizer->idOf(full->tokenOf(id)).has_value());
        }
    }

    // Written and read again it is the same tokenizer.
    void everyKindIsWrittenAndReadBack_data() { everyKindKeepsItsTokens_data(); }
    void everyKindIsWrittenAndReadBack() {
        QFETCH(QString, folder);
        const fs::path path = fixtures() / folder.toStdString();
        const auto full = readTokenizer(path);
        const std::vector<std::string> texts = textsOf(path);
        const Trimming made = trimVocabulary({}, *full, corpusOf(texts), atLeast(1));
        QTemporaryDir work;
        made.tokenizer->save(work.path().toStdString(), 128);
        const auto again = readTokenizer(work.path().toStdString());
        QCOMPARE(again->size(), made.tokenizer->size());
        for (const std::string& text : texts)
            QCOMPARE(again->encode(text).ids, made.tokenizer->encode(text).ids);
    }

    // “abc” is unknown because nothing covers its c; without “ab” it would become a + ##bc.
    void wordPieceKeepsWhatWasFoundInUnknownWords() {
        QTemporaryDir folder;
        const auto full = read(folder, R"({"version": "1.0", "added_tokens": [],
            "pre_tokenizer": {"type": "WhitespaceSplit"},
            "model": {"type": "WordPiece", "unk_token": "[UNK]",
                "continuing_subword_prefix": "##", "max_input_chars_per_word": 100, "vocab":
                {"[UNK]": 0, "a": 1, "##bc": 2, "ab": 3, "x": 4}}})");
        const Trimming made =
            trimVocabulary({}, *full, corpusOf({"abc", "a", "a", "xabc"}), atLeast(2));
        QCOMPARE(tokensOf(*full, "abc"), (std::vector<std::string>{"[UNK]"}));
        QCOMPARE(tokensOf(*made.tokenizer, "abc"), (std::vector<std::string>{"[UNK]"}));
        QVERIFY(made.tokenizer->idOf("ab"));
    }

    // “abc” is merged over “bc”; nothing else holds “bc”, b or c.
    void bpeKeepsWhatTokensAreMergedFrom() {
        QTemporaryDir folder;
        const auto full = read(folder, R"({"version": "1.0", "added_tokens": [],
            "model": {"type": "BPE", "dropout": null, "unk_token": "?",
                "continuing_subword_prefix": "", "end_of_word_suffix": "", "fuse_unk": false,
                "byte_fallback": false, "ignore_merges": false, "vocab":
                {"?": 0, "a": 1, "b": 2, "c": 3, "ab": 4, "bc": 5, "abc": 6, "d": 7},
                "merges": ["b c", "a b", "a bc"]}})");
        const Trimming made = trimVocabulary({}, *full, corpusOf({"abc", "abc"}), atLeast(2));
        QCOMPARE(tokensOf(*made.tokenizer, "abc"), (std::vector<std::string>{"abc"}));
        QVERIFY(!made.tokenizer->idOf("ab"));
        QVERIFY(!made.tokenizer->idOf("d"));
        QCOMPARE(made.oldIds, (std::vector<std::int32_t>{0, 1, 2, 3, 5, 6}));
    }

    // The score of an unknown character hangs on the lowest score, here that of “zz”.
    void unigramKeepsTheLowestScore() {
        QTemporaryDir folder;
        const auto full = read(folder, R"({"version": "1.0", "added_tokens": [],
            "model": {"type": "Unigram", "unk_id": 0, "vocab":
                [["<unk>", 0.0], ["a", -1.0], ["b", -2.0], ["zz", -90.0], ["c", -3.0]]}})");
        const Trimming made = trimVocabulary({}, *full, corpusOf({"ab"}), atLeast(1));
        QCOMPARE(made.oldIds, (std::vector<std::int32_t>{0, 1, 2, 3}));
    }

    void idsBelowPaddingStayWherePositionsCountFromThere() {
        QTemporaryDir folder;
        const auto full = read(folder, R"({"version": "1.0", "added_tokens": [],
            "model": {"type": "WordLevel", "unk_token": "u", "vocab":
                {"never": 0, "rare": 1, "p": 2, "u": 3, "a": 4}}})");
        ModelFolder model;
        model.spec.positionPad = 2;
        QCOMPARE(trimVocabulary(model, *full, corpusOf({"a"}), atLeast(1)).oldIds,
                 (std::vector<std::int32_t>{0, 1, 2, 3, 4}));
        model.spec.positionPad = -1;
        QCOMPARE(trimVocabulary(model, *full, corpusOf({"a"}), atLeast(1)).oldIds,
                 (std::vector<std::int32_t>{3, 4}));
        model.config = {
            {"pad_token_id", 2}
        };
        QCOMPARE(trimVocabulary(model, *full, corpusOf({"a"}), atLeast(1)).oldIds,
                 (std::vector<std::int32_t>{2, 3, 4}));
    }

    void wordsOfThePersonStay() {
        QTemporaryDir folder;
        const auto full = read(folder, R"({"version": "1.0", "added_tokens": [],
            "model": {"type": "WordLevel", "unk_token": "u", "vocab":
                {"u": 0, "a": 1, "b": 2, "c": 3}}})");
        VocabularySettings rule = atLeast(1);
        rule.keep = {"c"};
        const Trimming made = trimVocabulary({}, *full, corpusOf({"a"}), rule);
        QCOMPARE(made.oldIds, (std::vector<std::int32_t>{0, 1, 3}));
    }

    void affectedTextsAreCountedAndListed() {
        QTemporaryDir folder;
        const auto full = read(folder, R"({"version": "1.0", "added_tokens": [],
            "pre_tokenizer": {"type": "WhitespaceSplit"},
            "model": {"type": "WordLevel", "unk_token": "u", "vocab":
                {"u": 0, "a": 1, "b": 2, "c": 3}}})");
        const Trimming made =
            trimVocabulary({}, *full, corpusOf({"a a", "a b c", "a"}), atLeast(2));
        QCOMPARE(made.report.texts, 3u);
        QCOMPARE(made.report.affectedTexts, 1u);
        QCOMPARE(made.report.affected.front().number, 1u);
        QCOMPARE(made.report.affected.front().dropped, (std::vector<std::string>{"b", "c"}));
        QCOMPARE(made.report.droppedTokens, 2u);
        QCOMPARE(made.report.unknown, 0u);
        QCOMPARE(made.report.unknownAfter, 2u);
        QCOMPARE(made.report.dropped.size(), std::size_t{2});
    }

    void textsWithoutTokensAreRefused() {
        const auto full = readTokenizer(fixtures() / "uncased");
        QVERIFY_THROWS_EXCEPTION(UsageError,
                                 trimVocabulary({}, *full, corpusOf({"", " "}), atLeast(1)));
    }
};

QTEST_GUILESS_MAIN(TrimmingTest)
#include "trimming_test.moc"
