// SPDX-License-Identifier: GPL-3.0-or-later
// `keyboard`, `spelling`, `ocr`: one letter of some words wrong, as people type, spell, and as
// scanned pages are read.
#include "augment/augment_operator.h"
#include "augment/word_groups.h"
#include "text/letters.h"
#include "text/utf8.h"
#include "text/word_lists.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace attune {
namespace {

Parameter shortestParameter() {
    return {.key = "shortest",
            .title = ATTUNE_TEXT("core", "Shortest word"),
            .help = ATTUNE_TEXT("core", "Words with fewer letters stay as they are."),
            .kind = Parameter::Kind::Integer,
            .unit = ATTUNE_TEXT("core", "letters"),
            .minimum = 1,
            .maximum = 100};
}

struct NoiseSettings {
    double rate = 0.1;
    std::int64_t shortest = 4;
    std::string language = "en";
    std::optional<std::string> file;
};

// Rewrites a share of the words, those that `rewritten` can do something with. `chinese`: Runs
// where that is no word of Chinese.
class WordNoise : public AugmentOperator {
public:
    WordNoise(const NoiseSettings& settings, TextBreaker::Chinese chinese)
        : rate_(settings.rate),
          shortest_(static_cast<std::size_t>(settings.shortest)),
          chinese_(chinese) {}

    void apply(Rewriter& text, AugmentCall& call) const final {
        const Words words(text.source(), wordBreaker(), call.protectedWords, chinese_);
        std::vector<std::size_t> able;
        for (const std::size_t i : words.free())
            if (const std::u32string word = toUtf32(words.at(i));
                word.size() >= shortestOf(word) && canRewrite(word))
                able.push_back(i);
        for (const std::size_t i : chosen(able.size(), rate_, call.random)) {
            const std::string_view word = words.at(able[i]);
            const std::string after = toUtf8(rewritten(toUtf32(word), call.random));
            replaceDifference(text, words.all()[able[i]].begin, word, after);
        }
    }

protected:
    virtual bool canRewrite(std::u32string_view word) const = 0;
    virtual std::u32string rewritten(std::u32string word, RandomStream& random) const = 0;

private:
    // Puts `after` in the place of the word `before` at byte `at`, as one change from the first
    // letter that differs to the last.
    static void replaceDifference(Rewriter& text, std::size_t at, std::string_view before,
                                  std::string_view after) {
        const auto inside = [](std::string_view word, std::size_t byte) {
            return byte < word.size() && (static_cast<unsigned char>(word[byte]) & 0xC0) == 0x80;
        };
        const std::size_t least = std::min(before.size(), after.size());
        std::size_t head = 0;
        while (head < least && before[head] == after[head])
            ++head;
        while (inside(before, head) || inside(after, head))
            --head;
        std::size_t tail = 0;
        while (tail < least - head &&
               before[before.size() - 1 - tail] == after[after.size() - 1 - tail])
            ++tail;
        while (inside(before, before.size() - tail) || inside(after, after.size() - tail))
            --tail;
        text.replace(at + head, at + before.size() - tail,
                     after.substr(head, after.size() - tail - head));
    }

    // Words of Han and kana are short.
    std::size_t shortestOf(std::u32string_view word) const {
        return isUnspacedLetter(word.front()) ? std::min<std::size_t>(shortest_, 2) : shortest_;
    }

    double rate_;
    std::size_t shortest_;
    TextBreaker::Chinese chinese_;
};

class Keyboard final : public WordNoise {
public:
    explicit Keyboard(const NoiseSettings& settings)
        : WordNoise(settings, TextBreaker::Chinese::Runs) {
        eachLine(kKeyboardList, [&](const std::vector<std::string_view>& fields) {
            if (fields[0] == settings.language)
                for (std::size_t i = 2; i < fields.size(); ++i)
                    around_[firstOf(fields[1])] += firstOf(fields[i]);
        });
    }

private:
    bool canRewrite(std::u32string_view word) const override {
        return std::any_of(word.begin(), word.end(),
                           [&](char32_t c) { return around_.contains(small(c)); });
    }
    std::u32string rewritten(std::u32string word, RandomStream& random) const override {
        std::vector<std::size_t> places;
        for (std::size_t i = 0; i < word.size(); ++i)
            if (around_.contains(small(word[i])))
                places.push_back(i);
        char32_t& c = word[places[random.below(places.size())]];
        const std::u32string& near = around_.at(small(c));
        const char32_t key = near[random.below(near.size())];
        c = small(c) == c ? key : static_cast<char32_t>(u_toupper(static_cast<UChar32>(key)));
        return word;
    }
    static char32_t small(char32_t c) {
        return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
    }

    std::unordered_map<char32_t, std::u32string> around_;
};

class Spelling final : public WordNoise {
public:
    Spelling(const NoiseSettings& settings, WordGroups known)
        : WordNoise(settings, TextBreaker::Chinese::Words), known_(std::move(known)) {}

private:
    bool canRewrite(std::u32string_view word) const override {
        return (!known_.empty() && !mistakes(word).empty()) ||
               (word.size() > 1 && std::all_of(word.begin(), word.end(), isLetter));
    }
    std::u32string rewritten(std::u32string word, RandomStream& random) const override {
        if (const std::vector<std::string> list = mistakes(word); !list.empty())
            return toUtf32(inCaseOf(list[random.below(list.size())], toUtf8(word)));
        // Two letters change places, one is lost, one comes twice. The first stays where it is but
        // in words of two.
        const std::size_t first = word.size() > 2 ? 1 : 0;
        const std::size_t at = first + random.below(word.size() - first);
        switch (random.below(3)) {
        case 0:
            if (at + 1 < word.size() && word[at] != word[at + 1]) {
                std::swap(word[at], word[at + 1]);
                return word;
            }
            [[fallthrough]];
        case 1:
            return word.erase(at, 1);
        default:
            return word.insert(at, 1, word[at]);
        }
    }
    // Those that a person's list has: a line begins with the right word.
    std::vector<std::string> mistakes(std::u32string_view word) const {
        std::vector<std::string> list;
        if (known_.empty())
            return list;
        const std::string folded = foldedWord(toUtf8(word));
        if (const std::vector<std::uint32_t>* groups = known_.of(folded))
            for (const std::uint32_t number : *groups)
                if (const auto& group = known_.group(number); foldedWord(group.front()) == folded)
                    list.insert(list.end(), group.begin() + 1, group.end());
        return list;
    }

    WordGroups known_;
};

struct Confusion {
    std::u32string_view from, to;
};
// What looks alike in print; each pair is read both ways.
constexpr Confusion kConfusions[] = {
    {U"rn", U"m"},
    {U"cl", U"d"},
    {U"vv", U"w"},
    {U"li", U"h"},
    {U"ri", U"n"},
    {U"0",  U"O"},
    {U"0",  U"o"},
    {U"1",  U"l"},
    {U"1",  U"I"},
    {U"l",  U"I"},
    {U"5",  U"S"},
    {U"5",  U"s"},
    {U"8",  U"B"},
    {U"2",  U"Z"},
    {U"2",  U"z"},
    {U"6",  U"b"},
    {U"9",  U"g"},
    {U"9",  U"q"},
    {U"c",  U"e"},
    {U"h",  U"b"},
    {U"n",  U"u"},
    {U"i",  U"j"},
    {U"f",  U"t"},
    {U"C",  U"G"},
    {U"O",  U"Q"},
    {U"E",  U"F"},
    {U"D",  U"O"},
    {U"P",  U"R"},
    {U"U",  U"V"}
};

class Ocr final : public WordNoise {
public:
    explicit Ocr(const NoiseSettings& settings) : WordNoise(settings, TextBreaker::Chinese::Runs) {
        for (const Confusion& one : kConfusions) {
            byLetter_[one.from.front()].push_back(one);
            byLetter_[one.to.front()].push_back({one.to, one.from});
        }
    }

private:
    // Calls visit(place, confusion) for all that could be misread, until it says false.
    template <class Visit> void eachHit(std::u32string_view word, Visit&& visit) const {
        for (std::size_t at = 0; at < word.size(); ++at)
            if (word[at] < byLetter_.size())
                for (const Confusion& one : byLetter_[word[at]])
                    if (word.substr(at, one.from.size()) == one.from && !visit(at, one))
                        return;
    }
    bool canRewrite(std::u32string_view word) const override {
        bool found = false;
        eachHit(word, [&](std::size_t, const Confusion&) {
            found = true;
            return false;
        });
        return found;
    }
    std::u32string rewritten(std::u32string word, RandomStream& random) const override {
        std::vector<std::pair<std::size_t, Confusion>> hits;
        eachHit(word, [&](std::size_t at, const Confusion& one) {
            hits.emplace_back(at, one);
            return true;
        });
        const auto& [at, hit] = hits[random.below(hits.size())];
        return word.replace(at, hit.from.size(), hit.to);
    }

    std::array<std::vector<Confusion>, 128> byLetter_;
};

std::vector<std::string> keyboards() {
    std::vector<std::string> all;
    eachLine(kKeyboardList, [&](const std::vector<std::string_view>& fields) {
        if (all.empty() || all.back() != fields[0])
            all.emplace_back(fields[0]);
    });
    return all;
}

Parameter wordRate() {
    return rateParameter(ATTUNE_TEXT("core", "Share of the words that get one mistake; one at "
                                             "least."));
}

} // namespace

AugmentEntry keyboardEntry() {
    static const Fields<NoiseSettings> fields = {
        {wordRate(),                        &NoiseSettings::rate    },
        {shortestParameter(),               &NoiseSettings::shortest},
        {{.key = "language",
          .title = ATTUNE_TEXT("core", "Keyboard"),
          .help = ATTUNE_TEXT("core", "Of which language (ISO 639 code)."),
          .kind = Parameter::Kind::Choice,
          .choices = keyboards()},
         &NoiseSettings::language                                   },
    };
    return augmentEntry<NoiseSettings>(
        {.key = "keyboard",
         .title = ATTUNE_TEXT("core", "Typing mistakes"),
         .help = ATTUNE_TEXT("core", "Hits a key beside the right one. For languages that are "
                                     "typed letter by letter; for Chinese see sound-alike.")},
        fields, [](const NoiseSettings& settings, const fs::path&, Problems&) -> AugmentPointer {
            return std::make_unique<Keyboard>(settings);
        });
}

AugmentEntry spellingEntry() {
    static const Fields<NoiseSettings> fields = {
        {wordRate(),                  &NoiseSettings::rate    },
        {shortestParameter(),         &NoiseSettings::shortest},
        {{.key = "file",
          .title = ATTUNE_TEXT("core", "List of mistakes"),
          .help = ATTUNE_TEXT("core", "UTF-8; a line has the right word and then wrong ones, with "
                                      "tabs or commas between. Words that are not in it get the "
                                      "usual mistakes."),
          .kind = Parameter::Kind::File,
          .optional = true},
         &NoiseSettings::file                                 },
    };
    return augmentEntry<NoiseSettings>(
        {.key = "spelling",
         .title = ATTUNE_TEXT("core", "Spelling mistakes"),
         .help = ATTUNE_TEXT("core", "Letters that change places, are lost or come twice, in any "
                                     "script; or mistakes of your own list.")},
        fields,
        [](const NoiseSettings& settings, const fs::path& base,
           Problems& problems) -> AugmentPointer {
            WordGroups known;
            if (settings.file)
                readGroups(known, *settings.file, base, "file", problems);
            return std::make_unique<Spelling>(settings, std::move(known));
        });
}

AugmentEntry ocrEntry() {
    static const Fields<NoiseSettings> fields = {
        {wordRate(),          &NoiseSettings::rate    },
        {shortestParameter(), &NoiseSettings::shortest},
    };
    return augmentEntry<NoiseSettings>(
        {.key = "ocr",
         .title = ATTUNE_TEXT("core", "Reading mistakes"),
         .help =
             ATTUNE_TEXT("core", "Takes letters and digits for others that look alike in print, "
                                 "as text recognition does. For Chinese see look-alike.")},
        fields, [](const NoiseSettings& settings, const fs::path&, Problems&) -> AugmentPointer {
            return std::make_unique<Ocr>(settings);
        });
}

} // namespace attune
