// SPDX-License-Identifier: GPL-3.0-or-later
// Answers beside the columns of their rows, as csv, tsv or jsonl. Internal to this room.
#pragma once

#include "base/files.h"
#include "base/json.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace attune::studio {

struct AnswerRow {
    std::uint32_t line = 0;             // of the table, for messages
    std::span<const std::string> cells; // one per column; of a row that cannot be read, as found
    std::string_view raw;               // see TableRow
    bool answered = false;
    std::string prediction;      // as a cell
    OrderedJson predictionJson;  // as a value of jsonl
    std::optional<double> score; // as of scoreOf() (answers.h)
    std::vector<double> scores;  // by label id
    OrderedJson logits;          // null: not asked for
};

class AnswerWriter {
public:
    virtual ~AnswerWriter() = default;
    virtual void begin(FileWriter& file) = 0;
    virtual void write(FileWriter& file, const AnswerRow& row) = 0;
};

// Cells beyond the columns, and lines that are no JSON object, stay too: in jsonl as
// `additional_cells` and `unreadable` of their row, in csv and tsv in a last column, `extra` (a
// JSON list of the cells, or the line), which is left out where it is empty: then no row has any.
//
// By the ending of `path`: .csv, .tsv, .jsonl; anything else is a UsageError.
std::unique_ptr<AnswerWriter> makeAnswerWriter(const fs::path& path,
                                               const std::vector<std::string>& columns,
                                               const std::string& extra = {});

// The separator by the ending of `path`: a comma for .csv, a tab for .tsv, NUL for .jsonl, which
// has none; anything else is a UsageError. A format with one needs `extra`, and has no room for
// lists of scores.
char separatorOf(const fs::path& path);

// "prediction", or "prediction_2" where the table already has such a column.
std::string freshColumn(const std::vector<std::string>& columns, const std::string& name);

} // namespace attune::studio
