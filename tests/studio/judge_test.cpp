// SPDX-License-Identifier: GPL-3.0-or-later
// The judge of augmentation answers as the finished model does where it is asked for predictions.
#include "evaluate/folder_judge.h"
#include "run_session.h"
#include "small_run.h"
#include "studio/studio.h"

#include <QTest>

#include <cmath>

using namespace attune;

class JudgeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void scoresAreThoseOfPredictions() {
        if (!SmallRun::available())
            QSKIP("ATTUNE_MODELS is not set");
        SmallRun run;
        run.recipe.clean = {cleaningStep("html"), cleaningStep("placeholders"),
                            cleaningStep("repeats")};
        run.recipe.data.max_length = 24; // the last text is cut
        const Ended end = runOnce(run.recipe, StartMode::New);
        QVERIFY2(end.exitCode == 0, end.failure().c_str());
        studio::Classifier classifier(run.output(), "fp32");
        const std::vector<std::string> labels = classifier.labels();
        QCOMPARE(labels.size(), std::size_t{2});
        const std::vector<std::string> turned(labels.rbegin(), labels.rend());
        const auto straight = openJudge(run.output() / "model", labels, false);
        const auto permuted = openJudge(run.output() / "model", turned, false);
        std::string longest;
        for (int i = 0; i < 60; ++i)
            longest += i % 7 == 0 ? "awful " : "great story ";
        double spread = 0;
        for (const std::string& text :
             {std::string("a great story"), std::string("an awful &amp; boring film"),
              std::string("<b>sooooooo good</b><br>see http://a.example/x"), std::string(),
              std::string("写得很好"), longest}) {
            const std::vector<double> expected = classifier.classify(text).scores;
            const std::vector<float> scores = straight->scores(text, {});
            const std::vector<float> others = permuted->scores(text, {});
            for (std::size_t i = 0; i < 2; ++i) {
                QVERIFY(std::abs(scores[i] - expected[i]) < 1e-5);
                QCOMPARE(others[1 - i], scores[i]);
            }
            spread = std::max(spread, std::abs(expected[0] - expected[1]));
        }
        QVERIFY(spread > 0.1); // else both orders would look the same
    }
};

QTEST_GUILESS_MAIN(JudgeTest)
#include "judge_test.moc"
