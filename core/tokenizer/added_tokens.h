// SPDX-License-Identifier: GPL-3.0-or-later
// Tokens that are found in the text itself, before the model sees it: special tokens and those
// that were added to a finished vocabulary.
#pragma once

#include "base/json.h"
#include "tokenizer/normalizer.h"
#include "tokenizer/token_model.h"

#include <map>
#include <optional>
#include <unordered_map>

namespace attune {

struct AddedToken {
    std::int32_t id = -1;
    std::string content;
    bool special = false;
    bool singleWord = false; // not inside a word
    bool lstrip = false;     // takes the white space before it
    bool rstrip = false;     // takes the white space after it
    bool normalized = true;  // sought, normalised, in the normalised text; else as it stands

    bool operator==(const AddedToken&) const = default;
};

// One member of "added_tokens", which has every field.
AddedToken readAddedToken(const Json& json, const std::string& where);
// One of "added_tokens_decoder" or a special token of a configuration: no id, and the rest may be
// left out.
AddedToken readLooseToken(const Json& json, const std::string& where);

class AddedTokens {
public:
    // Ids are given as the `tokenizers` library does: a token of the vocabulary keeps its id,
    // others follow the highest. `warnings` hears of an id that differs from the one in the file.
    AddedTokens(const std::vector<AddedToken>& tokens, const Vocabulary& vocabulary,
                const Normalizer* normalizer, const std::string& where, Problems& warnings);

    // Those that take part, by id.
    const std::map<std::int32_t, AddedToken>& byId() const { return byId_; }
    std::optional<std::int32_t> find(std::string_view content) const;

    // A stretch of a text: an added token, or (id -1) text between.
    struct Stretch {
        CharRange chars;
        std::int32_t id = -1;
    };
    // Cuts the text at the tokens that are sought in it; leftmost first, of those the longest.
    std::vector<Stretch> cut(const NormalizedText& text, bool normalized) const;
    // Whether cut() can find anything in such a text at all: cheap.
    bool mayOccur(const std::u32string& text, bool normalized) const;

private:
    struct Pattern {
        std::u32string text;
        std::int32_t id;
    };
    // By first code point; of each the longest first.
    using Set = std::unordered_map<char32_t, std::vector<Pattern>>;
    static const Pattern* matchAt(const Set& set, const std::u32string& text, std::size_t at);

    std::map<std::int32_t, AddedToken> byId_;
    std::map<std::string, std::int32_t, std::less<>> byContent_;
    Set plain_;
    Set normalized_;
};

} // namespace attune
