// SPDX-License-Identifier: GPL-3.0-or-later
// UTF-8 as bytes of another encoding, piece by piece.
#pragma once

#include <memory>
#include <string>
#include <string_view>

struct UConverter;

namespace attune {

class TextEncoder {
public:
    // `encoding`: an ICU name; an unknown one is a UsageError. `where` names the target in errors.
    TextEncoder(const std::string& encoding, std::string where);
    ~TextEncoder();

    // Appends the bytes of `text`, which is valid UTF-8, to `bytes`. A character that the encoding
    // lacks is a UsageError that names it.
    void encode(std::string_view text, std::string& bytes);

private:
    std::unique_ptr<UConverter, void (*)(UConverter*)> converter_; // null: UTF-8
    std::string encoding_;
    std::string where_;
};

} // namespace attune
