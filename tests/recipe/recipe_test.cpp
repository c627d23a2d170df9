// SPDX-License-Identifier: GPL-3.0-or-later
// Recipes in and out, the wording of mistakes, and the comparison of two recipes.
#include "recipe/recipe.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace attune;

namespace {

const Problem* problemOf(const Problems& problems, const std::string& field) {
    for (const Problem& problem : problems)
        if (problem.field == field)
            return &problem;
    return nullptr;
}

RecipeResult parse(std::string_view yaml) { return parseRecipe(yaml, "r.yaml", "/base"); }

} // namespace

class RecipeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsEveryPart() {
        const RecipeResult result = parse("model: models/bert\n"
                                          "data:\n"
                                          "  train: a.csv\n"
                                          "  label: 001\n"
                                          "  text: null\n"
                                          "  max_length: 64\n"
                                          "training:\n"
                                          "  epochs: 010\n"
                                          "  learning_rate: 1\n"
                                          "  hidden_dropout: 0.2\n"
                                          "  class_weights: {yes: 1, 2: 3.5, '': 1}\n"
                                          "output: runs/x\n");
        for (const Problem& problem : result.problems)
            QFAIL(problem.text().c_str());
        const Recipe& recipe = result.recipe;
        QCOMPARE(recipe.head.model, std::string("models/bert"));
        QCOMPARE(recipe.head.output, std::string("runs/x"));
        QCOMPARE(recipe.data.label, std::string("001"));
        QCOMPARE(recipe.data.text, std::string("null"));
        QCOMPARE(recipe.training.epochs, std::int64_t{10});
        QCOMPARE(recipe.training.learning_rate, 1.0);
        QCOMPARE(recipe.training.hidden_dropout.value_or(0), 0.2);
        const auto weights = std::get<std::map<std::string, double>>(recipe.training.class_weights);
        QCOMPARE(weights.size(), std::size_t{3});
        QCOMPARE(weights.at("yes"), 1.0);
        QCOMPARE(weights.at("2"), 3.5);
        QCOMPARE(result.lines.at("training.epochs"), 8);
    }

    void classWeightsMayBeAWord() {
        QCOMPARE(std::get<std::string>(
                     parse("training: {class_weights: balanced}").recipe.training.class_weights),
                 std::string("balanced"));
        const RecipeResult wrong = parse("training: {class_weights: sometimes}");
        QCOMPARE(wrong.problems.size(), std::size_t{1});
        QVERIFY(QString::fromStdString(wrong.problems[0].text()).contains("balanced"));
    }

    void everyMistakeIsNamed_data() {
        QTest::addColumn<QString>("yaml");
        QTest::addColumn<QString>("field");
        QTest::addColumn<int>("line");
        QTest::addColumn<QString>("word");
        const auto row = [](const char* name, const char* yaml, const char* field, int line,
                            const char* word) {
            QTest::newRow(name) << yaml << field << line << word;
        };
        row("nearest key", "training:\n  learning_rat: 1\n", "training.learning_rat", 2,
            "“learning_rate”");
        row("nearest top key", "modle: x\n", "modle", 1, "“model”");
        row("key of another part", "model: x\nepochs: 3\n", "epochs", 2, "below “training:”");
        row("top key in a part", "data:\n  model: x\n", "data.model", 2, "left edge");
        row("no such key", "data:\n  qqqqqqqqqqqqqq: x\n", "data.qqqqqqqqqqqqqq", 2, "train");
        row("unknown operator of augment", "augment:\n  operators:\n    - random-swop\n",
            "augment.operators[0]", 3, "“random-swap”");
        row("value of an operator of augment",
            "augment:\n  copies: 2\n  operators:\n    - mix:\n        take: all\n",
            "augment.operators[0].take", 5, "sentence, text");
        row("key of augment", "augment: {copys: 1}", "augment.copys", 1, "“copies”");
        row("unknown operator", "clean:\n  - htlm: {}\n", "clean[0]", 2, "“html”");
        row("key of an operator", "clean:\n  - html: {}\n  - case:\n      too: lower\n",
            "clean[1].too", 4, "“to”");
        row("value of an operator", "clean: [html, {case: {to: title}}]", "clean[1].to", 1,
            "lower, upper");
        row("kind of an operator's value", "clean: [{repeats: {letters: x}}]", "clean[0].letters",
            1, "whole number");
        row("rule of two operators", "clean:\n  - {html: {}, case: {}}\n", "clean[0]", 2,
            "no rule");
        row("rules that are no list", "clean: {html: {}}", "clean", 1, "list of rules");
        row("word for a number", "training:\n\n  epochs: three\n", "training.epochs", 3,
            "whole number");
        row("quoted number", "training:\n  epochs: '3'\n", "training.epochs", 2, "whole number");
        row("fraction for a whole number", "training:\n  epochs: 1.5\n", "training.epochs", 2,
            "whole number");
        row("out of range", "training:\n  epochs: 0\n", "training.epochs", 2, "from 1 to 100000");
        row("not finite", "training:\n  learning_rate: .nan\n", "training.learning_rate", 2,
            "range");
        row("wrong choice", "training:\n  schedule: linaer\n", "training.schedule", 2, "cosine");
        row("list for a number", "training:\n  epochs: [3]\n", "training.epochs", 2, "list");
        row("map for a text", "data:\n  train: {a: b}\n", "data.train", 2, "Keys");
        row("text for a flag", "training:\n  freeze_embeddings: maybe\n",
            "training.freeze_embeddings", 2, "true");
        row("nothing for a number", "training:\n  epochs:\n", "training.epochs", 2, "missing");
        row("weight that is no number", "training:\n  class_weights: {a: x}\n",
            "training.class_weights", 2, "weight of “a”");
        row("negative weight", "training:\n  class_weights: {a: -1}\n", "training.class_weights", 2,
            "range");
        row("part that is a text", "data: a.csv\n", "data", 1, "keys and values");
        row("recipe that is a list", "- a\n", "", 1, "keys and values");
    }
    void everyMistakeIsNamed() {
        QFETCH(QString, yaml);
        QFETCH(QString, field);
        QFETCH(int, line);
        QFETCH(QString, word);
        const RecipeResult result = parse(yaml.toStdString());
        QCOMPARE(result.problems.size(), std::size_t{1});
        const Problem& problem = result.problems.front();
        QCOMPARE(QString::fromStdString(problem.field), field);
        QCOMPARE(QString::fromStdString(problem.where), QString("r.yaml:%1").arg(line));
        const QString text = QString::fromStdString(problem.text());
        QVERIFY2(text.contains(word), qPrintable(text));
    }

    void rulesOfCleanAreReadWrittenAndCompared() {
        const RecipeResult result = parse("clean:\n"
                                          "  - unicode: {form: NFKC}\n"
                                          "  - html\n"
                                          "  - stopwords:\n"
                                          "      words: [\"a, b\", 'c: d', 吗]\n"
                                          "  - replace: {pattern: '\\d+', with: \"#\\t\"}\n");
        for (const Problem& problem : result.problems)
            QFAIL(problem.text().c_str());
        QCOMPARE(result.lines.at("clean[2].words"), 5);
        const CleaningSettings& rules = result.recipe.clean;
        QCOMPARE(rules.size(), std::size_t{4});
        QVERIFY(rules[1] == cleaningStep("html"));
        QCOMPARE(std::get<std::string>(rules[0].values.at("form")), std::string("NFKC"));
        QCOMPARE(std::get<std::string>(rules[3].values.at("with")), std::string("#\t"));
        for (const bool complete : {true, false}) {
            const RecipeResult again = parse(writeRecipe(result.recipe, "/base", complete));
            for (const Problem& problem : again.problems)
                QFAIL(problem.text().c_str());
            QVERIFY(again.recipe == result.recipe);
        }
        QVERIFY(writeRecipe(Recipe(), "/base", true).find("clean: []\n") != std::string::npos);
        QVERIFY(writeRecipe(Recipe(), "/base", false).find("clean") == std::string::npos);

        Recipe changed = result.recipe;
        QVERIFY(compareRecipes(result.recipe, changed).empty());
        Problem problem;
        QVERIFY(setFromText(changed, "clean[0].form=NFC", "/", problem));
        const auto differences = compareRecipes(result.recipe, changed);
        QCOMPARE(differences.size(), std::size_t{1});
        QCOMPARE(differences[0].key, std::string("clean"));
        QVERIFY(differences[0].affectsTraining);
        QVERIFY(differences[0].before.starts_with("[unicode: {form: NFKC}, html: {}, "));
        QVERIFY(setFromText(changed, "clean=[html, {case: {to: upper}}]", "/", problem));
        QCOMPARE(cleaningText(changed.clean, false), std::string("[html: {}, case: {to: upper}]"));
        QVERIFY(!setFromText(changed, "clean=[htlm]", "/", problem));
        QVERIFY(problem.text().find("“html”") != std::string::npos);
        QVERIFY(!setFromText(changed, "clean[2].form=NFC", "/", problem));
        QVERIFY(!setFromText(changed, "clean[1].to=title", "/", problem));
        QCOMPARE(problem.field, std::string("clean[1].to"));
    }

    void operatorsOfAugmentAreReadWrittenAndCompared() {
        const RecipeResult result = parse("augment:\n"
                                          "  copies: 2\n"
                                          "  protect: [not, \"a, b\"]\n"
                                          "  operators:\n"
                                          "    - random-swap\n"
                                          "    - synonym: {file: lists/own.txt, rate: 0.3}\n"
                                          "    - mix: {}\n");
        for (const Problem& problem : result.problems)
            QFAIL(problem.text().c_str());
        QCOMPARE(result.lines.at("augment.operators[1].file"), 6);
        const AugmentSettings& settings = result.recipe.augment;
        QCOMPARE(settings.copies, std::int64_t{2});
        QCOMPARE(settings.protect, (std::vector<std::string>{"not", "a, b"}));
        QCOMPARE(settings.operators.size(), std::size_t{3});
        QVERIFY(settings.operators[0] == augmentStep("random-swap"));
        for (const bool complete : {true, false}) {
            const RecipeResult again = parse(writeRecipe(result.recipe, "/base", complete));
            for (const Problem& problem : again.problems)
                QFAIL(problem.text().c_str());
            QVERIFY(again.recipe == result.recipe);
        }
        // Paths mean the same from every folder.
        const std::string elsewhere = writeRecipe(result.recipe, "/base/runs/one", true);
        QVERIFY(elsewhere.find("/base/lists/own.txt") != std::string::npos);
        QVERIFY(compareRecipes(result.recipe, parseRecipe(elsewhere, "x", "/base/runs/one").recipe)
                    .empty());
        QVERIFY(writeRecipe(Recipe(), "/base", true).find("  operators: []\n") !=
                std::string::npos);
        QVERIFY(writeRecipe(Recipe(), "/base", false).find("augment") == std::string::npos);

        Recipe changed = result.recipe;
        Problem problem;
        QVERIFY(setFromText(changed, "augment.operators[1].file=x.txt", "/here", problem));
        QVERIFY(setFromText(changed, "augment.copies=3", "/here", problem));
        const auto differences = compareRecipes(result.recipe, changed);
        QCOMPARE(differences.size(), std::size_t{2});
        QCOMPARE(differences[0].key, std::string("augment.copies"));
        QCOMPARE(differences[1].key, std::string("augment.operators"));
        QVERIFY(differences[1].after.find("/here/x.txt") != std::string::npos);
        QVERIFY(setFromText(changed, "augment.operators=[mix, look-alike: {file: y.txt}]", "/here",
                            problem));
        QCOMPARE(std::get<std::string>(changed.augment.operators[1].values.at("file")),
                 std::string("/here/y.txt"));
        changed.data.test = "/here/test.csv";
        QVERIFY(setFromText(changed, "data.test=", "/here", problem));
        QCOMPARE(changed.data.test, std::string());
        QVERIFY(!setFromText(changed, "augment.operators=[mux]", "/", problem));
        QVERIFY(!setFromText(changed, "augment.operators[0].take=all", "/", problem));
        QCOMPARE(problem.field, std::string("augment.operators[0].take"));
    }

    void operatorsThatCannotBeMadeAreTold() {
        Recipe recipe;
        recipe.base = "/nowhere";
        recipe.augment.copies = 0;
        recipe.augment.operators = {augmentStep("look-alike"), augmentStep("special-words")};
        recipe.augment.operators[0].values["file"] = std::string("gone.txt");
        const Problems problems = checkRecipe(recipe);
        QVERIFY(problemOf(problems, "augment.operators[0].file") != nullptr);
        QVERIFY(problemOf(problems, "augment.operators[1].words") != nullptr);
        QVERIFY(problemOf(problems, "augment.copies") != nullptr);
    }

    void whatIsOffCountsForNothing() {
        Recipe recipe;
        recipe.augment.copies = 0;
        recipe.augment.operators = {augmentStep("random-swap")};
        recipe.clean = {cleaningStep("placeholders")};
        recipe.vocabulary.add_placeholders = true;
        Problems problems = checkRecipe(recipe);
        QVERIFY(problemOf(problems, "augment.copies") != nullptr);
        QVERIFY(problemOf(problems, "vocabulary.add_placeholders") == nullptr);
        recipe.augment.operators[0].values["off"] = true;
        recipe.clean[0].values["off"] = true;
        problems = checkRecipe(recipe);
        QVERIFY(problemOf(problems, "augment.copies") == nullptr);
        QVERIFY(problemOf(problems, "vocabulary.add_placeholders") != nullptr);
    }

    void rulesMadeByCodeAreChecked() {
        Recipe recipe;
        recipe.clean = {cleaningStep("html"), cleaningStep("replace")};
        const Problems problems = checkRecipe(recipe);
        QVERIFY(problemOf(problems, "clean[1].pattern") != nullptr);
        QVERIFY(problemOf(problems, "clean[0]") == nullptr);
    }

    void allMistakesAreToldInTheOrderOfTheFile() {
        const RecipeResult result =
            parse("training: {epochs: x}\nmodle: a\ndata:\n  max_length: -1\n  foo: 1\n");
        QCOMPARE(result.problems.size(), std::size_t{4});
        QCOMPARE(result.problems[0].field, std::string("training.epochs"));
        QCOMPARE(result.problems[1].field, std::string("modle"));
        QCOMPARE(result.problems[2].field, std::string("data.max_length"));
        QCOMPARE(result.problems[3].field, std::string("data.foo"));
    }

    void brokenYamlIsAProblemNotAnException() {
        const RecipeResult result = parse("data: [");
        QCOMPARE(result.problems.size(), std::size_t{1});
        QVERIFY(result.problems[0].where.find("r.yaml:") == 0);
    }

    void anEmptyRecipeIsTheDefaults() {
        const RecipeResult result = parse("# nothing\n");
        QVERIFY(result.problems.empty());
        Recipe standard;
        standard.base = "/base";
        QCOMPARE(result.recipe, standard);
    }

    void writtenRecipesReadBackEqual_data() {
        QTest::addColumn<bool>("complete");
        QTest::newRow("complete") << true;
        QTest::newRow("minimal") << false;
    }
    void writtenRecipesReadBackEqual() {
        QFETCH(bool, complete);
        Recipe recipe;
        recipe.base = "/base/recipes";
        recipe.head.model = "../models/bert";
        recipe.head.output = "runs/a b";
        recipe.data.train = "日本: x.csv";
        recipe.data.test = "/elsewhere/test.csv";
        recipe.data.label = "null";
        recipe.data.text = "- \"quoted\" #1";
        recipe.data.text_pair = "010";
        recipe.training.learning_rate = 3.3e-7;
        recipe.training.hidden_dropout = 0.0;
        recipe.training.activation = "relu";
        recipe.training.freeze_embeddings = true;
        recipe.training.class_weights = std::map<std::string, double>{
            {"001",     1   },
            {"yes: no", 0.1 },
            {"",        2   },
            {"中",     1e-9}
        };
        for (const char* folder : {"/base/recipes", "/base", "/elsewhere"}) {
            const std::string yaml = writeRecipe(recipe, folder, complete);
            const RecipeResult back = parseRecipe(yaml, "w", folder);
            for (const Problem& problem : back.problems)
                QFAIL((problem.text() + "\n" + yaml).c_str());
            for (const RecipeDifference& difference : compareRecipes(recipe, back.recipe))
                QFAIL(
                    (difference.key + ": " + difference.before + " / " + difference.after).c_str());
            QCOMPARE(back.recipe.training, recipe.training);
            QCOMPARE(back.recipe.data.label, recipe.data.label);
        }
        const std::string yaml = writeRecipe(recipe, "/base", complete);
        QVERIFY(yaml.find("model: ./models/bert\n") != std::string::npos);
        QVERIFY(yaml.find("test: /elsewhere/test.csv\n") != std::string::npos);
        QCOMPARE(yaml.find("schedule:") != std::string::npos, complete);
        QVERIFY(yaml.find("learning_rate: 3.3e-07\n") != std::string::npos);
    }

    void namesOfModelsStayNames_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"bert", "bert@v2", "org/bert", "org/bert@v2"})
            QTest::newRow(name) << name;
    }
    // A name is found from everywhere, but where a model folder is called so.
    void namesOfModelsStayNames() {
        QFETCH(QString, name);
        const std::string model = name.toStdString();
        const QTemporaryDir place;
        const fs::path base = place.path().toStdString();
        const auto again = [](const Recipe& one, const fs::path& folder) {
            return parseRecipe(writeRecipe(one, folder, false), "w", folder).recipe;
        };
        Recipe recipe = again({}, base);
        recipe.head.model = model;
        for (const fs::path& folder : {base, base / "runs" / "a", fs::path("/elsewhere")}) {
            const Recipe back = again(recipe, folder);
            QCOMPARE(back.head.model, model);
            QVERIFY(compareRecipes(recipe, back).empty());
        }
        Problem problem;
        QVERIFY(setFromText(recipe, "model=" + model, base / "here", problem));
        QCOMPARE(recipe.head.model, model);
        // A folder that is no model changes nothing.
        fs::create_directories(base / model);
        QCOMPARE(resolveModel(base, model), model);
        publishFile(base / model / "config.json", "{}");
        QCOMPARE(resolveModel(base, model), toUtf8(base / model));
        QCOMPARE(resolveModel("/elsewhere", again(recipe, "/elsewhere").head.model),
                 toUtf8(base / model));
        QCOMPARE(resolveModel(base, again(recipe, base).head.model), toUtf8(base / model));
        QVERIFY(setFromText(recipe, "model=" + model, base, problem));
        QCOMPARE(recipe.head.model, toUtf8(base / model));
    }

    // The models of operators and the judge are named and found as that of the recipe.
    void everyModelMayBeNamed() {
        const QTemporaryDir place;
        const fs::path base = place.path().toStdString();
        const RecipeResult read = parseRecipe("model: org/bert\n"
                                              "augment:\n"
                                              "  judge: first@v2\n"
                                              "  operators:\n"
                                              "    - masked-word: {model: org/words}\n"
                                              "    - near-words: {model: models/near}\n"
                                              "    - near-words: {}\n"
                                              "    - masked-word: {model: org/off, off: true}\n",
                                              "r", base);
        for (const Problem& problem : read.problems)
            QFAIL(problem.text().c_str());
        const auto named = [](const Recipe& recipe) {
            std::vector<std::string> out;
            for (const NamedModel& one : modelsOf(recipe))
                out.push_back(one.key + " " + one.model);
            return out;
        };
        const std::vector<std::string> names = {
            "model org/bert", "augment.operators[0].model org/words",
            "augment.operators[1].model models/near", "augment.judge first@v2"};
        QCOMPARE(named(read.recipe), names);
        const auto moved = [&](const Recipe& recipe, const fs::path& folder) {
            return parseRecipe(writeRecipe(recipe, folder, true), "w", folder).recipe;
        };
        const Recipe elsewhere = moved(read.recipe, base / "runs" / "a");
        QCOMPARE(named(elsewhere), names);
        QVERIFY(compareRecipes(read.recipe, elsewhere).empty());
        // Where a folder or a run of that name lies, they mean it.
        for (const char* model : {"models/near", "first@v2/model"}) {
            fs::create_directories(base / model);
            publishFile(base / model / "config.json", "{}");
        }
        const std::vector<std::string> found = {
            "model org/bert", "augment.operators[0].model org/words",
            "augment.operators[1].model " + toUtf8(base / "models/near"),
            "augment.judge " + toUtf8(base / "first@v2")};
        QCOMPARE(named(moved(read.recipe, "/elsewhere")), found);
        const Recipe back = moved(moved(read.recipe, "/elsewhere"), base);
        QCOMPARE(named(back), names); // where they lie, that is enough
        QVERIFY(compareRecipes(read.recipe, back).empty());
        Recipe set = read.recipe;
        Problem problem;
        for (const char* one : {"augment.operators[1].model=org/words",
                                "augment.operators[0].model=models/near", "augment.judge=other"})
            QVERIFY2(setFromText(set, one, base, problem), problem.text().c_str());
        QCOMPARE(named(set),
                 (std::vector<std::string>{
                     "model org/bert", "augment.operators[0].model " + toUtf8(base / "models/near"),
                     "augment.operators[1].model org/words", "augment.judge other"}));
    }

    // Whichever model it is: the same words, beside its own key.
    void missingModelsAreToldAlike() {
        for (const char* name : {"org/none", "none@v2", "../none"}) {
            Recipe recipe;
            recipe.base = "/base";
            recipe.head.model = name;
            recipe.augment.judge = name;
            for (const char* step : {"masked-word", "near-words"}) {
                recipe.augment.operators.push_back(augmentStep(step));
                recipe.augment.operators.back().values["model"] = std::string(name);
            }
            const Problems problems = checkRecipe(recipe);
            const Problem* own = problemOf(problems, "model");
            QVERIFY(own != nullptr && !own->hint.empty());
            for (const char* key :
                 {"augment.judge", "augment.operators[0].model", "augment.operators[1].model"}) {
                const Problem* other = problemOf(problems, key);
                QVERIFY2(other != nullptr, key);
                QCOMPARE(other->message.text(), own->message.text());
                QCOMPARE(other->hint.text(), own->hint.text());
            }
        }
    }

    void modelsBelowThePersonsHome() {
        const std::string home = qgetenv("HOME").toStdString();
        QCOMPARE(resolveModel("/base", "~/runs/x/model/"), home + "/runs/x/model");
        Recipe recipe;
        recipe.base = "/base";
        recipe.head.model = "~/runs/x";
        QCOMPARE(writeRecipe(recipe, "/elsewhere", false), "model: " + home + "/runs/x\n");
    }

    void everyParameterIsWrittenAndDescribed() {
        const std::string yaml = writeRecipe({}, "/base", true);
        for (const RecipeParameter& entry : parametersOf({})) {
            const std::string last = entry.key.substr(entry.key.rfind('.') + 1);
            QVERIFY2(yaml.find(last + ": ") != std::string::npos, entry.key.c_str());
            QVERIFY2(!entry.parameter.title.empty() && !entry.parameter.help.empty(),
                     entry.key.c_str());
        }
    }

    void partsWithinPartsAreReadAndWritten() {
        const std::string yaml = "vocabulary:\n"
                                 "  trim:\n"
                                 "    max_size: 8000\n"
                                 "  keep: [wonderful, \"好\"]\n"
                                 "  corpora: [more/a.csv, /data/b.txt]\n";
        const RecipeResult read = parseRecipe(yaml, "w", "/base");
        QVERIFY(read.problems.empty());
        QCOMPARE(read.recipe.vocabulary.max_size, std::optional<std::int64_t>(8000));
        QCOMPARE(read.recipe.vocabulary.keep, (std::vector<std::string>{"wonderful", "好"}));
        QCOMPARE(read.lines.at("vocabulary.trim.max_size"), 3);
        QCOMPARE(writeRecipe(read.recipe, "/base", false), yaml);
        // Elsewhere, paths are written so that they lead to the same files.
        const std::string moved = writeRecipe(read.recipe, "/other", false);
        QVERIFY(moved.find("corpora: [/base/more/a.csv, /data/b.txt]\n") != std::string::npos);

        const RecipeResult wrong =
            parseRecipe("vocabulary:\n  trim:\n    min_cuont: 1\n  trim_size: 3\n", "w", "/base");
        QCOMPARE(wrong.problems.size(), std::size_t{2});
        QCOMPARE(wrong.problems[0].field, std::string("vocabulary.trim.min_cuont"));
        QVERIFY(wrong.problems[0].text().find("min_count") != std::string::npos);
        QVERIFY(wrong.problems[1].text().find("trim") != std::string::npos);
        QCOMPARE(parseRecipe("vocabulary:\n  trim: 5\n", "w", "/base").problems.size(),
                 std::size_t{1});

        Recipe two;
        two.vocabulary.min_count = 1;
        two.vocabulary.coverage = 0.9;
        QVERIFY(hasErrors(checkVocabulary(two.vocabulary)));
    }

    void parametersAreSetByTheirDottedKey() {
        Recipe recipe;
        Problem problem;
        QVERIFY(setParameter(recipe, "training.epochs", std::int64_t{7}, problem));
        QCOMPARE(recipe.training.epochs, std::int64_t{7});
        QVERIFY(!setParameter(recipe, "training.epochs", std::int64_t{-7}, problem));
        QCOMPARE(problem.field, std::string("training.epochs"));
        QCOMPARE(recipe.training.epochs, std::int64_t{7});
        QVERIFY(!setParameter(recipe, "training.epoch", std::int64_t{7}, problem));
        QVERIFY(problem.text().find("training.epochs") != std::string::npos);
    }

    void assignmentsOfTheCommandLine() {
        Recipe recipe;
        recipe.base = "/base";
        Problem problem;
        QVERIFY(setFromText(recipe, "training.learning_rate=2e-5", "/here", problem));
        QCOMPARE(recipe.training.learning_rate, 2e-5);
        QVERIFY(setFromText(recipe, "data.train=sub/../x=1.csv", "/here", problem));
        QCOMPARE(recipe.data.train, std::string("/here/x=1.csv"));
        QVERIFY(setFromText(recipe, "data.validation=", "/here", problem));
        QCOMPARE(recipe.data.validation, std::string());
        QVERIFY(setFromText(recipe, "model=org/name", "/here", problem));
        QCOMPARE(recipe.head.model, std::string("org/name"));
        QVERIFY(setFromText(recipe, "training.class_weights={a: 1, \"b, c\": 2}", "/", problem));
        QCOMPARE(std::get<1>(recipe.training.class_weights).at("b, c"), 2.0);
        QVERIFY(setFromText(recipe, "training.class_weights=none", "/", problem));
        QVERIFY(setFromText(recipe, "training.hidden_dropout=0.3", "/", problem));
        QVERIFY(setFromText(recipe, "training.hidden_dropout=", "/", problem));
        QVERIFY(!recipe.training.hidden_dropout);
        QVERIFY(!setFromText(recipe, "epochs=2", "/", problem));
        QVERIFY(problem.text().find("“training.epochs”") != std::string::npos);
        QVERIFY(!setFromText(recipe, "training.epochs", "/", problem));
        QVERIFY(problem.text().find("KEY=VALUE") != std::string::npos);
        QVERIFY(!setFromText(recipe, "training.epochs=many", "/", problem));
        QCOMPARE(problem.field, std::string("training.epochs"));
    }

    void comparingNamesWhatDiffersByMeaning() {
        Recipe a =
            parseRecipe("model: ./m\noutput: out\ndata: {train: x/../a.csv}", "r", "/b").recipe;
        Recipe b =
            parseRecipe("model: ../b/m\noutput: out/\ndata: {train: /b/a.csv}", "r", "/b").recipe;
        QVERIFY(compareRecipes(a, b).empty());
        b.training.epochs = 5;
        b.training.hidden_dropout = 0.5;
        const auto differences = compareRecipes(a, b);
        QCOMPARE(differences.size(), std::size_t{2});
        QCOMPARE(differences[0].key, std::string("training.epochs"));
        QCOMPARE(differences[0].before, std::string("3"));
        QCOMPARE(differences[0].after, std::string("5"));
        QCOMPARE(differences[1].before, std::string(""));
    }

    void checkingNamesMissingFilesAndTheNearest() {
        QTemporaryDir folder;
        const fs::path base = folder.path().toStdString();
        publishFile(base / "reviews.csv", "text,label\n");
        Recipe recipe = parseRecipe("model: nowhere\ndata:\n  train: review.csv\n  test: no/t.csv\n"
                                    "  label: text\noutput: reviews.csv\n",
                                    "r.yaml", base)
                            .recipe;
        const Problems problems = checkRecipe(recipe);
        const auto text = [&](const char* field) {
            const Problem* problem = problemOf(problems, field);
            return problem == nullptr ? std::string() : problem->text();
        };
        QVERIFY2(text("data.train").find("reviews.csv") != std::string::npos,
                 text("data.train").c_str());
        QVERIFY2(text("data.test").find("is not there either") != std::string::npos,
                 text("data.test").c_str());
        QVERIFY(!text("data.label").empty());
        QVERIFY(!text("model").empty());
        QVERIFY(!text("output").empty());
    }

    void checkingFindsWhatIsMissingAndGivesItsLine() {
        RecipeResult result = parse("model: x\ntraining:\n  early_stopping: 2\n"
                                    "data:\n  validation_split: 0\n");
        QVERIFY(result.problems.empty());
        Problems problems = checkRecipe(result.recipe);
        locateProblems(problems, "r.yaml", result);
        QVERIFY(problemOf(problems, "data.train") != nullptr);
        QVERIFY(problemOf(problems, "output") != nullptr);
        const Problem* stopping = problemOf(problems, "training.early_stopping");
        QVERIFY(stopping != nullptr);
        QCOMPARE(stopping->where, std::string("r.yaml:3"));
        QCOMPARE(problemOf(problems, "output")->where, std::string("r.yaml"));
    }

    void aMissingRecipeIsWrongUsage() {
        QVERIFY_EXCEPTION_THROWN(readRecipe("/nowhere/recipe.yaml"), UsageError);
        QVERIFY_EXCEPTION_THROWN(readRecipe("/"), UsageError);
    }
};

QTEST_GUILESS_MAIN(RecipeTest)
#include "recipe_test.moc"
