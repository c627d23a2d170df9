// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/encoder.h"

#include "base/error.h"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

namespace attune {

TextEncoder::TextEncoder(const std::string& encoding, std::string where)
    : converter_(nullptr, ucnv_close), encoding_(encoding), where_(std::move(where)) {
    if (ucnv_compareNames(encoding.c_str(), "UTF-8") == 0)
        return;
    UErrorCode status = U_ZERO_ERROR;
    converter_.reset(ucnv_open(encoding.c_str(), &status));
    if (U_SUCCESS(status))
        ucnv_setFromUCallBack(converter_.get(), UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr,
                              nullptr, &status);
    if (U_FAILURE(status))
        throw UsageError(say(ATTUNE_TEXT("core", "The encoding “%1” is unknown."), encoding),
                         where_,
                         say(ATTUNE_TEXT("core", "Write auto, or a name like UTF-8, GB18030, Big5, "
                                                 "Shift_JIS or windows-1252.")));
}

TextEncoder::~TextEncoder() = default;

void TextEncoder::encode(std::string_view text, std::string& bytes) {
    if (!converter_) {
        bytes += text;
        return;
    }
    const icu::UnicodeString units = icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
    const UChar* source = units.getBuffer();
    const UChar* const end = source + units.length();
    char room[4096];
    UErrorCode status = U_BUFFER_OVERFLOW_ERROR;
    while (status == U_BUFFER_OVERFLOW_ERROR) {
        status = U_ZERO_ERROR;
        char* target = room;
        ucnv_fromUnicode(converter_.get(), &target, room + sizeof room, &source, end, nullptr,
                         false, &status);
        bytes.append(room, static_cast<std::size_t>(target - room));
    }
    if (U_SUCCESS(status))
        return;
    UChar lost[2];
    std::int8_t length = 2;
    status = U_ZERO_ERROR;
    ucnv_getInvalidUChars(converter_.get(), lost, &length, &status);
    std::string shown;
    icu::UnicodeString(lost, length).toUTF8String(shown);
    throw UsageError(
        say(ATTUNE_TEXT("core", "The encoding %1 has no character “%2”."), encoding_, shown),
        where_,
        say(ATTUNE_TEXT("core", "Write the file as UTF-8, and so those that are read in the same "
                                "encoding.")));
}

} // namespace attune
