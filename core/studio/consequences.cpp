// SPDX-License-Identifier: GPL-3.0-or-later
#include "studio/consequences.h"

#include "data/cleaned.h"
#include "data/split.h"
#include "run/augment_models.h"
#include "run/augmenting.h"
#include "run/preparation.h"
#include "studio/training_memory.h"
#include "vocabulary/adding.h"
#include "vocabulary/trimming.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>

namespace attune::studio {

namespace {

constexpr std::size_t kAtOnce = 4096;
constexpr std::size_t kBytesAtOnce = 8 << 20;
constexpr std::size_t kSample = 1000;
constexpr std::chrono::milliseconds kSampleTime{400};

// Floating-point operations a second of one core in training, as measured with small BERT models:
// only for a rough figure before anything has run.
constexpr double kFlopsPerCore = 1.6e10;

void checkStop(const std::stop_token& stop) {
    if (stop.stop_requested())
        throw Cancelled();
}

// Whether copies cannot be made just for looking at their figures.
bool asksModels(const Recipe& recipe) {
    if (!recipe.augment.active())
        return false;
    if (recipe.augment.judge)
        return true;
    for (const OperatorStep& step : recipe.augment.operators)
        if (asksModel(step))
            return true;
    return false;
}

// Adds texts up as token counts.
class Lengths {
public:
    Lengths(const Tokenizer& tokenizer, std::int64_t maxLength, bool pairs)
        : tokenizer_(tokenizer), maxLength_(maxLength), pairs_(pairs) {}

    void add(const Example& example) {
        texts_.push_back(example.text);
        if (pairs_)
            seconds_.push_back(example.pair);
        bytes_ += example.text.size() + example.pair.size();
        if (texts_.size() == kAtOnce || bytes_ > kBytesAtOnce)
            count();
    }
    void count() {
        for (const Encoding& encoding : encodeAll(tokenizer_, texts_, seconds_, {})) {
            const auto length = static_cast<std::int64_t>(encoding.ids.size());
            const auto read = static_cast<double>(std::min(length, maxLength_));
            tokens += static_cast<double>(length);
            readTokens += read;
            readPairs += read * read;
            unknown += encoding.unknown;
            cut += length > maxLength_;
            longest = std::max(longest, std::min(length, maxLength_));
        }
        texts += static_cast<double>(texts_.size());
        texts_.clear();
        seconds_.clear();
        bytes_ = 0;
    }

    // Of the tokens of the texts themselves, as everywhere.
    double unknownShare() const {
        const double own = tokens - texts * static_cast<double>(tokenizer_.specialCount(pairs_));
        return own > 0 ? unknown / own : 0;
    }

    double texts = 0, tokens = 0, readTokens = 0, readPairs = 0, unknown = 0, cut = 0;
    std::int64_t longest = 0;

private:
    const Tokenizer& tokenizer_;
    std::int64_t maxLength_;
    bool pairs_;
    std::vector<std::string> texts_, seconds_;
    std::size_t bytes_ = 0;
};

// Forward, and twice as much back.
double epochSeconds(const EncoderSpec& spec, const TrainingSettings& settings, double tokens,
                    double pairs) {
    if (deviceOf(settings) == DeviceKind::Cuda) // its speed is known only once it was measured
        return 0;
    const DeviceReport machine = deviceReport();
    const double products = 2.0 * static_cast<double>(sizeOf(spec).encoder) * tokens;
    const double attention = 4.0 * static_cast<double>(spec.hidden * spec.layers) * pairs;
    return 3 * (products + attention) / (kFlopsPerCore * std::max(1, machine.cores));
}

class Measure {
public:
    Measure(const Recipe& recipe, AugmentModels& models, std::stop_token stop)
        : recipe_(recipe),
          models_(models),
          stop_(std::move(stop)),
          folder_(openModelFolder(findModel(recipe.head.model, recipe.base), {}, taskOf(recipe))),
          tokenizer_(readTokenizer(folder_.path)),
          split_(readSplit(recipe.data, recipe.base,
                           static_cast<std::uint64_t>(recipe.training.seed), stop_, {},
                           taskOf(recipe))) {
        checkTokenizer(folder_, *tokenizer_);
        addWords(folder_, tokenizer_, wordsToAdd(recipe.vocabulary, Cleaning(recipe.clean)));
        cleanExamples(Cleaning(recipe.clean), split_.train, 0, stop_);
        folder_.spec.labels = static_cast<std::int64_t>(split_.labels.size());
        maxLength_ = std::min<std::int64_t>(recipe.data.max_length, folder_.spec.longest());
    }

    // What hangs on no copy.
    Consequences ofModel() const {
        Consequences out;
        if (!recipe_.vocabulary.trims())
            addModel(out, folder_.spec, maxLength_);
        return out;
    }

    // Texts at even distances, each with its copies, for as long as a person waits.
    Consequences sample() const {
        const AugmentedTrainSet set = augmentedTrainSet(recipe_, split_, models_);
        const auto start = std::chrono::steady_clock::now();
        std::vector<Example> seen;
        const std::size_t all = split_.train.size(), some = std::min(all, kSample);
        // With a stride that is prime to their number, wherever the waiting ends they are of all
        // places.
        std::size_t stride = 617;
        while (some > 1 && std::gcd(stride, some) != 1)
            ++stride;
        const auto isLate = [&] { return std::chrono::steady_clock::now() - start > kSampleTime; };
        double made = 0, dropped = 0; // copies
        for (std::size_t i = 0; i < some && (i == 0 || !isLate()); ++i) {
            const std::size_t source = i * stride % some * all / some;
            for (std::uint32_t copy = 0; copy <= set.copies()[source] && (copy < 2 || !isLate());
                 ++copy) {
                checkStop(stop_);
                const AugmentedExample row = set.at(source, copy);
                made += copy > 0;
                dropped += row.isLeftOut();
                if (!row.isLeftOut())
                    seen.push_back(row.example);
            }
        }
        const double copies = static_cast<double>(set.size() - split_.train.size());
        const double kept = made > 0 ? copies * (1 - dropped / made) : copies;
        const std::size_t rows = split_.train.size() + static_cast<std::size_t>(kept + 0.5);
        EncoderSpec spec = folder_.spec;
        const std::unique_ptr<Tokenizer> trimmed = trimmedBy(seen, rows);
        if (trimmed != nullptr)
            spec.vocabulary = static_cast<std::int64_t>(trimmed->size());
        Lengths lengths(trimmed != nullptr ? *trimmed : *tokenizer_, maxLength_, split_.hasPairs);
        for (const Example& example : seen)
            lengths.add(example);
        lengths.count();
        Consequences out = of(lengths, rows, spec, false);
        out.vocabularyExact = trimmed == nullptr;
        out.textsExact = copies == 0; // else some may be left out
        return out;
    }

    Consequences exact() {
        if (recipe_.vocabulary.trims())
            return trimmed();
        const AugmentedTrainSet set = augmentedTrainSet(recipe_, split_, models_);
        Lengths lengths(*tokenizer_, maxLength_, split_.hasPairs);
        std::size_t rows = 0; // those that are left out are not among them
        set.each(
            [&](AugmentedExample&& row) {
                lengths.add(row.example);
                ++rows;
            },
            0, stop_);
        lengths.count();
        return of(lengths, rows, folder_.spec, true);
    }

private:
    // As the rule would trim by `seen` in place of all `rows`; null without a rule.
    std::unique_ptr<Tokenizer> trimmedBy(const std::vector<Example>& seen, std::size_t rows) const {
        VocabularySettings rule = recipe_.vocabulary;
        if (!rule.trims() || seen.empty())
            return nullptr;
        if (rule.min_count) // what all texts hold n times, some hold fewer times
            rule.min_count = std::max<std::int64_t>(
                1, std::llround(static_cast<double>(*rule.min_count) *
                                static_cast<double>(seen.size()) /
                                static_cast<double>(std::max<std::size_t>(rows, 1))));
        const TokenCounts counts = countTokens(*tokenizer_, corpusOf(seen), 0, {}, stop_);
        return tokenizer_->trimmed(
            selectTokens(counts, idsToKeep(folder_, *tokenizer_, rule.keep), rule).kept);
    }

    Consequences trimmed() {
        if (recipe_.augment.active()) {
            AugmentAccount ignored;
            split_.train = augmentTrainPart(
                recipe_, split_, ignored, [](const EventBody&) {}, stop_);
        }
        const Trimming trimming =
            trimVocabulary(folder_, *tokenizer_, corpusOf(recipe_, split_, stop_),
                           recipe_.vocabulary, 0, {}, stop_);
        trimModel(folder_, trimming.oldIds);
        Lengths lengths(*trimming.tokenizer, maxLength_, split_.hasPairs);
        for (const Example& example : split_.train) {
            checkStop(stop_);
            lengths.add(example);
        }
        lengths.count();
        return of(lengths, split_.train.size(), folder_.spec, true);
    }

    Consequences of(const Lengths& lengths, std::size_t rows, const EncoderSpec& spec,
                    bool exact) const {
        Consequences out;
        out.exact = exact;
        out.texts = static_cast<std::int64_t>(rows);
        out.copies = out.texts - sources_;
        if (lengths.texts > 0 && lengths.tokens > 0) {
            out.tokensPerText = lengths.tokens / lengths.texts;
            out.readTokens = lengths.readTokens / lengths.texts * static_cast<double>(rows);
            out.cutShare = lengths.cut / lengths.texts;
            out.unknownShare = lengths.unknownShare();
            out.epochSeconds =
                epochSeconds(spec, recipe_.training, out.readTokens,
                             lengths.readPairs / lengths.texts * static_cast<double>(rows));
        }
        addModel(out, spec, exact ? lengths.longest : maxLength_);
        return out;
    }

    // `longest`: tokens of a text.
    void addModel(Consequences& out, const EncoderSpec& spec, std::int64_t longest) const {
        const ModelSize size = sizeOf(spec);
        const std::uint64_t weights = 4 * (size.embeddings + size.encoder + size.head);
        out.vocabulary = spec.vocabulary;
        out.modelBytes = weights;
        out.trainingBytes = trainingBytes(spec, recipe_.training, longest);
    }

    const Recipe& recipe_;
    AugmentModels& models_;
    std::stop_token stop_;
    ModelFolder folder_;
    std::unique_ptr<Tokenizer> tokenizer_;
    Split split_;
    std::int64_t maxLength_ = 0;
    std::int64_t sources_ = static_cast<std::int64_t>(split_.train.size());
};

} // namespace

Consequences measureConsequences(const Recipe& recipe, AugmentModels& models,
                                 const std::function<void(const Consequences&)>& tell,
                                 std::stop_token stop) {
    throwIfErrors(checkVocabulary(recipe.vocabulary), "recipe");
    Measure measure(recipe, models, std::move(stop));
    const auto told = [&](const Consequences& known) {
        if (tell)
            tell(known);
    };
    if (asksModels(recipe)) { // opening them takes its time
        const Consequences known = measure.ofModel();
        told(known);
        try {
            return measure.sample();
        } catch (const Error&) { // the preview of the copies tells why
            return known;
        }
    }
    told(measure.sample());
    return measure.exact();
}

Consequences measureConsequences(const Recipe& recipe,
                                 const std::function<void(const Consequences&)>& tell,
                                 std::stop_token stop) {
    AugmentModels models;
    return measureConsequences(recipe, models, tell, std::move(stop));
}

} // namespace attune::studio
