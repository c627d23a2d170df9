// SPDX-License-Identifier: GPL-3.0-or-later
// Folders that a person added to the places where models are looked for: a list in
// $XDG_CONFIG_HOME/attune/model-folders.json that the window and the command line share. A folder
// is either a model itself or holds some, one or two levels deep.
#pragma once

#include "base/files.h"

#include <vector>

namespace attune {

// In the order in which they were added. An Error where the list is damaged: all three leave it as
// it is.
std::vector<fs::path> addedModelFolders();
// Throws UsageError for what is no folder. A folder that is there already moves to the end.
void addModelFolder(const fs::path& folder);
void removeModelFolder(const fs::path& folder);

// Whether findModel() looks `model` up in those places and in the Hugging Face cache: it is written
// like a name, ORG/NAME or NAME, with @REVISION or without, and no model folder of this name, nor a
// run folder with its finished model, lies at `base`. Else it is a path.
bool isModelName(const std::string& model, const fs::path& base);

} // namespace attune
