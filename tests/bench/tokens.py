#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares tokenizers with Python's `tokenizers`, and times both on one thread.

    tokens.py lines CLI MODEL_DIR FILE...      `attune-cli tokenize`, line by line; ids alone
    tokens.py cases BENCH COUNT MODEL_DIR...   tokens_bench on COUNT hard texts of each model, with pairs and
                                               truncation: ids, types and offsets
    tokens.py speed BENCH TEXTS MODEL_DIR...   the lines of a file, which both encode

Bad bytes are read as U+FFFD by both. Prints differences and times; ends with 1 when there is a difference.
"""
import json
import os
import random
import subprocess
import sys
import tempfile
import time

os.environ["TOKENIZERS_PARALLELISM"] = "false"

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tokenizer"))
import oracle  # noqa: E402


def lines(cli, model, *files):
    tokenizer = oracle.load(model)
    count = different = 0
    for path in files:
        started = time.perf_counter()
        out = subprocess.run([cli, "tokenize", model, "--data", path], stdout=subprocess.PIPE, check=True).stdout
        ours_s = time.perf_counter() - started
        texts = read_lines(path)
        started = time.perf_counter()
        wanted = [e.ids for e in tokenizer.encode_batch(texts)]
        oracle_s = time.perf_counter() - started
        got = [json.loads(line) for line in out.splitlines()]
        if len(got) != len(wanted):
            sys.exit(f"{path}: {len(got)} lines instead of {len(wanted)}")
        for number, (ours, theirs) in enumerate(zip(got, wanted), 1):
            if ours != theirs:
                different += 1
                if different <= 5:
                    print(f"{path}:{number}: {ours} instead of {theirs}")
        count += len(texts)
        print(f"{path}: {len(texts)} lines, {ours_s:.2f} s with start-up; oracle {oracle_s:.2f} s")
    print(f"{count} lines, {different} differences")
    return int(different > 0)


def read_lines(path):
    with open(path, "rb") as file:
        texts = [t.decode("utf-8", "replace") for t in file.read().split(b"\n")]
    return texts[:-1] if texts and texts[-1] == "" else texts


def speed_of(tokenizer, texts):
    started = time.perf_counter()
    tokenizer.encode_batch(texts)
    return sum(len(t.encode()) for t in texts) / 1e6 / (time.perf_counter() - started)


def cases(bench, count, *models):
    failed = False
    with tempfile.TemporaryDirectory() as work:
        path = os.path.join(work, "cases.bin")
        for number, model in enumerate(models):
            oracle.cases(model, path, int(count), 100 + number)
            failed = subprocess.run([bench, model, path]).returncode != 0 or failed
            rng = random.Random(number)
            texts = [oracle.read(oracle.text(rng)) for _ in range(min(int(count), 20000))]
            print(f"    oracle: {speed_of(oracle.load(model), texts):.2f} MB/s on one thread", flush=True)
    return int(failed)


def speed(bench, file, *models):
    texts = read_lines(file)
    failed = False
    with tempfile.TemporaryDirectory() as work:
        path = os.path.join(work, "cases.bin")
        for model in models:
            tokenizer = oracle.load(model)
            with open(path, "wb") as out:
                oracle.write(out, tokenizer, 0, [(t.encode(), None) for t in texts])
            failed = subprocess.run([bench, model, path]).returncode != 0 or failed
            print(f"    oracle: {speed_of(oracle.load(model), texts):.2f} MB/s on one thread", flush=True)
    return int(failed)


def main():
    commands = {"lines": lines, "cases": cases, "speed": speed}
    if len(sys.argv) < 4 or sys.argv[1] not in commands:
        sys.exit(__doc__)
    return commands[sys.argv[1]](*sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
