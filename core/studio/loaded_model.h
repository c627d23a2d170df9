// SPDX-License-Identifier: GPL-3.0-or-later
// A finished model ready to answer: folder, tokenizer and engine. Internal to this room.
#pragma once

#include "evaluate/predictor.h"
#include "model/model_folder.h"

#include <functional>
#include <memory>

namespace attune::studio {

// The model folder itself, or the one of a run folder ("model" in it).
fs::path finishedFolder(const fs::path& path);

// Where a table's texts and labels stand.
struct TableColumns {
    std::string text, pair, label;
};

struct LoadedModel {
    ModelFolder folder;
    std::unique_ptr<Tokenizer> tokenizer;
    std::unique_ptr<Engine> engine;
    // Longest encoding: model_max_length, capped by the positions.
    std::size_t maxLength = 0;
};

// Throws where the folder has no trained head. `precision`: "fp32", "bf16" or "auto" (fp32).
LoadedModel loadFinished(const fs::path& path, const std::string& precision);

// The names given, else "text" and "label" where the table has them, else what its content tells.
TableColumns chooseColumns(const fs::path& table, const std::string& encoding,
                           const std::string& delimiter, const TableColumns& given, bool needLabel);

// Progress of predictAll() within `from`..`to` of a whole.
using RowProgress = std::function<void(std::size_t, std::size_t)>;

} // namespace attune::studio
