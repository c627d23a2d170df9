// SPDX-License-Identifier: GPL-3.0-or-later
// Where a model of a recipe lies: folders that the person named, the places of Attune, the cache of
// the Hugging Face Hub.
#include "base/entries.h"
#include "base/environment.h"
#include "base/lists.h"
#include "base/parameter.h"
#include "hub/hub_cache.h"
#include "hub/hub_settings.h"
#include "model/model_folder.h"
#include "model/model_places.h"

#include <algorithm>
#include <map>

namespace attune {

namespace {

// Folders of models, in the order of looking.
std::vector<fs::path> placesOfModels() {
    std::vector<fs::path> folders;
    try {
        folders = addedModelFolders();
    } catch (const Error&) {
        // The other places count all the same; the list of models tells of it.
    }
    const std::string list = environmentVariable("ATTUNE_MODELS");
    for (std::size_t at = 0; at < list.size();) {
        const std::size_t end = std::min(list.find(':', at), list.size());
        if (end > at)
            folders.push_back(fromHome(list.substr(at, end - at)));
        at = end + 1;
    }
    const std::string data = environmentVariable("XDG_DATA_HOME");
    folders.push_back((fs::path(data).is_absolute() ? fs::path(data) : fromHome("~/.local/share")) /
                      "attune" / "models");
    folders.emplace_back(ATTUNE_MODELS_DIR);
    return folders;
}

bool isModel(const fs::path& folder) {
    std::error_code ignored;
    return fs::is_regular_file(folder / "config.json", ignored);
}

// The model that a path means: the folder itself, or the finished model of a run folder.
std::optional<fs::path> modelAt(const fs::path& path) {
    for (const fs::path& folder : {path, path / "model"})
        if (isModel(folder))
            return folder;
    return {};
}

// A folder of a model and the name that finds it.
struct NamedFolder {
    std::string name;
    fs::path folder;
};

// The folder itself, or sub-folders with a config.json, one or two levels deep.
void listModels(const fs::path& folder, std::vector<NamedFolder>& found) {
    if (isModel(folder)) {
        found.push_back({toUtf8(folder.filename()), folder});
        return;
    }
    for (const fs::path& entry : entriesOf(folder)) {
        if (isModel(entry)) {
            found.push_back({toUtf8(entry.filename()), entry});
            continue;
        }
        for (const fs::path& below : entriesOf(entry))
            if (isModel(below))
                found.push_back({toUtf8(entry.filename() / below.filename()), below});
    }
}

// Of the cache alone: folders elsewhere tell nothing of revisions.
fs::path revisionOf(const fs::path& cache, const HubModel& model) {
    const fs::path repository = hubRepository(cache, model.name);
    if (auto snapshot = hubSnapshot(repository, model.revision))
        return *snapshot;
    std::vector<std::string> commits;
    for (const fs::path& entry : entriesOf(repository / "snapshots"))
        if (isModel(entry))
            commits.push_back(toUtf8(entry.filename()));
    throw UsageError(
        say(ATTUNE_TEXT("core", "The cache has no revision “%1” of the model “%2”."),
            model.revision, model.name),
        toUtf8(cache),
        commits.empty()
            ? say(ATTUNE_TEXT("core", "Fetch it with “attune-cli fetch %1@%2”."), model.name,
                  model.revision)
            : say(ATTUNE_TEXT("core", "Fetch it with “attune-cli fetch %1@%2”, or name a commit "
                                      "that is there: %3."),
                  model.name, model.revision, listed(commits, 8)));
}

// By name, each name once: the folder that is looked at first.
std::vector<NamedFolder> listAll() {
    std::vector<NamedFolder> found;
    for (const fs::path& folder : placesOfModels())
        listModels(folder, found);
    for (const CachedModel& model : modelsInCache(hubSettings().cache))
        found.push_back({model.name, model.folder});
    const auto byName = [](const NamedFolder& a, const NamedFolder& b) { return a.name < b.name; };
    const auto sameName = [](const NamedFolder& a, const NamedFolder& b) {
        return a.name == b.name;
    };
    std::stable_sort(found.begin(), found.end(), byName);
    found.erase(std::unique(found.begin(), found.end(), sameName), found.end());
    return found;
}

std::string lowerCase(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c | 0x20);
    return text;
}

// The known name that was likely meant, whatever the case and with or without an owner; "": none.
std::string nearName(const std::string& model, const std::vector<std::string>& known) {
    std::map<std::string, std::string> meant; // what may be written for a name
    for (const std::string& name : known) {
        meant.emplace(lowerCase(name.substr(name.rfind('/') + 1)), name);
        meant.insert_or_assign(lowerCase(name), name);
    }
    std::vector<std::string> written;
    for (const auto& [text, name] : meant)
        written.push_back(text);
    const std::string wanted = lowerCase(hubModelOf(model).name);
    std::string near = nearestKey(wanted, written);
    if (near.empty())
        near = nearestKey(wanted.substr(wanted.rfind('/') + 1), written);
    return near.empty() ? near : meant.at(near);
}

} // namespace

bool isModelName(const std::string& model, const fs::path& base) {
    return isHubName(hubModelOf(model).name) && !modelAt(base / fromHome(model));
}

fs::path findModel(const std::string& model, const fs::path& base, Problems* notes) {
    if (model.empty() || model.find('\0') != std::string::npos)
        throw UsageError(say(ATTUNE_TEXT("core", "No model is named.")), {},
                         say(ATTUNE_TEXT("core", "Name a model folder, or org/name of a model "
                                                 "in the local cache.")));
    std::error_code ignored;
    const fs::path direct = base / fromHome(model);
    if (const auto found = modelAt(direct))
        return fs::absolute(*found, ignored).lexically_normal();

    std::vector<std::string> looked = {toUtf8(direct)};
    const std::vector<fs::path> folders = placesOfModels();
    const fs::path cache = hubSettings().cache;
    const HubModel named = hubModelOf(model);
    const bool hubName = isModelName(model, base);
    if (hubName && named.name != model)
        return revisionOf(cache, named);
    if (hubName) {
        // By the whole name first: another owner's model may have the same short one.
        for (const fs::path& folder : folders)
            if (isModel(folder / model))
                return fs::absolute(folder / model, ignored).lexically_normal();
        Message other;
        if (const auto snapshot = hubSnapshotOfName(cache, model, &other)) {
            if (!other.empty() && notes != nullptr)
                notes->push_back(
                    {Problem::Severity::Warning,
                     "model",
                     {},
                     std::move(other),
                     say(ATTUNE_TEXT("core", "Name the one that you mean, as %1@REVISION, or fetch "
                                             "main with “attune-cli fetch %1”."),
                         model)});
            return *snapshot;
        }
        const std::string name = model.substr(model.find('/') + 1);
        for (const fs::path& folder : folders) {
            if (folder.filename() == name && isModel(folder))
                return folder;
            if (isModel(folder / name))
                return fs::absolute(folder / name, ignored).lexically_normal();
            looked.push_back(toUtf8(folder));
        }
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
    const std::string near = nearName(model, known);
    throw UsageError(
        say(ATTUNE_TEXT("core", "The model “%1” was not found. Looked in: %2."), model,
            listed(looked, 8)),
        {},
        !near.empty() && hubName
            ? say(ATTUNE_TEXT("core", "Did you mean “%1”? Else fetch it with “attune-cli fetch "
                                      "%2”."),
                  near, model)
        : !near.empty() ? say(ATTUNE_TEXT("core", "Did you mean “%1”?"), near)
        : known.empty() && hubName
            ? say(ATTUNE_TEXT("core", "Fetch it with “attune-cli fetch %1”, or put its folder into "
                                      "one of them."),
                  model)
        : known.empty() ? say(ATTUNE_TEXT("core", "No model is there yet; put a Hugging Face model "
                                                  "folder into one of them."))
        : hubName
            ? say(ATTUNE_TEXT("core", "Fetch it with “attune-cli fetch %1”, or take one that is "
                                      "there: %2."),
                  model, listed(known))
            : say(ATTUNE_TEXT("core", "Models found there: %1."), listed(known)));
}

std::vector<fs::path> knownModelFolders() {
    std::vector<fs::path> folders;
    for (const NamedFolder& found : listAll())
        folders.push_back(found.folder);
    return folders;
}

} // namespace attune
