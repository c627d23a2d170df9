// SPDX-License-Identifier: GPL-3.0-or-later
// trimmed_vocabulary.json: of a model whose vocabulary was trimmed, the size that it had at first,
// and of each token the id that it had there.
#pragma once

#include "base/files.h"

#include <optional>
#include <vector>

namespace attune {

struct OriginalVocabulary {
    std::int64_t size = 0;
    std::vector<std::int32_t> ids; // -1: not there
};

// Nothing where the folder has no such file; an Error where it is damaged.
std::optional<OriginalVocabulary> readOriginalVocabulary(const fs::path& folder);
// After trimming `folder`, which may have been trimmed before, from `size` tokens to `oldIds`; -1
// stands for words that were added.
OriginalVocabulary originalVocabulary(const fs::path& folder, std::int64_t size,
                                      const std::vector<std::int32_t>& oldIds);
void writeOriginalVocabulary(const fs::path& folder, const OriginalVocabulary& vocabulary);

} // namespace attune
