// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/text_breaker.h"

#include "base/error.h"
#include "text/letters.h"

#include <unicode/brkiter.h>
#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/utext.h>

#include <algorithm>

namespace attune {

struct TextBreaker::Prototype {
    Unit unit;
    std::unique_ptr<const icu::BreakIterator> iterator;
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
    prototype_ = std::make_shared<const Prototype>(Prototype{unit, std::move(iterator)});
}

std::vector<TextPart> TextBreaker::parts(std::string_view text) const {
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
