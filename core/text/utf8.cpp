// SPDX-License-Identifier: GPL-3.0-or-later
// One decoder for all: it accepts exactly the sequences of table 3-7 of the Unicode Standard and
// says how long the maximal ill-formed part is otherwise.
#include "text/utf8.h"

#include <cstdint>
#include <cstring>

namespace attune {
namespace {

constexpr char32_t replacement = 0xFFFD;

struct Step {
    char32_t value = replacement;
    std::size_t length = 1;
    bool valid = false;
};

bool isContinuation(unsigned char byte) { return (byte & 0xC0) == 0x80; }

// The sequence at `p`, before `end`; p < end.
Step decode(const unsigned char* p, const unsigned char* end) {
    const unsigned char lead = *p;
    if (lead < 0x80)
        return {lead, 1, true};
    std::size_t need = 0;
    unsigned char low = 0x80; // bounds of the second byte
    unsigned char high = 0xBF;
    char32_t value = 0;
    if (lead >= 0xC2 && lead <= 0xDF) {
        need = 1;
        value = lead & 0x1F;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
        need = 2;
        value = lead & 0x0F;
        if (lead == 0xE0)
            low = 0xA0; // else overlong
        else if (lead == 0xED)
            high = 0x9F; // else a surrogate
    } else if (lead >= 0xF0 && lead <= 0xF4) {
        need = 3;
        value = lead & 0x07;
        if (lead == 0xF0)
            low = 0x90; // else overlong
        else if (lead == 0xF4)
            high = 0x8F; // else above U+10FFFF
    } else {
        return {};
    }
    for (std::size_t i = 1; i <= need; ++i) {
        if (p + i == end || p[i] < low || p[i] > high)
            return {replacement, i, false};
        value = (value << 6) | (p[i] & 0x3F);
        low = 0x80;
        high = 0xBF;
    }
    return {value, need + 1, true};
}

const unsigned char* bytesOf(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

// The first byte at or after `at` that isn't ASCII; whole words first, since most text is ASCII.
std::size_t skipAscii(std::string_view text, std::size_t at) {
    while (at + 8 <= text.size()) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + at, 8);
        if (word & 0x8080808080808080u)
            break;
        at += 8;
    }
    while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80)
        ++at;
    return at;
}

} // namespace

CodePoint codePointAt(std::string_view text, std::size_t at) {
    if (at >= text.size())
        return {};
    const Step step = decode(bytesOf(text) + at, bytesOf(text) + text.size());
    return {step.value, step.length};
}

void appendUtf8(std::string& out, char32_t codePoint) {
    if (codePoint > 0x10FFFF || (codePoint >= 0xD800 && codePoint <= 0xDFFF))
        codePoint = replacement;
    if (codePoint < 0x80) {
        out += static_cast<char>(codePoint);
    } else if (codePoint < 0x800) {
        out += static_cast<char>(0xC0 | (codePoint >> 6));
        out += static_cast<char>(0x80 | (codePoint & 0x3F));
    } else if (codePoint < 0x10000) {
        out += static_cast<char>(0xE0 | (codePoint >> 12));
        out += static_cast<char>(0x80 | ((codePoint >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (codePoint & 0x3F));
    } else {
        out += static_cast<char>(0xF0 | (codePoint >> 18));
        out += static_cast<char>(0x80 | ((codePoint >> 12) & 0x3F));
        out += static_cast<char>(0x80 | ((codePoint >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (codePoint & 0x3F));
    }
}

std::u32string toUtf32(std::string_view text) {
    std::u32string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = codePointAt(text, at);
        out += point.value;
        at += point.length;
    }
    return out;
}

std::string toUtf8(std::u32string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char32_t point : text)
        appendUtf8(out, point);
    return out;
}

Utf8Run scanUtf8(std::string_view text) {
    Utf8Run run;
    const unsigned char* const end = bytesOf(text) + text.size();
    while (true) {
        if (run.length < text.size() && static_cast<unsigned char>(text[run.length]) < 0x80)
            run.length = skipAscii(text, run.length);
        if (run.length == text.size())
            return run;
        const Step step = decode(bytesOf(text) + run.length, end);
        if (!step.valid)
            return run;
        run.length += step.length;
        ++(step.length == 2 ? run.shortSequences : run.longSequences);
    }
}

std::size_t validUtf8Prefix(std::string_view text) { return scanUtf8(text).length; }

bool isValidUtf8(std::string_view text) { return validUtf8Prefix(text) == text.size(); }

std::size_t illFormedLength(std::string_view text, std::size_t at) {
    const Step step = decode(bytesOf(text) + at, bytesOf(text) + text.size());
    return step.valid ? 0 : step.length;
}

bool isTruncatedUtf8(std::string_view text, std::size_t at) {
    if (at >= text.size() || text.size() - at > 3)
        return false;
    const Step step = decode(bytesOf(text) + at, bytesOf(text) + text.size());
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t whole = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    return !step.valid && lead >= 0xC2 && lead <= 0xF4 && step.length == text.size() - at &&
           step.length < whole;
}

std::string repairUtf8(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size());
    while (true) {
        const std::size_t valid = validUtf8Prefix(bytes);
        out += bytes.substr(0, valid);
        if (valid == bytes.size())
            return out;
        out += "\xEF\xBF\xBD";
        bytes.remove_prefix(valid + illFormedLength(bytes, valid));
    }
}

std::size_t countCodePoints(std::string_view text) {
    std::size_t count = 0;
    for (const char byte : text)
        count += !isContinuation(static_cast<unsigned char>(byte));
    return count;
}

} // namespace attune
