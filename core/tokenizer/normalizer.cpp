// SPDX-License-Identifier: GPL-3.0-or-later
// The normalisers, and the table by which tokenizer.json names them.
#include "tokenizer/normalizer.h"

#include "tokenizer/char_classes.h"
#include "tokenizer/json_fields.h"

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

// Canonical decomposition and ordering (Unicode 15, sections 3.7 and 3.11). The first code point of
// a decomposition replaces, the others are inserted; both carry that with them when they are
// reordered, so an origin may move from one mark to another: as in the library.
void decomposeText(NormalizedText& text) {
    const std::u32string& chars = text.chars();
    if (std::none_of(chars.begin(), chars.end(), [](char32_t c) { return charIs(c, kIsReshaped); }))
        return;
    struct Part {
        char32_t value;
        std::uint8_t order;
        bool inserted;
    };
    std::vector<Part> parts;
    parts.reserve(chars.size() * 2);
    for (const char32_t c : chars) {
        if (!charIs(c, kIsReshaped)) {
            parts.push_back({c, 0, false});
            continue;
        }
        bool inserted = false;
        for (const char32_t part : decomposed(c)) {
            parts.push_back({part, combiningClass(part), inserted});
            inserted = true;
        }
    }
    for (auto run = parts.begin(); run != parts.end();) {
        if (run->order == 0) {
            ++run;
            continue;
        }
        const auto end =
            std::find_if(run, parts.end(), [](const Part& part) { return part.order == 0; });
        std::stable_sort(run, end, [](const Part& a, const Part& b) { return a.order < b.order; });
        run = end;
    }
    NormalizedText::Rewriter rewriter(text);
    for (const Part& part : parts) {
        if (part.inserted)
            rewriter.insert(part.value);
        else
            rewriter.replace(part.value);
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
            decomposeText(text);
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

class Nfd final : public Normalizer {
public:
    void apply(NormalizedText& text) const override { decomposeText(text); }
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

struct Kind {
    const char* name;
    Made (*make)(const Json&, const std::string&);
};

const Kind kKinds[] = {
    {"BertNormalizer",                                                 makeBert              },
    {"Lowercase",
     [](const Json&,                                                                           const std::string&) -> Made { return std::make_unique<Lowercase>(); }},
    {"NFD",                                                                [](const Json&,                                                                                  const std::string&) -> Made { return std::make_unique<Nfd>(); }},
    {"StripAccents",
     [](const Json&,const std::string&) -> Made { return std::make_unique<StripAccents>(); }},
    {"Strip",
     [](const Json& json,                                                            const std::string& where) -> Made {
         return std::make_unique<Strip>(boolOf(json, "strip_left", true, where),
                                        boolOf(json, "strip_right", true, where));
     }},
    {"Sequence",                                                          makeSequence                                                                     },
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
