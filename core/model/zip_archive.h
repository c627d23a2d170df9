// SPDX-License-Identifier: GPL-3.0-or-later
// Zip archives as torch.save() writes them: stored, not compressed (so none can unfold), one disk,
// zip64 where needed. Everything is checked against the file: entries lie inside it, before the
// central directory, without overlap; local headers say what the directory says; a name stands
// once.
//
// Layout: PKWARE's APPNOTE.TXT 6.3.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace attune {

class ZipArchive {
public:
    struct Entry {
        std::string_view name;
        std::uint64_t offset = 0; // of the content, in the archive
        std::uint64_t size = 0;
        std::uint32_t checksum = 0; // CRC-32
    };

    // `bytes` must outlive it; errors name `where`.
    ZipArchive(std::string_view bytes, std::string where);

    const std::vector<Entry>& entries() const { return entries_; } // by name
    const Entry* find(std::string_view name) const;
    // Throws where the CRC-32 is wrong. An entry whose checksum is given as 0 is not checked:
    // torch writes that on request.
    void check(const Entry& entry) const;
    std::string_view content(const Entry& entry) const {
        return bytes_.substr(entry.offset, entry.size);
    }

private:
    class Reader;

    std::string_view bytes_;
    std::string where_;
    std::vector<Entry> entries_;
};

} // namespace attune
