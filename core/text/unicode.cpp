// SPDX-License-Identifier: GPL-3.0-or-later
// `unicode` and `case`: what ICU does to a whole text and tells the edits of.
#include "text/cleaning_operator.h"

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/edits.h>
#include <unicode/normalizer2.h>

#include <algorithm>

namespace attune {
namespace {

icu::StringPiece pieceOf(std::string_view text) {
    return {text.data(), static_cast<std::int32_t>(text.size())};
}

void applyEdits(Rewriter& text, const std::string& result, const icu::Edits& edits) {
    UErrorCode status = U_ZERO_ERROR;
    for (auto edit = edits.getFineChangesIterator(); edit.next(status);) {
        const auto begin = static_cast<std::size_t>(edit.sourceIndex());
        text.replace(
            begin, begin + static_cast<std::size_t>(edit.oldLength()),
            std::string_view(result).substr(static_cast<std::size_t>(edit.destinationIndex()),
                                            static_cast<std::size_t>(edit.newLength())));
    }
}

bool isAsciiText(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

struct UnicodeSettings {
    std::string form = "NFC";
};

class UnicodeForm final : public CleaningOperator {
public:
    explicit UnicodeForm(const icu::Normalizer2& form) : form_(form) {}
    bool apply(Rewriter& text) const override {
        if (isAsciiText(text.source()))
            return true;
        UErrorCode status = U_ZERO_ERROR;
        if (form_.isNormalizedUTF8(pieceOf(text.source()), status))
            return true;
        std::string result;
        icu::StringByteSink<std::string> sink(&result);
        icu::Edits edits;
        form_.normalizeUTF8(0, pieceOf(text.source()), sink, &edits, status);
        if (U_FAILURE(status))
            return false;
        applyEdits(text, result, edits);
        return true;
    }

private:
    const icu::Normalizer2& form_;
};

OperatorPointer makeUnicode(const UnicodeSettings& settings, Problems& problems) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* form =
        settings.form == "NFC"    ? icu::Normalizer2::getNFCInstance(status)
        : settings.form == "NFD"  ? icu::Normalizer2::getNFDInstance(status)
        : settings.form == "NFKC" ? icu::Normalizer2::getNFKCInstance(status)
                                  : icu::Normalizer2::getNFKDInstance(status);
    if (U_SUCCESS(status))
        return std::make_unique<UnicodeForm>(*form);
    problems.push_back(
        {Problem::Severity::Error,
         "form",
         {},
         say(ATTUNE_TEXT("core", "The library ICU lacks its data: %1."), u_errorName(status)),
         say(ATTUNE_TEXT("core", "Install Attune again."))});
    return nullptr;
}

struct CaseSettings {
    std::string to = "lower";
    std::string language;
};

class Case final : public CleaningOperator {
public:
    explicit Case(CaseSettings settings) : settings_(std::move(settings)) {}
    bool apply(Rewriter& text) const override {
        std::string result;
        icu::StringByteSink<std::string> sink(&result);
        icu::Edits edits;
        UErrorCode status = U_ZERO_ERROR;
        const icu::StringPiece source = pieceOf(text.source());
        const char* language = settings_.language.c_str();
        const std::uint32_t options = U_OMIT_UNCHANGED_TEXT;
        if (settings_.to == "lower")
            icu::CaseMap::utf8ToLower(language, options, source, sink, &edits, status);
        else if (settings_.to == "upper")
            icu::CaseMap::utf8ToUpper(language, options, source, sink, &edits, status);
        else
            icu::CaseMap::utf8Fold(options, source, sink, &edits, status);
        if (U_FAILURE(status))
            return false;
        std::size_t at = 0; // in the result, which is what changed alone
        for (auto edit = edits.getFineChangesIterator(); edit.next(status);) {
            const auto begin = static_cast<std::size_t>(edit.sourceIndex());
            const auto length = static_cast<std::size_t>(edit.newLength());
            text.replace(begin, begin + static_cast<std::size_t>(edit.oldLength()),
                         std::string_view(result).substr(at, length));
            at += length;
        }
        return true;
    }

private:
    CaseSettings settings_;
};

} // namespace

CleaningEntry unicodeEntry() {
    static const Fields<UnicodeSettings> fields = {
        {{.key = "form",
          .title = ATTUNE_TEXT("core", "Form"),
          .help = ATTUNE_TEXT("core", "NFC joins letters and their accents, NFD parts them. NFKC "
                                      "and NFKD also turn variants such as ﬁ, ①, ｶ and Ａ into "
                                      "plain letters."),
          .kind = Parameter::Kind::Choice,
          .choices = {"NFC", "NFD", "NFKC", "NFKD"}},
         &UnicodeSettings::form},
    };
    return cleaningEntry(
        {.key = "unicode",
         .title = ATTUNE_TEXT("core", "Unicode form"),
         .help = ATTUNE_TEXT("core", "Writes characters that can be written in several ways in one "
                                     "way.")},
        fields, makeUnicode);
}

CleaningEntry caseEntry() {
    static const Fields<CaseSettings> fields = {
        {{.key = "to",
          .title = ATTUNE_TEXT("core", "Case"),
          .help = ATTUNE_TEXT("core", "fold is lower case for comparing: ß becomes ss."),
          .kind = Parameter::Kind::Choice,
          .choices = {"lower", "upper", "fold"}},
         &CaseSettings::to      },
        {{.key = "language",
          .title = ATTUNE_TEXT("core", "Language"),
          .help = ATTUNE_TEXT("core", "For the rules of one language: tr or az (I without a dot), "
                                      "lt, el, nl. Most need none.")},
         &CaseSettings::language},
    };
    return cleaningEntry<CaseSettings>(
        {.key = "case",
         .title = ATTUNE_TEXT("core", "Upper and lower case"),
         .help = ATTUNE_TEXT("core", "Writes all letters in one case. Of no use for models whose "
                                     "tokenizer does it already.")},
        fields, [](const CaseSettings& settings, Problems&) -> OperatorPointer {
            return std::make_unique<Case>(settings);
        });
}

} // namespace attune
