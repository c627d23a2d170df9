// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/text_lines.h"

#include <algorithm>

namespace attune {

bool TextLines::next() {
    text_.clear();
    start_ = pieceStart_ + at_;
    bool any = false;
    while (true) {
        if (at_ == piece_.size()) {
            pieceStart_ += piece_.size();
            at_ = 0;
            if (!file_.read(piece_)) {
                piece_.clear();
                break;
            }
        }
        any = true;
        const std::size_t end = std::min(piece_.find('\n', at_), piece_.size());
        text_.append(piece_, at_, end - at_);
        at_ = end;
        if (text_.size() > maxRowBytes)
            throwRowTooLong(path_, line_ + 1);
        if (end < piece_.size()) {
            ++at_;
            break;
        }
    }
    line_ += any;
    return any;
}

void TextLines::seek(std::uint64_t start, std::uint32_t line) {
    piece_.clear();
    at_ = 0;
    pieceStart_ = start;
    line_ = line - 1;
    file_.seek(start);
}

} // namespace attune
