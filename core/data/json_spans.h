// SPDX-License-Identifier: GPL-3.0-or-later
// Labelled spans as the cell of a table holds them:
//   [[0, 3, "PER"], {"start": 7, "end": 11, "label": "LOC"}]
// counted in code points, as Python's strings are; or the tags of a list of words, where the text
// is such a list. Internal to this room.
#pragma once

#include "base/error.h"
#include "data/tag_scheme.h"

#include <optional>

namespace attune {

// Bytes [begin, end) of a text.
struct NamedSpan {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string type;
    bool operator==(const NamedSpan&) const = default;
};

struct SpanReading {
    std::vector<NamedSpan> spans; // ascending, none overlaps another
    Message problem;              // why the cell cannot be read; else empty
    bool mended = false;          // white space at the ends of a span was left out, or a double
};

// The texts of a JSON list that holds nothing but strings; nothing where `cell` is none.
std::optional<std::vector<std::string>> stringList(const std::string& cell);
// The same where numbers and booleans are texts too.
std::optional<std::vector<std::string>> scalarList(const std::string& cell);

// Whether it is a list of at least one span, of whatever text.
bool readsAsSpans(const std::string& cell);

// `cell` is blank (no spans) or a list of spans of `text`.
SpanReading readSpans(const std::string& cell, std::string_view text);

// The spans of words that have these tags, in the text that joinedWords() makes of them.
std::vector<NamedSpan> spansOfWords(std::span<const WordSpan> spans,
                                    std::span<const std::pair<std::size_t, std::size_t>> places);

// As a cell: [[0, 3, "PER"]].
std::string spansCell(std::span<const NamedSpan> spans, std::string_view text);

} // namespace attune
