// SPDX-License-Identifier: GPL-3.0-or-later
// Models by name, and the folders where a person keeps some.
#include "model/model_places.h"
#include "studio/studio.h"

namespace attune::studio {

std::vector<fs::path> modelFolders() { return addedModelFolders(); }
void addModelFolder(const fs::path& folder) { attune::addModelFolder(folder); }
void removeModelFolder(const fs::path& folder) { attune::removeModelFolder(folder); }

std::vector<CachedModel> cachedModels() { return modelsInCache(hubSettings().cache); }

fs::path hubCacheFolder() { return hubSettings().cache; }

FetchedModel fetchModel(const std::string& name, const std::string& revision,
                        const std::function<void(const FetchProgress&)>& progress,
                        std::stop_token stop) {
    return attune::fetchModel(hubSettings(), name, revision, progress, stop);
}

} // namespace attune::studio
