// SPDX-License-Identifier: GPL-3.0-or-later
#include "augment/words.h"

#include "text/compare.h"
#include "text/letters.h"
#include "text/utf8.h"

#include <algorithm>

namespace attune {

const TextBreaker& wordBreaker() {
    static const TextBreaker breaker(TextBreaker::Unit::Word);
    return breaker;
}

bool isSpacedLetter(char32_t c) { return isWordChar(c) && !isUnspacedLetter(c); }

char32_t firstOf(std::string_view text) { return codePointAt(text, 0).value; }

char32_t lastOf(std::string_view text) {
    if (text.empty())
        return 0;
    std::size_t at = text.size() - 1;
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80)
        --at;
    return codePointAt(text, at).value;
}

ProtectedWords::ProtectedWords(const std::vector<std::string>& entries) {
    for (const std::string& entry : entries) {
        const std::u32string letters = toUtf32(entry);
        if (letters.empty())
            continue;
        if (std::all_of(letters.begin(), letters.end(), isUnspacedLetter)) {
            pieces_.push_back(entry);
            continue;
        }
        words_.insert(foldedWord(entry));
        needChinese_ =
            needChinese_ || std::any_of(letters.begin(), letters.end(), isUnspacedLetter);
        longest_ = std::max(longest_, wordBreaker().parts(entry).size());
        if (!isWordChar(letters.front()) || !isWordChar(letters.back()))
            signed_.push_back(entry);
    }
}

void ProtectedWords::findSigned(std::string_view text, std::vector<Span>& found) const {
    for (const std::string& entry : signed_)
        for (std::size_t at = 0; (at = text.find(entry, at)) != text.npos;) {
            const std::size_t end = at + entry.size();
            const bool runsOn =
                (isSpacedLetter(firstOf(entry)) && isSpacedLetter(lastOf(text.substr(0, at)))) ||
                (isSpacedLetter(lastOf(entry)) && isSpacedLetter(firstOf(text.substr(end))));
            if (!runsOn)
                found.push_back({at, end});
            at = runsOn ? at + 1 : end;
        }
}

std::vector<Span> ProtectedWords::find(std::string_view text,
                                       const std::vector<TextPart>& parts) const {
    std::vector<Span> found;
    for (std::size_t i = 0; i < parts.size() && !words_.empty(); ++i)
        for (std::size_t length = std::min(longest_, parts.size() - i); length > 0; --length) {
            const Span span{parts[i].span.begin, parts[i + length - 1].span.end};
            if (words_.contains(foldedWord(text.substr(span.begin, span.size())))) {
                found.push_back(span);
                break;
            }
        }
    for (const std::string& piece : pieces_)
        for (std::size_t at = 0; (at = text.find(piece, at)) != text.npos; at += piece.size())
            found.push_back({at, at + piece.size()});
    findSigned(text, found);
    std::sort(found.begin(), found.end(),
              [](const Span& a, const Span& b) { return a.begin < b.begin; });
    // As disjoint spans, which Words walks.
    std::vector<Span> joined;
    for (const Span& span : found)
        if (!joined.empty() && span.begin < joined.back().end)
            joined.back().end = std::max(joined.back().end, span.end);
        else
            joined.push_back(span);
    return joined;
}

std::vector<Span> ProtectedWords::find(std::string_view text) const {
    if (words_.empty())
        return find(text, {});
    return find(text, wordBreaker().parts(text, needChinese_ ? TextBreaker::Chinese::Words
                                                             : TextBreaker::Chinese::Runs));
}

Words::Words(std::string_view text, const TextBreaker& breaker, const ProtectedWords& kept,
             TextBreaker::Chinese chinese)
    : text_(text) {
    const std::vector<TextPart> parts =
        breaker.parts(text, kept.needChinese() ? TextBreaker::Chinese::Words : chinese);
    if (!kept.empty())
        kept_ = kept.find(text, parts);
    for (const TextPart& part : parts) {
        if (!part.word)
            continue;
        isFree_.push_back(isFree(part.span));
        if (isFree_.back())
            free_.push_back(all_.size());
        all_.push_back(part.span);
    }
}

bool Words::isFree(Span span) const {
    const auto next =
        std::lower_bound(kept_.begin(), kept_.end(), span.begin,
                         [](const Span& kept, std::size_t at) { return kept.end <= at; });
    return next == kept_.end() || next->begin >= span.end;
}

void putWord(Rewriter& text, Span place, std::string_view word, char32_t right) {
    std::string with;
    const char32_t left = text.before(place.begin);
    if (isSpacedLetter(left) && isSpacedLetter(firstOf(word)))
        with += ' ';
    with += word;
    if (isSpacedLetter(right) && isSpacedLetter(lastOf(word)))
        with += ' ';
    text.replace(place.begin, place.end, with);
}

void takeWord(Rewriter& text, Span place) {
    const std::string_view source = text.source();
    const char32_t left = text.before(place.begin);
    const char32_t right = codePointAt(source, place.end).value;
    const bool closes = (categoryOf(right) & (U_GC_PE_MASK | U_GC_PF_MASK | U_GC_PO_MASK)) != 0;
    if (isSpacedLetter(left) && isSpacedLetter(right))
        text.replace(place.begin, place.end, " ");
    else if (closes && place.begin > text.done() && source[place.begin - 1] == ' ')
        text.erase(place.begin - 1, place.end); // "so good." becomes "so."
    else
        eraseWithSpace(text, place);
}

void takeWords(Rewriter& text, const Words& words, const std::vector<std::size_t>& which) {
    for (std::size_t i = 0; i < which.size();) {
        Span run = words.all()[which[i]];
        for (++i; i < which.size(); ++i) {
            const Span next = words.all()[which[i]];
            if (!trimmed(words.text().substr(run.end, next.begin - run.end)).empty())
                break;
            run.end = next.end;
        }
        takeWord(text, run);
    }
}

void insertWord(Rewriter& text, std::size_t at, std::string_view word) {
    std::string with;
    const char32_t left = text.before(at);
    const char32_t right = codePointAt(text.source(), at).value;
    if (left != 0 && !isSpace(left) && !isUnspacedLetter(left) && !isUnspacedLetter(firstOf(word)))
        with += ' ';
    with += word;
    if (isSpacedLetter(right) && !isUnspacedLetter(lastOf(word)))
        with += ' ';
    text.insert(at, with);
}

std::string inCaseOf(std::string_view word, std::string_view like) {
    const auto upper = [](char32_t c) { return u_isupper(static_cast<UChar32>(c)) != 0; };
    const std::u32string pattern = toUtf32(like);
    if (pattern.empty() || !upper(pattern.front()))
        return std::string(word);
    const bool all = pattern.size() > 1 && std::all_of(pattern.begin(), pattern.end(), upper);
    std::u32string out = toUtf32(word);
    for (std::size_t i = 0; i < out.size() && (all || i == 0); ++i)
        out[i] = static_cast<char32_t>(u_toupper(static_cast<UChar32>(out[i])));
    return toUtf8(out);
}

} // namespace attune
