// SPDX-License-Identifier: GPL-3.0-or-later
// Labelled texts as values, the settings that say where they are, and the account of every row.
#pragma once

#include "base/parameter.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace attune {

struct Example {
    std::string text;        // UTF-8
    std::string pair;        // second text of a pair, else empty
    std::int32_t label = -1; // index into Dataset::labels; -1: none given
    std::uint32_t line = 0;  // line of the file where the row starts, from 1 (class folders: 0)
    std::uint32_t row = 0;   // number of the row among the data rows, from 0
    bool operator==(const Example&) const = default;
};

// Rows that could not be used: each is listed with its line and why.
struct SkippedRow {
    std::uint32_t line = 0;
    Message reason;
};

// Beyond this a column holds no labels: a confusion matrix of them would fill the memory.
constexpr std::size_t maxLabels = 10'000;

struct Dataset {
    std::vector<Example> examples;
    std::vector<std::string> labels; // names in code-point order; ids are indices
    bool hasPairs = false;
    std::vector<SkippedRow> skipped;         // in the order of the file
    Problems notes;                          // encoding and delimiter as found, repairs, oddities
    std::string source;                      // path, for messages
    std::string labelColumn;                 // its name; empty: none was read
    std::vector<std::uint32_t> spacedLabels; // Example::row of labels that had white space around
    std::string fingerprint;                 // of the examples' texts and labels, in order
};

// The `data` part of a recipe.
struct DataSettings {
    std::string train;
    std::string validation;
    std::string test;
    std::string text = "text";
    std::string text_pair;
    std::string label = "label";
    double validation_split = 0.1;
    std::int64_t max_length = 128;
    std::string encoding = "auto";  // auto or an ICU name
    std::string delimiter = "auto"; // auto, comma, semicolon, tab, pipe, ...
    // Row filters: which rows of the training part are trained on (row_filter.h).
    std::optional<std::int64_t> filter_min_characters;
    std::optional<std::int64_t> filter_max_characters;
    std::vector<std::string> filter_languages; // ISO 639
    std::string filter_matching;               // a regular expression that finds something
    std::string filter_not_matching;           // one that finds nothing
    bool filter_doubles = false;
    std::optional<double> filter_near_doubles; // how much alike: alike_texts.h
    bool operator==(const DataSettings&) const = default;
};

// The described parameters of `data`, in the order of the recipe.
const Fields<DataSettings>& dataFields();

// How a file was read: "Read as csv, encoding UTF-8, delimiter comma." Only csv and tsv have a
// delimiter.
Message readingNote(const std::string& format, const std::string& encoding,
                    const std::string& delimiter);

// The digest of the texts and the names of their labels, in order.
std::string fingerprintOf(std::span<const Example> examples,
                          const std::vector<std::string>& labels);

// What hinders training on these labels (Severity::Error: no rows, one label only, almost as many
// labels as rows) or is odd (Warning: labels that differ only in case, width or white space).
Problems checkLabels(const Dataset& data);

} // namespace attune
