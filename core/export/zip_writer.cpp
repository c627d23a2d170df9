// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/zip_writer.h"

#include <zlib.h>

#include <algorithm>

namespace attune {

namespace {

constexpr std::uint32_t kNarrow = 0xFFFFFFFF; // the number stands in the wide field
constexpr std::uint16_t kWideVersion = 45;
constexpr std::uint16_t kUtf8Names = 1 << 11;
constexpr std::uint16_t kFirstOfJanuary1980 = 1 << 5 | 1; // the same bytes whenever it is written

template <class T> void put(std::string& out, T value) {
    for (std::size_t i = 0; i < sizeof(T); ++i)
        out += static_cast<char>(value >> (8 * i) & 0xFF);
}

std::uint32_t checksumOf(std::string_view head, std::span<const std::byte> body) {
    auto sum = crc32_z(0, reinterpret_cast<const Bytef*>(head.data()), head.size());
    if (!body.empty()) // without bytes zlib gives its first value
        sum = crc32_z(sum, reinterpret_cast<const Bytef*>(body.data()), body.size());
    return static_cast<std::uint32_t>(sum);
}

// What local and central headers have in common, from the flags to the length of the name.
void putCommon(std::string& out, std::uint32_t checksum, std::size_t name, std::uint16_t extra) {
    put(out, kUtf8Names);
    put<std::uint16_t>(out, 0); // stored
    put<std::uint16_t>(out, 0); // time
    put(out, kFirstOfJanuary1980);
    put(out, checksum);
    put(out, kNarrow);
    put(out, kNarrow);
    put(out, static_cast<std::uint16_t>(name));
    put(out, extra);
}

} // namespace

void ZipWriter::add(const std::string& name, std::string_view head,
                    std::span<const std::byte> body) {
    const Entry entry{name, checksumOf(head, body), head.size() + body.size(), file_.written()};
    std::string out;
    put<std::uint32_t>(out, 0x04034B50);
    put(out, kWideVersion);
    putCommon(out, entry.checksum, name.size(), 20);
    out += name;
    put<std::uint16_t>(out, 1); // zip64: both sizes
    put<std::uint16_t>(out, 16);
    put(out, entry.size);
    put(out, entry.size);
    file_.write(out);
    file_.write(head);
    file_.write(body);
    entries_.push_back(entry);
}

void ZipWriter::finish() {
    const std::uint64_t begin = file_.written();
    std::string out;
    for (const Entry& entry : entries_) {
        put<std::uint32_t>(out, 0x02014B50);
        put(out, kWideVersion);
        put(out, kWideVersion);
        putCommon(out, entry.checksum, entry.name.size(), 28);
        put<std::uint16_t>(out, 0); // comment
        put<std::uint16_t>(out, 0); // disk
        put<std::uint16_t>(out, 0);
        put<std::uint32_t>(out, 0);
        put(out, kNarrow); // the place of the local header
        out += entry.name;
        put<std::uint16_t>(out, 1);
        put<std::uint16_t>(out, 24);
        put(out, entry.size);
        put(out, entry.size);
        put(out, entry.start);
    }
    const std::uint64_t length = out.size(), end = begin + length, count = entries_.size();
    put<std::uint32_t>(out, 0x06064B50); // the wide end record ...
    put<std::uint64_t>(out, 44);
    put(out, kWideVersion);
    put(out, kWideVersion);
    put<std::uint32_t>(out, 0);
    put<std::uint32_t>(out, 0);
    put(out, count);
    put(out, count);
    put(out, length);
    put(out, begin);
    put<std::uint32_t>(out, 0x07064B50); // ... its place ...
    put<std::uint32_t>(out, 0);
    put(out, end);
    put<std::uint32_t>(out, 1);
    put<std::uint32_t>(out, 0x06054B50); // ... and the narrow one
    put<std::uint32_t>(out, 0);
    const auto few = static_cast<std::uint16_t>(std::min<std::uint64_t>(count, 0xFFFF));
    put(out, few);
    put(out, few);
    put(out, kNarrow);
    put(out, kNarrow);
    put<std::uint16_t>(out, 0);
    file_.write(out);
}

} // namespace attune
