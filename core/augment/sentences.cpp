// SPDX-License-Identifier: GPL-3.0-or-later
// `sentence-shuffle`: sentences in another order. `mix`: a sentence, or the whole, of another
// training text of the same label put before or behind.
#include "augment/augment_operator.h"
#include "text/compare.h"
#include "text/letters.h"
#include "text/utf8.h"

namespace attune {
namespace {

const TextBreaker& sentenceBreaker() {
    static const TextBreaker breaker(TextBreaker::Unit::Sentence);
    return breaker;
}

// The sentences without the white space around them; none is empty.
std::vector<Span> sentencesOf(std::string_view text) {
    std::vector<Span> out;
    for (const TextPart& part : sentenceBreaker().parts(text)) {
        const std::string_view body = trimmed(text.substr(part.span.begin, part.span.size()));
        const auto begin = static_cast<std::size_t>(body.data() - text.data());
        if (!body.empty())
            out.push_back({begin, begin + body.size()});
    }
    return out;
}

// Whether a sentence says where it ends, so that another one may follow.
bool isClosed(std::string_view sentence) {
    return !isWordChar(lastOf(sentence)) && !isUnspacedLetter(lastOf(sentence));
}

struct ShuffleSettings {
    double rate = 1;
};

class SentenceShuffle final : public AugmentOperator {
public:
    explicit SentenceShuffle(const ShuffleSettings& settings) : rate_(settings.rate) {}

    void apply(Rewriter& text, AugmentCall& call) const override {
        const std::string_view source = text.source();
        std::vector<Span> sentences = sentencesOf(source);
        const auto at = [&](std::size_t i) {
            return source.substr(sentences[i].begin, sentences[i].size());
        };
        // A last sentence without an end would run into the one that came behind it.
        if (!sentences.empty() && !isClosed(at(sentences.size() - 1)))
            sentences.pop_back();
        std::vector<std::size_t> moving = chosen(sentences.size(), rate_, call.random);
        if (moving.size() == 1 && sentences.size() > 1)
            moving = {moving[0] == 0 ? 0 : moving[0] - 1, moving[0] == 0 ? 1 : moving[0]};
        if (moving.size() < 2)
            return;
        // A cycle in random order: every one of them moves (Sattolo 1986).
        std::vector<std::size_t> order(moving);
        for (std::size_t i = order.size() - 1; i > 0; --i)
            std::swap(order[i], order[call.random.below(i)]);
        for (std::size_t i = 0; i < moving.size(); ++i)
            text.replace(sentences[moving[i]].begin, sentences[moving[i]].end, at(order[i]));
    }

private:
    double rate_;
};

struct MixSettings {
    std::string take = "sentence";
    std::string place = "either";
};

class Mix final : public AugmentOperator {
public:
    explicit Mix(MixSettings settings) : settings_(std::move(settings)) {}

    void apply(Rewriter& text, AugmentCall& call) const override {
        const TrainingTexts& texts = call.context.texts;
        const auto same = texts.ofLabel(call.example.label);
        if (same.size() < 2)
            return;
        std::size_t pick = call.shared.below(same.size());
        if (texts.examples()[same[pick]].row == call.example.row)
            pick = (pick + 1) % same.size();
        const Example& other = texts.examples()[same[pick]];
        std::string_view taken = trimmed(call.second ? other.pair : other.text);
        if (settings_.take == "sentence") {
            const std::vector<Span> sentences = sentencesOf(taken);
            if (!sentences.empty()) {
                const Span one = sentences[call.random.below(sentences.size())];
                taken = taken.substr(one.begin, one.size());
            }
        }
        if (taken.empty())
            return;
        const bool behind = settings_.place == "after" ||
                            (settings_.place == "either" && call.random.below(2) == 1);
        const std::string_view own = trimmed(text.source());
        if (own.empty())
            return;
        const auto begin = static_cast<std::size_t>(own.data() - text.source().data());
        if (behind)
            text.insert(begin + own.size(), between(own, taken) + std::string(taken));
        else
            text.insert(begin, std::string(taken) + between(taken, own));
    }

private:
    // What stands between two texts: a space, or nothing in scripts that have none; what does not
    // end gets an end.
    static std::string between(std::string_view left, std::string_view right) {
        const bool unspaced = isUnspacedLetter(firstOf(right)) || isWide(lastOf(left));
        std::string out;
        if (!isClosed(left))
            out += isIdeographic(lastOf(left)) ? "。" : isUnspacedLetter(lastOf(left)) ? "" : ".";
        return unspaced ? out : out + " ";
    }
    // Han, and the punctuation that goes with it.
    static bool isWide(char32_t c) {
        const int width = u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_EAST_ASIAN_WIDTH);
        return isUnspacedLetter(c) || ((width == U_EA_FULLWIDTH || width == U_EA_WIDE) &&
                                       (categoryOf(c) & U_GC_P_MASK) != 0);
    }

    MixSettings settings_;
};

} // namespace

AugmentEntry sentenceShuffleEntry() {
    static const Fields<ShuffleSettings> fields = {
        {rateParameter(ATTUNE_TEXT("core", "Share of the sentences that move; two at least.")),
         &ShuffleSettings::rate},
    };
    return augmentEntry<ShuffleSettings>(
        {.key = "sentence-shuffle",
         .title = ATTUNE_TEXT("core", "Shuffle sentences"),
         .help = ATTUNE_TEXT("core", "Puts the sentences in another order. Texts of one sentence "
                                     "stay as they are."),
         .movesWords = true},
        fields, [](const ShuffleSettings& settings, const fs::path&, Problems&) -> AugmentPointer {
            return std::make_unique<SentenceShuffle>(settings);
        });
}

AugmentEntry mixEntry() {
    static const Fields<MixSettings> fields = {
        {{.key = "take",
          .title = ATTUNE_TEXT("core", "What is taken"),
          .help = ATTUNE_TEXT("core", "sentence: one of the other text's sentences. text: all of "
                                      "it; mind data.max_length."),
          .kind = Parameter::Kind::Choice,
          .choices = {"sentence", "text"}},
         &MixSettings::take },
        {{.key = "place",
          .title = ATTUNE_TEXT("core", "Place"),
          .help = ATTUNE_TEXT("core", "Before the text, after it, or either at random."),
          .kind = Parameter::Kind::Choice,
          .choices = {"either", "before", "after"}},
         &MixSettings::place},
    };
    return augmentEntry<MixSettings>(
        {.key = "mix",
         .title = ATTUNE_TEXT("core", "Mix texts of one label"),
         .help = ATTUNE_TEXT("core", "Adds something of another training text with the same "
                                     "label."),
         .takesOthers = true},
        fields, [](const MixSettings& settings, const fs::path&, Problems&) -> AugmentPointer {
            return std::make_unique<Mix>(settings);
        });
}

} // namespace attune
