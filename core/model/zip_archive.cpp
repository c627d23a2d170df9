// SPDX-License-Identifier: GPL-3.0-or-later
// Two readers of one archive must not see two things in it (a directory that is found in different
// places, a name twice, entries within entries): whatever could be read in two ways is refused.
#include "model/zip_archive.h"

#include "base/error.h"

#include <zlib.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace attune {

namespace {

constexpr std::size_t maxEntries = 200'000;
constexpr std::size_t maxName = 1024;

constexpr std::uint32_t localMark = 0x04034b50;
constexpr std::uint32_t directoryMark = 0x02014b50;
constexpr std::uint32_t endMark = 0x06054b50;
constexpr std::uint32_t wideEndMark = 0x06064b50;
constexpr std::uint32_t wideLocatorMark = 0x07064b50;

constexpr std::uint32_t folderMark = 0x10; // of MS-DOS, in the external attributes
constexpr unsigned sizesFollow = 1u << 3;  // in the local header they are 0
// Encrypted, patched, strongly encrypted, masked.
constexpr unsigned unreadable = 1u << 0 | 1u << 5 | 1u << 6 | 1u << 13;

template <class T> T numberAt(std::string_view bytes, std::size_t at) {
    T value = 0;
    std::memcpy(&value, bytes.data() + at, sizeof value);
    return value;
}

struct Header {
    ZipArchive::Entry entry;
    std::uint64_t start = 0; // of the local header
    unsigned flags = 0;
};

} // namespace

class ZipArchive::Reader {
public:
    Reader(std::string_view bytes, const std::string& where) : bytes_(bytes), where_(where) {}

    std::vector<Entry> read() {
        findDirectory();
        std::vector<Header> headers;
        std::uint64_t at = directory_;
        for (std::uint64_t i = 0; i < count_; ++i)
            headers.push_back(nextHeader(at));
        require(at == directory_ + length_);

        std::sort(headers.begin(), headers.end(),
                  [](const Header& a, const Header& b) { return a.start < b.start; });
        std::uint64_t end = 0;
        std::vector<Entry> entries;
        for (Header& header : headers) {
            require(header.start >= end);
            end = locate(header);
            entries.push_back(header.entry);
        }
        std::sort(entries.begin(), entries.end(),
                  [](const Entry& a, const Entry& b) { return a.name < b.name; });
        const auto twice =
            std::adjacent_find(entries.begin(), entries.end(),
                               [](const Entry& a, const Entry& b) { return a.name == b.name; });
        require(twice == entries.end());
        return entries;
    }

private:
    void require(bool holds) const {
        if (!holds)
            throw Error(say(ATTUNE_TEXT("core", "The zip archive is damaged or made to mislead.")),
                        where_, say(ATTUNE_TEXT("core", "Fetch the file again.")));
    }

    // Whether [at, at + size) lies before `end`.
    static bool fits(std::uint64_t at, std::uint64_t size, std::uint64_t end) {
        return at <= end && size <= end - at;
    }

    // The directory must end where its end record begins, and that at the end of the file: torch
    // writes no comment.
    void findDirectory() {
        require(bytes_.size() >= 22 && numberAt<std::uint32_t>(bytes_, 0) == localMark);
        std::size_t end = bytes_.size() - 22;
        require(numberAt<std::uint32_t>(bytes_, end) == endMark);
        require(numberAt<std::uint16_t>(bytes_, end + 20) == 0);
        require(numberAt<std::uint16_t>(bytes_, end + 4) == 0 &&
                numberAt<std::uint16_t>(bytes_, end + 6) == 0);
        count_ = numberAt<std::uint16_t>(bytes_, end + 10);
        require(count_ == numberAt<std::uint16_t>(bytes_, end + 8));
        length_ = numberAt<std::uint32_t>(bytes_, end + 12);
        directory_ = numberAt<std::uint32_t>(bytes_, end + 16);
        if (end >= 20 + 56 && numberAt<std::uint32_t>(bytes_, end - 20) == wideLocatorMark) {
            const std::size_t wide = end - 20 - 56;
            require(numberAt<std::uint32_t>(bytes_, end - 16) == 0 &&
                    numberAt<std::uint64_t>(bytes_, end - 12) == wide &&
                    numberAt<std::uint32_t>(bytes_, end - 4) == 1);
            require(numberAt<std::uint32_t>(bytes_, wide) == wideEndMark &&
                    numberAt<std::uint64_t>(bytes_, wide + 4) == 44);
            require(numberAt<std::uint32_t>(bytes_, wide + 16) == 0 &&
                    numberAt<std::uint32_t>(bytes_, wide + 20) == 0);
            const auto same = [](std::uint64_t narrow, std::uint64_t most, std::uint64_t value) {
                return narrow == most || narrow == value;
            };
            const auto count = numberAt<std::uint64_t>(bytes_, wide + 32);
            const auto length = numberAt<std::uint64_t>(bytes_, wide + 40);
            const auto directory = numberAt<std::uint64_t>(bytes_, wide + 48);
            require(count == numberAt<std::uint64_t>(bytes_, wide + 24));
            require(same(count_, 0xFFFF, count) && same(length_, 0xFFFFFFFF, length) &&
                    same(directory_, 0xFFFFFFFF, directory));
            count_ = count;
            length_ = length;
            directory_ = directory;
            end = wide;
        }
        require(fits(directory_, length_, end) && directory_ + length_ == end);
        require(count_ <= maxEntries);
    }

    // An entry of the central directory; `at` moves behind it.
    Header nextHeader(std::uint64_t& at) const {
        const std::uint64_t end = directory_ + length_;
        require(fits(at, 46, end) && numberAt<std::uint32_t>(bytes_, at) == directoryMark);
        Header header;
        header.flags = numberAt<std::uint16_t>(bytes_, at + 8);
        require((header.flags & unreadable) == 0);
        if (numberAt<std::uint16_t>(bytes_, at + 10) != 0)
            throw Error(say(ATTUNE_TEXT("core", "The zip archive is compressed; torch.save() "
                                                "writes it uncompressed.")),
                        where_,
                        say(ATTUNE_TEXT("core", "Unpack it and pack it again without compression "
                                                "(zip -0), or fetch the original file.")));
        header.entry.checksum = numberAt<std::uint32_t>(bytes_, at + 16);
        std::uint64_t stored = numberAt<std::uint32_t>(bytes_, at + 20);
        header.entry.size = numberAt<std::uint32_t>(bytes_, at + 24);
        const std::size_t nameLength = numberAt<std::uint16_t>(bytes_, at + 28);
        const std::size_t extraLength = numberAt<std::uint16_t>(bytes_, at + 30);
        const std::size_t commentLength = numberAt<std::uint16_t>(bytes_, at + 32);
        require(numberAt<std::uint16_t>(bytes_, at + 34) == 0);
        header.start = numberAt<std::uint32_t>(bytes_, at + 42);
        require(fits(at + 46, nameLength + extraLength + commentLength, end));
        header.entry.name = bytes_.substr(at + 46, nameLength);
        require(nameLength > 0 && nameLength <= maxName &&
                header.entry.name.find('\0') == std::string_view::npos);

        // zip64: the fields that did not fit, in this order.
        const std::string_view extra = bytes_.substr(at + 46 + nameLength, extraLength);
        bool widened = false;
        for (std::size_t part = 0; part < extra.size();) {
            require(fits(part, 4, extra.size()));
            const auto kind = numberAt<std::uint16_t>(extra, part);
            const std::size_t size = numberAt<std::uint16_t>(extra, part + 2);
            require(fits(part + 4, size, extra.size()));
            if (kind == 1) {
                require(!std::exchange(widened, true));
                std::size_t field = part + 4;
                for (std::uint64_t* value : {&header.entry.size, &stored, &header.start})
                    if (*value == 0xFFFFFFFF) {
                        require(fits(field, 8, part + 4 + size));
                        *value = numberAt<std::uint64_t>(extra, field);
                        field += 8;
                    }
            }
            part += 4 + size;
        }
        require(stored == header.entry.size);
        // torch's reader (miniz) takes entries of either mark for folders and reads nothing of
        // them.
        const bool folder = header.entry.name.ends_with('/') ||
                            (numberAt<std::uint32_t>(bytes_, at + 38) & folderMark) != 0;
        require(!folder || header.entry.size == 0);
        at += 46 + nameLength + extraLength + commentLength;
        return header;
    }

    // Reads the local header: fills in where the content lies; gives where it ends.
    std::uint64_t locate(Header& header) const {
        const std::uint64_t at = header.start;
        require(fits(at, 30, directory_) && numberAt<std::uint32_t>(bytes_, at) == localMark);
        const unsigned flags = numberAt<std::uint16_t>(bytes_, at + 6);
        require(flags == header.flags && numberAt<std::uint16_t>(bytes_, at + 8) == 0);
        const std::size_t nameLength = numberAt<std::uint16_t>(bytes_, at + 26);
        const std::size_t extraLength = numberAt<std::uint16_t>(bytes_, at + 28);
        require(fits(at + 30, nameLength + extraLength, directory_));
        require(bytes_.substr(at + 30, nameLength) == header.entry.name);
        if ((flags & sizesFollow) == 0) {
            require(numberAt<std::uint32_t>(bytes_, at + 14) == header.entry.checksum);
            for (const std::size_t field : {18, 22}) {
                const auto size = numberAt<std::uint32_t>(bytes_, at + field);
                require(size == 0xFFFFFFFF || size == header.entry.size);
            }
        }
        header.entry.offset = at + 30 + nameLength + extraLength;
        require(fits(header.entry.offset, header.entry.size, directory_));
        return header.entry.offset + header.entry.size;
    }

    std::string_view bytes_;
    const std::string& where_;
    std::uint64_t directory_ = 0;
    std::uint64_t length_ = 0;
    std::uint64_t count_ = 0;
};

ZipArchive::ZipArchive(std::string_view bytes, std::string where)
    : bytes_(bytes), where_(std::move(where)), entries_(Reader(bytes_, where_).read()) {}

const ZipArchive::Entry* ZipArchive::find(std::string_view name) const {
    const auto it =
        std::lower_bound(entries_.begin(), entries_.end(), name,
                         [](const Entry& entry, std::string_view key) { return entry.name < key; });
    return it != entries_.end() && it->name == name ? &*it : nullptr;
}

void ZipArchive::check(const Entry& entry) const {
    const std::string_view data = content(entry);
    if (entry.checksum == 0)
        return;
    const auto found = crc32_z(0, reinterpret_cast<const Bytef*>(data.data()), data.size());
    if (found != entry.checksum)
        throw Error(
            say(ATTUNE_TEXT("core", "The checksum of “%1” is wrong."), std::string(entry.name)),
            where_, say(ATTUNE_TEXT("core", "Fetch the file again.")));
}

} // namespace attune
