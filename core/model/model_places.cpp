// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/model_places.h"

#include "base/environment.h"
#include "base/json.h"

#include <algorithm>

namespace attune {

namespace {

// A relative path in the variable is of no account (XDG base directory specification).
fs::path listPath() {
    const fs::path given = environmentVariable("XDG_CONFIG_HOME");
    return (given.is_absolute() ? given : fs::path(environmentVariable("HOME")) / ".config") /
           "attune" / "model-folders.json";
}

fs::path plain(const fs::path& folder) {
    fs::path path = fs::absolute(folder).lexically_normal();
    return path.has_filename() ? path : path.parent_path(); // without a slash at the end
}

void write(const std::vector<fs::path>& folders) {
    Json list = Json::array();
    for (const fs::path& folder : folders)
        list.push_back(toUtf8(folder));
    std::error_code error;
    fs::create_directories(listPath().parent_path(), error);
    publishFile(listPath(), list.dump(2) + "\n");
}

std::vector<fs::path> without(const fs::path& folder) {
    std::vector<fs::path> folders = addedModelFolders();
    std::erase(folders, plain(folder));
    return folders;
}

} // namespace

std::vector<fs::path> addedModelFolders() {
    std::vector<fs::path> folders;
    const fs::path path = listPath();
    std::error_code ignored;
    if (!fs::exists(path, ignored))
        return folders;
    try {
        const Json list = readJsonFile(path, {.bytes = 1 << 20, .depth = 4});
        if (!list.is_array() || !std::all_of(list.begin(), list.end(),
                                             [](const Json& entry) { return entry.is_string(); }))
            throw Error(say(ATTUNE_TEXT("core", "This is no list of folders.")));
        for (const Json& entry : list)
            folders.push_back(fromUtf8(entry.get<std::string>()));
    } catch (const Error& error) {
        throw Error(error.message(), toUtf8(path),
                    say(ATTUNE_TEXT("core", "It is the list of added model folders: mend it, or "
                                            "move it away and add the folders again.")));
    }
    return folders;
}

void addModelFolder(const fs::path& folder) {
    std::error_code ignored;
    if (!fs::is_directory(folder, ignored))
        throw UsageError(say(ATTUNE_TEXT("core", "This is not a folder.")), toUtf8(folder),
                         say(ATTUNE_TEXT("core", "Choose a model folder, or a folder that holds "
                                                 "some.")));
    std::vector<fs::path> folders = without(folder);
    folders.push_back(plain(folder));
    write(folders);
}

void removeModelFolder(const fs::path& folder) { write(without(folder)); }

} // namespace attune
