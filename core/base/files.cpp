// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/files.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>
#include <xxhash.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <utility>

namespace attune {

namespace {

constexpr std::string_view kUnpublished = ".attune-part-";
constexpr std::string_view kReplaced = ".attune-old-";

[[noreturn]] void fail(const char* what, const fs::path& path, int code = errno) {
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

class Descriptor {
public:
    Descriptor(const fs::path& path, int flags, mode_t mode = 0666)
        : value_(::open(path.c_str(), flags | O_CLOEXEC, mode)) {}
    ~Descriptor() {
        if (value_ >= 0)
            ::close(value_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return value_; }
    explicit operator bool() const { return value_ >= 0; }

private:
    int value_;
};

void syncPath(const fs::path& path) {
    const Descriptor file(path, O_RDONLY);
    if (!file || ::fsync(file.get()) != 0)
        fail(ATTUNE_TEXT("core", "It could not be written to disk: %1."), path);
}

fs::path parentOf(const fs::path& path) {
    const fs::path parent = path.parent_path();
    return parent.empty() ? fs::path(".") : parent;
}

// A name beside `path` that removeUnpublished() recognises: PREFIX PID-COUNTER-NAME.
fs::path asideOf(const fs::path& path, std::string_view prefix = kUnpublished) {
    static std::atomic<unsigned> counter{0};
    const std::string name = std::string(prefix) + std::to_string(::getpid()) + "-" +
                             std::to_string(counter++) + "-" + toUtf8(path.filename());
    return parentOf(path) / fromUtf8(name);
}

// The NAME of such a name; empty where it is not one.
std::string nameAside(const std::string& aside, std::string_view prefix) {
    std::size_t at = prefix.size();
    for (int dashes = 0; dashes < 2; ++dashes) {
        at = aside.find('-', at);
        if (at == std::string::npos)
            return {};
        ++at;
    }
    return aside.substr(at);
}

void syncTree(const fs::path& folder) {
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_directory() && !entry.is_symlink())
            syncFolder(entry.path());
        else if (!entry.is_symlink())
            syncPath(entry.path());
    syncFolder(folder);
}

// Puts the folder `fresh` in the place of `folder`, which exists; the old one is then at `fresh`.
// False, and nothing done, where the file system cannot do that at once.
bool exchange(const fs::path& fresh, const fs::path& folder) {
    if (::renameat2(AT_FDCWD, fresh.c_str(), AT_FDCWD, folder.c_str(), RENAME_EXCHANGE) == 0)
        return true;
    if (errno != EINVAL && errno != ENOSYS && errno != ENOTSUP)
        fail(ATTUNE_TEXT("core", "It could not be replaced: %1."), folder);
    return false;
}

// The same in two steps.
void moveInPlace(const fs::path& fresh, const fs::path& folder) {
    const fs::path old = asideOf(folder, kReplaced);
    if (::rename(folder.c_str(), old.c_str()) != 0)
        fail(ATTUNE_TEXT("core", "It could not be replaced: %1."), folder);
    if (::rename(fresh.c_str(), folder.c_str()) != 0) {
        const int code = errno;
        if (::rename(old.c_str(), folder.c_str()) != 0)
            fail(ATTUNE_TEXT("core", "It could not be put back: %1."), folder);
        fail(ATTUNE_TEXT("core", "It could not be put in place: %1."), folder, code);
    }
    syncFolder(parentOf(folder));
    std::error_code ignored;
    fs::remove_all(old, ignored);
}

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

void publishFile(const fs::path& wanted, const std::function<void(FileWriter&)>& write) {
    // A link stays one: what it points to is replaced.
    std::error_code ignored;
    fs::path path = wanted;
    if (fs::is_symlink(wanted, ignored))
        if (fs::path target = fs::weakly_canonical(wanted, ignored); !target.empty())
            path = std::move(target);
    if (fs::is_other(path, ignored))
        throw Error(say(ATTUNE_TEXT("core", "This is not a regular file.")), toUtf8(path),
                    say(ATTUNE_TEXT("core", "Name a file, not a folder or device.")));
    const fs::path aside = asideOf(path);
    try {
        FileWriter file(aside, path);
        write(file);
        file.sync();
        file.close();
        if (::rename(aside.c_str(), path.c_str()) != 0)
            fail(ATTUNE_TEXT("core", "It could not be put in place: %1."), path);
        syncFolder(parentOf(path));
    } catch (...) {
        ::unlink(aside.c_str());
        throw;
    }
}

void publishFile(const fs::path& path, std::string_view content) {
    publishFile(path, [&](FileWriter& file) { file.write(content); });
}

void publishFolder(const fs::path& folder, const std::function<void(const fs::path&)>& fill) {
    const fs::path aside = asideOf(folder);
    std::error_code ignored;
    try {
        std::error_code error;
        fs::create_directories(aside, error);
        if (error)
            fail(ATTUNE_TEXT("core", "It could not be created: %1."), folder, error.value());
        fill(aside);
        syncTree(aside);
        if (!fs::exists(folder, ignored)) {
            if (::rename(aside.c_str(), folder.c_str()) != 0)
                fail(ATTUNE_TEXT("core", "It could not be put in place: %1."), folder);
            syncFolder(parentOf(folder));
        } else if (exchange(aside, folder)) {
            syncFolder(parentOf(folder));
            fs::remove_all(aside, ignored);
        } else {
            moveInPlace(aside, folder);
        }
    } catch (const UsageError&) {
        fs::remove_all(aside, ignored);
        throw;
    } catch (const Error& error) {
        fs::remove_all(aside, ignored);
        // Nobody has heard of the folder aside.
        std::string where = error.where();
        if (const auto at = where.find(toUtf8(aside)); at != std::string::npos)
            where.replace(at, toUtf8(aside).size(), toUtf8(folder));
        throw Error(error.message(), where, error.hint());
    } catch (...) {
        fs::remove_all(aside, ignored);
        throw;
    }
}

void checkWritable(const fs::path& path) {
    std::error_code ignored;
    fs::path folder = parentOf(path);
    while (!fs::exists(folder, ignored) && parentOf(folder) != folder)
        folder = parentOf(folder);
    const fs::path probe = asideOf(folder / path.filename());
    const Descriptor file(probe, O_WRONLY | O_CREAT | O_EXCL);
    if (!file)
        fail(ATTUNE_TEXT("core", "It could not be created: %1."), path);
    ::unlink(probe.c_str());
}

void syncFolder(const fs::path& folder) {
    const Descriptor file(folder, O_RDONLY | O_DIRECTORY);
    if (file && (::fsync(file.get()) == 0 || errno == EINVAL || errno == ENOTSUP))
        return;
    fail(ATTUNE_TEXT("core", "It could not be written to disk: %1."), folder);
}

void removeUnpublished(const fs::path& parent) {
    std::error_code ignored;
    std::vector<fs::path> parts, replaced;
    for (const auto& entry : fs::directory_iterator(parent, ignored)) {
        const std::string name = toUtf8(entry.path().filename());
        if (name.starts_with(kUnpublished))
            parts.push_back(entry.path());
        else if (name.starts_with(kReplaced) && !nameAside(name, kReplaced).empty())
            replaced.push_back(entry.path());
    }
    for (const fs::path& old : replaced) {
        const fs::path place = parent / fromUtf8(nameAside(toUtf8(old.filename()), kReplaced));
        if (fs::exists(place, ignored))
            parts.push_back(old);
        else
            fs::rename(old, place, ignored);
    }
    for (const fs::path& part : parts)
        fs::remove_all(part, ignored);
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
