#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the word lists of this folder from the packages emoji 2.16.0 and stopwordsiso 0.7.1.

    make_words.py        writes emoji.tsv, entities.tsv and stopwords.tsv beside this file
"""
import html.entities
import json
import pathlib
import re
import unicodedata

import emoji
import stopwordsiso

here = pathlib.Path(__file__).parent
TONES = {chr(c) for c in range(0x1F3FB, 0x1F400)}
TONE_NAMES = re.compile(" ?(light|medium-light|medium|medium-dark|dark) skin tone| ?(较浅|中等浅|中等|中等深|较深)肤色")


def write(name, lines):
    (here / name).write_text("".join(line + "\n" for line in lines), encoding="utf-8")


def emoji_lines():
    """Sequence without variation selectors, name in English, name in Chinese."""
    folder = pathlib.Path(emoji.__file__).parent / "unicode_codes"
    english = json.loads((folder / "emoji.json").read_text(encoding="utf-8"))
    chinese = json.loads((folder / "emoji_zh.json").read_text(encoding="utf-8"))
    names = {}
    for toned in (False, True):  # couples of several tones have no sequence without
        for sequence, entry in english.items():
            if toned != (bool(TONES & set(sequence)) and len(sequence.replace("\ufe0f", "")) > 1):
                continue
            plain = "".join(c for c in sequence if c != "\ufe0f" and not (toned and c in TONES))
            words = (entry["en"].translate(str.maketrans("’_", "' ", "“”")), chinese.get(sequence, "").replace("_", " "))
            names.setdefault(plain, tuple(TONE_NAMES.sub("", w.strip(":")) if toned else w.strip(":") for w in words))
    return [f"{plain}\t{names[plain][0]}\t{names[plain][1]}" for plain in sorted(names)]


def entity_lines():
    """Names of HTML 5, those that end without a semicolon included, and what they stand for."""
    return [f"{name}\t{' '.join(f'{ord(c):X}' for c in text)}" for name, text in sorted(html.entities.html5.items())]


def stopword_lines():
    """Language, then its words."""
    for language in sorted(stopwordsiso.langs()):
        words = {unicodedata.normalize("NFC", word.strip()).casefold() for word in stopwordsiso.stopwords(language)}
        yield "\t".join([language] + sorted(word for word in words if any(c.isalpha() for c in word)))


write("emoji.tsv", emoji_lines())
write("entities.tsv", entity_lines())
write("stopwords.tsv", stopword_lines())
