// SPDX-License-Identifier: GPL-3.0-or-later
// `sound-alike`, `look-alike`: characters of Chinese for others that sound or look the same, the
// mistakes of typing by pinyin and of reading.
#include "augment/augment_operator.h"
#include "augment/word_groups.h"
#include "text/letters.h"
#include "text/utf8.h"
#include "text/word_lists.h"

#include <unicode/translit.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <unordered_map>

namespace attune {
namespace {

using Alternatives = std::unordered_map<char32_t, std::u32string>;

// The 3755 characters of level 1 of GB 2312, those in daily use.
std::u32string commonCharacters() {
    std::u32string out;
    UErrorCode status = U_ZERO_ERROR;
    UConverter* converter = ucnv_open("GB2312", &status);
    for (int row = 0xB0; row <= 0xD7 && U_SUCCESS(status); ++row)
        for (int cell = 0xA1; cell <= 0xFE; ++cell) {
            const char bytes[] = {static_cast<char>(row), static_cast<char>(cell)};
            const char* from = bytes;
            UErrorCode own = U_ZERO_ERROR;
            const UChar32 c = ucnv_getNextUChar(converter, &from, bytes + 2, &own);
            if (U_SUCCESS(own) && c >= 0x4E00 && c <= 0x9FFF)
                out += static_cast<char32_t>(c);
        }
    ucnv_close(converter);
    return out;
}

// Characters of daily use by what else is read the same; `tones`: the tone counts too.
Alternatives soundAlikes(bool tones) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::Transliterator> latin(icu::Transliterator::createInstance(
        tones ? "Han-Latin" : "Han-Latin; NFD; [:Mn:] Remove", UTRANS_FORWARD, status));
    if (U_FAILURE(status) || !latin)
        throw Error(
            say(ATTUNE_TEXT("core", "The library ICU lacks its data: %1."), u_errorName(status)),
            {}, say(ATTUNE_TEXT("core", "Install Attune again.")));
    std::unordered_map<std::string, std::u32string> bySound;
    for (const char32_t c : commonCharacters()) {
        icu::UnicodeString text(static_cast<UChar32>(c));
        latin->transliterate(text);
        std::string sound;
        bySound[text.toUTF8String(sound)] += c;
    }
    Alternatives out;
    for (const auto& [sound, characters] : bySound)
        for (const char32_t c : characters)
            for (const char32_t other : characters)
                if (other != c)
                    out[c] += other;
    return out;
}

const Alternatives& soundTable(bool tones) {
    static const Alternatives same = soundAlikes(true);
    static const Alternatives any = soundAlikes(false);
    return tones ? same : any;
}

void addGroup(Alternatives& all, std::u32string_view group) {
    for (const char32_t c : group)
        for (const char32_t other : group)
            if (other != c && all[c].find(other) == std::u32string::npos)
                all[c] += other;
}

struct ChineseSettings {
    double rate = 0.05;
    std::string tone = "same";
    std::optional<std::string> file;
};

class Alike final : public AugmentOperator {
public:
    Alike(double rate, Alternatives alternatives)
        : rate_(rate), alternatives_(std::move(alternatives)), common_(kLast - kFirst + 1) {
        for (const auto& [c, options] : alternatives_) {
            holdsAscii_ = holdsAscii_ || c < 0x80;
            if (c >= kFirst && c <= kLast)
                common_[c - kFirst] = &options;
        }
    }

    // Character by character: it needs no words, but to spare those that are protected.
    void apply(Rewriter& text, AugmentCall& call) const override {
        const std::string_view source = text.source();
        const std::vector<Span> kept = call.protectedWords.find(source);
        auto next = kept.begin();
        std::vector<std::pair<Span, const std::u32string*>> places;
        places.reserve(source.size() / 3 + 1);
        for (std::size_t at = 0; at < source.size();) {
            if (next != kept.end() && at >= next->begin) {
                at = (next++)->end;
                continue;
            }
            const CodePoint point = characterAt(source, at);
            if (const std::u32string* options = optionsOf(point.value))
                places.push_back({
                    {at, at + point.length},
                    options
                });
            at += point.length;
        }
        for (const std::size_t i : chosen(places.size(), rate_, call.random)) {
            const auto& [place, options] = places[i];
            std::string with;
            appendUtf8(with, (*options)[call.random.below(options->size())]);
            text.replace(place.begin, place.end, with);
        }
    }

private:
    // codePointAt(), with nothing to check for what nearly all of a text is.
    static CodePoint characterAt(std::string_view text, std::size_t at) {
        const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
        if ((byte(0) & 0xF0) != 0xE0 || text.size() - at < 3)
            return codePointAt(text, at);
        return {static_cast<char32_t>((byte(0) & 0x0F) << 12 | (byte(1) & 0x3F) << 6 |
                                      (byte(2) & 0x3F)),
                3};
    }
    const std::u32string* optionsOf(char32_t c) const {
        if (c >= kFirst && c <= kLast)
            return common_[c - kFirst];
        if (c < 0x80 && !holdsAscii_)
            return nullptr;
        const auto found = alternatives_.find(c);
        return found == alternatives_.end() ? nullptr : &found->second;
    }

    double rate_;
    Alternatives alternatives_;
    // Those of nearly all characters of a text; null: none.
    static constexpr char32_t kFirst = 0x4E00, kLast = 0x9FFF;
    std::vector<const std::u32string*> common_; // [kLast - kFirst + 1]
    bool holdsAscii_ = false;                   // a person's list may
};

// The groups of a person's list in the place of the built-in ones; single characters count.
AugmentPointer makeAlike(const ChineseSettings& settings, const fs::path& base, Problems& problems,
                         Alternatives (*builtIn)(const ChineseSettings&)) {
    if (!settings.file)
        return std::make_unique<Alike>(settings.rate, builtIn(settings));
    WordGroups groups;
    readGroups(groups, *settings.file, base, "file", problems);
    Alternatives own;
    for (std::uint32_t i = 0; i < groups.size(); ++i) {
        std::u32string group;
        for (const std::string& word : groups.group(i))
            if (const std::u32string one = toUtf32(word); one.size() == 1)
                group += one;
        addGroup(own, group);
    }
    return std::make_unique<Alike>(settings.rate, std::move(own));
}

Parameter characterRate() {
    return rateParameter(ATTUNE_TEXT("core", "Share of the Chinese characters that are replaced; "
                                             "one at least."));
}
Parameter listParameter() {
    return {.key = "file",
            .title = ATTUNE_TEXT("core", "List of characters"),
            .help = ATTUNE_TEXT("core", "UTF-8; characters that may stand for each other in one "
                                        "line, with tabs, commas or spaces between. Left out: the "
                                        "built-in table."),
            .kind = Parameter::Kind::File,
            .optional = true};
}

} // namespace

AugmentEntry soundAlikeEntry() {
    static const Fields<ChineseSettings> fields = {
        {characterRate(),                       &ChineseSettings::rate},
        {{.key = "tone",
          .title = ATTUNE_TEXT("core", "Tone"),
          .help = ATTUNE_TEXT("core", "same: pinyin and tone are equal. any: the tone may differ."),
          .kind = Parameter::Kind::Choice,
          .choices = {"same", "any"}},
         &ChineseSettings::tone                                       },
        {listParameter(),                       &ChineseSettings::file},
    };
    return augmentEntry<ChineseSettings>(
        {.key = "sound-alike",
         .title = ATTUNE_TEXT("core", "Chinese sound-alikes"),
         .help = ATTUNE_TEXT("core", "Replaces characters by others that are read the same, the "
                                     "usual mistake of typing by pinyin. Simplified Chinese.")},
        fields, [](const ChineseSettings& settings, const fs::path& base, Problems& problems) {
            return makeAlike(settings, base, problems, [](const ChineseSettings& own) {
                return soundTable(own.tone == "same");
            });
        });
}

AugmentEntry lookAlikeEntry() {
    static const Fields<ChineseSettings> fields = {
        {characterRate(), &ChineseSettings::rate},
        {listParameter(), &ChineseSettings::file},
    };
    return augmentEntry<ChineseSettings>(
        {.key = "look-alike",
         .title = ATTUNE_TEXT("core", "Chinese look-alikes"),
         .help = ATTUNE_TEXT("core", "Replaces characters by others of a similar shape, as text "
                                     "recognition and the eye mistake them.")},
        fields, [](const ChineseSettings& settings, const fs::path& base, Problems& problems) {
            return makeAlike(settings, base, problems, [](const ChineseSettings&) {
                Alternatives all;
                eachLine(kShapeList, [&](const std::vector<std::string_view>& fields) {
                    std::u32string group;
                    for (const std::string_view one : fields)
                        group += firstOf(one);
                    addGroup(all, group);
                });
                return all;
            });
        });
}

} // namespace attune
