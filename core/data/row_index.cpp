// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/row_index.h"

#include <algorithm>

namespace attune {
namespace {

constexpr std::size_t rowsAStep = 4096;

} // namespace

RowIndex::RowIndex(const fs::path& path, const TableOptions& options, std::size_t atOnce)
    : path_(path), stamp_(stampNow()) {
    TableOptions finding = options;
    finding.places = std::make_shared<TextPlaces>();
    // Opening is stopped by the options' token, build() by its own.
    const std::stop_callback pass(options.stop, [this] { finding_.request_stop(); });
    finding.stop = finding_.get_token();
    finder_ = openTable(path, finding);
    columns_ = finder_->columns();
    format_ = finder_->format();
    delimiter_ = finder_->delimiter();
    encoding_ = finder_->encoding();
    TableOptions reading = finding;
    reading.stop = {};
    if (format_ != "folders") // each of their files has its own
        reading.encoding = encoding_;
    reader_ = openTable(path, reading);
    find(atOnce);
}

RowIndex::Stamp RowIndex::stampNow() const {
    std::error_code code;
    Stamp stamp;
    if (!fs::is_regular_file(path_, code))
        return stamp;
    stamp.size = fs::file_size(path_, code);
    stamp.time = fs::last_write_time(path_, code);
    return stamp;
}

void RowIndex::find(std::size_t rows) {
    if (complete())
        return;
    std::vector<std::uint64_t> starts;
    std::vector<std::uint32_t> lines;
    TableRow row;
    bool more = true;
    while (starts.size() < rows && (more = finder_->next(row))) {
        starts.push_back(row.start);
        lines.push_back(row.line);
    }
    if (finding_.stop_requested())
        throw Cancelled();
    {
        const std::lock_guard lock(known_);
        starts_.insert(starts_.end(), starts.begin(), starts.end());
        lines_.insert(lines_.end(), lines.begin(), lines.end());
        done_ = finder_->position();
        all_ = finder_->size();
    }
    if (!more)
        finish();
}

void RowIndex::finish() {
    const std::lock_guard lock(known_);
    complete_ = true;
    encoding_ = finder_->encoding();
    skipped_ = finder_->skipped();
    notes_ = finder_->notes();
    finder_.reset();
}

void RowIndex::build(std::stop_token stop,
                     const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
    const std::stop_callback pass(stop, [this] { finding_.request_stop(); });
    while (!complete()) {
        find(rowsAStep);
        if (progress) {
            const auto [done, all] = [this] {
                const std::lock_guard lock(known_);
                return std::pair(done_, all_);
            }();
            progress(done, all);
        }
    }
}

std::string RowIndex::encoding() const {
    const std::lock_guard lock(known_);
    return encoding_;
}

std::size_t RowIndex::size() const {
    const std::lock_guard lock(known_);
    return starts_.size();
}

bool RowIndex::complete() const {
    const std::lock_guard lock(known_);
    return complete_;
}

std::size_t RowIndex::expected() const {
    const std::lock_guard lock(known_);
    if (complete_)
        return starts_.size();
    // The first rows stand in pieces of which most is still to be looked at.
    if (done_ == 0 || starts_.size() < rowsAStep)
        return 0;
    return static_cast<std::size_t>(
        static_cast<double>(starts_.size()) *
        std::max(1.0, static_cast<double>(all_) / static_cast<double>(done_)));
}

std::uint32_t RowIndex::line(std::size_t row) const {
    const std::lock_guard lock(known_);
    return lines_.at(row);
}

std::optional<std::size_t> RowIndex::rowOfLine(std::uint32_t line) const {
    const std::lock_guard lock(known_);
    if (lines_.empty() || line == 0)
        return std::nullopt;
    if (format_ == "folders")
        return line <= lines_.size() ? std::optional<std::size_t>(line - 1) : std::nullopt;
    if (line < lines_.front() || (line > lines_.back() && !complete_))
        return std::nullopt;
    return static_cast<std::size_t>(std::upper_bound(lines_.begin(), lines_.end(), line) -
                                    lines_.begin() - 1);
}

bool RowIndex::read(std::size_t first, std::size_t count,
                    const std::function<bool(TableRow&)>& take) const {
    const std::lock_guard alone(reading_);
    const auto placeOf = [this](std::size_t row) {
        const std::lock_guard lock(known_);
        return row < starts_.size() ? std::optional(std::pair(starts_[row], lines_[row]))
                                    : std::nullopt;
    };
    try {
        const auto place = placeOf(first);
        if (!place)
            return true;
        if (changed())
            return false;
        reader_->seek(place->first, place->second);
        TableRow row;
        for (std::size_t i = first; i < first + count; ++i) {
            const auto wanted = placeOf(i);
            if (!wanted)
                return true;
            if (!reader_->next(row) || std::pair(row.start, row.line) != *wanted)
                return false;
            if (!take(row))
                return true;
        }
    } catch (const Error&) {
        return false; // what was read once can be read no more
    }
    return true;
}

bool RowIndex::changed() const { return stampNow() != stamp_; }

std::vector<SkippedRow> RowIndex::skipped() const {
    const std::lock_guard lock(known_);
    return skipped_;
}

Problems RowIndex::notes() const {
    const std::lock_guard lock(known_);
    return notes_;
}

} // namespace attune
