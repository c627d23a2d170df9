// SPDX-License-Identifier: GPL-3.0-or-later
// Texts unlike the others: without a letter, very long, very short.
#include "data/checks/check_kit.h"
#include "text/letters.h"
#include "text/utf8.h"

#include <algorithm>
#include <cmath>

namespace attune {
namespace {

using Severity = Problem::Severity;

struct Characters {
    bool letters = false; // or emoji and other symbols, which say something
    bool digits = false;
    bool others = false;
};

Characters charactersOf(std::string_view text) {
    Characters has;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = codePointAt(text, at);
        at += point.length;
        const std::uint32_t category = categoryOf(point.value);
        has.letters |= (category & (U_GC_L_MASK | U_GC_SO_MASK)) != 0;
        has.digits |= (category & U_GC_N_MASK) != 0;
        has.others |= !isSpace(point.value);
    }
    return has;
}

void checkCharacters(const CheckInput& input, Findings& out, const char* kind, bool digits,
                     const char* message) {
    input.eachPart([&](const Dataset& data, const char* part) {
        FindingBuilder found(kind, data, part);
        for (const Example& example : data.examples) {
            input.look();
            const Characters has = charactersOf(example.text);
            if (!has.letters && has.others && has.digits == digits)
                found.add(example);
        }
        proposeDropping(found.finish(out, Severity::Info, message), false);
    });
}

// Lengths are spread by factors, so their logarithms are compared: beyond the quartiles by three
// times the distance between them (Tukey's far outliers), and three times the median at least. A
// text may well be one word among sentences, so that for short ones it is five times.
void checkLengths(const CheckInput& input, Findings& out, bool longer) {
    constexpr std::size_t fewTexts = 50;
    input.eachPart([&](const Dataset& data, const char* part) {
        std::vector<double> lengths; // of every text, 0 for blank ones
        std::vector<double> sorted;
        for (const Example& example : data.examples) {
            input.look();
            lengths.push_back(static_cast<double>(countCodePoints(trimmed(example.text))));
            if (lengths.back() > 0)
                sorted.push_back(std::log(lengths.back()));
        }
        if (sorted.size() < fewTexts)
            return;
        std::sort(sorted.begin(), sorted.end());
        const double low = sorted[sorted.size() / 4];
        const double high = sorted[sorted.size() * 3 / 4];
        const double middle = sorted[sorted.size() / 2];
        const double most = std::max(high + 3 * (high - low), middle + std::log(3.0));
        const double least = std::min(low - 5 * (high - low), middle - std::log(3.0));
        FindingBuilder found(longer ? "long-texts" : "short-texts", data, part);
        for (std::size_t i = 0; i < lengths.size(); ++i)
            if (lengths[i] > 0 &&
                (longer ? std::log(lengths[i]) > most : std::log(lengths[i]) < least))
                found.add(data.examples[i]);
        proposeDropping(
            found.finish(out, Severity::Info,
                         longer ? ATTUNE_TEXT("core", "Texts much longer than the others: %1 of %2 "
                                                      "(lines %3); half of all have up to %4 "
                                                      "characters.")
                                : ATTUNE_TEXT("core", "Texts much shorter than the others: %1 of "
                                                      "%2 (lines %3); half of all have up to %4 "
                                                      "characters."),
                         static_cast<std::int64_t>(std::llround(std::exp(middle)))),
            false);
    });
}

} // namespace

void checkOnlyPunctuation(const CheckInput& input, Findings& out) {
    checkCharacters(input, out, "only-punctuation", false,
                    ATTUNE_TEXT("core", "Texts of punctuation only: %1 of %2 (lines %3)."));
}

void checkOnlyDigits(const CheckInput& input, Findings& out) {
    checkCharacters(input, out, "only-digits", true,
                    ATTUNE_TEXT("core", "Texts of digits only: %1 of %2 (lines %3)."));
}

void checkLongTexts(const CheckInput& input, Findings& out) { checkLengths(input, out, true); }
void checkShortTexts(const CheckInput& input, Findings& out) { checkLengths(input, out, false); }

} // namespace attune
