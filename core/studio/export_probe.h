// SPDX-License-Identifier: GPL-3.0-or-later
// The texts that an export is compared with its model on. Internal to this room.
#pragma once

#include "studio/loaded_model.h"

namespace attune::studio {

struct Probe {
    std::vector<Example> examples;
    std::size_t given = 0; // of them, the first: from a table; 0: all are made up
    bool pairs = false;
    Problems notes; // which texts of a file they are
};

// 200 texts made of the model's own tokens, of one to many hundreds of them, and some that are
// unusual: empty, of many scripts.
Probe makeProbe(const LoadedModel& model);

// The first 200 of a table, and some made-up ones, since the table's may all be of one length. A
// UsageError where it has no row that can be read.
Probe readProbe(const fs::path& data, const LoadedModel& model);

} // namespace attune::studio
