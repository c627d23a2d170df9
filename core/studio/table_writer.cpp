// SPDX-License-Identifier: GPL-3.0-or-later
#include "studio/table_writer.h"

#include "base/json.h"
#include "data/csv_cell.h"
#include "text/compare.h"

#include <algorithm>

namespace attune::studio {

namespace {

// RFC 4180 with LF line ends; the same quoting with tabs for tsv.
class SeparatedWriter : public AnswerWriter {
public:
    SeparatedWriter(std::vector<std::string> columns, std::string extra, char separator)
        : columns_(std::move(columns)), extra_(std::move(extra)), separator_(separator) {}

    void begin(FileWriter& file) override {
        std::vector<std::string> line = columns_;
        line.push_back(freshColumn(columns_, "prediction"));
        line.push_back(freshColumn(columns_, "score"));
        if (!extra_.empty())
            line.push_back(freshColumn(columns_, extra_));
        file.write(separatedLine(line, separator_) + "\n");
    }

    void write(FileWriter& file, const AnswerRow& row) override {
        std::vector<std::string> line(row.cells.begin(), row.cells.end());
        line.resize(columns_.size());
        line.push_back(row.answered ? row.prediction : std::string());
        line.push_back(row.answered && row.score ? messageArgument(*row.score) : std::string());
        if (!extra_.empty())
            line.push_back(extraOf(row));
        file.write(separatedLine(line, separator_) + "\n");
    }

private:
    std::string extraOf(const AnswerRow& row) const {
        if (row.cells.size() > columns_.size())
            return OrderedJson(row.cells.subspan(columns_.size()))
                .dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
        return row.answered ? std::string() : std::string(row.raw);
    }

    std::vector<std::string> columns_;
    std::string extra_;
    char separator_;
};

class JsonLinesWriter : public AnswerWriter {
public:
    explicit JsonLinesWriter(std::vector<std::string> columns) : columns_(std::move(columns)) {}

    void begin(FileWriter&) override {}

    void write(FileWriter& file, const AnswerRow& row) override {
        OrderedJson json = OrderedJson::object();
        // An object of a jsonl file is kept as it was written.
        std::string_view object = row.answered ? trimmed(row.raw) : std::string_view();
        if (object.empty())
            addCells(json, row);
        else
            checkKeys(object, row.line);
        json[freshColumn(columns_, "prediction")] =
            row.answered ? row.predictionJson : OrderedJson();
        json[freshColumn(columns_, "score")] =
            row.answered && row.score ? OrderedJson(*row.score) : OrderedJson();
        json[freshColumn(columns_, "scores")] = row.scores;
        if (!row.logits.is_null())
            json[freshColumn(columns_, "logits")] = row.logits;
        std::string line = json.dump(-1, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
        if (!object.empty()) {
            object.remove_suffix(1);
            const bool bare = object.find_first_not_of(" \t", 1) == object.npos;
            line.replace(0, 1, std::string(object) + (bare ? "" : ","));
        }
        file.write(line);
    }

private:
    void addCells(OrderedJson& json, const AnswerRow& row) const {
        for (std::size_t i = 0; i < row.cells.size() && i < columns_.size(); ++i)
            json[columns_[i]] = row.cells[i];
        if (row.cells.size() > columns_.size())
            json[freshColumn(columns_, "additional_cells")] = row.cells.subspan(columns_.size());
        if (!row.raw.empty())
            json[freshColumn(columns_, "unreadable")] = row.raw;
    }

    // Keys that no object had when the columns were found may be those of the answer.
    void checkKeys(std::string_view object, std::uint32_t line) const {
        for (const char* name : {"prediction", "score", "scores", "logits"}) {
            const std::string key = freshColumn(columns_, name);
            if (object.find('"' + key + '"') != object.npos && Json::parse(object).contains(key))
                throw UsageError(
                    say(ATTUNE_TEXT("core", "The key “%1” stands in line %2, but in none of the "
                                            "first lines: the answer needs this name."),
                        key, line),
                    {}, say(ATTUNE_TEXT("core", "Rename the key, or write the answers as csv.")));
        }
    }

    std::vector<std::string> columns_;
};

} // namespace

std::string freshColumn(const std::vector<std::string>& columns, const std::string& name) {
    std::string fresh = name;
    for (int number = 2; std::find(columns.begin(), columns.end(), fresh) != columns.end();
         ++number)
        fresh = name + "_" + std::to_string(number);
    return fresh;
}

char separatorOf(const fs::path& path) {
    const std::string ending = toUtf8(path.extension());
    if (ending == ".csv")
        return ',';
    if (ending == ".tsv")
        return '\t';
    if (ending == ".jsonl")
        return '\0';
    throw UsageError(say(ATTUNE_TEXT("core", "The ending “%1” tells no format."), ending),
                     toUtf8(path),
                     say(ATTUNE_TEXT("core", "End the name in .csv, .tsv or .jsonl.")));
}

std::unique_ptr<AnswerWriter> makeAnswerWriter(const fs::path& path,
                                               const std::vector<std::string>& columns,
                                               const std::string& extra) {
    if (const char separator = separatorOf(path); separator != '\0')
        return std::make_unique<SeparatedWriter>(columns, extra, separator);
    return std::make_unique<JsonLinesWriter>(columns);
}

} // namespace attune::studio
