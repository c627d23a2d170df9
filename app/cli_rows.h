// SPDX-License-Identifier: GPL-3.0-or-later
// What the commands that show the rows of a recipe (clean, augment) have in common: their options,
// where the rows go, what is told of those that were left out.
#pragma once

#include "base/files.h"
#include "cli_command.h"

namespace attune::cli {

struct RowsOptions {
    std::string recipe;
    std::vector<std::string> settings;
    std::size_t limit = 0;
    std::string output;
    bool json = false;
};
// `example`: a setting, for the help of --set.
void addRowsOptions(CLI::App& app, RowsOptions& options, const std::string& example);

// Calls work(sink), which calls sink(row) for every row: its line goes to --output or to standard
// output, or with --json alone its object into the list that is returned.
template <class Row>
OrderedJson writeRows(Context& context, const RowsOptions& options, const std::string& header,
                      const std::function<std::string(const Row&)>& line,
                      const std::function<OrderedJson(const Row&)>& object,
                      const std::function<void(const std::function<void(const Row&)>&)>& work) {
    OrderedJson rows = OrderedJson::array();
    if (!options.output.empty()) {
        publishFile(fromUtf8(options.output), [&](FileWriter& file) {
            file.write(header + "\n");
            work([&](const Row& row) { file.write(line(row) + "\n"); });
        });
    } else if (options.json) {
        work([&](const Row& row) { rows.push_back(object(row)); });
    } else {
        context.out.line(header);
        work([&](const Row& row) { context.out.line(line(row)); });
    }
    return rows;
}

// [{"file", "line", "reason"}]
OrderedJson skippedJson(const std::vector<SkippedRow>& rows, const std::string& file);
// The texts of the warnings among them.
OrderedJson warningsJson(const Problems& notes);
// Adds "skipped", "skipped_rows", "filters" and "warnings".
void addReadData(OrderedJson& json, const studio::ReadData& read);

} // namespace attune::cli
