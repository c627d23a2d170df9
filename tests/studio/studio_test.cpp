// SPDX-License-Identifier: GPL-3.0-or-later
// The façade: samples, tables, data figures, models. Whole runs are tested through the program.
#include "model/model_memory.h"
#include "run/preparation.h"
#include "small_run.h"
#include "studio/studio.h"
#include "studio/vocabulary.h"

#include <QTemporaryDir>
#include <QTest>

#include <map>

using namespace attune;

class StudioTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("ATTUNE_RESOURCES", qgetenv("ATTUNE_SAMPLES") + "/.."); }

    void everyTableHasItsEntries() {
        for (const std::string& name : studio::tableNames())
            for (const studio::TableEntry& entry : studio::listTable(name))
                QVERIFY2(!entry.title.empty(), name.c_str());
        QVERIFY(!studio::listTable("metrics").empty());
        QCOMPARE(studio::listTable("cleaning").size(), cleaningOperators().size());
        QCOMPARE(studio::listTable("augmentation").size(), augmentOperators().size());
        QCOMPARE(studio::listTable("operators").size(),
                 cleaningOperators().size() + augmentOperators().size());
        QVERIFY_EXCEPTION_THROWN(studio::listTable("none"), UsageError);
        QVERIFY(!studio::version().empty());
        QVERIFY(studio::machine().cores >= 1);
    }

    void theSamplesAreReadyToTrain() {
        const std::vector<studio::Sample> samples = studio::samples();
        QCOMPARE(samples.size(), std::size_t{2});
        for (const studio::Sample& sample : samples) {
            QVERIFY(sample.texts > 500);
            QVERIFY(sample.labels >= 2);
            RecipeResult read = readRecipe(sample.recipe);
            read.recipe.head.output = "/tmp/unused-folder-of-a-run";
            for (const Problem& problem : read.problems)
                QFAIL(problem.text().c_str());
            for (const Problem& problem : checkRecipe(read.recipe))
                if (problem.field != "model" || sample.modelFound)
                    QFAIL(problem.text().c_str());
        }
    }

    void aFreshRecipeFitsItsFile() {
        const SmallRun run;
        publishFile(run.folder() / "mine.csv", "Review;Stars\ngood film that I liked;5\n"
                                               "bad film that I did not like;1\n"
                                               "a film;5\nanother film;1\n");
        const Recipe recipe = studio::recipeFor(run.folder() / "mine.csv");
        QCOMPARE(recipe.data.text, std::string("Review"));
        QCOMPARE(recipe.data.label, std::string("Stars"));
        QCOMPARE(recipe.data.train, std::string("mine.csv"));
        QVERIFY(recipe.head.output.ends_with("mine"));
    }

    void runFoldersAreFresh() {
        const SmallRun run;
        QCOMPARE(studio::freshRunFolder(run.folder(), "a"), run.folder() / "a");
        fs::create_directories(run.folder() / "a");
        fs::create_directories(run.folder() / "a-2");
        QCOMPARE(studio::freshRunFolder(run.folder(), "a"), run.folder() / "a-3");
    }

    void aPreviewShowsTheHead() {
        const SmallRun run;
        publishFile(run.folder() / "t.csv", "text,label\na,x\nragged\nb,y\nc,x\n");
        const studio::TablePreview preview =
            studio::previewTable(run.folder() / "t.csv", "auto", "auto", 2);
        QCOMPARE(preview.format, std::string("csv"));
        QCOMPARE(preview.columns, (std::vector<std::string>{"text", "label"}));
        QCOMPARE(preview.rows.size(), std::size_t{2});
        QCOMPARE(preview.lines[1], std::uint32_t{4});
        QCOMPARE(preview.textGuess, std::string("text"));
    }

    void figuresCountEveryToken() {
        if (!SmallRun::available())
            QSKIP("ATTUNE_MODELS is not set");
        SmallRun run;
        run.recipe.data.max_length = 8;
        const studio::DataFigures figures = studio::measureData(run.recipe);
        QCOMPARE(figures.labels, (std::vector<std::string>{"bad", "good"}));
        QCOMPARE(figures.trainTexts, std::int64_t{96});
        QCOMPARE(figures.validationTexts, std::int64_t{24});
        QCOMPARE(figures.testTexts, std::int64_t{40});
        QCOMPARE(figures.labelCounts[0] + figures.labelCounts[1], std::int64_t{96});
        std::int64_t texts = 0, longer = 0;
        double tokens = 0;
        for (std::size_t n = 0; n < figures.lengthHistogram.size(); ++n) {
            texts += figures.lengthHistogram[n];
            longer += n > 8 ? figures.lengthHistogram[n] : 0;
            tokens += static_cast<double>(n) * static_cast<double>(figures.lengthHistogram[n]);
        }
        QCOMPARE(texts, std::int64_t{160});
        QCOMPARE(figures.truncated, longer);
        QCOMPARE(figures.meanTokens, tokens / 160);
        QCOMPARE(figures.unknownShare, 0.0);
        std::stop_source stopped;
        stopped.request_stop();
        QVERIFY_EXCEPTION_THROWN(studio::measureData(run.recipe, stopped.get_token()), Cancelled);
    }

    void figuresCountAddedWordsAsTheRunDoes() {
        if (!SmallRun::available())
            QSKIP("ATTUNE_MODELS is not set");
        SmallRun run;
        publishFile(run.folder() / "train.csv", readFile(run.folder() / "train.csv") +
                                                    "see http://a.example/x,good\n"
                                                    "the strange [E1] 龘,bad\n");
        run.recipe.data.max_length = 512;
        run.recipe.clean = {cleaningStep("placeholders")};
        const double without = studio::measureData(run.recipe).meanTokens;
        run.recipe.vocabulary.add_placeholders = true;
        run.recipe.vocabulary.add = {"[E1]", "龘"};
        const studio::DataFigures figures = studio::measureData(run.recipe);
        const Preparation prepared =
            prepareRun(run.recipe, makeAtenEngine, [](const EventBody&) {}, {});
        double tokens = 0, texts = 0, unknown = 0;
        for (const EncodedSet* set : {&prepared.train, &prepared.validation, &prepared.test}) {
            tokens += static_cast<double>(set->ids.size());
            texts += static_cast<double>(set->rows());
            unknown += static_cast<double>(set->unknownTokens);
        }
        QCOMPARE(figures.meanTokens, tokens / texts);
        QCOMPARE(figures.unknownShare, unknown / tokens);
        QVERIFY(figures.meanTokens < without); // "<url>" and "[E1]" are a token each
    }

    void emptyLinesAreTokenizedInBatches() {
        if (!SmallRun::available())
            QSKIP("ATTUNE_MODELS is not set");
        const SmallRun run;
        publishFile(run.folder() / "empty.txt", std::string(40000, '\n'));
        std::stop_source stopped;
        std::size_t lines = 0;
        const auto work = [&] {
            studio::tokenizeFile(
                SmallRun::model(), run.folder() / "empty.txt",
                [&](const std::string&) {
                    ++lines;
                    stopped.request_stop();
                },
                stopped.get_token());
        };
        QVERIFY_EXCEPTION_THROWN(work(), Cancelled); // before the second batch
        QVERIFY(lines > 0 && lines < 40000);
    }

    void doublesAreFigures() {
        if (!SmallRun::available())
            QSKIP("ATTUNE_MODELS is not set");
        SmallRun run;
        publishFile(run.folder() / "train.csv",
                    "text,label\na film,good\na film,bad\nb film,good\nc film,bad\n");
        run.recipe.data.test = "";
        run.recipe.data.validation_split = 0;
        const studio::DataFigures figures = studio::measureData(run.recipe);
        QCOMPARE(figures.checks.size(), std::size_t{1});
        QVERIFY(figures.checks[0].kind == DataCheck::Kind::Conflicting);
    }

    void whatCannotBeUsedIsToldWithItsReason() {
        const QTemporaryDir place;
        const fs::path root = place.path().toStdString();
        const auto put = [&](const std::string& path, const std::string& text) {
            fs::create_directories((root / path).parent_path());
            publishFile(root / path, text);
        };
        put("shelf/broken/config.json", "{");
        put("shelf/gpt/config.json", R"({"model_type": "gpt2"})");
        put("config/attune/model-folders.json", "no list");
        const QByteArray config = qgetenv("XDG_CONFIG_HOME");
        qputenv("XDG_CONFIG_HOME", (root / "config").c_str());
        const studio::FoundModels found = studio::findModels({root / "shelf"});
        std::stop_source stopped;
        stopped.request_stop();
        QVERIFY_EXCEPTION_THROWN(studio::findModels({root / "shelf"}, stopped.get_token()),
                                 Cancelled);
        qputenv("XDG_CONFIG_HOME", config);
        std::map<std::string, Problem> refused;
        for (const studio::RefusedModel& model : found.refused)
            refused[model.name] = model.problem;
        QVERIFY(refused.contains("broken") && refused.contains("gpt"));
        QVERIFY(refused.contains("model-folders.json"));
        QCOMPARE(refused["broken"].where, (root / "shelf/broken/config.json").string());
        QVERIFY(refused["gpt"].text().find("gpt2") != std::string::npos);
        QVERIFY(!refused["gpt"].hint.empty());
        for (const studio::ModelCard& card : found.cards)
            QVERIFY(card.layers > 0);
    }

    void memoryCountsTheRowsOfWordsThatStepsMeet() {
        // A table of a million rows, of which a batch of 4,096 tokens meets as many at most.
        EncoderSpec spec;
        spec.family = "bert";
        spec.vocabulary = 1'000'000;
        spec.hidden = 16;
        spec.layers = 1;
        spec.heads = 1;
        spec.feedForward = 16;
        spec.positions = 512;
        spec.types = 2;
        spec.labels = 2;
        const auto all = parametersOf(spec);
        std::uint64_t values = 0;
        for (const ParameterInfo& info : all)
            values += static_cast<std::uint64_t>(info.count());
        QCOMPARE(trainingStateBytes(all, DeviceKind::Cuda, 4096), 12 * values);
        const std::uint64_t untouched = 4 * 16 * (1'000'000 - 4096);
        QCOMPARE(trainingStateBytes(all, DeviceKind::Cpu, 4096), 12 * values - untouched);
        QCOMPARE(trainingStateBytes(all, DeviceKind::Cpu, 2e6), 12 * values); // never more
    }

    void trimRefusesATokenizerThatTheWordTableIsTooSmallFor() {
        if (!SmallRun::available())
            QSKIP("ATTUNE_MODELS is not set");
        const QTemporaryDir place;
        const fs::path root = place.path().toStdString();
        for (const char* file : {"config.json", "model.safetensors", "tokenizer_config.json"})
            fs::copy_file(fs::path(SmallRun::model()) / file, root / file);
        Json tokenizer = readJsonFile(fs::path(SmallRun::model()) / "tokenizer.json");
        tokenizer["added_tokens"].push_back({
            {"id",          30522  },
            {"content",     "[NEW]"},
            {"single_word", false  },
            {"lstrip",      false  },
            {"rstrip",      false  },
            {"normalized",  false  },
            {"special",     true   }
        });
        publishFile(root / "tokenizer.json", tokenizer.dump());
        publishFile(root / "texts.txt", "a good film\n");
        studio::TrimOptions options;
        options.model = root.string();
        options.output = (root / "out").string();
        options.rule.min_count = 1;
        options.rule.corpora = {(root / "texts.txt").string()};
        try {
            studio::trimModelFolder(options);
            QFAIL("it was trimmed");
        } catch (const Error& error) {
            QCOMPARE(error.message().args, (std::vector<std::string>{"30523", "30522"}));
        }
        QVERIFY(!fs::exists(root / "out"));
    }

    void modelsAreFoundAndDescribed() {
        if (!SmallRun::available())
            QSKIP("ATTUNE_MODELS is not set");
        const studio::ModelCard card = studio::inspectModel(SmallRun::model(), {});
        QCOMPARE(card.name, std::string("bert-tiny-mlm"));
        QCOMPARE(card.family, std::string("bert"));
        QCOMPARE(card.tokenizer, std::string("WordPiece, 30,522 tokens, lower case"));
        QCOMPARE(card.embeddings, std::uint64_t{(30522 + 512 + 2) * 128 + 256});
        QVERIFY(!card.finished);
        QVERIFY(card.labels.empty());
        bool found = false;
        for (const studio::ModelCard& known : studio::findModels({}).cards)
            found = found || known.path == card.path;
        QVERIFY(found);
        QVERIFY_EXCEPTION_THROWN(studio::inspectModel("no/model", {}), UsageError);
    }
};

QTEST_GUILESS_MAIN(StudioTest)
#include "studio_test.moc"
