// SPDX-License-Identifier: GPL-3.0-or-later
// The normalisers, and the table by which tokenizer.json names them.
#include "tokenizer/normalizer.h"

#include "text/utf8.h"
#include "tokenizer/base64.h"
#include "tokenizer/byte_letters.h"
#include "tokenizer/char_classes.h"
#include "tokenizer/charsmap.h"
#include "tokenizer/json_fields.h"
#include "tokenizer/text_pattern.h"
#include "tokenizer/unicode_forms.h"

#include <algorithm>

namespace attune {
namespace {

void lowercaseText(NormalizedText& text) {
    if (text.chars().find(U'\u0130') == std::u32string::npos) {
        text.map([](char32_t c) {
            return c < 0x80 || charIs(c, kHasLowercase) ? simpleLowercase(c) : c;
        });
        return;
    }
    NormalizedText::Rewriter rewriter(text);
    for (const char32_t c : text.chars()) {
        const std::u32string small = lowercase(c);
        rewriter.replace(small[0]);
        for (std::size_t i = 1; i < small.size(); ++i)
            rewriter.insert(small[i]);
    }
    rewriter.finish();
}

class BertNormalizer final : public Normalizer {
public:
    explicit BertNormalizer(const BertNormalizerOptions& options) : options_(options) {}

    void apply(NormalizedText& text) const override {
        if (options_.cleanText) {
            text.removeIf([](char32_t c) { return charIs(c, kIsRemoved); });
            text.map([](char32_t c) { return charIs(c, kIsSpace) ? U' ' : c; });
        }
        if (options_.handleChineseChars)
            spaceChinese(text);
        if (options_.stripAccents) {
            applyForm(text, UnicodeForm::Nfd);
            text.removeIf([](char32_t c) { return charIs(c, kIsNonspacing); });
        }
        if (options_.lowercase)
            lowercaseText(text);
    }

private:
    static void spaceChinese(NormalizedText& text) {
        const std::u32string& chars = text.chars();
        if (std::none_of(chars.begin(), chars.end(),
                         [](char32_t c) { return charIs(c, kIsChinese); }))
            return;
        NormalizedText::Rewriter rewriter(text);
        for (const char32_t c : chars) {
            if (!charIs(c, kIsChinese)) {
                rewriter.replace(c);
                continue;
            }
            // All three come from the character.
            rewriter.replace(U' ');
            rewriter.insert(c);
            rewriter.insert(U' ');
        }
        rewriter.finish();
    }

    BertNormalizerOptions options_;
};

class Lowercase final : public Normalizer {
public:
    void apply(NormalizedText& text) const override { lowercaseText(text); }
};

class Form final : public Normalizer {
public:
    explicit Form(UnicodeForm form) : form_(form) {}
    void apply(NormalizedText& text) const override { applyForm(text, form_); }

private:
    UnicodeForm form_;
};

// sentencepiece's own, from machine translation: control characters away, odd spaces to spaces.
class Nmt final : public Normalizer {
public:
    void apply(NormalizedText& text) const override {
        text.removeIf([](char32_t c) {
            return (c >= 0x1 && c <= 0x8) || c == 0xB || (c >= 0xE && c <= 0x1F) || c == 0x7F ||
                   c == 0x8F || c == 0x9F;
        });
        text.map([](char32_t c) {
            const bool isSpace = c == 0x9 || c == 0xA || c == 0xC || c == 0xD || c == 0x1680 ||
                                 (c >= 0x200B && c <= 0x200F) || c == 0x2028 || c == 0x2029 ||
                                 c == 0x2581 || c == 0xFEFF || c == 0xFFFD;
            return isSpace ? U' ' : c;
        });
    }
};

class Precompiled final : public Normalizer {
public:
    explicit Precompiled(Charsmap map) : map_(std::move(map)) {}
    void apply(NormalizedText& text) const override { map_.apply(text); }

private:
    Charsmap map_;
};

// What takes the place of a match comes from its last code point.
class Replace final : public Normalizer {
public:
    Replace(std::unique_ptr<TextPattern> pattern, std::u32string content)
        : pattern_(std::move(pattern)), content_(std::move(content)) {}

    void apply(NormalizedText& text) const override {
        thread_local std::vector<CharRange> matches;
        matches.clear();
        pattern_->find(text.chars(), matches);
        if (matches.empty())
            return;
        NormalizedText::Rewriter rewriter(text);
        const std::u32string& chars = text.chars();
        std::size_t done = 0;
        const auto keepUntil = [&](std::size_t end) {
            for (; done < end; ++done)
                rewriter.replace(chars[done]);
        };
        for (const CharRange& match : matches) {
            keepUntil(match.begin);
            rewriter.drop(match.end - match.begin);
            for (const char32_t c : content_)
                rewriter.insert(c);
            done = match.end;
        }
        keepUntil(chars.size());
        rewriter.finish();
    }

private:
    std::unique_ptr<TextPattern> pattern_;
    std::u32string content_;
};

// All of it comes from the first code point.
class Prepend final : public Normalizer {
public:
    explicit Prepend(std::u32string content) : content_(std::move(content)) {}

    void apply(NormalizedText& text) const override {
        if (text.size() == 0 || content_.empty())
            return;
        NormalizedText::Rewriter rewriter(text);
        const std::u32string& chars = text.chars();
        rewriter.replace(content_[0]);
        for (std::size_t i = 1; i < content_.size(); ++i)
            rewriter.insert(content_[i]);
        rewriter.insert(chars[0]);
        for (std::size_t i = 1; i < chars.size(); ++i)
            rewriter.replace(chars[i]);
        rewriter.finish();
    }

private:
    std::u32string content_;
};

class ByteLetters final : public Normalizer {
public:
    void apply(NormalizedText& text) const override {
        std::vector<CharRange> whole{
            {0, text.size()}
        };
        writeAsByteLetters(text, whole);
    }
};

class StripAccents final : public Normalizer {
public:
    void apply(NormalizedText& text) const override {
        text.removeIf([](char32_t c) { return charIs(c, kIsMark); });
    }
};

class Strip final : public Normalizer {
public:
    Strip(bool left, bool right) : left_(left), right_(right) {}

    void apply(NormalizedText& text) const override {
        CharRange range{0, text.size()};
        while (left_ && range.begin < range.end && charIs(text[range.begin], kIsSpace))
            ++range.begin;
        while (right_ && range.begin < range.end && charIs(text[range.end - 1], kIsSpace))
            --range.end;
        text.crop(range);
    }

private:
    bool left_, right_;
};

class Sequence final : public Normalizer {
public:
    explicit Sequence(std::vector<std::unique_ptr<Normalizer>> steps) : steps_(std::move(steps)) {}

    void apply(NormalizedText& text) const override {
        for (const auto& step : steps_)
            step->apply(text);
    }

private:
    std::vector<std::unique_ptr<Normalizer>> steps_;
};

using Made = std::unique_ptr<Normalizer>;

Made makeBert(const Json& json, const std::string& where) {
    BertNormalizerOptions options;
    options.cleanText = boolOf(json, "clean_text", true, where);
    options.handleChineseChars = boolOf(json, "handle_chinese_chars", true, where);
    options.lowercase = boolOf(json, "lowercase", true, where);
    options.stripAccents = boolOf(json, "strip_accents", options.lowercase, where);
    return makeBertNormalizer(options);
}

Made makeSequence(const Json& json, const std::string& where) {
    const Json& list = memberOf(json, "normalizers");
    if (!list.is_array())
        throwWrongValue("normalizers", "a list", where);
    std::vector<Made> steps;
    for (const Json& step : list)
        if (Made made = makeNormalizer(step, where))
            steps.push_back(std::move(made));
    return std::make_unique<Sequence>(std::move(steps));
}

Made makeStrip(const Json& json, const std::string& where) {
    return std::make_unique<Strip>(boolOf(json, "strip_left", true, where),
                                   boolOf(json, "strip_right", true, where));
}

Made makePrecompiled(const Json& json, const std::string& where) {
    const Json& text = memberOf(json, "precompiled_charsmap");
    const auto bytes = text.is_string() ? fromBase64(text.get<std::string>()) : std::nullopt;
    if (!bytes)
        throwWrongValue("precompiled_charsmap", "a text in base 64", where);
    return std::make_unique<Precompiled>(Charsmap(*bytes, where));
}

Made makeReplace(const Json& json, const std::string& where) {
    if (!memberOf(json, "content").is_string())
        throwWrongValue("content", "a text", where);
    return std::make_unique<Replace>(makeTextPattern(memberOf(json, "pattern"), where),
                                     toUtf32(textOf(json, "content", "", where)));
}

Made makePrepend(const Json& json, const std::string& where) {
    if (!memberOf(json, "prepend").is_string())
        throwWrongValue("prepend", "a text", where);
    return std::make_unique<Prepend>(toUtf32(textOf(json, "prepend", "", where)));
}

template <UnicodeForm form> Made makeForm(const Json&, const std::string&) {
    return std::make_unique<Form>(form);
}

template <class Plain> Made makePlain(const Json&, const std::string&) {
    return std::make_unique<Plain>();
}

struct Kind {
    const char* name;
    Made (*make)(const Json&, const std::string&);
};

const Kind kKinds[] = {
    {"BertNormalizer", makeBert                   },
    {"Lowercase",      makePlain<Lowercase>       },
    {"NFC",            makeForm<UnicodeForm::Nfc> },
    {"NFD",            makeForm<UnicodeForm::Nfd> },
    {"NFKC",           makeForm<UnicodeForm::Nfkc>},
    {"NFKD",           makeForm<UnicodeForm::Nfkd>},
    {"StripAccents",   makePlain<StripAccents>    },
    {"Strip",          makeStrip                  },
    {"Nmt",            makePlain<Nmt>             },
    {"Precompiled",    makePrecompiled            },
    {"Replace",        makeReplace                },
    {"Prepend",        makePrepend                },
    {"ByteLevel",      makePlain<ByteLetters>     },
    {"Sequence",       makeSequence               },
};

} // namespace

std::unique_ptr<Normalizer> makeBertNormalizer(const BertNormalizerOptions& options) {
    return std::make_unique<BertNormalizer>(options);
}

std::unique_ptr<Normalizer> makeNormalizer(const Json& json, const std::string& where) {
    if (json.is_null())
        return nullptr;
    const std::string name = kindOf(json, "normalizer", where);
    std::vector<std::string> known;
    for (const Kind& kind : kKinds) {
        if (name == kind.name)
            return kind.make(json, where);
        known.emplace_back(kind.name);
    }
    throwUnknownKind("normalizer", name, known, where);
}

} // namespace attune
