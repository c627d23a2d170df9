// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/language.h"

#include "text/letters.h"
#include "text/text_breaker.h"
#include "text/utf8.h"
#include "text/word_lists.h"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>
#include <unordered_set>

namespace attune {
namespace {

constexpr std::size_t kMostBytes = 20'000;
constexpr std::size_t kLeastWords = 3; // different ones
constexpr double kLead = 1.5;          // of the best language before the next
// Of so many letters in its words one may be of a script that a language is not written in.
constexpr std::size_t kStrayLetters = 50;

// Scripts that one of the languages has for itself.
struct OwnScript {
    UScriptCode script;
    const char* language;
};
constexpr OwnScript kOwnScripts[] = {
    {USCRIPT_HANGUL,   "ko"},
    {USCRIPT_GREEK,    "el"},
    {USCRIPT_THAI,     "th"},
    {USCRIPT_HEBREW,   "he"},
    {USCRIPT_ARMENIAN, "hy"},
    {USCRIPT_GUJARATI, "gu"},
    {USCRIPT_BENGALI,  "bn"},
};

// Kana are counted as their own; every fifth letter of Japanese is one, and more.
struct Letters {
    std::map<UScriptCode, std::size_t> byScript;
    std::size_t all = 0;

    std::size_t of(UScriptCode script) const {
        const auto found = byScript.find(script);
        return found == byScript.end() ? 0 : found->second;
    }
};

UScriptCode scriptOf(char32_t c) {
    if (c < 0x80)
        return USCRIPT_LATIN;
    UErrorCode status = U_ZERO_ERROR;
    return uscript_getScript(static_cast<UChar32>(c), &status);
}

Letters lettersOf(std::string_view text) {
    Letters letters;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = codePointAt(text, at);
        at += point.length;
        if (point.value < 0x80 ? !isAsciiLetter(point.value) : !isLetter(point.value))
            continue;
        ++letters.all;
        ++letters.byScript[scriptOf(point.value)];
    }
    return letters;
}

std::string_view beginningOf(std::string_view text) {
    if (text.size() <= kMostBytes)
        return text;
    text = text.substr(0, kMostBytes);
    return text.substr(0, validUtf8Prefix(text));
}

} // namespace

struct LanguageGuess::Words {
    std::unordered_map<std::string, std::vector<std::uint8_t>> languages; // of a word
    std::vector<Letters> letters; // of all words of each language: the scripts it is written in
};

const std::vector<std::string>& LanguageGuess::languages() {
    static const std::vector<std::string> all = [] {
        std::vector<std::string> codes;
        eachLine(kStopWordList, [&](const std::vector<std::string_view>& fields) {
            codes.emplace_back(fields[0]);
        });
        return codes;
    }();
    return all;
}

LanguageGuess::LanguageGuess() {
    auto words = std::make_shared<Words>();
    std::uint8_t language = 0;
    eachLine(kStopWordList, [&](const std::vector<std::string_view>& fields) {
        Letters& letters = words->letters.emplace_back();
        for (std::size_t i = 1; i < fields.size(); ++i) {
            for (const auto& [script, count] : lettersOf(fields[i]).byScript) {
                letters.byScript[script] += count;
                letters.all += count;
            }
            std::vector<std::uint8_t>& own = words->languages[foldedWord(fields[i])];
            if (own.empty() || own.back() != language)
                own.push_back(language);
        }
        ++language;
    });
    words_ = std::move(words);
}

bool LanguageGuess::mayBeIn(std::string_view text, std::span<const std::string> wanted) const {
    const Letters letters = lettersOf(beginningOf(text));
    const auto most =
        std::find_if(letters.byScript.begin(), letters.byScript.end(),
                     [&](const auto& script) { return script.second * 2 > letters.all; });
    if (most == letters.byScript.end())
        return true;
    const std::vector<std::string>& known = languages();
    return std::any_of(wanted.begin(), wanted.end(), [&](const std::string& language) {
        const auto place = std::find(known.begin(), known.end(), language);
        if (place == known.end())
            return true;
        const Letters& own = words_->letters[static_cast<std::size_t>(place - known.begin())];
        return own.of(most->first) * kStrayLetters > own.all;
    });
}

std::string LanguageGuess::of(std::string_view text) const {
    text = beginningOf(text);
    const Letters letters = lettersOf(text);
    const auto most = [&](std::size_t count) { return count * 2 > letters.all; };
    const std::size_t kana = letters.of(USCRIPT_HIRAGANA) + letters.of(USCRIPT_KATAKANA);
    if (const std::size_t han = letters.of(USCRIPT_HAN); most(han + kana))
        return kana * 10 > han + kana ? "ja" : "zh";
    for (const OwnScript& own : kOwnScripts)
        if (most(letters.of(own.script)))
            return own.language;

    std::array<double, 256> score{};
    std::array<std::size_t, 256> words{};
    std::unordered_set<const std::string*> met;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t start = at;
        CodePoint point = codePointAt(text, at);
        while (at < text.size() &&
               (isWordChar(point.value) || (at > start && point.value == '\''))) {
            at += point.length;
            point = codePointAt(text, at);
        }
        if (at == start) {
            at += point.length;
            continue;
        }
        const auto found = words_->languages.find(foldedWord(text.substr(start, at - start)));
        if (found == words_->languages.end() || !met.insert(&found->first).second)
            continue;
        for (const std::uint8_t language : found->second) {
            score[language] += 1.0 / static_cast<double>(found->second.size());
            ++words[language];
        }
    }
    const auto best = std::max_element(score.begin(), score.end());
    double next = 0;
    for (auto it = score.begin(); it != score.end(); ++it)
        if (it != best)
            next = std::max(next, *it);
    const auto language = static_cast<std::size_t>(best - score.begin());
    if (words[language] < kLeastWords || *best < next * kLead)
        return {};
    for (std::size_t other = 0; other < words.size(); ++other)
        if (other != language && words[other] >= words[language])
            return {};
    return languages()[language];
}

} // namespace attune
