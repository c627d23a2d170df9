// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/hub_cache.h"

#include "base/entries.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <thread>

namespace attune {

namespace {

bool isHex(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

std::string folderName(const std::string& name) {
    std::string folder = "models--" + name;
    if (const std::size_t at = folder.find('/'); at != std::string::npos)
        folder.replace(at, 1, "--");
    return folder;
}

// ORG/NAME of a repository's folder.
std::optional<std::string> nameOfFolder(const fs::path& repository) {
    std::string name = toUtf8(repository.filename());
    if (!name.starts_with("models--"))
        return std::nullopt;
    name.erase(0, 8);
    if (const std::size_t at = name.find("--"); at != std::string::npos)
        name.replace(at, 2, "/");
    return name;
}

bool hasConfig(const fs::path& folder) {
    std::error_code ignored;
    return fs::is_regular_file(folder / "config.json", ignored);
}

void makeFolders(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error)
        throw Error(say(ATTUNE_TEXT("core", "It could not be created: %1."), error.message()),
                    toUtf8(folder),
                    say(ATTUNE_TEXT("core", "Check the permissions, or set HF_HUB_CACHE to "
                                            "another folder.")));
}

// A commit as a file of refs/ holds it; empty where it holds something else or can't be read: one
// damaged repository hides no other.
std::string readRef(const fs::path& path) {
    std::error_code ignored;
    if (!fs::is_regular_file(path, ignored))
        return "";
    std::string commit;
    try {
        commit = readFile(path, 4096);
    } catch (const Error&) {
        return "";
    }
    while (!commit.empty() && static_cast<unsigned char>(commit.back()) <= ' ')
        commit.pop_back();
    return isHex(commit) ? commit : "";
}

[[noreturn]] void failPlacing(const fs::path& place) {
    throw Error(say(ATTUNE_TEXT("core", "It could not be put in place: %1."),
                    std::string(std::strerror(errno))),
                toUtf8(place));
}

} // namespace

bool isHubName(const std::string& name) {
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '.' || c == '_' || c == '-' || c == '/';
    };
    if (name.empty() || name.size() > 96 || !std::all_of(name.begin(), name.end(), allowed) ||
        std::count(name.begin(), name.end(), '/') > 1 || name.find("..") != std::string::npos ||
        name.find("--") != std::string::npos || name.ends_with(".git"))
        return false;
    const auto edge = [](char c) { return c == '.' || c == '-' || c == '/'; };
    const std::size_t slash = name.find('/');
    return !edge(name.front()) && !edge(name.back()) &&
           (slash == std::string::npos || (!edge(name[slash - 1]) && !edge(name[slash + 1])));
}

bool isHubRevision(const std::string& revision) { return isHubFile(revision); }

HubModel hubModelOf(const std::string& text) {
    const std::size_t at = text.find('@');
    return at == std::string::npos ? HubModel{text, {}}
                                   : HubModel{text.substr(0, at), text.substr(at + 1)};
}

bool isHubCommit(const std::string& text) { return text.size() == 40 && isHex(text); }

bool isHubFile(const std::string& name) {
    if (name.empty() || name.size() > 512 || name.find('\\') != std::string::npos ||
        name.find(':') != std::string::npos || std::any_of(name.begin(), name.end(), [](char c) {
            return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
        }))
        return false;
    for (std::size_t at = 0; at <= name.size();) {
        const std::size_t end = std::min(name.find('/', at), name.size());
        const std::string part = name.substr(at, end - at);
        if (part.empty() || part == "." || part == "..")
            return false;
        at = end + 1;
    }
    return true;
}

fs::path hubRepository(const fs::path& cache, const std::string& name) {
    return cache / folderName(name);
}

std::optional<fs::path> hubSnapshot(const fs::path& repository, const std::string& revision) {
    if (!isHubRevision(revision))
        return std::nullopt;
    std::string commit =
        isHubCommit(revision) ? revision : readRef(repository / "refs" / fromUtf8(revision));
    if (commit.empty() && isHex(revision))
        commit = revision;
    const fs::path snapshot = repository / "snapshots" / commit;
    return !commit.empty() && hasConfig(snapshot) ? std::optional(snapshot) : std::nullopt;
}

std::optional<fs::path> hubSnapshotOfName(const fs::path& cache, const std::string& name,
                                          Message* note) {
    const fs::path repository = hubRepository(cache, name);
    if (auto main = hubSnapshot(repository, "main"))
        return main;
    std::optional<fs::path> newest;
    fs::file_time_type time{};
    for (const fs::path& entry : entriesOf(repository / "snapshots")) {
        std::error_code failed;
        const auto written = fs::last_write_time(entry, failed);
        if (!failed && hasConfig(entry) && (!newest || written > time)) {
            newest = entry;
            time = written;
        }
    }
    if (newest && note != nullptr)
        *note = say(ATTUNE_TEXT("core", "The cache has no revision main of “%1”: its newest "
                                        "commit, %2, stands in."),
                    name, toUtf8(newest->filename()));
    return newest;
}

std::optional<HubModel> hubModelOfSnapshot(const fs::path& folder) {
    const fs::path snapshot = folder.has_filename() ? folder : folder.parent_path();
    const auto name = nameOfFolder(snapshot.parent_path().parent_path());
    if (!name || snapshot.parent_path().filename() != "snapshots")
        return std::nullopt;
    return HubModel{*name, toUtf8(snapshot.filename())};
}

std::vector<CachedModel> modelsInCache(const fs::path& cache) {
    std::vector<CachedModel> models;
    for (const fs::path& entry : entriesOf(cache)) {
        const auto name = nameOfFolder(entry);
        const auto snapshot = name ? hubSnapshotOfName(cache, *name) : std::nullopt;
        if (!snapshot)
            continue;
        CachedModel model{*name, toUtf8(snapshot->filename()), *snapshot};
        std::error_code ignored;
        using Options = fs::directory_options;
        for (fs::recursive_directory_iterator
                 file(*snapshot, Options::skip_permission_denied, ignored),
             end;
             !ignored && file != end; file.increment(ignored))
            if (std::error_code unread; file->is_regular_file(unread))
                if (const auto size = file->file_size(unread); !unread)
                    model.bytes += size;
        models.push_back(std::move(model));
    }
    std::sort(models.begin(), models.end(),
              [](const CachedModel& a, const CachedModel& b) { return a.name < b.name; });
    return models;
}

HubCacheWriter::HubCacheWriter(fs::path cache, const std::string& name, bool symlinks)
    : cache_(std::move(cache)), repository_(hubRepository(cache_, name)), symlinks_(symlinks) {}

fs::path HubCacheWriter::partial(const std::string& etag) const {
    return repository_ / "blobs" / (etag + ".attune.incomplete");
}

fs::path HubCacheWriter::pointer(const std::string& commit, const std::string& file) const {
    return repository_ / "snapshots" / commit / fromUtf8(file);
}

void HubCacheWriter::prepare() const {
    makeFolders(repository_ / "blobs");
    makeFolders(repository_ / "snapshots");
    makeFolders(repository_ / "refs");
    std::error_code ignored;
    if (!fs::exists(cache_ / "CACHEDIR.TAG", ignored))
        publishFile(cache_ / "CACHEDIR.TAG",
                    "Signature: 8a477f597d28d172789f06886806bc55\n"
                    "# This folder is a cache of the Hugging Face Hub: its files can be fetched "
                    "again.\n");
}

void HubCacheWriter::link(const std::string& etag, const std::string& commit,
                          const std::string& file, bool fresh) const {
    const fs::path place = pointer(commit, file);
    makeFolders(place.parent_path());
    const fs::path target = blob(etag).lexically_relative(place.parent_path());
    const fs::path aside = place.parent_path() /
                           (toUtf8(place.filename()) + "." + std::to_string(::getpid()) + ".link");
    ::unlink(aside.c_str());
    const auto putInPlace = [&](const fs::path& source) {
        if (::rename(source.c_str(), place.c_str()) != 0)
            failPlacing(place);
    };
    if (symlinks_ && ::symlink(target.c_str(), aside.c_str()) == 0)
        return putInPlace(aside);
    if (symlinks_ && (errno == ENOSPC || errno == EDQUOT))
        failPlacing(place);
    // No links here (a FAT disk, or switched off): the file itself lies in the snapshot.
    if (fresh)
        return putInPlace(blob(etag));
    try {
        const MappedFile content(blob(etag));
        FileWriter copy(aside, place);
        copy.write(content.bytes());
        copy.sync();
        copy.close();
        putInPlace(aside);
    } catch (...) {
        ::unlink(aside.c_str());
        throw;
    }
}

void HubCacheWriter::writeRef(const std::string& revision, const std::string& commit) const {
    const fs::path path = repository_ / "refs" / fromUtf8(revision);
    if (revision == commit || readRef(path) == commit)
        return;
    makeFolders(path.parent_path());
    publishFile(path, commit);
}

void HubCacheWriter::noteMissing(const std::string& commit, const std::string& file) const {
    const fs::path path = repository_ / ".no_exist" / commit / fromUtf8(file);
    std::error_code ignored;
    if (fs::exists(path, ignored))
        return;
    makeFolders(path.parent_path());
    FileWriter(path).close();
}

HubLock::HubLock(const fs::path& cache, const std::string& name, const std::string& etag,
                 const std::stop_token& stop) {
    const fs::path folder = cache / ".locks" / folderName(name);
    makeFolders(folder);
    const fs::path path = folder / (etag + ".lock");
    // Group-writable, as huggingface_hub's: users who share a cache wait for each other.
    descriptor_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0664);
    if (descriptor_ < 0)
        return;
    while (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK && errno != EINTR)
            return;
        if (stop.stop_requested()) {
            ::close(descriptor_);
            throw Cancelled();
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
}

HubLock::~HubLock() {
    if (descriptor_ >= 0)
        ::close(descriptor_);
}

} // namespace attune
