// SPDX-License-Identifier: GPL-3.0-or-later
// What a finished model answers, and what it refuses: pairs, columns, changed data, later versions.
#include "run/session.h"
#include "small_run.h"
#include "studio/baselines.h"
#include "studio/calibrating.h"
#include "studio/comparing.h"
#include "studio/exporting.h"
#include "studio/judged_evaluation.h"
#include "studio/robustness.h"
#include "studio/studio.h"

#include <QTest>

#include <algorithm>
#include <memory>

using namespace attune;

namespace {

std::string failureOf(const std::function<void()>& work) {
    try {
        work();
    } catch (const UsageError& error) {
        return error.what();
    }
    return {};
}

void train(const SmallRun& run) {
    Session session(run.recipe, StartMode::New);
    session.wait();
    QCOMPARE(session.exitCode(), 0);
}

} // namespace

class AnswerTest : public QObject {
    Q_OBJECT

    std::unique_ptr<SmallRun> pairs_, single_;

    void put(const SmallRun& run, const char* name, const std::string& content) const {
        publishFile(run.folder() / name, content);
    }

    // A copy of the model with another attune.json.
    fs::path changed(const SmallRun& run, const char* name, const std::function<void(Json&)>& to) {
        const fs::path folder = run.folder() / name;
        fs::copy(run.output() / "model", folder);
        Json json = readJsonFile(folder / "attune.json");
        to(json);
        publishFile(folder / "attune.json", json.dump());
        return folder;
    }

private Q_SLOTS:
    void initTestCase() {
        if (!SmallRun::available())
            QSKIP("SKIP-ALL: ATTUNE_MODELS is not set");
        single_ = std::make_unique<SmallRun>();
        single_->recipe.training.epochs = 1;
        train(*single_);
        pairs_ = std::make_unique<SmallRun>();
        std::string table = "premise,claim,verdict\n";
        for (int i = 0; i < 40; ++i)
            table += std::string(i % 3 ? "a good film," : "a dull film,") +
                     (i % 2 ? "it is good,yes\n" : "it is dull,no\n");
        put(*pairs_, "pairs.csv", table);
        Recipe& recipe = pairs_->recipe;
        recipe.training.epochs = 1;
        recipe.data.train = "pairs.csv";
        recipe.data.test = "";
        recipe.data.text = "premise";
        recipe.data.text_pair = "claim";
        recipe.data.label = "verdict";
        train(*pairs_);
    }

    void theModelKeepsItsColumns() {
        const Json info = readJsonFile(pairs_->output() / "model/attune.json");
        QCOMPARE(info.at("columns").dump(),
                 (Json{
                      {"text",      "premise"},
                      {"text_pair", "claim"  },
                      {"label",     "verdict"}
        })
                     .dump());
        QVERIFY(studio::inspectModel(toUtf8(pairs_->output()), {}).takesPairs);
        QVERIFY(!studio::inspectModel(toUtf8(single_->output()), {}).takesPairs);
    }

    void pairsAreEvaluatedAsTrainedWithoutAWord() {
        studio::EvaluateOptions options;
        options.data = toUtf8(pairs_->folder() / "pairs.csv");
        const studio::Evaluation silent = studio::evaluateModel(pairs_->output(), options);
        options.text = "premise";
        options.pair = "claim";
        options.label = "verdict";
        const studio::Evaluation said = studio::evaluateModel(pairs_->output(), options);
        QVERIFY(silent.metrics == said.metrics);
        // The second text counts: the same first text with another one has other scores.
        studio::Classifier classifier(pairs_->output(), "fp32");
        QVERIFY(classifier.takesPairs());
        QVERIFY(classifier.classify("a good film", "it is good").scores !=
                classifier.classify("a good film", "it is dull").scores);
    }

    void aModelOfPairsNeedsTheSecondText() {
        put(*pairs_, "one.csv", "premise,verdict\na good film,yes\n");
        studio::EvaluateOptions options;
        options.data = toUtf8(pairs_->folder() / "one.csv");
        const std::string evaluating =
            failureOf([&] { studio::evaluateModel(pairs_->output(), options); });
        QVERIFY2(evaluating.find("no column “claim” for the second text") != evaluating.npos &&
                     evaluating.find("--text-pair") != evaluating.npos,
                 evaluating.c_str());
        studio::PredictOptions predict;
        predict.data = options.data;
        predict.output = toUtf8(pairs_->folder() / "out.csv");
        QVERIFY(!failureOf([&] { studio::predictFile(pairs_->output(), predict); }).empty());
        QVERIFY(!fs::exists(pairs_->folder() / "out.csv"));
        studio::Classifier classifier(pairs_->output(), "fp32");
        QVERIFY(!failureOf([&] { classifier.classify("a good film"); }).empty());
    }

    void aModelOfSingleTextsRefusesASecond() {
        studio::Classifier classifier(single_->output(), "fp32");
        QVERIFY(!classifier.takesPairs());
        QVERIFY(!failureOf([&] { classifier.classify("a good film", "b"); }).empty());
        studio::EvaluateOptions options;
        options.data = toUtf8(single_->folder() / "test.csv");
        options.pair = "label";
        QVERIFY(!failureOf([&] { studio::evaluateModel(single_->output(), options); }).empty());
    }

    void otherModelsAnswerWhatIsAsked() {
        const fs::path folder =
            changed(*pairs_, "unknown", [](Json& json) { json.erase("columns"); });
        studio::Classifier classifier(folder, "fp32");
        QVERIFY(!classifier.takesPairs());
        classifier.classify("a good film");
        classifier.classify("a good film", "it is good");
    }

    void anEmptySecondTextIsStillAPair() {
        put(*pairs_, "some.csv", "premise,claim\na good film,\na good film,it is good\n");
        put(*pairs_, "none.csv", "premise,claim\na good film,\n");
        const auto answers = [&](const char* name) {
            studio::PredictOptions options;
            options.data = toUtf8(pairs_->folder() / name);
            options.output = toUtf8(pairs_->folder() / "answers.jsonl");
            studio::predictFile(pairs_->output(), options);
            const std::string text = readFile(pairs_->folder() / "answers.jsonl");
            return parseJson(text.substr(0, text.find('\n')), name).at("score").get<double>();
        };
        QVERIFY(std::abs(answers("some.csv") - answers("none.csv")) < 1e-6);
    }

    void cleaningOfALaterVersionIsRefused() {
        const fs::path folder = changed(*single_, "cleaned", [](Json& json) {
            json["cleaning"] = Json::array({
                {{"operator", "magic"}, {"version", 1}, {"parameters", Json::object()}}
            });
        });
        const std::string error = failureOf([&] { studio::Classifier(folder, "fp32"); });
        QVERIFY2(error.find("does not know the cleaning operator “magic”") != error.npos,
                 error.c_str());
        // Nor is it trained on, which would be on other texts than before.
        Recipe recipe = single_->recipe;
        recipe.head.model = toUtf8(folder);
        recipe.head.output = "again";
        Session session(recipe, StartMode::New);
        session.wait();
        QCOMPARE(session.exitCode(), 2);
        QVERIFY(!fs::exists(single_->folder() / "again"));
    }

    void whatTextsLoseIsTold() {
        studio::Classifier classifier(single_->output(), "fp32");
        classifier.classify("a good film");
        QVERIFY(classifier.notes().empty());
        std::string text;
        for (int i = 0; i < 600; ++i)
            text += "film ";
        classifier.classifyAll({text, "\U00012000 film"}, {});
        QCOMPARE(classifier.notes().size(), std::size_t{2});
    }

    void exportsOfPairsAreComparedAsPairs() {
        const studio::ExportReport report =
            studio::exportModel(pairs_->output(), {.output = pairs_->folder() / "exported"});
        QCOMPARE(report.greatestDifference, 0.0);
        QVERIFY(studio::Classifier(pairs_->folder() / "exported", "fp32").takesPairs());
    }

    void textsThatTheRunTrainedOnAreCounted() {
        const auto warned = [](const Problems& notes, const std::string& what) {
            return std::any_of(notes.begin(), notes.end(), [&](const Problem& note) {
                return note.severity == Problem::Severity::Warning &&
                       note.message.text().find(what) != std::string::npos;
            });
        };
        studio::EvaluateOptions options;
        put(*single_, "seen.csv", readFile(single_->folder() / "train.csv"));
        options.data = toUtf8(single_->folder() / "seen.csv");
        const auto seen = studio::judgeModel(single_->output() / "model", options, {});
        // 24 of its 120 texts were held out to validate on; some may stand in it twice.
        QVERIFY(seen.trainedOn >= 96 && seen.trainedOn < 120);
        QVERIFY(
            warned(seen.notes, "trained on " + std::to_string(seen.trainedOn) + " of these 120"));
        put(*single_, "fresh.csv", "text,label\na text of tomorrow,good\n");
        options.data = toUtf8(single_->folder() / "fresh.csv");
        const auto fresh = studio::judgeModel(single_->output() / "model", options, {});
        QCOMPARE(fresh.trainedOn, std::int64_t{0});
        QVERIFY(!warned(fresh.notes, "trained on"));
        // Where the data of the run are gone nothing can be told, and the texts are answered.
        fs::rename(single_->folder() / "train.csv", single_->folder() / "gone.csv");
        QCOMPARE(studio::judgeModel(single_->output(), options, {}).metrics.texts, std::int64_t{1});
        fs::rename(single_->folder() / "gone.csv", single_->folder() / "train.csv");
        // A part that the run was judged by is looked at alike.
        SmallRun twice;
        twice.recipe.training.epochs = 1;
        twice.recipe.data.validation = "train.csv";
        twice.recipe.data.validation_split = 0;
        train(twice);
        QCOMPARE(studio::judgeRun(twice.output(), false, {}).trainedOn, std::int64_t{120});
    }

    void filesWithoutUsableRowsAreRefusedAlike() {
        put(*single_, "head.csv", "text,label\n");
        studio::EvaluateOptions options;
        options.data = toUtf8(single_->folder() / "head.csv");
        studio::RobustnessOptions robustness;
        robustness.data = options.data;
        const fs::path run = single_->output(), model = run / "model";
        const std::function<void()> ways[] = {
            [&] { studio::evaluateModel(model, options); },
            [&] { studio::calibrateModel(model, options, false); },
            [&] { studio::compareModels(run, model, options); },
            [&] { studio::measureRobustness(model, robustness); },
            [&] { studio::measureBaselines(fromUtf8(options.data)); },
        };
        for (const auto& way : ways) {
            const std::string error = failureOf(way);
            QVERIFY2(error.find("head.csv: None of the rows can be used") != error.npos,
                     error.c_str());
        }
    }

    void aDamagedModelOfARunIsWrittenAnewFromItsCheckpoint() {
        const fs::path run = single_->output(), weights = run / "model" / "model.safetensors";
        const std::string whole = readFile(weights);
        publishFile(weights, whole.substr(0, 1000));
        const auto hint = [](const fs::path& model) {
            try {
                studio::Classifier(model, "fp32");
            } catch (const Error& error) {
                return error.hint().text();
            }
            return std::string();
        };
        for (const fs::path& path : {run, run / "model"})
            QVERIFY2(hint(path).find("report.json") != std::string::npos, hint(path).c_str());
        // One that lies elsewhere was fetched.
        fs::copy(run / "model", single_->folder() / "fetched");
        QVERIFY(hint(single_->folder() / "fetched").find("fetch") != std::string::npos);
        // The remedy is one.
        fs::rename(run / "model", single_->folder() / "damaged");
        fs::rename(run / "report.json", single_->folder() / "report.json");
        Session session(single_->recipe, StartMode::Resume);
        session.wait();
        QCOMPARE(session.exitCode(), 0);
        QVERIFY(readFile(weights) == whole);
    }

    void changedDataAreNamed() {
        QCOMPARE(studio::evaluateRun(single_->output(), true).metrics.texts, std::int64_t{40});
        const std::string before = readFile(single_->folder() / "test.csv");
        publishFile(single_->folder() / "test.csv", before + "one more,good\n");
        const std::string error = failureOf([&] { studio::evaluateRun(single_->output(), false); });
        QVERIFY2(error.find("test.csv”") != error.npos && error.find("train.csv") == error.npos,
                 error.c_str());
        publishFile(single_->folder() / "test.csv", before);
        QCOMPARE(studio::evaluateRun(single_->output(), false).metrics.texts, std::int64_t{24});
        // A report that knows no files: all are named.
        const fs::path file = single_->output() / "report.json";
        const std::string report = readFile(file);
        Json json = parseJson(report, "report");
        json["data"].erase("files");
        json["data"]["fingerprint"] = "0";
        publishFile(file, json.dump());
        const std::string both = failureOf([&] { studio::evaluateRun(single_->output(), true); });
        QVERIFY2(both.find("train.csv") != both.npos && both.find("test.csv") != both.npos,
                 both.c_str());
        publishFile(file, report);
    }
};

QTEST_GUILESS_MAIN(AnswerTest)
#include "answer_test.moc"
