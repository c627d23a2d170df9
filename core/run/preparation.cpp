// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/preparation.h"

#include "augment/trained_csv.h"
#include "base/lists.h"
#include "base/operator_switch.h"
#include "data/span_notes.h"
#include "evaluate/predictor.h"
#include "model/config_reader.h"
#include "run/augmenting.h"
#include "run/fingerprints.h"
#include "run/head.h"
#include "train/batching.h"
#include "train/objective.h"
#include "vocabulary/adding.h"

#include <algorithm>

namespace attune {

namespace {

using Tell = std::function<void(EventBody)>;
using Severity = Problem::Severity;

void note(const Tell& tell, Severity severity, Message message, Message hint = {}) {
    tell(WarningEvent{
        0, {severity, {}, {}, std::move(message), std::move(hint)}
    });
}

void noteAll(const Tell& tell, const Problems& problems) {
    for (const Problem& problem : problems)
        tell(WarningEvent{0, problem});
}

// What was trained on cleaned texts before should go on with the same rules.
void checkCleaningOf(const ModelFolder& model, const Cleaning& cleaning, const Tell& tell) {
    if (!model.attune || model.attune->cleaning == cleaning.toJson())
        return;
    // Throws where this version does not know the rules.
    const Cleaning before =
        Cleaning::fromJson(model.attune->cleaning, toUtf8(model.path / "attune.json"));
    note(tell, Severity::Warning,
         say(ATTUNE_TEXT("core", "The model was trained on texts cleaned by other rules: %1."),
             cleaningText(before.settings(), false)),
         say(ATTUNE_TEXT("core", "Give the recipe the same “clean” unless you mean to change "
                                 "it.")));
}

// Cleans every part, and tells what each rule did.
CleaningCounts cleanSplit(const Cleaning& cleaning, Split& split, unsigned threads,
                          const Tell& tell, std::stop_token stop) {
    CleaningCounts sum;
    const std::size_t all = split.train.size() + split.validation.size() + split.test.size();
    for (std::vector<Example>* part : {&split.train, &split.validation, &split.test}) {
        const std::uint64_t before = sum.examples;
        sum += cleanExamples(cleaning, *part, threads, stop, [&](std::size_t done, std::size_t) {
            tell(PhaseEvent{PhaseEvent::Phase::Preparing,
                            static_cast<double>(before) + static_cast<double>(done),
                            static_cast<double>(all)});
        });
    }
    for (std::size_t i = 0; i < cleaning.size(); ++i) {
        if (isOff(cleaning.settings()[i]))
            continue;
        const std::string& name = cleaning.settings()[i].name;
        note(tell, Severity::Info,
             say(ATTUNE_TEXT("core", "Cleaning rule %1 (“%2”) changed %3 of %4 texts."), i + 1,
                 name, sum.changedByRule[i], sum.examples));
        if (sum.refusedByRule[i] > 0)
            note(tell, Severity::Warning,
                 say(ATTUNE_TEXT("core", "Texts for which cleaning rule %1 (“%2”) takes too long, "
                                         "and which it left as they were: %3."),
                     i + 1, name, sum.refusedByRule[i]),
                 say(ATTUNE_TEXT("core", "Simplify the pattern.")));
    }
    noteAll(tell, spanNotes({}, SpansFor::Training, sum.lostSpans));
    if (sum.emptied > 0)
        note(tell, Severity::Warning,
             say(ATTUNE_TEXT("core", "Texts that cleaning leaves empty: %1."), sum.emptied),
             say(ATTUNE_TEXT("core", "Look at them by “attune-cli clean”, and drop the rule that "
                                     "takes everything away.")));
    return sum;
}

EncoderSpec specOf(const ModelFolder& model, const TrainingSettings& settings, std::size_t labels) {
    EncoderSpec spec = model.spec;
    spec.labels = static_cast<std::int64_t>(labels);
    if (settings.activation && !findActivation(*settings.activation, spec.activation))
        throw UsageError(
            say(ATTUNE_TEXT("core", "There is no activation “%1”."), *settings.activation),
            "training.activation",
            say(ATTUNE_TEXT("core", "Leave it out to keep the model's own, “%1”."),
                activationName(model.spec.activation)));
    if (settings.hidden_dropout)
        spec.setHiddenDropout(*settings.hidden_dropout);
    spec.attentionDropout = settings.attention_dropout.value_or(spec.attentionDropout);
    spec.classifierDropout = settings.classifier_dropout.value_or(spec.classifierDropout);
    return spec;
}

std::int64_t lengthFor(const Recipe& recipe, const EncoderSpec& spec, const Tell& tell) {
    if (recipe.data.max_length <= spec.longest())
        return recipe.data.max_length;
    note(
        tell, Severity::Warning,
        say(ATTUNE_TEXT("core", "data.max_length is %1, but the model has positions for %2 tokens: "
                                "texts are cut there."),
            recipe.data.max_length, spec.longest()),
        say(ATTUNE_TEXT("core", "Set data.max_length to at most %1, or take a model for longer "
                                "texts."),
            spec.longest()));
    return spec.longest();
}

void checkParts(const Split& split, const Recipe& recipe) {
    if (split.train.empty())
        throw UsageError(say(ATTUNE_TEXT("core", "No row is left to train on.")), recipe.data.train,
                         say(ATTUNE_TEXT("core", "Give more rows, or a smaller "
                                                 "data.validation_split.")));
    const Message hint = say(ATTUNE_TEXT("core", "Check data.label and the data."));
    if (split.task == Task::SingleLabel && split.labels.size() < 2)
        throw UsageError(say(ATTUNE_TEXT("core", "All texts have one label: there is nothing to "
                                                 "learn.")),
                         recipe.data.train, hint);
    if (split.task == Task::MultiLabel && split.labels.empty())
        throw UsageError(
            say(ATTUNE_TEXT("core", "No text has a label: there is nothing to learn.")),
            recipe.data.train, hint);
    if (split.task == Task::TokenLabels && split.labels.size() < 3)
        throw UsageError(say(ATTUNE_TEXT("core", "No text has a span with a label: there is "
                                                 "nothing to learn.")),
                         recipe.data.train, hint);
}

// What is not measured is said before the work, not found missing after it.
void noteUnmeasured(const Split& split, const Tell& tell) {
    if (!split.validation.empty())
        return;
    const Message hint =
        say(ATTUNE_TEXT("core", "Give data.validation, or a data.validation_split above 0."));
    if (split.test.empty())
        note(tell, Severity::Warning,
             say(ATTUNE_TEXT("core", "There is neither a validation nor a test part: nothing is "
                                     "measured, and the last state becomes the model.")),
             hint);
    else
        note(tell, Severity::Info,
             say(ATTUNE_TEXT("core", "There is no validation part: nothing is measured while "
                                     "training, and the last state becomes the model.")),
             hint);
}

void noteWeights(const WeightsReport& report, const ModelFolder& model, const Tell& tell) {
    if (!report.mismatched.empty())
        note(tell, Severity::Info,
             say(report.mismatched.size() == 1
                     ? ATTUNE_TEXT("core", "%1 tensor of the model has another shape and begins "
                                           "anew: “%2”.")
                     : ATTUNE_TEXT("core", "%1 tensors of the model have another shape and begin "
                                           "anew, such as “%2”."),
                 report.mismatched.size(), report.mismatched.front().name));
    if (!report.missing.empty())
        note(tell, model.finished ? Severity::Warning : Severity::Info,
             say(report.missing.size() == 1
                     ? ATTUNE_TEXT("core", "%1 tensor is not in the model's file and begins anew: "
                                           "%2.")
                     : ATTUNE_TEXT("core", "%1 tensors are not in the model's file and begin "
                                           "anew: %2."),
                 report.missing.size(), listed(report.missing, 5)),
             model.finished ? say(ATTUNE_TEXT("core", "Check that the model folder is whole."))
                            : Message());
    if (!report.unexpected.empty())
        note(tell, Severity::Info,
             say(report.unexpected.size() == 1
                     ? ATTUNE_TEXT("core", "%1 tensor of the model's file is not used: %2.")
                     : ATTUNE_TEXT("core", "%1 tensors of the model's file are not used: %2."),
                 report.unexpected.size(), listed(report.unexpected, 5)));
}

// Whole sentences, so that every language can say them its own way.
struct PartTexts {
    const char* cut;
    const char* unknown;
};
constexpr PartTexts kTraining = {
    ATTUNE_TEXT("core", "%1 of %2 training texts were cut at %3 tokens; %4 tokens were lost."),
    ATTUNE_TEXT("core", "%1 of %2 tokens of the training texts are unknown to the tokenizer.")};
constexpr PartTexts kValidation = {
    ATTUNE_TEXT("core", "%1 of %2 validation texts were cut at %3 tokens; %4 tokens were lost."),
    ATTUNE_TEXT("core", "%1 of %2 tokens of the validation texts are unknown to the tokenizer.")};
constexpr PartTexts kTest = {
    ATTUNE_TEXT("core", "%1 of %2 test texts were cut at %3 tokens; %4 tokens were lost."),
    ATTUNE_TEXT("core", "%1 of %2 tokens of the test texts are unknown to the tokenizer.")};

void noteTokens(const EncodedSet& set, const PartTexts& part, std::int64_t maxLength,
                const Tell& tell) {
    if (set.truncated > 0)
        note(tell, Severity::Info,
             say(part.cut, set.truncated, set.rows(), maxLength, set.cutTokens));
    noteAll(tell, spanNotes(set, SpansFor::Training));
    if (set.unknownTokens > 0)
        note(tell,
             isMuchUnknown(static_cast<double>(set.unknownTokens),
                           static_cast<double>(set.ids.size()))
                 ? Severity::Warning
                 : Severity::Info,
             say(part.unknown, set.unknownTokens, set.ids.size()));
}

// Adds the words of the recipe to tokenizer and model.
void addWordsOf(Preparation& run, const Recipe& recipe, const Tell& tell) {
    const std::int64_t size = run.model.spec.vocabulary;
    AddedWords added =
        addWords(run.model, run.tokenizer, wordsToAdd(recipe.vocabulary, run.cleaning));
    run.addedWords = std::move(added.special);
    if (!added.fresh.empty()) {
        if (run.original)
            run.original->ids.resize(static_cast<std::size_t>(run.model.spec.vocabulary), -1);
        note(tell, Severity::Info,
             say(ATTUNE_TEXT("core", "Words added to the vocabulary, which has %1 tokens instead "
                                     "of %2: %3."),
                 run.model.spec.vocabulary, size, listed(added.fresh, 20)));
    }
    std::vector<std::string> known;
    for (const std::string& word : run.addedWords)
        if (std::find(added.fresh.begin(), added.fresh.end(), word) == added.fresh.end())
            known.push_back(word);
    if (!known.empty())
        note(tell, Severity::Info,
             say(ATTUNE_TEXT("core", "Words of the vocabulary that are cut out of texts wherever "
                                     "they stand, within other words too: %1."),
                 listed(known, 20)));
}

// Trims tokenizer and model by the training texts and the further ones of the recipe.
void trim(Preparation& run, const Recipe& recipe, const Tell& tell, std::stop_token stop) {
    if (!recipe.vocabulary.trims())
        return;
    Trimming made = trimVocabulary(
        run.model, *run.tokenizer, corpusOf(recipe, run.split, stop), recipe.vocabulary,
        static_cast<unsigned>(recipe.training.threads),
        [&](double done, double all) {
            tell(PhaseEvent{PhaseEvent::Phase::Preparing, done, all});
        },
        stop);
    const std::uint64_t before = sizeOf(run.model.spec).embeddings;
    std::vector<std::int32_t> ids = made.oldIds;
    for (std::int32_t& id : ids)
        if (run.model.newRows.contains(id))
            id = -1;
    run.original = originalVocabulary(run.model.path, run.pretrainedVocabulary, ids);
    trimModel(run.model, made.oldIds);
    run.tokenizer = std::move(made.tokenizer);
    const TrimReport& report = made.report;
    const std::uint64_t after = sizeOf(run.model.spec).embeddings;
    note(tell, Severity::Info,
         say(ATTUNE_TEXT("core", "The vocabulary was trimmed from %1 to %2 tokens; the embeddings "
                                 "are %3 MB instead of %4 MB."),
             report.before, report.after, (after * 4 + 500'000) / 1'000'000,
             (before * 4 + 500'000) / 1'000'000));
    if (report.affectedTexts > 0)
        note(tell, Severity::Info,
             say(ATTUNE_TEXT("core",
                             "%1 of %2 texts hold tokens that were dropped (%3 of %4 tokens) "
                             "and are written otherwise."),
                 report.affectedTexts, report.texts, report.droppedTokens, report.tokens));
}

// The first texts of the first batch as the model sees them.
std::vector<std::string> firstTexts(const Preparation& run, const TrainingSettings& settings) {
    std::vector<std::string> texts;
    const auto batches = batchesOfEpoch(run.train, settings.batch_size,
                                        static_cast<std::uint64_t>(settings.seed), 0);
    for (const std::size_t row : batches.front()) {
        std::string text;
        for (std::uint64_t i = run.train.starts[row]; i < run.train.starts[row + 1]; ++i)
            text += (text.empty() ? "" : " ") + run.tokenizer->tokenOf(run.train.ids[i]);
        texts.push_back(std::move(text));
        if (texts.size() == 3)
            break;
    }
    return texts;
}

void account(Preparation& run, const TrainingSettings& settings) {
    const auto count = [](const EncodedSet& set) { return static_cast<std::int64_t>(set.rows()); };
    // Refused here, before anything is written, where weights name a label that the data lacks.
    objectiveOf(run.split.task, settings, run.split.labels, run.train);
    std::string tokenizer = tokenizerFingerprint(run.model.path);
    if (!run.addedWords.empty())
        tokenizer = fingerprint(tokenizer + Json(run.addedWords).dump());
    if (run.original) // other tokens are another tokenizer
        tokenizer = fingerprint(tokenizer + Json(run.original->ids).dump());
    run.identity = {run.split.fingerprint, std::move(tokenizer), modelFingerprint(run.model.path),
                    run.split.labels};
    run.account.fingerprint = run.split.fingerprint;
    run.account.trainTexts = count(run.train);
    run.account.validationTexts = count(run.validation);
    run.account.testTexts = count(run.test);
    run.account.skippedRows = run.split.skippedRows;
    run.account.filters = run.split.filters;
    run.account.maxLength = run.maxLength;
    for (const DataFile& file : run.split.files)
        run.account.files.push_back({file.part, file.source, file.fingerprint, {}});
    run.account.truncated = run.train.truncated;
    run.account.cutTokens = run.train.cutTokens;
    run.account.unknownTokens = run.train.unknownTokens;
    StartedEvent& started = run.started;
    started.trainTexts = count(run.train);
    started.validationTexts = count(run.validation);
    started.testTexts = count(run.test);
    started.labels = run.split.labels;
    started.device = run.device.device;
    started.deviceReason = run.device.deviceReason;
    started.precision = run.device.precision;
    started.precisionReason = run.device.precisionReason;
    started.engine = run.engine->name();
    started.engineReason = engineReason(run.spec, run.device.options);
    started.firstBatch = firstTexts(run, settings);
}

} // namespace

Corpus corpusOf(const Recipe& recipe, const Split& split, std::stop_token stop) {
    std::vector<Corpus> parts = {corpusOf(split.train)};
    TableOptions options;
    options.encoding = recipe.data.encoding;
    options.delimiter = recipe.data.delimiter;
    options.stop = stop;
    for (const std::string& file : recipe.vocabulary.corpora)
        parts.push_back(cleaned(corpusOf(resolvePath(recipe.base, file), recipe.data.text, options),
                                Cleaning(recipe.clean)));
    return joined(std::move(parts));
}

Preparation prepareRun(const Recipe& recipe, const EngineFactory& makeEngine, const Tell& tell,
                       std::stop_token stop) {
    const TrainingSettings& settings = recipe.training;
    const Task task = taskOf(recipe);
    const auto seed = static_cast<std::uint64_t>(settings.seed);
    const auto next = [&] {
        if (stop.stop_requested())
            throw Cancelled();
        tell(PhaseEvent{PhaseEvent::Phase::Preparing, 0, 0});
    };
    Preparation run;
    next();
    run.device = chooseDevice(settings, deviceReport());
    noteAll(tell, run.device.warnings);
    Problems found;
    run.model = openModelFolder(findModel(recipe.head.model, recipe.base, &found), {}, task);
    noteAll(tell, found);
    run.cleaning = Cleaning(recipe.clean);
    checkCleaningOf(run.model, run.cleaning, tell);
    run.tokenizer = readTokenizer(run.model.path);
    run.original = readOriginalVocabulary(run.model.path);
    noteAll(tell, run.tokenizer->warnings());
    next();
    run.split = readSplit(
        recipe.data, recipe.base, seed, stop,
        [&](std::uint64_t done, std::uint64_t all) {
            tell(PhaseEvent{PhaseEvent::Phase::Preparing, static_cast<double>(done),
                            static_cast<double>(all)});
        },
        task);
    checkParts(run.split, recipe);
    noteAll(tell, run.split.notes);
    noteUnmeasured(run.split, tell);
    next();
    run.account.cleaned =
        cleanSplit(run.cleaning, run.split, static_cast<unsigned>(settings.threads), tell, stop);
    for (const CleaningStep& step : recipe.clean)
        run.account.rules.push_back(isOff(step) ? std::string() : step.name);
    if (recipe.augment.active())
        run.split.train =
            augmentTrainPart(recipe, run.split, run.account.augmented.emplace(), tell, stop);
    checkTokenizer(run.model, *run.tokenizer);
    run.pretrainedVocabulary = run.model.spec.vocabulary;
    addWordsOf(run, recipe, tell);
    trim(run, recipe, tell, stop);
    next();
    run.spec = specOf(run.model, settings, run.split.labels.size());
    run.maxLength = lengthFor(recipe, run.spec, tell);
    const auto encode = [&](const std::vector<Example>& examples, const PartTexts& part) {
        EncodedSet set = encodeExamples(
            *run.tokenizer, examples, run.split.hasPairs, static_cast<std::size_t>(run.maxLength),
            static_cast<unsigned>(settings.threads), stop, task, run.split.labels.size());
        noteTokens(set, part, run.maxLength, tell);
        return set;
    };
    run.train = encode(run.split.train, kTraining);
    run.validation = encode(run.split.validation, kValidation);
    run.test = encode(run.split.test, kTest);
    next();
    run.engine = makeEngine(run.spec, run.device.options);
    noteWeights(loadWeights(run.model, *run.engine, seed), run.model, tell);
    if (auto problem = matchHead(*run.engine, run.model, run.split.labels, seed))
        tell(WarningEvent{0, std::move(*problem)});
    account(run, settings);
    if (recipe.augment.active()) // a run is resumed on the very texts that it began with
        run.identity.data =
            fingerprint(run.identity.data + fingerprintOf(run.split.train, run.split.labels) +
                        augmentModelsFingerprint(recipe));
    return run;
}

void publishTrainedTexts(const fs::path& file, const Recipe& recipe, const Preparation& run) {
    std::error_code ignored;
    if (!recipe.augment.keep_texts) {
        fs::remove(file, ignored);
        return;
    }
    publishFile(file, [&](FileWriter& writer) {
        TrainedCsv csv(recipe.data, run.split.labels, run.split.task);
        writer.write(csv.header() + "\n");
        for (const Example& example : run.split.train)
            writer.write(csv.line(example) + "\n");
    });
}

void publishSkippedRows(const fs::path& file, const Split& split) {
    std::error_code ignored;
    if (split.skippedRows == 0) {
        fs::remove(file, ignored);
        return;
    }
    publishFile(file, [&](FileWriter& writer) {
        for (const DataFile& part : split.files)
            for (const SkippedRow& row : part.skipped) {
                const OrderedJson json = {
                    {"file",   part.source      },
                    {"line",   row.line         },
                    {"reason", row.reason.text()}
                };
                writer.write(json.dump(-1, ' ', false, OrderedJson::error_handler_t::replace) +
                             "\n");
            }
    });
}

} // namespace attune
