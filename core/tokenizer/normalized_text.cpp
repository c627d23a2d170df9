// SPDX-License-Identifier: GPL-3.0-or-later
// Text with origins, see the header.
#include "tokenizer/normalized_text.h"

#include "base/error.h"
#include "text/utf8.h"

namespace attune {

NormalizedText::NormalizedText(std::string_view text, std::uint32_t start) : start_(start) {
    chars_.reserve(text.size());
    origins_.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto byte = static_cast<unsigned char>(text[at]);
        const CodePoint point = byte < 0x80 ? CodePoint{byte, 1} : codePointAt(text, at);
        const auto begin = start + static_cast<std::uint32_t>(at);
        chars_.push_back(point.value);
        origins_.emplace_back(begin, begin + static_cast<std::uint32_t>(point.length));
        at += point.length;
    }
}

void NormalizedText::crop(CharRange range) {
    chars_ = chars_.substr(range.begin, range.end - range.begin);
    origins_.erase(origins_.begin() + static_cast<std::ptrdiff_t>(range.end), origins_.end());
    origins_.erase(origins_.begin(), origins_.begin() + static_cast<std::ptrdiff_t>(range.begin));
}

NormalizedText NormalizedText::part(CharRange range) const {
    NormalizedText result;
    const auto begin = static_cast<std::ptrdiff_t>(range.begin);
    const auto end = static_cast<std::ptrdiff_t>(range.end);
    result.chars_.assign(chars_.begin() + begin, chars_.begin() + end);
    result.origins_.assign(origins_.begin() + begin, origins_.begin() + end);
    result.start_ = range.begin < range.end ? origins_[range.begin].first : start_;
    return result;
}

namespace {
// No form of Unicode makes 20 code points of one; expressions of real tokenizers make a few.
constexpr std::size_t kMostGrowth = 64;
constexpr std::size_t kAlwaysRoom = 1 << 16;
} // namespace

NormalizedText::Rewriter::Rewriter(NormalizedText& text)
    : text_(text),
      most_(kAlwaysRoom +
            kMostGrowth * (text.origins_.empty() ? 0 : text.origins_.back().second - text.start_)) {
    chars_.reserve(text.size() + text.size() / 2);
    origins_.reserve(text.size() + text.size() / 2);
}

void NormalizedText::Rewriter::replace(char32_t c, std::size_t dropped) {
    if (next_ >= text_.size())
        return insert(c);
    append(c, text_.origins_[next_]);
    drop(1 + dropped);
}

void NormalizedText::Rewriter::append(char32_t c, ByteSpan origin) {
    if (chars_.size() >= most_)
        throw Error(
            say(ATTUNE_TEXT("core", "The normalizer of the tokenizer makes a text more than "
                                    "%1 times as long."),
                kMostGrowth),
            {},
            say(ATTUNE_TEXT("core", "The tokenizer is damaged or made to do harm. Choose "
                                    "another model.")));
    chars_.push_back(c);
    origins_.push_back(origin);
}

void NormalizedText::Rewriter::insert(char32_t c) {
    if (next_ > wordStart_)
        return append(c, text_.origins_[next_ - 1]);
    const std::uint32_t at =
        next_ > 0 && next_ < text_.size() ? text_.origins_[next_].first : text_.start_;
    append(c, {at, at});
}

void NormalizedText::Rewriter::drop(std::size_t count) {
    next_ = count < text_.size() - next_ ? next_ + count : text_.size();
}

void NormalizedText::Rewriter::startWord(std::size_t at) { next_ = wordStart_ = at; }

void NormalizedText::Rewriter::finish() {
    text_.chars_ = std::move(chars_);
    text_.origins_ = std::move(origins_);
}

} // namespace attune
