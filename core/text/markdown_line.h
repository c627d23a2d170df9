// SPDX-License-Identifier: GPL-3.0-or-later
// The marks of Markdown within a line: emphasis, code, links, escapes. Internal to this room.
#pragma once

#include "text/rewrite.h"

namespace attune {

// What is to be taken away of the line (or the part of one) at `line`, in order, without overlap.
// Emphasis pairs as CommonMark's flanking rules say, but only within a line and of equal length, so
// that a lone "*" or snake_case stays.
std::vector<Span> markdownMarks(std::string_view text, Span line);

} // namespace attune
