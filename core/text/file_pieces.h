// SPDX-License-Identifier: GPL-3.0-or-later
// The bytes of a file, piece by piece. Internal to this room.
#pragma once

#include "base/files.h"

#include <fstream>
#include <stop_token>

namespace attune {

class FilePieces {
public:
    // append() throws Cancelled when `stop` is asked for.
    explicit FilePieces(const fs::path& path, std::stop_token stop = {});

    // Appends the next piece (256 KiB at most) to `bytes`; false at the end.
    bool append(std::string& bytes);
    std::uint64_t position() const { return position_; }
    std::uint64_t size() const { return size_; }

private:
    fs::path path_;
    std::stop_token stop_;
    std::ifstream stream_;
    std::uint64_t position_ = 0;
    std::uint64_t size_ = 0;
};

} // namespace attune
