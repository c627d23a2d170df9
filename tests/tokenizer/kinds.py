#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes small tokenizers of every kind, trained on the sample data, for the live tests and the bench.

    kinds.py OUT [E5_FOLDER]      E5_FOLDER lends the table of its Precompiled normaliser; without it the kinds
                                  that need one are left out
    kinds.py classes OUT [small]  folders without tokenizer.json, for the classes of transformers and for none

Each becomes OUT/NAME/tokenizer.json; where kinds differ in one step alone they share a model.
"""
import base64
import csv
import glob
import json
import os
import sys
import tempfile

from tokenizers import (AddedToken, Regex, Tokenizer, models, normalizers as N, pre_tokenizers as P,
                        processors as X, trainers)

import oracle

here = os.path.dirname(os.path.abspath(__file__))
CL100K = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*"
          r"|\s*[\r\n]+|\s+(?!\S)|\s+")
O200K = "|".join([
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
    r"\p{N}{1,3}", r" ?[^\s\p{L}\p{N}]+[\r\n/]*", r"\s*[\r\n]+", r"\s+(?!\S)", r"\s+"])


def corpus():
    for name in sorted(glob.glob(os.path.join(here, "..", "..", "resources", "samples", "*", "*.csv"))):
        with open(name, encoding="utf-8", newline="") as file:
            yield from (" ".join(row) for row in csv.reader(file))
    for script in oracle.SCRIPTS[:21]:
        yield script
        yield " ".join(script)


def trained(model, trainer, normalizer=None, splitter=None, lines=None):
    tokenizer = Tokenizer(model)
    if normalizer is not None:
        tokenizer.normalizer = normalizer
    if splitter is not None:
        tokenizer.pre_tokenizer = splitter
    tokenizer.train_from_iterator(lines or corpus(), trainer)
    return tokenizer


def template(cls, sep, tokenizer, types=True):
    second = ":1" if types else ""
    return X.TemplateProcessing(
        single=f"{cls} $A {sep}", pair=f"{cls} $A {sep} $B{second} {sep}{second}",
        special_tokens=[(t, tokenizer.token_to_id(t)) for t in (cls, sep)])


SPECIALS = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]


def bpe(tokenizer_model, splitter, normalizer=None, size=1500, alphabet=None, specials=SPECIALS, **options):
    trainer = trainers.BpeTrainer(vocab_size=size, special_tokens=specials, show_progress=False,
                                  limit_alphabet=600, initial_alphabet=alphabet or [], **options)
    return trained(tokenizer_model, trainer, normalizer, splitter)


def unigram(normalizer, splitter, byte_fallback=False, size=7000, lines=None):
    extra = [f"<0x{b:02X}>" for b in range(256)] if byte_fallback else []
    trainer = trainers.UnigramTrainer(vocab_size=size, special_tokens=SPECIALS + extra, unk_token="<unk>",
                                      show_progress=False)
    tokenizer = trained(models.Unigram(), trainer, normalizer, splitter, lines)
    content = json.loads(tokenizer.to_str())
    content["model"]["byte_fallback"] = byte_fallback
    content["added_tokens"] = [t for t in content["added_tokens"] if t["id"] < len(SPECIALS)]
    tokenizer = Tokenizer.from_str(json.dumps(content))
    tokenizer.post_processor = template("<s>", "</s>", tokenizer)
    return tokenizer


def variant(tokenizer, normalizer=None, splitter=None, processor=None):
    """The same model with another step."""
    made = Tokenizer.from_str(tokenizer.to_str())
    if normalizer is not None:
        made.normalizer = normalizer
    if splitter is not None:
        made.pre_tokenizer = splitter
    if processor is not None:
        made.post_processor = processor
    return made


def all_kinds(e5):
    letters = P.ByteLevel.alphabet()
    gpt2 = bpe(models.BPE(), P.ByteLevel(add_prefix_space=False), alphabet=letters, specials=["<|endoftext|>"])
    gpt2.post_processor = X.ByteLevel(trim_offsets=True)
    yield "gpt2", gpt2

    roberta = variant(bpe(models.BPE(), P.ByteLevel(add_prefix_space=True), alphabet=letters),
                      processor=X.RobertaProcessing(("</s>", 2), ("<s>", 0)))
    roberta.add_special_tokens([AddedToken("<mask>", lstrip=True)])
    roberta.add_tokens([AddedToken("Hello", single_word=True), AddedToken("New York", rstrip=True)])
    yield "roberta", roberta
    yield "roberta-plain", variant(roberta, splitter=P.ByteLevel(add_prefix_space=False), processor=X.RobertaProcessing(
        ("</s>", 2), ("<s>", 0), trim_offsets=True, add_prefix_space=False))
    yield "roberta-untrimmed", variant(roberta, processor=X.RobertaProcessing(("</s>", 2), ("<s>", 0), trim_offsets=False))

    yield "modernbert", variant(roberta, N.NFC(), P.ByteLevel(add_prefix_space=False), template("<s>", "</s>", roberta, False))
    plain = P.ByteLevel(add_prefix_space=False, use_regex=False)
    yield "byte-normalizer", variant(roberta, N.Sequence([N.NFKC(), N.ByteLevel()]), P.WhitespaceSplit())
    for name, expression in (("cl100k", CL100K), ("qwen", CL100K.replace("{1,3}", "")), ("o200k", O200K)):
        yield name, variant(roberta, N.NFC(), P.Sequence([P.Split(Regex(expression), "isolated"), plain]),
                            X.Sequence([X.ByteLevel(trim_offsets=False), template("<s>", "</s>", roberta)]))

    splits = {
        "spaces": (r"\s+", "removed", False), "words": (r"\w+|[^\w\s]+", "isolated", True),
        "digits": (r"\d{1,3}(?=(\d{3})*\b)", "merged_with_previous", False), "han": (r"[\p{Han}\p{Hiragana}]|\p{P}", "merged_with_next", False),
        "lines": (r"^.|[^\W\d_]$", "contiguous", False), "case": (r"(?i:the|king|[0-9])|(?<=[a-z])(?=\p{Lu})", "isolated", False),
        "lazy": (r"a.*?e|[^\S\n]{2,}+|\bx\B", "merged_with_previous", True), "dashes": (r"[-\]\[^a-c\x{2014}]+|\P{L}{3}", "merged_with_next", True)}
    for name, (expression, behavior, invert) in splits.items():
        if name == "case":
            expression = expression.replace("[0-9]", r"\d")
        if name == "lazy":
            expression = expression.replace("{2,}+", "{2,}")
        yield "split-" + name, variant(roberta, splitter=P.Sequence([P.Split(Regex(expression), behavior, invert), plain]))
    for behavior in ("removed", "isolated", "merged_with_previous", "merged_with_next", "contiguous"):
        yield "split-literal-" + behavior, variant(roberta, splitter=P.Sequence([P.Split("e", behavior), plain]))
        yield "punctuation-" + behavior, variant(roberta, splitter=P.Sequence([P.Punctuation(behavior), P.Digits(True), plain]))
    yield "delimiter", variant(roberta, splitter=P.Sequence([P.CharDelimiterSplit("e"), P.Whitespace(), plain]))
    yield "fixed", variant(roberta, splitter=P.Sequence([P.FixedLength(3), plain]))
    yield "scripts", variant(roberta, splitter=P.Sequence([P.UnicodeScripts(), plain]))

    forms = {"nfc": N.NFC(), "nfd": N.NFD(), "nfkc": N.NFKC(), "nfkd": N.NFKD(), "nmt": N.Nmt(), "strip": N.Strip(right=False),
             "accents": N.Sequence([N.NFKD(), N.StripAccents(), N.Lowercase()]), "prepend": N.Prepend("xy"),
             "replace": N.Sequence([N.Replace("e", "äö"), N.Replace(Regex(r"\s{2,}|\d"), ""), N.Replace("``", '"')])}
    for name, form in forms.items():
        yield "form-" + name, variant(roberta, form)

    llama = bpe(models.BPE(unk_token="<unk>", fuse_unk=True, byte_fallback=True), None,
                N.Sequence([N.Prepend("▁"), N.Replace(" ", "▁")]), specials=SPECIALS + [f"<0x{b:02X}>" for b in range(256)], size=2000,
                max_token_length=12)
    content = json.loads(llama.to_str())
    content["added_tokens"] = [t for t in content["added_tokens"] if t["id"] < len(SPECIALS)]
    llama = Tokenizer.from_str(json.dumps(content))
    llama.post_processor = template("<s>", "</s>", llama)
    yield "llama", llama
    yield "llama-metaspace", variant(llama, N.Sequence([N.NFKC()]), P.Metaspace(prepend_scheme="first", split=False))
    for name, model in (("bpe-unk", models.BPE(unk_token="<unk>")), ("bpe-fuse", models.BPE(unk_token="<unk>", fuse_unk=True)),
                        ("bpe-none", models.BPE())):
        yield name, variant(bpe(model, P.Metaspace()), N.Replace("q", "\ue000\ue001"))
    ignoring = json.loads(roberta.to_str())
    ignoring["model"]["ignore_merges"] = True
    ignoring["model"]["merges"] = ignoring["model"]["merges"][:300]
    yield "bpe-ignore-merges", Tokenizer.from_str(json.dumps(ignoring))
    yield "bpe-suffix", bpe(models.BPE(unk_token="<unk>", end_of_word_suffix="</w>"), P.BertPreTokenizer(), N.Lowercase(),
                            end_of_word_suffix="</w>")
    yield "bpe-prefix", bpe(models.BPE(unk_token="<unk>", continuing_subword_prefix="##"), P.Whitespace(),
                            continuing_subword_prefix="##")

    levels = trained(models.WordLevel(unk_token="<unk>"), trainers.WordLevelTrainer(
        vocab_size=900, special_tokens=SPECIALS, show_progress=False), N.NFKC(), P.Whitespace())
    yield "wordlevel", variant(levels, processor=X.BertProcessing(("</s>", 2), ("<s>", 0)))

    words = unigram(None, P.Metaspace())
    yield "unigram", words
    yield "unigram-never", variant(words, N.NFKC(), P.Metaspace(prepend_scheme="never"))
    # Lines that are not cut into words are slow to learn from: every tenth, and the scripts.
    yield "unigram-whole", unigram(N.Nmt(), None, lines=[t for n, t in enumerate(corpus()) if n % 10 == 0 or len(t) < 60])
    yield "unigram-bytes", unigram(N.NFKC(), P.Metaspace(prepend_scheme="first"), byte_fallback=True)
    if e5:
        with open(os.path.join(e5, "tokenizer.json"), encoding="utf-8") as file:
            step = json.load(file)["normalizer"]
        while step["type"] != "Precompiled":
            step = next(s for s in step["normalizers"] if s["type"] in ("Precompiled", "Sequence"))
        charsmap = N.Precompiled(base64.b64decode(step["precompiled_charsmap"]))
        yield "xlmr", unigram(charsmap, P.Sequence([P.WhitespaceSplit(), P.Metaspace()]))
        yield "albert", unigram(N.Sequence([N.Replace("``", '"'), N.Replace("''", '"'), N.NFKD(), N.StripAccents(),
                                            N.Lowercase(), charsmap, N.Replace(Regex(" {2,}"), " ")]), P.Metaspace())
        yield "deberta", unigram(N.Sequence([N.Strip(), charsmap, N.Replace(Regex(" {2,}"), " ")]), P.Metaspace())
        camembert = unigram(charsmap, P.Metaspace())
        camembert.add_special_tokens([AddedToken("<mask>", lstrip=True, normalized=True)])
        yield "camembert", camembert


def write_class(out, name, config, files):
    folder = os.path.join(out, name)
    os.makedirs(folder, exist_ok=True)
    for file, content in files.items():
        with open(os.path.join(folder, file), "wb") as target:
            target.write(content)
    if config is not None:
        with open(os.path.join(folder, "tokenizer_config.json"), "w", encoding="utf-8") as target:
            json.dump(config, target, ensure_ascii=False)
    return folder


def pieces(small, **options):
    """The bytes of a sentencepiece model trained on the corpus."""
    import sentencepiece
    with tempfile.TemporaryDirectory() as work:
        rules = os.path.join(work, "rules.tsv")
        with open(rules, "w", encoding="utf-8") as file:
            for source, target in (("ﬁ", "fi"), ("Ａ", "A"), ("é", "e\u0301"), ("\u3000", " "), ("\t", " "), ("\n", " "), ("①", "1"), ("...", "…")):
                file.write(" ".join(f"{ord(c):X}" for c in source) + "\t" + " ".join(f"{ord(c):X}" for c in target) + "\n")
        choice = {"normalization_rule_tsv": rules} if small else {"normalization_rule_name": "nmt_nfkc"}
        lines = [line.replace("\n", " ") for line in corpus()]
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter([t for t in lines if t.isascii()][:300] if small else lines), model_prefix=os.path.join(work, "m"),
            character_coverage=0.98 if small else 0.995, hard_vocab_limit=False, minloglevel=2,
            **({"vocab_size": 500 if small else 3000} | choice | options))
        with open(os.path.join(work, "m.model"), "rb") as file:
            return file.read()


def classes(out, small):
    plain = pieces(small)
    write_class(out, "class-xlmr", {"tokenizer_class": "XLMRobertaTokenizer", "model_max_length": 64}, {"sentencepiece.bpe.model": plain})
    write_class(out, "class-camembert", {"tokenizer_class": "CamembertTokenizer"}, {"sentencepiece.bpe.model": plain})
    albert = pieces(small, pad_id=0, unk_id=1, bos_id=-1, eos_id=-1, control_symbols=["[CLS]", "[SEP]"], user_defined_symbols=["[MASK]"])
    write_class(out, "class-albert", {"tokenizer_class": "AlbertTokenizer"}, {"spiece.model": albert})
    write_class(out, "class-albert-cased", {"tokenizer_class": "AlbertTokenizer", "do_lower_case": False, "keep_accents": True}, {"spiece.model": albert})
    deberta = pieces(small, pad_id=0, bos_id=1, eos_id=2, unk_id=3, pad_piece="[PAD]", bos_piece="[CLS]", eos_piece="[SEP]", unk_piece="[UNK]")
    write_class(out, "class-deberta", {"tokenizer_class": "DebertaV2Tokenizer", "do_lower_case": False}, {"spm.model": deberta})
    write_class(out, "class-deberta-punctuation", {"tokenizer_class": "DebertaV2Tokenizer", "split_by_punct": True, "do_lower_case": True}, {"spm.model": deberta})
    letters = P.ByteLevel.alphabet()
    model = json.loads(bpe(models.BPE(), P.ByteLevel(add_prefix_space=True), alphabet=letters, size=600).to_str())["model"]
    vocabulary = json.dumps(model["vocab"], ensure_ascii=False).encode()
    merges = "#version: 0.2\n" + "".join(" ".join(m) + "\n" for m in model["merges"])
    files = {"vocab.json": vocabulary, "merges.txt": merges.encode()}
    write_class(out, "class-roberta", {"tokenizer_class": "RobertaTokenizer"}, files)
    write_class(out, "class-roberta-prefix", {"tokenizer_class": "RobertaTokenizer", "add_prefix_space": True, "mask_token": {
        "content": "<mask>", "lstrip": True, "rstrip": False, "normalized": True, "single_word": False, "__type": "AddedToken"}}, files)
    words = SPECIALS + ["[UNK]"] + sorted({c for line in oracle.SCRIPTS[:6] for c in line if c.isalnum()} | {"the", "##ing", "film"})
    words += ["##" + w for w in words[6:] if len(w) == 1]
    write_class(out, "class-mpnet", {"tokenizer_class": "MPNetTokenizer"}, {"vocab.txt": ("\n".join(words) + "\n").encode()})
    # No class named: as sentencepiece cuts.
    write_class(out, "model-unigram", None, {"tokenizer.model": plain})
    write_class(out, "model-bytes", None, {"tokenizer.model": pieces(small, byte_fallback=True, vocab_size=1000 if small else 3000)})
    write_class(out, "model-bpe", None, {"tokenizer.model": pieces(small, model_type="bpe", byte_fallback=True, vocab_size=1000 if small else 3000)})
    write_class(out, "model-symbols", None, {"tokenizer.model": pieces(small, model_type="bpe", user_defined_symbols=["<x>", "ing", "C++"])})
    write_class(out, "model-bare", None, {"tokenizer.model": pieces(small, add_dummy_prefix=False, remove_extra_whitespaces=False)})


def main(arguments):
    if arguments[0] == "classes":
        return classes(arguments[1], "small" in arguments[2:])
    out, e5 = arguments[0], arguments[1] if len(arguments) > 1 else None
    for name, tokenizer in all_kinds(e5):
        os.makedirs(os.path.join(out, name), exist_ok=True)
        tokenizer.save(os.path.join(out, name, "tokenizer.json"))


if __name__ == "__main__":
    main(sys.argv[1:])
