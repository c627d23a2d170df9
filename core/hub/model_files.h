// SPDX-License-Identifier: GPL-3.0-or-later
// The files that a model folder is read from, beside config.json: what is fetched, what is opened,
// and what fingerprints are of.
#pragma once

#include "base/files.h"

#include <array>
#include <set>
#include <span>
#include <string>

namespace attune {

// A tokenizer; most have some of them.
inline constexpr std::array kTokenizerFiles = {
    // Vocabularies of sentencepiece: the first that is there is read.
    "sentencepiece.bpe.model",
    "spiece.model",
    "spm.model",
    "tokenizer.model",
    "sentencepiece.model",
    // In other forms, and settings.
    "added_tokens.json",
    "merges.txt",
    "special_tokens_map.json",
    "tokenizer.json",
    "tokenizer_config.json",
    "vocab.json",
    "vocab.txt",
};
inline constexpr std::span<const char* const> kSentencePieceFiles(kTokenizerFiles.data(), 5);

// Weights: the first that is there is read, as transformers looks for them.
inline constexpr std::array kWeightFiles = {"model.safetensors", "model.safetensors.index.json",
                                            "pytorch_model.bin", "pytorch_model.bin.index.json"};
// The files that an index of weights names, as they stand there.
std::set<std::string> shardsOf(const fs::path& index);
// Whether the weights that are read in a folder are there, all pieces of them.
bool hasWeights(const fs::path& folder);

} // namespace attune
