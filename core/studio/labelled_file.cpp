// SPDX-License-Identifier: GPL-3.0-or-later
#include "studio/labelled_file.h"

#include "studio/row_notes.h"

namespace attune::studio {

Dataset readLabelled(const EvaluateOptions& options, const ModelFolder& model, Problems& notes,
                     const std::stop_token& stop) {
    const fs::path data = fromUtf8(options.data);
    ReadOptions reading;
    reading.table.encoding = options.encoding;
    reading.table.delimiter = options.delimiter;
    reading.table.stop = stop;
    const ChosenColumns chosen = chooseColumns(data, reading.table, model,
                                               {options.text, options.pair, options.label}, true);
    reading.task = model.task;
    reading.labelColumns = chosen.columns.labels;
    reading.labelSeparator = chosen.columns.separator;
    reading.text = chosen.columns.text;
    reading.pair = chosen.columns.pair;
    reading.label = chosen.columns.label;
    Dataset set = readDataset(data, reading);
    notes.insert(notes.end(), chosen.notes.begin(), chosen.notes.end());
    notes.insert(notes.end(), set.notes.begin(), set.notes.end());
    noteRows(notes, set.source, set.skipped);
    return set;
}

} // namespace attune::studio
