// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a batch fits a spec: what a wrong id does inside of a kernel ranges from an exception to
// the end of the process.
#pragma once

#include "model/engine.h"

namespace attune {

// Throws std::invalid_argument where the parts of the batch do not fit together, an Error where its
// texts do not fit the model.
void checkBatch(const EncoderSpec& spec, const PackedBatch& batch, const PassOptions& options);

} // namespace attune
