// SPDX-License-Identifier: GPL-3.0-or-later
// Base 64, three bytes at a time.
#include "tokenizer/base64.h"

#include <algorithm>
#include <cstdint>

namespace attune {

std::string toBase64(std::string_view bytes) {
    static constexpr char kLetters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const std::size_t count = std::min<std::size_t>(3, bytes.size() - at);
        std::uint32_t bits = 0;
        for (std::size_t i = 0; i < 3; ++i)
            bits = bits << 8 | (i < count ? static_cast<unsigned char>(bytes[at + i]) : 0u);
        for (std::size_t i = 0; i < 4; ++i)
            text += i <= count ? kLetters[bits >> (18 - 6 * i) & 63] : '=';
    }
    return text;
}

std::optional<std::string> fromBase64(std::string_view text) {
    if (text.size() % 4 != 0)
        return std::nullopt;
    std::string bytes;
    bytes.reserve(text.size() / 4 * 3);
    std::size_t padding = 0;
    for (std::size_t at = 0; at < text.size(); at += 4) {
        std::uint32_t bits = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            const char c = text[at + i];
            const bool isPadding = c == '=' && at + 4 == text.size() && i >= 2;
            const int value = c >= 'A' && c <= 'Z'   ? c - 'A'
                              : c >= 'a' && c <= 'z' ? c - 'a' + 26
                              : c >= '0' && c <= '9' ? c - '0' + 52
                              : c == '+'             ? 62
                              : c == '/'             ? 63
                                                     : -1;
            if (isPadding)
                ++padding;
            else if (value < 0 || padding > 0)
                return std::nullopt;
            bits = bits << 6 | static_cast<std::uint32_t>(isPadding ? 0 : value);
        }
        for (const int shift : {16, 8, 0})
            bytes += static_cast<char>(bits >> shift & 0xFF);
    }
    bytes.resize(bytes.size() - padding);
    return bytes;
}

} // namespace attune
