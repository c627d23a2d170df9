// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/decoder.h"

#include "base/error.h"
#include "text/encoding.h"
#include "text/utf8.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>

#include <algorithm>

namespace attune {
namespace {

constexpr std::size_t linesToName = 10;

// Whatever the converter cannot map becomes one U+FFFD.
void replaceBadBytes(const void* context, UConverterToUnicodeArgs* args, const char*, std::int32_t,
                     UConverterCallbackReason reason, UErrorCode* status) {
    if (reason > UCNV_IRREGULAR) // reset, close, clone
        return;
    ++*static_cast<std::uint64_t*>(const_cast<void*>(context));
    static constexpr UChar replacement = 0xFFFD;
    *status = U_ZERO_ERROR;
    ucnv_cbToUWriteUChars(args, &replacement, 1, 0, status);
}

} // namespace

bool isKnownEncoding(const std::string& name) {
    if (name.empty())
        return false;
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, void (*)(UConverter*)> converter(
        ucnv_open(name.c_str(), &status), ucnv_close);
    return U_SUCCESS(status);
}

TextDecoder::TextDecoder(const std::string& encoding, std::size_t mark, std::string where)
    : converter_(nullptr, ucnv_close), mark_(mark), where_(std::move(where)) {
    if (ucnv_compareNames(encoding.c_str(), "UTF-8") == 0)
        return;
    UErrorCode status = U_ZERO_ERROR;
    converter_.reset(ucnv_open(encoding.c_str(), &status));
    if (U_SUCCESS(status))
        countReplaced();
    else
        throw UsageError(say(ATTUNE_TEXT("core", "The encoding “%1” is unknown."), encoding),
                         where_,
                         say(ATTUNE_TEXT("core", "Write auto, or a name like UTF-8, GB18030, Big5, "
                                                 "Shift_JIS or windows-1252.")));
}

TextDecoder::~TextDecoder() = default;

// The converter's replacements count in this object.
void TextDecoder::countReplaced() {
    UErrorCode status = U_ZERO_ERROR;
    ucnv_setToUCallBack(converter_.get(), replaceBadBytes, &replaced_, nullptr, nullptr, &status);
    if (U_FAILURE(status))
        throw Error(
            say(ATTUNE_TEXT("core", "The text cannot be converted: %1."), u_errorName(status)),
            where_, say(ATTUNE_TEXT("core", "Save the file anew as UTF-8, or set its encoding.")));
}

TextDecoder::State TextDecoder::state() const {
    State state{nullptr, mark_, rest_, waiting_};
    if (converter_) {
        UErrorCode status = U_ZERO_ERROR;
        state.converter.reset(ucnv_clone(converter_.get(), &status), ucnv_close);
    }
    return state;
}

void TextDecoder::restore(const State& state) {
    mark_ = state.mark;
    rest_ = state.rest;
    waiting_ = state.waiting;
    if (!state.converter)
        return;
    UErrorCode status = U_ZERO_ERROR;
    converter_.reset(ucnv_clone(state.converter.get(), &status));
    countReplaced();
}

void TextDecoder::decode(std::string_view bytes, bool last, std::string& text) {
    const std::size_t skip = std::min(mark_, bytes.size());
    bytes.remove_prefix(skip);
    mark_ -= skip;
    if (converter_)
        decodeOther(bytes, last, text);
    else
        decodeUtf8(bytes, last, text);
}

void TextDecoder::countLines(std::string_view text) {
    // Most files have no returns: then it is a count that the compiler makes wide.
    if (!afterReturn_ && text.find('\r') == text.npos) {
        line_ += static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
        return;
    }
    for (const char c : text) {
        line_ += c == '\r' || (c == '\n' && !afterReturn_);
        afterReturn_ = c == '\r';
    }
}

void TextDecoder::noteLine() {
    if (replacedLines_.size() < linesToName &&
        (replacedLines_.empty() || replacedLines_.back() != line_))
        replacedLines_.push_back(line_);
}

void TextDecoder::decodeUtf8(std::string_view bytes, bool last, std::string& text) {
    std::string joined;
    if (!rest_.empty()) {
        joined = rest_;
        joined += bytes;
        rest_.clear();
        bytes = joined;
    }
    while (true) {
        const std::size_t valid = validUtf8Prefix(bytes);
        countLines(bytes.substr(0, valid));
        text += bytes.substr(0, valid);
        bytes.remove_prefix(valid);
        if (bytes.empty())
            return;
        if (!last && isTruncatedUtf8(bytes, 0)) {
            rest_ = bytes;
            return;
        }
        ++replaced_;
        noteLine();
        text += "\xEF\xBF\xBD";
        bytes.remove_prefix(illFormedLength(bytes, 0));
    }
}

void TextDecoder::decodeOther(std::string_view bytes, bool last, std::string& text) {
    const std::uint64_t before = replaced_;
    // No byte gives more than a few units, and the converter can be called again.
    units_.resize(std::max<std::size_t>(4096, bytes.size() + 64));
    const char* source = bytes.data();
    const char* const end = source + bytes.size();
    const std::size_t start = text.size();
    UErrorCode status = U_BUFFER_OVERFLOW_ERROR;
    while (status == U_BUFFER_OVERFLOW_ERROR) {
        status = U_ZERO_ERROR;
        UChar* target = units_.data();
        ucnv_toUnicode(converter_.get(), &target, units_.data() + units_.size(), &source, end,
                       nullptr, last, &status);
        for (const UChar* unit = units_.data(); unit != target; ++unit) {
            const char16_t u = *unit;
            if (waiting_ != 0) {
                const char16_t high = waiting_;
                waiting_ = 0;
                if (u >= 0xDC00 && u <= 0xDFFF) {
                    appendUtf8(text, 0x10000 + ((char32_t{high} - 0xD800) << 10) + (u - 0xDC00));
                    continue;
                }
                appendUtf8(text, 0xFFFD);
            }
            if (u >= 0xD800 && u <= 0xDBFF)
                waiting_ = u;
            else if (u < 0x80)
                text += static_cast<char>(u);
            else
                appendUtf8(text, u);
        }
    }
    if (U_FAILURE(status))
        throw Error(
            say(ATTUNE_TEXT("core", "The text cannot be converted: %1."), u_errorName(status)),
            where_, say(ATTUNE_TEXT("core", "Save the file anew as UTF-8, or set its encoding.")));
    if (last && waiting_ != 0)
        appendUtf8(text, 0xFFFD);
    std::string_view piece = std::string_view(text).substr(start);
    while (replaced_ > before) {
        const std::size_t at = piece.find("\xEF\xBF\xBD");
        if (at == piece.npos)
            break;
        countLines(piece.substr(0, at));
        noteLine();
        piece.remove_prefix(at + 3);
    }
    countLines(piece);
}

} // namespace attune
