// SPDX-License-Identifier: GPL-3.0-or-later
// A state machine over pieces. Runs of plain text are found by a table of the bytes that end them
// and copied at once: 3 to 4 times as fast as byte by byte.
#include "data/csv_scanner.h"

#include "data/tables.h"

#include <algorithm>
#include <cstring>

namespace attune {

CsvScanner::CsvScanner(Source source, CsvDialect dialect, std::uint64_t start, std::uint32_t line)
    : source_(std::move(source)), dialect_(dialect), pieceStart_(start), line_(line) {
    stops_[static_cast<unsigned char>('\r')] = true;
    stops_[static_cast<unsigned char>('\n')] = true;
    if (dialect_.delimiter != '\0')
        stops_[static_cast<unsigned char>(dialect_.delimiter)] = true;
}

bool CsvScanner::more() {
    while (at_ == piece_.size() && !ended_) {
        pieceStart_ += piece_.size();
        at_ = 0;
        piece_.clear();
        ended_ = !source_(piece_);
        if (ended_)
            piece_.clear();
    }
    return at_ < piece_.size();
}

std::string& CsvScanner::openCell(CsvRow& row) {
    // Beyond the limit the row is refused anyway; its cells are counted in one spare place.
    const std::size_t place = std::min(row.count, maxColumns);
    ++row.count;
    if (row.cells.size() <= place)
        row.cells.emplace_back();
    row.cells[place].clear();
    return row.cells[place];
}

void CsvScanner::endLine(char first) {
    if (first == '\r' && more() && piece_[at_] == '\n')
        ++at_;
    ++line_;
}

void CsvScanner::countLines(std::string_view quotedText) {
    for (const char c : quotedText) {
        line_ += c == '\r' || (c == '\n' && before_ != '\r');
        before_ = c;
    }
}

bool CsvScanner::next(CsvRow& row) {
    if (!more())
        return false;
    row.start = pieceStart_ + at_;
    row.line = line_;
    row.count = 0;
    row.quoteLine = 0;
    row.unclosed = row.tooLong = row.quoted = false;
    enum class State { CellStart, Plain, Quoted, QuoteSeen };
    State state = State::CellStart;
    std::string* cell = &openCell(row);
    std::size_t bytes = 0;
    const auto finish = [&] {
        row.lastLine = line_;
        return true;
    };
    while (true) {
        if (bytes > maxRowBytes) {
            row.tooLong = true;
            return finish();
        }
        if (!more()) {
            row.unclosed = state == State::Quoted;
            return finish();
        }
        const char* const begin = piece_.data() + at_;
        const char* const end = piece_.data() + piece_.size();
        if (state == State::Quoted) {
            const void* const quote =
                std::memchr(begin, '"', static_cast<std::size_t>(end - begin));
            const char* const stop = quote ? static_cast<const char*>(quote) : end;
            cell->append(begin, stop);
            countLines({begin, static_cast<std::size_t>(stop - begin)});
            bytes += static_cast<std::size_t>(stop - begin) + 1;
            at_ += static_cast<std::size_t>(stop - begin);
            if (quote) {
                ++at_;
                state = State::QuoteSeen;
            }
            continue;
        }
        if (*begin == '"' && dialect_.quotes) {
            if (state == State::CellStart) {
                row.quoteLine = line_;
                row.quoted = true;
                before_ = '"';
                state = State::Quoted;
                ++at_;
                continue;
            }
            if (state == State::QuoteSeen) {
                *cell += '"';
                before_ = '"';
                state = State::Quoted;
                ++at_;
                continue;
            }
        }
        const char* stop = begin;
        while (stop != end && !stops_[static_cast<unsigned char>(*stop)])
            ++stop;
        if (stop != begin) {
            cell->append(begin, stop);
            bytes += static_cast<std::size_t>(stop - begin);
            at_ += static_cast<std::size_t>(stop - begin);
            state = State::Plain;
            continue;
        }
        ++at_;
        ++bytes;
        if (*begin == '\r' || *begin == '\n') {
            row.lastLine = line_;
            endLine(*begin);
            return true;
        }
        cell = &openCell(row);
        state = State::CellStart;
    }
}

} // namespace attune
