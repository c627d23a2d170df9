// SPDX-License-Identifier: GPL-3.0-or-later
// Metrics of all tasks, curves and calibration against scikit-learn, scipy and seqeval: 1,000
// random cases of each kind, made by one process of Python ($ATTUNE_ORACLE_PYTHON).
#include "base/random.h"
#include "evaluate/calibration.h"
#include "evaluate/metrics.h"
#include "evaluate/score_curve.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace attune;

namespace {

constexpr double kNone = Metrics::kNone;
using Bytes = std::vector<std::uint8_t>;
using Ids = std::vector<std::int32_t>;

double number(const Json& json) { return json.is_null() ? kNone : json.get<double>(); }
bool near(double a, double b) {
    return (std::isnan(a) && std::isnan(b)) || std::abs(a - b) <= 1e-9 * std::max(1.0, std::abs(b));
}
bool near(const std::vector<double>& found, const Json& expected) {
    bool same = found.size() <= expected.size();
    for (std::size_t i = 0; same && i < found.size(); ++i)
        same = near(found[i], number(expected[i]));
    return same;
}

std::vector<std::string> names(std::size_t count) {
    std::vector<std::string> labels;
    for (std::size_t i = 0; i < count; ++i)
        labels.push_back("label " + std::to_string(i));
    return labels;
}

// Precision, recall and F1 of each label, and its texts.
bool eachIs(const Metrics& m, const Json& each, const Json& support) {
    bool same = true;
    for (std::size_t i = 0; i < m.perLabel.size(); ++i) {
        const LabelMetrics& one = m.perLabel[i];
        same = same && near(one.precision, each[0][i]) && near(one.recall, each[1][i]) &&
               near(one.f1, each[2][i]) && one.support == support[i];
    }
    return same;
}

bool averagesAre(const Metrics& m, const Json& one) {
    return near({m.macroPrecision, m.macroRecall, m.macroF1}, one.at("macro")) &&
           near({m.weightedPrecision, m.weightedRecall, m.weightedF1}, one.at("weighted")) &&
           near({m.microPrecision, m.microRecall, m.microF1}, one.at("micro"));
}

JudgedLogits judgedOf(const Json& one) {
    JudgedLogits judged;
    judged.task = one.at("several") ? Task::MultiLabel : Task::SingleLabel;
    judged.labels = one.at("labels");
    judged.logits = one.at("logits").get<std::vector<float>>();
    judged.truths = one.at("truth").get<Bytes>();
    return judged;
}

// Scores and truths of one label. The scores are the oracle's own: rounding decides on ties.
ScoreCurve curveOf(const Json& one, const JudgedLogits& judged, std::size_t label) {
    const auto scores = one.at("scores").get<std::vector<double>>();
    std::vector<double> own;
    Bytes truth;
    for (std::size_t i = label; i < scores.size(); i += judged.labels) {
        own.push_back(scores[i]);
        truth.push_back(judged.truths[i]);
    }
    return scoreCurve(own, truth);
}

} // namespace

class ScoresTest : public QObject {
    Q_OBJECT

    Json cases_;

private Q_SLOTS:
    void initTestCase() {
        const QString python = qEnvironmentVariable("ATTUNE_ORACLE_PYTHON");
        if (python.isEmpty())
            QSKIP("SKIP-ALL: ATTUNE_ORACLE_PYTHON is not set");
        const QTemporaryDir folder;
        const QString out = folder.filePath("cases.json");
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(
            python,
            {qEnvironmentVariable("ATTUNE_FIXTURES") + "/evaluate/scores_oracle.py", out, "1000"});
        QVERIFY(process.waitForFinished(700000));
        QVERIFY2(process.exitCode() == 0, process.readAll().constData());
        cases_ = readJsonFile(fs::path(out.toStdString()));
    }

    void oneLabel() {
        for (const Json& one : cases_.at("single")) {
            const auto truth = one.at("truth").get<Ids>();
            const Metrics m =
                computeMetrics(truth, one.at("predicted").get<Ids>(), names(one.at("labels")));
            QVERIFY(metricsFromJson(parseJson(toJson(m).dump(), "")) == m);
            if (truth.empty()) {
                QCOMPARE(m.mcc, 0.0);
                QCOMPARE(m.balancedAccuracy, 0.0);
                continue;
            }
            QVERIFY(near(m.accuracy, one.at("accuracy")));
            QVERIFY(near(m.balancedAccuracy, one.at("balanced")));
            QVERIFY(near(m.mcc, one.at("mcc")));
            QVERIFY(averagesAre(m, one));
            QVERIFY(eachIs(m, one.at("each"), one.at("support")));
            QVERIFY(m.confusion ==
                    one.at("confusion").get<std::vector<std::vector<std::int64_t>>>());
        }
    }

    void severalLabels() {
        for (const Json& one : cases_.at("several")) {
            const auto truth = one.at("truth").get<Bytes>();
            const Metrics m = computeMultiLabelMetrics(truth, one.at("predicted").get<Bytes>(),
                                                       names(one.at("labels")));
            QVERIFY(metricsFromJson(parseJson(toJson(m).dump(), "")) == m);
            if (truth.empty()) {
                QCOMPARE(m.samplesF1, 0.0);
                continue;
            }
            QVERIFY(near(m.accuracy, one.at("accuracy")));
            QVERIFY(near(m.hammingLoss, one.at("hamming")));
            QVERIFY(averagesAre(m, one));
            QVERIFY(near({m.samplesPrecision, m.samplesRecall, m.samplesF1}, one.at("samples")));
            QVERIFY(eachIs(m, one.at("each"), one.at("support")));
        }
    }

    void numbers() {
        for (const Json& one : cases_.at("regression")) {
            const auto truth = one.at("truth").get<std::vector<double>>();
            const Metrics m =
                computeRegressionMetrics(truth, one.at("predicted").get<std::vector<double>>());
            QVERIFY(metricsFromJson(parseJson(toJson(m).dump(), "")) == m);
            if (truth.empty()) {
                QVERIFY(std::isnan(m.mse));
                continue;
            }
            QVERIFY(near(m.mse, one.at("mse")) && near(m.mae, one.at("mae")));
            QVERIFY(near(m.rmse, one.at("rmse")));
            QVERIFY(near(m.r2, number(one.at("r2"))));
            if (truth.size() == 1)
                continue;
            QVERIFY(near(m.pearson, number(one.at("pearson"))));
            QVERIFY(near(m.spearman, number(one.at("spearman"))));
        }
    }

    void namesInTexts() {
        for (const Json& one : cases_.at("names")) {
            const auto tags = one.at("tags").get<std::vector<std::string>>();
            Ids truth, predicted, starts = {0};
            for (std::size_t text = 0; text < one.at("truth").size(); ++text) {
                const auto ids = one.at("truth")[text].get<Ids>();
                std::vector<TaggedName> expected;
                for (const Json& name : one.at("names")[text])
                    expected.push_back({name[0], name[1], name[2]});
                QVERIFY(namesOfTags(ids, tags) == expected);
                // Special tokens stand round each text and count for nothing.
                truth.push_back(-1);
                predicted.push_back(0);
                truth.insert(truth.end(), ids.begin(), ids.end());
                for (const Json& id : one.at("predicted")[text])
                    predicted.push_back(id);
                starts.push_back(static_cast<std::int32_t>(truth.size()));
            }
            const Metrics m = computeEntityMetrics(truth, predicted, starts, tags);
            QVERIFY(metricsFromJson(parseJson(toJson(m).dump(), "")) == m);
            if (one.contains("accuracy"))
                QVERIFY(near(m.accuracy, one.at("accuracy")));
            if (!one.contains("types")) {
                QCOMPARE(m.microF1, 0.0);
                continue;
            }
            QVERIFY(averagesAre(m, one));
            for (const LabelMetrics& type : m.perLabel) {
                if (!one.at("types").contains(type.label)) {
                    QCOMPARE(type.support, std::int64_t{0});
                    continue;
                }
                const Json& expected = one.at("types").at(type.label);
                QVERIFY(near({type.precision, type.recall, type.f1}, expected));
                QCOMPARE(type.support, expected[3].get<std::int64_t>());
            }
        }
    }

    void curvesAndAreas() {
        for (const Json& one : cases_.at("scores")) {
            const JudgedLogits judged = judgedOf(one);
            for (std::size_t label = 0; label < judged.labels; ++label) {
                const ScoreCurve curve = curveOf(one, judged, label);
                QVERIFY(near(rocArea(curve), number(one.at("roc")[label])));
                QVERIFY(near(averagePrecision(curve), one.at("ap")[label]));
            }
            const ScoreCurve curve = curveOf(one, judged, 0);
            const Json& asked = one.at("at");
            const Threshold given = thresholdAt(curve, asked[0]);
            QVERIFY(near({given.threshold, given.precision, given.recall, given.f1}, asked));
            const std::vector<CurvePoint> roc = rocPoints(curve);
            QCOMPARE(roc.empty(), one.at("roc_points").is_null());
            if (roc.empty())
                continue;
            // Ours leave out those between which the line is straight.
            const Json& x = one.at("roc_points")[0];
            const Json& y = one.at("roc_points")[1];
            std::size_t at = 0;
            double area = 0;
            for (std::size_t i = 0; i < roc.size(); ++i) {
                while (at < x.size() && !(near(roc[i].x, x[at]) && near(roc[i].y, y[at])))
                    ++at;
                QVERIFY(at < x.size());
                if (i > 0)
                    area += (roc[i].x - roc[i - 1].x) * (roc[i].y + roc[i - 1].y) / 2;
            }
            QVERIFY(near(area, rocArea(curve)));
        }
    }

    void calibration() {
        for (const Json& one : cases_.at("scores")) {
            const JudgedLogits judged = judgedOf(one);
            QVERIFY(near(scoresOf(judged), one.at("scores")));
            const CalibrationFigures figures = calibrationFigures(judged);
            QVERIFY(near(figures.brier, one.at("brier")));
            QVERIFY(near(figures.nll, one.at("nll")));
            QVERIFY(near(figures.ece, one.at("ece")));
            QVERIFY(near(figures.mce, one.at("mce")));
            for (std::size_t i = 0; i < figures.bins.size(); ++i) {
                const Json& bin = one.at("bins")[i];
                QCOMPARE(figures.bins[i].count, bin[0].get<std::int64_t>());
                QVERIFY(near(figures.bins[i].score, number(bin[1])));
                QVERIFY(near(figures.bins[i].right, number(bin[2])));
            }
            // What scipy finds is a little above the least, never below it.
            const FittedTemperature fitted = fitTemperature(judged);
            QVERIFY(fitted.nllAfter <= one.at("least_nll").get<double>() + 1e-9);
            QVERIFY(fitted.nllAfter >= one.at("least_nll").get<double>() - 1e-5);
            QVERIFY(fitted.temperature >= 0.05 && fitted.temperature <= 20);
            QVERIFY(near(calibrationFigures(judged, fitted.temperature).nll, fitted.nllAfter));
        }
    }

    void thresholdsAreTheBestThereAre() {
        for (const Json& one : cases_.at("scores")) {
            const ScoreCurve curve = curveOf(one, judgedOf(one), 0);
            const auto best = bestF1Threshold(curve);
            const auto precise = thresholdOfPrecision(curve, 0.8);
            const auto whole = thresholdOfRecall(curve, 0.8);
            QCOMPARE(best.has_value(), curve.positives > 0);
            if (!best)
                continue;
            QVERIFY(near(thresholdAt(curve, best->threshold).f1, best->f1));
            for (const ScoreCurve::Step& step : curve.steps) {
                const Threshold at = thresholdAt(curve, step.score);
                QVERIFY(at.f1 <= best->f1);
                QVERIFY(at.precision < 0.8 || (precise && precise->recall >= at.recall));
                QVERIFY(at.recall < 0.8 || (whole && whole->precision >= at.precision));
            }
        }
    }

    void rightAnswersKeepTheTemperatureAtItsBound() {
        const std::vector<float> logits = {3, -1, -2, 4};
        const FittedTemperature fitted = fitTemperature(judgedLogits(logits, Ids{0, 1}, 2));
        QVERIFY(fitted.atBound);
        QVERIFY(near(fitted.temperature, 0.05));
        QVERIFY(fitTemperature(judgedLogits(logits, Ids{1, 0}, 2)).temperature > 19.9);
    }

    void whatIsNoNumberIsRefused() {
        const std::vector<double> odd = {0.5, kNone}, fine = {1, 2};
        QVERIFY_EXCEPTION_THROWN(scoreCurve(odd, Bytes{0, 1}), Error);
        QVERIFY_EXCEPTION_THROWN(computeRegressionMetrics(fine, odd), Error);
        QVERIFY_EXCEPTION_THROWN(computeRegressionMetrics(odd, fine), Error);
        const std::vector<float> logits = {0, NAN};
        QVERIFY_EXCEPTION_THROWN(calibrationFigures(judgedLogits(logits, Ids{0}, 2)), Error);
        QVERIFY_EXCEPTION_THROWN(fitTemperature(judgedLogits(logits, Ids{0}, 2)), Error);
        QVERIFY_EXCEPTION_THROWN(fitTemperature({}), UsageError);
        QVERIFY(std::isnan(calibrationFigures({}).ece));
    }

    void whatIsKeptReadsBackAndDecides() {
        Calibration kept;
        QVERIFY(toJson(kept).is_null() && calibrationFromJson(Json(), "").isPlain());
        kept.temperature = 1.5;
        kept.fittedOn = "validation";
        kept.texts = 7;
        kept.setThreshold(1, 2, 0.3, "validation");
        QVERIFY(calibrationFromJson(parseJson(toJson(kept).dump(), ""), "") == kept);
        QCOMPARE(kept.label(std::vector<double>{0.65, 0.35}), 1);
        QCOMPARE(kept.label(std::vector<double>{0.75, 0.25}), 0);
        QCOMPARE(Calibration().label(std::vector<double>{0.5, 0.5}), 0);
        QVERIFY((kept.labels(std::vector<double>{0.5, 0.35}) == Ids{0, 1}));
        QVERIFY((kept.labels(std::vector<double>{0.4, 0.2}).empty()));
        Json broken = toJson(kept);
        broken["thresholds"] = {2};
        QVERIFY_EXCEPTION_THROWN(calibrationFromJson(broken, ""), Error);
        broken = toJson(kept);
        broken["temperature"] = 0;
        QVERIFY_EXCEPTION_THROWN(calibrationFromJson(broken, ""), Error);
        // As earlier versions wrote it.
        Json earlier = toJson(kept);
        earlier.erase("thresholds_from");
        QVERIFY(calibrationFromJson(earlier, "").thresholds == kept.thresholds);
        kept.setThreshold(1, 2, std::nullopt);
        QVERIFY(kept.thresholds.empty() && kept.thresholdsFrom.empty());
    }

    void thresholdsMoveWithTheTemperatureAndNoAnswerChanges() {
        RandomStream random(streamKey(3, "logits"));
        for (int i = 0; i < 1000; ++i) {
            const bool several = i % 2 == 0;
            const Task task = several ? Task::MultiLabel : Task::SingleLabel;
            const std::size_t labels = several ? 4 : 2;
            Calibration before;
            before.temperature = 0.7 + 2 * random.uniform();
            for (std::size_t label = several ? 0 : 1; label < labels; ++label)
                if (random.below(4) > 0)
                    before.setThreshold(label, labels,
                                        random.below(10) == 0 ? random.below(2)
                                                              : 0.01 + 0.98 * random.uniform());
            const Calibration after = before.withTemperature(0.7 + 2 * random.uniform());
            const Calibration back = after.withTemperature(before.temperature);
            for (std::size_t label = 0; label < before.thresholds.size(); ++label)
                if (before.thresholds[label])
                    QVERIFY(std::abs(*back.thresholds[label] - *before.thresholds[label]) < 1e-7);
            for (int row = 0; row < 20; ++row) {
                std::vector<float> logits;
                for (std::size_t label = 0; label < labels; ++label)
                    logits.push_back(static_cast<float>(3 * random.normal()));
                const auto was = scoresOf(task, logits, before.temperature);
                const auto is = scoresOf(task, logits, after.temperature);
                if (several)
                    QVERIFY(after.labels(is) == before.labels(was));
                else
                    QCOMPARE(after.label(is), before.label(was));
            }
        }
    }
};

QTEST_GUILESS_MAIN(ScoresTest)
#include "scores_test.moc"
