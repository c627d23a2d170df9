// SPDX-License-Identifier: GPL-3.0-or-later
// Encoding, against fixtures made by Python's tokenizers (fixtures/tokenizer/make_tokenizer.py).
#include "base/files.h"
#include "base/json.h"
#include "cases.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace attune;

namespace {

fs::path fixture(const char* name) {
    return fs::path(qEnvironmentVariable("ATTUNE_FIXTURES").toStdString()) / "tokenizer" / name;
}

std::optional<std::string> bytesOf(const Json& line, const std::string& key) {
    if (line.contains(key))
        return line[key].get<std::string>();
    if (!line.contains(key + "_hex"))
        return {};
    return QByteArray::fromHex(QByteArray::fromStdString(line[key + "_hex"].get<std::string>()))
        .toStdString();
}

std::vector<Case> readCases(const fs::path& path) {
    std::vector<Case> cases;
    std::ifstream file(path);
    for (std::string text; std::getline(file, text);) {
        const Json line = Json::parse(text); // a text may hold NUL, which parseJson() refuses
        Case one;
        one.text = bytesOf(line, "text").value();
        one.pair = bytesOf(line, "pair");
        one.options.maxLength = line.at("longest").get<std::size_t>();
        one.options.offsets = true;
        one.expected = line.at("tokens").get<std::vector<std::uint32_t>>();
        cases.push_back(std::move(one));
    }
    return cases;
}

} // namespace

class EncodeTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Tokenizer> uncased_ = readTokenizer(fixture("uncased"));

    std::int32_t id(std::string_view token) const { return uncased_->idOf(token).value_or(-1); }

private Q_SLOTS:
    void equalsTheOracle_data() {
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("uncased") << QByteArray("uncased");
        QTest::newRow("cased") << QByteArray("cased");
        for (const auto& kind : fs::directory_iterator(fixture("kinds"))) {
            const std::string name = kind.path().filename().string();
            QTest::newRow(name.c_str()) << QByteArray::fromStdString("kinds/" + name);
        }
    }
    void equalsTheOracle() {
        QFETCH(QByteArray, name);
        QTemporaryDir work;
        const fs::path saved = work.path().toStdString();
        const auto tokenizer = readTokenizer(fixture(name));
        QVERIFY(tokenizer->warnings().empty());
        tokenizer->save(saved, 64);
        const fs::path original = fixture(name) / "tokenizer.json";
        if (fs::exists(original))
            QCOMPARE(readFile(saved / "tokenizer.json"), readFile(original));
        const auto again = readTokenizer(saved);
        const std::vector<Case> cases = readCases(fixture(name) / "cases.jsonl");
        QVERIFY(cases.size() >= (name.startsWith("kinds/") ? 30u : 300u));
        for (std::size_t i = 0; i < cases.size(); ++i) {
            const Case& one = cases[i];
            const auto pair = one.pair ? std::optional<std::string_view>(*one.pair) : std::nullopt;
            for (const Tokenizer* which : {tokenizer.get(), again.get()})
                QVERIFY2(flatten(one, which->encode(one.text, pair, one.options)) ==
                             comparable(one),
                         qPrintable(QString("case %1").arg(i + 1)));
        }
    }

    void leavesOutSpecialTokensWhenTold() {
        EncodeOptions options;
        options.specialTokens = false;
        const Encoding encoding = uncased_->encode("the", {}, options);
        QCOMPARE(encoding.ids, std::vector<std::int32_t>{id("the")});
        QCOMPARE(encoding.typeIds, std::vector<std::int32_t>{0});
        QVERIFY(encoding.offsets.empty());
    }

    void givesOffsetsInBytesOfTheOriginal() {
        EncodeOptions options;
        options.offsets = true;
        const std::string text = "\xC3\x89\xC3\x89 [MASK]!";
        const Encoding encoding = uncased_->encode(text, {}, options);
        QCOMPARE(encoding.ids.size(), encoding.offsets.size());
        const auto mask = std::find(encoding.ids.begin(), encoding.ids.end(), id("[MASK]"));
        QVERIFY(mask != encoding.ids.end());
        const auto [begin, end] =
            encoding.offsets[static_cast<std::size_t>(mask - encoding.ids.begin())];
        QCOMPARE(text.substr(begin, end - begin), std::string("[MASK]"));
        QCOMPARE(encoding.offsets.front(), (std::pair<std::uint32_t, std::uint32_t>{0, 0}));
        QCOMPARE(encoding.offsets[1].first, 0u);
        QCOMPARE(encoding.offsets[encoding.offsets.size() - 2].second, 12u);
    }

    void countsWhatItCutsAndWhatItDoesNotKnow() {
        EncodeOptions options;
        options.maxLength = 4;
        const Encoding encoding = uncased_->encode("the the the the \U0001FAE0", {}, options);
        QCOMPARE(encoding.ids,
                 (std::vector<std::int32_t>{id("[CLS]"), id("the"), id("the"), id("[SEP]")}));
        QCOMPARE(encoding.cut, 3u);
        QCOMPARE(encoding.unknown, 0u);
        QCOMPARE(uncased_->encode("the \U0001FAE0 \U0001FAE0").unknown, 2u);
    }

    void keepsTheSpecialTokensWhenThereIsRoomForNothingElse() {
        EncodeOptions options;
        for (const std::size_t longest : {1u, 2u}) {
            options.maxLength = longest;
            const Encoding encoding = uncased_->encode("the film", {}, options);
            QCOMPARE(encoding.ids, (std::vector<std::int32_t>{id("[CLS]"), id("[SEP]")}));
        }
    }

    void encodesTheEmptyText() {
        QCOMPARE(uncased_->encode("").ids, (std::vector<std::int32_t>{id("[CLS]"), id("[SEP]")}));
        QCOMPARE(uncased_->encode(" \n\t").ids.size(), 2u);
        QCOMPARE(uncased_->encode("", std::string_view()).ids.size(), 3u);
    }

    void readsAWordOf100CodePointsAndNotOf101() {
        QVERIFY(uncased_->encode(std::string(100, 'a')).unknown == 0);
        QCOMPARE(uncased_->encode(std::string(101, 'a')).unknown, 1u);
        QCOMPARE(uncased_->encode(std::string(101, 'a')).ids.size(), 3u);
    }

    void takesAMegabyteWithoutAWordBreak() {
        QCOMPARE(uncased_->encode(std::string(1 << 20, 'x')).unknown, 1u);
        QVERIFY(uncased_->encode(std::string(1 << 20, '[')).ids.size() > (1u << 20));
    }

    void encodesManyInOrder() {
        std::vector<std::string> texts, pairs;
        for (int i = 0; i < 1000; ++i) {
            texts.push_back("film number " + std::to_string(i));
            pairs.push_back("and " + std::to_string(i * 7));
        }
        for (const unsigned threads : {0u, 1u, 3u}) {
            const auto found = encodeAll(*uncased_, texts, pairs, {}, threads);
            QCOMPARE(found.size(), texts.size());
            for (std::size_t i = 0; i < texts.size(); ++i)
                QCOMPARE(found[i].ids, uncased_->encode(texts[i], pairs[i]).ids);
        }
        QCOMPARE(encodeAll(*uncased_, texts, {}, {}).at(999).ids, uncased_->encode(texts[999]).ids);
        QVERIFY(encodeAll(*uncased_, {}, {}, {}).empty());
    }

    void namesTokens() {
        QCOMPARE(uncased_->kind(), std::string("WordPiece"));
        const fs::path kinds =
            fs::path(qgetenv("ATTUNE_FIXTURES").toStdString()) / "tokenizer/kinds";
        for (const char* bytes : {"gpt2", "roberta", "cl100k", "modernbert"})
            QCOMPARE(readTokenizer(kinds / bytes)->kind(), std::string("byte-level BPE"));
        for (const char* letters : {"bpe-unk", "llama"})
            QCOMPARE(readTokenizer(kinds / letters)->kind(), std::string("BPE"));
        QCOMPARE(uncased_->padId(), std::optional(0));
        QCOMPARE(uncased_->unknownId(), std::optional(1));
        QCOMPARE(uncased_->specialCount(false), 2u);
        QCOMPARE(uncased_->specialCount(true), 3u);
        QCOMPARE(uncased_->modelMaxLength(), 128u);
        QCOMPARE(uncased_->tokenOf(4), std::string("[MASK]"));
        QCOMPARE(uncased_->tokenOf(-1), std::string());
        QCOMPARE(uncased_->tokenOf(1 << 30), std::string());
        QVERIFY(!uncased_->idOf("no such token"));
        QCOMPARE(uncased_->size(), static_cast<std::size_t>(id("New York")) + 1);
    }
};

QTEST_GUILESS_MAIN(EncodeTest)
#include "encode_test.moc"
