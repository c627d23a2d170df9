// SPDX-License-Identifier: GPL-3.0-or-later
// Tags to spans as seqeval has them, offsets as Python counts them, and tags of tokens by the
// offsets of transformers' tokenizers. All in one process of ATTUNE_ORACLE_PYTHON.
#include "base/json.h"
#include "data/encoded_set.h"
#include "data/json_spans.h"
#include "data/token_tags.h"
#include "scratch.h"
#include "text/compare.h"
#include "text/utf8.h"
#include "tokenizer/tokenizer.h"

#include <QProcess>
#include <QtTest>

#include <random>

using namespace attune;

namespace {

constexpr int cases = 1000;

std::vector<std::string> randomTags(std::mt19937& random) {
    static const std::vector<std::string> known{"O",   "O",   "B-A", "I-A", "E-A", "S-A",
                                                "B-B", "I-B", "E-B", "S-B", "B-",  "I"};
    std::vector<std::string> tags(random() % 12);
    for (std::string& tag : tags)
        tag = known[random() % known.size()];
    return tags;
}

std::u32string randomText(std::mt19937& random) {
    static const std::vector<std::u32string> parts{
        U"Ada",       U" ",     U"Lovelace", U"，",  U"北京", U"😀",        U"e\u0301", U" ",
        U"unhappily", U"don't", U"\u00A0",   U"ﬁne", U"1234", U"İstanbul", U"---",     U"  "};
    std::u32string text;
    for (unsigned n = 1 + random() % 12; n > 0; --n)
        text += parts[random() % parts.size()];
    return text;
}

} // namespace

class SpansOracleTest : public QObject {
    Q_OBJECT

private:
    Scratch scratch_;
    Json asked_, answers_;
    QStringList models_;

private Q_SLOTS:
    void initTestCase() {
        if (qEnvironmentVariableIsEmpty("ATTUNE_ORACLE_PYTHON"))
            QSKIP("needs ATTUNE_ORACLE_PYTHON");
        std::mt19937 random(11);
        asked_ = {
            {"tags",      Json::array()},
            {"spans",     Json::array()},
            {"encodings", Json::array()}
        };
        for (int i = 0; i < cases; ++i) {
            asked_["tags"].push_back(randomTags(random));
            const std::u32string text = randomText(random);
            Json spans = Json::array(), typed = Json::array();
            for (std::size_t at = random() % 4; at < text.size(); at += 1 + random() % 5) {
                const std::size_t end = std::min(text.size(), at + 1 + random() % 5);
                spans.push_back({at, end});
                typed.push_back({at, end, random() % 2 ? "PER" : "LOC"});
                at = end;
            }
            asked_["spans"].push_back({
                {"text",  toUtf8(text)},
                {"spans", spans       }
            });
            if (i % 5 == 0)
                asked_["encodings"].push_back({
                    {"text",  toUtf8(text)},
                    {"spans", typed       }
                });
        }
        const std::string folder = qEnvironmentVariable("ATTUNE_MODELS").toStdString();
        for (const char* name : {"all-MiniLM-L6-v2", "bert-tiny-mlm"})
            if (fs::exists(fs::path(folder) / name / "tokenizer_config.json"))
                models_ << QString::fromStdString(folder + "/" + name);
        const fs::path in = scratch_.write("cases.json", asked_.dump());
        const fs::path out = scratch_.path("answers.json");
        QProcess python;
        python.setProcessChannelMode(QProcess::MergedChannels);
        python.start(qEnvironmentVariable("ATTUNE_ORACLE_PYTHON"),
                     QStringList{qEnvironmentVariable("ATTUNE_FIXTURES") + "/data/spans_oracle.py",
                                 QString::fromStdString(in.string()),
                                 QString::fromStdString(out.string())} +
                         models_);
        QVERIFY(python.waitForFinished(120000));
        QVERIFY2(python.exitCode() == 0, python.readAll().constData());
        answers_ = readJsonFile(out);
    }

    void entitiesAreThoseOfSeqeval() {
        TagFindings findings;
        for (int i = 0; i < cases; ++i) {
            const auto tags = asked_["tags"][i].get<std::vector<std::string>>();
            Json found = Json::array();
            for (const WordSpan& span : spansOfTags(tags, 1, findings))
                found.push_back({span.type, span.begin, span.end - 1});
            if (found != answers_["entities"][i])
                QFAIL((asked_["tags"][i].dump() + " gave " + found.dump() + " instead of " +
                       answers_["entities"][i].dump())
                          .c_str());
        }
    }

    void offsetsAreThoseOfPython() {
        for (int i = 0; i < cases; ++i) {
            const Json& one = asked_["spans"][i];
            const std::string text = one["text"];
            for (std::size_t n = 0; n < one["spans"].size(); ++n) {
                const std::string part = answers_["parts"][i][n];
                if (trimmed(part).empty())
                    continue;
                Json list = Json::array({
                    {one["spans"][n][0], one["spans"][n][1], "X"}
                });
                const SpanReading read = readSpans(list.dump(), text);
                QCOMPARE(read.spans.size(), std::size_t{1});
                QCOMPARE(text.substr(read.spans[0].begin, read.spans[0].end - read.spans[0].begin),
                         std::string(trimmed(part)));
                if (!read.mended) // and back
                    QCOMPARE(spansCell(read.spans, text), list.dump());
            }
        }
    }

    void tagsAreByTheOffsetsOfTransformers() {
        if (models_.empty())
            QSKIP("needs ATTUNE_MODELS");
        const std::vector<std::string> names{"B-LOC", "B-PER", "I-LOC", "I-PER", "O"};
        for (const QString& model : models_) {
            const auto tokenizer = readTokenizer(model.toStdString());
            for (std::size_t i = 0; i < asked_["encodings"].size(); ++i) {
                const Json& one = asked_["encodings"][i];
                Example example{.text = one["text"]};
                const std::u32string points = toUtf32(example.text);
                for (const Json& span : one["spans"]) {
                    const auto byte = [&](std::size_t at) {
                        return static_cast<std::uint32_t>(toUtf8(points.substr(0, at)).size());
                    };
                    example.spans.push_back({byte(span[0]), byte(span[1]), span[2] == "PER"});
                }
                const EncodedSet set = encodeExamples(*tokenizer, {&example, 1}, false, 0, 1, {},
                                                      Task::TokenLabels, names.size());
                Json tags = Json::array();
                for (const std::int32_t tag : set.tags)
                    tags.push_back(tag < 0 ? "-1" : names[static_cast<std::size_t>(tag)]);
                const Json& expected = answers_["encodings"][model.toStdString()][i];
                if (tags != expected)
                    QFAIL((one.dump() + " gave " + tags.dump() + " instead of " + expected.dump())
                              .c_str());
            }
        }
    }
};

QTEST_GUILESS_MAIN(SpansOracleTest)
#include "spans_oracle_test.moc"
