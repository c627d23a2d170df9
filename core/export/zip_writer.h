// SPDX-License-Identifier: GPL-3.0-or-later
// Zip archives as numpy.savez() writes them: stored, not compressed; zip64 for every entry, so that
// none is too large. ZipArchive reads them. Layout: PKWARE's APPNOTE.TXT 6.3.
#pragma once

#include "base/files.h"

#include <vector>

namespace attune {

class ZipWriter {
public:
    explicit ZipWriter(FileWriter& file) : file_(file) {}

    // The content is `head` and then `body`, so that a tensor need not be copied behind its header.
    void add(const std::string& name, std::string_view head, std::span<const std::byte> body = {});
    // Writes the directory. Nothing is added afterwards.
    void finish();

private:
    struct Entry {
        std::string name;
        std::uint32_t checksum = 0;
        std::uint64_t size = 0;
        std::uint64_t start = 0; // of its local header
    };
    FileWriter& file_;
    std::vector<Entry> entries_;
};

} // namespace attune
