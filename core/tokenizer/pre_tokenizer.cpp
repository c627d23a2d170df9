// SPDX-License-Identifier: GPL-3.0-or-later
// The pre-tokenizers, and the table by which tokenizer.json names them.
#include "tokenizer/pre_tokenizer.h"

#include "tokenizer/char_classes.h"
#include "tokenizer/json_fields.h"

namespace attune {
namespace {

// What becomes of a code point when a text is split.
enum class Role {
    Inside,  // part of a word
    Alone,   // a word of its own
    Grouped, // part of a word made of such code points only
    Dropped, // between words
};

// Splits by the role of each code point alone.
template <class RoleOf> class CharSplitter final : public PreTokenizer {
public:
    explicit CharSplitter(RoleOf roleOf) : roleOf_(roleOf) {}

    void split(NormalizedText& text, std::vector<CharRange>& words) const override {
        std::vector<CharRange> result;
        result.reserve(words.size() + text.size() / 4);
        for (const CharRange& word : words) {
            CharRange open{word.begin, word.begin};
            Role openRole = Role::Inside;
            const auto close = [&](std::size_t at) {
                if (open.begin < at)
                    result.push_back({open.begin, at});
            };
            for (std::size_t i = word.begin; i < word.end; ++i) {
                const Role role = roleOf_(text[i]);
                const bool joins =
                    role == openRole && (role == Role::Inside || role == Role::Grouped);
                if (joins)
                    continue;
                if (openRole != Role::Dropped)
                    close(i);
                open.begin = i;
                openRole = role;
            }
            if (openRole != Role::Dropped)
                close(word.end);
        }
        words = std::move(result);
    }

private:
    RoleOf roleOf_;
};

class Sequence final : public PreTokenizer {
public:
    explicit Sequence(std::vector<std::unique_ptr<PreTokenizer>> steps)
        : steps_(std::move(steps)) {}

    void split(NormalizedText& text, std::vector<CharRange>& words) const override {
        for (const auto& step : steps_)
            step->split(text, words);
    }

private:
    std::vector<std::unique_ptr<PreTokenizer>> steps_;
};

using Made = std::unique_ptr<PreTokenizer>;

template <class RoleOf> Made charSplitter(RoleOf roleOf) {
    return std::make_unique<CharSplitter<RoleOf>>(roleOf);
}

Made makeBert(const Json&, const std::string&) {
    return charSplitter([](char32_t c) {
        const std::uint16_t bits = charClass(c);
        return bits & kIsSpace ? Role::Dropped : bits & kIsPunctuation ? Role::Alone : Role::Inside;
    });
}

Made makeWhitespaceSplit(const Json&, const std::string&) {
    return charSplitter(
        [](char32_t c) { return charIs(c, kIsSpace) ? Role::Dropped : Role::Inside; });
}

// \w+|[^\w\s]+
Made makeWhitespace(const Json&, const std::string&) {
    return charSplitter([](char32_t c) {
        const std::uint16_t bits = charClass(c);
        return bits & kIsWord ? Role::Inside : bits & kIsSpace ? Role::Dropped : Role::Grouped;
    });
}

Made makePunctuation(const Json& json, const std::string& where) {
    const std::string behavior = textOf(json, "behavior", "Isolated", where);
    if (behavior != "Isolated" && behavior != "Removed" && behavior != "Contiguous")
        throwUnknownKind("Punctuation behavior", behavior, {"Isolated", "Removed", "Contiguous"},
                         where);
    const Role role = behavior == "Isolated"  ? Role::Alone
                      : behavior == "Removed" ? Role::Dropped
                                              : Role::Grouped;
    return charSplitter(
        [role](char32_t c) { return charIs(c, kIsPunctuation) ? role : Role::Inside; });
}

Made makeDigits(const Json& json, const std::string& where) {
    const Role role = boolOf(json, "individual_digits", false, where) ? Role::Alone : Role::Grouped;
    return charSplitter([role](char32_t c) { return charIs(c, kIsDigit) ? role : Role::Inside; });
}

Made makeSequence(const Json& json, const std::string& where) {
    const Json& list = memberOf(json, "pretokenizers");
    if (!list.is_array())
        throwWrongValue("pretokenizers", "a list", where);
    std::vector<Made> steps;
    for (const Json& step : list)
        if (Made made = makePreTokenizer(step, where))
            steps.push_back(std::move(made));
    return std::make_unique<Sequence>(std::move(steps));
}

struct Kind {
    const char* name;
    Made (*make)(const Json&, const std::string&);
};

const Kind kKinds[] = {
    {"BertPreTokenizer", makeBert           },
    {"WhitespaceSplit",  makeWhitespaceSplit},
    {"Whitespace",       makeWhitespace     },
    {"Punctuation",      makePunctuation    },
    {"Digits",           makeDigits         },
    {"Sequence",         makeSequence       },
};

} // namespace

std::unique_ptr<PreTokenizer> makePreTokenizer(const Json& json, const std::string& where) {
    if (json.is_null())
        return nullptr;
    const std::string name = kindOf(json, "pre_tokenizer", where);
    std::vector<std::string> known;
    for (const Kind& kind : kKinds) {
        if (name == kind.name)
            return kind.make(json, where);
        known.emplace_back(kind.name);
    }
    throwUnknownKind("pre_tokenizer", name, known, where);
}

} // namespace attune
