// SPDX-License-Identifier: GPL-3.0-or-later
// How much memory training takes, estimated before anything ran.
#pragma once

#include "model/encoder_spec.h"
#include "model/engine.h"
#include "train/settings.h"

#include <cstdint>

namespace attune::studio {

// Where training runs, were the device there that may be asked for.
DeviceKind deviceOf(const TrainingSettings& settings);

// For batches of texts of `longest` tokens, the program itself included.
std::uint64_t trainingBytes(const EncoderSpec& spec, const TrainingSettings& settings,
                            std::int64_t longest);

} // namespace attune::studio
