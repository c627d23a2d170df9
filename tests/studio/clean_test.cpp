// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of `clean` on their way: previewed, counted, trained on, kept with the model, and
// applied again to every text that it answers.
#include "run_session.h"
#include "small_run.h"
#include "studio/studio.h"

#include <QTest>

#include <memory>

using namespace attune;

namespace {

CleaningStep rule(const std::string& name, const std::string& key = {}, Value value = {}) {
    CleaningStep step = cleaningStep(name);
    if (!key.empty())
        step.values[key] = std::move(value);
    return step;
}

// The label stands in what the rules bring out: without them there is nothing to learn.
void writeDirty(const SmallRun& run, const std::string& name, int rows) {
    std::string table = "text,label\n";
    for (int i = 0; i < rows; ++i) {
        const bool good = i % 2 == 0;
        table += std::string("<p>the film was ") + (good ? "&#103;ood" : "&#98;ad") + "</p>" +
                 (i % 3 == 0 ? "  !" : "") + (good ? ",good\n" : ",bad\n");
    }
    publishFile(run.folder() / name, table);
}

std::vector<std::string> words(const std::vector<Event>& events) {
    std::vector<std::string> out;
    for (const Event& event : events)
        if (const auto* warning = std::get_if<WarningEvent>(&event.body))
            out.push_back(warning->problem.message.text());
    return out;
}

} // namespace

class CleanTest : public QObject {
    Q_OBJECT

    std::unique_ptr<SmallRun> run_;
    Ended ended_;

private Q_SLOTS:
    void initTestCase() {
        if (!SmallRun::available())
            QSKIP("SKIP-ALL: ATTUNE_MODELS is not set");
        run_ = std::make_unique<SmallRun>();
        writeDirty(*run_, "train.csv", 120);
        writeDirty(*run_, "test.csv", 40);
        run_->recipe.training.threads = 0; // as `evaluate`: other threads round otherwise
        run_->recipe.clean = {rule("html"), rule("whitespace"), rule("case", "to", "upper")};
        ended_ = runOnce(run_->recipe, StartMode::New);
        QVERIFY2(ended_.exitCode == 0, ended_.failure().c_str());
    }

    void aPreviewMarksTheRulesOfEachChange() {
        const studio::CleanedText cleaned =
            studio::previewCleaning(run_->recipe.clean, "a <b>b</b>  c");
        QCOMPARE(cleaned.text, std::string("A B C"));
        QCOMPARE(cleaned.changes.size(), std::size_t{2});
        QCOMPARE(cleaned.changes.front().rules, std::uint64_t{0b100});
        QCOMPARE(cleaned.changes.back().rules, std::uint64_t{0b111});
        QVERIFY_EXCEPTION_THROWN(studio::previewCleaning({rule("replace")}, "a"), UsageError);
    }

    void theDataAreMeasuredAsTheyAreCleaned() {
        std::int64_t last = 0;
        const studio::CleaningFigures figures = studio::measureCleaning(
            run_->recipe, [&](const studio::CleaningFigures& some) { last = some.texts; });
        QCOMPARE(figures.texts, std::int64_t{160});
        QCOMPARE(last, std::int64_t{160});
        QCOMPARE(figures.changed, std::int64_t{160});
        QCOMPARE(figures.rules.size(), std::size_t{3});
        QCOMPARE(figures.rules[0].changed, std::int64_t{160});
        QCOMPARE(figures.rules[1].changed, std::int64_t{54}); // "  !": 40 of 120, 14 of 40
        std::stop_source stopped;
        stopped.request_stop();
        QVERIFY_EXCEPTION_THROWN(studio::measureCleaning(run_->recipe, {}, stopped.get_token()),
                                 Cancelled);
        // Their tokens are those of the cleaned texts.
        Recipe plain = run_->recipe;
        plain.clean.clear();
        QVERIFY(studio::measureData(run_->recipe).meanTokens <
                studio::measureData(plain).meanTokens);
    }

    void rowsComeInOrderAndLimited() {
        std::vector<studio::CleanedRow> rows;
        studio::cleanRows(run_->recipe, 100,
                          [&](const studio::CleanedRow& row) { rows.push_back(row); });
        QCOMPARE(rows.size(), std::size_t{100});
        QCOMPARE(rows[0].part, std::string("train"));
        QCOMPARE(rows.back().part, std::string("validation"));
        for (const studio::CleanedRow& row : rows)
            QCOMPARE(studio::previewCleaning(run_->recipe.clean, row.before).text, row.after);
    }

    void theRunCountsWhatEachRuleChanged() {
        const Json data = readJsonFile(run_->output() / "report.json").at("data");
        QCOMPARE(data.at("cleaning").size(), std::size_t{3});
        QCOMPARE(data.at("cleaning")[1].at("operator").get<std::string>(),
                 std::string("whitespace"));
        QCOMPARE(data.at("cleaning")[1].at("changed").get<int>(), 54);
        QCOMPARE(data.at("emptied_texts").get<int>(), 0);
        const std::vector<std::string> told = words(ended_.events);
        QVERIFY(std::find(told.begin(), told.end(),
                          "Cleaning rule 2 (“whitespace”) changed 54 of 160 texts.") != told.end());
        const RecipeResult kept = readRecipe(run_->output() / "recipe.yaml");
        QVERIFY(kept.problems.empty() && kept.recipe.clean == run_->recipe.clean);
    }

    void theModelKeepsTheRulesAndAppliesThem() {
        const fs::path model = run_->output() / "model";
        const Json info = readJsonFile(model / "attune.json");
        QVERIFY(Cleaning::fromJson(info.at("cleaning"), "attune.json").settings() ==
                run_->recipe.clean);
        studio::Classifier classifier(model, "fp32");
        const auto dirty = classifier.classify("<p>the film was &#103;ood</p>");
        QVERIFY(dirty.logits == classifier.classify("THE FILM WAS GOOD").logits);
        QCOMPARE(classifier.labels()[static_cast<std::size_t>(dirty.label)], std::string("good"));

        // `evaluate` repeats the report, from the file and from the run.
        const Json report = readJsonFile(run_->output() / "report.json");
        studio::EvaluateOptions options;
        options.data = toUtf8(run_->folder() / "test.csv");
        const studio::Evaluation again = studio::evaluateModel(model, options);
        QVERIFY(metricsFromJson(report.at("metrics")) == again.metrics);
        QVERIFY(studio::evaluateRun(run_->output(), true).metrics == again.metrics);
        QVERIFY(again.metrics.accuracy > 0.9);
        QVERIFY(again.rows.front().text.starts_with("<p>"));

        studio::PredictOptions predict;
        predict.data = options.data;
        predict.output = toUtf8(run_->folder() / "answers.csv");
        studio::predictFile(model, predict);
        const std::string answers = readFile(run_->folder() / "answers.csv");
        QVERIFY(answers.find("<p>the film was &#103;ood</p>  !,good,good,") != std::string::npos);
    }

    void otherRulesThanTheModelHadAreTold() {
        const auto texts = [&](CleaningSettings rules) {
            Recipe recipe = run_->recipe;
            recipe.head.model = toUtf8(run_->output() / "model");
            recipe.head.output = "again";
            recipe.training.epochs = 1;
            recipe.clean = std::move(rules);
            const Ended ended = runOnce(recipe, StartMode::Overwrite);
            std::string all;
            for (const std::string& text : words(ended.events))
                all += text + "\n";
            return all;
        };
        QVERIFY(texts(run_->recipe.clean).find("other rules") == std::string::npos);
        const std::string other = texts({});
        QVERIFY(
            other.find("cleaned by other rules: [html: {}, whitespace: {}, case: {to: upper}]") !=
            std::string::npos);
    }

    void textsThatWereTooHardAreListed() {
        SmallRun small;
        const std::string hard(30, 'a');
        publishFile(small.folder() / "train.csv",
                    "text,label\nx,a\n" + hard + "b,b\ny,a\n" + hard + "c,b\n");
        publishFile(small.folder() / "test.csv", "text,label\n" + hard + "d,a\nz,b\n");
        small.recipe.data.test = "test.csv";
        small.recipe.data.validation_split = 0;
        small.recipe.clean = {rule("case", "to", "upper"), rule("replace", "pattern", "(A+)+$")};
        std::vector<std::string> places;
        const auto add = [&](const auto& list) {
            places.clear();
            for (const auto& one : list) {
                QCOMPARE(one.rules, std::uint64_t{2});
                QVERIFY(one.text.starts_with("aaa")); // as it stands in the data
                places.push_back(one.part + " " + std::to_string(one.line));
            }
        };
        const std::vector<std::string> wanted = {"train 3", "train 5", "test 2"};
        add(studio::measureCleaning(small.recipe).tooHard);
        QCOMPARE(places, wanted);
        int rows = 0;
        add(studio::cleanRows(small.recipe, 0, [&](const studio::CleanedRow& row) {
                rows += row.refused == 2;
            }).tooHard);
        QCOMPARE(places, wanted);
        QCOMPARE(rows, 3);
    }

    // Wherever in the data they are.
    void theFirstTextsThatChangeAreListed() {
        SmallRun small;
        std::string lines = "text,label\n";
        for (int i = 0; i < 5000; ++i)
            lines += (i < 4700 ? "plain " : "LOUD ") + std::to_string(i) +
                     (i % 2 == 0 ? ",a\n" : ",b\n");
        publishFile(small.folder() / "train.csv", lines);
        publishFile(small.folder() / "test.csv", "text,label\nx,a\n");
        small.recipe.data.validation_split = 0;
        small.recipe.clean = {rule("case", "to", "lower")};
        const studio::CleaningFigures figures = studio::measureCleaning(small.recipe);
        QCOMPARE(figures.changed, std::int64_t{300});
        QCOMPARE(figures.firstChanged.size(), std::size_t{200});
        QCOMPARE(figures.firstChanged[0].line, std::uint32_t{4702});
        QCOMPARE(figures.firstChanged[0].text, std::string("LOUD 4700"));
        QCOMPARE(figures.firstChanged[0].part, std::string("train"));
        QCOMPARE(figures.firstChanged[199].text, std::string("LOUD 4899"));
    }

    void textsThatGoEmptyAreTold() {
        SmallRun small;
        publishFile(small.folder() / "train.csv", "text,label\n12,a\nx,b\ny,a\nz,b\n");
        small.recipe.data.test.clear();
        small.recipe.data.validation_split = 0;
        small.recipe.training.epochs = 1;
        small.recipe.clean = {rule("replace", "pattern", "\\d")};
        const Ended ended = runOnce(small.recipe, StartMode::New);
        QVERIFY2(ended.exitCode == 0, ended.failure().c_str());
        const std::vector<std::string> told = words(ended.events);
        QVERIFY(std::find(told.begin(), told.end(), "Texts that cleaning leaves empty: 1.") !=
                told.end());
    }
};

QTEST_GUILESS_MAIN(CleanTest)
#include "clean_test.moc"
