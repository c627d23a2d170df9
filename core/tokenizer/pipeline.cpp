// SPDX-License-Identifier: GPL-3.0-or-later
// The way from a text to its encoding.
#include "tokenizer/pipeline.h"

#include "text/utf8.h"
#include "tokenizer/byte_letters.h"
#include "tokenizer/char_classes.h"
#include "tokenizer/extend_source.h"
#include "tokenizer/json_fields.h"
#include "tokenizer/trim_source.h"

#include <algorithm>
#include <limits>

namespace attune {
namespace {

// How many tokens of either text stay when both may have `room` together. The shorter text stays
// whole if the longer can give way; else each gets half, the second the odd one (in this and no
// other way does the `tokenizers` library cut "longest_first").
std::pair<std::size_t, std::size_t> longestFirst(std::size_t first, std::size_t second,
                                                 std::size_t room) {
    if (first + second <= room)
        return {first, second};
    std::size_t shorter = std::min(first, second);
    std::size_t longer = shorter > room ? shorter : std::max(shorter, room - shorter);
    if (shorter + longer > room) {
        shorter = room / 2;
        longer = shorter + room % 2;
    }
    return first > second ? std::pair(longer, shorter) : std::pair(shorter, longer);
}

std::size_t readModelMaxLength(const Json& config) {
    const Json& value = memberOf(config, "model_max_length");
    if (!value.is_number() || value.get<double>() < 1 || value.get<double>() > 1e9)
        return 0; // transformers writes 1e30 for "no limit"
    return static_cast<std::size_t>(value.get<double>());
}

} // namespace

Pipeline::Pipeline(TokenizerSource source)
    : source_(std::move(source)), warnings_(source_.warnings) {
    const Json& json = source_.tokenizer;
    const std::string& where = source_.where;
    normalizer_ = makeNormalizer(memberOf(json, "normalizer"), where);
    preTokenizer_ = makePreTokenizer(memberOf(json, "pre_tokenizer"), where);
    model_ = makeTokenModel(memberOf(json, "model"), where);
    post_ = makePostProcessor(memberOf(json, "post_processor"), where);
    const Json& added = memberOf(json, "added_tokens");
    if (!added.is_null() && !added.is_array())
        throwWrongValue("added_tokens", "a list of objects", where);
    std::vector<AddedToken> tokens;
    for (const Json& token : added)
        tokens.push_back(readAddedToken(token, where));
    added_ = std::make_unique<AddedTokens>(tokens, model_->vocabulary(), normalizer_.get(), where,
                                           warnings_);
    const Vocabulary& vocabulary = model_->vocabulary();
    if (vocabulary.count() < vocabulary.idEnd()) {
        Problem problem;
        problem.severity = Problem::Severity::Warning;
        problem.where = where;
        problem.message =
            say(ATTUNE_TEXT("core", "The vocabulary has %1 tokens, but its ids go up to %2."),
                vocabulary.count(), vocabulary.idEnd() - 1);
        warnings_.push_back(std::move(problem));
    }
    for (const Template* line : {&post_.single, &post_.pair})
        for (const TemplatePiece& piece : *line)
            for (const std::int32_t id : piece.ids)
                if (static_cast<std::size_t>(id) >= size())
                    throwWrongValue("special_tokens", "made of ids of the vocabulary", where);
    const std::string pad = specialTokenOf(source_.config, "pad_token");
    padId_ = idOf(pad.empty() ? "[PAD]" : pad);
    if (!padId_ && pad.empty())
        padId_ = idOf("<pad>");
    modelMaxLength_ = readModelMaxLength(source_.config);
    source_.tokenizer["model"].erase("vocab");
}

std::string Pipeline::kind() const {
    const Json& splitter = memberOf(source_.tokenizer, "pre_tokenizer");
    const Json& parts = memberOf(splitter, "pretokenizers");
    const auto isByteLevel = [](const Json& part) { return memberOf(part, "type") == "ByteLevel"; };
    const bool bytes = isByteLevel(splitter) ||
                       (parts.is_array() && std::any_of(parts.begin(), parts.end(), isByteLevel));
    return (bytes ? "byte-level " : "") + model_->kind();
}

Encoding Pipeline::encode(std::string_view text, std::optional<std::string_view> pair,
                          const EncodeOptions& options) const {
    const Tokens first = tokensOf(text, options.offsets);
    const Tokens second = pair ? tokensOf(*pair, options.offsets) : Tokens();
    std::size_t keptFirst = first.ids.size();
    std::size_t keptSecond = second.ids.size();
    if (options.maxLength > 0) {
        const std::size_t specials =
            options.specialTokens ? post_.specialCount(pair.has_value()) : 0;
        const std::size_t room = options.maxLength - std::min(options.maxLength, specials);
        if (pair)
            std::tie(keptFirst, keptSecond) = longestFirst(keptFirst, keptSecond, room);
        else
            keptFirst = std::min(keptFirst, room);
    }
    Encoding result;
    result.cut =
        static_cast<std::uint32_t>(first.ids.size() - keptFirst + second.ids.size() - keptSecond);
    const std::size_t length = keptFirst + keptSecond + post_.specialCount(pair.has_value());
    result.ids.reserve(length);
    result.typeIds.reserve(length);
    if (options.offsets)
        result.offsets.reserve(length);
    const auto appendText = [&](const Tokens& tokens, std::size_t kept) {
        const auto count = static_cast<std::ptrdiff_t>(kept);
        result.ids.insert(result.ids.end(), tokens.ids.begin(), tokens.ids.begin() + count);
        if (options.offsets)
            result.offsets.insert(result.offsets.end(), tokens.offsets.begin(),
                                  tokens.offsets.begin() + count);
        if (const auto unknown = unknownId())
            result.unknown += static_cast<std::uint32_t>(
                std::count(tokens.ids.begin(), tokens.ids.begin() + count, *unknown));
    };
    for (const TemplatePiece& piece : pair ? post_.pair : post_.single) {
        if (piece.kind == TemplatePiece::Kind::First)
            appendText(first, keptFirst);
        else if (piece.kind == TemplatePiece::Kind::Second)
            appendText(second, keptSecond);
        else if (options.specialTokens) {
            result.ids.insert(result.ids.end(), piece.ids.begin(), piece.ids.end());
            if (options.offsets)
                result.offsets.resize(result.ids.size());
        }
        result.typeIds.resize(result.ids.size(), piece.typeId);
    }
    return result;
}

Pipeline::Tokens Pipeline::tokensOf(std::string_view given, bool offsets, TokenNeeds* needs) const {
    std::string repaired;
    if (!isValidUtf8(given))
        repaired = repairUtf8(given);
    const std::string_view text = repaired.empty() ? given : std::string_view(repaired);
    if (text.size() > std::numeric_limits<std::uint32_t>::max())
        throw Error(say(ATTUNE_TEXT("core", "A text of %1 bytes is too long to be tokenized."),
                        text.size()),
                    {}, say(ATTUNE_TEXT("core", "Break it into texts of less than 4 GB.")));
    Tokens out;
    out.needs = needs;
    out.ids.reserve(text.size() / 4 + 4);
    NormalizedText whole(text);
    if (!added_->mayOccur(whole.chars(), false)) {
        tokenizeStretch(std::move(whole), out, offsets);
    } else {
        for (const AddedTokens::Stretch& stretch : added_->cut(whole, false)) {
            if (stretch.id >= 0) {
                append(stretch.id, whole, stretch.chars, true, out, offsets);
                continue;
            }
            const ByteSpan bytes = whole.origin(stretch.chars);
            tokenizeStretch(
                NormalizedText(text.substr(bytes.first, bytes.second - bytes.first), bytes.first),
                out, offsets);
        }
    }
    if (offsets)
        trimOffsets(out, text);
    return out;
}

void Pipeline::tokenizeStretch(NormalizedText text, Tokens& out, bool offsets) const {
    if (normalizer_)
        normalizer_->apply(text);
    if (!added_->mayOccur(text.chars(), true)) {
        tokenizePlain(text, out, offsets);
        return;
    }
    for (const AddedTokens::Stretch& stretch : added_->cut(text, true)) {
        if (stretch.id >= 0) {
            append(stretch.id, text, stretch.chars, true, out, offsets);
            continue;
        }
        NormalizedText part = text.part(stretch.chars);
        tokenizePlain(part, out, offsets);
    }
}

void Pipeline::tokenizePlain(NormalizedText& text, Tokens& out, bool offsets) const {
    if (text.size() == 0)
        return;
    std::vector<CharRange> words{
        {0, text.size()}
    };
    if (preTokenizer_)
        preTokenizer_->split(text, words);
    std::vector<Token> tokens;
    tokens.reserve(words.size() * 2);
    for (const CharRange& word : words)
        model_->tokenize(text, word, tokens);
    if (out.needs)
        for (const CharRange& word : words)
            model_->needsOf(text, word, *out.needs);
    const bool unknownIsText = model_->kind() == "Unigram"; // else it is the unknown token's name
    const std::int32_t unknown = unknownId().value_or(-1);
    for (const Token& token : tokens)
        append(token.id, text, token.chars, unknownIsText || token.id != unknown, out, offsets);
}

void Pipeline::append(std::int32_t id, const NormalizedText& text, CharRange chars, bool isText,
                      Tokens& out, bool offsets) const {
    out.ids.push_back(id);
    if (!offsets)
        return;
    out.offsets.push_back(text.origin(chars));
    if (post_.trims.empty())
        return;
    const auto isBlank = [](char32_t c) { return c == kSpaceLetter || charIs(c, kIsSpace); };
    Tokens::Blanks blanks;
    while (isText && chars.begin + blanks.before < chars.end &&
           isBlank(text[chars.begin + blanks.before]))
        ++blanks.before;
    while (isText && chars.begin + blanks.after < chars.end &&
           isBlank(text[chars.end - 1 - blanks.after]))
        ++blanks.after;
    out.blanks.push_back(blanks);
}

void Pipeline::trimOffsets(Tokens& tokens, std::string_view text) const {
    const auto isInside = [&](std::uint32_t at) {
        return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
    };
    for (const PostProcessor::Trim& trim : post_.trims)
        for (std::size_t i = 0; i < tokens.blanks.size(); ++i) {
            auto& [begin, end] = tokens.offsets[i];
            const Tokens::Blanks blanks = tokens.blanks[i];
            const bool isPrefix = (i == 0 || begin == 0) && trim.prefixSpace && blanks.before == 1;
            for (std::uint32_t k = isPrefix ? 0 : blanks.before; k > 0 && begin < end; --k)
                do
                    ++begin;
                while (isInside(begin));
            std::uint32_t last = end;
            std::uint32_t left = blanks.after;
            for (; left > 0 && last > 0; --left)
                do
                    --last;
                while (isInside(last));
            if (left == 0 && blanks.after > 0)
                end = std::max(last, begin);
        }
}

std::size_t Pipeline::size() const {
    std::size_t end = model_->vocabulary().idEnd();
    if (!added_->byId().empty())
        end = std::max(end, static_cast<std::size_t>(added_->byId().rbegin()->first) + 1);
    return end;
}

std::optional<std::int32_t> Pipeline::idOf(std::string_view token) const {
    const auto added = added_->find(token);
    return added ? added : model_->vocabulary().find(token);
}

std::string Pipeline::tokenOf(std::int32_t id) const {
    const auto added = added_->byId().find(id);
    return added != added_->byId().end() ? added->second.content : model_->vocabulary().tokenOf(id);
}

void Pipeline::needsOf(std::string_view text, TokenNeeds& needs) const {
    tokensOf(text, false, &needs);
}

std::vector<std::int32_t> Pipeline::lastingIds() const {
    std::vector<std::int32_t> ids = model_->lastingIds();
    for (const auto& [id, token] : added_->byId())
        ids.push_back(id);
    for (const Template* line : {&post_.single, &post_.pair})
        for (const TemplatePiece& piece : *line)
            ids.insert(ids.end(), piece.ids.begin(), piece.ids.end());
    if (padId_)
        ids.push_back(*padId_);
    for (const auto& [key, value] : source_.config.items())
        if (key.ends_with("_token"))
            if (const auto id = idOf(specialTokenOf(source_.config, key.c_str())))
                ids.push_back(*id);
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

std::unique_ptr<Tokenizer> Pipeline::trimmed(std::span<const std::int32_t> kept) const {
    return std::make_unique<Pipeline>(trimSource(source_, *model_, *added_, kept));
}

std::unique_ptr<Tokenizer> Pipeline::extended(std::span<const std::string> words) const {
    return std::make_unique<Pipeline>(extendSource(source_, *model_, *added_, words));
}

void Pipeline::save(const fs::path& folder, std::size_t modelMaxLength) const {
    writeTokenizerFiles(folder, source_, *model_, modelMaxLength);
}

} // namespace attune
