#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Expected encodings from Python's `tokenizers`, for the live tests.

    oracle.py folders OUT                      tokenizers that are hard in one way each
    oracle.py cases FOLDER OUT COUNT SEED [CSV ...]   encodings of COUNT generated texts, and of the
                                               fields of the files
    oracle.py special FOLDER OUT               encodings of texts that walk over all code points
    oracle.py transformers COUNT SEED FOLDER OUT ...   the same by AutoTokenizer, of any number of
                                               folders; fails if it warns
    oracle.py files COUNT SEED FOLDER OUT ...  the same of folders without tokenizer.json, with pairs
                                               and truncation; TokenizersBackend where none names a class

    oracle.py refuses LIST                     fails if the library refuses one of the files; what it
                                               needs more memory or time for, it refuses

A file of cases is a row of records of little-endian u32: longest length (0: any), whether there is
a pair, then text and pair as length and bytes, then the number of tokens and for each id, type,
begin and end in code points, and 1 where these speak of the second text. Bytes are what a file would hold; they are decoded as
bytes.decode("utf-8", "replace").
"""
import csv
import io
import json
import os
import random
import resource
import struct
import sys
import warnings

from tokenizers import Tokenizer

SCRIPTS = [
    "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0123456789", "etaoin shrdlu the and of to in",
    "àâäçéèêëîïôöùûüÿœæßñãõåøčšžěřůłąęńśźżőűđğışțâÀÉÎÕÜÑŞİIıĞÇŁŐ", "αβγδεζηθικλμνξοπρσςτυφχψωΆΈΉΊΌΎΏΐΰΑΒΓΣΩ",
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЙІЇЄҐў", "אבגדהוזחטיכלמנסעפצקרשתְֱֲָֹּ", "ابتثجحخدذرزسشصضطظعغفقكلمنهويًٌٍَُِّْٰ۰۱۲٣٤",
    "अआइईउऊएकखगघचजटडणतदनपबमयरलवशसहािीुूेैोौ्ंः०१२३", "กขคงจชซญดตถทธนบปผพมยรลวสหอะาิีึืุูเแโใไ่้๊๋์๑๒๓",
    "가나다라마바사아자차카타파하각힣각ㄱㅏ", "あいうえおかきくけこがぎぐパピプカタカナーっッ々〆ヶ",
    "的一是不了人我在有他这为之大来以个中上们到说国和地也子时道出而要于就下得可你年生自会那后能对着事其里所去行过家十用发天如然作方成者多日都三小军二无同么经法当起与好看学进种将还分此心前面又定见只主没公从今回很己最但现外它车站酒店服务早餐房间",
    "㐀䶵𠀀𪛖𫝀豈艹丽𠮷々〇", "ﬁﬂﬀﬆ①②ⅣⅷＡｂ３ﾊﾟ㌀㍿℡™ℌ", "\u0300\u0301\u0302\u0303\u0308\u030a\u0327\u0328\u0323\u0334\u0345\u035c\u20d0\u20e3\ufe20\u302a\u1dc4",
    "ÅÅÅṩṩṩḍ̇ậộǖǭ≠≮が́", "😀😁👍👍🏽👨‍👩‍👧‍👦🇨🇳🇬🇧❤️☺✈🏳️‍🌈🧑🏿‍🚀🫠🪿",
    "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", "、。，！？；：（）《》「」『』【】…—·～“”‘’«»¿¡†‡•‰′″‹›※⁂؟،؛।॥᙭๏⸮𐄀",
    "+<=>^`|~$¢£¥€₩₿©®°±×÷¬µ¶§¨¯´¸¼½∑∏√∞≈≤≥←→⇒∀∃", " \t\n\r\u000b\u000c\u0085\u00a0\u1680\u2000\u2003\u2009\u200a\u2028\u2029\u202f\u205f\u3000",
    "\u0000\u0001\u0007\u001b\u001f\u007f\u0080\u009f\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2066\ufeff\ufff9\ufffd",
    "\ue000\uf8ff\U000f0000\U0010fffd\ufdd0\uffff\U0001ffff", "\u0378\u0557\u1c89\ua7cb\u1dfa\u20c0\U00011938\U0001e2ae\U0001f774\U000323af",
    "ᏣᎳᎩꭰꭱႠⴀაᲐԱաꙀꙁⰀⱀ𐐀𐐨𞤀𞤢ⲀⲁꜢꜣɐʁʷᴬ", "ꦀꦁ𑀓𑀸ᬓᬵᭀཀྵགྷແໝមាំၵျြꯀ𑄧𑍇",
]
SPECIALS = ["[CLS]", "[SEP]", "[PAD]", "[UNK]", "[MASK]", "[cls]", "[MASK", "MASK]", "[[MASK]]", "##ing", "[unused1]",
            "<s>", "</s>", "<mask>", "<mask> ", " <mask>", "Hello", "hello", "ab", "abc", "New York", "ÉTÉ", "x<y>z"]
BAD = [b"\xff", b"\xc3", b"\xe2\x82", b"\xf0\x9f\x98", b"\xed\xa0\x80", b"\xc0\xaf", b"\xf4\x90\x80\x80", b"\x80\x80", b"\xe0\x80\x80"]


def char(rng):
    where = rng.random()
    if where < 0.85:
        return rng.choice(rng.choice(SCRIPTS))
    if where < 0.93:
        point = rng.randrange(0x3100)
    elif where < 0.98:
        point = rng.randrange(0x20000)
    else:
        point = rng.randrange(0x110000)
    return chr(point) if not 0xD800 <= point < 0xE000 else "\ufffd"


def text(rng):
    """One text of words, runs and accidents, as bytes."""
    parts = []
    for _ in range(rng.choice([1, 1, 2, 3, 5, 8, 13])):
        kind = rng.random()
        if kind < 0.35:
            pool = rng.choice(SCRIPTS)
            parts.append("".join(rng.choices(pool, k=rng.randrange(1, 12))))
        elif kind < 0.60:
            parts.append("".join(char(rng) for _ in range(rng.randrange(1, 14))))
        elif kind < 0.72:
            parts.append(rng.choice(SPECIALS) * rng.choice([1, 1, 1, 2]))
        elif kind < 0.78:
            base, mark = rng.choice("aeiouyAEIOUÅéęǖ가あक"), SCRIPTS[15]
            parts.append(base + "".join(rng.choices(mark, k=rng.randrange(1, 6))))
        elif kind < 0.82:
            parts.append(rng.choice(["a", "é", "字", "가", "x́", "https://a.b/c?d=e&", "🙂"]) * rng.choice([49, 50, 98, 99, 100, 101, 102, 130]))
        elif kind < 0.92:
            parts.append(rng.choice(["the", "film", "Good", "won't", "it's", "U.S.A.", "e-mail", "C++", "#tag", "@you", "3.14", "$5,000", "酒店", "不错", "ΟΔΟΣ", "Straße", "İstanbul", "naïve", "CAFÉ"]))
        else:
            parts.append("".join(rng.choices(SCRIPTS[21] + SCRIPTS[22], k=rng.randrange(1, 4))))
        parts.append(rng.choice([" ", " ", " ", "", "", "  ", "\n", "\u3000"]))
    data = "".join(parts).encode("utf-8")
    if rng.random() < 0.08:
        for _ in range(rng.randrange(1, 4)):
            at = rng.randrange(len(data) + 1)
            data = data[:at] + rng.choice(BAD) + data[at:]
    elif rng.random() < 0.03 and data:
        data = data[:rng.randrange(len(data))]
    return data


def read(data):
    return data.decode("utf-8", "replace")


def record(out, longest, first, second, ids, types, offsets, texts):
    out.write(struct.pack("<II", longest, second is not None))
    for data in (first, second or b""):
        out.write(struct.pack("<I", len(data)) + data)
    out.write(struct.pack("<I", len(ids)))
    flat = [n for i, t, (a, b), s in zip(ids, types, offsets, texts) for n in (i, t, a, b, s or 0)]
    out.write(struct.pack(f"<{len(flat)}I", *flat))


def write(out, tokenizer, longest, inputs):
    if longest:
        tokenizer.enable_truncation(longest)
    else:
        tokenizer.no_truncation()
    for at in range(0, len(inputs), 2000):
        batch = inputs[at:at + 2000]
        texts = [read(a) if b is None else (read(a), read(b)) for a, b in batch]
        for (a, b), e in zip(batch, tokenizer.encode_batch(texts)):
            record(out, longest, a, b, e.ids, e.type_ids, e.offsets, e.sequence_ids)


def load(folder):
    tokenizer = Tokenizer.from_file(os.path.join(folder, "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def pairs(rng, tokenizer, count, longest):
    """Pairs to be cut to a length. The library makes an encoding of every part of the first text with every
    part of the second: minutes, where both are long and little fits."""
    found = []
    while len(found) < count:
        pair = text(rng), text(rng)
        a, b = (len(tokenizer.encode(read(part), add_special_tokens=False).ids) for part in pair)
        if a * b <= 400 * longest:
            found.append(pair)
    return found


def cases(folder, path, count, seed, *files):
    tokenizer, rng = load(folder), random.Random(seed)
    with open(path, "wb") as out:
        write(out, tokenizer, 0, [(text(rng), None) for _ in range(count)])
        for name in files:
            with open(name, "rb") as file:
                rows = csv.reader(io.StringIO(read(file.read()), newline=""))
                write(out, tokenizer, 0, [(cell.encode(), None) for row in rows for cell in row])
        for longest in (3, 4, 5, 6, 7, 10, 16, 33):
            few = max(count // 200, 20)
            write(out, tokenizer, longest, [(text(rng), None) for _ in range(few)])
            if longest >= tokenizer.num_special_tokens_to_add(True):  # else the library cuts nothing
                tokenizer.no_truncation()
                write(out, tokenizer, longest, pairs(rng, tokenizer, few, longest))
        write(out, tokenizer, 0, [(text(rng), text(rng)) for _ in range(max(count // 50, 50))])


def special(folder, path):
    tokenizer = load(folder)
    points = [chr(c) for c in range(0x110000) if not 0xD800 <= c < 0xE000]
    texts = []
    for at in range(0, len(points), 64):
        row = points[at:at + 64]
        texts.append(" ".join("a" + c + "b" for c in row))
        texts.append(" ".join("a\u0345" + c + "\u0334\u0327\u0301" + c + "b" for c in row))
    with open(path, "wb") as out:
        write(out, tokenizer, 0, [(t.encode(), None) for t in texts])


def by_transformers(count, seed, *jobs):
    import logging
    warnings.simplefilter("error")
    heard = io.StringIO()
    logger, listener = logging.getLogger("transformers"), logging.StreamHandler(heard)
    logger.addHandler(listener)
    from transformers import AutoTokenizer
    for folder, path in zip(jobs[::2], jobs[1::2]):
        tokenizer, rng = AutoTokenizer.from_pretrained(folder), random.Random(int(seed))
        with open(path, "wb") as out:
            for _ in range(int(count)):
                a, b = text(rng), text(rng) if rng.random() < 0.3 else None
                b = b or None  # an empty one counts as none there
                e = tokenizer(read(a), None if b is None else read(b), truncation=False, padding=False,
                              return_token_type_ids=True, return_offsets_mapping=True, verbose=False)
                record(out, 0, a, b, e["input_ids"], e["token_type_ids"], e["offset_mapping"], e.sequence_ids())
        if heard.getvalue():
            sys.exit(f"transformers says of {folder}: {heard.getvalue()}")
    logger.removeHandler(listener)


def by_files(count, seed, *jobs):
    from transformers import AutoTokenizer, TokenizersBackend
    for folder, path in zip(jobs[::2], jobs[1::2]):
        named = os.path.exists(os.path.join(folder, "tokenizer_config.json"))
        if named:
            tokenizer = AutoTokenizer.from_pretrained(folder)
        else:
            tokenizer = TokenizersBackend.from_pretrained(folder, vocab_file=os.path.join(folder, "tokenizer.model"))
        rng = random.Random(int(seed))
        with open(path, "wb") as out:
            for n in range(int(count)):
                a, b = text(rng), text(rng) if rng.random() < 0.2 else None
                b = b or None  # an empty one counts as none there
                longest = rng.choice([4, 7, 16, 33]) if n % 8 == 7 else 0
                e = tokenizer(read(a), None if b is None else read(b), truncation=longest > 0, max_length=longest or None,
                              padding=False, return_token_type_ids=True, return_offsets_mapping=True, verbose=False)
                record(out, longest, a, b, e["input_ids"], e["token_type_ids"], e["offset_mapping"], e.sequence_ids())


def reads(name):
    """What the library says against a file, "" where it reads it. In a process of its own: a damaged
    file can make the libraries ask for any memory, and end the process."""
    talk, listen = os.pipe()[::-1]
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
        resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        try:
            if name.endswith(".model"):
                import sentencepiece
                sentencepiece.SentencePieceProcessor(model_file=name).encode("The film ﬁ")
            else:
                Tokenizer.from_file(name)
        except BaseException as error:  # a panic of the library is no Exception
            os.write(talk, (str(error) or "refused").encode("utf-8", "replace")[:300])
            os._exit(1)
        os._exit(0)
    os.close(talk)
    with os.fdopen(listen, "rb") as pipe:
        said = pipe.read().decode("utf-8", "replace")
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return "" if status == 0 else said or f"ended with {status}"


def refuses(path):
    with open(path) as file:
        files = file.read().splitlines()
    refused = [f"{name}: {said}" for name in files if (said := reads(name))]
    if refused:
        sys.exit("\n".join([f"{len(refused)} of {len(files)} refused"] + refused[:40]))


BASE = {"version": "1.0", "truncation": None, "padding": None, "decoder": None}


def added(content, id, **on):
    flags = dict(single_word=False, lstrip=False, rstrip=False, normalized=False, special=True)
    return {"id": id, "content": content} | flags | on


def bert(**options):
    return {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True, "strip_accents": None,
            "lowercase": True} | options


def folders(out):
    """Vocabularies in which every code point that some step makes has tokens of its own."""
    from tokenizers import normalizers as N
    lower, nfd = N.Lowercase().normalize_str, N.NFD().normalize_str
    made = set(map(chr, range(32, 127)))
    for c in map(chr, [*range(0xD800), *range(0xE000, 0x30000)]):
        after = lower(c) + nfd(c) + nfd(lower(c)) + lower(nfd(c))
        if after != c * 4 and not "가" <= c <= "힣":
            made |= set(after) | {c}
    made |= set("".join(SCRIPTS)) | {chr(c) for c in range(0x300, 0x370)}
    made -= set("\n\r\u2028\u2029")
    tokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "hello", "##lo", "hel", "new", "york"]
    seen = set(tokens)
    for c in sorted(made):
        for token in (c, "##" + c):
            if token not in seen:
                tokens.append(token)
                seen.add(token)
    vocab = {t: i for i, t in enumerate(tokens)}
    n = len(vocab)
    model = {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
             "max_input_chars_per_word": 100, "vocab": vocab}
    short = model | {"max_input_chars_per_word": 7}
    pre = {"type": "BertPreTokenizer"}
    processor = {"type": "BertProcessing", "sep": ["[SEP]", 3], "cls": ["[CLS]", 2]}
    template = {"type": "TemplateProcessing",
                "single": [{"SpecialToken": {"id": "two", "type_id": 5}}, {"Sequence": {"id": "A", "type_id": 7}}],
                "pair": [{"Sequence": {"id": "B", "type_id": 2}}, {"SpecialToken": {"id": "two", "type_id": 3}},
                         {"Sequence": {"id": "A", "type_id": 1}}],
                "special_tokens": {"two": {"id": "two", "ids": [3, 2], "tokens": ["[SEP]", "[CLS]"]}}}
    specials = [added(t, i) for i, t in enumerate(tokens[:5])]
    hard = specials + [
        added("<mask>", n, lstrip=True), added("<s>", n + 1, rstrip=True, lstrip=True), added("</s>", n + 2, single_word=True),
        added("ab", n + 3, special=False, normalized=True), added("abc", n + 4, special=False, normalized=True, single_word=True),
        added("Hello", 5 + n, special=False, normalized=True), added("New York", 6 + n, special=False, normalized=True, rstrip=True),
        added("ÉTÉ", 7 + n, special=False, normalized=True, lstrip=True), added("的", 8 + n, special=False, normalized=True),
        added("[unused1]", 9 + n, special=False), added("酒店", 10 + n, special=False, single_word=True)]

    def sequence(*kinds):
        return {"type": "Sequence", "normalizers": list(kinds)}

    def splits(*kinds):
        return {"type": "Sequence", "pretokenizers": list(kinds)}

    kinds = {name: {"type": name} for name in ("NFD", "Lowercase", "StripAccents", "Whitespace", "WhitespaceSplit")}
    strip = {"type": "Strip", "strip_left": True, "strip_right": True}
    punct = {"type": "Punctuation", "behavior": "Isolated"}
    several = {
        "uncased": (bert(), pre, processor, model, specials),
        "cased": (bert(lowercase=False), pre, processor, model, specials),
        "accents": (bert(strip_accents=False), pre, None, model, specials),
        "stripped": (bert(strip_accents=True, lowercase=False, handle_chinese_chars=False), pre, template, model, specials),
        "raw": (bert(clean_text=False), pre, processor, short, specials),
        "added": (bert(), pre, processor, model, hard),
        "added_cased": (bert(lowercase=False), pre, template, model, hard),
        "bare": (None, None, processor, model, specials),
        "added_bare": (None, None, None, model, hard),
        "steps": (sequence(kinds["NFD"], kinds["Lowercase"], kinds["StripAccents"], strip),
                  splits(kinds["WhitespaceSplit"], punct), processor, model, hard),
        "words": (sequence(strip, kinds["Lowercase"]),
                  splits(kinds["Whitespace"], {"type": "Digits", "individual_digits": True}), processor, model, specials),
        "runs": (kinds["NFD"], splits({"type": "Digits", "individual_digits": False}, punct | {"behavior": "Contiguous"},
                                      kinds["WhitespaceSplit"]), None, model, specials),
        "removed": (kinds["Lowercase"], splits(punct | {"behavior": "Removed"}, kinds["WhitespaceSplit"]), None, model, []),
    }
    for name, (normalizer, splitter, post, which, listed) in several.items():
        os.makedirs(os.path.join(out, name), exist_ok=True)
        with open(os.path.join(out, name, "tokenizer.json"), "w", encoding="utf-8") as file:
            json.dump(BASE | {"added_tokens": listed, "normalizer": normalizer, "pre_tokenizer": splitter,
                              "post_processor": post, "model": which}, file, ensure_ascii=False)


def main(arguments):
    command, *rest = arguments
    if command == "folders":
        folders(rest[0])
    elif command == "special":
        special(*rest)
    elif command == "transformers":
        by_transformers(*rest)
    elif command == "refuses":
        refuses(*rest)
    elif command == "files":
        by_files(*rest)
    else:
        cases(rest[0], rest[1], int(rest[2]), int(rest[3]), *rest[4:])


if __name__ == "__main__":
    main(sys.argv[1:])
