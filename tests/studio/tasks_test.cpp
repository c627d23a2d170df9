// SPDX-License-Identifier: GPL-3.0-or-later
// Every task from data to answers: trained, resumed, evaluated, asked, and read by transformers'
// pipelines, whose answers must be ours.
#include "run_session.h"
#include "small_run.h"
#include "studio/run_facts.h"
#include "studio/studio.h"

#include <QProcess>
#include <QTest>

#include <cmath>
#include <map>

using namespace attune;

namespace {

const std::vector<std::string> kThings = {"film", "story", "actor", "music"};
const std::vector<std::string> kNames = {"anna", "peter", "maria", "john"};
const std::vector<std::string> kPlaces = {"london", "paris", "rome", "berlin"};
const std::vector<std::string> kPlain = {"the", "was", "a", "with", "people", "and", "very"};

std::string pick(RandomStream& random, const std::vector<std::string>& words) {
    return words[random.below(words.size())];
}

// A row of a kind of data: an object of a jsonl file.
using MakeRow = OrderedJson (*)(RandomStream&);

OrderedJson manyLabels(RandomStream& random) {
    std::string text = pick(random, kPlain);
    std::vector<std::string> labels;
    for (std::size_t i = 0; i < 3; ++i)
        if (random.below(2) == 1) {
            text += " " + kThings[i] + " " + pick(random, kPlain);
            labels.push_back("about " + kThings[i]);
        }
    return {
        {"text",  text  },
        {"label", labels}
    };
}

OrderedJson number(RandomStream& random) {
    std::string text = pick(random, kPlain);
    double value = 0;
    for (std::size_t i = 0, words = random.below(5); i < words; ++i) {
        const bool up = random.below(2) == 1;
        text += up ? " great" : " awful";
        value += up ? 0.5 : -0.5;
    }
    return {
        {"text",  text },
        {"label", value}
    };
}

OrderedJson names(RandomStream& random) {
    std::string text;
    OrderedJson spans = OrderedJson::array();
    const auto add = [&](const std::string& word, const char* type) {
        text += text.empty() ? "" : " ";
        if (type != nullptr)
            spans.push_back({text.size(), text.size() + word.size(), type});
        text += word;
    };
    for (std::size_t i = 0, parts = 2 + random.below(4); i < parts; ++i) {
        add(pick(random, kPlain), nullptr);
        if (random.below(3) == 0)
            add(pick(random, kNames) + " " + pick(random, kNames), "PER");
        else if (random.below(3) == 0)
            add(pick(random, kPlaces), "LOC");
    }
    return {
        {"text",  text },
        {"label", spans}
    };
}

OrderedJson pairs(RandomStream& random) {
    const std::string a = pick(random, kThings);
    const bool same = random.below(2) == 1;
    std::string b = a;
    while (!same && b == a)
        b = pick(random, kThings);
    return {
        {"text", pick(random, kPlain) + " " + a},
        {"second",      b         },
        {"label",      same ? "same" : "other" }
    };
}

void write(const fs::path& file, std::size_t rows, std::uint64_t seed, MakeRow row) {
    RandomStream random(streamKey(seed, "rows"));
    std::string lines;
    for (std::size_t i = 0; i < rows; ++i)
        lines += row(random).dump() + "\n";
    publishFile(file, lines);
}

struct Kind {
    const char* key;
    const char* task;
    MakeRow row;
    const char* best; // the metric by which the best state is chosen
    double bound;     // that it reaches on the test part
    std::size_t rows;
};

// What is asked for here is what the words of a text give away, so a tiny model must learn it.
const Kind kKinds[] = {
    {"several labels", "multi-label-classification", manyLabels, "micro_f1", 0.9,  300},
    {"number",         "regression",                 number,     "rmse",     0.5,  300},
    {"names",          "token-classification",       names,      "micro_f1", 0.85, 800},
    {"pairs",          "text-classification",        pairs,      "accuracy", 0.45, 200},
};

void setUp(SmallRun& run, const Kind& kind) {
    write(run.folder() / "train.jsonl", kind.rows, 1, kind.row);
    write(run.folder() / "test.jsonl", 60, 2, kind.row);
    run.recipe.head.task = kind.task;
    run.recipe.data.train = "train.jsonl";
    run.recipe.data.test = "test.jsonl";
    if (kind.row == pairs)
        run.recipe.data.text_pair = "second";
    run.recipe.training.epochs = 4;
    run.recipe.training.learning_rate = 2e-3;
    run.recipe.training.checkpoint_steps = 10;
}

// The same but for the rounding of a JSON document that was written and read.
bool same(const Metrics& a, const Metrics& b) { return toJson(a).dump() == toJson(b).dump(); }

} // namespace

class TasksTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void runsOfEveryTask_data();
    void runsOfEveryTask();
    void answersAreThoseOfPipelines();

private:
    std::map<std::string, std::unique_ptr<SmallRun>> runs_;
};

void TasksTest::initTestCase() {
    if (!SmallRun::available())
        QSKIP("SKIP-ALL: ATTUNE_MODELS is not set");
}

void TasksTest::runsOfEveryTask_data() {
    QTest::addColumn<int>("number");
    for (int i = 0; i < static_cast<int>(std::size(kKinds)); ++i)
        QTest::newRow(kKinds[i].key) << i;
}

void TasksTest::runsOfEveryTask() {
    QFETCH(int, number);
    const Kind& kind = kKinds[number];
    auto whole = std::make_unique<SmallRun>();
    setUp(*whole, kind);
    const Ended first = runOnce(whole->recipe, StartMode::New);
    QVERIFY2(first.exitCode == 0, first.failure().c_str());
    const Metrics tested = first.last<FinishedEvent>()->test;
    const MetricInfo& best = bestMetricOf(whole->recipe);
    QCOMPARE(best.key, std::string(kind.best));
    qInfo("%s: %s %.4f, loss %.4f", kind.key, kind.best, best.value(tested), tested.loss);
    QVERIFY(best.higherIsBetter ? best.value(tested) >= kind.bound
                                : best.value(tested) <= kind.bound);
    QCOMPARE(readJsonFile(whole->output() / "report.json").at("best_metric").get<std::string>(),
             best.key);

    SmallRun parts;
    setUp(parts, kind);
    QCOMPARE(interruptAt(parts.recipe, StartMode::New, 12).exitCode, 130);
    const Ended last = runOnce(parts.recipe, StartMode::Resume);
    QVERIFY2(last.exitCode == 0, last.failure().c_str());
    QVERIFY(readFile(whole->output() / "model" / "model.safetensors") ==
            readFile(parts.output() / "model" / "model.safetensors"));
    QCOMPARE(comparableRecord(parts), comparableRecord(*whole));

    const fs::path model = whole->output() / "model";
    const studio::Evaluation evaluated =
        studio::evaluateModel(model, {.data = toUtf8(whole->folder() / "test.jsonl")});
    QVERIFY2(same(evaluated.metrics, tested), toJson(evaluated.metrics).dump().c_str());
    QVERIFY(same(studio::evaluateRun(whole->output(), true).metrics, tested));
    double loss = 0;
    std::size_t counted = 0;
    for (const auto& row : evaluated.rows)
        if (!std::isnan(row.loss) && std::string(kind.task) != "token-classification") {
            loss += row.loss;
            ++counted;
        }
    if (counted > 0)
        QVERIFY(std::abs(loss / static_cast<double>(counted) - tested.loss) < 1e-9);
    const auto wrong =
        std::count_if(evaluated.rows.begin(), evaluated.rows.end(),
                      [](const auto& row) { return row.wrong || row.label != row.predicted; });
    const studio::RunFacts facts = studio::collectFacts(whole->output());
    QCOMPARE(facts.wrongCount, static_cast<std::int64_t>(wrong));
    QCOMPARE(facts.wrong.empty(), wrong == 0);
    runs_[kind.key] = std::move(whole);
}

void TasksTest::answersAreThoseOfPipelines() {
    const QString python = qEnvironmentVariable("ATTUNE_ORACLE_PYTHON");
    if (python.isEmpty())
        QSKIP("needs ATTUNE_ORACLE_PYTHON");
    Json jobs = Json::array();
    std::vector<std::vector<studio::TextResult>> own;
    std::vector<std::vector<std::string>> labels;
    for (const Kind& kind : kKinds) {
        QVERIFY(runs_.contains(kind.key));
        const fs::path model = runs_[kind.key]->output() / "model";
        studio::Classifier classifier(model, "fp32");
        std::vector<std::string> texts, seconds;
        Json asked = Json::array();
        RandomStream random(streamKey(3, "rows"));
        for (int i = 0; i < 20; ++i) {
            const OrderedJson row = kind.row(random);
            texts.push_back(row["text"]);
            if (row.contains("second")) {
                seconds.push_back(row["second"]);
                asked.push_back({texts.back(), seconds.back()});
            } else {
                asked.push_back(texts.back());
            }
        }
        own.push_back(classifier.classifyAll(texts, seconds));
        labels.push_back(classifier.labels());
        jobs.push_back({
            {"folder", toUtf8(model)},
            {"task",   kind.task    },
            {"texts",  asked        }
        });
    }
    const fs::path place = runs_.begin()->second->folder();
    publishFile(place / "jobs.json", jobs.dump());
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(python, {qEnvironmentVariable("ATTUNE_FIXTURES") + "/studio/pipelines.py",
                           QString::fromStdString(toUtf8(place / "jobs.json")),
                           QString::fromStdString(toUtf8(place / "answers.json"))});
    QVERIFY(process.waitForFinished(300000));
    QVERIFY2(process.exitCode() == 0, process.readAll().constData());
    const Json theirs = readJsonFile(place / "answers.json");
    for (std::size_t k = 0; k < std::size(kKinds); ++k) {
        const std::string task = kKinds[k].task;
        const Json& said = theirs[k]["said"];
        QVERIFY2(said.get<std::string>().empty(), said.dump().c_str());
        double farthest = 0;
        for (std::size_t i = 0; i < own[k].size(); ++i) {
            const studio::TextResult& result = own[k][i];
            const Json& answer = theirs[k]["answers"][i];
            if (task == "regression") {
                farthest = std::max(farthest, std::abs(answer.get<double>() - result.value));
            } else if (task == "token-classification") {
                QCOMPARE(result.spans.size(), answer.size());
                for (std::size_t s = 0; s < answer.size(); ++s) {
                    QCOMPARE(result.spans[s].begin, answer[s]["start"].get<std::size_t>());
                    QCOMPARE(result.spans[s].end, answer[s]["end"].get<std::size_t>());
                    QCOMPARE(result.spans[s].label, answer[s]["label"].get<std::string>());
                    farthest = std::max(farthest, std::abs(answer[s]["score"].get<double>() -
                                                           result.spans[s].score));
                }
            } else {
                for (std::size_t l = 0; l < labels[k].size(); ++l)
                    farthest = std::max(
                        farthest, std::abs(answer[labels[k][l]].get<double>() - result.scores[l]));
            }
        }
        qInfo("%s: farthest from the pipeline %.2g", kKinds[k].key, farthest);
        QVERIFY(farthest < 1e-4);
    }
}

QTEST_GUILESS_MAIN(TasksTest)
#include "tasks_test.moc"
