// SPDX-License-Identifier: GPL-3.0-or-later
// A calibration is kept with the model and changes its scores alone; removed, nothing of it is
// left.
#include "run_session.h"
#include "small_run.h"
#include "studio/calibrating.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace attune;

namespace {

bool tells(const Problems& notes, const std::string& what) {
    for (const Problem& note : notes)
        if (note.message.text().find(what) != std::string::npos)
            return true;
    return false;
}

} // namespace

class CalibratingTest : public QObject {
    Q_OBJECT

    std::unique_ptr<SmallRun> run_;
    std::string info_; // attune.json as the run left it
    std::vector<std::string> texts_ = {"a lovely film", "an awful story", "the people", "a film"};

    fs::path model() const { return run_->output() / "model"; }
    std::vector<studio::TextResult> answers() const {
        return studio::Classifier(model(), "fp32").classifyAll(texts_, {});
    }

private Q_SLOTS:
    void initTestCase() {
        if (!SmallRun::available())
            QSKIP("SKIP-ALL: ATTUNE_MODELS is not set");
        run_ = std::make_unique<SmallRun>();
        run_->recipe.training.epochs = 1;
        run_->recipe.training.learning_rate = 3e-4; // some texts stay wrong
        QCOMPARE(runOnce(run_->recipe, StartMode::New).exitCode, 0);
        info_ = readFile(model() / "attune.json");
    }

    void scoresBecomeCalibratedAndAnswersStay() {
        const auto before = answers();
        const studio::Calibrated done = studio::calibrateModel(run_->output(), {}, true);
        QCOMPARE(done.kept.texts, std::int64_t{24});
        QCOMPARE(done.kept.fittedOn, std::string("validation"));
        QVERIFY(done.kept.temperature != 1);
        QVERIFY(done.after.nll < done.before.nll);
        QVERIFY(studio::keptCalibration(run_->output()) == done.kept);
        const auto after = answers();
        for (std::size_t i = 0; i < texts_.size(); ++i) {
            QVERIFY(after[i].logits == before[i].logits);
            QCOMPARE(after[i].label, before[i].label);
            const auto expected =
                scoresOf(Task::SingleLabel, before[i].logits, done.kept.temperature);
            QVERIFY(after[i].scores == expected);
        }
        // The digests of attune.json are of the other files; those have not changed.
        const Json was = parseJson(info_, ""), is = readJsonFile(model() / "attune.json");
        QVERIFY(is.at("digests") == was.at("digests"));
    }

    void evaluationTellsBothAndTheMetricsStay() {
        const auto kept = studio::judgeRun(run_->output(), false);
        const auto worth = studio::worthOfScores(kept, {});
        QVERIFY(worth && worth->kept);
        QVERIFY(worth->kept->nll < worth->plain.nll);
        QVERIFY(worth->macroRocArea >= worth->rocAreaInterval.low &&
                worth->macroRocArea <= worth->rocAreaInterval.high);
        studio::keepCalibration(run_->output(), {});
        const auto plain = studio::judgeRun(run_->output(), false);
        QVERIFY(plain.metrics == kept.metrics);
        QVERIFY(plain.intervals.of("accuracy") == kept.intervals.of("accuracy"));
        QVERIFY(plain.metrics.accuracy >= plain.intervals.of("accuracy").low);
        QVERIFY(plain.metrics.accuracy <= plain.intervals.of("accuracy").high);
        const auto bare = studio::worthOfScores(plain, {});
        QVERIFY(bare && !bare->kept);
        QVERIFY(std::abs(bare->macroRocArea - worth->macroRocArea) < 1e-12);
        QCOMPARE(readFile(model() / "attune.json"), info_);
    }

    void aThresholdDecidesTheLabel() {
        Calibration kept;
        kept.thresholds = {std::nullopt, 0.0};
        studio::keepCalibration(model(), kept);
        for (const studio::TextResult& one : answers())
            QCOMPARE(one.label, 1);
        const studio::Evaluation all = studio::evaluateRun(run_->output(), true);
        QCOMPARE(all.metrics.perLabel[1].recall, 1.0);
        QCOMPARE(all.metrics.perLabel[0].recall, 0.0);
        kept.thresholds = {0.1, 0.2, 0.3};
        QVERIFY_EXCEPTION_THROWN(studio::keepCalibration(model(), kept), UsageError);
        studio::keepCalibration(model(), {});
        QCOMPARE(readFile(model() / "attune.json"), info_);
    }

    void aTemperatureMovesKeptThresholdsAndNoAnswerChanges() {
        const studio::JudgedEvaluation plain = studio::judgeRun(run_->output(), false);
        // Between two texts far from a half: both answers change by it.
        std::vector<double> scores;
        for (const auto& row : plain.rows)
            scores.push_back(row.predicted == 1 ? row.score : 1 - row.score);
        std::sort(scores.begin(), scores.end());
        const double threshold = (scores[3] + scores[4]) / 2;
        studio::keepThreshold(model(), 1, threshold, 1, "validation");
        const auto labelled = studio::judgeRun(run_->output(), false);
        QVERIFY(labelled.metrics.confusion != plain.metrics.confusion);
        const auto before = answers();

        const studio::Calibrated done = studio::calibrateModel(run_->output(), {}, true);
        QVERIFY(done.kept.temperature != 1);
        QVERIFY(*done.kept.thresholds[1] != threshold);
        QCOMPARE(done.kept.thresholdsFrom[1], std::string("validation"));
        const auto calibrated = studio::judgeRun(run_->output(), false);
        QVERIFY(calibrated.metrics.confusion == labelled.metrics.confusion);
        const auto after = answers();
        for (std::size_t i = 0; i < texts_.size(); ++i)
            QCOMPARE(after[i].label, before[i].label);
        // One that was chosen before the model was calibrated is moved as well.
        studio::keepThreshold(model(), 1, threshold, 1, "validation");
        QVERIFY(studio::keptCalibration(model()) == done.kept);

        // 0.999… of these scores would be 1 of those that are sharper by far.
        Calibration sharp = done.kept;
        sharp.setThreshold(1, 2, 1 - 1e-12);
        sharp.temperature = 5;
        studio::keepCalibration(model(), sharp);
        QVERIFY_EXCEPTION_THROWN(studio::removeTemperature(model()), UsageError);
        QVERIFY(studio::keptCalibration(model()) == sharp);
        studio::keepCalibration(model(), done.kept);

        studio::removeTemperature(model());
        const Calibration left = studio::keptCalibration(model());
        QCOMPARE(left.temperature, 1.0);
        QVERIFY(left.fittedOn.empty() && std::abs(*left.thresholds[1] - threshold) < 1e-12);
        QVERIFY(studio::judgeRun(run_->output(), false).metrics.confusion ==
                labelled.metrics.confusion);
        studio::keepThreshold(model(), 1, std::nullopt, 1, {});
        QCOMPARE(readFile(model() / "attune.json"), info_);
    }

    void aThresholdThatDecidesNothingIsRefused() {
        QVERIFY_EXCEPTION_THROWN(studio::keepThreshold(model(), 0, 0.3, 1, {}), UsageError);
        QVERIFY_EXCEPTION_THROWN(studio::keepThreshold(model(), 1, 1.3, 1, {}), UsageError);
        QVERIFY_EXCEPTION_THROWN(studio::keepThreshold(model(), 1, std::nan(""), 1, {}),
                                 UsageError);
        QCOMPARE(readFile(model() / "attune.json"), info_);
    }

    void noTemperatureIsKeptWhereNoneIsBest() {
        // The model's own answers for labels: all are right.
        studio::Classifier classifier(model(), "fp32");
        std::string table = "text,label\n";
        for (const std::string& text : texts_)
            table += text + "," + classifier.cellOf(classifier.classify(text), text) + "\n";
        publishFile(run_->folder() / "right.csv", table);
        studio::keepThreshold(model(), 1, 0.4, 1, "validation");
        const std::string kept = readFile(model() / "attune.json");
        studio::EvaluateOptions options;
        options.data = toUtf8(run_->folder() / "right.csv");
        const studio::Calibrated done = studio::calibrateModel(model(), options, true);
        QVERIFY(done.atBound && !done.notes.empty());
        QCOMPARE(readFile(model() / "attune.json"), kept);
        studio::keepCalibration(model(), {});
    }

    void otherDataCanBeTaken() {
        // With wrong answers among them: every fourth label is the other one.
        QString table = QString::fromStdString(readFile(run_->folder() / "test.csv"));
        QStringList lines = table.split('\n', Qt::SkipEmptyParts);
        for (qsizetype i = 1; i < lines.size(); i += 4)
            lines[i] = lines[i].section(',', 0, 0) + (lines[i].endsWith("good") ? ",bad" : ",good");
        publishFile(run_->folder() / "others.csv", lines.join('\n').toStdString());
        studio::EvaluateOptions options;
        options.data = toUtf8(run_->folder() / "others.csv");
        const studio::Calibrated done = studio::calibrateModel(model(), options, false);
        QCOMPARE(done.kept.texts, std::int64_t{40});
        QCOMPARE(done.kept.fittedOn, std::string("others.csv")); // and not its folder
        QVERIFY(studio::keptCalibration(model()).isPlain());
        // They are the run's test texts, and the whole of its training file holds its training.
        QVERIFY(tells(done.notes, "40 of these 40 texts are of the run's test part"));
        options.data = toUtf8(run_->folder() / "train.csv");
        QVERIFY(tells(studio::calibrateModel(run_->output(), options, false).notes,
                      "The model was trained on"));
        QVERIFY(!tells(studio::calibrateModel(run_->output(), {}, false).notes, "trained on"));
        QCOMPARE(studio::calibrateModel(model(), {}, false).kept.texts, std::int64_t{24});
        fs::copy(model(), run_->folder() / "alone");
        QVERIFY_EXCEPTION_THROWN(studio::calibrateModel(run_->folder() / "alone", {}, true),
                                 UsageError);
    }

    // Each of several labels has its own.
    void thresholdsOfSeveralLabelsAreChosen() {
        SmallRun run;
        RandomStream random(streamKey(4, "several"));
        std::string table;
        for (int i = 0; i < 200; ++i) {
            const bool good = random.below(2) == 0, late = random.below(3) == 0;
            Json row;
            row["text"] = std::string(good != (random.below(8) == 0) ? "lovely" : "dull") +
                          " film" + (late != (random.below(8) == 0) ? " of the evening" : "");
            row["label"] = Json::array();
            if (good)
                row["label"].push_back("good");
            if (late)
                row["label"].push_back("late");
            table += row.dump() + "\n";
        }
        publishFile(run.folder() / "train.jsonl", table);
        run.recipe.head.task = "multi-label-classification";
        run.recipe.data.train = "train.jsonl";
        run.recipe.data.test = "";
        run.recipe.training.epochs = 2;
        QCOMPARE(runOnce(run.recipe, StartMode::New).exitCode, 0);
        QVERIFY(!studio::calibrateModel(run.output(), {}, true).atBound);
        studio::ThresholdGoal goal;
        goal.kind = studio::ThresholdGoal::Kind::Recall;
        goal.least = 1;
        const auto all = studio::chooseThresholds(run.output(), {}, goal, true);
        QCOMPARE(all.perLabel.size(), std::size_t{2});
        const auto judged = studio::judgeRun(run.output(), false);
        for (const LabelMetrics& one : judged.metrics.perLabel)
            QCOMPARE(one.recall, 1.0);
        // Of one label alone: the other keeps its own.
        goal = {studio::ThresholdGoal::Kind::BestF1, 0, {"late"}};
        const auto late = studio::chooseThresholds(run.output(), {}, goal, true);
        QCOMPARE(late.kept.thresholds[0], all.kept.thresholds[0]);
        QCOMPARE(studio::judgeRun(run.output(), false).metrics.perLabel[1].f1,
                 late.perLabel[0].threshold->f1);
        // Answers stay while temperatures come and go.
        const auto before = studio::judgeRun(run.output(), false);
        studio::removeTemperature(run.output());
        QVERIFY(studio::judgeRun(run.output(), false).metrics.perLabel == before.metrics.perLabel);
        goal.labels = {"early"};
        QVERIFY_EXCEPTION_THROWN(studio::chooseThresholds(run.output(), {}, goal, true),
                                 UsageError);
    }

    void aBrokenCalibrationIsNamed() {
        Json json = parseJson(info_, "");
        json["calibration"] = {
            {"temperature", -1}
        };
        publishFile(model() / "attune.json", json.dump());
        try {
            answers();
            QFAIL("the calibration was taken");
        } catch (const Error& error) {
            QVERIFY(std::string(error.what()).find("attune.json") != std::string::npos);
        }
        publishFile(model() / "attune.json", info_);
    }
};

QTEST_GUILESS_MAIN(CalibratingTest)
#include "calibrating_test.moc"
