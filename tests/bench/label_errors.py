#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How many flipped labels `attune-cli label-errors` finds.

Flips a share of the labels of a csv (columns text and label), seeded, asks for the ranking and says
which share of the flips stands among its first part. The ranking is compared with confident learning
in numpy on the same probabilities and, where it is installed, with cleanlab. Data of two labels.

    label_errors.py build/release/app/attune-cli MODEL sst2-train.csv [--by fine-tuning] [--seeds 3]
"""
import argparse
import csv
import json
import random
import subprocess
import tempfile
from pathlib import Path

import numpy as np


def flipped(rows, share, seed):
    labels = sorted({row["label"] for row in rows})
    chosen = set(random.Random(seed).sample(range(len(rows)), round(share * len(rows))))
    out = []
    for i, row in enumerate(rows):
        other = labels[1 - labels.index(row["label"])]
        out.append((row["text"], other if i in chosen else row["label"]))
    return out, chosen


def compare(answer):
    """The ranking, from the probabilities that the answer tells, by the formulas of cleanlab."""
    labels = answer["labels"]
    rows = sorted(answer["rows"], key=lambda row: row["line"])
    given = np.array([labels.index(row["label"]) for row in rows])
    p = np.zeros((len(rows), 2))
    at = np.arange(len(rows))
    p[at, given] = [row["probability"] for row in rows]
    p[at, 1 - given] = [row["suggested_probability"] for row in rows]
    margin = (p[at, given] - p[at, 1 - given] + 1) / 2
    order = np.argsort(margin, kind="stable")
    equal = [rows[i]["line"] for i in order] == [row["line"] for row in answer["rows"]]
    thresholds = np.array([p[given == k, k].mean() for k in (0, 1)])
    over = p >= thresholds - 1e-6
    guess = np.where(over.sum(1) > 1, p.argmax(1), over.argmax(1))
    wrong = over.any(1) & (guess != given) & (p[at, given] + 1e-6 < p[at, 1 - given])
    marked = {row["line"] for row in answer["rows"] if row["likely_wrong"]}
    same = marked == {rows[i]["line"] for i in np.flatnonzero(wrong)}
    told = f"ranking {'equal' if equal else 'DIFFERS'}, marks {'equal' if same else 'DIFFER'} (numpy)"
    try:
        from cleanlab.filter import find_label_issues
        from cleanlab.rank import get_label_quality_scores
    except ImportError:
        return told
    scores = get_label_quality_scores(given, p, method="normalized_margin")
    ranked = [rows[i]["line"] for i in np.argsort(scores, kind="stable")]
    issues = find_label_issues(given, p, filter_by="confident_learning")
    equal = ranked == [row["line"] for row in answer["rows"]]
    same = marked == {rows[i]["line"] for i in np.flatnonzero(issues)}
    return told + f"; ranking {'equal' if equal else 'DIFFERS'}, marks {'equal' if same else 'DIFFER'} (cleanlab)"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program")
    parser.add_argument("model")
    parser.add_argument("data")
    parser.add_argument("--by", default="embeddings")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--share", type=float, default=0.05, help="of the labels that are flipped")
    parser.add_argument("--first", type=float, default=0.1, help="part of the ranking")
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=1)
    options = parser.parse_args()
    rows = list(csv.DictReader(open(options.data, encoding="utf-8")))
    for seed in range(options.seeds):
        with tempfile.TemporaryDirectory() as folder:
            data, chosen = flipped(rows, options.share, seed)
            with open(Path(folder) / "train.csv", "w", newline="", encoding="utf-8") as file:
                writer = csv.writer(file)
                writer.writerows([("text", "label"), *data])
            recipe = Path(folder) / "recipe.yaml"
            recipe.write_text(
                f"model: {Path(options.model).resolve()}\ndata: {{train: train.csv}}\n"
                f"training: {{epochs: {options.epochs}}}\noutput: run\n")
            answer = json.loads(subprocess.run(
                [options.program, "label-errors", str(recipe), "--by", options.by,
                 "--folds", str(options.folds), "--json"],
                check=True, capture_output=True, text=True).stdout)
        texts = {text for i, (text, _) in enumerate(data) if i in chosen}
        first = answer["rows"][:round(options.first * len(answer["rows"]))]
        found = sum(row["text"] in texts for row in first)
        print(f"seed {seed}: {found} of {len(chosen)} flips ({found / len(chosen):.1%}) among the "
              f"first {options.first:.0%}; {answer['likely_wrong']} marked; accuracy of the folds "
              f"{answer['accuracy']:.1%}; {answer['seconds']:.1f} s; {compare(answer)}", flush=True)


if __name__ == "__main__":
    main()
