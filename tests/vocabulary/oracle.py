#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A trimmed model folder beside the one that it was made from, in transformers.

    oracle.py models FULL TRIMMED TEXTS    fails unless for every line of TEXTS (JSON texts) whose tokens
                                           were kept the tokens are the same, and the last hidden states
                                           and the logits of a classifier within 2e-5, and unless TRIMMED
                                           loads without a word
    oracle.py unknown SEED COUNT OUT       COUNT texts full of characters that vocabularies lack, as JSON
"""
import contextlib
import io
import json
import logging
import random
import sys
import warnings


def unknown(seed, count, out):
    rng = random.Random(int(seed))
    rare = [chr(c) for c in (*range(0x10A0, 0x10C0), *range(0x1F600, 0x1F640), *range(0x16A0, 0x16E0), *range(0x3400, 0x3440), *range(0x12000, 0x12040))]
    common = list("the and of to in der die 的一是不了人 ")
    with open(out, "w", encoding="utf-8") as file:
        for _ in range(int(count)):
            text = "".join(rng.choice(rare if rng.random() < 0.3 else common) for _ in range(rng.randrange(1, 60)))
            file.write(json.dumps(text) + "\n")


def draw(model, names):
    import torch
    source = torch.Generator().manual_seed(7)
    for name in names:
        place, _, last = name.rpartition(".")
        shape = model.get_parameter(name).shape
        values = torch.randn(shape, generator=source) / shape[-1] ** 0.5
        setattr(model.get_submodule(place), last, torch.nn.Parameter(values))


def load(folder):
    """The model, what its folder lacks drawn alike for every folder; the tokenizer; what was said meanwhile."""
    import transformers
    said = io.StringIO()
    handler = logging.StreamHandler(said)
    transformers.utils.logging.get_logger().addHandler(handler)
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said), warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
        model, found = transformers.AutoModel.from_pretrained(folder, attn_implementation="eager", output_loading_info=True)
    draw(model, sorted(found["missing_keys"]))
    return model.eval(), tokenizer, said.getvalue() + "".join(str(w.message) for w in caught)


def classifier(folder, model):
    """A classifier round the model, its head drawn alike for every folder."""
    import torch
    import transformers
    config = transformers.AutoConfig.from_pretrained(folder, num_labels=3)
    with torch.device("meta"):
        made = transformers.AutoModelForSequenceClassification.from_config(config, attn_implementation="eager")
    setattr(made, made.base_model_prefix, model)
    draw(made, [name for name, tensor in made.named_parameters() if tensor.is_meta])
    return made.eval()


def models(full_folder, trimmed_folder, texts):
    import torch
    transformers = __import__("transformers")
    transformers.utils.logging.disable_progress_bar()
    full, full_tokens, said_before = load(full_folder)
    trimmed, trimmed_tokens, said = load(trimmed_folder)
    # A folder with a head of its pretraining always gets a report of unused tensors: it may say no more
    # than that of the full folder does.
    known = set(said_before.replace(full_folder, "").splitlines())
    for line in said.replace(trimmed_folder, "").splitlines():
        if line not in known:
            sys.exit(f"the trimmed folder says: {line}\nthe full one: {said_before}")
    with open(trimmed_folder + "/trimmed_vocabulary.json", encoding="utf-8") as file:
        old = json.load(file)["original_ids"]
    new = {o: n for n, o in enumerate(old)}
    lines = [json.loads(line) for line in open(texts, encoding="utf-8")]
    same, worst = [], 0.0
    for text in lines:
        before, after = full_tokens(text)["input_ids"], trimmed_tokens(text)["input_ids"]
        if all(i in new for i in before):
            if [new[i] for i in before] != after:
                sys.exit(f"other tokens: {text!r}: {before} {[old[i] for i in after]}")
            same.append(text)
    part = same[::1 + len(same) // 120]
    heads = classifier(full_folder, full), classifier(trimmed_folder, trimmed)
    with torch.no_grad():
        for begin in range(0, len(part), 32):
            batch = part[begin:begin + 32]
            inputs = [tokens(batch, padding=True, truncation=True, max_length=128, return_tensors="pt") for tokens in (full_tokens, trimmed_tokens)]
            states = [model(**one).last_hidden_state for model, one in zip((full, trimmed), inputs)]
            logits = [head(**one).logits for head, one in zip(heads, inputs)]
            worst = max(worst, *((a - b).abs().max().item() for a, b in (states, logits)))
    if worst > 2e-5:
        sys.exit(f"the hidden states or the logits differ by {worst}")
    if len(same) < len(lines) // 3:  # so that the comparison is of many
        sys.exit(f"only {len(same)} of {len(lines)} texts kept their tokens")
    print(f"{len(same)} of {len(lines)} texts, {len(old)} tokens, greatest difference {worst}")


def main(arguments):
    {"models": models, "unknown": unknown}[arguments[0]](*arguments[1:])


if __name__ == "__main__":
    main(sys.argv[1:])
