// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/files.h"

#include "base/file_failure.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>
#include <xxhash.h>

#include <cstring>
#include <utility>

namespace attune {

void fail(const char* what, const fs::path& path, int code) {
    Message hint;
    if (code == ENOSPC || code == EDQUOT || code == EFBIG)
        hint = say(ATTUNE_TEXT("core", "Free some space on this disk, or choose another folder."));
    else if (code == EACCES || code == EROFS || code == EPERM)
        hint = say(ATTUNE_TEXT("core", "Check the permissions, or choose another folder."));
    else if (code == ENOENT || code == ENOTDIR || code == ENAMETOOLONG || code == ELOOP)
        hint = say(ATTUNE_TEXT("core", "Check the spelling of the path."));
    else if (code == EISDIR)
        hint = say(ATTUNE_TEXT("core", "Name a file, not a folder."));
    else if (code == EMFILE || code == ENFILE)
        hint = say(ATTUNE_TEXT("core", "Too many files are open: close other programs."));
    else if (code == ENOLCK || code == ENOSYS || code == ENOTSUP || code == EINVAL)
        hint = say(ATTUNE_TEXT("core", "This file system lacks what is needed: choose a folder on "
                                       "another disk."));
    else
        hint = say(ATTUNE_TEXT("core", "Check that the disk is connected and in order, or choose "
                                       "another folder."));
    throw Error(say(what, std::string(std::strerror(code))), toUtf8(path), hint);
}

namespace {

template <class Update> void readInPieces(const fs::path& path, const Update& update) {
    const Descriptor file(path, O_RDONLY);
    if (!file)
        fail(ATTUNE_TEXT("core", "It could not be opened: %1."), path);
    std::string buffer(1 << 20, '\0');
    for (;;) {
        const ssize_t got = ::read(file.get(), buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            fail(ATTUNE_TEXT("core", "It could not be read: %1."), path);
        if (got == 0)
            return;
        update(buffer.data(), static_cast<std::size_t>(got));
    }
}

std::string hex64(std::uint64_t value) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string out(16, '0');
    for (int i = 15; i >= 0; --i, value >>= 4)
        out[static_cast<std::size_t>(i)] = digits[value & 15];
    return out;
}

} // namespace

std::string toUtf8(const fs::path& path) { return path.native(); }

fs::path fromUtf8(std::string_view text) { return fs::path(std::string(text)); }

std::string readFile(const fs::path& path, std::uint64_t limit) {
    const Descriptor file(path, O_RDONLY);
    if (!file)
        fail(ATTUNE_TEXT("core", "It could not be opened: %1."), path);
    struct stat status {};
    if (::fstat(file.get(), &status) != 0)
        fail(ATTUNE_TEXT("core", "It could not be read: %1."), path);
    if (S_ISDIR(status.st_mode))
        fail(ATTUNE_TEXT("core", "It could not be read: %1."), path, EISDIR);
    std::string content;
    content.reserve(std::min<std::uint64_t>(static_cast<std::uint64_t>(status.st_size), limit));
    readInPieces(path, [&](const char* data, std::size_t size) {
        if (content.size() + size > limit)
            throw Error(say(ATTUNE_TEXT("core", "The file is larger than %1 bytes."), limit),
                        toUtf8(path),
                        say(ATTUNE_TEXT("core", "Check that this is the file that you mean.")));
        content.append(data, size);
    });
    return content;
}

MappedFile::MappedFile(const fs::path& path) {
    const Descriptor file(path, O_RDONLY);
    struct stat status {};
    if (!file)
        fail(ATTUNE_TEXT("core", "It could not be opened: %1."), path);
    if (::fstat(file.get(), &status) != 0)
        fail(ATTUNE_TEXT("core", "It could not be read: %1."), path);
    if (!S_ISREG(status.st_mode))
        throw Error(say(ATTUNE_TEXT("core", "This is not a regular file.")), toUtf8(path),
                    say(ATTUNE_TEXT("core", "Name a file, not a folder or device.")));
    size_ = static_cast<std::size_t>(status.st_size);
    if (size_ == 0)
        return;
    void* data = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file.get(), 0);
    if (data == MAP_FAILED)
        fail(ATTUNE_TEXT("core", "It could not be read: %1."), path);
    data_ = static_cast<const std::byte*>(data);
}

MappedFile::~MappedFile() {
    if (data_ != nullptr)
        ::munmap(const_cast<std::byte*>(data_), size_);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    return *this;
}

FileWriter::FileWriter(const fs::path& path, Mode mode) : FileWriter(path, path, mode) {}

FileWriter::FileWriter(const fs::path& path, fs::path name, Mode mode) : path_(std::move(name)) {
    const int flags = O_WRONLY | O_CREAT | O_CLOEXEC | (mode == Mode::Append ? O_APPEND : O_TRUNC);
    descriptor_ = ::open(path.c_str(), flags, 0666);
    if (descriptor_ < 0)
        fail(ATTUNE_TEXT("core", "It could not be created: %1."), path_);
}

FileWriter::~FileWriter() {
    if (descriptor_ >= 0)
        ::close(descriptor_);
}

void FileWriter::write(std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::write(descriptor_, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            fail(ATTUNE_TEXT("core", "It could not be written: %1."), path_);
        bytes = bytes.subspan(static_cast<std::size_t>(count));
        written_ += static_cast<std::uint64_t>(count);
    }
}

void FileWriter::sync() {
    // After a failed fsync the kernel may have dropped the pages: never tried again.
    if (::fsync(descriptor_) != 0)
        fail(ATTUNE_TEXT("core", "It could not be written to disk: %1."), path_);
}

void FileWriter::close() {
    if (::close(std::exchange(descriptor_, -1)) != 0)
        fail(ATTUNE_TEXT("core", "It could not be written: %1."), path_);
}

namespace {

// The lock of a whole file, of the open file description: other than flock(), it can be asked for
// without being taken.
struct flock wholeFile() {
    struct flock lock {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    return lock;
}

} // namespace

FolderLock::FolderLock(const fs::path& folder) {
    const fs::path path = folder / ".lock";
    descriptor_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (descriptor_ < 0)
        fail(ATTUNE_TEXT("core", "It could not be created: %1."), path);
    struct flock lock = wholeFile();
    if (::fcntl(descriptor_, F_OFD_SETLK, &lock) == 0)
        return;
    const int code = errno;
    ::close(descriptor_);
    if (code != EAGAIN && code != EACCES)
        fail(ATTUNE_TEXT("core", "It could not be locked: %1."), path, code);
    throw Error(say(ATTUNE_TEXT("core", "Another process is working in this folder.")),
                toUtf8(folder),
                say(ATTUNE_TEXT("core", "Wait for it to end, or choose another folder.")));
}

FolderLock::~FolderLock() { ::close(descriptor_); }

bool isLocked(const fs::path& folder) {
    const Descriptor file(folder / ".lock", O_RDONLY);
    struct flock lock = wholeFile();
    return file && ::fcntl(file.get(), F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
}

std::uint64_t freeSpace(const fs::path& path) {
    struct statvfs status {};
    fs::path existing = fs::absolute(path);
    while (!existing.empty() && existing != existing.root_path() && !fs::exists(existing))
        existing = existing.parent_path();
    if (::statvfs(existing.c_str(), &status) != 0)
        fail(ATTUNE_TEXT("core", "Its free space could not be read: %1."), existing);
    return static_cast<std::uint64_t>(status.f_bavail) * status.f_frsize;
}

std::string fingerprint(std::span<const std::byte> bytes) {
    return hex64(XXH3_64bits(bytes.data(), bytes.size()));
}

std::string fingerprint(std::string_view text) {
    return fingerprint(std::as_bytes(std::span(text)));
}

std::string fingerprintOfFile(const fs::path& path) {
    const std::unique_ptr<XXH3_state_t, XXH_errorcode (*)(XXH3_state_t*)> state(XXH3_createState(),
                                                                                XXH3_freeState);
    XXH3_64bits_reset(state.get());
    readInPieces(path, [&](const char* data, std::size_t size) {
        XXH3_64bits_update(state.get(), data, size);
    });
    return hex64(XXH3_64bits_digest(state.get()));
}

std::string sha256OfFile(const fs::path& path) {
    const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context(EVP_MD_CTX_new(),
                                                                     EVP_MD_CTX_free);
    EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr);
    readInPieces(path, [&](const char* data, std::size_t size) {
        EVP_DigestUpdate(context.get(), data, size);
    });
    unsigned char digest[32];
    EVP_DigestFinal_ex(context.get(), digest, nullptr);
    std::string out;
    for (const unsigned char byte : digest) {
        static constexpr char digits[] = "0123456789abcdef";
        out += digits[byte >> 4];
        out += digits[byte & 15];
    }
    return out;
}

} // namespace attune
