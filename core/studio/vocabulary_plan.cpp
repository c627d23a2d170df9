// SPDX-License-Identifier: GPL-3.0-or-later
// Counting the texts once, and what every size of the vocabulary leads to.
#include "base/parallel.h"
#include "data/cleaned.h"
#include "data/encoded_set.h"
#include "data/split.h"
#include "run/augmenting.h"
#include "run/preparation.h"
#include "studio/training_memory.h"
#include "studio/vocabulary.h"
#include "text/utf8.h"
#include "vocabulary/adding.h"

#include <algorithm>
#include <numeric>

namespace attune::studio {

namespace {

constexpr std::size_t kSampleTexts = 1000;
constexpr std::size_t kUnmetListed = 200;

// How a token is written in a text: the spelling that the tokenizer reads as this one token; empty
// where there is none (what continues a word).
std::string spellingOf(const Tokenizer& tokenizer, std::int32_t id) {
    EncodeOptions options;
    options.specialTokens = false;
    const std::string token = tokenizer.tokenOf(id);
    for (const std::string_view mark : {"", "▁", "Ġ"}) {
        if (!token.starts_with(mark) || token.size() == mark.size())
            continue;
        const std::string word = token.substr(mark.size());
        for (const std::string& form : {word, " " + word})
            if (tokenizer.encode(form, {}, options).ids == std::vector<std::int32_t>{id})
                return word;
    }
    return {};
}

} // namespace

struct VocabularyPlan::State {
    Recipe recipe; // without a rule
    Split split;   // its training part cleaned and augmented
    ModelFolder folder;
    std::unique_ptr<Tokenizer> tokenizer;
    TokenCounts counts;
    std::vector<std::uint64_t> wholeTexts; // [points of the path]: texts that are whole there
    std::int64_t longest = 0;              // tokens of a text that training reads
    std::vector<std::string> sample;
    std::unique_ptr<SelectionPath> path;

    Corpus corpus(std::stop_token stop) const { return corpusOf(recipe, split, stop); }
    void countWholeTexts(std::stop_token stop);
    void takeSample();
    VocabularySize sizeOf(std::int64_t tokens) const;
    VocabularyFigures figures(Trimming trimming, bool exact) const;
};

// A text is whole from the point on where the last of its tokens comes.
void VocabularyPlan::State::countWholeTexts(std::stop_token stop) {
    const std::size_t points = path->points().size();
    const std::vector<std::uint32_t>& entries = path->entries();
    EncodeOptions options;
    options.specialTokens = false;
    wholeTexts.assign(points, 0);
    std::size_t length = 0;
    corpus(stop)([&](std::span<const std::string> texts) {
        if (stop.stop_requested())
            throw Cancelled();
        for (const Encoding& encoding : encodeAll(*tokenizer, texts, {}, options)) {
            std::uint32_t last = 0;
            for (const std::int32_t id : encoding.ids)
                last = std::max(last, entries[static_cast<std::size_t>(id)]);
            ++wholeTexts[last];
            length = std::max(length, encoding.ids.size());
        }
    });
    std::partial_sum(wholeTexts.begin(), wholeTexts.end(), wholeTexts.begin());
    const std::size_t both = split.hasPairs ? 2 : 1;
    longest = std::min(
        {static_cast<std::int64_t>(both * length + tokenizer->specialCount(split.hasPairs)),
         static_cast<std::int64_t>(recipe.data.max_length), folder.spec.longest()});
}

// Training texts at even distances.
void VocabularyPlan::State::takeSample() {
    const std::size_t some = std::min(split.train.size(), kSampleTexts);
    for (std::size_t i = 0; i < some; ++i) {
        const Example& example = split.train[i * split.train.size() / some];
        sample.push_back(example.text);
        if (split.hasPairs)
            sample.push_back(example.pair);
    }
}

VocabularySize VocabularyPlan::State::sizeOf(std::int64_t tokens) const {
    EncoderSpec spec = folder.spec;
    spec.vocabulary = tokens;
    VocabularySize made;
    made.tokens = tokens;
    const ModelSize size = attune::sizeOf(spec);
    made.embeddingBytes = static_cast<std::uint64_t>(4 * tokens * spec.embeddingWidth());
    made.modelBytes = 4 * (size.embeddings + size.encoder + size.head);
    made.trainingBytes = trainingBytes(spec, recipe.training, longest);
    return made;
}

VocabularyFigures VocabularyPlan::State::figures(Trimming trimming, bool exact) const {
    VocabularyFigures made;
    made.exact = exact;
    made.before = sizeOf(trimming.report.before);
    made.after = sizeOf(trimming.report.after);
    EncodeOptions options;
    options.specialTokens = false;
    // Words before single characters, which tell a person little.
    std::vector<TrimReport::Dropped> characters;
    auto kept = trimming.oldIds.begin();
    for (std::int32_t id = 0;
         id < static_cast<std::int32_t>(tokenizer->size()) && made.unmet.size() < kUnmetListed;
         ++id) {
        while (kept != trimming.oldIds.end() && *kept < id)
            ++kept;
        if ((kept != trimming.oldIds.end() && *kept == id) ||
            counts.counts[static_cast<std::size_t>(id)] > 0)
            continue;
        TrimReport::Dropped row;
        row.token = tokenizer->tokenOf(id);
        row.word = spellingOf(*tokenizer, id);
        if (row.word.empty())
            continue;
        for (const std::int32_t piece : trimming.tokenizer->encode(row.word, {}, options).ids)
            row.becomes.push_back(trimming.tokenizer->tokenOf(piece));
        const bool isWord = countCodePoints(row.word) > 1;
        if (isWord || characters.size() < kUnmetListed)
            (isWord ? made.unmet : characters).push_back(std::move(row));
    }
    if (made.unmet.empty())
        made.unmet = std::move(characters);
    made.report = std::move(trimming.report);
    return made;
}

VocabularyPlan::VocabularyPlan(const Recipe& recipe, std::stop_token stop,
                               const Progress& progress) {
    const auto part = [&](double from, double share) {
        return [&progress, from, share](double done, double all) {
            if (progress && all > 0)
                progress(from + share * done / all, 1);
        };
    };
    auto state = std::make_unique<State>();
    state->recipe = recipe;
    state->split = readSplit(
        recipe.data, recipe.base, static_cast<std::uint64_t>(recipe.training.seed), stop,
        [&](std::uint64_t done, std::uint64_t all) {
            part(0, 0.3)(static_cast<double>(done), static_cast<double>(all));
        },
        taskOf(recipe));
    cleanExamples(Cleaning(recipe.clean), state->split.train, 0, stop);
    if (recipe.augment.active()) {
        AugmentAccount ignored;
        state->split.train = augmentTrainPart(
            recipe, state->split, ignored,
            [&](const EventBody& event) {
                if (const auto* phase = std::get_if<PhaseEvent>(&event))
                    part(0.3, 0.3)(phase->done, phase->all);
            },
            stop);
    }
    state->folder = openModelFolder(findModel(recipe.head.model, recipe.base), {}, taskOf(recipe));
    state->folder.spec.labels = static_cast<std::int64_t>(state->split.labels.size());
    state->tokenizer = readTokenizer(state->folder.path);
    checkTokenizer(state->folder, *state->tokenizer);
    addWords(state->folder, state->tokenizer,
             wordsToAdd(recipe.vocabulary, Cleaning(recipe.clean)));
    state->counts = countTokens(*state->tokenizer, state->corpus(stop), 0, {}, stop);
    checkHasTokens(state->counts);
    part(0.6, 0.2)(1, 1);
    state->path = std::make_unique<SelectionPath>(
        state->counts, idsToKeep(state->folder, *state->tokenizer, recipe.vocabulary.keep));
    state->countWholeTexts(stop);
    state->takeSample();
    state_ = std::move(state);
}

VocabularyPlan::~VocabularyPlan() = default;

std::uint64_t VocabularyPlan::texts() const { return state_->counts.texts; }
std::uint64_t VocabularyPlan::tokens() const { return state_->counts.tokens; }
double VocabularyPlan::unknownShare() const {
    return static_cast<double>(state_->counts.unknown) /
           static_cast<double>(std::max<std::uint64_t>(1, state_->counts.tokens));
}
bool VocabularyPlan::isMuchUnknown() const {
    return state_->counts.unknown > 0 &&
           attune::isMuchUnknown(static_cast<double>(state_->counts.unknown),
                                 static_cast<double>(state_->counts.tokens));
}
std::size_t VocabularyPlan::specialTokens() const { return state_->tokenizer->specialCount(false); }
const SelectionPath& VocabularyPlan::path() const { return *state_->path; }

VocabularySize VocabularyPlan::whole() const {
    VocabularySize made = state_->sizeOf(static_cast<std::int64_t>(state_->tokenizer->size()));
    made.covered = state_->counts.tokens;
    made.wholeTexts = state_->counts.texts;
    return made;
}

VocabularySize VocabularyPlan::sizeAt(std::size_t point) const {
    VocabularySize made = state_->sizeOf(path().points()[point].size);
    made.covered = path().points()[point].covered;
    made.wholeTexts = state_->wholeTexts[point];
    return made;
}

VocabularyFigures VocabularyPlan::sample(std::size_t point, std::stop_token stop) const {
    const auto texts = [this](const auto& take) { take(std::span(state_->sample)); };
    return state_->figures(trimTo(path().selectionAt(point), *state_->tokenizer, state_->counts,
                                  texts, 1, {}, std::move(stop)),
                           false);
}

VocabularyFigures VocabularyPlan::measure(const VocabularySettings& rule, std::stop_token stop,
                                          const Progress& progress) const {
    Selection selection = selectTokens(
        state_->counts, idsToKeep(state_->folder, *state_->tokenizer, rule.keep), rule);
    VocabularyFigures made =
        state_->figures(trimTo(std::move(selection), *state_->tokenizer, state_->counts,
                               state_->corpus(stop), 0, progress, stop),
                        true);
    for (VocabularySize* size : {&made.before, &made.after}) {
        size->covered = made.report.tokens;
        size->wholeTexts = made.report.texts;
    }
    made.after.covered -= made.report.droppedTokens;
    made.after.wholeTexts -= made.report.affectedTexts;
    return made;
}

} // namespace attune::studio
