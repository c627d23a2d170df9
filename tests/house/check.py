#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks what the compiler cannot: which file may include what, licence lines, scripts.

    check.py [ROOT]      prints one line for each mistake; the exit status says whether there were any
"""
import pathlib
import re
import subprocess
import sys

ROOMS = "base hub text tokenizer data augment model cpu vocabulary evaluate train export recipe run studio".split()
TENSORS = re.compile(r"<(torch|ATen|c10)/")
LICENCE = "SPDX-License-Identifier: GPL-3.0-or-later"

root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2])
mistakes = []


def includes(text):
    for number, line in enumerate(text.splitlines(), 1):
        if found := re.match(r'\s*#\s*include\s*([<"][^>"]+[>"])', line):
            yield number, found[1]


def room_of(name):
    """The room of the engine that an include like "text/utf8.h" (quotes included) names, or None."""
    room = name.strip('"').split("/")[0]
    return room if name.startswith('"') and "/" in name and room in ROOMS else None


def headers_with_tensors():
    """Headers that bring LibTorch along, as "room/header.h": private to their room."""
    brings = {path: [name for _, name in includes(path.read_text(encoding="utf-8"))]
              for path in (root / "core").glob("*/*.h")}
    found = {path for path, names in brings.items() if any(map(TENSORS.match, names))}
    while True:
        quoted = {f'"{path.parent.name}/{path.name}"' for path in found}
        more = {path for path, names in brings.items() if quoted.intersection(names)} - found
        if not more:
            return quoted
        found |= more


# What the window and the command line may include of the engine, beside studio and base: the rest of
# the façade's vocabulary, which its header brings.
facade = {name for _, name in includes((root / "core/studio/studio.h").read_text(encoding="utf-8"))}
with_tensors = headers_with_tensors()


def check_include(path, number, name):
    def wrong(why):
        mistakes.append(f"{path}:{number}: {name}: {why}")

    place, room = path.parts[0], room_of(name)
    if ".." in name.strip('"<>').split("/"):
        wrong("name headers as room/header.h")
    if place == "core" and name.startswith("<Q"):
        wrong("the engine knows no Qt")
    if TENSORS.match(name) and path.parts[:2] not in (("core", "model"), ("core", "export"), ("tests", "model")):
        wrong("LibTorch is included in core/model and core/export alone")
    if name in with_tensors and place != "tests" and path.parts[:2] != ("core", room):
        wrong("this header brings LibTorch and is private to its room")
    if place in ("ui", "app") and room not in (None, "studio", "base") and name not in facade:
        wrong("the window and the command line see the engine through studio/studio.h")
    if place == "core" and room and ROOMS.index(room) > ROOMS.index(path.parts[1]):
        wrong(f"{path.parts[1]} may not use {room}, which stands to its right")


files = subprocess.run(["git", "-C", root, "ls-files", "--cached", "--others", "--exclude-standard"],
                       capture_output=True, text=True)
if files.returncode:  # a source archive
    names = [str(path.relative_to(root)) for path in root.rglob("*")
             if path.is_file() and path.relative_to(root).parts[0] not in ("build", ".deps", "runs")]
else:
    names = files.stdout.splitlines()

for path in map(pathlib.Path, sorted(names)):
    full = root / path
    if not full.is_file():
        continue
    source = path.suffix in (".h", ".cpp")
    script = path.suffix in (".py", ".sh") or path.name in ("run", "CMakeLists.txt") or path.suffix == ".cmake"
    if not source and not script:
        continue
    text = full.read_text(encoding="utf-8")
    if LICENCE not in "\n".join(text.splitlines()[:3]):
        mistakes.append(f"{path}:1: the line “{LICENCE}” is missing")
    if source:
        for number, name in includes(text):
            check_include(path, number, name)
        if path.suffix == ".h" and "#pragma once" not in text:
            mistakes.append(f"{path}:1: “#pragma once” is missing")
    if text.startswith("#!/usr/bin/env bash"):
        parsed = subprocess.run(["bash", "-n", full], capture_output=True, text=True)
        if parsed.returncode:
            mistakes.append(f"{path}: {parsed.stderr.strip()}")
        if "set -euo pipefail" not in text:
            mistakes.append(f"{path}:1: a script starts with “set -euo pipefail”")
    elif text.startswith("#!/usr/bin/env python3"):
        try:
            compile(text, str(path), "exec")
        except SyntaxError as error:
            mistakes.append(f"{path}:{error.lineno}: {error.msg}")

print("\n".join(mistakes) if mistakes else f"{len(names)} files: nothing to say")
sys.exit(bool(mistakes))
