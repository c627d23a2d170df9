// SPDX-License-Identifier: GPL-3.0-or-later
// The bytes of a file, piece by piece. Internal to this room.
#pragma once

#include "base/files.h"

#include <fstream>
#include <stop_token>

namespace attune {

class FilePieces {
public:
    static constexpr std::size_t largePiece = std::size_t{256} << 10;
    static constexpr std::size_t smallPiece = std::size_t{64} << 10;

    // append() throws Cancelled when `stop` is asked for.
    explicit FilePieces(const fs::path& path, std::stop_token stop = {},
                        std::size_t piece = largePiece);

    // Appends the next piece to `bytes`; false at the end.
    bool append(std::string& bytes);
    // The next piece begins at this byte of the file.
    void seek(std::uint64_t position);
    std::uint64_t position() const { return position_; }
    std::uint64_t size() const { return size_; }

private:
    fs::path path_;
    std::stop_token stop_;
    std::size_t piece_;
    std::ifstream stream_;
    std::uint64_t position_ = 0;
    std::uint64_t size_ = 0;
};

} // namespace attune
