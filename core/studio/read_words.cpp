// SPDX-License-Identifier: GPL-3.0-or-later
#include "studio/read_words.h"

#include "augment/words.h"
#include "text/compare.h"

#include <algorithm>

namespace attune::studio {

namespace {

// Without the white space at both ends; empty where there is nothing else.
Span withoutSpace(std::string_view text, Span span) {
    const std::string_view part = text.substr(span.begin, span.size());
    const std::string_view inner = trimmed(part);
    const auto begin = span.begin + static_cast<std::size_t>(inner.data() - part.data());
    return inner.empty() ? Span{span.begin, span.begin} : Span{begin, begin + inner.size()};
}

std::vector<ReadWord> wordsOf(const std::string& text, bool second) {
    std::vector<ReadWord> words;
    for (const TextPart& part : wordBreaker().parts(text))
        if (const Span span = withoutSpace(text, part.span); span.size() > 0)
            words.push_back({second, span, {}});
    return words;
}

// Tokens that stand round the texts whatever these are.
std::vector<bool> specialTokens(const Tokenizer& tokenizer, const Encoding& encoding, bool pair) {
    const std::vector<std::int32_t> round =
        tokenizer.encode({}, pair ? std::optional<std::string_view>("") : std::nullopt).ids;
    std::vector<bool> special;
    for (std::size_t i = 0; i < encoding.ids.size(); ++i)
        special.push_back(encoding.offsets[i] == std::pair<std::uint32_t, std::uint32_t>() &&
                          std::find(round.begin(), round.end(), encoding.ids[i]) != round.end());
    return special;
}

// The second text begins behind the special tokens that end the first, or, where a tokenizer puts
// none there, where the places in the text begin anew.
std::vector<bool> tokensOfSecond(const ReadWords& read, bool firstIsEmpty) {
    std::vector<bool> second(read.special.size(), false);
    bool inSecond = firstIsEmpty, seen = false, ended = false;
    std::uint32_t last = 0;
    for (std::size_t i = 0; i < second.size(); ++i) {
        if (read.special[i]) {
            ended = seen;
            continue;
        }
        const std::uint32_t begin = read.encoding.offsets[i].first;
        inSecond = inSecond || ended || begin < last;
        second[i] = inSecond;
        seen = true;
        last = begin;
    }
    return second;
}

// Gives the tokens of one text to its words; joins words that share one.
void giveTokens(const ReadWords& read, const std::string& text, bool second,
                std::vector<ReadWord>& words) {
    std::vector<ReadWord> joined;
    std::size_t token = 0;
    const auto placeOf = [&](std::size_t i) {
        const auto [begin, end] = read.encoding.offsets[i];
        return withoutSpace(text, {std::min<std::size_t>(begin, text.size()),
                                   std::min<std::size_t>(end, text.size())});
    };
    const auto next = [&] {
        while (token < read.special.size() &&
               (read.special[token] || read.inSecond[token] != second))
            ++token;
        return token < read.special.size();
    };
    for (ReadWord& word : words) {
        if (!joined.empty() && !joined.back().tokens.empty()) {
            const Span last = placeOf(joined.back().tokens.back());
            if (last.end > word.span.begin) {
                joined.back().span.end = word.span.end;
                word = std::move(joined.back());
                joined.pop_back();
            }
        }
        // A token without letters of its own, such as the mark of a space, goes with what follows.
        for (; next() && placeOf(token).begin < word.span.end; ++token)
            word.tokens.push_back(token);
        joined.push_back(std::move(word));
    }
    for (; !joined.empty() && next(); ++token)
        joined.back().tokens.push_back(token);
    words = std::move(joined);
}

} // namespace

ReadWords readWords(const Tokenizer& tokenizer, const std::string& text,
                    const std::optional<std::string>& pair, std::size_t maxLength) {
    ReadWords read;
    EncodeOptions options;
    options.maxLength = maxLength;
    options.offsets = true;
    read.encoding = tokenizer.encode(
        text, pair ? std::optional<std::string_view>(*pair) : std::nullopt, options);
    read.special = specialTokens(tokenizer, read.encoding, pair.has_value());
    read.inSecond = pair ? tokensOfSecond(read, trimmed(text).empty())
                         : std::vector<bool>(read.special.size(), false);
    read.words = wordsOf(text, false);
    giveTokens(read, text, false, read.words);
    if (pair) {
        std::vector<ReadWord> second = wordsOf(*pair, true);
        giveTokens(read, *pair, true, second);
        read.words.insert(read.words.end(), second.begin(), second.end());
    }
    return read;
}

} // namespace attune::studio
