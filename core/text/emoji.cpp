// SPDX-License-Identifier: GPL-3.0-or-later
// `emoji`: emoji as the words of their names (Unicode's CLDR), or gone. A sequence counts as a
// whole: a family, a flag, a profession.
#include "text/cleaning_operator.h"
#include "text/letters.h"
#include "text/utf8.h"
#include "text/word_lists.h"

#include <unordered_map>

namespace attune {
namespace {

constexpr std::string_view kTextStyle = "\uFE0E";
constexpr std::string_view kEmojiStyle = "\uFE0F";
constexpr std::string_view kKeycap = "\u20E3";
constexpr std::string_view kJoiner = "\u200D";

struct EmojiNames {
    std::string_view english, chinese;
};
using EmojiTable = std::unordered_map<std::string_view, EmojiNames>;

// By sequence without variation selectors and, but where they stand alone, tones of skin.
const EmojiTable& emojiTable() {
    static const EmojiTable table = [] {
        EmojiTable all;
        eachLine(kEmojiList, [&](const std::vector<std::string_view>& fields) {
            all[fields[0]] = {fields[1], fields[2]};
        });
        return all;
    }();
    return table;
}

bool isTone(char32_t c) { return c >= 0x1F3FB && c <= 0x1F3FF; }

// The end of the emoji that begins at `at`; `at` itself where none does. Signs that are text by
// default, such as ©, count with the selector of emoji style only.
std::size_t emojiEnd(std::string_view text, std::size_t at) {
    const CodePoint first = codePointAt(text, at);
    const char32_t c = first.value;
    const std::string_view rest = text.substr(at + first.length);
    if (c < 0xA9) {
        const bool keycap = c == '#' || c == '*' || isAsciiDigit(c);
        if (!keycap)
            return at;
        if (rest.starts_with(kKeycap))
            return at + first.length + kKeycap.size();
        if (rest.starts_with(kEmojiStyle) && rest.substr(kEmojiStyle.size()).starts_with(kKeycap))
            return at + first.length + kEmojiStyle.size() + kKeycap.size();
        return at;
    }
    if ((c >= 0x3400 && c < 0xFF00) || rest.starts_with(kTextStyle))
        return at;
    const bool styled = rest.starts_with(kEmojiStyle);
    const bool usual =
        (c >= 0x2600 && c <= 0x27BF) || c >= 0x1F000 || hasProperty(c, UCHAR_EMOJI_PRESENTATION);
    if (!styled && !usual)
        return at;
    if (!hasProperty(c, UCHAR_EMOJI) && !emojiTable().contains(text.substr(at, first.length)))
        return at;
    return clusterEnd(text, at);
}

struct EmojiSettings {
    std::string action = "words";
    std::string language = "en";
};

class Emoji final : public CleaningOperator {
public:
    explicit Emoji(const EmojiSettings& settings)
        : words_(settings.action == "words"), chinese_(settings.language == "zh") {}

    bool apply(Rewriter& text) const override {
        const std::string_view source = text.source();
        for (std::size_t at = 0; at < source.size();) {
            const std::size_t end = emojiEnd(source, at);
            if (end == at) {
                at += codePointAt(source, at).length;
                continue;
            }
            if (!words_)
                eraseWithSpace(text, {at, end});
            else if (const std::string name = nameOf(source.substr(at, end - at)); !name.empty())
                text.replace(at, end, spaced(text, name, at, end));
            // An erased space behind counts as done.
            at = std::max(end, text.changed() ? text.done() : end);
        }
        return true;
    }

private:
    // Empty where the table has none, not even for the parts of a sequence.
    std::string nameOf(std::string_view emoji) const {
        std::string key;
        for (std::size_t at = 0; at < emoji.size();) {
            const CodePoint point = codePointAt(emoji, at);
            if (point.value != 0xFE0F && !(isTone(point.value) && at > 0))
                key += emoji.substr(at, point.length);
            at += point.length;
        }
        std::string name = known(key);
        if (!name.empty())
            return name;
        for (std::string_view rest = key; !rest.empty();) {
            const std::string_view part = rest.substr(0, rest.find(kJoiner));
            if (const std::string one = known(part); !one.empty())
                name += (name.empty() || chinese_ ? "" : " ") + one;
            rest.remove_prefix(std::min(part.size() + kJoiner.size(), rest.size()));
        }
        return name;
    }
    std::string known(std::string_view key) const {
        const auto found = emojiTable().find(key);
        if (found == emojiTable().end())
            return {};
        const EmojiNames& names = found->second;
        return std::string(chinese_ && !names.chinese.empty() ? names.chinese : names.english);
    }

    // With spaces where words would run together; Chinese has none.
    std::string spaced(const Rewriter& text, std::string name, std::size_t begin,
                       std::size_t end) const {
        if (chinese_)
            return name;
        const auto parts = [](char32_t c, std::uint32_t punctuation) {
            return c == 0 || isSpace(c) || (categoryOf(c) & punctuation) != 0;
        };
        if (!parts(text.before(begin), U_GC_PS_MASK | U_GC_PI_MASK))
            name.insert(0, 1, ' ');
        if (!parts(codePointAt(text.source(), end).value, U_GC_P_MASK))
            name += ' ';
        return name;
    }

    bool words_;
    bool chinese_;
};

} // namespace

CleaningEntry emojiEntry() {
    static const Fields<EmojiSettings> fields = {
        {{.key = "action",
          .title = ATTUNE_TEXT("core", "Emoji become"),
          .help =
              ATTUNE_TEXT("core", "words: their names, without tones of skin. remove: nothing."),
          .kind = Parameter::Kind::Choice,
          .choices = {"words", "remove"}},
         &EmojiSettings::action  },
        {{.key = "language",
          .title = ATTUNE_TEXT("core", "Language"),
          .help = ATTUNE_TEXT("core", "Of the names."),
          .kind = Parameter::Kind::Choice,
          .choices = {"en", "zh"}},
         &EmojiSettings::language},
    };
    return cleaningEntry<EmojiSettings>(
        {.key = "emoji",
         .title = ATTUNE_TEXT("core", "Emoji"),
         .help = ATTUNE_TEXT("core", "Writes emoji as words or takes them away. Many tokenizers "
                                     "know few of them, though they often carry the mood.")},
        fields, [](const EmojiSettings& settings, Problems&) -> OperatorPointer {
            return std::make_unique<Emoji>(settings);
        });
}

} // namespace attune
