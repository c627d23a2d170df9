// SPDX-License-Identifier: GPL-3.0-or-later
// Where a recipe's `model` lies. The Hugging Face cache is only read:
// models--ORG--NAME/refs/main names the commit, snapshots/COMMIT/ holds the files.
#include "base/lists.h"
#include "model/model_folder.h"

#include <algorithm>
#include <cstdlib>

namespace attune {

namespace {

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

fs::path home() { return variable("HOME"); }

// "~/x" as the Python library expands it.
fs::path expanded(const std::string& path) {
    if (path == "~" || path.rfind("~/", 0) == 0)
        return home() / path.substr(std::min<std::size_t>(path.size(), 2));
    return path;
}

// The root of the cache, by the variables of huggingface_hub/constants.py.
fs::path hubCache() {
    for (const char* name : {"HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE"})
        if (const std::string path = variable(name); !path.empty())
            return expanded(path);
    if (const std::string path = variable("HF_HOME"); !path.empty())
        return expanded(path) / "hub";
    if (const std::string path = variable("XDG_CACHE_HOME"); !path.empty())
        return expanded(path) / "huggingface" / "hub";
    return home() / ".cache" / "huggingface" / "hub";
}

// Folders of models, in the order of looking.
std::vector<fs::path> modelFolders() {
    std::vector<fs::path> folders;
    const std::string list = variable("ATTUNE_MODELS");
    for (std::size_t at = 0; at < list.size();) {
        const std::size_t end = std::min(list.find(':', at), list.size());
        if (end > at)
            folders.push_back(expanded(list.substr(at, end - at)));
        at = end + 1;
    }
    const std::string data = variable("XDG_DATA_HOME");
    folders.push_back((fs::path(data).is_absolute() ? fs::path(data) : home() / ".local/share") /
                      "attune" / "models");
    folders.emplace_back(ATTUNE_MODELS_DIR);
    return folders;
}

bool isModel(const fs::path& folder) {
    std::error_code ignored;
    return fs::is_regular_file(folder / "config.json", ignored);
}

// The commit that refs/main names, else the newest snapshot that has a config.json.
std::optional<fs::path> snapshotOf(const fs::path& repository) {
    std::error_code failed;
    if (fs::is_regular_file(repository / "refs" / "main", failed)) {
        std::string commit = readFile(repository / "refs" / "main", 4096);
        while (!commit.empty() && static_cast<unsigned char>(commit.back()) <= ' ')
            commit.pop_back();
        const bool plain = !commit.empty() && std::all_of(commit.begin(), commit.end(), [](char c) {
            return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        });
        if (plain && isModel(repository / "snapshots" / commit))
            return repository / "snapshots" / commit;
    }
    std::optional<fs::path> newest;
    fs::file_time_type time{};
    for (const auto& entry : fs::directory_iterator(repository / "snapshots", failed)) {
        const auto written = fs::last_write_time(entry.path(), failed);
        if (!failed && isModel(entry.path()) && (!newest || written > time)) {
            newest = entry.path();
            time = written;
        }
    }
    return newest;
}

// A name of the hub: ORG/NAME or NAME, of letters, digits, '.', '_', '-', without "..".
bool isHubName(const std::string& model) {
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '.' || c == '_' || c == '-' || c == '/';
    };
    return !model.empty() && model.size() <= 96 && model.front() != '/' && model.back() != '/' &&
           model.front() != '.' && model.find("..") == std::string::npos &&
           std::count(model.begin(), model.end(), '/') <= 1 &&
           std::all_of(model.begin(), model.end(), allowed);
}

// A folder of a model and the name that finds it.
struct NamedFolder {
    std::string name;
    fs::path folder;
};

// Sub-folders with a config.json, one or two levels deep.
void listModels(const fs::path& folder, std::vector<NamedFolder>& found) {
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator(folder, failed)) {
        if (isModel(entry.path())) {
            found.push_back({toUtf8(entry.path().filename()), entry.path()});
            continue;
        }
        std::error_code inner;
        for (const auto& below : fs::directory_iterator(entry.path(), inner))
            if (isModel(below.path()))
                found.push_back(
                    {toUtf8(entry.path().filename() / below.path().filename()), below.path()});
    }
}

void listCache(const fs::path& cache, std::vector<NamedFolder>& found) {
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator(cache, failed)) {
        std::string name = toUtf8(entry.path().filename());
        if (name.rfind("models--", 0) != 0)
            continue;
        const auto snapshot = snapshotOf(entry.path());
        if (!snapshot)
            continue;
        name.erase(0, 8);
        if (const std::size_t at = name.find("--"); at != std::string::npos)
            name.replace(at, 2, "/");
        found.push_back({name, *snapshot});
    }
}

// By name, each name once: the folder that is looked at first.
std::vector<NamedFolder> listAll() {
    std::vector<NamedFolder> found;
    for (const fs::path& folder : modelFolders())
        listModels(folder, found);
    listCache(hubCache(), found);
    const auto byName = [](const NamedFolder& a, const NamedFolder& b) { return a.name < b.name; };
    const auto sameName = [](const NamedFolder& a, const NamedFolder& b) {
        return a.name == b.name;
    };
    std::stable_sort(found.begin(), found.end(), byName);
    found.erase(std::unique(found.begin(), found.end(), sameName), found.end());
    return found;
}

} // namespace

fs::path findModel(const std::string& model, const fs::path& base) {
    if (model.empty() || model.find('\0') != std::string::npos)
        throw UsageError(say(ATTUNE_TEXT("core", "No model is named.")), {},
                         say(ATTUNE_TEXT("core", "Name a model folder, or org/name of a model "
                                                 "in the local cache.")));
    std::error_code ignored;
    const fs::path direct = base / expanded(model);
    if (isModel(direct))
        return fs::absolute(direct, ignored).lexically_normal();

    std::vector<std::string> looked = {toUtf8(direct)};
    const std::vector<fs::path> folders = modelFolders();
    const fs::path cache = hubCache();
    if (isHubName(model)) {
        const std::string name = model.substr(model.find('/') + 1);
        for (const fs::path& folder : folders) {
            for (const fs::path& candidate : {folder / model, folder / name})
                if (isModel(candidate))
                    return fs::absolute(candidate, ignored).lexically_normal();
            looked.push_back(toUtf8(folder));
        }
        std::string entry = "models--" + model;
        if (const std::size_t at = entry.find('/'); at != std::string::npos)
            entry.replace(at, 1, "--");
        if (const auto snapshot = snapshotOf(cache / entry))
            return *snapshot;
        looked.push_back(toUtf8(cache));
    }
    if (fs::is_directory(direct, ignored))
        throw UsageError(say(ATTUNE_TEXT("core", "The folder has no config.json, so it is no model "
                                                 "folder.")),
                         toUtf8(direct),
                         say(ATTUNE_TEXT("core", "Choose the folder that holds config.json and "
                                                 "model.safetensors.")));
    std::vector<std::string> known;
    for (const NamedFolder& found : listAll())
        known.push_back(found.name);
    throw UsageError(
        say(ATTUNE_TEXT("core", "The model “%1” was not found. Looked in: %2."), model,
            listed(looked, 8)),
        {},
        known.empty() ? say(ATTUNE_TEXT("core", "No model is there yet; put a Hugging Face model "
                                                "folder into one of them."))
                      : say(ATTUNE_TEXT("core", "Models found there: %1."), listed(known)));
}

std::vector<fs::path> knownModelFolders() {
    std::vector<fs::path> folders;
    for (const NamedFolder& found : listAll())
        folders.push_back(found.folder);
    return folders;
}

} // namespace attune
