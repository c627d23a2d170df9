// SPDX-License-Identifier: GPL-3.0-or-later
// Every format of a finished run: what others read in it, from raw text on; and what is refused.
#include "run/session.h"
#include "small_run.h"
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
    }

    void everyFormatIsWritten() {
        QCOMPARE(write("huggingface", "huggingface").greatestDifference, 0.0);
        QCOMPARE(write("numpy", "weights.npz").greatestDifference, 0.0);
        const studio::ExportReport full = write("onnx", "full");
        QVERIFY(full.greatestDifference < 1e-5);
        QCOMPARE(full.limit, 1e-4);
        QCOMPARE(full.texts, std::int64_t{40});
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
                const auto logits = theirs[i].get<std::vector<double>>();
                double sum = 0;
                for (const double logit : logits)
                    sum += std::exp(logit);
                const auto best = static_cast<std::size_t>(
                    std::max_element(logits.begin(), logits.end()) - logits.begin());
                QCOMPARE(static_cast<std::int32_t>(best), own[i].label);
                QVERIFY(std::abs(std::exp(logits[best]) / sum - own[i].scores[best]) < limit);
            }
        }
    }

    void onnxruntimeComparesWhereItIsNamed() {
        if (said_.is_null())
            QSKIP("needs ATTUNE_ORACLE_PYTHON");
        const std::string python = qEnvironmentVariable("ATTUNE_ORACLE_PYTHON").toStdString();
        const studio::ExportReport report = write("onnx", "compared", {"python=" + python});
        QCOMPARE(report.comparedIn.size(), std::size_t{2});
        QVERIFY(report.comparedIn[1].starts_with("onnxruntime 1."));
        QVERIFY(report.greatestDifference > 0 && report.greatestDifference < 1e-5);
        QVERIFY(failureOf("onnx", "no", {"python=/bin/false"}).find("onnxruntime") !=
                std::string::npos);
        QVERIFY(failureOf("onnx", "no", {"python=/no/python"}).find("started") !=
                std::string::npos);
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
