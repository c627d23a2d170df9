// SPDX-License-Identifier: GPL-3.0-or-later
// `random-swap`, `random-delete`, `random-insert`: words moved, taken out and put in at random
// (Wei and Zou 2019, "EDA").
#include "augment/augment_operator.h"

#include <numeric>

namespace attune {
namespace {

struct RateSettings {
    double rate = 0.1;
};

struct SwapSettings {
    double rate = 0.1;
    std::int64_t distance = 3;
};

class RandomSwap final : public AugmentOperator {
public:
    explicit RandomSwap(const SwapSettings& settings)
        : rate_(settings.rate), distance_(static_cast<std::size_t>(settings.distance)) {}

    void apply(Rewriter& text, AugmentCall& call) const override {
        const Words words(text.source(), wordBreaker(), call.protectedWords);
        const std::vector<std::size_t>& free = words.free();
        if (free.size() < 2)
            return;
        // Whose place each word takes; each moves once.
        std::vector<std::size_t> order(words.all().size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        for (const std::size_t i : chosen(free.size() - 1, rate_ / 2, call.random)) {
            const std::size_t reach = std::min(distance_, free.size() - 1 - i);
            const std::size_t left = free[i], right = free[i + 1 + call.random.below(reach)];
            if (order[left] == left && order[right] == right)
                std::swap(order[left], order[right]);
        }
        for (const std::size_t i : free) {
            if (words.at(order[i]) == words.at(i))
                continue;
            const std::size_t end = words.all()[i].end;
            const bool meets = i + 1 < order.size() && words.all()[i + 1].begin == end;
            putWord(text, words.all()[i], words.at(order[i]),
                    firstOf(meets ? words.at(order[i + 1]) : text.source().substr(end)));
        }
    }

private:
    double rate_;
    std::size_t distance_;
};

class RandomDelete final : public AugmentOperator {
public:
    explicit RandomDelete(const RateSettings& settings) : rate_(settings.rate) {}

    void apply(Rewriter& text, AugmentCall& call) const override {
        const Words words(text.source(), wordBreaker(), call.protectedWords);
        std::vector<std::size_t> out;
        for (const std::size_t i : chosen(words.free().size(), rate_, call.random))
            out.push_back(words.free()[i]);
        leaveOne(out, words, call.random);
        takeWords(text, words, out);
    }

private:
    double rate_;
};

struct InsertSettings {
    double rate = 0.1;
    std::string from = "label";
};

class RandomInsert final : public AugmentOperator {
public:
    explicit RandomInsert(const InsertSettings& settings)
        : rate_(settings.rate), fromLabel_(settings.from == "label") {}

    void apply(Rewriter& text, AugmentCall& call) const override {
        const Words words(text.source(), wordBreaker(), call.protectedWords);
        const auto places = chosen(words.free().size(), rate_, call.random);
        if (places.empty())
            return;
        std::string_view donor = text.source();
        const auto same = call.context.texts.ofLabel(call.example.label);
        if (fromLabel_ && call.example.label >= 0 && !same.empty()) {
            const Example& other =
                call.context.texts.examples()[same[call.random.below(same.size())]];
            donor = call.second ? other.pair : other.text;
        }
        const Words given(donor, wordBreaker(), {});
        if (given.all().empty())
            return;
        for (const std::size_t i : places)
            insertWord(text, words.all()[words.free()[i]].end,
                       given.at(call.random.below(given.all().size())));
    }

private:
    double rate_;
    bool fromLabel_;
};

} // namespace

AugmentEntry randomSwapEntry() {
    static const Fields<SwapSettings> fields = {
        {rateParameter(ATTUNE_TEXT("core", "Share of the words that move; two at least.")),
         &SwapSettings::rate},
        {{.key = "distance",
          .title = ATTUNE_TEXT("core", "Distance"),
          .help = ATTUNE_TEXT("core", "How far words may move. 1: only neighbours change places."),
          .kind = Parameter::Kind::Integer,
          .unit = ATTUNE_TEXT("core", "words"),
          .minimum = 1,
          .maximum = 1000},
         &SwapSettings::distance                                                     },
    };
    return augmentEntry<SwapSettings>(
        {.key = "random-swap",
         .title = ATTUNE_TEXT("core", "Swap words"),
         .help = ATTUNE_TEXT("core", "Lets words change places with others nearby. Punctuation "
                                     "stays where it is."),
         .movesWords = true},
        fields, [](const SwapSettings& settings, const fs::path&, Problems&) -> AugmentPointer {
            return std::make_unique<RandomSwap>(settings);
        });
}

AugmentEntry randomDeleteEntry() {
    static const Fields<RateSettings> fields = {
        {rateParameter(ATTUNE_TEXT("core", "Share of the words that go; one at least, never all.")),
         &RateSettings::rate},
    };
    return augmentEntry<RateSettings>(
        {.key = "random-delete",
         .title = ATTUNE_TEXT("core", "Delete words"),
         .help = ATTUNE_TEXT("core", "Takes words out at random. Protect the words that carry the "
                                     "label, such as “not”.")},
        fields, [](const RateSettings& settings, const fs::path&, Problems&) -> AugmentPointer {
            return std::make_unique<RandomDelete>(settings);
        });
}

AugmentEntry randomInsertEntry() {
    static const Fields<InsertSettings> fields = {
        {rateParameter(ATTUNE_TEXT("core", "Words put in, as a share of those that are there; one "
                                           "at least.")),
         &InsertSettings::rate},
        {{.key = "from",
          .title = ATTUNE_TEXT("core", "Words from"),
          .help = ATTUNE_TEXT("core", "label: another training text of the same label. text: the "
                                      "text itself, as with every task but text classification."),
          .kind = Parameter::Kind::Choice,
          .choices = {"label", "text"}},
         &InsertSettings::from                                                },
    };
    return augmentEntry<InsertSettings>(
        {.key = "random-insert",
         .title = ATTUNE_TEXT("core", "Insert words"),
         .help = ATTUNE_TEXT("core", "Puts words in at random places."),
         .movesWords = true},
        fields, [](const InsertSettings& settings, const fs::path&, Problems&) -> AugmentPointer {
            return std::make_unique<RandomInsert>(settings);
        });
}

} // namespace attune
