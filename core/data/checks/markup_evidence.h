// SPDX-License-Identifier: GPL-3.0-or-later
// Whether what looks like HTML surely is. Internal to this room.
#pragma once

#include "text/rewrite.h"

namespace attune {

// Of what the cleaning rule “html” took out of `text`: whether each piece is surely HTML. Sure are
// character references with their semicolon, comments and declarations, tags with name=value, tags
// that never have content (<br>, <hr>, <img>), and opening and closing tags that match. A lone
// bare tag is not: “if (a<b && c>d)”, “<i> as loop variable”.
bool isSurelyMarkup(std::string_view text, const Rewrite& taken);

} // namespace attune
