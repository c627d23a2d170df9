// SPDX-License-Identifier: GPL-3.0-or-later
// `special-words`: words of a person's choice put into the text, such as [MASK] or a placeholder.
#include "augment/augment_operator.h"
#include "base/lists.h"
#include "text/compare.h"

namespace attune {
namespace {

struct SpecialWordSettings {
    std::vector<std::string> words;
    double rate = 0.1;
    std::string place = "anywhere";
};

class SpecialWords final : public AugmentOperator {
public:
    explicit SpecialWords(SpecialWordSettings settings) : settings_(std::move(settings)) {}

    void apply(Rewriter& text, AugmentCall& call) const override {
        const Words words(text.source(), wordBreaker(), call.protectedWords);
        const auto word = [&]() -> std::string_view {
            return settings_.words[call.random.below(settings_.words.size())];
        };
        if (words.all().empty())
            return;
        if (settings_.place == "begin") {
            const std::string_view one = word();
            const bool space = !isUnspacedLetter(firstOf(text.source()));
            text.insert(0, std::string(one) + (space ? " " : ""));
        } else if (settings_.place == "end") {
            insertWord(text,
                       trimmed(text.source()).data() + trimmed(text.source()).size() -
                           text.source().data(),
                       word());
        } else {
            for (const std::size_t i : chosen(words.free().size(), settings_.rate, call.random))
                insertWord(text, words.all()[words.free()[i]].end, word());
        }
    }

private:
    SpecialWordSettings settings_;
};

AugmentPointer makeSpecialWords(const SpecialWordSettings& settings, const fs::path&,
                                Problems& problems) {
    SpecialWordSettings own = settings;
    for (std::string& word : own.words)
        word = trimmed(word);
    std::erase(own.words, std::string());
    if (own.words.empty()) {
        problems.push_back({Problem::Severity::Error,
                            "words",
                            {},
                            say(ATTUNE_TEXT("core", "No words are given.")),
                            say(ATTUNE_TEXT("core", "Give a list, such as [\"[MASK]\"]."))});
        return nullptr;
    }
    return std::make_unique<SpecialWords>(std::move(own));
}

} // namespace

AugmentEntry specialWordsEntry() {
    static const Fields<SpecialWordSettings> fields = {
        {{.key = "words",
          .title = ATTUNE_TEXT("core", "Words"),
          .help = ATTUNE_TEXT("core", "What is put in; one of them at a time. The tokenizer should "
                                      "know them as special words."),
          .kind = Parameter::Kind::TextList},
         &SpecialWordSettings::words                                                                                                        },
        {rateParameter(ATTUNE_TEXT("core",             "Words put in, as a share of those that are there; one "
                                           "at least. At the beginning or end it is always one.")),
         &SpecialWordSettings::rate},
        {{.key = "place",
          .title = ATTUNE_TEXT("core", "Place"),
          .help = ATTUNE_TEXT("core", "Where they go."),
          .kind = Parameter::Kind::Choice,
          .choices = {"anywhere", "begin", "end"}},
         &SpecialWordSettings::place                                                                               },
    };
    return augmentEntry<SpecialWordSettings>(
        {.key = "special-words",
         .title = ATTUNE_TEXT("core", "Add special words"),
         .help = ATTUNE_TEXT("core", "Puts words of your own into the text, so that the model "
                                     "learns to read past them.")},
        fields, makeSpecialWords);
}

} // namespace attune
