// SPDX-License-Identifier: GPL-3.0-or-later
// Every format of a finished run: what others read in it, from raw text on; and what is refused.
#include "run/session.h"
#include "small_run.h"
#include "studio/calibrating.h"
#include "studio/exporting.h"

#include <QProcess>
#include <QTest>

#include <cmath>

using namespace attune;

class ExportingTest : public QObject {
    Q_OBJECT

    std::unique_ptr<SmallRun> run_;
    std::vector<std::string> texts_;
    Json said_;

    fs::path out(const std::string& name) const { return run_->folder() / "out" / name; }

    studio::ExportReport write(const std::string& format, const std::string& name,
                               const std::vector<std::string>& settings = {}) const {
        studio::ExportOptions options;
        options.format = format;
        options.output = out(name);
        options.data = run_->folder() / "test.csv";
        for (const std::string& setting : settings)
            studio::addExportSetting(options, setting);
        return studio::exportModel(run_->output(), options);
    }
    // What an export says that fails; nothing is left of it.
    std::string failureOf(const std::string& format, const std::string& name,
                          const std::vector<std::string>& settings = {}) const {
        try {
            write(format, name, settings);
            return {};
        } catch (const Error& error) {
            return fs::exists(out(name)) ? "something is left" : error.message().text();
        }
    }

    static QString python(const QString& folder) {
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(
            qEnvironmentVariable("ATTUNE_ORACLE_PYTHON"),
            {qEnvironmentVariable("ATTUNE_FIXTURES") + "/export/check_exports.py", folder});
        const bool ended = process.waitForFinished(300'000);
        return ended && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0
                   ? QString()
                   : QString::fromUtf8(process.readAll());
    }

private Q_SLOTS:
    void initTestCase() {
        if (!SmallRun::available())
            QSKIP("SKIP-ALL: ATTUNE_MODELS is not set");
        run_ = std::make_unique<SmallRun>();
        run_->recipe.training.epochs = 2;
        Session session(run_->recipe, StartMode::New);
        session.wait();
        QCOMPARE(session.exitCode(), 0);
        // Kept as if it had been fitted on a file of that place.
        Calibration kept;
        kept.temperature = 1.75;
        kept.fittedOn = toUtf8(run_->folder() / "test.csv");
        kept.texts = 40;
        kept.thresholds = {std::nullopt, 0.8};
        studio::keepCalibration(run_->output(), kept);
    }

    void everyFormatIsWritten() {
        QCOMPARE(write("huggingface", "huggingface").greatestDifference, 0.0);
        QCOMPARE(write("numpy", "weights.npz").greatestDifference, 0.0);
        const studio::ExportReport full = write("onnx", "full");
        QVERIFY(full.greatestDifference < 1e-5);
        QCOMPARE(full.limit, 1e-4);
        QCOMPARE(full.texts, std::int64_t{40 + 24}); // and made-up ones
        QVERIFY(full.longest > 30);
        QVERIFY(full.notes.front().message.text().find("40 texts") != std::string::npos);
        const studio::ExportReport half = write("onnx", "half", {"precision=fp16"});
        QVERIFY(half.greatestDifference > 1e-6 && half.greatestDifference < half.limit);
        QVERIFY(half.bytes < full.bytes * 6 / 10);
        write("onnx", "outside", {"largest_file=0"});
        QVERIFY(fs::file_size(out("outside") / "model.onnx") < 200'000);
        QVERIFY(fs::exists(out("outside") / "model.onnx_data"));
        // The digests are of what is there.
        for (const char* name : {"huggingface", "full", "outside"}) {
            const Json info = readJsonFile(out(name) / "attune.json");
            for (const auto& [file, digest] : info.at("digests").items())
                QCOMPARE(sha256OfFile(out(name) / file), digest.get<std::string>());
            QVERIFY(info.at("digests").contains("config.json"));
        }
    }

    void othersAnswerAlike() {
        if (qEnvironmentVariableIsEmpty("ATTUNE_ORACLE_PYTHON"))
            QSKIP("needs ATTUNE_ORACLE_PYTHON");
        texts_ = {"",     " ",          "a wonderful film", "日本語 русский", "😀 e\u0301 ÀÉ",
                  "\n\t", "dull, dull", "Lovely! PEOPLE"};
        for (int words = 1; words < 60; words += 3) {
            std::string text;
            for (int i = 0; i < words; ++i)
                text += i % 7 == words % 5 ? "great " : "story ";
            texts_.push_back(text);
        }
        publishFile(out("texts.json"), Json(texts_).dump());
        const QString failure = python(QString::fromStdString(out("").string()));
        QVERIFY2(failure.isEmpty(), qPrintable(failure));
        said_ = readJsonFile(out("said.json"), {.bytes = 1 << 24, .depth = 64});
        studio::Classifier classifier(run_->output(), "fp32");
        const auto own = classifier.classifyAll(texts_, {});
        for (const auto& [name, limit] : std::map<std::string, double>{
                 {"full",    1e-4},
                 {"outside", 1e-4},
                 {"half",    0.05}
        }) {
            const Json& theirs = said_.at("answers").at(name);
            QCOMPARE(theirs.size(), own.size());
            for (std::size_t i = 0; i < own.size(); ++i) {
                // By the temperature and the threshold that the export tells.
                const auto logits = theirs[i].get<std::vector<double>>();
                const double score = 1 / (1 + std::exp((logits[0] - logits[1]) / 1.75));
                QVERIFY(std::abs(score - own[i].scores[1]) < limit);
                QCOMPARE(score >= 0.8 ? 1 : 0, own[i].label);
            }
        }
    }

    // A temperature and a threshold are part of what was judged.
    void keptScoresGoThroughEveryFormat() {
        const Json original = readJsonFile(run_->output() / "model" / "attune.json");
        Json calibration = original.at("calibration");
        calibration["fitted_on"] = "test.csv"; // no folder of this machine
        for (const char* name : {"huggingface", "full", "half", "outside"}) {
            const Json info = readJsonFile(out(name) / "attune.json");
            QVERIFY(info.at("calibration") == calibration);
            for (const char* key : {"task", "max_length", "cleaning", "columns"})
                QVERIFY(info.at(key) == original.at(key));
        }
        studio::Classifier before(run_->output(), "fp32");
        studio::Classifier after(out("huggingface"), "fp32");
        bool moved = false;
        for (const char* text : {"a wonderful film", "dull people", "the story was great", "film",
                                 "the film was a story with people and great"}) {
            const studio::TextResult a = before.classify(text), b = after.classify(text);
            QCOMPARE(a.scores, b.scores);
            QCOMPARE(a.label, b.label);
            const double plain = 1 / (1 + std::exp(double{a.logits[0]} - a.logits[1]));
            moved = moved || std::abs(plain - a.scores[1]) > 0.01;
            QCOMPARE(b.label, b.scores[1] >= 0.8 ? 1 : 0);
        }
        QVERIFY(moved);
        const std::string card = readFile(out("huggingface") / "README.md");
        for (const char* part :
             {"## Calibration", "Temperature: 1.7500", "Threshold of good: 0.8000"})
            QVERIFY2(card.find(part) != std::string::npos, part);
        if (said_.is_null())
            return;
        QVERIFY(said_.at("numpy").at("info").at("calibration") == calibration);
        QVERIFY(said_.at("numpy").at("info").at("columns") == original.at("columns"));
        for (const char* name : {"full", "half", "outside"}) {
            const Json& metadata = said_.at("metadata").at(name);
            QVERIFY(Json::parse(metadata.at("calibration").get<std::string>()) == calibration);
            QVERIFY(Json::parse(metadata.at("labels").get<std::string>()) == Json({"bad", "good"}));
            QVERIFY(Json::parse(metadata.at("columns").get<std::string>()) ==
                    original.at("columns"));
        }
    }

    // Of the person's machine nothing is told: not the run's folder, not that of the base.
    void nothingNamesAFolderOfThisMachine() {
        int files = 0;
        for (const auto& entry : fs::recursive_directory_iterator(out(""))) {
            if (!entry.is_regular_file())
                continue;
            const std::string bytes = readFile(entry.path());
            for (const std::string& secret : {toUtf8(run_->folder()), SmallRun::model()})
                QVERIFY2(bytes.find(secret) == std::string::npos, toUtf8(entry.path()).c_str());
            ++files;
        }
        QVERIFY(files > 20);
    }

    void onnxruntimeComparesWhereItIsNamed() {
        if (said_.is_null())
            QSKIP("needs ATTUNE_ORACLE_PYTHON");
        const std::string python = qEnvironmentVariable("ATTUNE_ORACLE_PYTHON").toStdString();
        const studio::ExportReport report = write("onnx", "compared", {"python=" + python});
        QCOMPARE(report.comparedIn.size(), std::size_t{2});
        QVERIFY(report.comparedIn[1].starts_with("onnxruntime 1."));
        QVERIFY(report.greatestDifference > 0 && report.greatestDifference < 1e-5);
        // One that has none is told, and fails nothing.
        for (const char* none : {"/bin/false", "/no/python"}) {
            const studio::ExportReport alone =
                write("onnx", "alone" + fs::path(none).filename().string(),
                      {std::string("python=") + none});
            QCOMPARE(alone.comparedIn, std::vector<std::string>{"Attune"});
            QCOMPARE(alone.notes.back().severity, Problem::Severity::Warning);
            QVERIFY(alone.notes.back().message.text().find(none) != std::string::npos);
        }
        // Where none is named python3 is looked for, and what came of it is told.
        const studio::ExportReport found = write("onnx", "found");
        QVERIFY(found.comparedIn.size() == 2 ||
                found.notes.back().message.text().find("“python3”") != std::string::npos);
        // One that nobody named and that fails, whatever it has, refuses nothing.
        const fs::path bin = out("bin");
        fs::create_directories(bin);
        publishFile(bin / "python3",
                    "#!/bin/sh\n"
                    "case \"$2\" in *InferenceSession*) echo too old >&2; exit 3;; esac\n");
        fs::permissions(bin / "python3", fs::perms::owner_all);
        const QByteArray path = qgetenv("PATH");
        qputenv("PATH", QByteArray::fromStdString(bin.string()) + ":" + path);
        const studio::ExportReport broken = write("onnx", "broken");
        qputenv("PATH", path);
        QCOMPARE(broken.comparedIn, std::vector<std::string>{"Attune"});
        QVERIFY(broken.notes.back().message.text().find("too old") != std::string::npos);
        QCOMPARE(write("onnx", "none", {"python=none"}).comparedIn,
                 std::vector<std::string>{"Attune"});
    }

    void numpyReadsTheArchive() {
        if (said_.is_null())
            QSKIP("needs ATTUNE_ORACLE_PYTHON");
        QVERIFY(said_.at("numpy").at("equal") == true);
        QVERIFY(said_.at("numpy").at("info").at("labels") == Json({"bad", "good"}));
        QVERIFY(said_.at("numpy").at("info").at("config").at("hidden_size") == 128);
    }

    void theCardTellsOfTheRun() {
        const std::string card = readFile(out("huggingface") / "README.md");
        for (const char* part : {"## Results", "## Data", "## Training", "## Limits", "## Use",
                                 "train.csv", "| good |", "fine-tuned from `bert-tiny-mlm`"})
            QVERIFY2(card.find(part) != std::string::npos, part);
        QVERIFY(card.find(toUtf8(run_->folder())) == std::string::npos);
        QVERIFY(card.find(SmallRun::model()) == std::string::npos);
        if (said_.is_null())
            return;
        const Json& front = said_.at("card");
        QVERIFY(front.at("pipeline_tag") == "text-classification");
        QVERIFY(front.at("base_model") == "bert-tiny-mlm");
        QVERIFY(front.at("library_name") == "transformers");
        const Json report = readJsonFile(run_->output() / "report.json");
        bool found = false;
        for (const Json& metric : front.at("model-index")[0].at("results")[0].at("metrics"))
            if (metric.at("type") == "accuracy") {
                found = true;
                QVERIFY(std::abs(metric.at("value").get<double>() -
                                 report.at("metrics").at("accuracy").get<double>()) < 1e-4);
            }
        QVERIFY(found);
    }

    void textsToCompareOnAreAsked() {
        const auto compared = [&](const std::string& name, std::string content) {
            publishFile(run_->folder() / name, content);
            studio::ExportOptions options;
            options.format = "numpy";
            options.output = out(name + ".npz");
            options.data = run_->folder() / name;
            return studio::exportModel(run_->output(), options);
        };
        QVERIFY_EXCEPTION_THROWN(compared("empty.csv", "text,label\n"), UsageError);
        QVERIFY(!fs::exists(out("empty.csv.npz")));
        const studio::ExportReport one = compared("one.csv", "text,label\nfilm,good\n");
        QCOMPARE(one.texts, std::int64_t{1 + 24});
        QCOMPARE(one.longest, std::int64_t{32}); // made-up ones are long
        std::string many = "text,label\nragged,row,here\n";
        for (int i = 0; i < 201; ++i)
            many += "film,good\n";
        const studio::ExportReport first = compared("many.csv", many);
        QCOMPARE(first.texts, std::int64_t{200 + 24});
        QCOMPARE(first.notes.size(), std::size_t{2});
        QVERIFY(first.notes[0].where.find("many.csv") != std::string::npos);
        QVERIFY(first.notes[1].message.text().find("which has more") != std::string::npos);
    }

    void whatDiffersTooMuchIsRefused() {
        QVERIFY(failureOf("onnx", "no", {"precision=fp16", "limit=1e-9"}).find("differ by up to") !=
                std::string::npos);
        QVERIFY(failureOf("onnx", "no", {"precision=fp8"}).find("fp8") != std::string::npos);
        QVERIFY(failureOf("onnx", "no", {"precision"}).find("precision") != std::string::npos);
        QVERIFY(!failureOf("numpy", "no.zip").empty());
        QVERIFY(!failureOf("torchscript", "no").empty());
    }
};

QTEST_GUILESS_MAIN(ExportingTest)
#include "exporting_test.moc"
