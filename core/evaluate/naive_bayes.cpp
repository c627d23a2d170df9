// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/naive_bayes.h"

#include "text/text_breaker.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace attune {

namespace {

const TextBreaker& breaker() {
    static const TextBreaker words(TextBreaker::Unit::Word);
    return words;
}

constexpr double kNever = -std::numeric_limits<double>::infinity();

} // namespace

void addWords(std::string_view text, std::vector<std::string>& words) {
    for (const TextPart& part : breaker().parts(text))
        if (part.word)
            words.push_back(foldedWord(text.substr(part.span.begin, part.span.size())));
}

std::vector<std::uint32_t> NaiveBayes::idsOf(const std::vector<std::string>& words) const {
    std::vector<std::uint32_t> ids;
    for (const std::string& word : words)
        if (const auto it = idOf_.find(word); it != idOf_.end())
            ids.push_back(it->second);
    std::sort(ids.begin(), ids.end());
    if (kind_ == Kind::Presence)
        ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

NaiveBayes::NaiveBayes(Kind kind, std::span<const std::vector<std::string>> texts,
                       std::span<const std::int32_t> labels, std::size_t labelCount)
    : kind_(kind), base_(labelCount, kNever), unknown_(labelCount) {
    for (const auto& text : texts)
        for (const std::string& word : text)
            idOf_.emplace(word, static_cast<std::uint32_t>(idOf_.size()));
    std::vector<double> textsOf(labelCount), wordsOf(labelCount);
    std::vector<std::unordered_map<std::uint32_t, double>> counts(idOf_.size()); // [word][label]
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const auto label = static_cast<std::uint32_t>(labels[i]);
        ++textsOf[label];
        for (const std::uint32_t id : idsOf(texts[i])) {
            ++counts[id][label];
            ++wordsOf[label];
        }
    }
    const double all = static_cast<double>(texts.size());
    const auto words = static_cast<double>(idOf_.size());
    const auto used = static_cast<double>(
        std::count_if(textsOf.begin(), textsOf.end(), [](double n) { return n > 0; }));
    known_.resize(counts.size());
    for (std::size_t label = 0; label < labelCount; ++label) {
        const double n = textsOf[label];
        if (n == 0)
            continue;
        if (kind == Kind::Counts) {
            base_[label] = std::log(n / all);
            unknown_[label] = -std::log(wordsOf[label] + words);
        } else { // every word that isn't there speaks, too
            base_[label] =
                std::log((n + 0.5) / (all + 0.5 * used)) + words * std::log((n + 0.5) / (n + 1));
            unknown_[label] = std::log(0.5) - std::log(n + 0.5);
        }
    }
    for (std::size_t word = 0; word < counts.size(); ++word) {
        double inTexts = 0;
        for (const auto& [label, count] : counts[word])
            inTexts += count;
        for (const auto& [label, count] : counts[word]) {
            const double n = textsOf[label];
            if (kind == Kind::Counts) {
                known_[word].push_back({label, std::log(count + 1)});
                continue;
            }
            if (inTexts == all) { // it was never absent: the feature has one value
                base_[label] -= std::log((n + 0.5) / (n + 1));
                base_[label] += std::log(0.5 / (n + 0.5));
                known_[word].push_back({label, std::log((n + 0.5) / 0.5) - unknown_[label]});
                continue;
            }
            base_[label] += std::log((n - count + 0.5) / (n + 0.5));
            known_[word].push_back(
                {label, std::log((count + 0.5) / (n - count + 0.5)) - unknown_[label]});
        }
        std::sort(known_[word].begin(), known_[word].end(),
                  [](const Known& a, const Known& b) { return a.label < b.label; });
    }
}

std::vector<double> NaiveBayes::answer(const std::vector<std::string>& words) const {
    std::vector<double> out = base_;
    const std::vector<std::uint32_t> ids = idsOf(words);
    for (std::size_t label = 0; label < out.size(); ++label)
        out[label] += static_cast<double>(ids.size()) * unknown_[label];
    for (const std::uint32_t id : ids)
        for (const Known& one : known_[id])
            out[one.label] += one.more;
    return out;
}

} // namespace attune
