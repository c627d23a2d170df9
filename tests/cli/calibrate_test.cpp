// SPDX-License-Identifier: GPL-3.0-or-later
// calibrate, as people call it: a temperature, thresholds that are given or chosen, their removal.
#include "base/json.h"
#include "program.h"
#include "run_session.h"
#include "small_run.h"
#include "studio/calibrating.h"

#include <QTest>

#include <cmath>

using namespace attune;

class CalibrateTest : public QObject {
    Q_OBJECT

    std::unique_ptr<SmallRun> run_;

    QString path(const char* name) const {
        return QString::fromStdString(toUtf8(run_->folder() / name));
    }
    Json done(QStringList arguments) const {
        arguments = QStringList{"calibrate", path("run")} + arguments + QStringList{"--json"};
        const Answer answer = attuneCli(arguments);
        return answer.code == 0 ? parseJson(answer.out.toStdString(), "answer")
                                : Json(answer.err.toStdString());
    }
    Calibration kept() const { return studio::keptCalibration(run_->output()); }
    // Of the second label on the validation part, as evaluate answers.
    LabelMetrics metrics() const {
        return studio::evaluateRun(run_->output(), false).metrics.perLabel[1];
    }

private Q_SLOTS:
    void initTestCase() {
        if (!SmallRun::available())
            QSKIP("SKIP-ALL: ATTUNE_MODELS is not set");
        run_ = std::make_unique<SmallRun>();
        run_->recipe.training.epochs = 1;
        run_->recipe.training.learning_rate = 3e-4; // some texts stay wrong
        QCOMPARE(runOnce(run_->recipe, StartMode::New).exitCode, 0);
    }
    void cleanup() { studio::keepCalibration(run_->output(), {}); }

    void aTemperatureIsFittedKeptAndRemoved() {
        const Json json = done({});
        QVERIFY(json.at("kept").get<bool>());
        QCOMPARE(json.at("temperature").get<double>(), kept().temperature);
        QCOMPARE(json.at("fitted_on").get<std::string>(), std::string("validation"));
        QVERIFY(json.at("after").at("nll") < json.at("before").at("nll"));
        QVERIFY(done({"--remove"}).at("removed").get<bool>());
        QVERIFY(kept().isPlain());
        QVERIFY(!done({"--dry-run"}).at("kept").get<bool>());
        QVERIFY(kept().isPlain());
    }

    void aThresholdIsGivenByItsLabel() {
        const Json json = done({"--threshold", "good=0.625"});
        QCOMPARE(json.at("thresholds")[0].at("threshold").get<double>(), 0.625);
        QCOMPARE(kept().thresholds.at(1).value(), 0.625);
        QVERIFY(kept().thresholdsFrom.at(1).empty());
        QCOMPARE(kept().temperature, 1.0);
        done({"--threshold", "good=none"});
        QVERIFY(kept().isPlain());
        for (const char* wrong : {"good", "good=1.5", "good=much", "fine=0.5", "bad=0.5"}) {
            const Json error = done({"--threshold", wrong});
            QVERIFY2(error.is_string(), wrong);
            QVERIFY(kept().isPlain());
        }
        QVERIFY(done({"--threshold", "bad=0.5"}).get<std::string>().find("“good”") !=
                std::string::npos);
    }

    void thresholdsAreChosenAndReachTheirGoal() {
        const double before = metrics().f1;
        const Json best = done({"--best-f1"});
        QCOMPARE(best.at("thresholds").size(), std::size_t{1});
        QCOMPARE(best.at("thresholds")[0].at("label").get<std::string>(), std::string("good"));
        QCOMPARE(best.at("chosen_on").get<std::string>(), std::string("validation"));
        QCOMPARE(kept().thresholds.at(1).value(),
                 best.at("thresholds")[0].at("threshold").get<double>());
        QCOMPARE(kept().thresholdsFrom.at(1), std::string("validation"));
        QCOMPARE(metrics().f1, best.at("thresholds")[0].at("f1").get<double>());
        QVERIFY(metrics().f1 >= before);

        done({"--recall", "1"});
        QCOMPARE(metrics().recall, 1.0);
        const Json precise = done({"--precision", "0.95", "--of", "good"});
        QVERIFY(metrics().precision >= 0.95);
        QCOMPARE(metrics().recall, precise.at("thresholds")[0].at("recall").get<double>());
        // A temperature leaves all answers as they are.
        const LabelMetrics was = metrics();
        QVERIFY(done({}).at("kept").get<bool>());
        QCOMPARE(metrics().recall, was.recall);
        QCOMPARE(metrics().precision, was.precision);
        QVERIFY(done({"--dry-run", "--best-f1"}).at("kept") == false);
        QVERIFY(done({"--precision", "1.5"}).is_string());
        QVERIFY(done({"--of", "good"}).is_string());
        QVERIFY(done({"--best-f1", "--remove"}).is_string());
    }

    void itIsToldForPeople() {
        const Answer answer = attuneCli({"calibrate", path("run"), "--best-f1"});
        QCOMPARE(answer.code, 0);
        QVERIFY2(answer.out.contains("threshold") && answer.out.contains("good"),
                 answer.out.constData());
        QVERIFY2(answer.err.contains("chosen on 24 texts (validation)"), answer.err.constData());
    }
};

QTEST_GUILESS_MAIN(CalibrateTest)
#include "calibrate_test.moc"
