// SPDX-License-Identifier: GPL-3.0-or-later
// Bad input of every kind: exit code 1 or 2, one message with file, place and remedy, in little
// time, and the earlier run in the same folder stays as it is.
#include "program.h"
#include "small_run.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <memory>

using namespace attune;

namespace {

// Names and contents of all files of a folder.
std::string digestOf(const fs::path& folder) {
    std::vector<std::string> lines;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        lines.push_back(toUtf8(entry.path()) +
                        (entry.is_regular_file() ? " " + fingerprintOfFile(entry.path()) : ""));
    std::sort(lines.begin(), lines.end());
    std::string all;
    for (const std::string& line : lines)
        all += line + "\n";
    return fingerprint(all);
}

using Prepare = std::function<void(const fs::path&)>;

} // namespace
Q_DECLARE_METATYPE(Prepare)

class BadInputTest : public QObject {
    Q_OBJECT

    std::unique_ptr<SmallRun> run_;
    std::string digest_;
    QTemporaryDir large_;

    QString folder() const { return QString::fromStdString(toUtf8(run_->folder())); }

    // The recipe of the run with other lines for the given keys.
    static std::string recipe(const std::string& data, const std::string& training = {},
                              const std::string& head = {}) {
        const std::string model =
            head.find("model:") == std::string::npos ? "model: " + SmallRun::model() + "\n" : "";
        const std::string output = head.find("output:") == std::string::npos ? "output: new\n" : "";
        return model + output + head + "data:\n  max_length: 32\n" + data +
               "training:\n  epochs: 1\n" + training;
    }

    static Prepare file(const std::string& name, const std::string& content) {
        return [=](const fs::path& folder) { publishFile(folder / name, content); };
    }

    // A copy of the tiny model in which one file is changed.
    static Prepare brokenModel(const std::string& file,
                               const std::function<std::string(std::string)>& change) {
        return [=](const fs::path& folder) {
            fs::remove_all(folder / "broken");
            fs::create_directories(folder / "broken");
            for (const auto& entry : fs::directory_iterator(SmallRun::model()))
                fs::copy_file(entry.path(), folder / "broken" / entry.path().filename());
            const fs::path path = folder / "broken" / file;
            const std::string content = change(fs::exists(path) ? readFile(path) : "");
            fs::remove(path);
            if (!content.empty())
                publishFile(path, content);
            publishFile(folder / "r.yaml", recipe("  train: train.csv\n", {}, "model: broken\n"));
        };
    }

    static std::string replaced(std::string text, const std::string& from, const std::string& to) {
        const auto at = text.find(from);
        return at == std::string::npos ? text : text.replace(at, from.size(), to);
    }

    static std::string setJson(const std::string& text, const char* key, const Json& value) {
        Json json = parseJson(text, "config.json");
        json[key] = value;
        return json.dump();
    }

    static Prepare both(const Prepare& a, const Prepare& b) {
        return [=](const fs::path& folder) {
            a(folder);
            b(folder);
        };
    }

private Q_SLOTS:
    void initTestCase() {
        if (!SmallRun::available() || !fs::exists(program().toStdString()))
            QSKIP("SKIP-ALL: ATTUNE_MODELS is not set or attune-cli is not built");
        run_ = std::make_unique<SmallRun>();
        run_->recipe.training.epochs = 1;
        publishFile(run_->folder() / "good.yaml", writeRecipe(run_->recipe, run_->folder(), false));
        const Answer answer = attuneCli({"train", "good.yaml"}, folder());
        QVERIFY2(answer.code == 0, answer.err.constData());
        digest_ = digestOf(run_->output());
    }

    void eachGivesOneClearMessage_data() {
        QTest::addColumn<Prepare>("prepare");
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("code");
        QTest::addColumn<QStringList>("words"); // of the message: place, what, remedy
        QTest::addColumn<bool>("reads");        // a large file has to be read first

        const Prepare nothing = [](const fs::path&) {};
        const auto row = [](const char* name, const Prepare& prepare, const QStringList& arguments,
                            int code, const QStringList& words, bool reads = false) {
            QTest::newRow(name) << prepare << arguments << code << words << reads;
        };
        const QStringList train = {"train", "r.yaml"};
        const auto trainOn = [&](const char* name, const std::string& data,
                                 const QStringList& words, int code = 2,
                                 const char* table = "bad.csv") {
            row(name,
                both(file(table, data),
                     file("r.yaml", recipe("  train: " + std::string(table) + "\n"))),
                train, code, words);
        };
        const auto trainBy = [&](const char* name, const std::string& yaml,
                                 const QStringList& words, int code = 2) {
            row(name, file("r.yaml", yaml), train, code, words);
        };

        // ---- the command line
        row("unknown command", nothing, {"trian"}, 2, {"trian", "train"});
        row("unknown option", nothing, {"train", "good.yaml", "--fast"}, 2, {"--fast", "--help"});
        row("no recipe", nothing, {"train"}, 2, {"RECIPE", "--help"});
        row("resume and overwrite", nothing, {"train", "good.yaml", "--resume", "--overwrite"}, 2,
            {"--resume", "--overwrite"});
        row("unknown table", nothing, {"list", "metric"}, 2, {"metric", "metrics"});
        row("set an unknown key", nothing, {"train", "good.yaml", "--set", "training.epoch=2"}, 2,
            {"--set", "training.epoch", "training.epochs"});
        row("set without a value", nothing, {"train", "good.yaml", "--set", "training.epochs"}, 2,
            {"--set", "KEY=VALUE", "training.epochs=2"});
        row("set a word for a number", nothing,
            {"train", "good.yaml", "--set", "training.epochs=x"}, 2,
            {"--set", "training.epochs", "whole number"});
        row("set a file that is missing", nothing,
            {"train", "good.yaml", "--set", "data.train=trian.csv"}, 2,
            {"attune-cli: --set data.train: ", "trian.csv", "train.csv"});
        row("set a range across keys", nothing, {"train", "good.yaml", "--set", "data.label=text"},
            2, {"attune-cli: --set data.label: ", "already"});

        // ---- the recipe
        row("missing recipe", nothing, {"train", "none.yaml"}, 2, {"none.yaml", "spelling"});
        row("recipe that is a folder", nothing, {"train", "run"}, 2, {"run"});
        row("recipe that is a model", nothing,
            {"train", QString::fromStdString(SmallRun::model() + "/model.safetensors")}, 2,
            {"model.safetensors", "256 KB", "YAML"});
        trainBy("broken YAML", "model: [a\ndata:\n  train: x\n", {"r.yaml:", "YAML", "quotes"});
        trainBy("aliases", "a: &a [x]\nb: [*a, *a]\n", {"r.yaml:1", "aliases", "Write"});
        trainBy("unknown key", recipe("  train: train.csv\n", "  learning_rat: 1\n"),
                {"r.yaml:8", "training.learning_rat", "learning_rate"});
        trainBy("wrong type", recipe("  train: train.csv\n", "  batch_size: many\n"),
                {"r.yaml:8", "training.batch_size", "many", "whole number"});
        trainBy("out of range", recipe("  train: train.csv\n  validation_split: 1.5\n"),
                {"r.yaml:6", "data.validation_split", "0 to 0.9"});
        trainBy("operator of augment",
                recipe("  train: train.csv\n") + "augment:\n  operators: [random-swop]\n",
                {"r.yaml:9", "augment.operators[0]", "random-swap"});
        trainBy("doubled key", recipe("  train: train.csv\n  train: test.csv\n"),
                {"r.yaml:6", "train", "twice", "Remove"});
        trainBy("no output", "model: " + SmallRun::model() + "\ndata:\n  train: train.csv\n",
                {"r.yaml", "output", "--output"});

        // ---- data
        trainBy("missing data file", recipe("  train: trian.csv\n"),
                {"r.yaml:5", "data.train", "trian.csv", "train.csv"});
        trainBy("missing column", recipe("  train: train.csv\n  label: labels\n"),
                {"train.csv", "labels", "text, label", "--set data.label=label"});
        trainBy("missing column of no near name", recipe("  train: train.csv\n  text: 评论\n"),
                {"train.csv", "评论", "text, label", "--set data.text=COLUMN"});
        trainOn("spreadsheet", std::string("PK\3\4\x14\0\6\0", 8),
                {"bad.csv", "spreadsheet", "save the table as CSV"});
        trainOn("one label only", "text,label\na,x\nb,x\nc,x\n", {"bad.csv", "label"});
        trainOn("empty file", "", {"bad.csv", "empty"});
        trainOn("header only", "text,label\n", {"bad.csv"});
        trainOn("empty texts", "text,label\n,x\n\"\",y\n  ,x\n", {"bad.csv"});
        trainOn("ragged rows alone", "text,label\na\nb,x,y,z\nc\n", {"bad.csv"});
        trainOn("broken jsonl", "{\"text\": \n{\n]\n", {"bad.jsonl"}, 2, "bad.jsonl");
        trainOn("binary file", std::string("\0\1\2\3\0\0\0\xFF\xFE\0\n\0", 12), {"bad.csv"});
        // Not in the folder of the run, which may be kept in memory.
        const std::string large = large_.filePath("large.csv").toStdString();
        row("line of 1 GB",
            both(
                [large](const fs::path&) {
                    FileWriter writer(large);
                    writer.write("text,label\na,x\nb,y\n\"");
                    const std::string piece(1 << 20, 'x');
                    for (int i = 0; i < 1024; ++i)
                        writer.write(piece);
                    writer.close();
                },
                file("r.yaml", recipe("  train: " + large + "\n"))),
            train, 2, {"large.csv"}, true);
        trainBy("unknown encoding", recipe("  train: train.csv\n  encoding: klingon\n"),
                {"encoding", "klingon"});
        trainBy("weight of an unknown label",
                recipe("  train: train.csv\n", "  class_weights: {good: 1, wrong: 2}\n"),
                {"class_weights", "wrong", "good"});

        // ---- models
        trainBy("missing model", recipe("  train: train.csv\n", {}, "model: nowhere/none\n"),
                {"r.yaml:2", "model", "nowhere/none"});
        trainBy("a file as the model", recipe("  train: train.csv\n", {}, "model: train.csv\n"),
                {"r.yaml:2", "model", "is a file", "folder"});
        row("truncated weights",
            brokenModel("model.safetensors",
                        [](const std::string& all) { return all.substr(0, all.size() / 2); }),
            train, 1, {"model.safetensors"});
        row("huge header of the weights",
            brokenModel("model.safetensors",
                        [](std::string all) { return all.replace(0, 8, 8, '\x7F'); }),
            train, 1, {"model.safetensors"});
        row("1e9 layers",
            brokenModel("config.json",
                        [](const std::string& all) {
                            return setJson(all, "num_hidden_layers", 1000000000);
                        }),
            train, 1, {"config.json", "num_hidden_layers"});
        row("broken config", brokenModel("config.json", [](const std::string&) { return "{,"; }),
            train, 1, {"config.json", "JSON"});
        row("config of another family",
            brokenModel("config.json",
                        [](const std::string& all) { return setJson(all, "model_type", "gpt9"); }),
            train, 1, {"config.json", "gpt9", "bert"});
        row("no tokenizer",
            both(brokenModel("tokenizer.json", [](const std::string&) { return std::string(); }),
                 [](const fs::path& folder) { fs::remove(folder / "broken" / "vocab.txt"); }),
            train, 1, {"broken", "tokenizer"});

        // ---- folders
        row("run in the way", nothing, {"train", "good.yaml"}, 2,
            {"run", "--resume", "--overwrite"});
        trainBy("output is a file", recipe("  train: train.csv\n", {}, "output: train.csv\n"),
                {"r.yaml:2", "output", "folder"});
        trainBy("output holds other files", recipe("  train: train.csv\n", {}, "output: .\n"),
                {"other files", "empty"});
        trainBy("output cannot be made",
                recipe("  train: train.csv\n", {}, "output: /proc/attune\n"), {"/proc/attune"}, 1);
        // ---- finished models
        row("evaluate a pretrained model", nothing,
            {"evaluate", QString::fromStdString(SmallRun::model()), "--data", "test.csv"}, 2,
            {"bert-tiny-mlm", "head", "Train"});
        row("evaluate a missing model", nothing, {"evaluate", "nowhere", "--data", "test.csv"}, 2,
            {"nowhere", "RUN/model"});
        const Prepare unfinished = [](const fs::path& folder) {
            fs::create_directories(folder / "begun/checkpoints");
        };
        for (const char* name : {"begun", "begun/model"})
            row(name, unfinished, {"predict", name, "--text-line", "a"}, 2,
                {"begun: The run is not finished", "train begun/recipe.yaml --resume"});
        row("inspect an unfinished run", unfinished, {"inspect", "begun"}, 2,
            {"not finished", "--resume"});
        for (const char* command : {"inspect", "predict"})
            row((std::string(command) + " a file").c_str(), nothing,
                QStringList{command, "train.csv"} +
                    (command[0] == 'p' ? QStringList{"--text-line", "a"} : QStringList{}),
                2, {"train.csv", "This is a file; a model is a folder"});
        row("evaluate other labels", file("other.csv", "text,label\na,up\nb,down\n"),
            {"evaluate", "run/model", "--data", "other.csv"}, 2, {"other.csv", "label", "good"});
        row("evaluate a missing column", nothing,
            {"evaluate", "run/model", "--data", "test.csv", "--label", "lable"}, 2,
            {"test.csv", "lable", "label"});
        row("predict into an unknown format", nothing,
            {"predict", "run/model", "--data", "test.csv", "--output", "p.xlsx"}, 2,
            {"p.xlsx", ".csv"});
        row("predict into a missing folder", nothing,
            {"predict", "run/model", "--data", "test.csv", "--output", "none/p.csv"}, 2,
            {"none/p.csv", "folder"});
        row("predict over the data", nothing,
            {"predict", "run/model", "--data", "test.csv", "--output", "./test.csv"}, 2,
            {"test.csv", "another"});
        row("predict over another file", file("notes.csv", "a,b\n1,2\n"),
            {"predict", "run/model", "--data", "test.csv", "--output", "notes.csv"}, 2,
            {"notes.csv", "no earlier answers", "--overwrite"});
        row("predict where nothing can be written", nothing,
            {"predict", "run/model", "--data", "test.csv", "--output", "/proc/p.csv"}, 1,
            {"attune-cli: /proc/p.csv: It could not be created"});
        row("predict a missing column", nothing,
            {"predict", "run/model", "--data", "test.csv", "--output", "p.csv", "--text", "txet"},
            2, {"test.csv", "txet", "text"});
        row("predict nothing", nothing, {"predict", "run/model"}, 2, {"--data", "--text-line"});
        row("tokenize a missing file", nothing, {"tokenize", "run/model", "--data", "none.txt"}, 2,
            {"none.txt", "spelling"});
        row("tokenize a folder", nothing, {"tokenize", "run/model", "--data", "run"}, 2,
            {"run: This is a folder", "text file"});
        row("inspect what is no model", nothing, {"inspect", "."}, 2, {"config.json"});
        row("export in an unknown format", nothing,
            {"export", "run/model", "--format", "gguf", "--output", "x"}, 2,
            {"gguf", "huggingface"});
        row("export with an unknown setting", nothing,
            {"export", "run/model", "--format", "onnx", "--output", "x", "--set", "precison=fp16"},
            2, {"precison", "precision"});
        row("export over something", nothing,
            {"export", "run/model", "--format", "huggingface", "--output", "run"}, 2,
            {"run", "does not exist"});
    }

    void eachGivesOneClearMessage() {
        QFETCH(Prepare, prepare);
        QFETCH(QStringList, arguments);
        QFETCH(int, code);
        QFETCH(QStringList, words);
        QFETCH(bool, reads);
        prepare(run_->folder());
        const Answer answer = attuneCli(arguments, folder());
        fs::remove(run_->folder() / "bad.csv");
        fs::remove(large_.filePath("large.csv").toStdString());

        const QString err = QString::fromUtf8(answer.err);
        QVERIFY2(answer.code == code, qPrintable(QString::number(answer.code) + ": " + err));
        QCOMPARE(answer.out, QByteArray());
        QCOMPARE(
            err.count(QRegularExpression("^attune-cli: ", QRegularExpression::MultilineOption)), 1);
        const QString message = err.mid(err.indexOf("attune-cli: "));
        QVERIFY2(message.count('\n') == 1, qPrintable(message));
        for (const QString& word : words)
            QVERIFY2(message.contains(word), qPrintable(word + " in " + message));
        if (!reads)
            QVERIFY2(answer.seconds < 1, qPrintable(QString::number(answer.seconds)));
        QCOMPARE(digestOf(run_->output()), digest_);
        // Before training begins nothing is written.
        const bool left = fs::exists(run_->folder() / "new");
        fs::remove_all(run_->folder() / "new");
        QVERIFY2(!left, "the refused run left a folder");
    }

    void severalMistakesAreToldTogether() {
        publishFile(run_->folder() / "r.yaml",
                    recipe("  train: train.csv\n", "  epoch: 1\n  batch_size: x\n"));
        const Answer answer = attuneCli({"train", "r.yaml", "--set", "a=b"}, folder());
        QCOMPARE(answer.code, 2);
        for (const char* word : {"training.epoch", "training.batch_size", "--set"})
            QVERIFY2(answer.err.contains(word), answer.err.constData());
        QVERIFY2(!answer.err.contains("r.yaml: r.yaml"), answer.err.constData());
    }

    void aFullDiskEndsTheRunAndKeepsTheLastCheckpoint() {
        publishFile(run_->folder() / "r.yaml",
                    recipe("  train: train.csv\n", {}, "output: full\n"));
        // Files may have 2 MB: the weights do not fit.
        const Answer answer = call(
            "bash", {"-c", "ulimit -f 2000; trap '' XFSZ; exec \"$0\" train r.yaml", program()},
            folder());
        QVERIFY2(answer.code == 1, answer.err.constData());
        QVERIFY2(answer.err.contains("attune-cli: "), answer.err.constData());
        QVERIFY2(answer.err.contains("Free some space"), answer.err.constData());
        QVERIFY2(!answer.err.contains(".attune-part-"), answer.err.constData());
        QVERIFY(!fs::exists(run_->folder() / "full" / "model"));
        // With room again the same command goes on.
        const Answer again = attuneCli({"train", "r.yaml", "--resume"}, folder());
        QVERIFY2(again.code == 0, again.err.constData());
        QCOMPARE(digestOf(run_->output()), digest_);
    }

    void aFullDiskLeavesAnEarlierAnswerWhole() {
        publishFile(run_->folder() / "p.csv", "earlier");
        const Answer answer =
            call("bash",
                 {"-c",
                  "ulimit -f 1; trap '' XFSZ; exec \"$0\" predict run/model --data test.csv "
                  "--output p.csv --overwrite",
                  program()},
                 folder());
        QCOMPARE(answer.code, 1);
        QVERIFY2(answer.err.contains("Free some space"), answer.err.constData());
        QVERIFY2(answer.err.contains("attune-cli: p.csv: "), answer.err.constData());
        QCOMPARE(readFile(run_->folder() / "p.csv"), std::string("earlier"));
    }

    void standardOutputThatIsFullIsAnError() {
        const Answer answer =
            call("bash", {"-c", "exec \"$0\" list parameters > /dev/full", program()}, folder());
        QCOMPARE(answer.code, 1);
        QVERIFY2(answer.err.contains("standard output"), answer.err.constData());
    }

    void aReaderThatGoesIsNoError() {
        const Answer answer = call("bash",
                                   {"-c",
                                    "set -o pipefail; yes word | head -200000 > w.txt; "
                                    "\"$0\" tokenize run/model --data w.txt | head -1",
                                    program()},
                                   folder());
        QVERIFY2(answer.code == 0, answer.err.constData());
        QCOMPARE(answer.err, QByteArray());
    }

    void aGbkFileSimplyWorks() {
        FileWriter writer(run_->folder() / "gbk.csv");
        writer.write("text,label\n");
        for (int i = 0; i < 30; ++i) {
            // "很好" (very good) and "很差" (very bad) in GBK
            writer.write(i % 2 == 0 ? "\xBA\xDC\xBA\xC3\xB5\xC4\xB5\xE7\xD3\xB0,\xBA\xC3\n"
                                    : "\xBA\xDC\xB2\xEE\xB5\xC4\xB5\xE7\xD3\xB0,\xB2\xEE\n");
        }
        writer.close();
        publishFile(run_->folder() / "r.yaml", recipe("  train: gbk.csv\n", {}, "output: gbk\n"));
        const Answer answer = attuneCli({"train", "r.yaml"}, folder());
        QVERIFY2(answer.code == 0, answer.err.constData());
        QVERIFY2(answer.err.contains("GB18030") || answer.err.contains("GBK"),
                 answer.err.constData());
        COMPARE_JSON(readJsonFile(run_->folder() / "gbk" / "report.json").at("labels"),
                     Json::array({"好", "差"})); // code-point order
    }
};

QTEST_GUILESS_MAIN(BadInputTest)
#include "bad_input_test.moc"
