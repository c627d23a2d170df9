// SPDX-License-Identifier: GPL-3.0-or-later
// Labelled spans through a rewrite of their text.
#pragma once

#include "data/dataset.h"
#include "text/rewrite.h"

namespace attune {

// Where the spans of the text `before` stand in the result; gives how many are no more, since
// nothing but white space is left of them. What is put in at the edge of a span is none of it.
// Where an edge lies within a change whose text has as many characters as before, it stays at its
// character; else the span takes all of what the change put in, up to the next span.
std::size_t moveSpans(std::vector<TextSpan>& spans, std::string_view before,
                      const Rewrite& rewrite);

} // namespace attune
