// SPDX-License-Identifier: GPL-3.0-or-later
// Patterns, and what is made of their matches.
#include "tokenizer/text_pattern.h"

#include "text/utf8.h"
#include "tokenizer/json_fields.h"
#include "tokenizer/known_expressions.h"
#include "tokenizer/regex_translation.h"

#include <algorithm>

namespace attune {
namespace {

class LiteralPattern final : public TextPattern {
public:
    explicit LiteralPattern(std::u32string literal) : literal_(std::move(literal)) {}

    void find(std::u32string_view text, std::vector<CharRange>& matches) const override {
        if (literal_.empty()) { // between all code points
            for (std::size_t at = 0; at <= text.size(); ++at)
                matches.push_back({at, at});
            return;
        }
        for (std::size_t at = 0; (at = text.find(literal_, at)) != text.npos; at += literal_.size())
            matches.push_back({at, at + literal_.size()});
    }

private:
    std::u32string literal_;
};

struct NamedBehavior {
    const char* name;
    SplitBehavior behavior;
};
constexpr NamedBehavior kBehaviors[] = {
    {"Removed",            SplitBehavior::Removed           },
    {"Isolated",           SplitBehavior::Isolated          },
    {"MergedWithPrevious", SplitBehavior::MergedWithPrevious},
    {"MergedWithNext",     SplitBehavior::MergedWithNext    },
    {"Contiguous",         SplitBehavior::Contiguous        },
};

} // namespace

std::unique_ptr<TextPattern> makeTextPattern(const Json& json, const std::string& where) {
    const Json& literal = memberOf(json, "String");
    const Json& expression = memberOf(json, "Regex");
    if (literal.is_string())
        return std::make_unique<LiteralPattern>(toUtf32(literal.get<std::string>()));
    if (!expression.is_string())
        throwWrongValue("pattern", "an object with “String” or “Regex”", where);
    const auto text = expression.get<std::string>();
    if (auto known = makeKnownExpression(text))
        return known;
    return makeRegexPattern(text, where);
}

SplitBehavior splitBehaviorOf(const Json& json, SplitBehavior absent, const std::string& where) {
    if (memberOf(json, "behavior").is_null())
        return absent;
    const std::string name = textOf(json, "behavior", "", where);
    std::vector<std::string> known;
    for (const NamedBehavior& one : kBehaviors) {
        if (name == one.name)
            return one.behavior;
        known.emplace_back(one.name);
    }
    throwUnknownKind("split behavior", name, known, where);
}

void appendParts(CharRange word, const std::vector<CharRange>& matches, SplitBehavior behavior,
                 bool invert, std::vector<CharRange>& parts) {
    struct Piece {
        CharRange chars;
        bool isMatch;
    };
    thread_local std::vector<Piece> pieces;
    pieces.clear();
    std::size_t done = word.begin;
    for (const CharRange& match : matches) {
        const CharRange chars{word.begin + match.begin, word.begin + match.end};
        if (done < chars.begin)
            pieces.push_back({
                {done, chars.begin},
                invert
            });
        pieces.push_back({chars, !invert});
        done = chars.end;
    }
    if (done < word.end)
        pieces.push_back({
            {done, word.end},
            invert
        });
    const std::size_t before = parts.size();
    const auto hasOwn = [&] { return parts.size() > before; };
    bool previous = false; // whether the piece before was a match
    switch (behavior) {
    case SplitBehavior::Isolated:
    case SplitBehavior::Removed:
        for (const Piece& piece : pieces)
            if (behavior == SplitBehavior::Isolated || !piece.isMatch)
                parts.push_back(piece.chars);
        break;
    case SplitBehavior::Contiguous:
    case SplitBehavior::MergedWithPrevious:
        for (const Piece& piece : pieces) {
            const bool joins = behavior == SplitBehavior::Contiguous ? piece.isMatch == previous
                                                                     : piece.isMatch && !previous;
            if (joins && hasOwn())
                parts.back().end = piece.chars.end;
            else
                parts.push_back(piece.chars);
            previous = piece.isMatch;
        }
        break;
    case SplitBehavior::MergedWithNext:
        for (std::size_t i = pieces.size(); i-- > 0;) {
            if (pieces[i].isMatch && !previous && hasOwn())
                parts.back().begin = pieces[i].chars.begin;
            else
                parts.push_back(pieces[i].chars);
            previous = pieces[i].isMatch;
        }
        std::reverse(parts.begin() + static_cast<std::ptrdiff_t>(before), parts.end());
        break;
    }
    parts.erase(std::remove_if(parts.begin() + static_cast<std::ptrdiff_t>(before), parts.end(),
                               [](const CharRange& part) { return part.begin == part.end; }),
                parts.end());
}

} // namespace attune
