// SPDX-License-Identifier: GPL-3.0-or-later
// The runs of a folder as they grow, and what sets them apart.
#include "made_runs.h"
#include "studio/run_record.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <fstream>
#include <limits>
#include <map>
#include <random>
#include <set>

using namespace attune;
using namespace attune::studio;

class RunsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> place_;
    fs::path runs() const { return place_->path().toStdString(); }

private Q_SLOTS:
    void init() { place_ = std::make_unique<QTemporaryDir>(); }

    // The steps are not read as JSON; what is found in them is what reading them gives.
    void figuresAreThoseOfTheEvents() {
        std::mt19937 random(7);
        std::uniform_real_distribution<double> any(0, 1);
        const double odd[] = {
            std::numeric_limits<double>::quiet_NaN(), 1e-300, 0, 12345678.5, 5e-324, 1};
        std::string record = lineOf(StartedEvent{.steps = 900, .epochs = 3, .stepsPerEpoch = 300});
        for (std::int64_t i = 1; i <= 400; ++i) {
            StepEvent step;
            step.step = i;
            step.epoch = double(i) / 300;
            step.loss = i % 10 == 0 ? odd[std::size_t(i / 10) % 6] : any(random);
            step.seconds = any(random);
            record += lineOf(step, double(i));
            if (i % 50 == 0) {
                EvaluatedEvent evaluated;
                evaluated.step = i;
                evaluated.epoch = step.epoch;
                evaluated.metrics.loss = any(random);
                evaluated.metrics.macroF1 = any(random);
                evaluated.best = i % 100 == 0;
                record += lineOf(evaluated, double(i));
            }
            if (i == 77) { // a text that looks like a step
                WarningEvent warning;
                warning.problem.message = say("%1", "\"event\":\"step\",\"loss\":5}");
                record += lineOf(warning);
            }
        }
        record += "{\"epoch\":1,\"event\":\"step\",\"loss\":1\n"; // torn
        publishFile(runs() / "recipe.yaml", "model: m\n");
        publishFile(runs() / "metrics.jsonl", record);

        RunRecord read(runs() / "metrics.jsonl");
        QVERIFY(read.read());
        const RunFigures& found = read.figures();
        double seconds = 0;
        std::vector<LossPoint> losses;
        std::vector<RunPoint> validation;
        for (const Event& event : RunReader(runs()).poll()) {
            if (const auto* step = std::get_if<StepEvent>(&event.body)) {
                seconds += step->seconds;
                if (std::isfinite(step->loss))
                    losses.push_back({step->epoch, step->loss});
                QVERIFY(step->step <= found.step);
            } else if (const auto* evaluated = std::get_if<EvaluatedEvent>(&event.body)) {
                validation.push_back({evaluated->step, evaluated->epoch, {}, evaluated->best});
                for (const MetricInfo& metric : metricTable())
                    validation.back().scores.push_back(metric.value(evaluated->metrics));
            }
        }
        QCOMPARE(found.step, std::int64_t{400});
        QCOMPARE(found.countedSteps, std::int64_t{400});
        QCOMPARE(found.seconds, seconds);
        QVERIFY(found.losses.points() == losses); // fewer than there is room for
        QVERIFY(found.validation == validation);
    }

    void aLongLossIsACurveOfMeans() {
        LossMeans means;
        double sum = 0;
        for (int i = 1; i <= 100000; ++i) {
            means.add(i / 1000.0, i % 7);
            sum += i % 7;
        }
        const std::vector<LossPoint> points = means.points();
        QVERIFY(points.size() > LossMeans::capacity / 2 && points.size() <= LossMeans::capacity);
        double mean = 0, last = 0;
        for (std::size_t i = 0; i < points.size(); ++i) {
            QVERIFY(points[i].epoch > last);
            last = points[i].epoch;
            if (i + 1 < points.size())
                mean += points[i].loss / double(points.size() - 1);
        }
        QVERIFY(std::abs(mean - sum / 100000) < 0.01);
        QVERIFY(last > 99.8 && last <= 100);
    }

    void onlyWhatIsNewIsRead() {
        MadeRun run(runs() / "a");
        run.start();
        run.step(0.5);
        run.step(0.25);
        RunList list(runs());
        QCOMPARE(list.look().front().losses.size(), std::size_t{2});
        // Who reads again from the beginning would see another loss.
        const fs::path file = run.folder() / "metrics.jsonl";
        std::string record = readFile(file);
        const auto at = record.find("\"loss\":0.5");
        QVERIFY(at != std::string::npos);
        {
            std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
            stream.seekp(std::streamoff(at));
            stream << "\"loss\":0.9";
        }
        run.step(0.125);
        const RunSummary& card = list.look().front();
        QCOMPARE(card.losses.size(), std::size_t{3});
        QCOMPARE(card.losses[0].loss, 0.5);
        QCOMPARE(card.losses[2].loss, 0.125);
        QCOMPARE(card.step, std::int64_t{3});
    }

    void halfALineWaitsForItsEnd() {
        MadeRun run(runs() / "a");
        run.start();
        RunList list(runs());
        StepEvent event;
        event.step = 1;
        const std::string line = lineOf(event);
        const auto write = [&](const std::string& text) {
            FileWriter file(run.folder() / "metrics.jsonl", FileWriter::Mode::Append);
            file.write(text);
        };
        write(line.substr(0, 20));
        QCOMPARE(list.look().front().step, std::int64_t{0});
        write(line.substr(20));
        QCOMPARE(list.look().front().step, std::int64_t{1});
    }

    void aRecordThatIsCutBackIsReadAnew() {
        MadeRun run(runs() / "a");
        run.start();
        run.step(0.5);
        const std::string kept = readFile(run.folder() / "metrics.jsonl");
        run.step(0.4);
        run.evaluate(0.9, true);
        RunList list(runs());
        QCOMPARE(list.look().front().validation.size(), std::size_t{1});
        StepEvent other;
        other.step = 2;
        other.loss = 7;
        std::string record = kept;
        for (int i = 0; i < 9; ++i) // longer than it was
            record += lineOf(other, 50);
        publishFile(run.folder() / "metrics.jsonl", record);
        const RunSummary& card = list.look().front();
        QVERIFY(card.validation.empty());
        QCOMPARE(card.losses.size(), std::size_t{10});
        QCOMPARE(card.losses[1].loss, 7.0);
    }

    void aRunTellsWhatItCameTo() {
        MadeRun run(runs() / "a");
        run.recipe.training.best_metric = "accuracy";
        run.train({0.6, 0.8, 0.7}, 0.75);
        const RunSummary card = readRuns(runs()).front();
        QCOMPARE(card.state, RunState::Finished);
        QCOMPARE(card.name, std::string("a"));
        QVERIFY(card.ended == FinishedEvent::Reason::Completed);
        QCOMPARE(card.bestScore("accuracy").value_or(0), 0.8);
        QCOMPARE(card.bestScore("macro_f1").value_or(0), 0.79);
        QCOMPARE(card.best()->epoch, 2.0);
        QCOMPARE(card.testScore("accuracy").value_or(0), 0.75);
        QCOMPARE(card.epochSeconds, 0.5); // a step an epoch
        QCOMPARE(card.modelBytes, std::uint64_t{5000});
        QVERIFY(card.recipe != nullptr && compareRecipes(*card.recipe, run.recipe).empty());
        // The folder of a run is a list of one.
        QVERIFY(readRuns(run.folder()).size() == 1);
        QCOMPARE(readRuns(runs() / "a/").front().name, std::string("a"));
    }

    // As after a crash that tore the last line: the report says what came of it.
    void theReportStandsForAMissingEnd() {
        MadeRun run(runs() / "a");
        run.start();
        run.step(0.5);
        Metrics test = MadeRun::metricsOf(0.875);
        const Json report = {
            {"reason",       "early_stopped"                                            },
            {"step",         1                                                          },
            {"best_step",    1                                                          },
            {"evaluated_on", "test"                                                     },
            {"metrics",      toJson(test)                                               },
            {"model",        "model"                                                    },
            {"timings",
             {{"train_seconds", 1}, {"samples_per_second", 1}, {"tokens_per_second", 1}}}
        };
        publishFile(run.folder() / "report.json", report.dump());
        const RunSummary card = readRuns(runs()).front();
        QCOMPARE(card.state, RunState::Finished);
        QVERIFY(card.ended == FinishedEvent::Reason::EarlyStopped);
        QCOMPARE(card.testScore("accuracy").value_or(0), 0.875);
    }

    void aRecipeThatCannotBeReadIsSaid() {
        MadeRun run(runs() / "a");
        run.train({0.5});
        publishFile(run.folder() / "recipe.yaml", "modell: m\n");
        const RunSummary card = readRuns(runs()).front();
        QVERIFY(card.recipe == nullptr);
        QVERIFY(!card.recipeProblem.empty());
        QCOMPARE(card.state, RunState::Finished);
    }

    void runsComeAndGo() {
        RunList list(runs());
        QVERIFY(list.look().empty());
        MadeRun older(runs() / "older", 10);
        older.train({0.5});
        QCOMPARE(list.look().size(), std::size_t{1});
        MadeRun newer(runs() / "newer", 20);
        newer.start();
        const FolderLock lock(newer.folder());
        QCOMPARE(list.look().size(), std::size_t{2});
        QCOMPARE(list.look()[0].name, std::string("newer"));
        QCOMPARE(list.look()[0].state, RunState::Running);
        fs::remove_all(older.folder());
        QCOMPARE(list.look().size(), std::size_t{1});
        // Another run under the same name.
        fs::remove(newer.folder() / "metrics.jsonl");
        MadeRun again(runs() / "newer", 30);
        again.start();
        again.step(1);
        QCOMPARE(list.look()[0].started, 30.0);
        QCOMPARE(list.look()[0].losses.size(), std::size_t{1});
    }

    void theCommonMetricIsThatOfMost() {
        std::vector<RunSummary> cards(3);
        cards[0].metric = "accuracy";
        cards[1].metric = cards[2].metric = "macro_f1";
        QCOMPARE(commonMetric(cards), std::string("macro_f1"));
        cards.pop_back();
        QCOMPARE(commonMetric(cards), std::string("accuracy")); // the newest one's
    }

    // Of any two of them, compareRecipes() tells the same settings with the same values.
    void whatDiffersIsWhatCompareRecipesTells() {
        Recipe a;
        a.head.model = "m";
        a.head.output = "one";
        Recipe b = a, c = a;
        b.head.output = "two";
        b.training.epochs = 9;
        b.clean = parseRecipe("clean: [html: {}]", "b", {}).recipe.clean;
        c.training.learning_rate = 3e-5;
        c.vocabulary = parseRecipe("vocabulary: {trim: {min_count: 4}}", "c", {}).recipe.vocabulary;
        const std::vector<const Recipe*> recipes = {&a, &b, &c};
        const RunComparison comparison = compareRuns(recipes);
        QCOMPARE(comparison.settings, parametersOf(a).size() + 1); // clean, operators; no output
        std::set<std::string> keys;
        for (const auto& row : comparison.rows)
            keys.insert(row.key);
        QCOMPARE(keys, (std::set<std::string>{"clean", "training.epochs", "training.learning_rate",
                                              "vocabulary.trim.min_count"}));
        for (std::size_t i = 0; i < recipes.size(); ++i)
            for (std::size_t k = 0; k < recipes.size(); ++k) {
                std::map<std::string, std::pair<std::string, std::string>> told;
                for (const RecipeDifference& difference : compareRecipes(*recipes[i], *recipes[k]))
                    if (difference.key != "output")
                        told[difference.key] = {difference.before, difference.after};
                for (const auto& row : comparison.rows) {
                    QCOMPARE(row.values[i] != row.values[k], told.count(row.key) == 1);
                    if (told.count(row.key) == 1) {
                        QCOMPARE(row.values[i], told[row.key].first);
                        QCOMPARE(row.values[k], told[row.key].second);
                        told.erase(row.key);
                    }
                }
                QVERIFY(told.empty());
            }
        QVERIFY(compareRuns({}).rows.empty());
        QVERIFY(compareRuns({&a}).rows.empty());
    }

    void theOddOneIsWhatMostHaveNot() {
        QCOMPARE(oddOnes({"1", "1", "0"}), (std::vector<bool>{false, false, true}));
        QCOMPARE(oddOnes({"1", "2"}), (std::vector<bool>{false, false}));
        QCOMPARE(oddOnes({"1", "2", "3"}), (std::vector<bool>{false, false, false}));
        QCOMPARE(oddOnes({"1", "2", "1", "2"}), (std::vector<bool>(4, false)));
        QCOMPARE(oddOnes({"2", "1", "2", "3", "2"}),
                 (std::vector<bool>{false, true, false, true, false}));
    }
};

QTEST_GUILESS_MAIN(RunsTest)
#include "runs_test.moc"
