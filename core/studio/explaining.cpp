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
#include <cmath>
#include <numeric>

namespace attune::studio {

namespace {

constexpr const char* kIntegratedGradients = "integrated-gradients";
constexpr const char* kLeaveOneOut = "leave-one-out";

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

ExplainMethod explainMethodOf(const std::string& name) {
    if (name == kIntegratedGradients)
        return ExplainMethod::IntegratedGradients;
    if (name == kLeaveOneOut)
        return ExplainMethod::LeaveOneOut;
    throw UsageError(say(ATTUNE_TEXT("core", "There is no method “%1”."), name), {},
                     say(ATTUNE_TEXT("core", "Choose one of: %1."),
                         std::string(kIntegratedGradients) + ", " + kLeaveOneOut));
}

std::string nameOf(ExplainMethod method) {
    return method == ExplainMethod::LeaveOneOut ? kLeaveOneOut : kIntegratedGradients;
}

std::string_view Explanation::wordText(const ExplainedWord& word) const {
    return std::string_view(word.second ? pair : text).substr(word.span.begin, word.span.size());
}

std::vector<std::size_t> Explanation::strongest() const {
    std::vector<std::size_t> order(words.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::erase_if(order, [&](std::size_t i) { return !words[i].read; });
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::abs(words[a].value) > std::abs(words[b].value);
    });
    return order;
}

struct Explainer::Impl {
    LoadedModel model;

    std::string where() const { return toUtf8(model.folder.path); }

    // Of sequences of ids that share their types' rule: the texts are encoded already.
    std::vector<TextResult> answers(const std::vector<Encoding>& encodings,
                                    const RowProgress& progress, std::stop_token stop) {
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
        const Predictions predictions =
            predictAll(*model.engine, set, progress, std::move(stop), {.exact = true});
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

    Encoding withoutWord(const Explanation& of, const ReadWords& read, std::size_t word,
                         bool mask) const {
        const ReadWord& gone = read.words.at(word);
        if (mask) {
            Encoding encoding = read.encoding;
            const auto id = maskOf(*model.tokenizer);
            if (!id)
                throw UsageError(
                    say(ATTUNE_TEXT("core", "The tokenizer has no token that masks a word.")),
                    where(), say(ATTUNE_TEXT("core", "Take words out instead.")));
            for (const std::size_t token : gone.tokens)
                encoding.ids[token] = *id;
            return encoding;
        }
        std::string text = of.text, pair = of.pair;
        std::string& changed = gone.second ? pair : text;
        Rewriter rewriter(gone.second ? of.pair : of.text);
        takeWord(rewriter, gone.span);
        changed = std::move(rewriter).finish().text;
        EncodeOptions options;
        options.maxLength = model.maxLength;
        return model.tokenizer->encode(
            text, of.hasPair ? std::optional<std::string_view>(pair) : std::nullopt, options);
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

    void byGradients(Explanation& out, const ReadWords& read, const ExplainOptions& options,
                     const Progress& progress, std::stop_token stop) {
        PathText path;
        path.ids = read.encoding.ids;
        path.typeIds = read.encoding.typeIds;
        path.typeIds.resize(path.ids.size(), 0);
        path.kept = read.special;
        path.baseline = baselineOf(*model.tokenizer, where());
        const Attributions found =
            integratedGradients(*model.engine, path, {out.label}, {options.limit, options.steps},
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
        for (std::size_t i = 0; i < out.words.size(); ++i)
            if (out.words[i].read) {
                words.push_back(i);
                encodings.push_back(withoutWord(out, read, i, options.mask));
            }
        RowProgress rows;
        if (progress)
            rows = [&](std::size_t done, std::size_t all) {
                progress(static_cast<double>(done), static_cast<double>(all));
            };
        const std::vector<TextResult> found = answers(encodings, rows, std::move(stop));
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
    : impl_(std::make_unique<Impl>(Impl{loadFinished(modelFolder, "fp32")})) {
    if (impl_->model.folder.task == Task::TokenLabels)
        throw UsageError(say(ATTUNE_TEXT("core", "This model labels each token of a text; only "
                                                 "answers for whole texts are explained.")),
                         impl_->where(),
                         say(ATTUNE_TEXT("core", "Take a model that answers whole texts.")));
}

Explainer::~Explainer() = default;

const std::vector<std::string>& Explainer::labels() const { return impl_->model.folder.labels; }

bool Explainer::takesPairs() const { return pairsOf(impl_->model.folder) == Pairs::Yes; }

Explanation Explainer::explain(const std::string& text, const std::string& pair,
                               const ExplainOptions& options, const Progress& progress,
                               std::stop_token stop) {
    Impl& own = *impl_;
    checkPairs(own.model.folder, !pair.empty());
    if (trimmed(text).empty() && trimmed(pair).empty())
        throw UsageError(say(ATTUNE_TEXT("core", "The text is empty.")), {},
                         say(ATTUNE_TEXT("core", "Give a text with words in it.")));
    Explanation out;
    out.labels = own.model.folder.labels;
    out.hasPair = !pair.empty();
    own.takeTexts(out, text, pair);
    const ReadWords read = own.read(out);
    out.result = own.answers({read.encoding}, {}, stop).front();
    out.label = own.labelOf(options.label, out.result.label);
    for (const ReadWord& word : read.words) {
        ExplainedWord one;
        one.second = word.second;
        one.span = word.span;
        one.read = !word.tokens.empty();
        out.words.push_back(one);
    }
    noteTruncated(out.notes, read.encoding.cut > 0, own.model.maxLength);
    noteUnknown(out.notes, read.encoding.unknown, read.encoding.ids.size());
    if (options.method == ExplainMethod::IntegratedGradients)
        own.byGradients(out, read, options, progress, stop);
    else
        own.byLeaving(out, read, options, progress, stop);
    return out;
}

TextResult Explainer::without(const Explanation& explanation, std::size_t word, bool mask) {
    const ReadWords read = impl_->read(explanation);
    return impl_->answers({impl_->withoutWord(explanation, read, word, mask)}, {}, {}).front();
}

} // namespace attune::studio
