// SPDX-License-Identifier: GPL-3.0-or-later
// Pre-tokenizers that mark where words begin: Metaspace and ByteLevel.
#include "tokenizer/marking_splitters.h"

#include "text/utf8.h"
#include "tokenizer/byte_letters.h"
#include "tokenizer/json_fields.h"
#include "tokenizer/known_expressions.h"

namespace attune {
namespace {

enum class Prepend { Never, First, Always };

// Spaces become U+2581, which may also be put before the first word; words begin with one.
class Metaspace final : public PreTokenizer {
public:
    Metaspace(char32_t mark, Prepend prepend, bool split)
        : mark_(mark), prepend_(prepend), split_(split) {}

    void split(NormalizedText& text, std::vector<CharRange>& words) const override {
        NormalizedText::Rewriter rewriter(text);
        std::vector<CharRange> parts;
        for (const CharRange& word : words) {
            rewriter.startWord(word.begin);
            const std::size_t begin = rewriter.written();
            std::size_t i = word.begin;
            const char32_t first = text[i] == ' ' ? mark_ : text[i];
            if (first != mark_ && wantsPrefix(text, word)) {
                rewriter.replace(mark_); // both come from the first code point
                rewriter.insert(first);
                ++i;
            }
            for (; i < word.end; ++i)
                rewriter.replace(text[i] == ' ' ? mark_ : text[i]);
            parts.push_back({begin, rewriter.written()});
        }
        rewriter.finish();
        words.clear();
        for (const CharRange& part : parts) {
            std::size_t begin = part.begin;
            for (std::size_t i = part.begin + 1; split_ && i < part.end; ++i)
                if (text[i] == mark_) {
                    words.push_back({begin, i});
                    begin = i;
                }
            words.push_back({begin, part.end});
        }
    }

private:
    bool wantsPrefix(const NormalizedText& text, CharRange word) const {
        return prepend_ == Prepend::Always ||
               (prepend_ == Prepend::First && text.origin(word).first == 0);
    }

    char32_t mark_;
    Prepend prepend_;
    bool split_;
};

class ByteLevel final : public PreTokenizer {
public:
    ByteLevel(bool prefixSpace, bool useRegex) : prefixSpace_(prefixSpace), useRegex_(useRegex) {}

    void split(NormalizedText& text, std::vector<CharRange>& words) const override {
        if (prefixSpace_)
            addSpaces(text, words);
        if (useRegex_) {
            std::vector<CharRange> parts, matches;
            parts.reserve(words.size() + text.size() / 4);
            for (const CharRange& word : words) {
                matches.clear();
                findGpt2Words(
                    std::u32string_view(text.chars()).substr(word.begin, word.end - word.begin),
                    matches);
                for (const CharRange& match : matches)
                    parts.push_back({word.begin + match.begin, word.begin + match.end});
            }
            words = std::move(parts);
        }
        writeAsByteLetters(text, words);
    }

private:
    static void addSpaces(NormalizedText& text, std::vector<CharRange>& words) {
        if (words.size() == 1 && text[words[0].begin] == ' ')
            return;
        NormalizedText::Rewriter rewriter(text);
        for (CharRange& word : words) {
            rewriter.startWord(word.begin);
            const std::size_t begin = rewriter.written();
            std::size_t i = word.begin;
            if (text[i] != ' ') {
                rewriter.replace(U' ');
                rewriter.insert(text[i++]);
            }
            for (; i < word.end; ++i)
                rewriter.replace(text[i]);
            word = {begin, rewriter.written()};
        }
        rewriter.finish();
    }

    bool prefixSpace_, useRegex_;
};

} // namespace

std::unique_ptr<PreTokenizer> makeMetaspace(const Json& json, const std::string& where) {
    const std::u32string mark = toUtf32(textOf(json, "replacement", "", where));
    if (mark.size() != 1)
        throwWrongValue("replacement", "one character", where);
    const std::string scheme = textOf(json, "prepend_scheme", "", where);
    Prepend prepend = Prepend::Always;
    if (scheme == "never")
        prepend = Prepend::Never;
    else if (scheme == "first")
        prepend = Prepend::First;
    else if (!scheme.empty() && scheme != "always")
        throwUnknownKind("prepend_scheme", scheme, {"always", "first", "never"}, where);
    // Older files have this instead.
    const bool prefix = boolOf(json, "add_prefix_space", prepend != Prepend::Never, where);
    if (scheme.empty() && !prefix)
        prepend = Prepend::Never;
    else if (!prefix && prepend != Prepend::Never)
        throwWrongValue("add_prefix_space", "true, as prepend_scheme asks", where);
    return std::make_unique<Metaspace>(mark[0], prepend, boolOf(json, "split", true, where));
}

std::unique_ptr<PreTokenizer> makeByteLevel(const Json& json, const std::string& where) {
    boolOf(json, "trim_offsets", true, where); // only the post-processor trims
    return std::make_unique<ByteLevel>(boolOf(json, "add_prefix_space", true, where),
                                       boolOf(json, "use_regex", true, where));
}

} // namespace attune
