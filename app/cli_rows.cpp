// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli_rows.h"

namespace attune::cli {

void addRowsOptions(CLI::App& app, RowsOptions& options, const std::string& example) {
    app.add_option("RECIPE", options.recipe, "The recipe, a YAML file")->required();
    app.add_option("--set", options.settings, "Change a value of the recipe, such as " + example)
        ->type_name("KEY=VALUE")
        ->allow_extra_args(false);
    app.add_option("--limit", options.limit, "Only so many rows; 0: all")
        ->check(CLI::NonNegativeNumber)
        ->type_name("N")
        ->capture_default_str();
    app.add_option("--output", options.output,
                   "Write the rows to this csv file instead of standard output")
        ->type_name("FILE.csv");
    app.add_flag("--json", options.json, "Print one JSON document");
}

OrderedJson skippedJson(const std::vector<SkippedRow>& rows, const std::string& file) {
    OrderedJson list = OrderedJson::array();
    for (const SkippedRow& row : rows)
        list.push_back({
            {"file",   file             },
            {"line",   row.line         },
            {"reason", row.reason.text()}
        });
    return list;
}

OrderedJson warningsJson(const Problems& notes) {
    OrderedJson list = OrderedJson::array();
    for (const Problem& note : notes)
        if (note.severity == Problem::Severity::Warning)
            list.push_back(note.text());
    return list;
}

void addReadData(OrderedJson& json, const studio::ReadData& read) {
    OrderedJson rows = OrderedJson::array(), filters = OrderedJson::array();
    for (const DataFile& file : read.files)
        for (OrderedJson& row : skippedJson(file.skipped, file.source))
            rows.push_back(std::move(row));
    for (const FilterCount& filter : read.filters)
        filters.push_back({
            {"filter", filter.filter},
            {"rows",   filter.rows  }
        });
    json["skipped"] = read.skipped;
    json["skipped_rows"] = std::move(rows);
    json["filters"] = std::move(filters);
    json["warnings"] = warningsJson(read.notes);
}

} // namespace attune::cli
