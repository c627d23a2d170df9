// SPDX-License-Identifier: GPL-3.0-or-later
// `invisible` and `whitespace`: what takes room without being seen, or the other way round.
#include "text/cleaning_operator.h"
#include "text/letters.h"
#include "text/utf8.h"

namespace attune {
namespace {

// Scripts in which joiners change how letters look.
bool usesJoiners(char32_t c) {
    UErrorCode status = U_ZERO_ERROR;
    switch (uscript_getScript(static_cast<UChar32>(c), &status)) {
    case USCRIPT_ARABIC:
    case USCRIPT_SYRIAC:
    case USCRIPT_NKO:
    case USCRIPT_MANDAEAN:
    case USCRIPT_MONGOLIAN:
    case USCRIPT_PHAGS_PA:
    case USCRIPT_DEVANAGARI:
    case USCRIPT_BENGALI:
    case USCRIPT_GURMUKHI:
    case USCRIPT_GUJARATI:
    case USCRIPT_ORIYA:
    case USCRIPT_TAMIL:
    case USCRIPT_TELUGU:
    case USCRIPT_KANNADA:
    case USCRIPT_MALAYALAM:
    case USCRIPT_SINHALA:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
    case USCRIPT_TIBETAN:
        return true;
    default:
        return false;
    }
}

bool isVariationSelector(char32_t c) {
    return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
}

bool isInvisible(char32_t c) {
    if (c < 0x80)
        return (c < 0x20 && !(c >= 9 && c <= 13)) || c == 0x7F;
    const std::uint32_t category = categoryOf(c);
    if ((category & U_GC_CC_MASK) != 0)
        return c != 0x85;
    if ((category & U_GC_CF_MASK) != 0)
        return !hasProperty(c, UCHAR_PREPENDED_CONCATENATION_MARK); // these are seen
    return isVariationSelector(c) || c == 0x34F || c == 0x3164 || c == 0xFFA0;
}

// Whether an invisible character does something between what stands before and after it.
// `base`: the last code point kept that is no mark of variation; `last`: the last one kept.
bool isNeeded(char32_t c, char32_t base, char32_t last, char32_t next) {
    const auto pictograph = [](char32_t one) {
        return one != 0 && (hasProperty(one, UCHAR_EXTENDED_PICTOGRAPHIC) ||
                            hasProperty(one, UCHAR_EMOJI_MODIFIER));
    };
    if (c == 0x200D && pictograph(base) &&
        (last == base || last == 0xFE0F || hasProperty(last, UCHAR_EMOJI_MODIFIER)))
        return hasProperty(next, UCHAR_EXTENDED_PICTOGRAPHIC);
    if (c == 0x200C || c == 0x200D)
        return usesJoiners(last) && (isLetter(next) || isMark(next)) && usesJoiners(next);
    if (isVariationSelector(c))
        return last == base && last != 0 && !isSpace(last) &&
               (c < 0xE0100 || hasProperty(last, UCHAR_IDEOGRAPHIC));
    if (c >= 0xE0020 && c <= 0xE007F) // flags of regions are spelled in tags
        return last == 0x1F3F4 || (last >= 0xE0020 && last < 0xE007F);
    return false;
}

class Invisible final : public CleaningOperator {
public:
    bool apply(Rewriter& text) const override {
        // What is needed may be so for something that goes.
        return applyUntilStable(text, pass);
    }

private:
    static void pass(Rewriter& text) {
        const std::string_view source = text.source();
        char32_t base = 0;
        char32_t last = 0;
        for (std::size_t at = 0; at < source.size();) {
            const CodePoint point = codePointAt(source, at);
            const std::size_t next = at + point.length;
            const char32_t c = point.value;
            if (c == 0x0B || c == 0x0C || c == 0x85 || c == 0x2028 || c == 0x2029) {
                text.replace(at, next, "\n");
            } else if (isInvisible(c) &&
                       !isNeeded(c, base, last, codePointAt(source, next).value)) {
                text.erase(at, next);
                at = next;
                continue;
            }
            last = c;
            if (!isVariationSelector(c))
                base = c;
            at = next;
        }
    }
};

struct WhitespaceSettings {
    bool collapse = true;
    bool trim = true;
    std::string lines = "keep";
};

class Whitespace final : public CleaningOperator {
public:
    explicit Whitespace(WhitespaceSettings settings) : settings_(std::move(settings)) {}
    bool apply(Rewriter& text) const override {
        const std::string_view source = text.source();
        for (std::size_t at = 0; at < source.size();) {
            const std::size_t run = nextSpace(source, at);
            if (run == source.size())
                break;
            std::size_t end = run;
            while (end < source.size()) {
                const CodePoint point = codePointAt(source, end);
                if (!isSpace(point.value))
                    break;
                end += point.length;
            }
            if (settings_.trim && (run == 0 || end == source.size()))
                text.erase(run, end);
            else if (settings_.collapse)
                text.replace(run, end, keepsLines() && hasBreak(source, run, end) ? "\n" : " ");
            else
                each(text, run, end);
            at = end;
        }
        return true;
    }

private:
    bool keepsLines() const { return settings_.lines == "keep"; }

    static std::size_t nextSpace(std::string_view text, std::size_t at) {
        while (at < text.size()) {
            const CodePoint point = codePointAt(text, at);
            if (isSpace(point.value))
                break;
            at += point.length;
        }
        return at;
    }
    static bool hasBreak(std::string_view text, std::size_t begin, std::size_t end) {
        while (begin < end) {
            const CodePoint point = codePointAt(text, begin);
            if (isLineBreak(point.value))
                return true;
            begin += point.length;
        }
        return false;
    }
    void each(Rewriter& text, std::size_t begin, std::size_t end) const {
        const std::string_view source = text.source();
        while (begin < end) {
            const CodePoint point = codePointAt(source, begin);
            std::size_t next = begin + point.length;
            if (point.value == '\r' && next < end && source[next] == '\n')
                ++next;
            text.replace(begin, next, keepsLines() && isLineBreak(point.value) ? "\n" : " ");
            begin = next;
        }
    }

    WhitespaceSettings settings_;
};

} // namespace

CleaningEntry invisibleEntry() {
    return cleaningEntry<Invisible>(
        {.key = "invisible",
         .title = ATTUNE_TEXT("core", "Invisible characters"),
         .help = ATTUNE_TEXT("core", "Takes control characters, zero-width spaces, marks of "
                                     "direction, byte-order marks and soft hyphens away. Joiners "
                                     "stay inside emoji and where a script needs them.")});
}

CleaningEntry whitespaceEntry() {
    static const Fields<WhitespaceSettings> fields = {
        {{.key = "collapse",
          .title = ATTUNE_TEXT("core", "Runs become one"),
          .help = ATTUNE_TEXT("core", "Several spaces become one space, with a line break among "
                                      "them one line break."),
          .kind = Parameter::Kind::Bool},
         &WhitespaceSettings::collapse},
        {{.key = "trim",
          .title = ATTUNE_TEXT("core", "Trim"),
          .help = ATTUNE_TEXT("core", "Takes white space at both ends of the text away."),
          .kind = Parameter::Kind::Bool},
         &WhitespaceSettings::trim    },
        {{.key = "lines",
          .title = ATTUNE_TEXT("core", "Line breaks"),
          .help = ATTUNE_TEXT("core", "Line breaks stay (keep), or become spaces (join)."),
          .kind = Parameter::Kind::Choice,
          .choices = {"keep", "join"}},
         &WhitespaceSettings::lines   },
    };
    return cleaningEntry<WhitespaceSettings>(
        {.key = "whitespace",
         .title = ATTUNE_TEXT("core", "White space"),
         .help = ATTUNE_TEXT("core", "Turns all kinds of spaces, such as tabs, no-break and "
                                     "ideographic ones, into plain spaces.")},
        fields, [](const WhitespaceSettings& settings, Problems&) -> OperatorPointer {
            return std::make_unique<Whitespace>(settings);
        });
}

} // namespace attune
