// SPDX-License-Identifier: GPL-3.0-or-later
// Labelled texts as values, the settings that say where they are, and the account of every row.
#pragma once

#include "base/parameter.h"
#include "data/task.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace attune {

// A part of a text that has a label: bytes [begin, end) of Example::text, between code points.
struct TextSpan {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::int32_t type = 0; // number of the type: 0 .. Dataset::labels.size() / 2 - 1
    bool operator==(const TextSpan&) const = default;
};

// A text with what is to be said of it. The target of each task stands in a field of its own, and
// those of other tasks stay as they are here.
struct Example {
    std::string text;        // UTF-8
    std::string pair;        // second text of a pair, else empty
    std::int32_t label = -1; // SingleLabel: index into Dataset::labels; -1: none given
    std::uint32_t line = 0;  // line of the file where the row starts, from 1 (class folders: 0)
    std::uint32_t row = 0;   // number of the row among the data rows, from 0
    std::vector<std::int32_t> labels{}; // MultiLabel: ascending indices into Dataset::labels
    double value = 0;                   // Regression: finite; NaN: none given
    std::vector<TextSpan> spans{};      // TokenLabels: ascending, none overlaps another
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
    // Names in code-point order; ids are indices. TokenLabels: the tags of the types, which makes
    // B-LOC, B-PER, I-LOC, I-PER, O: with n types B of type k has id k, I has id n + k, O has 2n.
    // Regression: the name of the label column.
    std::vector<std::string> labels;
    Task task = Task::SingleLabel;
    bool hasPairs = false;
    std::vector<SkippedRow> skipped; // in the order of the file
    Problems notes;                  // encoding and delimiter as found, repairs, oddities
    std::string source;              // path, for messages
    // Its name, or those of several with ", " between; empty: none was read, and no example has a
    // target (without labels is an answer of MultiLabel, without spans one of TokenLabels).
    std::string labelColumn;
    std::string labelSeparator; // MultiLabel: as taken, see DataSettings::label_separator
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
    std::vector<std::string> label_columns; // MultiLabel: a 0/1 column a label, not `label`
    std::string label_separator = "auto";   // MultiLabel: auto, semicolon, pipe, comma, ...
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

// The digest of the texts and their targets (labels by name), in order.
std::string fingerprintOf(std::span<const Example> examples,
                          const std::vector<std::string>& labels);

// What hinders training on these labels (Severity::Error: no rows, one label only, almost as many
// labels as rows) or is odd (Warning: labels that differ only in case, width or white space).
Problems checkLabels(const Dataset& data);

} // namespace attune
