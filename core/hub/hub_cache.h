// SPDX-License-Identifier: GPL-3.0-or-later
// The cache of huggingface_hub, file for file, shared with it:
//
//   CACHE/models--ORG--NAME/blobs/ETAG                  contents, by SHA-256 or git's SHA-1
//                          /snapshots/COMMIT/FILE       relative links to them
//                          /refs/REVISION               the commit of a branch or tag
//                          /.no_exist/COMMIT/FILE       empty: the commit has no such file
//   CACHE/.locks/models--ORG--NAME/ETAG.lock            held while a blob is fetched
//
// Newer versions keep blobs as links into a store that repositories share: a blob is never opened
// for writing, only replaced by rename.
#pragma once

#include "base/files.h"

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace attune {

// ORG/NAME or NAME, as huggingface_hub takes it: letters, digits, '.', '_', '-'; 96 characters at
// most; no ".." or "--".
bool isHubName(const std::string& name);
// A branch, a tag or a commit that can be part of a path.
bool isHubRevision(const std::string& revision);
// The parts of ORG/NAME@REVISION as they stand, unchecked; the revision is empty where the name
// stands alone. No name holds an '@'.
struct HubModel {
    std::string name, revision;
};
HubModel hubModelOf(const std::string& text);
bool isHubCommit(const std::string& text); // 40 hex digits
// A file's name in a repository: relative, without "." or "..", as huggingface_hub takes it.
bool isHubFile(const std::string& name);

fs::path hubRepository(const fs::path& cache, const std::string& name);

// The snapshot that a branch, a tag (refs/) or a commit names, and no other; a file config.json is
// in it. Other programs fetch file by file: what else is there, hasWeights() and the readers tell.
std::optional<fs::path> hubSnapshot(const fs::path& repository, const std::string& revision);
// What a name alone stands for: the snapshot of "main"; without one the newest, which `note` tells
// then. `note`: else left as it is.
std::optional<fs::path> hubSnapshotOfName(const fs::path& cache, const std::string& name,
                                          Message* note = nullptr);

// The model, with its commit, whose snapshot a folder is.
std::optional<HubModel> hubModelOfSnapshot(const fs::path& folder);

struct CachedModel {
    std::string name; // ORG/NAME
    std::string commit;
    fs::path folder;         // its snapshot
    std::uint64_t bytes = 0; // of the files of the snapshot
};
// Every model with a snapshot, by name; the snapshot that the name alone stands for.
std::vector<CachedModel> modelsInCache(const fs::path& cache);

// Writing into the cache for one repository.
class HubCacheWriter {
public:
    HubCacheWriter(fs::path cache, const std::string& name, bool symlinks);

    fs::path blob(const std::string& etag) const { return repository_ / "blobs" / etag; }
    // Where a download of ours waits to be whole. huggingface_hub's own partial files have other
    // names and are never taken up.
    fs::path partial(const std::string& etag) const;
    fs::path pointer(const std::string& commit, const std::string& file) const;

    // Makes the folders and CACHEDIR.TAG.
    void prepare() const;
    // The blob under its name in the snapshot; replaces what stands there. `fresh`: no snapshot has
    // it yet, so that it may move there where links can't be made; else it is copied.
    void link(const std::string& etag, const std::string& commit, const std::string& file,
              bool fresh) const;
    void writeRef(const std::string& revision, const std::string& commit) const;
    void noteMissing(const std::string& commit, const std::string& file) const;

private:
    fs::path cache_;
    fs::path repository_;
    bool symlinks_;
};

// Held while a blob is fetched: of several processes one loads it, the others find it there. Waits
// for the holder; throws Cancelled when stopped. Where the file system knows no locks it is of no
// effect, as in huggingface_hub: files are whole all the same.
class HubLock {
public:
    HubLock(const fs::path& cache, const std::string& name, const std::string& etag,
            const std::stop_token& stop);
    ~HubLock();
    HubLock(const HubLock&) = delete;
    HubLock& operator=(const HubLock&) = delete;

private:
    int descriptor_ = -1;
};

} // namespace attune
