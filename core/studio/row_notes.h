// SPDX-License-Identifier: GPL-3.0-or-later
// What is told of the rows of a table. Internal to this room.
#pragma once

#include "data/dataset.h"

namespace attune::studio {

// Adds a note for each of the first rows that something is wrong with, in the order given, and one
// with the number of the others.
struct RowNote {
    SkippedRow row;
    Message hint;
};
void noteRows(Problems& notes, const std::string& source, const std::vector<RowNote>& rows);
void noteRows(Problems& notes, const std::string& source, const std::vector<SkippedRow>& rows);

// Adds how many of `texts` texts are empty, if any, and where the first of them stand.
void noteEmpty(Problems& notes, const std::string& source, const std::vector<SkippedRow>& rows,
               std::size_t texts, Message hint = {});

// Adds how many texts were cut, if any.
void noteTruncated(Problems& notes, std::uint64_t texts, std::size_t maxLength);

// Adds how many of the tokens are unknown to the tokenizer, if any.
void noteUnknown(Problems& notes, std::uint64_t unknown, std::uint64_t tokens);

} // namespace attune::studio
