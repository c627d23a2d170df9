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
    checkAnyExample(set.examples, set.source, model.task);
    return set;
}

void checkAnyExample(const std::vector<Example>& examples, const std::string& where, Task task) {
    if (examples.empty())
        throw UsageError(say(ATTUNE_TEXT("core", "None of the rows can be used: there is no text "
                                                 "with what the task asks of it.")),
                         where,
                         say(ATTUNE_TEXT("core", "Give data of the task “%1”, and name the column "
                                                 "of the labels."),
                             infoOf(task).key));
}

} // namespace attune::studio
