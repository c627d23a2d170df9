// SPDX-License-Identifier: GPL-3.0-or-later
// Every task from data to answers: trained, resumed, evaluated, asked, and read by transformers'
// pipelines, whose answers must be ours.
#include "evaluate/mcnemar.h"
#include "run_session.h"
#include "small_run.h"
#include "studio/calibrating.h"
#include "studio/comparing.h"
#include "studio/error_ranking.h"
#include "studio/explaining.h"
#include "studio/label_changes.h"
#include "studio/report_document.h"
#include "studio/run_facts.h"
#include "studio/studio.h"

#include <QProcess>
#include <QTest>

#include <cmath>
#include <map>
#include <sstream>

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
    {"pairs",          "text-classification",        pairs,      "accuracy", 0.6,  200},
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
    void spansAreWrongAsTheMetricsSay();
    void doubtLooksAtEveryToken();
    void reportsAnswerByThresholdsOfLater();
    void errorListsShowBothTextsOfAPair();
    void explanationsAreOfTheAnswer_data();
    void explanationsAreOfTheAnswer();
    void modelsOfOtherTasksAreCompared_data();
    void modelsOfOtherTasksAreCompared();
    void labelsAreChangedWhereTextsHaveThem();

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
    // Where no row can be judged there are no figures.
    publishFile(whole->folder() / "none.csv", "text,second,label\n");
    QVERIFY_EXCEPTION_THROWN(
        studio::evaluateModel(model, {.data = toUtf8(whole->folder() / "none.csv")}), UsageError);
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

// What the data hold and the tokens do not show is told, and no text is wrong by it alone.
void TasksTest::spansAreWrongAsTheMetricsSay() {
    const SmallRun& run = *runs_.at("names");
    const fs::path model = run.folder() / "cleaning";
    fs::copy(run.output() / "model", model);
    Json attune = readJsonFile(model / "attune.json");
    attune["cleaning"] = Cleaning({cleaningStep("html")}).toJson();
    publishFile(model / "attune.json", attune.dump());
    const std::int64_t cut = studio::inspectModel(toUtf8(model), {}).maxLength;
    std::string rest;
    for (std::int64_t i = 0; i < cut + 4; ++i)
        rest += " with";
    const auto row = [](const std::string& text, OrderedJson spans) {
        OrderedJson line;
        line["text"] = text;
        line["label"] = std::move(spans);
        return line.dump() + "\n";
    };
    OrderedJson within = OrderedJson::array(), behind = OrderedJson::array(),
                tag = OrderedJson::array();
    within.push_back({5, 14, "PER"}); // of “anna peter” the last nine letters
    behind.push_back({rest.size() + 5, rest.size() + 10, "LOC"});
    tag.push_back({4, 7, "LOC"});
    publishFile(run.folder() / "odd.jsonl", row("the anna peter was", within) +
                                                row("the" + rest + " in paris", behind) +
                                                row("the <b> was", tag));
    const studio::Evaluation found =
        studio::evaluateModel(model, {.data = toUtf8(run.folder() / "odd.jsonl")});
    QCOMPARE(found.rows.size(), std::size_t{3});
    // The figures count the first name alone.
    std::int64_t support = 0;
    for (const LabelMetrics& label : found.metrics.perLabel)
        support += label.support;
    QCOMPARE(support, std::int64_t{1});
    QCOMPARE(found.metrics.microF1, 1.0);
    for (const auto& one : found.rows)
        QVERIFY2(!one.wrong, one.answer.c_str());
    std::string told;
    for (const Problem& note : found.notes)
        told += note.message.text() + "\n";
    for (const char* says : {"the cut of their text takes away, as a whole or in part: 1.",
                             "begin or end within a token, which is taken whole: 1.",
                             "whose text cleaning took away: 1."})
        QVERIFY2(told.find(says) != told.npos, told.c_str());

    // Over the test part the list and the figures agree, whatever a text holds.
    for (const auto& one : studio::evaluateModel(run.output() / "model",
                                                 {.data = toUtf8(run.folder() / "test.jsonl")})
                               .rows)
        QCOMPARE(one.wrong, one.truth != one.answer);
}

void TasksTest::doubtLooksAtEveryToken() {
    const SmallRun& run = *runs_.at("names");
    const studio::Evaluation found = studio::evaluateModel(
        run.output() / "model", {.data = toUtf8(run.folder() / "test.jsonl")});
    studio::Classifier classifier(run.output() / "model", "fp32");
    const std::size_t labels = classifier.labels().size();
    bool some = false;
    for (const auto& row : found.rows) {
        const studio::TextResult result = classifier.classify(row.text);
        double least = 1; // between [CLS] and [SEP]
        for (std::size_t at = labels; at + labels < result.logits.size(); at += labels) {
            const std::span<const float> token(&result.logits[at], labels);
            const double most = *std::max_element(token.begin(), token.end());
            double sum = 0;
            for (const float logit : token)
                sum += std::exp(static_cast<double>(logit) - most);
            least = std::min(least, 1 / sum);
        }
        QVERIFY2(std::abs(row.score - least) < 1e-6, row.text.c_str());
        some = some || result.spans.empty();
    }
    QVERIFY(some);
}

void TasksTest::reportsAnswerByThresholdsOfLater() {
    const SmallRun& run = *runs_.at("several labels");
    const Metrics before = studio::collectFacts(run.output()).metrics;
    Calibration kept;
    kept.thresholds.assign(3, {});
    kept.thresholds[0] = 0.999999;
    studio::keepCalibration(run.output() / "model", kept);
    const studio::RunFacts facts = studio::collectFacts(run.output());
    const Metrics judged = studio::evaluateRun(run.output(), true).metrics;
    studio::keepCalibration(run.output() / "model", {});
    // Figures, intervals and wrong answers are all of the answers that predict gives now.
    QVERIFY(same(facts.metrics, judged) && !same(facts.metrics, before));
    const FigureInterval interval = facts.intervals.of("micro_f1");
    QVERIFY(interval.low <= judged.microF1 && judged.microF1 <= interval.high);
    QCOMPARE(facts.wrongCount, static_cast<std::int64_t>(std::llround((1 - judged.accuracy) * 60)));
}

void TasksTest::errorListsShowBothTextsOfAPair() {
    const SmallRun& run = *runs_.at("pairs");
    const studio::Evaluation found = studio::evaluateModel(
        run.output() / "model", {.data = toUtf8(run.folder() / "test.jsonl")});
    QVERIFY(found.hasPairs);
    const fs::path list = run.folder() / "errors.csv";
    studio::writeErrors(found, studio::ErrorOrder::Wrongness, list);
    std::istringstream lines(readFile(list));
    std::string line;
    std::getline(lines, line);
    QCOMPARE(line, std::string("rank,line,label,prediction,score,loss,text,text_pair"));
    for (const std::size_t i : studio::rankedErrors(found, studio::ErrorOrder::Wrongness)) {
        QVERIFY(!found.rows[i].pair.empty());
        std::getline(lines, line);
        QVERIFY2(line.ends_with("," + found.rows[i].text + "," + found.rows[i].pair), line.c_str());
    }
    // It may be written over again, by a list of single texts too.
    studio::checkErrorsFile(list, run.folder() / "test.jsonl");
    const studio::RunFacts facts = studio::collectFacts(run.output());
    QVERIFY(!facts.wrong.empty());
    const auto& first = facts.wrong.front();
    const std::string html = studio::toHtml(studio::describeRun(facts));
    QVERIFY(html.find(first.text + " ⏎ " + first.pair) != html.npos);
}

void TasksTest::explanationsAreOfTheAnswer_data() {
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("label"); // empty: the one that the model gives
    QTest::addColumn<QString>("word");  // whose label is explained
    QTest::newRow("several labels") << "several labels"
                                    << "the film was a story with"
                                    << ""
                                    << "";
    QTest::newRow("another of several") << "several labels"
                                        << "the film was a story with"
                                        << "about actor"
                                        << "";
    QTest::newRow("number") << "number"
                            << "was great great awful"
                            << ""
                            << "";
    QTest::newRow("span") << "names"
                          << "the anna peter was in paris with"
                          << ""
                          << "paris";
    QTest::newRow("first span") << "names"
                                << "the anna peter was in paris with"
                                << ""
                                << "";
    QTest::newRow("outside") << "names"
                             << "the anna peter was in paris with"
                             << "B-PER"
                             << "was";
}

// What is explained is what predict says, and a word left out is the text without it.
void TasksTest::explanationsAreOfTheAnswer() {
    QFETCH(QString, kind);
    QFETCH(QString, text);
    QFETCH(QString, label);
    QFETCH(QString, word);
    const fs::path model = runs_.at(kind.toStdString())->output();
    studio::Classifier classifier(model, "fp32");
    studio::Explainer explainer(model);
    const QStringList words = text.split(' ');
    // The logit of a text, written with the words given; of its `at`th word.
    const auto logitOf = [&](const QStringList& of, std::size_t at, std::size_t id) {
        const studio::TextResult result = classifier.classify(of.join(' ').toStdString());
        const std::size_t token = classifier.task() == Task::TokenLabels ? at + 1 : 0;
        return double{result.logits[token * classifier.labels().size() + id]};
    };
    studio::ExplainOptions options;
    options.label = label.toStdString();
    const studio::Explanation read = explainer.read(text.toStdString());
    if (!word.isEmpty())
        options.word = read.wordLike(word.toStdString());
    const studio::Explanation found = explainer.explain(text.toStdString(), {}, options);
    QCOMPARE(found.words.size(), static_cast<std::size_t>(words.size())); // a token each
    QCOMPARE(found.word.has_value(), kind == "names");
    const std::size_t at = found.word.value_or(0);
    const auto id = static_cast<std::size_t>(found.label);
    if (kind == "names") {
        QCOMPARE(words[static_cast<int>(at)], word.isEmpty() ? QString("anna") : word);
        if (label.isEmpty())
            QCOMPARE(found.labels[id], std::string(word == "paris" ? "B-LOC" : "B-PER"));
        QCOMPARE(explainer.cellOf(found.result),
                 found.labels[static_cast<std::size_t>(found.words[at].label)]);
    } else {
        const auto result = classifier.classify(text.toStdString());
        QVERIFY(std::abs(found.result.value - result.value) < 1e-5);
        if (kind != "number")
            QCOMPARE(explainer.cellOf(found.result), classifier.cellOf(result, text.toStdString()));
    }

    // Complete: the attributions sum up to what the answer differs by from a text of masks.
    const auto& complete = *found.completeness;
    const QStringList masks(words.size(), QStringLiteral("[MASK]"));
    QVERIFY(std::abs(complete.logit - logitOf(words, at, id)) < 1e-5);
    QVERIFY(std::abs(complete.baseline - logitOf(masks, at, id)) < 1e-5);
    double sum = 0;
    for (const auto& one : found.words)
        sum += one.value;
    QVERIFY(complete.reached);
    QVERIFY2(std::abs(sum - (logitOf(words, at, id) - logitOf(masks, at, id))) <=
                 complete.limit + 1e-5,
             qPrintable(QString::number(sum)));

    options.method = studio::ExplainMethod::LeaveOneOut;
    const studio::Explanation left = explainer.explain(text.toStdString(), {}, options);
    for (int i = 0; i < words.size(); ++i) {
        QStringList edited = words;
        std::size_t place = at;
        if (kind == "names" && static_cast<std::size_t>(i) == at) {
            edited[i] = QStringLiteral("[MASK]"); // its own label needs a place
        } else {
            edited.removeAt(i);
            place -= static_cast<std::size_t>(i) < at ? 1 : 0;
        }
        const auto& one = left.words[static_cast<std::size_t>(i)];
        const double without = logitOf(edited, place, id);
        QVERIFY2(std::abs(one.value - (logitOf(words, at, id) - without)) < 1e-5,
                 qPrintable(words[i]));
        QVERIFY(std::abs(double{one.without->logits[id]} - without) < 1e-5);
        if (kind == "several labels")
            QCOMPARE(explainer.cellOf(*one.without),
                     explainer.cellOf(classifier.classify(edited.join(' ').toStdString())));
        const studio::TextResult asked = explainer.without(found, static_cast<std::size_t>(i));
        QVERIFY(std::abs(double{asked.logits[id]} - without) < 1e-5);
    }
}

void TasksTest::modelsOfOtherTasksAreCompared_data() {
    QTest::addColumn<QString>("kind");
    QTest::newRow("several labels") << "several labels";
    QTest::newRow("names") << "names";
}

// Counts and lists are those of both models' own evaluations.
void TasksTest::modelsOfOtherTasksAreCompared() {
    QFETCH(QString, kind);
    const SmallRun& run = *runs_.at(kind.toStdString());
    Recipe weak = run.recipe;
    weak.head.output = "weak";
    weak.training.epochs = 1;
    weak.training.learning_rate = 3e-4;
    const Ended ended = runOnce(weak, StartMode::New);
    QVERIFY2(ended.exitCode == 0, ended.failure().c_str());
    const fs::path other = run.folder() / "weak";
    const auto found = studio::compareOnRun(run.output(), other, true);
    const auto a = studio::evaluateRun(run.output(), true), b = studio::evaluateRun(other, true);
    std::int64_t counts[2][2] = {}, differ = 0;
    for (std::size_t i = 0; i < a.rows.size(); ++i) {
        ++counts[a.rows[i].wrong][b.rows[i].wrong];
        differ += a.rows[i].answer != b.rows[i].answer ? 1 : 0;
    }
    QCOMPARE(found.texts, std::int64_t{60});
    QCOMPARE(found.bothRight, counts[0][0]);
    QCOMPARE(found.onlyFirst, counts[0][1]);
    QCOMPARE(found.onlySecond, counts[1][0]);
    QCOMPARE(found.bothWrong, counts[1][1]);
    QCOMPARE(found.p, mcnemarExact(counts[0][1], counts[1][0]));
    QCOMPARE(static_cast<std::int64_t>(found.rows.size()), differ);
    QVERIFY(differ > 0 && found.onlyFirst > 0);
    for (const auto& row : found.rows) {
        const auto same = [&](const auto& one) { return one.line == row.line; };
        const auto first = std::find_if(a.rows.begin(), a.rows.end(), same);
        const auto second = std::find_if(b.rows.begin(), b.rows.end(), same);
        QCOMPARE(row.firstAnswer, first->answer);
        QCOMPARE(row.secondAnswer, second->answer);
        QCOMPARE(row.truth, first->truth);
        QCOMPARE(row.firstRight, !first->wrong);
        QVERIFY(std::abs(row.secondScore - second->score) < 1e-12);
    }
    const fs::path number = runs_.at("number")->output();
    QVERIFY_EXCEPTION_THROWN(studio::compareOnRun(run.output(), number, true), UsageError);
    QVERIFY_EXCEPTION_THROWN(studio::compareOnRun(number, number, true), UsageError);
}

void TasksTest::labelsAreChangedWhereTextsHaveThem() {
    for (const char* kind : {"number", "names"}) {
        QVERIFY2(runs_.contains(kind), kind);
        try {
            studio::changeLabels(runs_.at(kind)->output(), "train",
                                 {
                                     {2, "4.5"}
            });
            QVERIFY2(false, kind);
        } catch (const UsageError& error) {
            QVERIFY2(error.message().text().find("have no label of their own") != std::string::npos,
                     error.what());
        }
    }
}

QTEST_GUILESS_MAIN(TasksTest)
#include "tasks_test.moc"
