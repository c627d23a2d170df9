// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/scratch_folder.h"

#include "base/error.h"

#include <cerrno>
#include <cstdlib>
#include <system_error>

namespace attune {

namespace {

// Of processes that were killed.
void removeLeft(const fs::path& parent, std::string_view name) {
    std::error_code ignored;
    for (fs::directory_iterator it(parent, ignored), end; it != end; it.increment(ignored))
        if (toUtf8(it->path().filename()).starts_with(name) && !isLocked(it->path()))
            fs::remove_all(it->path(), ignored);
}

} // namespace

ScratchFolder::ScratchFolder(const fs::path& run, std::string_view name) {
    fs::path parent = fs::absolute(run).parent_path();
    while (parent.has_relative_path() && !fs::is_directory(parent))
        parent = parent.parent_path();
    removeLeft(parent, name);
    std::string pattern = (parent / name).string() + "XXXXXX";
    if (::mkdtemp(pattern.data()) == nullptr)
        throw Error(say(ATTUNE_TEXT("core", "It could not be created: %1."),
                        std::generic_category().message(errno)),
                    toUtf8(parent), say(ATTUNE_TEXT("core", "Choose another output folder.")));
    path_ = pattern;
    lock_.emplace(path_);
}

ScratchFolder::~ScratchFolder() {
    lock_.reset();
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

} // namespace attune
