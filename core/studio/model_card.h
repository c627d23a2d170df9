// SPDX-License-Identifier: GPL-3.0-or-later
// The README.md of an exported Hugging Face folder: a model card
// (https://huggingface.co/docs/hub/model-cards) in English, of what the run tells. It names no
// folder of the person's machine: of files only their names.
#pragma once

#include "model/model_folder.h"
#include "studio/run_facts.h"

namespace attune::studio {

struct CardFacts {
    std::string name;      // of the model
    std::string baseModel; // "org/name", or the name of a folder; empty: unknown
    std::string licence;   // of the base, as it tells it; empty: unknown
    std::string languages; // likewise, "en, de"
    std::optional<RunFacts> run;
};

// What the folder and the run around it tell.
CardFacts cardFactsOf(const fs::path& modelFolder);
std::string modelCard(const ModelFolder& model, const CardFacts& facts);

} // namespace attune::studio
