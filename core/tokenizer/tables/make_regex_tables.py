#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes ../regex_tables.cpp: general categories and scripts as the Oniguruma in the `tokenizers` library
has them, asked of the library itself over all code points.

    python make_regex_tables.py > ../regex_tables.cpp        # made with tokenizers 0.23.3
"""
import tokenizers
from tokenizers import Regex, pre_tokenizers as P

CATEGORIES = ("Lu Ll Lt Lm Lo Mn Mc Me Nd Nl No Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So Zs Zl Zp Cc Cf Co").split()
SCRIPTS = ("Latin Greek Cyrillic Armenian Hebrew Arabic Devanagari Bengali Gurmukhi Gujarati Tamil Telugu Kannada "
           "Malayalam Thai Lao Tibetan Georgian Hangul Ethiopic Khmer Mongolian Hiragana Katakana Bopomofo Han Common "
           "Inherited Sinhala Myanmar Word Alpha Alnum Punct Upper Lower").split()
POINTS = [c for c in range(0x110000) if not 0xD800 <= c < 0xE000]
TEXT = "".join(map(chr, POINTS))


def members(name):
    """Runs of indices into POINTS."""
    runs, done = [], 0
    for _, (begin, end) in P.Split(Regex(r"\p{%s}+" % name), "removed").pre_tokenize_str(TEXT):
        if done < begin:
            runs.append((done, begin))
        done = end
    if done < len(POINTS):
        runs.append((done, len(POINTS)))
    return runs


def lines(items):
    text, line = "", "   "
    for item in items:
        if len(line) + len(item) + 2 > 100:
            text, line = text + line + "\n", "   "
        line += " " + item + ","
    return text + line + "\n"


def main():
    category = ["Cn"] * len(POINTS)
    for name in CATEGORIES:
        for begin, end in members(name):
            category[begin:end] = [name] * (end - begin)
    runs = []
    for point, name in zip(POINTS, category):
        if point == 0xE000:
            runs.append((0xD800, "Cs"))
        if not runs or runs[-1][1] != name:
            runs.append((point, name))
    scripts = []
    for name in SCRIPTS:
        for begin, end in members(name):
            first = POINTS[begin]
            for i in range(begin + 1, end + 1):
                if i == end or POINTS[i] != POINTS[i - 1] + 1:
                    scripts.append((name.lower(), first, POINTS[i - 1]))
                    first = POINTS[i] if i < end else None
    print(f"""// SPDX-License-Identifier: GPL-3.0-or-later
// Written by tables/make_regex_tables.py from tokenizers {tokenizers.__version__}; not edited by hand.
#include "tokenizer/regex_classes.h"

namespace attune::tables {{
namespace {{
// clang-format off

constexpr CategoryRun kRuns[] = {{""")
    print(lines(f'{{0x{first:X},"{name}"}}' for first, name in runs) + "};\n")
    print("constexpr NamedRange kRanges[] = {")
    print(lines(f'{{"{name}",0x{a:X},0x{b:X}}}' for name, a, b in scripts) + "};\n")
    print("""// clang-format on
} // namespace

const std::span<const CategoryRun> kCategories(kRuns);
const std::span<const NamedRange> kScripts(kRanges);

} // namespace attune::tables""")


if __name__ == "__main__":
    main()
