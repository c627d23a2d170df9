// SPDX-License-Identifier: GPL-3.0-or-later
// Lines of JSON objects as a table. Values keep the characters of the file.
#include "base/json.h"
#include "data/json_object.h"
#include "data/text_lines.h"
#include "text/compare.h"

#include <algorithm>
#include <deque>
#include <unordered_map>
#include <utility>

namespace attune {
namespace {

// So many lines are read ahead to find the columns.
constexpr std::size_t linesAhead = 1000;
constexpr std::size_t bytesAhead = std::size_t{4} << 20;

using Members = std::vector<std::pair<std::string, std::string>>; // plain

class JsonlTable : public TableBase {
public:
    JsonlTable(const fs::path& path, const TableOptions& options);

    std::string format() const override { return "jsonl"; }
    std::string encoding() const override { return lines_.file().encoding().name; }
    std::string delimiter() const override { return {}; }
    bool next(TableRow& row) override;
    void seek(std::uint64_t start, std::uint32_t line) override;
    std::uint64_t position() const override { return lines_.file().position(); }
    std::uint64_t size() const override { return lines_.file().size(); }

private:
    struct Record {
        std::uint64_t start = 0;
        std::uint32_t line = 0;
        Members members;
        std::string raw; // with everyRow
        bool readable = true;
    };

    bool readRecord(Record& record);
    void finish();

    void keep(Record& record, bool readable) const;

    fs::path path_;
    bool everyRow_;
    TextLines lines_;
    std::deque<Record> ahead_;
    std::unordered_map<std::string, std::size_t> places_;
    std::unordered_map<std::string, std::uint32_t> lateKeys_;
    std::uint64_t blankLines_ = 0;
    bool finished_ = false;
};

JsonlTable::JsonlTable(const fs::path& path, const TableOptions& options)
    : path_(path), everyRow_(options.everyRow), lines_(path, options) {
    where_ = toUtf8(path);
    std::size_t bytes = 0;
    bool any = false; // whether there is an object
    for (Record record; ahead_.size() < linesAhead && bytes < bytesAhead && readRecord(record);) {
        bytes += lines_.text().size();
        any = any || record.readable;
        for (const auto& [key, value] : record.members)
            if (places_.emplace(key, columns_.size()).second)
                columns_.push_back(key);
        if (columns_.size() > maxColumns)
            throw UsageError(
                say(ATTUNE_TEXT("core", "The objects have more than %1 different keys."),
                    maxColumns),
                placeOf(path_, lines_.line()),
                say(ATTUNE_TEXT("core", "Write one object a line, with the same keys in each.")));
        ahead_.push_back(std::move(record));
        record = {};
    }
    if (!any) {
        if (!skipped_.empty())
            throw UsageError(say(ATTUNE_TEXT("core", "No line holds a JSON object; the first: %1"),
                                 skipped_.front().reason.text()),
                             placeOf(path_, skipped_.front().line),
                             say(ATTUNE_TEXT("core", "Write one object a line, for example "
                                                     "{\"text\": \"...\", \"label\": \"...\"}.")));
        throw UsageError(say(ATTUNE_TEXT("core", "The file is empty.")), where_,
                         say(ATTUNE_TEXT("core", "Give a file with one JSON object a line.")));
    }
    if (columns_.empty())
        throw UsageError(say(ATTUNE_TEXT("core", "The objects have no keys.")), where_,
                         say(ATTUNE_TEXT("core", "Write one object a line, for example "
                                                 "{\"text\": \"...\", \"label\": \"...\"}.")));
}

bool JsonlTable::readRecord(Record& record) {
    while (lines_.next()) {
        const std::string& text = lines_.text();
        if (trimmed(text).empty()) {
            ++blankLines_;
            continue;
        }
        const std::size_t first = text.find_first_not_of(" \t\r");
        try {
            if (text[first] != '{') {
                skipped_.push_back(
                    {lines_.line(), say(ATTUNE_TEXT("core", "The line is not a JSON object."))});
            } else {
                (void)parseJson(text, placeOf(path_, lines_.line()));
                for (JsonMember& member : jsonMembers(text))
                    record.members.emplace_back(std::move(member.key), plainJson(member.value));
                keep(record, true);
                return true;
            }
        } catch (const Error& error) {
            skipped_.push_back({lines_.line(), error.message()});
        }
        if (everyRow_) {
            keep(record, false);
            return true;
        }
    }
    return false;
}

void JsonlTable::keep(Record& record, bool readable) const {
    const std::string& text = lines_.text();
    record.start = lines_.start();
    record.line = lines_.line();
    record.readable = readable;
    if (everyRow_)
        record.raw = text.ends_with('\r') ? text.substr(0, text.size() - 1) : text;
    if (!readable)
        record.members.clear();
}

bool JsonlTable::next(TableRow& row) {
    Record record;
    if (!ahead_.empty()) {
        record = std::move(ahead_.front());
        ahead_.pop_front();
    } else if (finished_ || !readRecord(record)) {
        finish();
        return false;
    }
    row.start = record.start;
    row.line = record.line;
    row.readable = record.readable;
    row.raw = std::move(record.raw);
    row.cells.assign(record.readable ? columns_.size() : 0, {});
    for (auto& [key, value] : record.members) {
        const auto place = places_.find(key);
        if (place != places_.end())
            row.cells[place->second] = std::move(value);
        else if (lateKeys_.size() < 100)
            lateKeys_.emplace(key, record.line);
    }
    return true;
}

void JsonlTable::seek(std::uint64_t start, std::uint32_t line) {
    forget();
    finished_ = false;
    ahead_.clear();
    lateKeys_.clear();
    blankLines_ = 0;
    lines_.seek(start, line);
}

void JsonlTable::finish() {
    if (std::exchange(finished_, true))
        return;
    if (blankLines_ > 0)
        note(Problem::Severity::Info,
             say(blankLines_ == 1 ? ATTUNE_TEXT("core", "%1 blank line was passed over.")
                                  : ATTUNE_TEXT("core", "%1 blank lines were passed over."),
                 blankLines_));
    if (!lateKeys_.empty()) {
        const auto first =
            std::min_element(lateKeys_.begin(), lateKeys_.end(), [](const auto& a, const auto& b) {
                return std::tie(a.second, a.first) < std::tie(b.second, b.first);
            });
        note(Problem::Severity::Warning,
             say(ATTUNE_TEXT("core", "%1 keys appear only after the first %2 lines and were not "
                                     "read; the first is “%3” in line %4."),
                 lateKeys_.size(), linesAhead, first->first, first->second));
    }
    const Problems notes = lines_.file().notes();
    notes_.insert(notes_.end(), notes.begin(), notes.end());
}

} // namespace

std::unique_ptr<TableReader> openJsonlTable(const fs::path& path, const TableOptions& options) {
    return std::make_unique<JsonlTable>(path, options);
}

} // namespace attune
