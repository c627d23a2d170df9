// SPDX-License-Identifier: GPL-3.0-or-later
// A toy task for tests: texts of random tokens whose label is the kind of token that stands in them
// most often, so that a bag of words can learn it.
#pragma once

#include "base/random.h"
#include "data/encoded_set.h"

namespace attune {

inline EncodedSet toyTexts(std::size_t rows, std::int32_t labels, std::uint64_t seed,
                           std::int32_t vocabulary = 60) {
    EncodedSet set;
    set.starts = {0};
    RandomStream random(streamKey(seed, "toy"));
    for (std::size_t row = 0; row < rows; ++row) {
        const auto label =
            static_cast<std::int32_t>(random.below(static_cast<std::size_t>(labels)));
        for (std::size_t i = 0, length = 3 + random.below(18); i < length; ++i) {
            auto id = static_cast<std::int32_t>(random.below(static_cast<std::size_t>(vocabulary)));
            if (random.uniform() < 0.5) // half of the tokens speak of the label
                id = id / labels * labels + label;
            set.ids.push_back(id < vocabulary ? id : label);
        }
        set.starts.push_back(set.ids.size());
        set.labels.push_back(label);
    }
    return set;
}

} // namespace attune
