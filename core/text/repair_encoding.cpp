// SPDX-License-Identifier: GPL-3.0-or-later
// `repair-encoding`: text in UTF-8 that was read as windows-1252, Latin-1 or GBK and written again.
//
// A repair has to be sure, since a text that is right must never be harmed. For windows-1252 a
// whole line has to be consistent: every character beyond ASCII stands for a byte, and these bytes
// are UTF-8 with nothing left over, which a right text with a single accent or quote outside such
// a sequence is not. What comes out has to be likely: letters that people write, none of another
// script glued to a Latin one. And one lone sequence has to be one that is never meant, such as
// "Ã©" in a word or "â€™". For GBK a whole run of characters has to become at least four usual
// ones.
#include "text/cleaning_operator.h"
#include "text/letters.h"
#include "text/utf8.h"

#include <unicode/ucnv.h>

#include <array>
#include <memory>

namespace attune {
namespace {

// The byte that windows-1252 (or Latin-1, for C1 controls) reads as this; 0: none beyond ASCII.
unsigned char westernByte(char32_t c) {
    static constexpr std::array<char32_t, 32> high = {
        0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
    if (c >= 0x80 && c <= 0xFF)
        return static_cast<unsigned char>(c);
    for (std::size_t i = 0; i < high.size(); ++i)
        if (high[i] == c)
            return static_cast<unsigned char>(0x80 + i);
    return 0;
}

// The two bytes of GBK for each code point of the BMP; 0: none.
class GbkTable {
public:
    GbkTable() : bytes_(0x10000, 0) {
        UErrorCode status = U_ZERO_ERROR;
        UConverter* gbk = ucnv_open("GBK", &status);
        if (U_FAILURE(status))
            return;
        for (unsigned lead = 0x81; lead <= 0xFE; ++lead)
            for (unsigned trail = 0x40; trail <= 0xFE; ++trail) {
                const char pair[2] = {static_cast<char>(lead), static_cast<char>(trail)};
                UChar units[4];
                status = U_ZERO_ERROR;
                const std::int32_t count = ucnv_toUChars(gbk, units, 4, pair, 2, &status);
                if (U_SUCCESS(status) && count == 1 && units[0] != 0xFFFD && units[0] >= 0x80)
                    bytes_[units[0]] = static_cast<std::uint16_t>(lead << 8 | trail);
            }
        ucnv_close(gbk);
    }
    std::uint16_t operator[](char32_t c) const { return c < 0x10000 ? bytes_[c] : 0; }
    // In GB 2312: the 6,763 usual characters, and punctuation.
    bool isUsual(char32_t c) const {
        const std::uint16_t both = (*this)[c];
        return (both >> 8) >= 0xA1 && (both & 0xFF) >= 0xA1;
    }

private:
    std::vector<std::uint16_t> bytes_;
};
const GbkTable& gbkTable() {
    static const GbkTable table;
    return table;
}

bool isLatin(char32_t c) {
    return isAsciiLetter(c) || (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7);
}

// What a repair may bring: what people write.
bool isLikely(char32_t c) {
    if (c < 0xA0 || hasProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
        return c == 0xAD || c == 0x200B || c == 0x200D || c == 0xFE0F || c == 0xFEFF;
    static constexpr struct {
        char32_t first, last;
    } ranges[] = {
        {0xA0,    0x17F  },
        {0x218,   0x21B  },
        {0x386,   0x3CE  },
        {0x400,   0x4FF  },
        {0x5D0,   0x5EA  },
        {0x60C,   0x6D3  },
        {0x900,   0xDFF  },
        {0xE01,   0xE5B  },
        {0x1EA0,  0x1EF9 },
        {0x2010,  0x203A },
        {0x20A0,  0x20BF },
        {0x2100,  0x27BF },
        {0x2B05,  0x2B55 },
        {0x3000,  0x30FF },
        {0x4E00,  0x9FFF },
        {0xAC00,  0xD7A3 },
        {0xFF01,  0xFFEE },
        {0x1F000, 0x1FAFF}
    };
    if ((categoryOf(c) & (U_GC_CN_MASK | U_GC_CO_MASK)) != 0)
        return false;
    for (const auto& range : ranges)
        if (c >= range.first && c <= range.last)
            return true;
    return false;
}

// A sequence of bytes that were read one by one.
struct Sequence {
    Span span;
    char32_t point;
};

class Line {
public:
    Line(std::string_view text, Span line) : text_(text), line_(line) {}

    // The sequences of the line, in order; none where anything is not sure.
    std::vector<Sequence> sequences() {
        for (std::size_t at = line_.begin; at < line_.end;) {
            if (isAscii(text_[at])) {
                ++at;
                continue;
            }
            if (!sequence(at))
                return {};
        }
        if (found_.size() == 1 && !isSureAlone(found_.front()))
            return {};
        for (const Sequence& one : found_)
            if (!fits(one))
                return {};
        return std::move(found_);
    }

private:
    bool sequence(std::size_t& at) {
        std::string bytes;
        const std::size_t begin = at;
        std::size_t need = 1;
        while (bytes.size() < need && at < line_.end) {
            const CodePoint point = codePointAt(text_, at);
            const unsigned char byte = westernByte(point.value);
            if (byte < 0x80)
                return false;
            if (bytes.empty())
                need = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
            bytes += static_cast<char>(byte);
            at += point.length;
        }
        if (bytes.size() < need || illFormedLength(bytes, 0) != 0)
            return false;
        const char32_t point = codePointAt(bytes, 0).value;
        found_.push_back({
            {begin, at},
            point
        });
        return isLikely(point);
    }

    char32_t before(const Sequence& one) const {
        std::size_t at = one.span.begin;
        if (at == line_.begin)
            return 0;
        do
            --at;
        while ((static_cast<unsigned char>(text_[at]) & 0xC0) == 0x80);
        return codePointAt(text_, at).value;
    }
    char32_t after(const Sequence& one) const {
        return one.span.end < line_.end ? codePointAt(text_, one.span.end).value : 0;
    }

    // Letters of other scripts do not follow Latin ones.
    bool fits(const Sequence& one) const {
        return !isLetter(one.point) || isLatin(one.point) || one.point == 0xAA ||
               one.point == 0xB5 || one.point == 0xBA ||
               !(isAsciiLetter(before(one)) || isAsciiLetter(after(one)));
    }

    bool isSureAlone(const Sequence& one) const {
        const char32_t left = before(one);
        const char32_t right = after(one);
        const bool lower = left >= 'a' && left <= 'z';
        const bool upper = left >= 'A' && left <= 'Z';
        if (one.point >= 0x2010 && one.point < 0x2800)
            return true; // "â€™", "â‚¬", "â„¢"
        if (one.point >= 0x10000)
            return true; // "ðŸ˜€"
        if (one.point < 0xC0)
            return !upper; // "Â£5", "20Â°C"
        if (one.point < 0x180)
            return lower || (!upper && right >= 'a' && right <= 'z');
        return false;
    }

    std::string_view text_;
    Span line_;
    std::vector<Sequence> found_;
};

bool isGbkResult(char32_t c) {
    return (c >= 0x4E00 && c <= 0x9FFF && gbkTable().isUsual(c)) || (c >= 0x3001 && c <= 0x3011) ||
           (c >= 0xFF01 && c <= 0xFF5E) || (c >= 0x3041 && c <= 0x30FC);
}

// Characters of two bytes in a row, as the UTF-8 that they are the bytes of; empty where they are
// not.
std::string readFromGbk(std::string_view run) {
    std::string bytes;
    for (std::size_t at = 0; at < run.size();) {
        const CodePoint point = codePointAt(run, at);
        const std::uint16_t both = gbkTable()[point.value];
        if (both == 0)
            return {};
        bytes += static_cast<char>(both >> 8);
        bytes += static_cast<char>(both & 0xFF);
        // Most Chinese texts end here, at their first character.
        if (at == 0 && (both >> 8) < 0xE3)
            return {};
        at += point.length;
    }
    if (!isValidUtf8(bytes))
        return {};
    std::size_t count = 0;
    for (std::size_t at = 0; at < bytes.size(); ++count) {
        const CodePoint point = codePointAt(bytes, at);
        if (!isGbkResult(point.value))
            return {};
        at += point.length;
    }
    return count >= 4 ? bytes : std::string();
}

void repairLine(Rewriter& text, Span line) {
    const std::string_view source = text.source();
    const std::vector<Sequence> sequences = Line(source, line).sequences();
    std::string out;
    for (const Sequence& one : sequences) {
        out.clear();
        appendUtf8(out, one.point);
        text.replace(one.span.begin, one.span.end, out);
    }
    if (!sequences.empty())
        return;
    for (std::size_t at = line.begin; at < line.end;) {
        if (isAscii(source[at])) {
            ++at;
            continue;
        }
        std::size_t end = at;
        while (end < line.end && !isAscii(source[end]))
            ++end;
        if (end - at >= 18)
            if (const std::string read = readFromGbk(source.substr(at, end - at)); !read.empty())
                text.replace(at, end, read);
        at = end;
    }
}

void repairPass(Rewriter& text) {
    const std::string_view source = text.source();
    for (std::size_t at = 0; at < source.size();) {
        const std::size_t end = std::min(source.find('\n', at), source.size());
        repairLine(text, {at, end});
        at = end + 1;
    }
}

class RepairEncoding final : public CleaningOperator {
public:
    // What was read wrong twice is repaired twice.
    bool apply(Rewriter& text) const override { return applyUntilStable(text, repairPass); }
};

} // namespace

CleaningEntry repairEncodingEntry() {
    return cleaningEntry<RepairEncoding>(
        {.key = "repair-encoding",
         .title = ATTUNE_TEXT("core", "Repair broken encoding"),
         .help = ATTUNE_TEXT("core", "Repairs lines that were read in the wrong encoding, such as "
                                     "cafÃ© or donâ€™t, where the repair is sure. Put it first.")});
}

} // namespace attune
