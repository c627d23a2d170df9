// SPDX-License-Identifier: GPL-3.0-or-later
// Text with origins, see the header.
#include "tokenizer/normalized_text.h"

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

NormalizedText::Rewriter::Rewriter(NormalizedText& text) : text_(text) {
    chars_.reserve(text.size() + text.size() / 2);
    origins_.reserve(text.size() + text.size() / 2);
}

void NormalizedText::Rewriter::replace(char32_t c) {
    chars_.push_back(c);
    origins_.push_back(text_.origins_[next_++]);
}

void NormalizedText::Rewriter::insert(char32_t c) {
    chars_.push_back(c);
    origins_.push_back(next_ == 0 ? ByteSpan{text_.start_, text_.start_}
                                  : text_.origins_[next_ - 1]);
}

void NormalizedText::Rewriter::finish() {
    text_.chars_ = std::move(chars_);
    text_.origins_ = std::move(origins_);
}

} // namespace attune
