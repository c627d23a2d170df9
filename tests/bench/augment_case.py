#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Does augmentation help where few texts are labelled? The same texts with and without, over several seeds.

    augment_case.py CLI MODEL TRAIN TEST [--per-label 50] [--copies 4] [--epochs 4] [--seeds 1 2 3 4 5]
                    [--way NAME=OPERATORS]... [--set key=value]...

For each seed, PER-LABEL texts of every label are drawn from TRAIN and each way is trained on them and measured
once on TEST. A way is a YAML list of operators: --way "synonyms=[synonym]". The way "none" trains on the texts
as they are, so many epochs longer that it takes as many steps as the others. Prints the mean and standard
deviation of the test accuracy of each way, and of its difference from "none" with the same seed.
"""
import argparse
import csv
import json
import os
import random
import statistics
import subprocess
import tempfile


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def draw(rows, label, count, seed, path):
    by_label = {}
    for row in rows:
        by_label.setdefault(row[label], []).append(row)
    rng = random.Random(seed)
    chosen = [row for key in sorted(by_label) for row in rng.sample(by_label[key], count)]
    rng.shuffle(chosen)
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(chosen)


def train(args, folder, name, operators, seed):
    recipe = os.path.join(folder, f"{name}-{seed}.yaml")
    copies = 0 if operators is None else args.copies
    epochs = args.epochs * (1 + args.copies) // (1 + copies)
    content = {
        "model": args.model,
        "data": {"train": os.path.join(folder, f"{seed}.csv"), "test": args.test, "text": args.text,
                 "label": args.label, "validation_split": 0},
        "training": {"epochs": epochs, "seed": seed},
        "output": os.path.join(folder, f"{name}-{seed}"),
    }
    text = json.dumps(content, ensure_ascii=False)[:-1]  # JSON is YAML
    if operators is not None:
        text += f', "augment": {{"copies": {copies}, "operators": {operators}}}'
    with open(recipe, "w", encoding="utf-8") as file:
        file.write(text + "}\n")
    command = [args.cli, "train", recipe, "--json"]
    for assignment in args.set:
        command += ["--set", assignment]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
    return json.loads(done.stdout.strip().splitlines()[-1])["test_accuracy"]


def spread(values):
    return statistics.stdev(values) if len(values) > 1 else 0.0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    for name in ("cli", "model", "train", "test"):
        parser.add_argument(name)
    parser.add_argument("--text", default="text")
    parser.add_argument("--label", default="label")
    parser.add_argument("--per-label", type=int, default=50)
    parser.add_argument("--copies", type=int, default=4)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3, 4, 5])
    parser.add_argument("--way", action="append", default=[], metavar="NAME=OPERATORS")
    parser.add_argument("--set", action="append", default=[])
    args = parser.parse_args()
    # The recipes lie in another folder, where relative paths would start from.
    for name in ("model", "train", "test"):
        setattr(args, name, os.path.abspath(getattr(args, name)))
    ways = {"none": None} | dict(way.split("=", 1) for way in args.way)

    rows = rows_of(args.train)
    found = {name: [] for name in ways}
    with tempfile.TemporaryDirectory() as folder:
        for seed in args.seeds:
            draw(rows, args.label, args.per_label, seed, os.path.join(folder, f"{seed}.csv"))
            for name, operators in ways.items():
                found[name].append(train(args, folder, name, operators, seed))
                print(f"seed {seed}  {name:20} {found[name][-1]:.4f}", flush=True)
    for name, scores in found.items():
        gains = [a - b for a, b in zip(scores, found["none"])]
        print(f"{name:20} {statistics.mean(scores):.4f} ± {spread(scores):.4f}", end="")
        print("" if name == "none" else f"   against none {statistics.mean(gains):+.4f} ± {spread(gains):.4f}")


if __name__ == "__main__":
    main()
