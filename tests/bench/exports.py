#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Speed and size of each export, as a table for docs/exports.md.

exports.py ATTUNE_CLI MODEL TABLE [COLUMN]   MODEL: a finished model; TABLE: csv of 200 texts or more

Every way starts from raw texts, in batches of 32 of like length, on as many threads as there are cores.
Attune's own time is that of `predict` on more texts less that on few, so that loading does not count.
Needs onnxruntime, tokenizers, numpy."""
import csv
import json
import os
import subprocess
import sys
import tempfile
import time

import numpy
import onnxruntime
from tokenizers import Tokenizer

BATCH, MOST = 32, 2000


def size(path):
    if os.path.isfile(path):
        return os.path.getsize(path)
    return sum(os.path.getsize(os.path.join(path, name)) for name in os.listdir(path))


def predict(cli, model, texts, place):
    path = os.path.join(place, "texts.csv")
    with open(path, "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([["text"]] + [[text] for text in texts])
    begin = time.perf_counter()
    subprocess.run([cli, "predict", model, "--data", path, "--text", "text", "--output",
                    os.path.join(place, f"answers-{len(texts)}-{time.time_ns()}.csv")],
                   check=True, capture_output=True)
    return time.perf_counter() - begin


def attune_speed(cli, model, texts, place):
    few = texts[:len(texts) // 10]
    seconds = min(predict(cli, model, texts, place) for _ in range(3)) - \
        min(predict(cli, model, few, place) for _ in range(3))
    return (len(texts) - len(few)) / seconds


def runtime_speed(folder, texts):
    session = onnxruntime.InferenceSession(os.path.join(folder, "model.onnx"))
    wanted = {port.name for port in session.get_inputs()}
    with open(os.path.join(folder, "tokenizer_config.json")) as file:
        longest = json.load(file)["model_max_length"]
    tokenizer = Tokenizer.from_file(os.path.join(folder, "tokenizer.json"))
    tokenizer.enable_truncation(longest)
    tokenizer.enable_padding()

    def run():
        rows = sorted(texts, key=len)
        for begin in range(0, len(rows), BATCH):
            batch = tokenizer.encode_batch(rows[begin:begin + BATCH])
            feed = {"input_ids": [row.ids for row in batch],
                    "attention_mask": [row.attention_mask for row in batch],
                    "token_type_ids": [row.type_ids for row in batch]}
            session.run(["logits"], {key: numpy.array(value, dtype=numpy.int64)
                                     for key, value in feed.items() if key in wanted})

    run()
    best = 1e9
    for _ in range(3):
        begin = time.perf_counter()
        run()
        best = min(best, time.perf_counter() - begin)
    return len(texts) / best


def main(cli, model, table, column="text"):
    with open(table, newline="", encoding="utf-8") as file:
        texts = [row[column] for row in csv.DictReader(file)][:MOST]
    print(f"{len(texts)} texts, {os.cpu_count()} cores\n")
    print("| export | size | greatest difference | texts a second |\n| --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as place:
        for title, arguments in {
                "Hugging Face folder, in Attune": ["huggingface"],
                "ONNX fp32, in onnxruntime": ["onnx"],
                "ONNX fp16, in onnxruntime": ["onnx", "--set", "precision=fp16"],
                "NumPy archive": ["numpy"]}.items():
            output = os.path.join(place, title.replace(" ", "-").replace(",", ""))
            output += ".npz" if arguments[0] == "numpy" else ""
            told = json.loads(subprocess.run(
                [cli, "export", model, "--output", output, "--data", table, "--json", "--format"] + arguments,
                check=True, capture_output=True).stdout)
            speed = {"huggingface": lambda: f"{attune_speed(cli, output, texts, place):,.0f}",
                     "onnx": lambda: f"{runtime_speed(output, texts):,.0f}",
                     "numpy": lambda: ""}[arguments[0]]()
            print(f"| {title} | {size(output) / 1e6:.1f} MB | {told['greatest_difference']:.1e} | {speed} |",
                  flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
