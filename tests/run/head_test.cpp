// SPDX-License-Identifier: GPL-3.0-or-later
// A finished classifier as the beginning of a run whose data has labels of its own.
#include "run/head.h"
#include "run/run.h"
#include "small_run.h"

#include <QTest>

using namespace attune;

namespace {

struct Quiet : RunContext {
    std::vector<Event> events;
    void publish(Event event) override { events.push_back(std::move(event)); }
    StopRequest betweenSteps() override { return StopRequest::None; }
    std::stop_token interruption() override { return {}; }

    bool warns(const std::string& words) const {
        for (const Event& event : events)
            if (const auto* warning = std::get_if<WarningEvent>(&event.body))
                if (warning->problem.text().find(words) != std::string::npos)
                    return true;
        return false;
    }
};

std::vector<float> valuesOf(const Engine& engine, const std::string& name) {
    for (const ParameterInfo& info : engine.parameters())
        if (info.name == name) {
            std::vector<float> values(static_cast<std::size_t>(info.count()));
            engine.storeParameter(name, values);
            return values;
        }
    return {};
}

} // namespace

class HeadTest : public QObject {
    Q_OBJECT

    SmallRun finished_; // its model has the labels bad and good
    ModelFolder model_;

    std::unique_ptr<Engine> engine() const {
        auto made = makeAtenEngine(model_.spec, {});
        loadWeights(model_, *made, 1);
        return made;
    }

private Q_SLOTS:
    void initTestCase() {
        if (!SmallRun::available())
            QSKIP("SKIP-ALL: ATTUNE_MODELS is not set");
        finished_.recipe.training.epochs = 1;
        Quiet context;
        runTraining(finished_.recipe, StartMode::New, context);
        model_ = openModelFolder(finished_.output() / "model");
        QCOMPARE(model_.labels, (std::vector<std::string>{"bad", "good"}));
    }

    void sameLabelsKeepTheHead() {
        const auto made = engine();
        const std::vector<float> before = valuesOf(*made, "classifier.weight");
        QVERIFY(!matchHead(*made, model_, {"bad", "good"}, 1));
        QVERIFY(valuesOf(*made, "classifier.weight") == before);
    }

    void otherOrderPermutesItsRows() {
        const auto made = engine();
        const std::vector<float> weight = valuesOf(*made, "classifier.weight");
        const std::vector<float> bias = valuesOf(*made, "classifier.bias");
        const auto problem = matchHead(*made, model_, {"good", "bad"}, 1);
        QVERIFY(problem && problem->severity == Problem::Severity::Info);
        std::vector<float> expected = weight;
        std::rotate(expected.begin(), expected.begin() + static_cast<long>(weight.size() / 2),
                    expected.end());
        QVERIFY(valuesOf(*made, "classifier.weight") == expected);
        QVERIFY(valuesOf(*made, "classifier.bias") == (std::vector<float>{bias[1], bias[0]}));
    }

    void otherNamesBeginAnewAndOnlyTheClassifierDoes() {
        const auto made = engine();
        const std::vector<float> weight = valuesOf(*made, "classifier.weight");
        const std::vector<float> pooler = valuesOf(*made, "bert.pooler.dense.weight");
        QVERIFY(!pooler.empty());
        const auto problem = matchHead(*made, model_, {"happy", "sad"}, 1);
        QVERIFY(problem && problem->severity == Problem::Severity::Warning);
        QVERIFY(problem->text().find("bad, good") != std::string::npos);
        QVERIFY(problem->text().find("happy, sad") != std::string::npos);
        QVERIFY(valuesOf(*made, "classifier.weight") != weight);
        QVERIFY(valuesOf(*made, "classifier.bias") == (std::vector<float>{0, 0}));
        QVERIFY(valuesOf(*made, "bert.pooler.dense.weight") == pooler);
    }

    void aRunSaysSo() {
        SmallRun next;
        next.recipe.head.model = toUtf8(finished_.output() / "model");
        next.recipe.training.epochs = 1;
        std::string table = readFile(next.folder() / "train.csv");
        const auto replace = [&](const std::string& from, const std::string& to) {
            for (auto at = table.find(from); at != std::string::npos; at = table.find(from, at + 1))
                table.replace(at, from.size(), to);
        };
        replace(",good\n", ",happy\n");
        replace(",bad\n", ",sad\n");
        publishFile(next.folder() / "train.csv", table);
        next.recipe.data.test.clear();
        Quiet context;
        runTraining(next.recipe, StartMode::New, context);
        QVERIFY(context.warns("trained for other labels"));
        QCOMPARE(openModelFolder(next.output() / "model").labels,
                 (std::vector<std::string>{"happy", "sad"}));
    }
};

QTEST_GUILESS_MAIN(HeadTest)
#include "head_test.moc"
