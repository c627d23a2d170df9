// SPDX-License-Identifier: GPL-3.0-or-later
// Why a finished model answers as it does: which words of a text spoke for a label, what the answer
// becomes without a word, and after a change of the text. Where each token has a label, that of one
// word is explained, by its first token, which tells what a span is.
#pragma once

#include "studio/studio.h"
#include "text/rewrite.h"

namespace attune::studio {

enum class ExplainMethod {
    IntegratedGradients, // evaluate/integrated_gradients.h, merged to words
    LeaveOneOut,         // what the logit loses when a word is not there
};
// "integrated-gradients", "leave-one-out"; throws a UsageError where there is none of that name.
ExplainMethod explainMethodOf(const std::string& name);
std::string nameOf(ExplainMethod method);

struct ExplainOptions {
    ExplainMethod method = ExplainMethod::IntegratedGradients;
    std::string label; // that is explained; empty: the one that the model gives
    // TokenLabels: index of the word whose label is explained; none: the first that has one other
    // than O, else the first.
    std::optional<std::size_t> word;
    // LeaveOneOut: the tokens of the word become masks, else it is taken out of the text. The word
    // whose own label is explained is masked in any case.
    bool mask = false;
    double limit = 0.01; // PathOptions::limit
    int steps = 512;     // PathOptions::steps
};

struct ExplainedWord {
    bool second = false; // of the second text
    Span span;           // bytes of Explanation::text or pair; also signs stand as words
    bool read = true;    // false: the model reads nothing of it, for the text was cut before it
    // In logits of the label: over zero, the word spoke for it.
    double value = 0;
    std::int32_t label = -1;           // TokenLabels: that the model gives its first token
    std::optional<TextResult> without; // LeaveOneOut: the answer without the word
};

struct ExplainedToken {
    std::string token;
    bool special = false;
    double value = 0;
};

struct Explanation {
    std::string text, pair; // as the model reads them: cleaned
    bool hasPair = false;
    bool cleaned = false; // whether a rule of cleaning changed them
    Task task = Task::SingleLabel;
    std::vector<std::string> labels;
    // Of the whole text, as predict answers it; of TokenLabels label, scores [L] and logits [L] of
    // the first token of `word`. Of MultiLabel `label` is the likeliest one, of a number 0, and its
    // `scores` the number alone.
    TextResult result;
    std::int32_t label = -1;         // that is explained
    std::optional<std::size_t> word; // TokenLabels: whose label is explained
    std::vector<ExplainedWord> words;
    // IntegratedGradients: how far the attributions are from being complete. Their sum is
    // logit - baseline but for `error`.
    struct Completeness {
        std::string token; // that stands for all words in the baseline
        double logit = 0, baseline = 0, sum = 0, error = 0, limit = 0;
        int steps = 0;
        bool reached = false; // the limit
    };
    std::optional<Completeness> completeness;
    std::vector<ExplainedToken> tokens; // IntegratedGradients
    Problems notes;

    std::string_view wordText(const ExplainedWord& word) const;
    // Index of the `occurrence`th (from 1) word that is read and written so; none: there is none.
    std::optional<std::size_t> wordLike(std::string_view text, std::size_t occurrence = 1) const;
    // The index, in this explanation of an edited text, of a word of the text before: written
    // alike, else at the same place. None: there is neither.
    std::optional<std::size_t> sameWord(const Explanation& before, std::size_t word) const;
    // Indices of the words that were read, those of the largest value, whichever its sign, first.
    std::vector<std::size_t> strongest() const;
};

// A finished model, loaded once. Not thread-safe.
class Explainer {
public:
    explicit Explainer(const fs::path& modelFolder);
    ~Explainer();
    const std::vector<std::string>& labels() const;
    Task task() const;
    bool takesPairs() const;
    // An answer to a whole text as predict writes it: the label, the labels, the number; of
    // TokenLabels the label of the word that is explained.
    OrderedJson jsonOf(const TextResult& result) const;
    std::string cellOf(const TextResult& result) const;

    // The words of a text and what the model answers, without any values. Throws as explain() does.
    Explanation read(const std::string& text, const std::string& pair = {},
                     const ExplainOptions& options = {}, std::stop_token stop = {});

    // `progress` in steps or words. Throws a UsageError for a label or a word that is not there, an
    // empty text, or a second text where none is taken.
    Explanation explain(const std::string& text, const std::string& pair,
                        const ExplainOptions& options = {}, const Progress& progress = {},
                        std::stop_token stop = {});
    // The answer without one word of an explanation by this model.
    TextResult without(const Explanation& explanation, std::size_t word, bool mask = false);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace attune::studio
