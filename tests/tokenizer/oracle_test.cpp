// SPDX-License-Identifier: GPL-3.0-or-later
// Ids, type ids and offsets against Python's tokenizers and transformers, live (see oracle.py).
// ATTUNE_ORACLE_TIMES=10 compares ten times as many texts; ten minutes then want
// QTEST_FUNCTION_TIMEOUT as CMakeLists.txt sets it.
#include "case_files.h"
#include "oracle_server.h"
#include "tokenizer/tokenizer.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace attune;

class OracleTest : public QObject {
    Q_OBJECT

    QString python_ = qEnvironmentVariable("ATTUNE_ORACLE_PYTHON");
    QString models_ = qEnvironmentVariable("ATTUNE_MODELS");
    QTemporaryDir work_;
    OracleServer server_;

    // So many texts, or as many times more as was asked for.
    static QString texts(int count) {
        return QString::number(count *
                               std::max(qEnvironmentVariableIntValue("ATTUNE_ORACLE_TIMES"), 1));
    }

    void oracle(const QStringList& arguments) { run("oracle.py", arguments); }

    void run(const char* script, const QStringList& arguments) {
        server_.run(QFINDTESTDATA(script), arguments);
    }

    void compare(const Tokenizer& tokenizer, const QString& casesFile) {
        const std::vector<Case> cases = readCases(casesFile.toStdString());
        QVERIFY(!cases.empty());
        std::size_t different = 0;
        for (const Case& one : cases) {
            const auto pair = one.pair ? std::optional<std::string_view>(*one.pair) : std::nullopt;
            const std::vector<std::uint32_t> expected = comparable(one);
            const std::vector<std::uint32_t> found =
                flatten(one, tokenizer.encode(one.text, pair, one.options));
            if (found == expected)
                continue;
            if (++different > 5)
                continue;
            const auto list = [](const std::vector<std::uint32_t>& values) {
                QString line;
                for (const std::uint32_t value : values)
                    line += QString::number(value) + ' ';
                return line;
            };
            qWarning().noquote()
                << "longest" << one.options.maxLength << "text"
                << QByteArray::fromStdString(one.text).toPercentEncoding(" ") << "pair"
                << QByteArray::fromStdString(one.pair.value_or("")).toPercentEncoding(" ")
                << "\n  expected" << list(expected) << "\n  found   " << list(found);
        }
        QVERIFY2(different == 0,
                 qPrintable(QString("%1 of %2 texts differ").arg(different).arg(cases.size())));
        qInfo() << cases.size() << "texts agree";
    }

private Q_SLOTS:
    void initTestCase() {
        if (python_.isEmpty())
            QSKIP("SKIP-ALL: ATTUNE_ORACLE_PYTHON is not set");
        oracle({"folders", work_.path()});
    }

    void encodesAsTokenizersDoes_data() {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<int>("count");
        if (!models_.isEmpty()) {
            QTest::newRow("bert-tiny-mlm") << models_ + "/bert-tiny-mlm" << 6000;
            QTest::newRow("all-MiniLM-L6-v2") << models_ + "/all-MiniLM-L6-v2" << 2000;
        }
        for (const char* name :
             {"uncased", "cased", "accents", "stripped", "raw", "added", "added_cased", "bare",
              "added_bare", "steps", "words", "runs", "removed"})
            QTest::newRow(name) << work_.filePath(name) << 500;
    }
    void encodesAsTokenizersDoes() {
        QFETCH(QString, folder);
        QFETCH(int, count);
        const QString cases = work_.filePath(QString(QTest::currentDataTag()) + ".bin");
        oracle({"cases", folder, cases, texts(count), "7"});
        compare(*readTokenizer(folder.toStdString()), cases);
    }

    // A folder as it is, the folder that save() makes of it, and that with the config.json of a
    // BERT model beside it: all as transformers reads them.
    void savesWhatTransformersReadsSilently() {
        struct Folder {
            QString name, from, config;
        };
        const QString fixtures = qEnvironmentVariable("ATTUNE_FIXTURES") + "/tokenizer/";
        std::vector<Folder> folders{
            {"cased",   fixtures + "cased",        ""                                       },
            {"uncased", fixtures + "uncased",      ""                                       },
            {"added",   work_.filePath("added"),   ""                                       },
            {"words",   work_.filePath("words"),   ""                                       },
            {"ignored", work_.filePath("accents"), R"({"tokenizer_class": "BertTokenizer"})"},
            {"options", work_.filePath("added"),
             R"({"tokenizer_class": "BertTokenizerFast", "do_lower_case": false,
                 "strip_accents": true, "tokenize_chinese_chars": false, "extra_special_tokens":
                 ["[X]", "酒店"], "cls_token": {"content": "[C]", "__type": "AddedToken"}})"            },
            {"listed",  work_.filePath("uncased"),
             R"({"tokenizer_class": "DistilBertTokenizer", "added_tokens_decoder":
                 {"4": {"content": "[MASK]", "lstrip": true, "normalized": false,
                        "rstrip": false, "single_word": false, "special": true}}})"          }
        };
        if (!models_.isEmpty()) {
            folders.push_back({"tiny", models_ + "/bert-tiny-mlm", ""});
            folders.push_back({"MiniLM", models_ + "/all-MiniLM-L6-v2", ""});
        }
        QStringList jobs{"transformers", texts(100), "3"};
        std::vector<std::pair<std::shared_ptr<Tokenizer>, QString>> checks;
        for (const Folder& folder : folders) {
            const fs::path from = folder.from.toStdString();
            const fs::path base = work_.filePath("saved-" + folder.name).toStdString();
            const fs::path start = base / "start", saved = base / "saved", model = base / "model";
            for (const fs::path& path : {start, saved, model})
                fs::create_directories(path);
            for (const char* file : {"tokenizer.json", "tokenizer_config.json", "vocab.txt",
                                     "special_tokens_map.json", "config.json"})
                if (fs::exists(from / file))
                    fs::copy_file(from / file, start / file);
            if (!folder.config.isEmpty())
                publishFile(start / "tokenizer_config.json", folder.config.toStdString());
            const std::shared_ptr<Tokenizer> tokenizer = readTokenizer(start);
            tokenizer->save(saved, 128);
            tokenizer->save(model, 128);
            publishFile(model / "config.json", R"({"model_type": "bert"})");
            for (const fs::path& path : {start, saved, model}) {
                const QString cases = QString::fromStdString((path / "cases.bin").string());
                jobs << QString::fromStdString(path.string()) << cases;
                checks.emplace_back(tokenizer, cases);
                checks.emplace_back(readTokenizer(path), cases);
            }
        }
        oracle(jobs);
        for (const auto& [tokenizer, cases] : checks)
            if (!QTest::currentTestFailed())
                compare(*tokenizer, cases);
    }

    void encodesEveryKindAsTokenizersDoes() {
        const QString kinds = work_.filePath("kinds");
        QStringList arguments{kinds};
        if (QDir e5(models_ + "/multilingual-e5-small"); !models_.isEmpty() && e5.exists())
            arguments << e5.path();
        run("kinds.py", arguments);
        for (const QString& name : QDir(kinds).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
            const QString cases = work_.filePath("kind.bin");
            oracle({"cases", kinds + "/" + name, cases, texts(100), "3"});
            if (QTest::currentTestFailed())
                return;
            qInfo() << name;
            compare(*readTokenizer((kinds + "/" + name).toStdString()), cases);
        }
    }

    void encodesFoldersWithoutTokenizerJsonAsTransformersDoes() {
        const QString classes = work_.filePath("classes");
        run("kinds.py", {"classes", classes});
        QStringList jobs{"files", texts(100), "4"};
        const QStringList names = QDir(classes).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        std::vector<std::pair<std::shared_ptr<Tokenizer>, QString>> checks;
        for (const QString& name : names) {
            // As it is, and as it is written back.
            const QString folder = classes + "/" + name, saved = classes + "/" + name + "-saved";
            const std::shared_ptr<Tokenizer> tokenizer = readTokenizer(folder.toStdString());
            fs::create_directories(saved.toStdString());
            tokenizer->save(saved.toStdString(), 512);
            for (const QString& path : {folder, saved}) {
                jobs << path << path + "/cases.bin";
                checks.emplace_back(tokenizer, path + "/cases.bin");
            }
        }
        oracle(jobs);
        for (const auto& [tokenizer, cases] : checks)
            if (!QTest::currentTestFailed()) {
                qInfo() << cases;
                compare(*tokenizer, cases);
            }
    }

    void agreesOnTheSampleData() {
        QStringList files;
        for (const char* set : {"english", "chinese"})
            for (const char* file : {"train", "test"})
                files << QString("%1/%2/%3.csv")
                             .arg(qEnvironmentVariable("ATTUNE_SAMPLES"), set, file);
        const QString cases = work_.filePath("samples.bin");
        const QString folder =
            models_.isEmpty() ? work_.filePath("uncased") : models_ + "/bert-tiny-mlm";
        oracle(QStringList{"cases", folder, cases, "0", "1"} + files);
        if (!QTest::currentTestFailed())
            compare(*readTokenizer(folder.toStdString()), cases);
    }

    void readsEveryCodePointAsTokenizersDoes_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"uncased", "stripped"})
            QTest::newRow(name) << name;
    }
    void readsEveryCodePointAsTokenizersDoes() {
        QFETCH(QString, name);
        const QString cases = work_.filePath(name + "-special.bin");
        oracle({"special", work_.filePath(name), cases});
        compare(*readTokenizer(work_.filePath(name).toStdString()), cases);
    }
};

QTEST_GUILESS_MAIN(OracleTest)
#include "oracle_test.moc"
