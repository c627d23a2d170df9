// SPDX-License-Identifier: GPL-3.0-or-later
// A folder for work that leaves nothing.
#pragma once

#include "base/files.h"

#include <optional>
#include <string_view>

namespace attune {

// A folder on the disk of a run's folder, locked while it is in use and then removed. What killed
// processes left there under the same name is removed first.
class ScratchFolder {
public:
    // `name` begins with a dot and ends in a hyphen. Throws where it cannot be made.
    ScratchFolder(const fs::path& run, std::string_view name);
    ~ScratchFolder();
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    const fs::path& path() const { return path_; }

private:
    fs::path path_;
    std::optional<FolderLock> lock_;
};

} // namespace attune
