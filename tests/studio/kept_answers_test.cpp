// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever judges a model judges what predict answers: by the temperature and the threshold that
// are kept with it.
#include "run_session.h"
#include "small_run.h"
#include "studio/calibrating.h"
#include "studio/comparing.h"
#include "studio/explaining.h"
#include "studio/report_document.h"
#include "studio/robustness.h"
#include "studio/run_facts.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace attune;

class KeptAnswersTest : public QObject {
    Q_OBJECT

    std::unique_ptr<SmallRun> run_;
    studio::JudgedEvaluation plain_, kept_; // of the test part

private Q_SLOTS:
    void initTestCase() {
        if (!SmallRun::available())
            QSKIP("SKIP-ALL: ATTUNE_MODELS is not set");
        run_ = std::make_unique<SmallRun>();
        run_->recipe.training.epochs = 1;
        run_->recipe.training.learning_rate = 3e-4; // some texts stay wrong
        QCOMPARE(runOnce(run_->recipe, StartMode::New).exitCode, 0);
        plain_ = studio::judgeRun(run_->output(), true);
        fs::copy(run_->output(), run_->folder() / "plain", fs::copy_options::recursive);
        // One that answers some texts otherwise.
        std::vector<double> scores;
        for (const auto& row : plain_.rows)
            scores.push_back(row.predicted == 1 ? row.score : 1 - row.score);
        std::sort(scores.begin(), scores.end());
        studio::keepThreshold(run_->output(), 1, (scores[5] + scores[6]) / 2, 1, "validation");
        QVERIFY(!studio::calibrateModel(run_->output(), {}, true).atBound);
        kept_ = studio::judgeRun(run_->output(), true);
        QVERIFY(kept_.metrics.accuracy != plain_.metrics.accuracy);
    }

    void evaluatedAsPredicted() {
        std::vector<std::string> texts;
        for (const auto& row : kept_.rows)
            texts.push_back(row.text);
        const auto answers = studio::Classifier(run_->output(), "fp32").classifyAll(texts, {});
        for (std::size_t i = 0; i < texts.size(); ++i) {
            QCOMPARE(kept_.rows[i].predicted, answers[i].label);
            QCOMPARE(kept_.rows[i].score,
                     answers[i].scores[static_cast<std::size_t>(answers[i].label)]);
        }
    }

    void comparedAsEvaluated() {
        const auto found = studio::compareOnRun(run_->output(), run_->folder() / "plain", true);
        QCOMPARE(found.accuracy(false), kept_.metrics.accuracy);
        QCOMPARE(found.accuracy(true), plain_.metrics.accuracy);
        QVERIFY(!found.rows.empty());
        for (const auto& row : found.rows)
            for (std::size_t i = 0; i < kept_.rows.size(); ++i)
                if (kept_.rows[i].line == row.line) {
                    QCOMPARE(row.first, kept_.rows[i].predicted);
                    QCOMPARE(row.firstScore, kept_.rows[i].score);
                    QCOMPARE(row.second, plain_.rows[i].predicted);
                    QCOMPARE(row.secondScore, plain_.rows[i].score);
                }
    }

    void robustnessIsMeasuredAsEvaluated() {
        studio::RobustnessOptions options;
        options.noises = {"typing"};
        const auto found = studio::measureRobustness(run_->output(), options);
        QCOMPARE(found.data, std::string("test"));
        QCOMPARE(found.accuracy, kept_.metrics.accuracy);
        QCOMPARE(found.macroF1, kept_.metrics.macroF1);
    }

    void explainedAsPredicted() {
        studio::Explainer explainer(run_->output());
        studio::Classifier classifier(run_->output(), "fp32");
        for (std::size_t i = 0; i < kept_.rows.size(); ++i) {
            if (kept_.rows[i].predicted == plain_.rows[i].predicted)
                continue; // the threshold decides
            studio::ExplainOptions options;
            options.method = studio::ExplainMethod::LeaveOneOut;
            const auto found = explainer.explain(kept_.rows[i].text, {}, options);
            const auto answer = classifier.classify(kept_.rows[i].text);
            QCOMPARE(found.result.label, answer.label);
            QCOMPARE(found.label, answer.label);
            for (std::size_t label = 0; label < 2; ++label)
                QVERIFY(std::abs(found.result.scores[label] - answer.scores[label]) < 1e-6);
            return;
        }
        QFAIL("the threshold decides nothing");
    }

    void reportedAsEvaluated() {
        const studio::RunFacts facts = studio::collectFacts(run_->output());
        QVERIFY(facts.metrics == kept_.metrics);
        QVERIFY(facts.intervals.of("accuracy") == kept_.intervals.of("accuracy"));
        QCOMPARE(static_cast<double>(facts.wrongCount),
                 std::round((1 - kept_.metrics.accuracy) * 40));
        const Calibration kept = studio::keptCalibration(run_->output());
        QVERIFY(facts.calibration == kept);
        std::string all;
        for (const auto& section : studio::describeRun(facts).sections)
            for (const auto& block : section.blocks)
                all += block.text + "\n";
        QVERIFY2(all.find("for “good” are answered with it") != std::string::npos, all.c_str());
        QVERIFY2(all.find("by the temperature") != std::string::npos, all.c_str());
        // Without anything kept it is what the run told.
        QVERIFY(studio::collectFacts(run_->folder() / "plain").metrics == plain_.metrics);
    }
};

QTEST_GUILESS_MAIN(KeptAnswersTest)
#include "kept_answers_test.moc"
