// SPDX-License-Identifier: GPL-3.0-or-later
// Which row of a spec's table of distances two tokens have.
#pragma once

#include "model/encoder_spec.h"

#include <vector>

namespace attune {

// The rows for the distances (place of the key - place of the query) from -(length - 1) to
// length - 1, [2 * length - 1]. The spec has relative positions.
std::vector<std::int64_t> relativeRows(const EncoderSpec& spec, std::int64_t length);

} // namespace attune
