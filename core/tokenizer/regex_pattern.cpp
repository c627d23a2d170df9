// SPDX-License-Identifier: GPL-3.0-or-later
// The search for a translated expression, by ICU.
#include "text/utf8.h"
#include "tokenizer/regex_translation.h"

#include <unicode/regex.h>

namespace attune {
namespace {

constexpr int kTimeLimit = 2000;        // ICU's steps of about a millisecond, for one text
constexpr int kStackLimit = 16'000'000; // bytes

class RegexPattern final : public TextPattern {
public:
    RegexPattern(std::unique_ptr<icu::RegexPattern> pattern, std::string expression)
        : pattern_(std::move(pattern)), expression_(std::move(expression)) {}

    // As the Rust binding of Oniguruma looks: an empty match right behind another match is none.
    void find(std::u32string_view text, std::vector<CharRange>& matches) const override {
        icu::UnicodeString units;
        std::vector<std::uint32_t> chars; // the code point of each unit, and the end
        chars.reserve(text.size() + 1);
        for (std::size_t i = 0; i < text.size(); ++i) {
            units.append(static_cast<UChar32>(text[i]));
            chars.resize(static_cast<std::size_t>(units.length()), static_cast<std::uint32_t>(i));
        }
        chars.push_back(static_cast<std::uint32_t>(text.size()));
        UErrorCode status = U_ZERO_ERROR;
        const std::unique_ptr<icu::RegexMatcher> matcher(pattern_->matcher(units, status));
        if (U_FAILURE(status))
            throwTooHard();
        matcher->setTimeLimit(kTimeLimit, status);
        matcher->setStackLimit(kStackLimit, status);
        std::int32_t at = 0;
        std::int32_t lastEnd = -1;
        while (at <= units.length()) {
            const bool found = matcher->find(at, status);
            if (U_FAILURE(status))
                throwTooHard();
            if (!found)
                return;
            const std::int32_t begin = matcher->start(status);
            const std::int32_t end = matcher->end(status);
            if (begin == end && lastEnd == end) {
                at = end < units.length() ? units.moveIndex32(end, 1) : end + 1;
                continue;
            }
            matches.push_back(
                {chars[static_cast<std::size_t>(begin)], chars[static_cast<std::size_t>(end)]});
            at = lastEnd = end;
        }
    }

private:
    [[noreturn]] void throwTooHard() const {
        throw Error(say(ATTUNE_TEXT("core", "The search for the regular expression “%1” takes too "
                                            "long in a text."),
                        expression_),
                    {},
                    say(ATTUNE_TEXT("core", "Choose a model with another tokenizer, or shorten "
                                            "the text.")));
    }

    std::unique_ptr<icu::RegexPattern> pattern_;
    std::string expression_;
};

} // namespace

std::unique_ptr<TextPattern> makeRegexPattern(std::string_view expression,
                                              const std::string& where) {
    const std::string translated = translateRegex(expression, where);
    UErrorCode status = U_ZERO_ERROR;
    UParseError place;
    std::unique_ptr<icu::RegexPattern> pattern(
        icu::RegexPattern::compile(icu::UnicodeString::fromUTF8(translated), 0, place, status));
    if (U_FAILURE(status))
        throw Error(
            say(ATTUNE_TEXT("core", "The regular expression “%1” cannot be read at character "
                                    "%2."),
                std::string(expression), place.offset),
            where, say(ATTUNE_TEXT("core", "Choose another model.")));
    return std::make_unique<RegexPattern>(std::move(pattern), std::string(expression));
}

} // namespace attune
