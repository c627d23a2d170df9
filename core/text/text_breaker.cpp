// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/text_breaker.h"

#include "base/error.h"
#include "text/letters.h"

#include <unicode/brkiter.h>
#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/utext.h>

#include <algorithm>
#include <array>
#include <functional>
#include <optional>

namespace attune {
namespace {

// The boundaries of words in ASCII as ICU finds them (Unicode annex 29), many times faster. Which
// letters are of which class hangs on the version of ICU ("@" is a letter to some), which is asked.
class AsciiWords {
public:
    using Ask = std::function<std::vector<TextPart>(std::string_view)>;
    explicit AsciiWords(const Ask& icu) {
        for (int i = 0; i < 128; ++i) {
            const std::string c(1, static_cast<char>(i));
            const auto isOne = [&](const std::string& text) { return icu(text).size() == 1; };
            std::uint8_t& kind = kinds_[static_cast<std::size_t>(i)];
            if (isOne("a" + c) && isOne(c + "a") && isOne(c + "1"))
                kind = kInWord | (isOne(c + "'a") ? kLetter : 0) | (isOne(c + ",1") ? kDigit : 0) |
                       (icu(c).front().word ? kWordAlone : 0);
            else
                kind = (isOne("a" + c + "a") ? kJoinsLetters : 0) |
                       (isOne("1" + c + "1") ? kJoinsDigits : 0);
        }
    }

    std::vector<TextPart> parts(std::string_view text) const {
        std::vector<TextPart> parts;
        for (std::size_t begin = 0; begin < text.size();) {
            const std::size_t end = endOf(text, begin);
            const bool word =
                is(text[begin], kInWord) && (end - begin > 1 || is(text[begin], kWordAlone));
            parts.push_back({
                {begin, end},
                word
            });
            begin = end;
        }
        return parts;
    }

private:
    static constexpr std::uint8_t kInWord = 1, kLetter = 2, kDigit = 4, kWordAlone = 8,
                                  kJoinsLetters = 16, kJoinsDigits = 32;

    bool is(char c, std::uint8_t kind) const {
        return (kinds_[static_cast<std::size_t>(c)] & kind) != 0;
    }

    std::size_t endOf(std::string_view text, std::size_t begin) const {
        const char first = text[begin];
        std::size_t end = begin + 1;
        if (first == '\r' && end < text.size() && text[end] == '\n')
            return end + 1;
        if (first == ' ')
            while (end < text.size() && text[end] == ' ')
                ++end;
        if (is(first, kInWord))
            while (end < text.size() && (is(text[end], kInWord) || joins(text, end)))
                end += is(text[end], kInWord) ? 1 : 2;
        return end;
    }

    // Whether the byte joins what stands beside it: letters ("don't"), or digits ("3.5").
    bool joins(std::string_view text, std::size_t at) const {
        if (at + 1 >= text.size())
            return false;
        const char before = text[at - 1], after = text[at + 1];
        return (is(text[at], kJoinsLetters) && is(before, kLetter) && is(after, kLetter)) ||
               (is(text[at], kJoinsDigits) && is(before, kDigit) && is(after, kDigit));
    }

    std::array<std::uint8_t, 128> kinds_{};
};

} // namespace

struct TextBreaker::Prototype {
    Unit unit;
    std::unique_ptr<const icu::BreakIterator> iterator;
    std::optional<AsciiWords> ascii = {};
};

TextBreaker::TextBreaker(Unit unit) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Locale& root = icu::Locale::getRoot();
    std::unique_ptr<const icu::BreakIterator> iterator(
        unit == Unit::Word ? icu::BreakIterator::createWordInstance(root, status)
                           : icu::BreakIterator::createSentenceInstance(root, status));
    if (U_FAILURE(status))
        throw Error(
            say(ATTUNE_TEXT("core", "The library ICU lacks its data: %1."), u_errorName(status)),
            {}, say(ATTUNE_TEXT("core", "Install Attune again.")));
    auto prototype = std::make_shared<Prototype>(Prototype{unit, std::move(iterator), {}});
    prototype_ = prototype;
    if (unit == Unit::Word)
        prototype->ascii.emplace([this](std::string_view text) { return byIcu(text); });
}

std::vector<TextPart> TextBreaker::parts(std::string_view text) const {
    if (prototype_->ascii && std::all_of(text.begin(), text.end(), isAscii))
        return prototype_->ascii->parts(text);
    return byIcu(text);
}

std::vector<TextPart> TextBreaker::byIcu(std::string_view text) const {
    std::vector<TextPart> parts;
    UErrorCode status = U_ZERO_ERROR;
    UText view = UTEXT_INITIALIZER;
    utext_openUTF8(&view, text.data(), static_cast<std::int64_t>(text.size()), &status);
    {
        const std::unique_ptr<icu::BreakIterator> breaks(prototype_->iterator->clone());
        breaks->setText(&view, status);
        if (U_SUCCESS(status)) {
            std::size_t begin = 0;
            for (std::int32_t end = breaks->next(); end != icu::BreakIterator::DONE;
                 end = breaks->next()) {
                parts.push_back({
                    {begin, static_cast<std::size_t>(end)},
                    prototype_->unit == Unit::Sentence ||
                        breaks->getRuleStatus() >= UBRK_WORD_NONE_LIMIT
                });
                begin = static_cast<std::size_t>(end);
            }
        }
    }
    utext_close(&view);
    return parts;
}

std::string foldedWord(std::string_view word) {
    std::string out;
    if (std::all_of(word.begin(), word.end(), isAscii)) {
        out = word;
        for (char& c : out)
            if (c >= 'A' && c <= 'Z')
                c = static_cast<char>(c | 0x20);
        return out;
    }
    icu::StringByteSink<std::string> sink(&out);
    UErrorCode status = U_ZERO_ERROR;
    icu::CaseMap::utf8Fold(0, icu::StringPiece(word.data(), static_cast<std::int32_t>(word.size())),
                           sink, nullptr, status);
    constexpr std::string_view curly = "’";
    for (std::size_t at = 0; (at = out.find(curly, at)) != out.npos; ++at)
        out.replace(at, curly.size(), "'");
    return out;
}

} // namespace attune
