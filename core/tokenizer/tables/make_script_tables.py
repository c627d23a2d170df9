#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes ../script_tables.cpp: the groups of scripts between which UnicodeScripts of the `tokenizers` library
splits, asked of the library itself over all code points. Groups are numbered as they are met.

    python make_script_tables.py > ../script_tables.cpp        # made with tokenizers 0.23.3
"""
import tokenizers
from tokenizers import pre_tokenizers as P

splits = P.UnicodeScripts().pre_tokenize_str


def lines(items):
    text, line = "", "   "
    for item in items:
        if len(line) + len(item) + 2 > 100:
            text, line = text + line + "\n", "   "
        line += " " + item + ","
    return text + line + "\n"


def main():
    known = [c for c in range(0x110000) if not 0xD800 <= c < 0xE000 and splits(chr(c))]
    text = "".join(map(chr, known))
    groups, runs = [], []  # a code point of each group; (first, last, group)
    for piece, (begin, end) in splits(text):
        group = next((i for i, one in enumerate(groups) if len(splits(chr(one) + piece[0])) == 1), len(groups))
        if group == len(groups):
            groups.append(known[begin])
        for i in range(begin, end):
            if runs and runs[-1][2] == group and runs[-1][1] == known[i] - 1:
                runs[-1][1] = known[i]
            else:
                runs.append([known[i], known[i], group])
    print(f"""// SPDX-License-Identifier: GPL-3.0-or-later
// Written by tables/make_script_tables.py from tokenizers {tokenizers.__version__}; not edited by hand.
#include "tokenizer/script_tables.h"

namespace attune::tables {{
namespace {{
// clang-format off

constexpr ScriptRun kRuns[] = {{""")
    print(lines(f"{{0x{a:X},0x{b:X},{g}}}" for a, b, g in runs) + "};\n")
    print("""// clang-format on
} // namespace

const std::span<const ScriptRun> kScriptRuns(kRuns);

} // namespace attune::tables""")


if __name__ == "__main__":
    main()
