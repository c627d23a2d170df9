// SPDX-License-Identifier: GPL-3.0-or-later
// Two naive Bayes classifiers on words, trained in one pass: the baselines of old.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace attune {

// The words of a text, their letters folded; of Chinese those of ICU's dictionary. Appended, in
// order.
void addWords(std::string_view text, std::vector<std::string>& words);

class NaiveBayes {
public:
    enum class Kind {
        // Each word of the training texts is there or not; expected likelihood (1/2 added to every
        // count). NLTK's NaiveBayesClassifier on the features that TextBlob makes.
        Presence,
        // How often each word is there; 1 added to every count. scikit-learn's MultinomialNB.
        Counts,
    };

    // texts[i]: its words; labels[i]: 0 .. L-1. A label without texts is never answered.
    NaiveBayes(Kind kind, std::span<const std::vector<std::string>> texts,
               std::span<const std::int32_t> labels, std::size_t labelCount);

    // Logarithms of the probabilities up to a constant, [L]. Words that no training text has are
    // not looked at.
    std::vector<double> answer(const std::vector<std::string>& words) const;
    std::size_t vocabulary() const { return idOf_.size(); }

private:
    // What a word adds to a label beyond what it adds where the label never had it.
    struct Known {
        std::uint32_t label = 0;
        double more = 0;
    };

    std::vector<std::uint32_t> idsOf(const std::vector<std::string>& words) const;

    Kind kind_;
    std::unordered_map<std::string, std::uint32_t> idOf_;
    std::vector<std::vector<Known>> known_; // by word, for labels that had it
    std::vector<double> base_;              // [L], of a text without known words
    std::vector<double> unknown_;           // [L], of each word that the label never had
};

} // namespace attune
