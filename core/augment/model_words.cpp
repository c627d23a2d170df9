// SPDX-License-Identifier: GPL-3.0-or-later
// `masked-word`: words replaced by what a masked language model finds for their places (Kobayashi
// 2018; Wu and others 2019). `near-words`: by words near them in a model's table of words.
#include "augment/augment_operator.h"

#include <algorithm>
#include <numeric>

namespace attune {
namespace {

// One of the words, drawn by their scores.
const std::string& drawn(const std::vector<SuggestedWord>& words, RandomStream& random) {
    const double all =
        std::accumulate(words.begin(), words.end(), 0.0,
                        [](double sum, const SuggestedWord& one) { return sum + one.score; });
    double left = random.uniform() * all;
    for (const SuggestedWord& one : words)
        if ((left -= one.score) < 0)
            return one.word;
    return words.back().word;
}

using Replacement = std::pair<std::size_t, std::string>; // index into Words::all(), and the word

void putAll(Rewriter& text, const Words& words, std::vector<Replacement>& found) {
    std::sort(found.begin(), found.end());
    for (std::size_t i = 0; i < found.size(); ++i) {
        const auto& [word, with] = found[i];
        const std::size_t end = words.all()[word].end;
        const bool meets = i + 1 < found.size() && words.all()[found[i + 1].first].begin == end;
        putWord(text, words.all()[word], inCaseOf(with, words.at(word)),
                firstOf(meets ? std::string_view(found[i + 1].second) : text.source().substr(end)));
    }
}

// Words that may be changed and hold no digits: no other number could stand for a number.
std::vector<std::size_t> replaceable(const Words& words) {
    std::vector<std::size_t> found;
    for (const std::size_t i : words.free()) {
        const std::string_view word = words.at(i);
        if (word.find_first_of("0123456789_") == word.npos)
            found.push_back(i);
    }
    return found;
}

struct MaskedSettings {
    std::string model;
    double rate = 0.1;
    std::int64_t top = 10;
};

class MaskedWord final : public AugmentOperator {
public:
    explicit MaskedWord(const MaskedSettings& settings)
        : rate_(settings.rate), top_(static_cast<std::size_t>(settings.top)) {}

    void apply(Rewriter& text, AugmentCall& call) const override {
        const Words words(text.source(), wordBreaker(), call.protectedWords);
        const std::vector<std::size_t> candidates = replaceable(words);
        std::vector<std::size_t> asked;
        std::vector<Span> places;
        for (const std::size_t i : chosen(candidates.size(), rate_, call.random)) {
            asked.push_back(candidates[i]);
            places.push_back(words.all()[candidates[i]]);
        }
        if (places.empty())
            return;
        // One more than wanted: the likeliest may be the word that stands there.
        const auto answers = call.model.suggester->suggest(text.source(), places, top_ + 1);
        std::vector<Replacement> found;
        for (std::size_t i = 0; i < asked.size(); ++i) {
            std::vector<SuggestedWord> options = answers[i];
            const std::string own = foldedWord(words.at(asked[i]));
            std::erase_if(options,
                          [&](const SuggestedWord& one) { return foldedWord(one.word) == own; });
            options.resize(std::min(options.size(), top_));
            if (!options.empty())
                found.emplace_back(asked[i], drawn(options, call.random));
        }
        putAll(text, words, found);
    }

private:
    double rate_;
    std::size_t top_;
};

struct NearSettings {
    std::optional<std::string> model;
    double rate = 0.1;
    std::int64_t top = 5;
    double min_similarity = 0.6;
};

class NearWords final : public AugmentOperator {
public:
    explicit NearWords(const NearSettings& settings)
        : rate_(settings.rate),
          top_(static_cast<std::size_t>(settings.top)),
          least_(settings.min_similarity) {}

    void apply(Rewriter& text, AugmentCall& call) const override {
        const Words words(text.source(), wordBreaker(), call.protectedWords);
        // The rate counts all words; those that have near ones are tried in random order.
        std::vector<std::size_t> order = replaceable(words);
        const std::size_t wanted = chosen(order.size(), rate_, call.random).size();
        std::vector<Replacement> found;
        for (std::size_t left = order.size(); left > 0 && found.size() < wanted; --left) {
            std::swap(order[left - 1], order[call.random.below(left)]);
            const std::size_t word = order[left - 1];
            std::vector<SuggestedWord> options = call.model.neighbours->near(words.at(word), top_);
            std::erase_if(options, [&](const SuggestedWord& one) { return one.score < least_; });
            if (!options.empty())
                found.emplace_back(word, drawn(options, call.random));
        }
        putAll(text, words, found);
    }

private:
    double rate_;
    std::size_t top_;
    double least_;
};

// Whether a model is there is for those to tell who find and open it.
AugmentPointer makeMaskedWord(const MaskedSettings& settings, const fs::path&, Problems& problems) {
    if (settings.model.empty()) {
        problems.push_back({Problem::Severity::Error,
                            "model",
                            {},
                            say(ATTUNE_TEXT("core", "No model is named.")),
                            say(ATTUNE_TEXT("core", "Give a masked language model, such as "
                                                    "bert-base-uncased."))});
        return nullptr;
    }
    return std::make_unique<MaskedWord>(settings);
}

AugmentPointer makeNearWords(const NearSettings& settings, const fs::path&, Problems&) {
    return std::make_unique<NearWords>(settings);
}

} // namespace

AugmentEntry maskedWordEntry() {
    static const Fields<MaskedSettings> fields = {
        {{.key = "model",
          .title = ATTUNE_TEXT("core", "Masked language model"),
          .help = ATTUNE_TEXT("core", "Folder or name of a model that still has the head of its "
                                      "pretraining, such as bert-base-uncased."),
          .kind = Parameter::Kind::Folder,
          .model = true},
         &MaskedSettings::model                                                                   },
        {rateParameter(ATTUNE_TEXT("core", "Share of the words that are replaced; one at least.")),
         &MaskedSettings::rate},
        {{.key = "top",
          .title = ATTUNE_TEXT("core", "Choice"),
          .help = ATTUNE_TEXT("core", "The word is drawn from so many that fit best, the better "
                                      "the likelier."),
          .kind = Parameter::Kind::Integer,
          .unit = ATTUNE_TEXT("core", "words"),
          .minimum = 1,
          .maximum = 1000},
         &MaskedSettings::top                                                             },
    };
    return augmentEntry<MaskedSettings>(
        {.key = "masked-word",
         .title = ATTUNE_TEXT("core", "Masked words"),
         .help = ATTUNE_TEXT("core", "Replaces words by others that a masked language model would "
                                     "put in their places. They fit the sentence but may turn its "
                                     "meaning round: protect the words that carry the label, or "
                                     "name a judge."),
         .needs = {AugmentNeed::Suggester}},
        fields, makeMaskedWord);
}

AugmentEntry nearWordsEntry() {
    static const Fields<NearSettings> fields = {
        {{.key = "model",
          .title = ATTUNE_TEXT("core", "Model"),
          .help = ATTUNE_TEXT("core", "Folder or name of the model whose table of words is used. "
                                      "Left out: the model of the recipe."),
          .kind = Parameter::Kind::Folder,
          .optional = true,
          .model = true},
         &NearSettings::model                                                                                        },
        {rateParameter(ATTUNE_TEXT("core", "Share of the words that are replaced; one at least, as "
                                           "far as they have near words.")),
         &NearSettings::rate},
        {{.key = "top",
          .title = ATTUNE_TEXT("core", "Choice"),
          .help = ATTUNE_TEXT("core", "The word is drawn from so many that are nearest."),
          .kind = Parameter::Kind::Integer,
          .unit = ATTUNE_TEXT("core", "words"),
          .minimum = 1,
          .maximum = 1000},
         &NearSettings::top                                                                                },
        {{.key = "min_similarity",
          .title = ATTUNE_TEXT("core", "Least similarity"),
          .help = ATTUNE_TEXT("core", "Cosine of the two rows in the table of words; words farther "
                                      "apart are no choice."),
          .kind = Parameter::Kind::Real,
          .minimum = 0,
          .maximum = 1},
         &NearSettings::min_similarity   },
    };
    return augmentEntry<NearSettings>(
        {.key = "near-words",
         .title = ATTUNE_TEXT("core", "Near words"),
         .help = ATTUNE_TEXT("core", "Replaces words by others that lie near them in the table of "
                                     "words of a model, in whatever language it reads. Words that "
                                     "its tokenizer cuts in pieces have none."),
         .needs = {AugmentNeed::Neighbours}},
        fields, makeNearWords);
}

} // namespace attune
