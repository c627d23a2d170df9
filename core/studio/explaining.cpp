// SPDX-License-Identifier: GPL-3.0-or-later
#include "studio/explaining.h"

#include "augment/words.h"
#include "base/lists.h"
#include "evaluate/integrated_gradients.h"
#include "studio/answers.h"
#include "studio/loaded_model.h"
#include "studio/read_words.h"
#include "studio/row_notes.h"
#include "text/compare.h"
#include "text/utf8.h"

#include <algorithm>

namespace attune::studio {

namespace {

std::optional<std::int32_t> maskOf(const Tokenizer& tokenizer) {
    for (const char* name : {"[MASK]", "<mask>"})
        if (const auto id = tokenizer.idOf(name))
            return id;
    return std::nullopt;
}

// What stands for a word that says nothing.
std::int32_t baselineOf(const Tokenizer& tokenizer, const std::string& where) {
    std::optional<std::int32_t> id = maskOf(tokenizer);
    if (!id)
        id = tokenizer.padId();
    if (!id)
        id = tokenizer.unknownId();
    if (!id)
        throw Error(say(ATTUNE_TEXT("core", "The tokenizer has no token that could stand for a "
                                            "missing word: neither mask nor padding nor unknown.")),
                    where, say(ATTUNE_TEXT("core", "Explain by leave-one-out instead.")));
    return *id;
}

} // namespace

struct Explainer::Impl {
    LoadedModel model;

    std::string where() const { return toUtf8(model.folder.path); }

    bool answersTokens() const { return model.folder.task == Task::TokenLabels; }

    static EncodedSet setOf(const std::vector<Encoding>& encodings) {
        EncodedSet set;
        set.starts = {0};
        for (const Encoding& encoding : encodings) {
            set.ids.insert(set.ids.end(), encoding.ids.begin(), encoding.ids.end());
            for (const std::int32_t type : encoding.typeIds)
                set.typeIds.push_back(static_cast<std::uint8_t>(type));
            set.typeIds.resize(set.ids.size(), 0);
            set.starts.push_back(set.ids.size());
            set.labels.push_back(-1);
        }
        return set;
    }

    // Of texts that are encoded already. `tokens`: of TokenLabels the token of each that is asked
    // about, else empty.
    std::vector<TextResult> answers(const std::vector<Encoding>& encodings,
                                    const std::vector<std::size_t>& tokens,
                                    const RowProgress& progress, std::stop_token stop) {
        const EncodedSet set = setOf(encodings);
        const Predictions predictions =
            predictAll(*model.engine, set, progress, std::move(stop), {.exact = true});
        if (answersTokens()) {
            std::vector<TextResult> out;
            for (std::size_t i = 0; i < tokens.size(); ++i)
                out.push_back(ofToken(predictions, set.starts[i] + tokens[i]));
            return out;
        }
        // What predict answers; the texts are asked for spans alone, which there are none of.
        std::vector<TextResult> out = answersOf(model, set, predictions, {});
        for (std::size_t i = 0; i < out.size(); ++i) {
            // A label is explained in any case: the likeliest of several, the number.
            if (model.folder.task != Task::SingleLabel)
                out[i].label = predictions.best(i);
            if (model.folder.task == Task::Regression)
                out[i].scores = {out[i].value};
        }
        return out;
    }

    static TextResult ofToken(const Predictions& predictions, std::size_t token) {
        TextResult out;
        const auto logits = predictions.of(token);
        out.logits.assign(logits.begin(), logits.end());
        out.scores = predictions.scores(token);
        out.label = predictions.best(token);
        return out;
    }

    // TokenLabels: the labels of the words, and which word is explained.
    void chooseWord(Explanation& out, const ReadWords& read, const ExplainOptions& options,
                    std::stop_token stop) {
        const Predictions predictions =
            predictAll(*model.engine, setOf({read.encoding}), {}, std::move(stop), {.exact = true});
        const std::vector<std::string>& labels = model.folder.labels;
        std::optional<std::size_t> first, named;
        for (std::size_t i = 0; i < out.words.size(); ++i) {
            if (!out.words[i].read)
                continue;
            out.words[i].label = predictions.best(read.words[i].tokens.front());
            if (!first)
                first = i;
            if (!named && labels[static_cast<std::size_t>(out.words[i].label)] != "O")
                named = i;
        }
        out.word = options.word ? options.word : named ? named : first;
        if (!out.word || *out.word >= out.words.size() || !out.words[*out.word].read)
            throw UsageError(say(ATTUNE_TEXT("core", "The model reads no such word of the text.")),
                             {}, say(ATTUNE_TEXT("core", "Choose a word before the cut.")));
        out.result = ofToken(predictions, read.words[*out.word].tokens.front());
    }

    // A text without a word, and, of TokenLabels, the token that is asked about.
    struct Left {
        Encoding encoding;
        std::size_t token = 0;
    };
    Left withoutWord(const Explanation& of, const ReadWords& read, std::size_t word,
                     bool mask) const {
        const ReadWord& gone = read.words.at(word);
        const bool itself = of.word == word;
        Left left;
        if (of.word)
            left.token = read.words.at(*of.word).tokens.front();
        if (mask || itself) {
            left.encoding = read.encoding;
            auto id = maskOf(*model.tokenizer);
            if (!id && !mask)
                id = baselineOf(*model.tokenizer, where());
            if (!id)
                throw UsageError(
                    say(ATTUNE_TEXT("core", "The tokenizer has no token that masks a word.")),
                    where(), say(ATTUNE_TEXT("core", "Take words out instead.")));
            for (const std::size_t token : gone.tokens)
                left.encoding.ids[token] = *id;
            return left;
        }
        std::string text = of.text, pair = of.pair;
        std::string& changed = gone.second ? pair : text;
        Rewriter rewriter(gone.second ? of.pair : of.text);
        attune::takeWord(rewriter, gone.span);
        Rewrite rewrite = std::move(rewriter).finish();
        changed = std::move(rewrite.text);
        EncodeOptions options;
        options.maxLength = model.maxLength;
        options.offsets = of.word.has_value();
        left.encoding = model.tokenizer->encode(
            text, of.hasPair ? std::optional<std::string_view>(pair) : std::nullopt, options);
        if (of.word)
            left.token =
                tokenAt(left.encoding, movedPlace(rewrite.changes, of.words[*of.word].span.begin));
        return left;
    }

    // Where a place of a text stands after its changes, none of which holds it.
    static std::size_t movedPlace(const std::vector<Change>& changes, std::size_t place) {
        std::size_t moved = place;
        for (const Change& change : changes)
            if (change.before.end <= place)
                moved = place - change.before.end + change.after.end;
        return moved;
    }

    // The token that holds a byte of the text.
    std::size_t tokenAt(const Encoding& encoding, std::size_t byte) const {
        for (std::size_t i = 0; i < encoding.ids.size(); ++i)
            if (encoding.offsets[i].first <= byte && byte < encoding.offsets[i].second)
                return i;
        throw Error(say(ATTUNE_TEXT("core", "Without that word the tokenizer reads the word no "
                                            "more whose label is explained.")),
                    where(), say(ATTUNE_TEXT("core", "Explain by integrated gradients instead.")));
    }

    ReadWords read(const Explanation& of) const {
        return readWords(*model.tokenizer, of.text,
                         of.hasPair ? std::optional<std::string>(of.pair) : std::nullopt,
                         model.maxLength);
    }

    // The texts as the model gets them.
    void takeTexts(Explanation& out, const std::string& text, const std::string& pair) const {
        std::vector<Example> one(1);
        one[0].text = repairUtf8(text);
        one[0].pair = repairUtf8(pair);
        const Example before = one[0];
        cleanExamples(model.cleaning, one, 1);
        out.text = one[0].text;
        out.pair = one[0].pair;
        out.cleaned = before.text != out.text || before.pair != out.pair;
    }

    std::int32_t labelOf(const std::string& name, std::int32_t given) const {
        if (name.empty())
            return given;
        const auto& labels = model.folder.labels;
        const auto at = std::find(labels.begin(), labels.end(), name);
        if (at == labels.end())
            throw UsageError(
                say(ATTUNE_TEXT("core", "The model does not know the label %1."),
                    quoted(std::vector<std::string>{name})),
                where(), say(ATTUNE_TEXT("core", "The model's labels are %1."), quoted(labels)));
        return static_cast<std::int32_t>(at - labels.begin());
    }

    // All of an explanation but the values, and the words with their tokens.
    std::pair<Explanation, ReadWords> start(const std::string& text, const std::string& pair,
                                            const ExplainOptions& options, std::stop_token stop) {
        checkPairs(model.folder, !pair.empty());
        if (trimmed(text).empty() && trimmed(pair).empty())
            throw UsageError(say(ATTUNE_TEXT("core", "The text is empty.")), {},
                             say(ATTUNE_TEXT("core", "Give a text with words in it.")));
        Explanation out;
        out.task = model.folder.task;
        out.labels = model.folder.labels;
        out.hasPair = !pair.empty();
        takeTexts(out, text, pair);
        ReadWords found = read(out);
        for (const ReadWord& word : found.words) {
            ExplainedWord one;
            one.second = word.second;
            one.span = word.span;
            one.read = !word.tokens.empty();
            out.words.push_back(one);
        }
        if (answersTokens())
            chooseWord(out, found, options, std::move(stop));
        else
            out.result = answers({found.encoding}, {}, {}, std::move(stop)).front();
        out.label = labelOf(options.label, out.result.label);
        noteTruncated(out.notes, found.encoding.cut > 0, model.maxLength);
        noteUnknown(out.notes, found.encoding.unknown, found.encoding.ids.size());
        return {std::move(out), std::move(found)};
    }

    void byGradients(Explanation& out, const ReadWords& read, const ExplainOptions& options,
                     const Progress& progress, std::stop_token stop) {
        PathText path;
        path.ids = read.encoding.ids;
        path.typeIds = read.encoding.typeIds;
        path.typeIds.resize(path.ids.size(), 0);
        path.kept = read.special;
        path.baseline = baselineOf(*model.tokenizer, where());
        PathTarget target{out.label};
        if (out.word)
            target.token = read.words[*out.word].tokens.front();
        const Attributions found =
            integratedGradients(*model.engine, path, target, {options.limit, options.steps},
                                std::move(stop), [&](int done, int all) {
                                    if (progress)
                                        progress(done, all);
                                });
        for (std::size_t token = 0; token < found.tokens.size(); ++token)
            out.tokens.push_back({model.tokenizer->tokenOf(path.ids[token]), read.special[token],
                                  found.tokens[token]});
        for (std::size_t i = 0; i < out.words.size(); ++i)
            for (const std::size_t token : read.words[i].tokens)
                out.words[i].value += found.tokens[token];
        out.completeness = Explanation::Completeness{model.tokenizer->tokenOf(path.baseline),
                                                     found.logit,
                                                     found.baseline,
                                                     found.sum,
                                                     found.error,
                                                     found.limit,
                                                     found.steps,
                                                     found.reached};
    }

    void byLeaving(Explanation& out, const ReadWords& read, const ExplainOptions& options,
                   const Progress& progress, std::stop_token stop) {
        std::vector<std::size_t> words;
        std::vector<Encoding> encodings;
        std::vector<std::size_t> tokens;
        for (std::size_t i = 0; i < out.words.size(); ++i)
            if (out.words[i].read) {
                Left left = withoutWord(out, read, i, options.mask);
                words.push_back(i);
                encodings.push_back(std::move(left.encoding));
                tokens.push_back(left.token);
            }
        RowProgress rows;
        if (progress)
            rows = [&](std::size_t done, std::size_t all) {
                progress(static_cast<double>(done), static_cast<double>(all));
            };
        const std::vector<TextResult> found = answers(encodings, tokens, rows, std::move(stop));
        const auto label = static_cast<std::size_t>(out.label);
        for (std::size_t i = 0; i < words.size(); ++i) {
            ExplainedWord& word = out.words[words[i]];
            word.value = static_cast<double>(out.result.logits[label]) -
                         static_cast<double>(found[i].logits[label]);
            word.without = found[i];
        }
    }
};

Explainer::Explainer(const fs::path& modelFolder)
    : impl_(std::make_unique<Impl>(Impl{loadFinished(modelFolder, "fp32")})) {}

Explainer::~Explainer() = default;

const std::vector<std::string>& Explainer::labels() const { return impl_->model.folder.labels; }

Task Explainer::task() const { return impl_->model.folder.task; }

bool Explainer::takesPairs() const { return pairsOf(impl_->model.folder) == Pairs::Yes; }

OrderedJson Explainer::jsonOf(const TextResult& result) const {
    if (impl_->answersTokens())
        return labels()[static_cast<std::size_t>(result.label)];
    return answerJson(impl_->model.folder, result, {});
}

std::string Explainer::cellOf(const TextResult& result) const {
    if (impl_->answersTokens())
        return labels()[static_cast<std::size_t>(result.label)];
    return answerCell(impl_->model.folder, result, {});
}

Explanation Explainer::read(const std::string& text, const std::string& pair,
                            const ExplainOptions& options, std::stop_token stop) {
    return impl_->start(text, pair, options, std::move(stop)).first;
}

Explanation Explainer::explain(const std::string& text, const std::string& pair,
                               const ExplainOptions& options, const Progress& progress,
                               std::stop_token stop) {
    auto [out, read] = impl_->start(text, pair, options, stop);
    if (options.method == ExplainMethod::IntegratedGradients)
        impl_->byGradients(out, read, options, progress, stop);
    else
        impl_->byLeaving(out, read, options, progress, stop);
    return std::move(out);
}

TextResult Explainer::without(const Explanation& explanation, std::size_t word, bool mask) {
    const ReadWords read = impl_->read(explanation);
    Impl::Left left = impl_->withoutWord(explanation, read, word, mask);
    return impl_->answers({std::move(left.encoding)}, {left.token}, {}, {}).front();
}

} // namespace attune::studio
