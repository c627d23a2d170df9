// SPDX-License-Identifier: GPL-3.0-or-later
// Files that are either whole or absent: written aside, synced, renamed. Reading with limits.
// Every failure is an Error that names the file and the system's reason.
#pragma once

#include "base/error.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace attune {

namespace fs = std::filesystem;

// A path as UTF-8, and back.
std::string toUtf8(const fs::path& path);
fs::path fromUtf8(std::string_view text);

// The whole file; refused above `limit` bytes.
std::string readFile(const fs::path& path, std::uint64_t limit = std::uint64_t{1} << 30);

// A read-only view of a whole file. The file must not be replaced in place while it is mapped
// (publishing by rename is safe).
class MappedFile {
public:
    explicit MappedFile(const fs::path& path);
    ~MappedFile();
    MappedFile(MappedFile&& other) noexcept;
    MappedFile& operator=(MappedFile&& other) noexcept;

    std::span<const std::byte> bytes() const { return {data_, size_}; }
    std::string_view text() const { return {reinterpret_cast<const char*>(data_), size_}; }

private:
    const std::byte* data_ = nullptr;
    std::size_t size_ = 0;
};

// Writes a new file, checked: short writes, EINTR, a full disk.
class FileWriter {
public:
    enum class Mode { Truncate, Append };
    explicit FileWriter(const fs::path& path, Mode mode = Mode::Truncate);
    // `name`: what messages call the file.
    FileWriter(const fs::path& path, fs::path name, Mode mode = Mode::Truncate);
    ~FileWriter(); // closes; an unreported failure is lost, so call close() or sync()
    FileWriter(const FileWriter&) = delete;
    FileWriter& operator=(const FileWriter&) = delete;

    void write(std::span<const std::byte> bytes);
    void write(std::string_view text) { write(std::as_bytes(std::span(text))); }
    void sync(); // fsync
    void close();
    std::uint64_t written() const { return written_; }

private:
    fs::path path_; // for messages
    int descriptor_ = -1;
    std::uint64_t written_ = 0;
};

// Writes `path` whole or leaves it as it was.
void publishFile(const fs::path& path, std::string_view content);
// The same for a file that is written piece by piece.
void publishFile(const fs::path& path, const std::function<void(FileWriter&)>& write);

// Writes a folder whole or not at all: `fill` gets a temporary folder beside `folder`; then every
// file in it is synced and the folder renamed. If `folder` exists, the two change places at once.
// Where the file system cannot do that, the old one is moved aside first and put back if the rename
// fails; killed in between, removeUnpublished() puts it back.
void publishFolder(const fs::path& folder, const std::function<void(const fs::path&)>& fill);

// Throws, with the system's reason, where `path` (a file or folder to be) could not be made: asked
// before long work. Writes an empty file beside it, or in the nearest folder that exists, and
// removes it.
void checkWritable(const fs::path& path);

// Brings the entries of a folder to the disk. File systems that cannot sync folders are let be.
void syncFolder(const fs::path& folder);

// Removes what a killed process left of publishFile() and publishFolder() in `parent`, and puts
// back a folder that was being replaced. Call only while holding the lock of the folder.
void removeUnpublished(const fs::path& parent);

// An advisory lock on a folder (of the open FOLDER/.lock, fcntl F_OFD_SETLK), held until
// destruction. Throws at once when another process, or another lock of this one, holds it.
class FolderLock {
public:
    explicit FolderLock(const fs::path& folder);
    ~FolderLock();
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;

private:
    int descriptor_ = -1;
};

// Whether somebody holds the lock of the folder. Asking takes no lock and disturbs nobody.
bool isLocked(const fs::path& folder);

// Bytes that an unprivileged process may still write where `path` lies.
std::uint64_t freeSpace(const fs::path& path);

// XXH3-64 of bytes, as 16 hex digits: for fingerprints and checkpoints.
std::string fingerprint(std::span<const std::byte> bytes);
std::string fingerprint(std::string_view text);
// XXH3-64 of a file's content, read in pieces.
std::string fingerprintOfFile(const fs::path& path);
// SHA-256 of a file as 64 hex digits.
std::string sha256OfFile(const fs::path& path);

} // namespace attune
