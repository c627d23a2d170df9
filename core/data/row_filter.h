// SPDX-License-Identifier: GPL-3.0-or-later
// Row filters: settings of `data` that leave rows of the training part out. They look at the texts
// as they stand in the file, before any cleaning, and never touch validation or test rows.
//
// In this order, the first that fits gives the reason: length, language, pattern, doubles (same
// text in its loose form, second text and label included), near doubles (same label; of texts that
// are alike the first stays). Of pairs, length, language and pattern look at the first text.
#pragma once

#include "data/dataset.h"

#include <stop_token>

namespace attune {

// The described parameters `filter.*`, a part of dataFields().
const Fields<DataSettings>& filterFields();

// What the values tell together: patterns that cannot be read, unknown languages, a least length
// above the greatest.
Problems checkFilters(const DataSettings& settings);

struct FilterCount {
    std::string filter;     // its key: "doubles"
    std::uint64_t rows = 0; // that it left out
    SkippedRow first;
};

struct FilteredRows {
    std::uint64_t before = 0;         // rows that were looked at
    std::vector<FilterCount> filters; // one for each filter that is set
    std::vector<SkippedRow> left;     // every row that was left out, in order
    std::uint64_t tooHard = 0;        // rows that stay because a pattern takes too long on them
    std::uint64_t limited = 0;        // rows that stay though not compared with all near doubles
};

bool hasFilters(const DataSettings& settings);

// Takes the rows out of `examples`. A UsageError for what checkFilters() finds; throws Cancelled
// when stopped.
FilteredRows filterRows(const DataSettings& settings, std::vector<Example>& examples,
                        std::stop_token stop = {});

} // namespace attune
