// SPDX-License-Identifier: GPL-3.0-or-later
// A model by its name: from the Hugging Face Hub into the local cache, the files that Attune reads
// and no others. Every file is checked against its digest before it gets its name; a fetch that is
// cut off or cancelled goes on where it stood when it is called again.
#pragma once

#include "hub/hub_settings.h"

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace attune {

struct FetchProgress {
    std::string file;       // under way
    std::uint64_t done = 0; // bytes, of all files together
    std::uint64_t all = 0;
};

struct FetchedModel {
    std::string name;  // ORG/NAME
    std::string model; // what finds it again: the name, with @REVISION where that is not main
    std::string commit;
    fs::path folder;                // of the snapshot
    std::vector<std::string> files; // in it, by name
    std::uint64_t loaded = 0;       // bytes that came over the network
    std::vector<Message> notes;     // why the cache alone was asked; empty: the hub answered
};

// `name`: ORG/NAME or ORG/NAME@REVISION. `revision`: a branch, a tag or a commit, where the name
// has none; empty: main. Throws UsageError for names that can't be, Error for what the hub or the
// disk refuses, Cancelled when stopped. Processes may fetch the same model side by side. Offline,
// and where the hub can't be reached, the model that the cache has of that revision is the result,
// if its weights are there.
FetchedModel fetchModel(const HubSettings& settings, const std::string& name,
                        const std::string& revision = {},
                        const std::function<void(const FetchProgress&)>& progress = {},
                        const std::stop_token& stop = {});

} // namespace attune
