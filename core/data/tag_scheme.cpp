// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/tag_scheme.h"

#include "text/letters.h"
#include "text/utf8.h"

#include <algorithm>
#include <utility>

namespace attune {
namespace {

using Tag = ChunkTag;

// The letters of BILOU and BMES as those of BIOES.
char plainLetter(char letter) {
    switch (letter) {
    case 'L':
        return 'E';
    case 'U':
        return 'S';
    case 'M':
        return 'I';
    default:
        return letter;
    }
}

Tag tagOf(const std::string& text, TagFindings& findings) {
    if (text == "O" || text.empty())
        return {};
    if (!isSchemeTag(text))
        return {'I', text};
    Tag tag{plainLetter(text.front()), text.size() > 2 ? text.substr(2) : std::string("_")};
    findings.ends += tag.letter == 'E' || tag.letter == 'S';
    return tag;
}

// Punctuation of Han and kana, and letters and digits in full width.
bool isWideSign(char32_t c) {
    return (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF01 && c <= 0xFF65) || c == 0x2026 ||
           c == 0x2014 || (c >= 0x2018 && c <= 0x201D);
}
bool isUnspaced(char32_t c) { return isIdeographic(c) || isWideSign(c); }

char32_t firstOf(std::string_view word) { return codePointAt(word, 0).value; }
char32_t lastOf(std::string_view word) {
    std::size_t at = word.size() - 1;
    while (at > 0 && (static_cast<unsigned char>(word[at]) & 0xC0) == 0x80)
        --at;
    return codePointAt(word, at).value;
}

bool everyCharacterIsUnspaced(std::string_view word) {
    for (std::size_t at = 0; at < word.size();) {
        const CodePoint c = codePointAt(word, at);
        if (!isUnspaced(c.value))
            return false;
        at += c.length;
    }
    return true;
}

} // namespace

bool endsChunk(const ChunkTag& before, const ChunkTag& tag) {
    switch (before.letter) {
    case 'E':
    case 'S':
        return true;
    case 'B':
    case 'I':
        if (tag.letter == 'B' || tag.letter == 'S' || tag.letter == 'O')
            return true;
        break;
    case 'O':
    case '.':
        return false;
    default:
        break;
    }
    return before.type != tag.type;
}

bool startsChunk(const ChunkTag& before, const ChunkTag& tag) {
    if (tag.letter == 'O' || tag.letter == '.')
        return false;
    if (tag.letter == 'B' || tag.letter == 'S')
        return true;
    if ((tag.letter == 'E' || tag.letter == 'I') &&
        (before.letter == 'E' || before.letter == 'S' || before.letter == 'O'))
        return true;
    return before.type != tag.type;
}

bool isSchemeTag(std::string_view tag) {
    if (tag == "O")
        return true;
    return !tag.empty() &&
           std::string_view("BIESLUM").find(tag.front()) != std::string_view::npos &&
           (tag.size() == 1 || tag[1] == '-');
}

std::vector<WordSpan> spansOfTags(std::span<const std::string> tags, std::uint32_t line,
                                  TagFindings& findings) {
    const auto count = [line](std::uint64_t& number, std::uint32_t& first) {
        if (number++ == 0)
            first = line;
    };
    std::vector<WordSpan> spans;
    Tag before;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= tags.size(); ++i) {
        Tag tag = i < tags.size() ? tagOf(tags[i], findings) : Tag();
        const bool follows = before.letter != 'O' && before.type == tag.type;
        if (tag.letter == 'B' || tag.letter == 'S')
            findings.begins += !follows;
        else if (tag.letter != 'O' && startsChunk(before, tag))
            count(findings.loose, findings.looseLine);
        if (endsChunk(before, tag)) {
            spans.push_back({begin, i, before.type});
            if (before.letter == 'B' || before.letter == 'I')
                count(findings.open, findings.openLine);
        }
        if (startsChunk(before, tag))
            begin = i;
        before = std::move(tag);
    }
    return spans;
}

void noteIllFormedTags(const TagFindings& findings, const std::string& where, Problems& notes) {
    const std::uint64_t count = findings.illFormed();
    if (count == 0)
        return;
    std::uint32_t line = findings.looseLine;
    if (findings.ends > 0 && findings.openLine > 0 && (line == 0 || findings.openLine < line))
        line = findings.openLine;
    notes.push_back(
        {Problem::Severity::Warning, "", where,
         say(ATTUNE_TEXT("core", "Tags that do not fit their scheme, read as seqeval does: %1; the "
                                 "first stands in the sentence of line %2."),
             count, line),
         say(ATTUNE_TEXT("core", "A span begins with B and goes on with I of the same type."))});
}

std::string joinedWords(std::span<const std::string> words,
                        std::vector<std::pair<std::size_t, std::size_t>>& places) {
    bool any = false, all = true;
    for (const std::string& word : words) {
        const bool unspaced = everyCharacterIsUnspaced(word);
        any = any || (unspaced && isIdeographic(firstOf(word)));
        all = all && (unspaced || countCodePoints(word) == 1);
    }
    std::string text;
    places.clear();
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0 && !(any && all) &&
            !(isUnspaced(lastOf(words[i - 1])) && isUnspaced(firstOf(words[i]))))
            text += ' ';
        places.emplace_back(text.size(), text.size() + words[i].size());
        text += words[i];
    }
    return text;
}

} // namespace attune
