// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers as people read them, in the language of the window: "43,416", "61%", "2 min 54 s".
#pragma once

#include <QString>

#include <cstdint>

namespace attune::ui {

QString countText(std::int64_t value);               // 43,416
QString percentText(double share, int decimals = 0); // 0.613 -> 61%
QString scoreText(double score);                     // 0.880
QString bytesText(std::uint64_t bytes);              // 61 MB, 7.7 GB
QString durationText(double seconds);                // 54 s, 2 min 54 s, 3 h 05 min
QString powerOfTen(int exponent);                    // 10⁻⁵
QString rateText(double rate, int digits = 6);       // 5e-05 -> 5e-5
QString clockText(double secondsSinceEpoch);         // 13:58
QString clockSecondsText(double secondsSinceEpoch);  // 13:58:22
QString whenText(double secondsSinceEpoch);          // today 13:58

} // namespace attune::ui
