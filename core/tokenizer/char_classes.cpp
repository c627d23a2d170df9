// SPDX-License-Identifier: GPL-3.0-or-later
// Classes are looked up in one flat table, filled on first use from the ranges of char_tables.cpp;
// decompositions come from ICU, restricted to the code points that the library decomposes.
#include "tokenizer/char_classes.h"

#include "tokenizer/char_tables.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <vector>

namespace attune {
namespace {

constexpr std::size_t kCodePoints = 0x110000;

std::vector<std::uint16_t> buildClasses() {
    std::vector<std::uint16_t> classes(kCodePoints, 0);
    const auto mark = [&](const auto& ranges, CharClass bit) {
        for (const auto& range : ranges)
            for (std::uint32_t c = range.first; c <= range.last; ++c)
                classes[c] |= bit;
    };
    mark(tables::kSpace, kIsSpace);
    mark(tables::kRemoved, kIsRemoved);
    mark(tables::kPunctuation, kIsPunctuation);
    mark(tables::kNonspacing, kIsNonspacing);
    mark(tables::kMark, kIsMark);
    mark(tables::kChinese, kIsChinese);
    mark(tables::kWord, kIsWord);
    mark(tables::kDigit, kIsDigit);
    mark(tables::kReshaped, kIsReshaped);
    for (const auto& run : tables::kLowercase)
        for (std::uint32_t c = run.first; c <= run.last; c += run.step)
            classes[c] |= kHasLowercase;
    classes[0x130] |= kHasLowercase;
    return classes;
}

const icu::Normalizer2& icuNfd() {
    UErrorCode status = U_ZERO_ERROR;
    return *icu::Normalizer2::getNFDInstance(status); // part of the library; cannot fail
}

const icu::Normalizer2& icuNfkd() {
    UErrorCode status = U_ZERO_ERROR;
    return *icu::Normalizer2::getNFKDInstance(status);
}

const icu::Normalizer2& icuNfc() {
    UErrorCode status = U_ZERO_ERROR;
    return *icu::Normalizer2::getNFCInstance(status);
}

std::u32string toUtf32(const icu::UnicodeString& text) {
    std::u32string result;
    for (int i = 0; i < text.length(); i = text.moveIndex32(i, 1))
        result += static_cast<char32_t>(text.char32At(i));
    return result;
}

// Code points that ICU decomposes and the library, of Unicode 11, does not know.
bool isNewer(char32_t c) {
    UVersionInfo age;
    u_charAge(static_cast<UChar32>(c), age);
    return age[0] > 11;
}

} // namespace

std::uint16_t charClass(char32_t codePoint) {
    static const std::vector<std::uint16_t> classes = buildClasses();
    return codePoint < kCodePoints ? classes[codePoint] : std::uint16_t{0};
}

char32_t simpleLowercase(char32_t codePoint) {
    if (codePoint < 0x80)
        return codePoint >= 'A' && codePoint <= 'Z' ? codePoint + 32 : codePoint;
    const auto& runs = tables::kLowercase;
    const auto after = std::upper_bound(runs.begin(), runs.end(), codePoint,
                                        [](char32_t c, const auto& run) { return c < run.first; });
    // Runs of alternating alphabets may lie inside each other by one: look two back.
    for (auto run = after; run != runs.begin() && after - run < 2;) {
        --run;
        if (codePoint <= run->last && (codePoint - run->first) % run->step == 0)
            return static_cast<char32_t>(static_cast<std::int32_t>(codePoint) + run->difference);
    }
    return codePoint;
}

std::u32string lowercase(char32_t codePoint) {
    if (codePoint == 0x130)
        return {U'i', U'\u0307'};
    return {simpleLowercase(codePoint)};
}

std::u32string decomposed(char32_t codePoint) {
    icu::UnicodeString parts;
    if (!charIs(codePoint, kIsReshaped) ||
        !icuNfd().getDecomposition(static_cast<UChar32>(codePoint), parts))
        return {codePoint};
    return toUtf32(parts);
}

std::u32string compatiblyDecomposed(char32_t codePoint) {
    icu::UnicodeString parts;
    if (codePoint < 0xA0 || isNewer(codePoint) ||
        !icuNfkd().getDecomposition(static_cast<UChar32>(codePoint), parts))
        return {codePoint};
    return toUtf32(parts);
}

bool isCompatiblyReshaped(char32_t codePoint) {
    return charIs(codePoint, kIsReshaped) || (codePoint >= 0xA0 && !isNewer(codePoint) &&
                                              !icuNfkd().isInert(static_cast<UChar32>(codePoint)));
}

char32_t composed(char32_t first, char32_t second) {
    const UChar32 both =
        icuNfc().composePair(static_cast<UChar32>(first), static_cast<UChar32>(second));
    return both < 0 || isNewer(static_cast<char32_t>(both)) ? 0 : static_cast<char32_t>(both);
}

std::uint8_t combiningClass(char32_t codePoint) {
    return charIs(codePoint, kIsReshaped)
               ? icuNfd().getCombiningClass(static_cast<UChar32>(codePoint))
               : std::uint8_t{0};
}

} // namespace attune
