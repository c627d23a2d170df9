// SPDX-License-Identifier: GPL-3.0-or-later
// The account of reading a recipe's data. Internal to this room.
#pragma once

#include "studio/studio.h"

namespace attune::studio {

// Moves it out of `split`, whose rows stay, into `read`, which may be null.
inline void takeReadData(Split& split, ReadData* read) {
    if (read != nullptr)
        *read = {std::move(split.notes), std::move(split.files), split.filters,
                 static_cast<std::int64_t>(split.skippedRows)};
}

} // namespace attune::studio
