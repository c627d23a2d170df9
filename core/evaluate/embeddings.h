// SPDX-License-Identifier: GPL-3.0-or-later
// Texts as vectors of a pretrained encoder that is left as it is.
#pragma once

#include "data/encoded_set.h"
#include "evaluate/logistic.h"
#include "model/model_folder.h"

#include <functional>
#include <stop_token>

namespace attune {

// The mean of the last hidden states over the tokens of each text, special tokens included
// (sentence-transformers' mean pooling): [rows, H]. A head of the folder is not asked. In fp32; the
// same set gives the same bits again. Throws what loading and predicting throw.
TextVectors embedTexts(const ModelFolder& folder, const EncodedSet& set,
                       const EngineOptions& options,
                       const std::function<void(std::size_t, std::size_t)>& progress = {},
                       std::stop_token stop = {});

// Gives each column mean 0 and variance 1 over `rows`, in place; one that never changes becomes 0.
void standardise(TextVectors& vectors, std::span<const std::size_t> rows);

} // namespace attune
