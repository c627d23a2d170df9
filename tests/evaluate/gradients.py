#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Integrated gradients in torch, over the models as transformers runs them.

    gradients.py CASES OUT    CASES: JSON [{"folder", "ids", "kept", "baseline", "label", "token"}, ...];
                              OUT: for each {"tokens": attributions, "logit", "baseline"}

The embeddings are given to the model as inputs_embeds, in double precision; 60 parts of the path with 10
places of Gauss and Legendre each.
"""
import json
import sys

import numpy
import torch
import transformers

transformers.logging.set_verbosity_error()
transformers.logging.disable_progress_bar()
loaded = {}


def model(folder, head):
    if folder not in loaded:
        kind = {"tokens": transformers.AutoModelForTokenClassification,
                "text": transformers.AutoModelForSequenceClassification}[head]
        loaded[folder] = kind.from_pretrained(folder, attn_implementation="eager").double().eval()
    return loaded[folder]


def integrate(case):
    net = model(case["folder"], "text" if case["token"] is None else "tokens")
    table = net.get_input_embeddings().weight.detach()
    text = table[case["ids"]]
    start = torch.where(torch.tensor(case["kept"])[:, None], text, table[case["baseline"]])

    def logits(embeddings):
        found = net(inputs_embeds=embeddings, attention_mask=torch.ones(embeddings.shape[:2])).logits
        return found[:, case["label"]] if case["token"] is None else found[:, case["token"], case["label"]]

    nodes, weights = numpy.polynomial.legendre.leggauss(10)
    total = torch.zeros_like(text)
    for part in range(60):
        places = torch.tensor((part + (nodes + 1) / 2) / 60)
        at = (start + places[:, None, None] * (text - start)).requires_grad_(True)
        gradient, = torch.autograd.grad(logits(at).sum(), at)
        total += (torch.tensor(weights)[:, None, None] / 120 * gradient).sum(0)
    with torch.no_grad():
        ends = logits(torch.stack([start, text]))
    return {"tokens": (total * (text - start)).sum(1).tolist(), "baseline": ends[0].item(), "logit": ends[1].item()}


def main(arguments):
    with open(arguments[0], encoding="utf-8") as file:
        cases = json.load(file)
    with open(arguments[1], "w", encoding="utf-8") as file:
        json.dump([integrate(case) for case in cases], file)


if __name__ == "__main__":
    main(sys.argv[1:])
