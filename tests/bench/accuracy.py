#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Test accuracy of Attune over several seeds, beside a peer that trains on the same files.

    accuracy.py CLI MODEL TRAIN DEV TEST [--seeds 1 2 3] [--epochs 3] [--set key=value]...
                [--peer PYTHON SCRIPT]

Attune chooses its checkpoint on DEV and reports TEST once. The peer script is called as
`PYTHON SCRIPT MODEL TRAIN TEST --tuned --epochs E --seed S` and prints one JSON object with
`accuracy` on its last line. Prints a table and ends with 1 when Attune's mean lies below the peer's
by more than the spread of the seeds (the larger of the two standard deviations).
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile

RECIPE = """model: {model}
data: {{train: {train}, validation: {dev}, test: {test}, text: {text}, label: {label}}}
training: {{epochs: {epochs}, seed: {seed}}}
output: {output}
"""


def last_json(command):
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
    return json.loads(done.stdout.strip().splitlines()[-1])


def attune(args, seed, folder):
    recipe = f"{folder}/seed-{seed}.yaml"
    with open(recipe, "w", encoding="utf-8") as file:
        file.write(RECIPE.format(model=args.model, train=args.train, dev=args.dev, test=args.test,
                                 text=args.text, label=args.label, epochs=args.epochs, seed=seed,
                                 output=f"{folder}/run-{seed}"))
    command = [args.cli, "train", recipe, "--json"]
    for assignment in args.set:
        command += ["--set", assignment]
    return last_json(command)["test_accuracy"]


def peer(args, seed):
    python, script = args.peer
    return last_json([python, script, args.model, args.train, args.test, "--tuned", "--epochs",
                      str(args.epochs), "--seed", str(seed), "--text", args.text, "--label",
                      args.label])["accuracy"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    for name in ("cli", "model", "train", "dev", "test"):
        parser.add_argument(name)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--text", default="text")
    parser.add_argument("--label", default="label")
    parser.add_argument("--set", action="append", default=[])
    parser.add_argument("--peer", nargs=2, metavar=("PYTHON", "SCRIPT"))
    args = parser.parse_args()

    # The recipe lies in another folder, where relative paths would start from.
    for name in ("model", "train", "dev", "test"):
        setattr(args, name, os.path.abspath(getattr(args, name)))

    ours, theirs = [], []
    print("seed  Attune  peer")
    with tempfile.TemporaryDirectory() as folder:
        for seed in args.seeds:
            ours.append(attune(args, seed, folder))
            if args.peer:
                theirs.append(peer(args, seed))
            print(f"{seed:4}  {ours[-1]:.4f}  {theirs[-1]:.4f}" if theirs else f"{seed:4}  {ours[-1]:.4f}",
                  flush=True)
    spread = lambda values: statistics.stdev(values) if len(values) > 1 else 0.0
    print(f"mean  {statistics.mean(ours):.4f} ± {spread(ours):.4f}", end="")
    if not theirs:
        print()
        return 0
    print(f"  {statistics.mean(theirs):.4f} ± {spread(theirs):.4f}")
    return int(statistics.mean(ours) < statistics.mean(theirs) - max(spread(ours), spread(theirs)))


if __name__ == "__main__":
    sys.exit(main())
