// SPDX-License-Identifier: GPL-3.0-or-later
#include "studio/predictions.h"

#include "base/json.h"
#include "data/split.h"
#include "data/table_reader.h"
#include "run/run_folder.h"
#include "studio/answers.h"
#include "studio/loaded_model.h"
#include "studio/output_file.h"
#include "studio/run_data.h"
#include "studio/table_writer.h"

#include <unistd.h>

#include <algorithm>
#include <charconv>

namespace attune::studio {

namespace {

[[noreturn]] void refuse(const fs::path& file, std::uint32_t line) {
    throw Error(say(ATTUNE_TEXT("core", "What was written reads back other than it was meant.")),
                line > 0 ? toUtf8(file) + ":" + std::to_string(line) : toUtf8(file),
                say(ATTUNE_TEXT("core", "Check the disk and try again.")));
}

std::optional<double> numberIn(const std::string& text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value)
                                                                    : std::nullopt;
}

bool isProbability(const std::string& text) {
    const std::optional<double> value = numberIn(text);
    return value && *value >= 0 && *value <= 1;
}

// The ids of `labels` (TokenLabels: numbers of the types) that an answer names; nothing where it is
// no answer of this model.
std::optional<std::vector<std::int32_t>> namedIn(const ModelFolder& model,
                                                 const std::string& answer) {
    const std::vector<std::string>& labels = model.labels;
    const auto idOf = [&](const std::string& name) -> std::int32_t {
        const auto found = std::find(labels.begin(), labels.end(), name);
        return found == labels.end() ? -1 : static_cast<std::int32_t>(found - labels.begin());
    };
    std::vector<std::int32_t> ids;
    switch (model.task) {
    case Task::SingleLabel:
        ids.push_back(idOf(answer));
        break;
    case Task::MultiLabel:
        return labelsInCell(labels, answer);
    case Task::Regression:
        return numberIn(answer) ? std::optional(ids) : std::nullopt;
    case Task::TokenLabels: {
        const Json list = Json::parse(answer, nullptr, false);
        if (!list.is_array())
            return {};
        for (const Json& span : list)
            ids.push_back(span.is_object() && span.contains("label") && span["label"].is_string()
                              ? idOf("B-" + span["label"].get<std::string>())
                              : -1);
        break;
    }
    }
    if (std::find(ids.begin(), ids.end(), -1) != ids.end())
        return {};
    return ids;
}

void readBack(CheckedPredictions& out, const std::vector<std::string>& dataColumns,
              const ModelFolder& model, std::stop_token stop) {
    const fs::path file = fromUtf8(out.path);
    if (model.task == Task::TokenLabels)
        for (std::size_t type = 0; type < model.labels.size() / 2; ++type)
            out.byLabel.push_back({model.labels[type].substr(2), 0});
    else if (model.task != Task::Regression)
        for (const std::string& label : model.labels)
            out.byLabel.push_back({label, 0});
    if (out.report.rows == 0)
        return;
    TableOptions options;
    options.everyRow = true;
    options.encoding = "UTF-8";
    options.stop = stop;
    const auto table = openTable(file, options);
    const std::size_t prediction =
        placeOfColumn(table->columns(), freshColumn(dataColumns, "prediction"), out.path);
    const std::size_t score =
        placeOfColumn(table->columns(), freshColumn(dataColumns, "score"), out.path);
    for (TableRow row; table->next(row); ++out.rows) {
        if (!row.readable || std::max(prediction, score) >= row.cells.size())
            refuse(file, row.line);
        const std::string& answer = row.cells[prediction];
        const bool scored = !row.cells[score].empty() && row.cells[score] != "null";
        if (!scored && (answer.empty() || answer == "null"))
            continue;
        const auto found = namedIn(model, answer);
        if (!found || (scored ? !isProbability(row.cells[score])
                              : model.task == Task::SingleLabel || model.task == Task::MultiLabel))
            refuse(file, row.line);
        for (const std::int32_t label : *found)
            ++out.byLabel[static_cast<std::size_t>(label)].rows;
        ++out.answered;
    }
    const auto unanswered = static_cast<std::int64_t>(out.report.skippedRows.size());
    if (out.rows != out.report.rows || out.answered != out.report.rows - unanswered)
        refuse(file, 0);
}

// A file that is gone when this is.
class Scratch {
public:
    explicit Scratch(fs::path path) : path_(std::move(path)) {}
    ~Scratch() {
        std::error_code ignored;
        fs::remove(path_, ignored);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

} // namespace

CheckedPredictions predictChecked(const fs::path& modelFolder, const PredictOptions& options,
                                  const Progress& progress, std::stop_token stop) {
    CheckedPredictions out;
    out.path = options.output;
    const ModelFolder model = openFinished(modelFolder);
    TableOptions reading;
    reading.encoding = options.encoding;
    reading.delimiter = options.delimiter;
    reading.stop = stop;
    const std::vector<std::string> columns = openTable(fromUtf8(options.data), reading)->columns();
    out.report = predictFile(modelFolder, options, progress, stop);
    readBack(out, columns, model, stop);
    return out;
}

CheckedPredictions predictHeldOut(const fs::path& run, bool testPart, PredictOptions options,
                                  const Progress& progress, std::stop_token stop) {
    const Recipe recipe = RunReader(run).recipe();
    const fs::path output = fromUtf8(options.output);
    refuseToReplaceInputs(recipe, RunFolder::recipeFile(run), output);
    Split split =
        readSplit(recipe.data, recipe.base, static_cast<std::uint64_t>(recipe.training.seed), stop,
                  {}, taskOf(recipe));
    checkUnchanged(run, split);
    const std::vector<Example>& part = testPart ? split.test : split.validation;
    if (part.empty())
        throw UsageError(testPart ? say(ATTUNE_TEXT("core", "The run has no test part."))
                                  : say(ATTUNE_TEXT("core", "The run has no validation part.")),
                         toUtf8(run), say(ATTUNE_TEXT("core", "Answer a file of texts instead.")));
    const Scratch texts(output.parent_path() / ("." + toUtf8(output.filename()) + "." +
                                                std::to_string(getpid()) + ".texts.jsonl"));
    const std::string& text = recipe.data.text;
    publishFile(texts.path(), [&](FileWriter& file) {
        for (const Example& example : part) {
            OrderedJson row = OrderedJson::object();
            if (example.line > 0)
                row[freshColumn({text, recipe.data.text_pair, recipe.data.label}, "line")] =
                    example.line;
            row[text] = example.text;
            if (split.hasPairs)
                row[recipe.data.text_pair] = example.pair;
            if (example.label >= 0)
                row[recipe.data.label] = split.labels[static_cast<std::size_t>(example.label)];
            else if (split.task != Task::SingleLabel)
                row[recipe.data.label] = truthJson(split.task, split.labels, example);
            file.write(row.dump(-1, ' ', false, OrderedJson::error_handler_t::replace) + "\n");
        }
    });
    options.data = toUtf8(texts.path());
    options.text = text;
    options.pair = split.hasPairs ? recipe.data.text_pair : std::string();
    options.encoding = "UTF-8";
    options.delimiter = "auto";
    return predictChecked(RunFolder::model(run), options, progress, stop);
}

} // namespace attune::studio
