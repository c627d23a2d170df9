// SPDX-License-Identifier: GPL-3.0-or-later
// The search in the double array, and clusters of characters.
#include "tokenizer/charsmap.h"

#include "base/error.h"
#include "text/utf8.h"
#include "tokenizer/grapheme.h"

#include <cstring>

namespace attune {
namespace {

[[noreturn]] void throwDamaged(const std::string& where) {
    throw Error(
        say(ATTUNE_TEXT("core", "The table of character replacements (precompiled_charsmap) "
                                "is damaged.")),
        where, say(ATTUNE_TEXT("core", "Download the model again.")));
}

// A table takes some twelve times its bytes in memory; those of models have less than 1 MB.
constexpr std::size_t kLargest = std::size_t{16} << 20;

// Parts of a unit of the double array.
bool hasLeaf(std::uint32_t unit) { return unit >> 8 & 1; }
std::uint32_t valueOf(std::uint32_t unit) { return unit & 0x7FFFFFFF; }
std::uint32_t labelOf(std::uint32_t unit) { return unit & 0x800000FF; }
std::uint32_t offsetOf(std::uint32_t unit) { return (unit >> 10) << ((unit & 0x200) >> 6); }

} // namespace

Charsmap::Charsmap(std::string_view bytes, const std::string& where) {
    asciiChanges_.resize(128);
    if (bytes.empty())
        return;
    std::uint32_t length = 0;
    if (bytes.size() < 4 || bytes.size() > kLargest)
        throwDamaged(where);
    std::memcpy(&length, bytes.data(), 4); // the machines we build for are little-endian
    if (length == 0 || length % 1024 != 0 || length > bytes.size() - 4) // blocks of 256 units
        throwDamaged(where);
    units_.resize(length / 4);
    std::memcpy(units_.data(), bytes.data() + 4, length);
    const std::string_view list = bytes.substr(4 + length);
    if (!isValidUtf8(list) || list.empty() || list.back() != 0)
        throwDamaged(where);
    for (std::size_t i = 0; i < units_.size(); ++i) {
        const std::uint32_t unit = units_[i];
        const bool isLeaf = unit >> 31;
        const std::size_t farthest = (i ^ offsetOf(unit)) | 0xFF;
        if (isLeaf ? valueOf(unit) >= list.size() : farthest >= units_.size())
            throwDamaged(where);
        if (!isLeaf && hasLeaf(unit) && !(units_[i ^ offsetOf(unit)] >> 31))
            throwDamaged(where);
    }
    begins_.resize(list.size() + 1);
    ends_.resize(list.size() + 1);
    for (std::size_t at = 0; at < list.size();) {
        const CodePoint point = codePointAt(list, at);
        for (std::size_t i = 0; i < point.length; ++i)
            begins_[at + i] = static_cast<std::uint32_t>(replacements_.size());
        if (point.value != 0)
            replacements_ += point.value;
        at += point.length;
    }
    begins_[list.size()] = ends_[list.size()] = static_cast<std::uint32_t>(replacements_.size());
    for (std::size_t at = list.size(); at-- > 0;)
        ends_[at] = list[at] == 0 ? begins_[at] : ends_[at + 1];
    for (std::size_t c = 0; c < asciiChanges_.size(); ++c) {
        const char key = static_cast<char>(c);
        asciiChanges_[c] = find(std::string_view(&key, 1)).has_value();
    }
}

std::optional<std::u32string_view> Charsmap::find(std::string_view key) const {
    if (units_.empty())
        return std::nullopt;
    std::uint32_t at = offsetOf(units_[0]);
    for (const char c : key) {
        const auto byte = static_cast<unsigned char>(c);
        at ^= byte;
        if (byte == 0 || at >= units_.size() || labelOf(units_[at]) != byte)
            return std::nullopt;
        const std::uint32_t unit = units_[at];
        at ^= offsetOf(unit);
        if (!hasLeaf(unit))
            continue;
        if (at >= units_.size())
            return std::nullopt;
        const std::uint32_t place = valueOf(units_[at]);
        if (place >= begins_.size())
            return std::nullopt;
        return std::u32string_view(replacements_)
            .substr(begins_[place], ends_[place] - begins_[place]);
    }
    return std::nullopt;
}

void Charsmap::apply(NormalizedText& text) const {
    const std::u32string& chars = text.chars();
    struct Written {
        char32_t value;
        std::ptrdiff_t change;
    };
    thread_local std::vector<Written> written;
    written.clear();
    bool changed = false;
    std::string bytes;
    const auto keep = [](char32_t c) { written.push_back({c, 0}); };
    const auto writeInstead = [&](std::u32string_view norm, std::size_t old) {
        changed = true;
        const auto dropped = static_cast<std::ptrdiff_t>(old);
        if (norm.empty() && !written.empty())
            written.back().change -= dropped;
        for (std::size_t i = 0; i < norm.size(); ++i)
            written.push_back({norm[i], i < old ? 0 : 1});
        if (!norm.empty() && norm.size() < old)
            written.back().change = static_cast<std::ptrdiff_t>(norm.size()) - dropped;
    };
    for (std::size_t begin = 0; begin < chars.size();) {
        const char32_t c = chars[begin];
        const char32_t next = begin + 1 < chars.size() ? chars[begin + 1] : U' ';
        if (c < 0x80 && next < 0x80 && c != U'\r' && !asciiChanges_[c]) {
            keep(c);
            ++begin;
            continue;
        }
        const std::size_t end = clusterEnd(chars, begin);
        bytes.clear();
        for (std::size_t i = begin; i < end && bytes.size() < 6; ++i)
            appendUtf8(bytes, chars[i]);
        if (end - begin > 1 && bytes.size() < 6)
            if (const auto norm = find(bytes)) {
                writeInstead(*norm, end - begin);
                begin = end;
                continue;
            }
        for (; begin < end; ++begin) {
            bytes.clear();
            appendUtf8(bytes, chars[begin]);
            if (const auto norm = find(bytes))
                writeInstead(*norm, 1);
            else
                keep(chars[begin]);
        }
    }
    if (!changed)
        return;
    NormalizedText::Rewriter rewriter(text);
    for (const Written& one : written)
        rewriter.write(one.value, one.change);
    rewriter.finish();
}

} // namespace attune
