#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How transformers, and tokenizers alone, read tokenizers that words were added to.

    adding.py ROOT OUT   of every folder of ROOT the ids of the texts in ROOT/texts.json, by both, as
                         {NAME: [[ids, ...], [ids, ...]]}
    adding.py model FOLDER TEXTS OUT   logits of a finished folder for each text, and its ids
"""
import json
import os
import sys

import tokenizers
import transformers

transformers.logging.set_verbosity_error()


def folders(root, out):
    texts = json.load(open(f"{root}/texts.json", encoding="utf-8"))
    made = {}
    for name in sorted(os.listdir(root)):
        if not os.path.isdir(f"{root}/{name}"):
            continue
        auto = transformers.AutoTokenizer.from_pretrained(f"{root}/{name}")
        alone = tokenizers.Tokenizer.from_file(f"{root}/{name}/tokenizer.json")
        made[name] = [[auto(text)["input_ids"] for text in texts],
                      [alone.encode(text).ids for text in texts]]
    json.dump(made, open(out, "w"))


def model(folder, texts, out):
    import torch
    said = []
    transformers.logging.get_logger().warning = lambda *a, **k: said.append(str(a))
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    classifier = transformers.AutoModelForSequenceClassification.from_pretrained(folder).eval()
    made = []
    for text in json.load(open(texts, encoding="utf-8")):
        encoded = tokenizer(text, return_tensors="pt")
        with torch.no_grad():
            logits = classifier(**encoded).logits[0].tolist()
        made.append([encoded["input_ids"][0].tolist(), logits])
    json.dump({"said": said, "texts": made}, open(out, "w"))


if __name__ == "__main__":
    if sys.argv[1] == "model":
        model(*sys.argv[2:])
    else:
        folders(*sys.argv[1:])
