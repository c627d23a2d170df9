// SPDX-License-Identifier: GPL-3.0-or-later
// From raw text on: a small model of every family, with the tokenizer that its kind has, exported
// to ONNX for every task; what transformers' tokenizer and onnxruntime answer then is what Attune
// does.
#include "base/random.h"
#include "model/families.h"
#include "studio/exporting.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <set>

using namespace attune;

namespace {

struct Kind {
    const char* family;
    const char* tokenizer; // below fixtures/tokenizer
    const char* config;    // what differs from the common sizes
};

const Kind kKinds[] = {
    {"bert",        "uncased",               R"({})"                                        },
    {"distilbert",  "cased",                 R"({})"                                        },
    {"electra",     "uncased",               R"({"embedding_size": 4})"                     },
    {"mpnet",       "kinds/class-mpnet",     R"({})"                                        },
    {"roberta",     "kinds/class-roberta",   R"({"type_vocab_size": 1})"                    },
    {"camembert",   "kinds/class-camembert", R"({"type_vocab_size": 1})"                    },
    {"xlm-roberta", "kinds/class-xlmr",      R"({"type_vocab_size": 1})"                    },
    {"albert",      "kinds/class-albert",    R"({"embedding_size": 4})"                     },
    {"deberta-v2",  "kinds/class-deberta",
     R"({"relative_attention": true, "position_buckets": 16, "position_biased_input": false,
         "type_vocab_size": 0, "pos_att_type": ["c2p", "p2c"], "share_att_key": true})"},
    {"modernbert",  "kinds/modernbert",
     R"({"local_attention": 32, "num_hidden_layers": 3, "global_attn_every_n_layers": 3})"  },
};

struct Asked {
    const char* key;
    Task task;
    bool pairs;
    std::vector<std::string> labels;
    std::int64_t longest; // tokens
    bool everywhere;      // else of the first two kinds alone: the head is that of one label
};

const std::vector<Asked>& asked() {
    static const std::vector<Asked> all = {
        {"label",  Task::SingleLabel, false, {"bad", "good", "so so"},                  512, true },
        {"pairs",  Task::SingleLabel, true,  {"same", "other"},                         64,  true },
        {"labels", Task::MultiLabel,  false, {"film", "music", "other one"},            64,  false},
        {"number", Task::Regression,  false, {"stars"},                                 64,  false},
        {"tokens", Task::TokenLabels, false, {"O", "B-PER", "I-PER", "B-LOC", "I-LOC"}, 64,  true },
    };
    return all;
}

struct Case {
    const Kind& kind;
    const Asked& what;
    std::string name() const { return std::string(kind.family) + "-" + what.key; }
};

const std::vector<Case>& cases() {
    static const std::vector<Case> all = [] {
        std::vector<Case> made;
        for (const Kind& kind : kKinds)
            for (const Asked& what : asked())
                if (what.everywhere || &kind < kKinds + 2)
                    made.push_back({kind, what});
        return made;
    }();
    return all;
}

// 200 texts: empty and nearly so, with the names of special tokens, of several scripts, and a few
// that are far longer than any model reads.
std::vector<std::string> makeTexts(const std::string& name) {
    // clang-format off
    static const std::vector<std::string> words = {
        "the", "film", "was", "Wonderful", "don't", "a", "naïve", "Ærø", "STRASSE", "e\u0301té",
        "3,14", "2024", "#1", "...", "(really)", "—", "電影", "这部电影很好看。", "味道不错，", "不",
        "好吃！", "１２３", "カメラ", "한국어", "русский", "שלום", "مرحبا", "ไทย", "हिन्दी", "Ελλάδα",
        "İstanbul", "ﬁne", "😀", "👩\u200D👩\u200D👧", "🇩🇪", "❤️", "𝔘𝔫𝔦", "\u200B", "\u00A0", "\u3000",
        "a@b.org", "http://x.y/z?q=1", "\t", "\n", "x", "supercalifragilistic"};
    std::vector<std::string> texts = {
        "", " ", "\n", "\t \r\n", "\u200B", "\u3000", ".", "[SEP]", "</s>", "a", "好", "😀", "\u0301",
        "<s> a", "[CLS]", "<mask> the [MASK]", "!!!!!!", "\uFEFFthe"};
    // clang-format on
    RandomStream random(streamKey(5, name));
    while (texts.size() < 200) {
        std::string text;
        const bool isLong = texts.size() % 25 == 0;
        for (std::size_t left = isLong ? 700 : 1 + random.below(40); left > 0; --left)
            text += words[random.below(words.size())] + (random.below(5) == 0 ? "" : " ");
        texts.push_back(text);
    }
    return texts;
}

} // namespace

class ExportedTextsTest : public QObject {
    Q_OBJECT

    const QTemporaryDir place_;
    std::vector<std::string> texts_ = makeTexts("texts"), seconds_;

    fs::path folder() const { return {place_.path().toStdString()}; }

    // The folder of a finished model with random weights; `bias` is that of its labels.
    static void craft(const fs::path& folder, const Kind& kind, const Asked& what,
                      const std::vector<float>& bias) {
        const auto tokenizer =
            readTokenizer(fs::path(qEnvironmentVariable("ATTUNE_FIXTURES").toStdString()) /
                          "tokenizer" / kind.tokenizer);
        FinishedModel model;
        model.config = Json::parse(
            R"({"hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2,
            "intermediate_size": 12, "dim": 16, "n_layers": 2, "n_heads": 2, "hidden_dim": 12})");
        model.config["model_type"] = kind.family;
        model.config["vocab_size"] = tokenizer->size();
        const std::int32_t pad = tokenizer->padId().value_or(0);
        model.config["pad_token_id"] = pad;
        model.config["max_position_embeddings"] = 515 + pad;
        model.config.update(Json::parse(kind.config));
        const ConfigReader reader(model.config, kind.family);
        model.spec = familyOf(reader).read(reader);
        model.labels = what.labels;
        model.spec.labels = static_cast<std::int64_t>(what.labels.size());
        if (infoOf(what.task).perToken)
            setTokenHead(model.spec);
        model.info.task = infoOf(what.task).key;
        model.info.maxLength = what.longest;
        model.info.columns = TrainedColumns{"text", what.pairs ? "second" : "", "label"};
        fs::remove_all(folder);
        fs::create_directory(folder);
        writeModelFolder(folder, model, *tokenizer, [&](std::string_view name, auto values) {
            if (values.size() == bias.size()) { // nothing else is that small
                std::copy(bias.begin(), bias.end(), values.begin());
                return;
            }
            RandomStream random(streamKey(3, std::string(name)));
            const double scale = name.find("embeddings") != name.npos ? 1 : 0.4;
            for (float& value : values)
                value = static_cast<float>(scale * random.normal());
        });
    }

    // Whose logits are 0 in the mean, so that it tells texts apart.
    void craft(const Case& one) const {
        const auto& [kind, what] = one;
        const fs::path model = folder() / one.name();
        std::vector<float> bias(what.labels.size(), 0.0F);
        craft(model, kind, what, bias);
        studio::Classifier classifier(model, "fp32");
        const std::vector<std::string> texts(texts_.begin() + 20, texts_.begin() + 50);
        const auto answers =
            classifier.classifyAll(texts, what.pairs ? texts : std::vector<std::string>());
        for (const studio::TextResult& answer : answers)
            for (std::size_t i = 0; i < bias.size(); ++i)
                bias[i] -= answer.logits[i] / static_cast<float>(answers.size());
        craft(model, kind, what, bias);
    }

private Q_SLOTS:
    void initTestCase() {
        if (qEnvironmentVariableIsEmpty("ATTUNE_ORACLE_PYTHON"))
            QSKIP("SKIP-ALL: needs ATTUNE_ORACLE_PYTHON");
        qputenv("ATTUNE_ONNXRUNTIME_PYTHON", "/bin/false"); // it answers below, once for all
        seconds_ = makeTexts("seconds");
        std::rotate(seconds_.begin(), seconds_.begin() + 77, seconds_.end());
        fs::create_directory(folder() / "out");
        // The export itself compares on few: what counts is compared below.
        publishFile(folder() / "few.csv", "text,second,label\nfilm,music,\n");
        for (const Case& one : cases()) {
            craft(one);
            studio::ExportOptions options;
            options.format = "onnx";
            options.output = folder() / "out" / one.name();
            options.data = folder() / "few.csv";
            studio::exportModel(folder() / one.name(), options);
        }
        publishFile(folder() / "out" / "texts.json",
                    Json{
                        {"texts",   texts_  },
                        {"seconds", seconds_}
        }
                        .dump());
        QProcess python;
        python.setProcessChannelMode(QProcess::MergedChannels);
        python.start(qEnvironmentVariable("ATTUNE_ORACLE_PYTHON"),
                     {qEnvironmentVariable("ATTUNE_FIXTURES") + "/export/answer_texts.py",
                      place_.path() + "/out"});
        QVERIFY(python.waitForFinished(500'000));
        QVERIFY2(python.exitStatus() == QProcess::NormalExit && python.exitCode() == 0,
                 python.readAll().right(3000).constData());
    }

    void othersAnswerAsAttuneDoes_data() {
        QTest::addColumn<std::size_t>("number");
        for (std::size_t i = 0; i < cases().size(); ++i)
            QTest::newRow(cases()[i].name().c_str()) << i;
    }
    void othersAnswerAsAttuneDoes() {
        QFETCH(std::size_t, number);
        const Asked& what = cases()[number].what;
        const std::string name = cases()[number].name();
        const Json theirs =
            readJsonFile(folder() / "out" / name / "answers.json", {.bytes = 1 << 26, .depth = 64});
        studio::Classifier classifier(folder() / name, "fp32");
        const auto own =
            classifier.classifyAll(texts_, what.pairs ? seconds_ : std::vector<std::string>());
        QCOMPARE(own.size(), std::size_t{200});
        double farthest = 0;
        std::set<std::string> told;
        std::int64_t longest = 0;
        for (std::size_t i = 0; i < own.size(); ++i) {
            const std::vector<double> logits = theirs["logits"][i];
            QVERIFY2(logits.size() == own[i].logits.size(), texts_[i].substr(0, 200).c_str());
            for (std::size_t l = 0; l < logits.size(); ++l)
                farthest = std::max(farthest, std::abs(logits[l] - double{own[i].logits[l]}));
            QVERIFY2(farthest < 1e-4, texts_[i].substr(0, 200).c_str());
            OrderedJson answer = classifier.jsonOf(own[i], texts_[i], false)["prediction"];
            if (what.task == Task::TokenLabels)
                for (OrderedJson& span : answer)
                    span = {span["start"], span["end"], span["label"]};
            if (what.task != Task::Regression) // a number: as near as its logit is
                QVERIFY2(Json(answer) == theirs["answers"][i],
                         (texts_[i].substr(0, 200) + "\n" + answer.dump() + "\n" +
                          theirs["answers"][i].dump())
                             .c_str());
            told.insert(answer.dump());
            longest = std::max(longest, theirs["lengths"][i].get<std::int64_t>());
        }
        qInfo("%-20s %.2g, %zu answers", name.c_str(), farthest, told.size());
        QVERIFY(told.size() > 1); // it tells texts apart
        QCOMPARE(longest, what.longest);
    }
};

QTEST_GUILESS_MAIN(ExportedTextsTest)
#include "exported_texts_test.moc"
