// SPDX-License-Identifier: GPL-3.0-or-later
#include "augment/noise.h"

#include "augment/augment_operator.h"
#include "augment/words.h"
#include "base/lists.h"
#include "text/utf8.h"

#include <algorithm>
#include <array>

namespace attune {

namespace {

// Cyrillic letters that pass for Latin ones; the rule `lookalikes` knows all of them.
constexpr std::array<std::pair<char32_t, char32_t>, 20> kTwins = {
    {
     {U'a', U'а'}, {U'c', U'с'}, {U'e', U'е'}, {U'i', U'і'}, {U'j', U'ј'},
     {U'o', U'о'}, {U'p', U'р'}, {U's', U'ѕ'}, {U'x', U'х'}, {U'y', U'у'},
     {U'A', U'А'}, {U'B', U'В'}, {U'C', U'С'}, {U'E', U'Е'}, {U'H', U'Н'},
     {U'K', U'К'}, {U'M', U'М'}, {U'O', U'О'}, {U'P', U'Р'}, {U'T', U'Т'},
     }
};

// Zero-width space, word joiner, soft hyphen, left-to-right mark.
constexpr char32_t kInvisible[] = {0x200B, 0x2060, 0x00AD, 0x200E};
// No-break space, thin space, tab, a second space.
constexpr char32_t kPlainSpace[] = {U' '};
constexpr char32_t kSpaces[] = {0x00A0, 0x2009, U'\t', U' '};

char32_t twinOf(char32_t c) {
    for (const auto& [latin, twin] : kTwins)
        if (latin == c)
            return twin;
    return 0;
}

std::string utf8Of(char32_t c) {
    std::string out;
    appendUtf8(out, c);
    return out;
}

// Where the code points of a word begin, in bytes of the text.
std::vector<std::size_t> placesIn(std::string_view text, Span word) {
    std::vector<std::size_t> places;
    for (std::size_t at = word.begin; at < word.end; at += codePointAt(text, at).length)
        places.push_back(at);
    return places;
}

// Calls change(word) for a share of the words that are `able`, in order.
template <class Able, class Change>
void eachChosen(Rewriter& text, double strength, RandomStream& random, Able&& able,
                Change&& change) {
    const Words words(text.source(), wordBreaker(), {}, TextBreaker::Chinese::Runs);
    std::vector<Span> free;
    for (const std::size_t i : words.free())
        if (able(words.all()[i]))
            free.push_back(words.all()[i]);
    for (const std::size_t i : chosen(free.size(), strength, random))
        change(free[i]);
}

template <class Map> void mapLetters(Rewriter& text, Span word, Map&& map) {
    for (const std::size_t at : placesIn(text.source(), word)) {
        const CodePoint point = codePointAt(text.source(), at);
        text.replace(at, at + point.length, utf8Of(map(point.value)));
    }
}

char32_t upper(char32_t c) { return static_cast<char32_t>(u_toupper(static_cast<UChar32>(c))); }
char32_t lower(char32_t c) { return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c))); }
bool anyWord(Span) { return true; }

void upperCase(Rewriter& text, double strength, RandomStream& random) {
    eachChosen(text, strength, random, anyWord, [&](Span word) { mapLetters(text, word, upper); });
}

void lowerCase(Rewriter& text, double strength, RandomStream& random) {
    eachChosen(text, strength, random, anyWord, [&](Span word) { mapLetters(text, word, lower); });
}

void randomCase(Rewriter& text, double strength, RandomStream& random) {
    eachChosen(text, 1, random, anyWord, [&](Span word) {
        mapLetters(text, word, [&](char32_t c) {
            if (random.uniform() >= strength)
                return c;
            return lower(c) == c ? upper(c) : lower(c);
        });
    });
}

void lookAlikes(Rewriter& text, double strength, RandomStream& random) {
    const auto twins = [&](Span word) {
        std::vector<std::size_t> places;
        for (const std::size_t at : placesIn(text.source(), word))
            if (twinOf(codePointAt(text.source(), at).value) != 0)
                places.push_back(at);
        return places;
    };
    // Two letters at least stay what they were: the word goes on looking like one of its script.
    const auto able = [&](Span word) {
        const std::vector<std::size_t> places = placesIn(text.source(), word);
        return places.size() > 2 && !twins(word).empty() &&
               std::all_of(places.begin(), places.end(), [&](std::size_t at) {
                   return isLetter(codePointAt(text.source(), at).value);
               });
    };
    eachChosen(text, strength, random, able, [&](Span word) {
        const std::vector<std::size_t> places = twins(word);
        const std::size_t at = places[random.below(places.size())];
        text.replace(at, at + 1, utf8Of(twinOf(codePointAt(text.source(), at).value)));
    });
}

// Puts one of `signs` between two letters of the chosen words.
template <std::size_t N>
void insideWords(Rewriter& text, double strength, RandomStream& random,
                 const char32_t (&signs)[N]) {
    eachChosen(
        text, strength, random, [&](Span word) { return placesIn(text.source(), word).size() > 1; },
        [&](Span word) {
            const std::vector<std::size_t> places = placesIn(text.source(), word);
            const std::size_t at = places[1 + random.below(places.size() - 1)];
            text.insert(at, utf8Of(signs[random.below(N)]));
        });
}

void invisible(Rewriter& text, double strength, RandomStream& random) {
    insideWords(text, strength, random, kInvisible);
}

void splitWords(Rewriter& text, double strength, RandomStream& random) {
    insideWords(text, strength, random, kPlainSpace);
}

void moreSpaces(Rewriter& text, double strength, RandomStream& random) {
    const std::string_view source = text.source();
    const auto beforeSpace = [&](Span word) {
        return word.end < source.size() && source[word.end] == ' ';
    };
    eachChosen(text, strength, random, beforeSpace, [&](Span word) {
        std::string more;
        for (std::size_t n = 1 + random.below(2); n-- > 0;)
            more += utf8Of(kSpaces[random.below(std::size(kSpaces))]);
        text.insert(word.end, more);
    });
}

Noise augmented(const char* key, const char* name, const char* title, const char* help) {
    Noise noise;
    noise.key = key;
    noise.title = title;
    noise.help = help;
    noise.augment = name;
    noise.strengths = {0.1, 0.2, 0.4};
    return noise;
}

Noise own(const char* key, const char* title, const char* help,
          void (*rewrite)(Rewriter&, double, RandomStream&), const char* undo) {
    Noise noise;
    noise.key = key;
    noise.title = title;
    noise.help = help;
    noise.rewrite = rewrite;
    noise.strengths = {0.1, 0.2, 0.4};
    if (undo != nullptr)
        noise.undo = cleaningStep(undo);
    return noise;
}

std::vector<Noise> makeTable() {
    std::vector<Noise> all;
    all.push_back(augmented("typing", "keyboard", ATTUNE_TEXT("core", "Typing mistakes"),
                            ATTUNE_TEXT("core", "A key beside the right one, once in a word.")));
    all.push_back(augmented("spelling", "spelling", ATTUNE_TEXT("core", "Spelling mistakes"),
                            ATTUNE_TEXT("core", "Letters that change places, are lost or come "
                                                "twice, once in a word.")));
    all.push_back(own("upper-case", ATTUNE_TEXT("core", "Upper case"),
                      ATTUNE_TEXT("core", "Whole words in capitals."), upperCase, "case"));
    all.back().strengths = {0.2, 1};
    all.push_back(own("lower-case", ATTUNE_TEXT("core", "Lower case"),
                      ATTUNE_TEXT("core", "All words in small letters."), lowerCase, "case"));
    all.back().strengths = {1};
    all.push_back(own("random-case", ATTUNE_TEXT("core", "Random case"),
                      ATTUNE_TEXT("core", "Letters in the other case, wherever they stand."),
                      randomCase, "case"));
    all.back().strengths = {0.2, 0.5};
    all.back().ofLetters = true;
    all.push_back(own("look-alikes", ATTUNE_TEXT("core", "Look-alike letters"),
                      ATTUNE_TEXT("core", "A Cyrillic letter that looks like the Latin one, once "
                                          "in a word."),
                      lookAlikes, "lookalikes"));
    all.push_back(own("invisible", ATTUNE_TEXT("core", "Invisible characters"),
                      ATTUNE_TEXT("core", "A character that takes no room, once in a word."),
                      invisible, "invisible"));
    all.push_back(
        own("spaces", ATTUNE_TEXT("core", "Added spaces"),
            ATTUNE_TEXT("core", "Further spaces, tabs and no-break spaces between words."),
            moreSpaces, "whitespace"));
    all.push_back(own("split-words", ATTUNE_TEXT("core", "Split words"),
                      ATTUNE_TEXT("core", "A space inside a word."), splitWords, nullptr));
    all.push_back(augmented("dropped-words", "random-delete", ATTUNE_TEXT("core", "Dropped words"),
                            ATTUNE_TEXT("core", "Words are missing.")));
    all.push_back(augmented("swapped-words", "random-swap", ATTUNE_TEXT("core", "Swapped words"),
                            ATTUNE_TEXT("core", "Words change places with others nearby.")));
    all.push_back(augmented("sound-alike", "sound-alike",
                            ATTUNE_TEXT("core", "Chinese characters that sound alike"),
                            ATTUNE_TEXT("core", "As they are mistyped by pinyin.")));
    return all;
}

AugmentSettings settingsOf(const Noise& noise, double strength) {
    AugmentSettings settings;
    if (!noise.augment.empty()) {
        settings.operators.push_back(augmentStep(noise.augment));
        settings.operators.back().values["rate"] = strength;
    }
    return settings;
}

} // namespace

const std::vector<Noise>& noiseTable() {
    static const std::vector<Noise> table = makeTable();
    return table;
}

const Noise& noiseOf(const std::string& key) {
    std::vector<std::string> known;
    for (const Noise& noise : noiseTable()) {
        if (noise.key == key)
            return noise;
        known.push_back(noise.key);
    }
    throw UsageError(say(ATTUNE_TEXT("core", "There is no noise “%1”."), key), "noise",
                     say(ATTUNE_TEXT("core", "Choose one of: %1."), named(known, known.size())));
}

NoiseMaker::NoiseMaker(const Noise& noise, double strength, std::uint64_t seed)
    : noise_(noise), strength_(strength), seed_(seed), augmentation_(settingsOf(noise, strength)) {}

AugmentedText NoiseMaker::apply(const Example& example) const {
    if (!noise_.augment.empty())
        return augmentation_.apply(example, 1, seed_, {});
    AugmentedText out;
    for (const bool second : {false, true}) {
        const std::string& before = second ? example.pair : example.text;
        Rewriter rewriter(before);
        RandomStream random(streamKey(seed_, "noise " + noise_.key, example.row, second));
        noise_.rewrite(rewriter, strength_, random);
        (second ? out.pair : out.text) = std::move(rewriter).finish();
    }
    out.changed = out.text.changes.empty() && out.pair.changes.empty() ? 0 : 1;
    return out;
}

} // namespace attune
