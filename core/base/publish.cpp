// SPDX-License-Identifier: GPL-3.0-or-later
// Publishing: what is written aside, synced and put in place.
#include "base/file_failure.h"
#include "base/publish_new.h"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <utility>
#include <vector>

namespace attune {

namespace {

constexpr std::string_view kUnpublished = ".attune-part-";
constexpr std::string_view kReplaced = ".attune-old-";

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

// Nobody has heard of the path aside: the place of an error as it is known.
std::string withoutAside(std::string where, const fs::path& aside, const fs::path& path) {
    if (const auto at = where.find(toUtf8(aside)); at != std::string::npos)
        where.replace(at, toUtf8(aside).size(), toUtf8(path));
    return where;
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

} // namespace

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
        throw Error(error.message(), withoutAside(error.where(), aside, folder), error.hint());
    } catch (...) {
        fs::remove_all(aside, ignored);
        throw;
    }
}

namespace {

// The folders above a path that are not there yet, the outermost last.
std::vector<fs::path> missingAbove(const fs::path& path) {
    std::error_code ignored;
    std::vector<fs::path> missing;
    for (fs::path folder = parentOf(path);
         !fs::exists(folder, ignored) && folder != parentOf(folder); folder = parentOf(folder))
        missing.push_back(folder);
    return missing;
}

// Moves to where nothing stands; what stands there stays.
void moveToNew(const fs::path& from, const fs::path& to) {
    ::rmdir(to.c_str()); // only an empty folder goes
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0)
        return;
    std::error_code ignored;
    if (errno == EINVAL || errno == ENOSYS || errno == ENOTSUP) { // this file system can't
        errno = EEXIST;
        if (!fs::exists(fs::symlink_status(to, ignored)) && ::rename(from.c_str(), to.c_str()) == 0)
            return;
    }
    if (errno == EEXIST)
        throw Error(say(ATTUNE_TEXT("core", "Something is there already.")), toUtf8(to),
                    say(ATTUNE_TEXT("core", "Name a place where nothing is yet.")));
    fail(ATTUNE_TEXT("core", "It could not be put in place: %1."), to);
}

} // namespace

void publishNew(const fs::path& path, const std::function<void(const fs::path&)>& make) {
    const fs::path place = path.has_filename() ? path : path.parent_path();
    const std::vector<fs::path> made = missingAbove(place);
    const fs::path aside = asideOf(place);
    std::error_code error;
    const auto undo = [&] {
        std::error_code ignored;
        fs::remove_all(aside, ignored);
        for (const fs::path& folder : made)
            ::rmdir(folder.c_str());
    };
    try {
        fs::create_directories(parentOf(place), error);
        if (error)
            fail(ATTUNE_TEXT("core", "It could not be created: %1."), place, error.value());
        make(aside);
        if (fs::is_directory(aside, error))
            syncTree(aside);
        else
            syncPath(aside);
        moveToNew(aside, place);
        syncFolder(parentOf(place));
    } catch (const UsageError&) {
        undo();
        throw;
    } catch (const Error& failure) {
        undo();
        throw Error(failure.message(), withoutAside(failure.where(), aside, place), failure.hint());
    } catch (...) {
        undo();
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

} // namespace attune
