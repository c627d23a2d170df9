// SPDX-License-Identifier: GPL-3.0-or-later
// Checks of a data set, and a repaired copy of it.
#include "base/lists.h"
#include "data/target.h"
#include "studio/copy_writer.h"
#include "studio/loaded_model.h"
#include "studio/studio.h"
#include "text/compare.h"

#include <algorithm>
#include <set>

namespace attune::studio {

namespace {

constexpr std::uint32_t kRowsBetweenReports = 4096;

TableOptions tableOptions(const CheckOptions& options, std::stop_token stop) {
    TableOptions table;
    table.encoding = options.encoding;
    table.delimiter = options.delimiter;
    table.stop = std::move(stop);
    return table;
}

std::string fingerprintOfTable(const fs::path& path) {
    std::error_code ignored;
    return fs::is_regular_file(path, ignored) ? fingerprintOfFile(path) : std::string();
}

// The findings that are to be repaired.
std::vector<DataFinding> chosenFindings(const CheckedData& checked,
                                        const std::vector<std::string>& kinds) {
    checkRepairKinds(kinds);
    std::vector<DataFinding> chosen;
    for (const DataFinding& finding : checked.findings)
        if (finding.repair.action != Repair::Action::None &&
            (kinds.empty() ? finding.repair.safe
                           : std::find(kinds.begin(), kinds.end(), finding.kind) != kinds.end()))
            chosen.push_back(finding);
    return chosen;
}

// The column that is named; empty where it need not be there, and is not.
std::string labelFor(const CheckOptions& options, const std::stop_token& stop) {
    if (!options.labelMayLack || options.label.empty())
        return options.label;
    const auto table = openTable(fromUtf8(options.data), tableOptions(options, stop));
    const std::vector<std::string>& columns = table->columns();
    return std::find(columns.begin(), columns.end(), options.label) == columns.end()
               ? std::string()
               : options.label;
}

} // namespace

void checkRepairKinds(const std::vector<std::string>& kinds) {
    std::vector<std::string> known, repairable;
    for (const CheckKind& kind : checkKinds()) {
        known.emplace_back(kind.key);
        if (kind.repairable)
            repairable.emplace_back(kind.key);
    }
    const auto isIn = [](const std::vector<std::string>& list, const std::string& kind) {
        return std::find(list.begin(), list.end(), kind) != list.end();
    };
    const std::string list = listed(repairable, repairable.size());
    for (const std::string& kind : kinds) {
        if (isIn(repairable, kind))
            continue;
        if (isIn(known, kind))
            throw UsageError(
                say(ATTUNE_TEXT("core", "Findings of the kind “%1” have no repair."), kind), {},
                say(ATTUNE_TEXT("core", "Kinds with one: %1."), list));
        const std::string nearest = nearestKey(kind, known);
        throw UsageError(
            say(ATTUNE_TEXT("core", "There is no kind of findings “%1”."), kind), {},
            nearest.empty()
                ? say(ATTUNE_TEXT("core", "Kinds with a repair: %1."), list)
                : say(ATTUNE_TEXT("core", "Did you mean “%2”? Kinds with a repair: %1."), list,
                      nearest));
    }
}

CheckedData checkData(const CheckOptions& options, std::stop_token stop, const Progress& progress) {
    const fs::path path = fromUtf8(options.data);
    const ChosenColumns chosen = chooseColumns(
        path, tableOptions(options, stop), {options.text, options.pair, labelFor(options, stop)});
    CheckedData out;
    out.columns = chosen.columns;
    out.notes = chosen.notes;
    ReadOptions read;
    read.table = tableOptions(options, stop);
    read.text = chosen.columns.text;
    read.pair = chosen.columns.pair;
    read.label = chosen.columns.label;
    read.task = taskOf(options.task);
    read.labelColumns = options.labelColumns;
    read.labelSeparator = options.labelSeparator;
    read.needLabels = false;
    read.keepEmpty = true;
    // Reading is told as the first fifth.
    read.progress = [&](std::uint64_t done, std::uint64_t all) {
        if (progress && all > 0)
            progress(0.2 * static_cast<double>(done) / static_cast<double>(all), 1);
    };
    out.fingerprint = fingerprintOfTable(path);
    const Dataset train = readDataset(path, read);
    out.notes.insert(out.notes.end(), train.notes.begin(), train.notes.end());
    std::optional<Dataset> test;
    if (!options.test.empty())
        test = readDataset(fromUtf8(options.test), read);
    for (const Dataset* data :
         std::initializer_list<const Dataset*>{&train, test ? &*test : nullptr})
        if (data && data->examples.empty() && data->skipped.empty())
            throw UsageError(say(ATTUNE_TEXT("core", "The data hold no rows.")), data->source,
                             say(ATTUNE_TEXT("core", "Below the names of the columns there must be "
                                                     "rows: a text and its label in each.")));
    out.rows = static_cast<std::int64_t>(train.examples.size());
    out.testRows = test ? static_cast<std::int64_t>(test->examples.size()) : 0;
    out.labels = static_cast<std::int64_t>(targetNames(train.task, train.labels).size());
    out.findings =
        checkDataset(train, test ? &*test : nullptr, std::move(stop), [&](double done, double all) {
            if (progress)
                progress(0.2 + 0.8 * done / all, 1);
        });
    return out;
}

RepairReport repairData(const CheckOptions& options, const CheckedData& checked,
                        const RepairOptions& repair, std::stop_token stop,
                        const Progress& progress) {
    const fs::path path = fromUtf8(options.data);
    checkCopy(path, fromUtf8(repair.output), repair.overwrite);
    RepairReport report;
    report.path = repair.output;
    const std::vector<DataFinding> chosen = chosenFindings(checked, repair.kinds);
    for (const DataFinding& finding : chosen)
        report.kinds.push_back(finding.kind);
    // Who names kinds wants them repaired: a plain copy would look as if they had been.
    if (chosen.empty() && !repair.kinds.empty())
        throw UsageError(say(ATTUNE_TEXT("core", "There is nothing to repair: no findings of %1, "
                                                 "so no copy was written."),
                             listed(repair.kinds, repair.kinds.size())),
                         options.data, say(ATTUNE_TEXT("core", "Use the file as it is.")));
    if (fingerprintOfTable(path) != checked.fingerprint)
        throw UsageError(say(ATTUNE_TEXT("core", "The data have changed since they were checked.")),
                         options.data, say(ATTUNE_TEXT("core", "Check them again.")));
    TableOptions reading = tableOptions(options, stop);
    reading.everyRow = true; // JSON objects are kept as they stand
    const std::unique_ptr<TableReader> table = openTable(path, reading);
    const auto place = [&](const std::string& name) {
        return name.empty() ? table->columns().size()
                            : placeOfColumn(table->columns(), name, options.data);
    };
    const std::size_t text = place(checked.columns.text);
    const std::size_t pair = place(checked.columns.pair);
    const std::size_t label = place(checked.columns.label);
    const RepairPlan plan(chosen);
    CopyWriter writer(fromUtf8(repair.output), table->columns(), repair.encoding, repair.delimiter);
    report.encoding = writer.encoding();
    report.delimiter = writer.delimiter();
    publishFile(fromUtf8(repair.output), [&](FileWriter& file) {
        writer.begin(file);
        std::uint32_t number = 0;
        for (TableRow row; table->next(row); row = {}) {
            if (!row.readable) {
                ++report.dropped; // a copy has no place for it
                continue;
            }
            if (progress && number % kRowsBetweenReports == 0)
                progress(static_cast<double>(table->position()),
                         static_cast<double>(table->size()));
            std::string none;
            const auto cell = [&](std::size_t at) -> std::string& {
                return at < row.cells.size() ? row.cells[at] : none;
            };
            std::string newText = cell(text);
            std::string newPair = cell(pair);
            std::string newLabel(trimmed(cell(label)));
            const RepairedRow done = plan.apply(number++, newText, newPair, newLabel);
            if (done.dropped) {
                ++report.dropped;
                continue;
            }
            std::set<std::size_t> changed;
            const auto set = [&](std::size_t at, std::string& value) {
                if (at >= row.cells.size() || row.cells[at] == value)
                    return;
                row.cells[at] = std::move(value);
                changed.insert(at);
            };
            if (done.textChanged) {
                set(text, newText);
                set(pair, newPair);
            }
            if (done.labelChanged)
                set(label, newLabel);
            ++report.rows;
            report.texts += done.textChanged;
            report.labels += done.labelChanged;
            writer.write(file, row, changed);
        }
        if (report.rows == 0)
            throw UsageError(say(ATTUNE_TEXT("core", "The repairs of %1 would leave no row."),
                                 listed(report.kinds, report.kinds.size())),
                             options.data, say(ATTUNE_TEXT("core", "Choose fewer of them.")));
    });
    return report;
}

} // namespace attune::studio
