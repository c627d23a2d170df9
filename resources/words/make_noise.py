#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the tables of letters from the packages nlpaug 1.1.11 and pycorrector 1.1.4, unpacked in a folder.

    make_noise.py FOLDER     writes keyboards.tsv and shapes.tsv beside this file
"""
import json
import pathlib
import sys
import unicodedata

here = pathlib.Path(__file__).parent
packages = pathlib.Path(sys.argv[1])


def write(name, lines):
    (here / name).write_text("".join(line + "\n" for line in lines), encoding="utf-8")


def kind(key):
    """Keys stand in for keys of their kind alone: a digit for a digit, a letter for a letter."""
    return unicodedata.category(key)[0] if len(key) == 1 else ""


def keyboard_lines():
    """Language, key, the keys around it."""
    for file in sorted((packages / "nlpaug/res/char/keyboard").glob("*.json")):
        for key, around in json.loads(file.read_text(encoding="utf-8")).items():
            near = [one for one in dict.fromkeys(around) if kind(one) == kind(key) and one != key]
            if kind(key) in ("L", "N", "M") and near:
                yield "\t".join([file.stem, key] + near)


def shape_lines():
    """Characters of Chinese that look alike, a group a line."""
    for line in (packages / "pycorrector/data/same_stroke.txt").read_text(encoding="utf-8").splitlines():
        group = [one for one in dict.fromkeys(line.split()) if len(one) == 1]
        if not line.startswith("#") and len(group) > 1:
            yield "\t".join(group)


write("keyboards.tsv", keyboard_lines())
write("shapes.tsv", shape_lines())
