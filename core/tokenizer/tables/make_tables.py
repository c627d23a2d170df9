#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes ../char_tables.cpp: the character classes of the `tokenizers` library, asked of the library
itself over all code points. Its tables are older than today's Unicode, so ICU's would not do.

    python make_tables.py > ../char_tables.cpp        # made with tokenizers 0.23.3
"""
import tokenizers
from tokenizers import normalizers as N, pre_tokenizers as P


def bert(**on):
    options = dict(clean_text=False, handle_chinese_chars=False, strip_accents=False, lowercase=False)
    return N.BertNormalizer(**(options | on)).normalize_str


clean, chinese, strip = bert(clean_text=True), bert(handle_chinese_chars=True), bert(strip_accents=True)
lower, nfd, accents = N.Lowercase().normalize_str, N.NFD().normalize_str, N.StripAccents().normalize_str
spaces, punctuation = P.WhitespaceSplit(), P.Punctuation()
words, digits = P.Whitespace(), P.Digits(individual_digits=True)

# U+0334 has the lowest combining class but 0, U+0345 the highest: a mark trades places with one.
LOWEST, HIGHEST = "\u0334", "\u0345"


def parts(splitter, char):
    return len(splitter.pre_tokenize_str("a" + char + "b"))


def moves(char):
    return (nfd("a" + char + LOWEST) != "a" + nfd(char) + LOWEST
            or nfd("a" + HIGHEST + char) != "a" + HIGHEST + nfd(char))


TESTS = {
    "kSpace": lambda c: parts(spaces, c) == 2,
    "kRemoved": lambda c: clean(c) == "",
    "kPunctuation": lambda c: parts(punctuation, c) == 3,
    "kNonspacing": lambda c: len(nfd(c)) == 1 and strip(c) == "",
    "kMark": lambda c: accents(c) == "",
    "kChinese": lambda c: chinese(c) != c,
    "kWord": lambda c: parts(words, c) == 1,
    "kDigit": lambda c: parts(digits, c) == 3,
    "kReshaped": lambda c: nfd(c) != c or moves(c),
}


def ranges(points):
    runs = []
    for point in points:
        if runs and runs[-1][1] == point - 1:
            runs[-1][1] = point
        else:
            runs.append([point, point])
    return runs


def lowercase_runs(pairs):
    """(first, last, step, difference): alternating alphabets step by 2."""
    runs = []
    for point, difference in pairs:
        run = runs[-1] if runs else None
        if run and run[3] == difference:
            step = point - run[1]
            if step in (1, 2) and (run[0] == run[1] or step == run[2]):
                run[1], run[2] = point, step
                continue
        runs.append([point, point, 1, difference])
    return runs


def lines(items):
    text = ""
    line = "   "
    for item in items:
        if len(line) + len(item) + 2 > 100:
            text += line + "\n"
            line = "   "
        line += " " + item + ","
    return text + line + "\n"


def main():
    everything = [c for c in range(0x110000) if not 0xD800 <= c < 0xE000]
    print(f"""// SPDX-License-Identifier: GPL-3.0-or-later
// Written by tables/make_tables.py from tokenizers {tokenizers.__version__}; not edited by hand.
#include "tokenizer/char_tables.h"

namespace attune::tables {{
// clang-format off
""")
    for name, test in TESTS.items():
        runs = ranges(c for c in everything if test(chr(c)))
        print(f"const Ranges<{len(runs)}> {name}{{{{")
        print(lines(f"{{0x{a:X},0x{b:X}}}" for a, b in runs) + "}};\n")
    pairs = []
    for c in everything:
        small = lower(chr(c))
        if len(small) == 1 and small != chr(c):
            pairs.append((c, ord(small) - c))
        elif small != chr(c):
            assert c == 0x130 and small == "i\u0307"  # the one that grows; see lowercase()
    runs = lowercase_runs(pairs)
    print(f"const std::array<LowercaseRun, {len(runs)}> kLowercase{{{{")
    print(lines(f"{{0x{a:X},0x{b:X},{s},{d}}}" for a, b, s, d in runs) + "}};\n")
    print("// clang-format on\n} // namespace attune::tables")


if __name__ == "__main__":
    main()
