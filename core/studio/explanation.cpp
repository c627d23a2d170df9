// SPDX-License-Identifier: GPL-3.0-or-later
// What an explanation says of its words.
#include "studio/explaining.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace attune::studio {

namespace {

constexpr const char* kIntegratedGradients = "integrated-gradients";
constexpr const char* kLeaveOneOut = "leave-one-out";

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

std::optional<std::size_t> Explanation::wordLike(std::string_view like,
                                                 std::size_t occurrence) const {
    for (std::size_t i = 0; i < words.size(); ++i)
        if (words[i].read && wordText(words[i]) == like && --occurrence == 0)
            return i;
    return std::nullopt;
}

std::optional<std::size_t> Explanation::sameWord(const Explanation& before,
                                                 std::size_t word) const {
    const std::string_view like = before.wordText(before.words[word]);
    std::size_t occurrence = 0;
    for (std::size_t i = 0; i <= word; ++i)
        occurrence += before.words[i].read && before.wordText(before.words[i]) == like ? 1 : 0;
    if (const auto found = wordLike(like, occurrence))
        return found;
    if (word < words.size() && words[word].read)
        return word;
    return std::nullopt;
}

} // namespace attune::studio
