#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Operators of augmentation beside their counterparts in nlpaug and nlpcda, in turns.

    operators.py AUGMENT_BENCH ENGLISH.txt CHINESE.txt [--masked MODEL] [--rounds N] [--only NAME]

Texts are the lines of the files. Both sides work on one thread and on the same texts; theirs get as
many of them as they finish in some seconds. Prints MB/s of both (the best of the rounds) and the
ratio. Needs nlpaug and nlpcda in this Python, for masked words also torch and transformers."""
import argparse
import os
import re
import subprocess
import sys
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")
SECONDS = 4  # that their side of a round may take


def counterparts(masked):
    """Our operator: (language, how their side is named, a function that makes it)."""
    def word(action):
        def make():
            import nlpaug.augmenter.word as naw
            return naw.RandomWordAug(action=action, aug_p=0.1).augment
        return make

    def char(name, **options):
        def make():
            import nlpaug.augmenter.char as nac
            return getattr(nac, name)(**options).augment
        return make

    def cda(name, **options):
        def make():
            import nlpcda
            return getattr(nlpcda, name)(create_num=2, change_rate=0.1, **options).replace
        return make

    def contextual():
        import nlpaug.augmenter.word as naw
        import nlpaug.model.lang_models as nml
        # A method that transformers 5 no longer has.
        nml.Bert.token2id = lambda self, token: self.tokenizer.convert_tokens_to_ids(token)
        augmenter = naw.ContextualWordEmbsAug(model_path=masked, model_type="bert",
                                              action="substitute", aug_p=0.1, top_k=10)
        return lambda texts: augmenter.augment(texts)
    yield "random-swap", "en", "nlpaug RandomWordAug(swap)", word("swap")
    yield "random-delete", "en", "nlpaug RandomWordAug(delete)", word("delete")
    yield "cut-off", "en", "nlpaug RandomWordAug(crop)", word("crop")
    yield "keyboard", "en", "nlpaug KeyboardAug", char("KeyboardAug", aug_char_p=0.1)
    yield "ocr", "en", "nlpaug OcrAug", char("OcrAug", aug_char_p=0.1)
    yield "spelling", "en", "nlpaug RandomCharAug(swap)", char("RandomCharAug", action="swap")
    yield "random-delete", "zh", "nlpcda RandomDeleteChar", cda("RandomDeleteChar")
    yield "sound-alike", "zh", "nlpcda Homophone", cda("Homophone")
    yield "random-swap", "zh", "nlpcda CharPositionExchange", cda("CharPositionExchange", char_gram=3)
    if masked:
        yield "masked-word", "en", "nlpaug ContextualWordEmbsAug", contextual


def ours(bench, name, path, masked):
    options = [f"file={path}", f"only={name}"] + ([f"masked={masked}"] if masked else [])
    said = subprocess.run([bench] + options, check=True, capture_output=True, text=True).stdout
    return float(re.search(rf"^{name} +([0-9.]+) MB/s", said, re.M).group(1))


def theirs(augment, texts, batched):
    size, began = 0, time.perf_counter()
    step = 32 if batched else 1
    for at in range(0, len(texts), step):
        some = texts[at:at + step]
        augment(some if batched else some[0])
        size += sum(len(text.encode()) for text in some)
        if time.perf_counter() - began > SECONDS:
            break
    return size / 1e6 / (time.perf_counter() - began)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("bench")
    parser.add_argument("english")
    parser.add_argument("chinese")
    parser.add_argument("--masked")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only")
    options = parser.parse_args()
    files = {"en": options.english, "zh": options.chinese}
    texts = {key: [line for line in open(path, encoding="utf-8").read().splitlines() if line.strip()]
             for key, path in files.items()}
    if "torch" in sys.modules or options.masked:
        import torch
        torch.set_num_threads(1)
    for name, language, title, make in counterparts(options.masked):
        if options.only and options.only != name:
            continue
        try:
            augment = make()
            batched = name == "masked-word"
            theirs(augment, texts[language][:32], batched)  # what is made once
        except Exception as error:  # a library that does not run here
            print(f"{name:15} {title:32} does not run: {error!r}"[:160], flush=True)
            continue
        best_ours = best_theirs = 0.0
        for _ in range(options.rounds):
            best_theirs = max(best_theirs, theirs(augment, texts[language], batched))
            best_ours = max(best_ours, ours(options.bench, name, files[language], options.masked))
        print(f"{name:15} {best_ours:9.3f} MB/s   {title:32} {best_theirs:9.4f} MB/s   "
              f"{best_ours / best_theirs:7.1f} times", flush=True)


if __name__ == "__main__":
    main()
