// SPDX-License-Identifier: GPL-3.0-or-later
// The words of a text as operators of augmentation see them: which may be changed, and how words
// are put in and taken out so that spaces and punctuation stay right in every script.
#pragma once

#include "text/letters.h"
#include "text/rewrite.h"
#include "text/text_breaker.h"

#include <string>
#include <unordered_set>
#include <vector>

namespace attune {

// Words that no operator may change. Words written without spaces between are found anywhere,
// others as whole words, whatever their case; those that begin or end with a sign, such as <user>,
// also as they are spelt, where no letter runs on at a side that is a letter.
class ProtectedWords {
public:
    ProtectedWords() = default;
    explicit ProtectedWords(const std::vector<std::string>& entries);

    bool empty() const { return words_.empty() && pieces_.empty(); }
    // Whether the words of Chinese have to be known to find them all.
    bool needChinese() const { return needChinese_; }
    // Where they stand, in rising order; `parts` are the words of `text`.
    std::vector<Span> find(std::string_view text, const std::vector<TextPart>& parts) const;
    // The same, with no more words found than are needed.
    std::vector<Span> find(std::string_view text) const;

private:
    void findSigned(std::string_view text, std::vector<Span>& found) const;

    std::unordered_set<std::string> words_; // folded
    std::size_t longest_ = 1;               // parts of the longest of them
    bool needChinese_ = false;
    std::vector<std::string> pieces_;
    std::vector<std::string> signed_; // begin or end with a sign
};

class Words {
public:
    // With `chinese` as Runs, words of Chinese may be whole runs of characters.
    Words(std::string_view text, const TextBreaker& breaker, const ProtectedWords& kept,
          TextBreaker::Chinese chinese = TextBreaker::Chinese::Words);

    std::string_view text() const { return text_; }
    // Spans of all words, in order.
    const std::vector<Span>& all() const { return all_; }
    // Those that may be changed: indices into all().
    const std::vector<std::size_t>& free() const { return free_; }
    bool isFree(std::size_t word) const { return isFree_[word]; }
    std::string_view at(std::size_t word) const {
        return text_.substr(all_[word].begin, all_[word].size());
    }
    // Whether nothing protected lies in the span.
    bool isFree(Span span) const;

private:
    std::string_view text_;
    std::vector<Span> all_;
    std::vector<std::size_t> free_;
    std::vector<bool> isFree_;
    std::vector<Span> kept_;
};

// Letters or digits of a script that puts spaces between words.
bool isSpacedLetter(char32_t c);

char32_t firstOf(std::string_view text); // 0: empty
char32_t lastOf(std::string_view text);

// Puts `word` in the place of a word; a space comes between where two words would run together.
// `right`: the letter that will stand behind it.
void putWord(Rewriter& text, Span place, std::string_view word, char32_t right);
// Takes a word, or a run of them, out with a space beside it; one stays where two words would run
// together.
void takeWord(Rewriter& text, Span place);
// Takes words out: indices into words.all(), rising. Text without protected words between them, if
// it is white space alone, goes with them.
void takeWords(Rewriter& text, const Words& words, const std::vector<std::size_t>& which);
// Puts `word` in behind the word that ends at `at`, with spaces where the scripts have them.
void insertWord(Rewriter& text, std::size_t at, std::string_view word);

// `word` in the letter case of `like`: small, Capitalised or ALL CAPITALS.
std::string inCaseOf(std::string_view word, std::string_view like);

// The breaker of words, made once.
const TextBreaker& wordBreaker();

} // namespace attune
