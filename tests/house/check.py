#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks what the compiler cannot: which file may include what, licence lines, scripts.

    check.py [ROOT]      prints one line for each mistake; the exit status says whether there were any
"""
import pathlib
import re
import subprocess
import sys

ROOMS = "base text tokenizer data model evaluate train recipe run studio".split()
TENSORS = re.compile(r"<(torch|ATen|c10)/")
LICENCE = "SPDX-License-Identifier: GPL-3.0-or-later"

root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2])
mistakes = []


def includes(text):
    for number, line in enumerate(text.splitlines(), 1):
        if found := re.match(r'\s*#\s*include\s*([<"][^>"]+[>"])', line):
            yield number, found[1]


def check_include(path, number, name):
    def wrong(why):
        mistakes.append(f"{path}:{number}: {name}: {why}")

    place = path.parts[0]
    if ".." in name.split("/"):
        wrong("name headers as room/header.h")
    if place == "core" and name.startswith("<Q"):
        wrong("the engine knows no Qt")
    if TENSORS.match(name) and (place != "core" or path.parts[1] != "model" or path.suffix != ".cpp"):
        wrong("LibTorch is included in source files of core/model alone")
    room = name.strip('"').split("/")[0]
    if place in ("ui", "app") and name.startswith('"') and room in ROOMS and room not in ("studio", "base"):
        wrong("the window and the command line see the engine through studio/studio.h")
    if place == "core" and name.startswith('"') and room in ROOMS:
        if "/" in name and ROOMS.index(room) > ROOMS.index(path.parts[1]):
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
