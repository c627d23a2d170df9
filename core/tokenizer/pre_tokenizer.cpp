// SPDX-License-Identifier: GPL-3.0-or-later
// The pre-tokenizers, and the table by which tokenizer.json names them.
#include "tokenizer/pre_tokenizer.h"

#include "text/utf8.h"
#include "tokenizer/char_classes.h"
#include "tokenizer/json_fields.h"
#include "tokenizer/marking_splitters.h"
#include "tokenizer/script_tables.h"
#include "tokenizer/text_pattern.h"

#include <algorithm>

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

// Splits at the matches of a pattern.
class PatternSplitter final : public PreTokenizer {
public:
    PatternSplitter(std::unique_ptr<TextPattern> pattern, SplitBehavior behavior, bool invert)
        : pattern_(std::move(pattern)), behavior_(behavior), invert_(invert) {}

    void split(NormalizedText& text, std::vector<CharRange>& words) const override {
        std::vector<CharRange> parts, matches;
        parts.reserve(words.size() + text.size() / 4);
        for (const CharRange& word : words) {
            matches.clear();
            pattern_->find(
                std::u32string_view(text.chars()).substr(word.begin, word.end - word.begin),
                matches);
            appendParts(word, matches, behavior_, invert_, parts);
        }
        words = std::move(parts);
    }

private:
    std::unique_ptr<TextPattern> pattern_;
    SplitBehavior behavior_;
    bool invert_;
};

// Matches each code point for which `is` holds.
template <class Is> class CharPattern final : public TextPattern {
public:
    explicit CharPattern(Is is) : is_(is) {}
    void find(std::u32string_view text, std::vector<CharRange>& matches) const override {
        for (std::size_t i = 0; i < text.size(); ++i)
            if (is_(text[i]))
                matches.push_back({i, i + 1});
    }

private:
    Is is_;
};
template <class Is> Made splitAt(Is is, SplitBehavior behavior) {
    return std::make_unique<PatternSplitter>(std::make_unique<CharPattern<Is>>(is), behavior,
                                             false);
}

Made makePunctuation(const Json& json, const std::string& where) {
    return splitAt([](char32_t c) { return charIs(c, kIsPunctuation); },
                   splitBehaviorOf(json, SplitBehavior::Isolated, where));
}

Made makeDigits(const Json& json, const std::string& where) {
    return splitAt([](char32_t c) { return charIs(c, kIsDigit); },
                   boolOf(json, "individual_digits", false, where) ? SplitBehavior::Isolated
                                                                   : SplitBehavior::Contiguous);
}

Made makeCharDelimiter(const Json& json, const std::string& where) {
    const std::u32string delimiter = toUtf32(textOf(json, "delimiter", "", where));
    if (delimiter.size() != 1)
        throwWrongValue("delimiter", "one character", where);
    return splitAt([c = delimiter[0]](char32_t one) { return one == c; }, SplitBehavior::Removed);
}

Made makeSplit(const Json& json, const std::string& where) {
    const Json& pattern = memberOf(json, "pattern");
    if (memberOf(json, "behavior").is_null())
        throwWrongValue("behavior", "a text", where);
    return std::make_unique<PatternSplitter>(makeTextPattern(pattern, where),
                                             splitBehaviorOf(json, SplitBehavior::Isolated, where),
                                             boolOf(json, "invert", false, where));
}

// Splits where the script changes. Code points of any script stay with what is before them; at the
// beginning they are lost, as in the library.
class UnicodeScripts final : public PreTokenizer {
public:
    void split(NormalizedText& text, std::vector<CharRange>& words) const override {
        std::vector<CharRange> parts;
        for (const CharRange& word : words) {
            int last = kAny;
            for (std::size_t i = word.begin; i < word.end; ++i) {
                const int group = groupOf(text[i]);
                if (group == kAny || group == last) {
                    if (last != kAny)
                        parts.back().end = i + 1;
                    continue;
                }
                parts.push_back({i, i + 1});
                last = group;
            }
        }
        words = std::move(parts);
    }

private:
    static constexpr int kAny = -1;
    static int groupOf(char32_t c) {
        const auto runs = tables::kScriptRuns;
        const auto after = std::upper_bound(
            runs.begin(), runs.end(), c,
            [](char32_t one, const tables::ScriptRun& run) { return one < run.first; });
        return after == runs.begin() || c > (after - 1)->last ? kAny : (after - 1)->group;
    }
};

Made makeUnicodeScripts(const Json&, const std::string&) {
    return std::make_unique<UnicodeScripts>();
}

// Pieces of so many code points.
class FixedLength final : public PreTokenizer {
public:
    explicit FixedLength(std::size_t length) : length_(length) {}
    void split(NormalizedText&, std::vector<CharRange>& words) const override {
        std::vector<CharRange> parts;
        for (const CharRange& word : words)
            for (std::size_t at = word.begin; at < word.end; at += length_)
                parts.push_back({at, std::min(at + length_, word.end)});
        words = std::move(parts);
    }

private:
    std::size_t length_;
};

Made makeFixedLength(const Json& json, const std::string& where) {
    const auto length = numberOf(json, "length", 5, 1'000'000, where);
    if (length == 0)
        throwWrongValue("length", "above 0", where);
    return std::make_unique<FixedLength>(static_cast<std::size_t>(length));
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
    {"BertPreTokenizer",   makeBert           },
    {"ByteLevel",          makeByteLevel      },
    {"Metaspace",          makeMetaspace      },
    {"WhitespaceSplit",    makeWhitespaceSplit},
    {"Whitespace",         makeWhitespace     },
    {"Split",              makeSplit          },
    {"Punctuation",        makePunctuation    },
    {"Digits",             makeDigits         },
    {"CharDelimiterSplit", makeCharDelimiter  },
    {"FixedLength",        makeFixedLength    },
    {"UnicodeScripts",     makeUnicodeScripts },
    {"Sequence",           makeSequence       },
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
