#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the pictures of the guide from the running window.

    cmake --build build/release --target attune-cli ui_screenshot
    docs/guide/make_pictures.py build/release [--to FOLDER] [--size 1366x768] [--scale 2] [--dark]
                                              [--language en|zh] [--only NAME...] [--work FOLDER]
                                              [--chinese-model FOLDER]

Trains three runs on each built-in sample (a few minutes on two cores), then opens each page with
them. The sample of Chinese texts is trained from a model that was made for English; a Chinese or
multilingual one gives pictures with better figures (--chinese-model). With --work the runs are
kept there and used again.
"""
import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# What is cleaned and augmented in the pictures, and what the runs that are compared differ in.
LANGUAGES = {
    "en": {
        "sample": "english",
        "recipe": "reviews.yaml",
        "clean": "[html, placeholders, emoji, repeats, whitespace]",
        "augment": "[spelling, keyboard, random-swap]",
        "try": "The battery is great, but the screen broke after a week.",
        "cell": "1,0",
    },
    "zh": {
        "sample": "chinese",
        "recipe": "评论.yaml",
        "clean": "[html, placeholders, width, repeats, whitespace]",
        "augment": "[sound-alike, random-swap, random-delete]",
        "try": "房间很干净，就是早餐太一般了。",
        "cell": "1,0",
    },
}
RUNS = {
    "plain": ["clean=[]", "augment.operators=[]", "augment.copies=0"],
    "slower": ["training.learning_rate=3.0e-5"],
    "augmented": [],
}


def pages(language, recipe, run):
    """NAME -> arguments of ui_screenshot."""
    chosen = LANGUAGES[language]
    return {
        "first-start": [],
        "model": ["--open", recipe, "--page", "model"],
        "data": ["--open", recipe, "--page", "data"],
        "clean": ["--open", recipe, "--page", "clean"],
        "augment": ["--open", recipe, "--page", "augment"],
        "vocabulary": ["--open", recipe, "--page", "vocabulary",
                       "--set", "vocabulary.trim.min_count=2"],
        "training-setup": ["--open", recipe, "--page", "training", "--rehearse"],
        "training": ["--open", recipe, "--page", "training", "--train", "260"],
        "results": ["--open", run, "--page", "results", "--cell", chosen["cell"],
                    "--text", chosen["try"]],
        "reliability": ["--open", run, "--page", "results", "--view", "1"],
        "label-errors": ["--open", run, "--page", "results", "--view", "2", "--measure"],
        "compare": ["--open", run, "--page", "results", "--view", "5", "--measure"],
        "explain": ["--open", run, "--page", "results", "--text", chosen["try"],
                    "--press", "explain"],
        "runs": ["--open", run, "--page", "runs"],
    }


def prepare(build, work, language, model, environment):
    """A recipe and three finished runs in `work`; what is there already is used again."""
    chosen = LANGUAGES[language]
    work.mkdir(parents=True, exist_ok=True)
    sample = ROOT / "resources" / "samples" / chosen["sample"]
    for name in ("train.csv", "test.csv"):
        shutil.copy(sample / name, work / name)
    recipe = work / chosen["recipe"]
    text = (sample / "recipe.yaml").read_text(encoding="utf-8")
    text = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    if model:
        text = text.replace("sentence-transformers/all-MiniLM-L6-v2", model)
    text += f"\nclean: {chosen['clean']}\naugment:\n  operators: {chosen['augment']}\n  copies: 1\n"
    recipe.write_text(text, encoding="utf-8")
    for name, changes in RUNS.items():
        run = work / "runs" / name
        if (run / "model" / "config.json").exists():
            continue
        shutil.rmtree(run, ignore_errors=True)  # one that was cut short
        command = [build / "app" / "attune-cli", "train", recipe, "--output", run]
        for change in changes:
            command += ["--set", change]
        subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    return recipe, work / "runs" / "augmented"


def reduce(picture):
    """256 colours are enough and a third of the size; left as it is where ImageMagick is missing."""
    if convert := shutil.which("convert"):
        subprocess.run([convert, picture, "-strip", "-dither", "None", "-colors", "256",
                        f"PNG8:{picture}"], check=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", type=Path)
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "guide" / "pictures")
    parser.add_argument("--size", default="1366x768")
    parser.add_argument("--scale", default="1")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--language", choices=list(LANGUAGES), action="append")
    parser.add_argument("--only", nargs="+")
    parser.add_argument("--work", type=Path)
    parser.add_argument("--chinese-model", default="")
    options = parser.parse_args()
    build = options.build.resolve()
    work = options.work or Path(tempfile.mkdtemp(prefix="attune-guide-"))
    for language in options.language or list(LANGUAGES):
        folder = work.resolve() / language
        environment = dict(os.environ, ATTUNE_RUNS=str(folder / "runs"), QT_QPA_PLATFORM="offscreen",
                           QT_SCALE_FACTOR=options.scale)
        environment.setdefault("ATTUNE_MODELS", str(ROOT / ".deps" / "models"))
        model = options.chinese_model if language == "zh" else ""
        recipe, run = prepare(build, folder, language, model, environment)
        target = options.to / language
        target.mkdir(parents=True, exist_ok=True)
        for name, arguments in pages(language, recipe, run).items():
            if options.only and name not in options.only:
                continue
            command = [build / "tests" / "ui" / "ui_screenshot", target / f"{name}.png",
                       "--size", options.size, *arguments]
            command += ["--dark"] if options.dark else []
            command += ["--zh"] if language == "zh" else []
            subprocess.run(command, check=True, env=environment, stderr=subprocess.DEVNULL,
                           cwd=folder)
            reduce(target / f"{name}.png")
            print(target / f"{name}.png")
        # A run that was begun for a picture is none to keep.
        for left in (folder / "runs").iterdir():
            if left.name not in RUNS:
                shutil.rmtree(left)
    if not options.work:
        shutil.rmtree(work)


if __name__ == "__main__":
    sys.exit(main())
