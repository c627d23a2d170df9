// SPDX-License-Identifier: GPL-3.0-or-later
// The word lists of resources/words, compiled in: lines that end with LF, fields with a tab
// between. For the operators of cleaning and of augmentation.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

namespace attune {

extern const std::string_view kEmojiList;  // sequence, English name, Chinese name
extern const std::string_view kEntityList; // name, code points in hexadecimal with a space between
extern const std::string_view kKeyboardList; // language, key, the keys around it
extern const std::string_view kShapeList;    // characters of Chinese that look alike
extern const std::string_view kStopWordList; // language, its words

// Calls visit(fields) for every line.
void eachLine(std::string_view list,
              const std::function<void(const std::vector<std::string_view>&)>& visit);

} // namespace attune
