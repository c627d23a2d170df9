// SPDX-License-Identifier: GPL-3.0-or-later
// A new file or folder that is whole or absent, in a place where nothing may be replaced.
#pragma once

#include "base/files.h"

namespace attune {

// `make` gets a path beside `path` where nothing stands, and makes a file or a folder there. That
// is synced, then put in place, unless something stands there by now: an Error, and that stays. An
// empty folder counts as nothing. Folders above it that are missing are made, and removed again
// where it fails, as is what `make` left. What a kill leaves removeUnpublished() removes.
void publishNew(const fs::path& path, const std::function<void(const fs::path&)>& make);

} // namespace attune
