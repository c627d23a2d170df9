// SPDX-License-Identifier: GPL-3.0-or-later
// Trimmed tokenizers beside Python's `tokenizers`, trimmed models beside transformers
// (ATTUNE_ORACLE_PYTHON), and their logits bit by bit beside the full ones.
#include "case_files.h"
#include "oracle_server.h"
#include "vocabulary/trimmed_folder.h"

#include <QDir>
#include <QTemporaryDir>
#include <QtTest>

using namespace attune;

namespace {

VocabularySettings atLeast(std::int64_t count) {
    VocabularySettings rule;
    rule.min_count = count;
    return rule;
}

Corpus corpusOf(const std::vector<std::string>& texts) {
    return [texts](const auto& take) { take(texts); };
}

std::vector<float> logitsOf(const ModelFolder& folder, const Tokenizer& tokenizer,
                            const std::vector<std::string>& texts) {
    const auto engine = makeAtenEngine(folder.spec, {});
    loadWeights(folder, *engine, 7);
    std::vector<float> all;
    for (std::size_t begin = 0; begin < texts.size(); begin += 16) {
        PackedBatch batch;
        batch.starts = {0};
        EncodeOptions options;
        options.maxLength = 64;
        for (std::size_t i = begin; i < std::min(begin + 16, texts.size()); ++i) {
            const Encoding encoding = tokenizer.encode(texts[i], {}, options);
            batch.ids.insert(batch.ids.end(), encoding.ids.begin(), encoding.ids.end());
            batch.typeIds.insert(batch.typeIds.end(), encoding.typeIds.begin(),
                                 encoding.typeIds.end());
            batch.starts.push_back(static_cast<std::int32_t>(batch.ids.size()));
        }
        const auto pass = engine->forward(batch, {});
        const std::span<const float> logits = pass->logits();
        all.insert(all.end(), logits.begin(), logits.end());
    }
    return all;
}

} // namespace

class VocabularyOracleTest : public QObject {
    Q_OBJECT

    QString python_ = qEnvironmentVariable("ATTUNE_ORACLE_PYTHON");
    QTemporaryDir work_;
    OracleServer server_;

    void run(const QString& script, const QStringList& arguments) {
        server_.run(script, arguments);
    }
    QString tokenizerOracle() { return QFINDTESTDATA("../tokenizer/oracle.py"); }
    std::vector<std::string> cases(const QString& folder, int count, int seed) {
        const QString file = work_.filePath("cases.bin");
        run(tokenizerOracle(),
            {"cases", folder, file, QString::number(count), QString::number(seed)});
        std::vector<std::string> texts;
        if (!QTest::currentTestFailed())
            for (const Case& one : readCases(file.toStdString()))
                texts.push_back(one.text);
        return texts;
    }

private Q_SLOTS:
    void initTestCase() {
        if (python_.isEmpty())
            QSKIP("SKIP-ALL: ATTUNE_ORACLE_PYTHON is not set");
    }

    // The folder that a trimmed tokenizer writes is the same tokenizer in Python: on its corpus and
    // on texts that it has not seen.
    void tokenizersReadsTheSameTokenizer() {
        const QString kinds = qEnvironmentVariable("ATTUNE_FIXTURES") + "/tokenizer/kinds/";
        // Each model in its forms; trimming_test has all kinds.
        for (const char* kind :
             {"bpe-prefix", "bpe-suffix", "bpe-unk", "gpt2", "llama", "modernbert", "roberta",
              "unigram", "unigram-bytes", "wordlevel"}) {
            const QString name = QString::fromLatin1(kind);
            const auto full = readTokenizer((kinds + name).toStdString());
            const std::vector<std::string> corpus = cases(kinds + name, 120, 1);
            if (QTest::currentTestFailed())
                return;
            const Trimming made = trimVocabulary({}, *full, corpusOf(corpus), atLeast(1));
            const QString saved = work_.filePath(name);
            QVERIFY(QDir().mkpath(saved));
            made.tokenizer->save(saved.toStdString(), 0);
            const QString file = work_.filePath("trimmed.bin");
            run(tokenizerOracle(),
                {"cases", saved, file, "400", "1"}); // 120 of them are the corpus
            if (QTest::currentTestFailed())
                return;
            for (const Case& one : readCases(file.toStdString())) {
                const auto pair =
                    one.pair ? std::optional<std::string_view>(*one.pair) : std::nullopt;
                const auto found =
                    flatten(one, made.tokenizer->encode(one.text, pair, one.options));
                QVERIFY2(found == comparable(one), qPrintable(name));
            }
        }
    }

    void modelsAnswerAsBefore_data() {
        QTest::addColumn<QString>("model");
        QTest::addColumn<int>("least");
        for (const char* name : {"bert-tiny-mlm", "all-MiniLM-L6-v2", "multilingual-e5-small"})
            for (const int least : {1, 2})
                QTest::newRow(qPrintable(QString("%1, %2").arg(name).arg(least)))
                    << qEnvironmentVariable("ATTUNE_MODELS") + "/" + name << least;
    }
    void modelsAnswerAsBefore() {
        QFETCH(QString, model);
        QFETCH(int, least);
        if (!QFile::exists(model + "/config.json"))
            QSKIP("the model is not there");
        const QString lines = work_.filePath("unknown.jsonl");
        run(QFINDTESTDATA("oracle.py"), {"unknown", "5", "300", lines});
        std::vector<std::string> texts = cases(model, 200, 4);
        if (QTest::currentTestFailed())
            return;
        QFile file(lines);
        QVERIFY(file.open(QIODevice::ReadWrite));
        while (!file.atEnd())
            texts.push_back(parseJson(file.readLine().toStdString(), "line").get<std::string>());
        for (const char* set : {"english", "chinese"}) {
            ReadOptions options;
            const Dataset data = readDataset(qEnvironmentVariable("ATTUNE_SAMPLES").toStdString() +
                                                 "/" + set + "/test.csv",
                                             options);
            for (std::size_t i = 0; i < 150; ++i)
                texts.push_back(data.examples[i].text);
        }
        file.resize(0);
        for (std::string& text : texts) {
            text = repairUtf8(text);
            file.write(QByteArray::fromStdString(Json(text).dump()) + "\n");
        }
        file.close();

        const ModelFolder full = openModelFolder(model.toStdString());
        const auto tokenizer = readTokenizer(full.path);
        const Trimming made = trimVocabulary(full, *tokenizer, corpusOf(texts), atLeast(least));
        QVERIFY(made.report.after < made.report.before);
        const QString folder = work_.filePath(QString("trimmed-%1").arg(QTest::currentDataTag()));
        QVERIFY(QDir().mkpath(folder));
        writeTrimmedFolder(folder.toStdString(), full, made);

        std::vector<std::string> same;
        for (const std::string& text : texts) {
            const auto ids = tokenizer->encode(text).ids;
            if (std::all_of(ids.begin(), ids.end(), [&](std::int32_t id) {
                    return std::binary_search(made.oldIds.begin(), made.oldIds.end(), id);
                }))
                same.push_back(text);
        }
        // All texts were compared by their tokens; logits of a part of them, of every kind, will
        // do.
        std::vector<std::string> part;
        for (std::size_t i = 0; i < same.size(); i += 1 + same.size() / 120)
            part.push_back(same[i]);
        const ModelFolder trimmed = openModelFolder(folder.toStdString());
        const std::vector<float> before = logitsOf(full, *tokenizer, part);
        QVERIFY(before == logitsOf(trimmed, *readTokenizer(trimmed.path), part));
        // Trimmed in memory, as a run does it.
        ModelFolder inMemory = full;
        trimModel(inMemory, made.oldIds);
        QVERIFY(before == logitsOf(inMemory, *made.tokenizer, part));
        run(QFINDTESTDATA("oracle.py"), {"models", model, folder, lines});
    }
};

QTEST_GUILESS_MAIN(VocabularyOracleTest)
#include "oracle_test.moc"
