// SPDX-License-Identifier: GPL-3.0-or-later
// Decomposition, ordering and composition (Unicode 15, sections 3.7 and 3.11). The first code point
// of a decomposition replaces, the others are inserted; both carry that with them when they are
// reordered, so an origin may move from one mark to another. Where two compose, one of them goes.
#include "tokenizer/unicode_forms.h"

#include "tokenizer/char_classes.h"

#include <algorithm>
#include <optional>

namespace attune {
namespace {

struct Part {
    char32_t value;
    std::uint8_t order;    // canonical combining class
    std::ptrdiff_t change; // for NormalizedText::Rewriter::write()
};

void appendDecomposed(const std::u32string& chars, bool compatible, std::vector<Part>& parts) {
    parts.reserve(chars.size() * 2);
    for (const char32_t c : chars) {
        if (c < 0xA0) { // all of them stay as they are
            parts.push_back({c, 0, 0});
            continue;
        }
        std::ptrdiff_t change = 0;
        for (const char32_t part : compatible ? compatiblyDecomposed(c) : decomposed(c)) {
            parts.push_back({part, combiningClass(part), change});
            change = 1;
        }
    }
    for (auto run = parts.begin(); run != parts.end();) {
        if (run->order == 0) {
            ++run;
            continue;
        }
        const auto end =
            std::find_if(run, parts.end(), [](const Part& part) { return part.order == 0; });
        std::stable_sort(run, end, [](const Part& a, const Part& b) { return a.order < b.order; });
        run = end;
    }
}

std::vector<Part> composedOf(const std::vector<Part>& parts) {
    std::vector<Part> result;
    result.reserve(parts.size());
    std::optional<std::size_t> starter; // in the result
    std::uint8_t last = 0;              // class of the last mark kept since the starter
    for (const Part& part : parts) {
        // A mark composes unless one of its class or above stands between.
        const bool isNext = starter && result.size() == *starter + 1;
        if (starter && (isNext || last < part.order)) {
            Part& first = result[*starter];
            if (const char32_t both = composed(first.value, part.value)) {
                first.value = both;
                first.change += part.change - 1;
                continue;
            }
        }
        result.push_back(part);
        last = part.order;
        if (part.order == 0)
            starter = result.size() - 1;
    }
    return result;
}

} // namespace

void applyForm(NormalizedText& text, UnicodeForm form) {
    const bool compatible = form == UnicodeForm::Nfkc || form == UnicodeForm::Nfkd;
    const bool compose = form == UnicodeForm::Nfc || form == UnicodeForm::Nfkc;
    const std::u32string& chars = text.chars();
    const auto mayChange = [&](char32_t c) {
        return c >= 0xA0 && (compatible ? isCompatiblyReshaped(c) : charIs(c, kIsReshaped));
    };
    // What NFD leaves alone may compose only with a mark or with a vowel or consonant of Hangul.
    const auto mayCompose = [](char32_t c) { return c >= 0x1100; };
    if (std::none_of(chars.begin(), chars.end(),
                     [&](char32_t c) { return mayChange(c) || (compose && mayCompose(c)); }))
        return;
    std::vector<Part> parts;
    appendDecomposed(chars, compatible, parts);
    if (compose)
        parts = composedOf(parts);
    NormalizedText::Rewriter rewriter(text);
    for (const Part& part : parts)
        rewriter.write(part.value, part.change);
    rewriter.finish();
}

} // namespace attune
