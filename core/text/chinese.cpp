// SPDX-License-Identifier: GPL-3.0-or-later
// `chinese`: ICU's transliteration between traditional and simplified characters, by phrases. It
// keeps the number of characters, so that what changed shows character by character.
#include "text/cleaning_operator.h"
#include "text/letters.h"
#include "text/utf8.h"

#include <unicode/translit.h>

namespace attune {
namespace {

struct ChineseSettings {
    std::string to = "simplified";
};

class Chinese final : public CleaningOperator {
public:
    explicit Chinese(std::unique_ptr<const icu::Transliterator> rules) : rules_(std::move(rules)) {}

    bool apply(Rewriter& text) const override {
        // The rules look at nothing but characters of Chinese: each run of what is not ASCII is a
        // text of its own.
        const std::string_view source = text.source();
        for (std::size_t at = 0; at < source.size();) {
            if (isAscii(source[at])) {
                ++at;
                continue;
            }
            std::size_t end = at;
            while (end < source.size() && !isAscii(source[end]))
                ++end;
            rewrite(text, {at, end});
            at = end;
        }
        return true;
    }

private:
    void rewrite(Rewriter& text, Span run) const {
        const std::string_view part = text.source().substr(run.begin, run.size());
        const auto units = icu::UnicodeString::fromUTF8(
            icu::StringPiece(part.data(), static_cast<std::int32_t>(part.size())));
        icu::UnicodeString result(units);
        rules_->transliterate(result);
        if (result == units)
            return;
        std::string out;
        if (result.length() != units.length()) {
            result.toUTF8String(out);
            text.replace(run.begin, run.end, out);
            return;
        }
        std::size_t at = run.begin;
        for (std::int32_t i = 0; i < units.length(); i = units.moveIndex32(i, 1)) {
            const std::size_t length = codePointAt(text.source(), at).length;
            if (result.char32At(i) != units.char32At(i)) {
                out.clear();
                appendUtf8(out, static_cast<char32_t>(result.char32At(i)));
                text.replace(at, at + length, out);
            }
            at += length;
        }
    }

    std::unique_ptr<const icu::Transliterator> rules_;
};

OperatorPointer makeChinese(const ChineseSettings& settings, Problems& problems) {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<const icu::Transliterator> rules(icu::Transliterator::createInstance(
        settings.to == "simplified" ? "Hant-Hans" : "Hans-Hant", UTRANS_FORWARD, status));
    if (rules != nullptr && U_SUCCESS(status))
        return std::make_unique<Chinese>(std::move(rules));
    problems.push_back(
        {Problem::Severity::Error,
         "to",
         {},
         say(ATTUNE_TEXT("core", "The library ICU lacks its data: %1."), u_errorName(status)),
         say(ATTUNE_TEXT("core", "Install Attune again."))});
    return nullptr;
}

} // namespace

CleaningEntry chineseEntry() {
    static const Fields<ChineseSettings> fields = {
        {{.key = "to",
          .title = ATTUNE_TEXT("core", "Characters"),
          .help = ATTUNE_TEXT("core", "simplified is nearly always right; traditional has to "
                                      "choose among several characters, by known phrases."),
          .kind = Parameter::Kind::Choice,
          .choices = {"simplified", "traditional"}},
         &ChineseSettings::to},
    };
    return cleaningEntry(
        {.key = "chinese",
         .title = ATTUNE_TEXT("core", "Traditional and simplified Chinese"),
         .help = ATTUNE_TEXT("core", "Writes Chinese in one set of characters. Words stay those "
                                     "of their region."),
         .idempotent = false},
        fields, makeChinese);
}

} // namespace attune
