// SPDX-License-Identifier: GPL-3.0-or-later
// What is told of the rows of a table. Internal to this room.
#pragma once

#include "data/dataset.h"

namespace attune::studio {

// Adds a note for each of the first rows that something is wrong with, and one with the number of
// the others.
void noteSkipped(Problems& notes, const std::string& source, const std::vector<SkippedRow>& rows,
                 const Message& hint = {});

// Adds how many texts were cut, if any.
void noteTruncated(Problems& notes, std::uint64_t texts, std::size_t maxLength);

// Adds how many of the tokens are unknown to the tokenizer, if any.
void noteUnknown(Problems& notes, std::uint64_t unknown, std::uint64_t tokens);

} // namespace attune::studio
