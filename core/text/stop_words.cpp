// SPDX-License-Identifier: GPL-3.0-or-later
// `stopwords`: words of a list taken away, at the word boundaries of ICU, which knows the words of
// Chinese, Japanese and Thai by dictionary.
#include "base/lists.h"
#include "text/cleaning_operator.h"
#include "text/letters.h"
#include "text/text_breaker.h"
#include "text/word_lists.h"

#include <algorithm>
#include <unordered_set>

namespace attune {
namespace {

constexpr std::size_t kMostParts = 8; // words and spaces of an entry

struct StopWordSettings {
    std::string language = "none";
    std::vector<std::string> words;
    std::vector<std::string> keep;
};

class StopWords final : public CleaningOperator {
public:
    StopWords(const StopWordSettings& settings, TextBreaker breaks) : breaks_(std::move(breaks)) {
        eachLine(kStopWordList, [&](const std::vector<std::string_view>& fields) {
            if (fields[0] == settings.language)
                for (std::size_t i = 1; i < fields.size(); ++i)
                    words_.insert(std::string(fields[i]));
        });
        for (const std::string& word : settings.words) {
            words_.insert(foldedWord(word));
            longest_ = std::max(longest_, std::min(breaks_.parts(word).size(), kMostParts));
        }
        for (const std::string& word : settings.keep)
            words_.erase(foldedWord(word));
    }

    bool apply(Rewriter& text) const override {
        const std::vector<TextPart> parts = breaks_.parts(text.source());
        for (std::size_t i = 0; i < parts.size();) {
            const std::size_t length = parts[i].word ? entryAt(text.source(), parts, i) : 0;
            if (length == 0) {
                ++i;
                continue;
            }
            i += length;
            const Span entry{parts[i - length].span.begin, parts[i - 1].span.end};
            eraseWithSpace(text, entry);
            while (i < parts.size() && parts[i].span.end <= text.done())
                ++i;
        }
        return true;
    }

private:
    // The number of parts of the longest entry that begins at part `first`; 0: none.
    std::size_t entryAt(std::string_view text, const std::vector<TextPart>& parts,
                        std::size_t first) const {
        const std::size_t begin = parts[first].span.begin;
        for (std::size_t length = std::min(longest_, parts.size() - first); length > 0; --length) {
            const TextPart& last = parts[first + length - 1];
            if (last.word && words_.contains(foldedWord(text.substr(begin, last.span.end - begin))))
                return length;
        }
        return 0;
    }

    TextBreaker breaks_;
    std::unordered_set<std::string> words_;
    std::size_t longest_ = 1;
};

OperatorPointer makeStopWords(const StopWordSettings& settings, Problems& problems) {
    const auto refuse = [&](const char* key, Message message, Message hint) {
        problems.push_back({Problem::Severity::Error, key, {}, message, hint});
    };
    if (settings.language == "none" && settings.words.empty())
        refuse("language", say(ATTUNE_TEXT("core", "No stop words are given.")),
               say(ATTUNE_TEXT("core", "Give a language, or a list of words.")));
    TextBreaker breaks(TextBreaker::Unit::Word);
    for (const std::string& word : settings.words) {
        const std::vector<TextPart> parts = breaks.parts(word);
        if (parts.empty() || !parts.front().word || !parts.back().word || parts.size() > kMostParts)
            refuse("words",
                   say(ATTUNE_TEXT("core", "“%1” is no word that could stand in a text."), word),
                   say(ATTUNE_TEXT("core", "Give words, or a few words in a row, without "
                                           "punctuation around them.")));
    }
    return std::make_unique<StopWords>(settings, std::move(breaks));
}

std::vector<std::string> languages() {
    std::vector<std::string> all{"none"};
    eachLine(kStopWordList,
             [&](const std::vector<std::string_view>& fields) { all.emplace_back(fields[0]); });
    return all;
}

} // namespace

CleaningEntry stopWordsEntry() {
    static const Fields<StopWordSettings> fields = {
        {{.key = "language",
          .title = ATTUNE_TEXT("core", "Language"),
          .help = ATTUNE_TEXT("core", "Whose list is used (ISO 639 code). none: only your own "
                                      "words."),
          .kind = Parameter::Kind::Choice,
          .choices = languages()},
         &StopWordSettings::language},
        {{.key = "words",
          .title = ATTUNE_TEXT("core", "Your own words"),
          .help =
              ATTUNE_TEXT("core", "Taken away as well; several words in a row may be one entry."),
          .kind = Parameter::Kind::TextList},
         &StopWordSettings::words   },
        {{.key = "keep",
          .title = ATTUNE_TEXT("core", "Words that stay"),
          .help = ATTUNE_TEXT("core", "Though they are in the list, such as not and no, which turn "
                                      "the meaning round."),
          .kind = Parameter::Kind::TextList},
         &StopWordSettings::keep    },
    };
    return cleaningEntry(
        {.key = "stopwords",
         .title = ATTUNE_TEXT("core", "Stop words"),
         .help = ATTUNE_TEXT("core", "Takes frequent words away. Pretrained models read whole "
                                     "sentences and seldom gain by it."),
         .idempotent = false},
        fields, makeStopWords);
}

} // namespace attune
