// SPDX-License-Identifier: GPL-3.0-or-later
// `width`: full-width and half-width forms (Unicode's block FF00-FFEF).
#include "text/cleaning_operator.h"
#include "text/letters.h"
#include "text/utf8.h"

#include <algorithm>
#include <string>

namespace attune {
namespace {

// U+FF61 to U+FF9F in full width.
constexpr std::u16string_view kKana =
    u"。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテト"
    u"ナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜";
static_assert(kKana.size() == 0xFF9F - 0xFF61 + 1);

// Kana and a half-width sound mark as one; 0: there is none.
char32_t voiced(char32_t kana, char32_t mark) {
    if (mark != 0xFF9E && mark != 0xFF9F)
        return 0;
    const bool half = mark == 0xFF9F;
    if (!half && (kana == 0x30A6 || kana == 0x30F0 || kana == 0x30F1 || kana == 0x30F2))
        return kana == 0x30A6 ? 0x30F4 : kana + 8;
    if (!half && kana == 0x30EF)
        return 0x30F7;
    if (kana >= 0x30CF && kana <= 0x30DB && (kana - 0x30CF) % 3 == 0)
        return kana + (half ? 2 : 1);
    const bool before = kana >= 0x30AB && kana <= 0x30C1 && (kana - 0x30AB) % 2 == 0;
    const bool behind = kana >= 0x30C4 && kana <= 0x30C8 && (kana - 0x30C4) % 2 == 0;
    return !half && (before || behind) ? kana + 1 : 0;
}

struct Sign {
    char32_t full, half;
};
constexpr Sign kSigns[] = {
    {0xFFE0, 0xA2  },
    {0xFFE1, 0xA3  },
    {0xFFE2, 0xAC  },
    {0xFFE3, 0xAF  },
    {0xFFE4, 0xA6  },
    {0xFFE5, 0xA5  },
    {0xFFE6, 0x20A9}
};
// Punctuation of Chinese and Japanese with a counterpart in ASCII.
constexpr Sign kIdeographic[] = {
    {0x3001, ','},
    {0x3002, '.'},
    {0x3010, '['},
    {0x3011, ']'},
    {0x3014, '('},
    {0x3015, ')'},
    {0x300A, '<'},
    {0x300B, '>'}
};

bool isPlain(char32_t ascii) { return isAsciiLetter(ascii) || isAsciiDigit(ascii); }

struct WidthSettings {
    std::string to = "half";
    bool punctuation = false;
    bool kana = true;
};

class Width final : public CleaningOperator {
public:
    explicit Width(WidthSettings settings)
        : toHalf_(settings.to == "half"),
          punctuation_(settings.punctuation),
          kana_(settings.kana) {}

    bool apply(Rewriter& text) const override {
        const std::string_view source = text.source();
        std::string out;
        for (std::size_t at = 0; at < source.size();) {
            const CodePoint point = codePointAt(source, at);
            std::size_t end = at + point.length;
            char32_t c = mapped(point.value);
            if (kana_ && c >= 0x30A6 && c <= 0x30F2) {
                const CodePoint mark = codePointAt(source, end);
                if (const char32_t both = voiced(c, mark.value)) {
                    c = both;
                    end += mark.length;
                }
            }
            if (c != point.value) {
                out.clear();
                appendUtf8(out, c);
                text.replace(at, end, out);
            }
            at = end;
        }
        return true;
    }

private:
    char32_t mapped(char32_t c) const {
        if (c < 0x80)
            return toHalf_ || c < 0x20 || c == 0x7F || !(isPlain(c) || punctuation_) ? c
                   : c == ' '                                                        ? U'\u3000'
                                                                                     : c + 0xFEE0;
        if (c >= 0xFF61 && c <= 0xFF9F)
            return kana_ && (c >= 0xFF66 || punctuation_) ? mapped(kKana[c - 0xFF61]) : c;
        if (kana_ && c >= 0xFFA0 && c <= 0xFFDC)
            return hangul(c);
        if (toHalf_) {
            if (c >= 0xFF01 && c <= 0xFF5E)
                return isPlain(c - 0xFEE0) || punctuation_ ? c - 0xFEE0 : c;
            if (!punctuation_)
                return c;
            if (c == 0x3000)
                return ' ';
            for (const Sign& sign : kSigns)
                if (sign.full == c)
                    return sign.half;
            for (const Sign& sign : kIdeographic)
                if (sign.full == c)
                    return sign.half;
        } else if (punctuation_) {
            for (const Sign& sign : kSigns)
                if (sign.half == c)
                    return sign.full;
        }
        return c;
    }

    static char32_t hangul(char32_t c) {
        if (c == 0xFFA0)
            return 0x3164;
        if (c >= 0xFFA1 && c <= 0xFFBE)
            return c - 0xFFA1 + 0x3131;
        for (char32_t row = 0xFFC2; row <= 0xFFDA; row += 8)
            if (c >= row && c <= row + 5 - (row == 0xFFDA ? 3 : 0))
                return 0x314F + (row - 0xFFC2) / 8 * 6 + (c - row);
        return c;
    }

    bool toHalf_;
    bool punctuation_;
    bool kana_;
};

} // namespace

CleaningEntry widthEntry() {
    static const Fields<WidthSettings> fields = {
        {{.key = "to",
          .title = ATTUNE_TEXT("core", "Letters and digits"),
          .help = ATTUNE_TEXT("core", "half: Ａ１ become A1. full: the other way round."),
          .kind = Parameter::Kind::Choice,
          .choices = {"half", "full"}},
         &WidthSettings::to         },
        {{.key = "punctuation",
          .title = ATTUNE_TEXT("core", "Punctuation too"),
          .help =
              ATTUNE_TEXT("core", "Also ，！？ and the space; to half width 。、【】 as well. Off, "
                                  "Chinese texts keep their punctuation."),
          .kind = Parameter::Kind::Bool},
         &WidthSettings::punctuation},
        {{.key = "kana",
          .title = ATTUNE_TEXT("core", "Kana and Hangul in full width"),
          .help = ATTUNE_TEXT("core", "Half-width katakana and Hangul get their usual width: ｶﾞ "
                                      "becomes ガ."),
          .kind = Parameter::Kind::Bool},
         &WidthSettings::kana       },
    };
    return cleaningEntry<WidthSettings>(
        {.key = "width",
         .title = ATTUNE_TEXT("core", "Full width and half width"),
         .help = ATTUNE_TEXT("core", "Writes the wide letters and digits of Chinese and Japanese "
                                     "texts as plain ones, or the other way round.")},
        fields, [](const WidthSettings& settings, Problems&) -> OperatorPointer {
            return std::make_unique<Width>(settings);
        });
}

} // namespace attune
