// SPDX-License-Identifier: GPL-3.0-or-later
// Intervals of what scores are worth: the estimate lies within, whatever the draws are biased by.
#include "base/random.h"
#include "studio/calibrating.h"

#include <QTest>

#include <cmath>

using namespace attune;

namespace {

// Scores of two labels, and truths that are drawn by them after the logits were multiplied by
// `truth`: 1 makes a well calibrated model.
studio::JudgedEvaluation drawn(std::size_t texts, double truth, std::uint64_t seed) {
    studio::JudgedEvaluation out;
    out.labels = {"bad", "good"};
    out.judged.labels = 2;
    RandomStream random(streamKey(seed, "scores"));
    for (std::size_t i = 0; i < texts; ++i) {
        const double logit = 2 * random.normal();
        out.judged.logits.push_back(0);
        out.judged.logits.push_back(static_cast<float>(logit));
        const bool good = random.uniform() < 1 / (1 + std::exp(-truth * logit));
        out.judged.truths.push_back(good ? 0 : 1);
        out.judged.truths.push_back(good ? 1 : 0);
    }
    return out;
}

} // namespace

class ScoreWorthTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theEstimateLiesInItsInterval_data() {
        QTest::addColumn<int>("texts");
        QTest::addColumn<double>("truth");
        for (const int texts : {60, 300, 3000})
            for (const double truth : {1.0, 0.3})
                QTest::addRow("%d texts, %.1f", texts, truth) << texts << truth;
    }
    void theEstimateLiesInItsInterval() {
        QFETCH(int, texts);
        QFETCH(double, truth);
        for (std::uint64_t seed = 1; seed <= 5; ++seed) {
            const auto worth = studio::worthOfScores(
                drawn(static_cast<std::size_t>(texts), truth, seed), {.draws = 400});
            QVERIFY(worth);
            const auto holds = [](const FigureInterval& interval, double estimate) {
                return interval.low <= estimate && estimate <= interval.high;
            };
            QVERIFY(holds(worth->eceInterval, worth->plain.ece));
            QVERIFY(worth->eceInterval.low >= 0 && worth->eceInterval.high <= 1);
            QVERIFY(holds(worth->brierInterval, worth->plain.brier));
            QVERIFY(holds(worth->rocAreaInterval, worth->macroRocArea));
            QVERIFY(holds(worth->averagePrecisionInterval, worth->macroAveragePrecision));
        }
    }

    // Where the error is real, its interval leaves out 0; where there is none, it comes close.
    void aRealErrorStandsOut() {
        const auto bad = studio::worthOfScores(drawn(3000, 0.3, 1), {.draws = 400});
        QVERIFY(bad->eceInterval.low > 0.05);
        const auto good = studio::worthOfScores(drawn(3000, 1, 1), {.draws = 400});
        QVERIFY(good->eceInterval.high < 0.05 && good->eceInterval.low < 0.02);
    }
};

QTEST_GUILESS_MAIN(ScoreWorthTest)
#include "score_worth_test.moc"
