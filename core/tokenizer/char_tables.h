// SPDX-License-Identifier: GPL-3.0-or-later
// The tables behind char_classes.h; their content is written by tables/make_tables.py.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace attune::tables {

struct CharRange {
    std::uint32_t first, last; // both inside
};
template <std::size_t N> using Ranges = std::array<CharRange, N>;

// Each `step`-th code point from first to last becomes itself + difference.
struct LowercaseRun {
    std::uint32_t first, last, step;
    std::int32_t difference;
};

extern const Ranges<10> kSpace;
extern const Ranges<25> kRemoved;
extern const Ranges<156> kPunctuation;
extern const Ranges<278> kNonspacing;
extern const Ranges<250> kMark;
extern const Ranges<7> kChinese;
extern const Ranges<796> kWord;
extern const Ranges<146> kDigit;
extern const Ranges<376> kReshaped;
extern const std::array<LowercaseRun, 185> kLowercase;

} // namespace attune::tables
