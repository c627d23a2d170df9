// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/baselines.h"

#include "evaluate/embeddings.h"
#include "evaluate/naive_bayes.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace attune {

namespace {

// Of a label that no text was trained with; infinite values are no JSON.
constexpr double kLeast = -1e4;

Predictions predictionsOf(const BaselineTexts& texts) {
    Predictions out;
    out.labels = texts.labels;
    out.logits.reserve(texts.asked() * texts.labels);
    return out;
}

void add(Predictions& out, const std::vector<double>& logits) {
    const double top = *std::max_element(logits.begin(), logits.end());
    for (const double one : logits)
        out.logits.push_back(static_cast<float>(std::max(one - top, kLeast)));
}

// Every text gets the label that most have; the scores are the shares of the labels.
Predictions majority(const BaselineTexts& texts, std::stop_token) {
    std::vector<double> counts(texts.labels);
    for (const std::int32_t label : texts.truths)
        ++counts[static_cast<std::size_t>(label)];
    for (double& count : counts)
        count = std::log(count);
    Predictions out = predictionsOf(texts);
    for (std::size_t i = 0; i < texts.asked(); ++i)
        add(out, counts);
    return out;
}

Predictions bayes(NaiveBayes::Kind kind, const BaselineTexts& texts, const std::stop_token& stop) {
    const auto begin = texts.words.begin();
    const NaiveBayes model(kind, std::span(begin, texts.trained()), texts.truths, texts.labels);
    Predictions out = predictionsOf(texts);
    for (std::size_t i = texts.trained(); i < texts.words.size(); ++i) {
        if (stop.stop_requested())
            throw Cancelled();
        add(out, model.answer(texts.words[i]));
    }
    return out;
}

Predictions presence(const BaselineTexts& texts, std::stop_token stop) {
    return bayes(NaiveBayes::Kind::Presence, texts, stop);
}
Predictions counts(const BaselineTexts& texts, std::stop_token stop) {
    return bayes(NaiveBayes::Kind::Counts, texts, stop);
}

Predictions linear(const BaselineTexts& texts, std::stop_token stop) {
    std::vector<std::size_t> rows(texts.trained());
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    TextVectors vectors = texts.vectors;
    standardise(vectors, rows);
    const LogisticModel model =
        fitLogistic(vectors, rows, texts.truths, texts.labels, vectorOptions(), std::move(stop));
    Predictions out = predictionsOf(texts);
    std::vector<double> logits(texts.labels);
    for (std::size_t i = texts.trained(); i < texts.words.size(); ++i) {
        model.answer(vectors.of(i), logits);
        add(out, logits);
    }
    return out;
}

} // namespace

const std::vector<Baseline>& baselineTable() {
    static const std::vector<Baseline> table = {
        {"majority",             ATTUNE_TEXT("core", "Most frequent label"),
         ATTUNE_TEXT("core", "Gives every text the label that most training texts have."),
         Baseline::Needs::Nothing, majority},
        {"naive-bayes-presence", ATTUNE_TEXT("core", "Naive Bayes, words there or not"),
         ATTUNE_TEXT("core", "Asks of each word whether it is there; half a text is added to every "
                             "count. NLTK's and TextBlob's NaiveBayesClassifier, on words with "
                             "their case folded."),
         Baseline::Needs::Words,   presence},
        {"naive-bayes-counts",   ATTUNE_TEXT("core", "Naive Bayes, counts of words"),
         ATTUNE_TEXT("core", "Asks how often each word is there; one is added to every count. "
                             "scikit-learn's MultinomialNB."),
         Baseline::Needs::Words,   counts  },
        {"linear",               ATTUNE_TEXT("core", "Linear model on frozen vectors"),
         ATTUNE_TEXT("core", "Logistic regression on the mean of the last hidden states of the "
                             "pretrained model, which stays as it is."),
         Baseline::Needs::Vectors, linear  },
    };
    return table;
}

LogisticOptions vectorOptions() {
    LogisticOptions options;
    options.c = 0.01;
    return options;
}

} // namespace attune
