#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares `attune-cli tokenize` with Python's tokenizers, line by line.

    tokens.py CLI MODEL_DIR FILE...        (needs the package tokenizers)

Each file is read as bytes and split at LF; bad bytes are read as U+FFFD by both. Prints the number
of lines and of differences, and the time of each side; ends with 1 when there is a difference.
"""
import json
import subprocess
import sys
import time

from tokenizers import Tokenizer


def main():
    cli, model, files = sys.argv[1], sys.argv[2], sys.argv[3:]
    if not files:
        sys.exit(__doc__)
    oracle = Tokenizer.from_file(model + "/tokenizer.json")
    oracle.no_truncation()
    oracle.no_padding()
    lines = different = 0
    for path in files:
        started = time.perf_counter()
        out = subprocess.run([cli, "tokenize", model, "--data", path], stdout=subprocess.PIPE, check=True).stdout
        ours_s = time.perf_counter() - started
        with open(path, "rb") as file:
            content = file.read()
        texts = [t.decode("utf-8", "replace") for t in content.split(b"\n")]
        if texts and texts[-1] == "":
            texts.pop()
        started = time.perf_counter()
        wanted = [e.ids for e in oracle.encode_batch(texts)]
        oracle_s = time.perf_counter() - started
        got = [json.loads(line) for line in out.splitlines()]
        if len(got) != len(wanted):
            sys.exit(f"{path}: {len(got)} lines instead of {len(wanted)}")
        for number, (ours, theirs) in enumerate(zip(got, wanted), 1):
            if ours != theirs:
                different += 1
                if different <= 5:
                    print(f"{path}:{number}: {ours} instead of {theirs}")
        lines += len(texts)
        print(f"{path}: {len(texts)} lines, {ours_s:.2f} s with start-up; oracle {oracle_s:.2f} s")
    print(f"{lines} lines, {different} differences")
    return int(different > 0)


if __name__ == "__main__":
    sys.exit(main())
