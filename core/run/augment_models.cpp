// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/augment_models.h"

#include "evaluate/folder_judge.h"
#include "evaluate/masked_words.h"
#include "evaluate/near_words.h"
#include "model/model_folder.h"

#include <algorithm>

namespace attune {
namespace {

const std::vector<AugmentNeed>& needsOf(const OperatorStep& step) {
    static const std::vector<AugmentNeed> none;
    for (const AugmentDescription& known : augmentOperators())
        if (known.key == step.name)
            return known.needs;
    return none;
}

// Another text where any file of the folder was written anew: quick to make, unlike a digest.
std::string stateOf(const fs::path& folder) {
    std::vector<std::string> files;
    std::error_code ignored;
    for (fs::directory_iterator it(folder, ignored), end; it != end; it.increment(ignored)) {
        const auto size = it->is_regular_file(ignored) ? it->file_size(ignored) : 0;
        const auto written = it->last_write_time(ignored).time_since_epoch().count();
        files.push_back(toUtf8(it->path().filename()) + ' ' + std::to_string(size) + ' ' +
                        std::to_string(written));
    }
    std::sort(files.begin(), files.end());
    std::string all;
    for (const std::string& file : files)
        all += file + '\n';
    return all;
}

std::string behind(const std::string& where, const std::string& key) {
    return where.empty() ? key : where + ": " + key;
}

// What `open` throws, with the key that asked for it.
template <class Open> auto named(const std::string& key, Open&& open) {
    try {
        return open();
    } catch (const UsageError& error) {
        throw UsageError(error.message(), behind(error.where(), key), error.hint());
    } catch (const Error& error) {
        throw Error(error.message(), behind(error.where(), key), error.hint());
    }
}

std::string modelKey(std::size_t at) {
    return "augment.operators[" + std::to_string(at) + "].model";
}

// findModel() of a model that stands at `key`.
fs::path folderOf(const Recipe& recipe, const std::string& key, const std::string& model,
                  Problems* notes) {
    Problems own;
    const fs::path folder = named(key, [&] { return findModel(model, recipe.base, &own); });
    for (Problem& note : own) {
        note.field = key;
        if (notes != nullptr)
            notes->push_back(std::move(note));
    }
    return folder;
}

} // namespace

std::vector<fs::path> operatorModelFolders(const Recipe& recipe, Problems* notes) {
    std::vector<fs::path> folders;
    for (const OperatorStep& step : recipe.augment.operators) {
        const auto own = modelOf(step);
        folders.push_back(!asksModel(step) ? fs::path()
                          : own            ? folderOf(recipe, modelKey(folders.size()), *own, notes)
                                           : findModel(recipe.head.model, recipe.base));
    }
    return folders;
}

fs::path judgeFolder(const Recipe& recipe, Problems* notes) {
    return folderOf(recipe, "augment.judge", *recipe.augment.judge, notes);
}

template <class Model, class Open>
std::shared_ptr<const Model> AugmentModels::find(Opened& asked, const std::string& kind,
                                                 const fs::path& folder, const std::string& key,
                                                 Open&& open) {
    const std::string id = kind + '\n' + toUtf8(folder) + '\n' + stateOf(folder);
    auto known = asked.find(id);
    if (known == asked.end()) {
        const auto before = opened_.find(id);
        std::shared_ptr<const void> model = before != opened_.end()
                                                ? before->second
                                                : std::shared_ptr<const Model>(named(key, open));
        opened_[id] = model; // it stays though the next one may fail
        known = asked.emplace(id, std::move(model)).first;
    }
    return std::static_pointer_cast<const Model>(known->second);
}

AugmentContext AugmentModels::contextOf(const Recipe& recipe,
                                        const std::vector<std::string>& labels, bool pairs,
                                        Problems* notes) {
    // Held while models are opened: who asks for the same one waits for it.
    const std::lock_guard lock(mutex_);
    AugmentContext context;
    Opened asked;
    const std::vector<fs::path> folders = operatorModelFolders(recipe, notes);
    for (std::size_t i = 0; i < folders.size(); ++i) {
        if (folders[i].empty())
            continue;
        context.models.resize(folders.size());
        const std::string key = modelKey(i);
        for (const AugmentNeed need : needsOf(recipe.augment.operators[i]))
            if (need == AugmentNeed::Suggester)
                context.models[i].suggester =
                    find<Suggester>(asked, "suggester", folders[i], key,
                                    [&] { return openMaskedWords(folders[i]); });
            else
                context.models[i].neighbours =
                    find<Neighbours>(asked, "neighbours", folders[i], key,
                                     [&] { return openNearWords(folders[i]); });
    }
    if (recipe.augment.judge && recipe.augment.active()) {
        const fs::path folder = judgeFolder(recipe, notes);
        std::string kind = pairs ? "judge of pairs" : "judge";
        for (const std::string& label : labels)
            kind += '\n' + label;
        context.judge = find<Judge>(asked, kind, folder, "augment.judge",
                                    [&] { return openJudge(folder, labels, pairs); });
    }
    opened_ = std::move(asked);
    return context;
}

std::size_t AugmentModels::opened() const {
    const std::lock_guard lock(mutex_);
    return opened_.size();
}

} // namespace attune
