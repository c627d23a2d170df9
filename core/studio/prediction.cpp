// SPDX-License-Identifier: GPL-3.0-or-later
// Answers for the rows of a table, chunk by chunk: memory does not grow with the file.
#include "studio/answers.h"
#include "studio/loaded_model.h"
#include "studio/row_notes.h"
#include "studio/studio.h"
#include "studio/table_writer.h"
#include "text/compare.h"

#include <algorithm>
#include <fstream>

namespace attune::studio {

namespace {

constexpr std::size_t kRowsAtOnce = 8192;
constexpr std::size_t kBytesAtOnce = 64 << 20;

// Rows in the order of the file, those among them that could not be read as well.
struct Chunk {
    std::vector<TableRow> rows;
    std::vector<Example> examples; // of those that are answered
};

TableOptions tableOptions(const PredictOptions& options, const std::stop_token& stop) {
    TableOptions table;
    table.encoding = options.encoding;
    table.delimiter = options.delimiter;
    table.everyRow = true;
    table.stop = stop;
    return table;
}

class Predictor {
public:
    Predictor(const fs::path& modelFolder, const PredictOptions& options,
              const std::stop_token& stop)
        : options_(options),
          model_(loadFinished(modelFolder, options.precision)),
          table_(openTable(fromUtf8(options.data), tableOptions(options, stop))) {
        ChosenColumns chosen =
            chooseColumns(fromUtf8(options.data), tableOptions(options, stop), model_.folder,
                          {options.text, options.pair, {}}, false);
        const TableColumns& columns = report_.columns = chosen.columns;
        report_.notes = std::move(chosen.notes);
        text_ = placeOfColumn(table_->columns(), columns.text, options.data);
        if (!columns.pair.empty())
            pair_ = placeOfColumn(table_->columns(), columns.pair, options.data);
        writer_ = makeAnswerWriter(fromUtf8(options.output), table_->columns(), extraColumn(stop));
    }

    PredictReport run(const Progress& progress, std::stop_token stop) {
        publishFile(fromUtf8(options_.output), [&](FileWriter& file) {
            writer_->begin(file);
            for (Chunk chunk; readChunk(chunk);) {
                if (stop.stop_requested())
                    throw Cancelled();
                const double before = static_cast<double>(chunkStart_);
                const double after = static_cast<double>(table_->position());
                const auto all = static_cast<double>(table_->size());
                answer(file, chunk, stop, [&](std::size_t done, std::size_t rows) {
                    if (progress)
                        progress(before + (after - before) * static_cast<double>(done) /
                                              static_cast<double>(std::max<std::size_t>(rows, 1)),
                                 all);
                });
                chunkStart_ = table_->position();
            }
        });
        const Problems& notes = table_->notes();
        report_.notes.insert(report_.notes.end(), notes.begin(), notes.end());
        noteRows(report_.notes, options_.data, unreadableRows_);
        noteEmpty(report_.notes, options_.data, report_.emptyRows,
                  static_cast<std::size_t>(report_.rows) - report_.skippedRows.size(),
                  say(ATTUNE_TEXT("core", "Check that the right column is read, or leave these "
                                          "rows out.")));
        if (options_.logits && separatorOf(fromUtf8(options_.output)) != '\0')
            report_.notes.push_back({Problem::Severity::Warning,
                                     {},
                                     options_.output,
                                     say(ATTUNE_TEXT("core", "The logits were left out: a table "
                                                             "has no room for lists.")),
                                     say(ATTUNE_TEXT("core", "End the name in .jsonl."))});
        noteTruncated(report_.notes, static_cast<std::uint64_t>(report_.truncated),
                      model_.maxLength);
        noteUnknown(report_.notes, unknownTokens_, tokens_);
        return std::move(report_);
    }

private:
    // The one more column that the answers need; found by reading the table once before, which
    // takes nothing beside answering it.
    std::string extraColumn(const std::stop_token& stop) const {
        if (separatorOf(fromUtf8(options_.output)) == '\0')
            return {};
        const auto table = openTable(fromUtf8(options_.data), tableOptions(options_, stop));
        for (TableRow row; table->next(row);) {
            if (row.cells.size() > table->columns().size())
                return "additional_cells";
            if (!row.readable && !row.raw.empty())
                return "unreadable";
        }
        return {};
    }

    bool isAnswered(const TableRow& row) const {
        const auto has = [&](std::size_t column) { return column < row.cells.size(); };
        return row.readable || (row.ragged && has(text_) && (!pair_ || has(*pair_)));
    }

    // The reader says why in the order of its rows.
    void noteUnreadable(bool answered) {
        const SkippedRow& row = table_->skipped().at(unreadableRows_.size());
        (answered ? report_.raggedRows : report_.skippedRows).push_back(row);
        unreadableRows_.push_back(
            {row, answered ? say(ATTUNE_TEXT("core", "Its answer is for what stands in the column "
                                                     "“%1”: check that this is the whole text."),
                                 report_.columns.text)
                           : say(ATTUNE_TEXT("core", "Its answer is left empty."))});
    }

    bool readChunk(Chunk& chunk) {
        chunk = {};
        std::size_t bytes = 0;
        TableRow row;
        while (chunk.rows.size() < kRowsAtOnce && bytes < kBytesAtOnce && table_->next(row)) {
            bytes += row.raw.size();
            for (const std::string& cell : row.cells)
                bytes += cell.size();
            const bool answered = isAnswered(row);
            if (!row.readable)
                noteUnreadable(answered);
            if (answered) {
                if (trimmed(row.cells[text_]).empty())
                    report_.emptyRows.push_back(
                        {row.line, say(ATTUNE_TEXT("core", "The text is empty."))});
                Example example;
                example.text = row.cells[text_];
                if (pair_)
                    example.pair = row.cells[*pair_];
                chunk.examples.push_back(std::move(example));
            }
            chunk.rows.push_back(std::move(row));
            row = {};
        }
        return !chunk.rows.empty();
    }

    void answer(FileWriter& file, const Chunk& chunk, std::stop_token stop,
                const RowProgress& progress) {
        const EncodedSet set = model_.encode(chunk.examples, pair_.has_value(), stop);
        report_.truncated += static_cast<std::int64_t>(set.truncated);
        unknownTokens_ += set.unknownTokens;
        tokens_ += set.ids.size();
        Predictions predictions;
        if (!chunk.examples.empty())
            predictions = predictAll(*model_.engine, set, progress, stop);
        const std::vector<TextResult> results = answersOf(model_, set, predictions, chunk.examples);
        std::size_t next = 0;
        for (const TableRow& row : chunk.rows) {
            AnswerRow out;
            out.line = row.line;
            out.cells = row.cells;
            out.raw = row.raw;
            ++report_.rows;
            if (isAnswered(row)) {
                out.answered = true;
                const TextResult& result = results[next];
                const std::string& text = chunk.examples[next].text;
                out.prediction = answerCell(model_.folder, result, text);
                out.predictionJson = answerJson(model_.folder, result, text);
                out.score = scoreOf(model_.folder, result);
                out.scores = result.scores;
                if (options_.logits)
                    out.logits = logitsJson(model_.folder, result);
                ++next;
            }
            writer_->write(file, out);
        }
    }

    const PredictOptions& options_;
    LoadedModel model_;
    std::unique_ptr<TableReader> table_;
    std::unique_ptr<AnswerWriter> writer_;
    std::size_t text_ = 0;
    std::optional<std::size_t> pair_;
    std::vector<RowNote> unreadableRows_; // in the order of the file, as in skipped()
    std::uint64_t unknownTokens_ = 0, tokens_ = 0;
    std::uint64_t chunkStart_ = 0;
    PredictReport report_;
};

// Whether a file is empty or begins as predictFile() writes: then the same command replaces it.
bool holdsAnswers(const fs::path& path) {
    std::ifstream stream(path, std::ios::binary);
    std::string start(1 << 16, '\0');
    stream.read(start.data(), static_cast<std::streamsize>(start.size()));
    start.resize(static_cast<std::size_t>(stream.gcount()));
    if (start.empty())
        return true;
    const std::string_view line = std::string_view(start).substr(0, start.find('\n'));
    return line.find("prediction") != line.npos && line.find("score") != line.npos;
}

} // namespace

PredictReport predictFile(const fs::path& modelFolder, const PredictOptions& options,
                          const Progress& progress, std::stop_token stop) {
    const fs::path output = fromUtf8(options.output);
    makeAnswerWriter(output, {}); // refuses an unknown ending before anything is loaded
    std::error_code ignored;
    if (fs::equivalent(output, fromUtf8(options.data), ignored))
        throw UsageError(say(ATTUNE_TEXT("core", "The output is the data file itself.")),
                         options.output, say(ATTUNE_TEXT("core", "Name another file.")));
    if (fs::is_directory(output, ignored))
        throw UsageError(say(ATTUNE_TEXT("core", "This is a folder.")), options.output,
                         say(ATTUNE_TEXT("core", "Name a file.")));
    const fs::path folder = output.parent_path().empty() ? "." : output.parent_path();
    if (!fs::is_directory(folder, ignored))
        throw UsageError(say(ATTUNE_TEXT("core", "There is no folder “%1”."), toUtf8(folder)),
                         options.output, say(ATTUNE_TEXT("core", "Make it first.")));
    if (!options.overwrite && fs::exists(output, ignored) && !holdsAnswers(output))
        throw UsageError(say(ATTUNE_TEXT("core", "The file is there already, and these are no "
                                                 "earlier answers.")),
                         options.output,
                         say(ATTUNE_TEXT("core", "Name another file, or give --overwrite.")));
    checkWritable(output);
    return Predictor(modelFolder, options, stop).run(progress, stop);
}

} // namespace attune::studio
