// SPDX-License-Identifier: GPL-3.0-or-later
// CoNLL files as a table: a line a word, its tag last; an empty line ends a sentence. A row is a
// sentence with the columns "text" and "label": the words joined, and their labelled spans as
// json_spans.h writes them.
#include "data/json_spans.h"
#include "data/text_lines.h"
#include "text/compare.h"

#include <algorithm>
#include <utility>

namespace attune {
namespace {

// The columns of a line: at tabs where it has one, else at white space; empty ones do not count.
// Words may be white space of other kinds, such as U+3000.
std::vector<std::string_view> cellsOf(std::string_view line) {
    constexpr std::string_view blank = " \t\r\f\v";
    std::vector<std::string_view> cells;
    const std::string_view between = line.find('\t') != line.npos ? "\t" : blank;
    for (std::size_t begin = 0; begin < line.size();) {
        const std::size_t end = std::min(line.find_first_of(between, begin), line.size());
        std::string_view cell = line.substr(begin, end - begin);
        begin = end + 1;
        cell.remove_prefix(std::min(cell.find_first_not_of(blank), cell.size()));
        if (!cell.empty())
            cells.push_back(cell.substr(0, cell.find_last_not_of(blank) + 1));
    }
    return cells;
}

enum class Line { Blank, DocumentStart, Comment, Word, Broken };

// `first`: no word of a sentence stands before it. A "#" may be a word as well: a comment has no
// tag at its end.
Line kindOf(const std::vector<std::string_view>& cells, bool first) {
    if (cells.empty())
        return Line::Blank;
    if (cells.front() == "-DOCSTART-")
        return Line::DocumentStart;
    if (first && cells.front().starts_with('#') &&
        (cells.size() == 1 || !isSchemeTag(cells.back())))
        return Line::Comment;
    return cells.size() > 1 ? Line::Word : Line::Broken;
}

class ConllTable : public TableBase {
public:
    ConllTable(const fs::path& path, const TableOptions& options)
        : everyRow_(options.everyRow), lines_(path, options) {
        where_ = toUtf8(path);
        refuseBinary(headOf(path, options), where_);
        columns_ = {"text", "label"};
        if (!readSentence())
            throw UsageError(
                say(ATTUNE_TEXT("core", "The file is empty.")), where_,
                say(ATTUNE_TEXT("core", "Give a file with a word and its tag a line, and an empty "
                                        "line after each sentence.")));
        ahead_ = true;
    }

    std::string format() const override { return "conll"; }
    std::string encoding() const override { return lines_.file().encoding().name; }
    std::string delimiter() const override { return {}; }
    bool next(TableRow& row) override;
    void seek(std::uint64_t start, std::uint32_t line) override;
    std::uint64_t position() const override { return lines_.file().position(); }
    std::uint64_t size() const override { return lines_.file().size(); }

private:
    bool readSentence();
    void finish();

    bool everyRow_;
    TextLines lines_;
    // The sentence.
    std::vector<std::string> words_, tags_;
    std::uint64_t start_ = 0;
    std::uint32_t line_ = 0;
    std::uint32_t brokenLine_ = 0; // of the sentence; 0: none
    bool ahead_ = false;
    bool finished_ = false;
    TagFindings findings_;
    std::uint64_t comments_ = 0;
    std::uint64_t documents_ = 0;
};

// The lines of the next sentence; false where there is none.
bool ConllTable::readSentence() {
    words_.clear();
    tags_.clear();
    brokenLine_ = 0;
    std::size_t bytes = 0;
    bool any = false;
    while (lines_.next()) {
        const auto cells = cellsOf(lines_.text());
        const Line kind = kindOf(cells, !any);
        comments_ += kind == Line::Comment;
        documents_ += kind == Line::DocumentStart;
        if (kind == Line::Comment)
            continue;
        if (kind == Line::Blank || kind == Line::DocumentStart) {
            if (any)
                return true;
            continue;
        }
        if (!std::exchange(any, true)) {
            start_ = lines_.start();
            line_ = lines_.line();
        }
        bytes += lines_.text().size();
        if (bytes > maxRowBytes)
            throwRowTooLong(fromUtf8(where_), line_);
        if (kind == Line::Broken && brokenLine_ == 0)
            brokenLine_ = lines_.line();
        words_.emplace_back(cells.front());
        tags_.emplace_back(cells.back());
    }
    return any;
}

bool ConllTable::next(TableRow& row) {
    while (!finished_ && (std::exchange(ahead_, false) || readSentence())) {
        row.start = start_;
        row.line = line_;
        row.readable = brokenLine_ == 0;
        row.ragged = false;
        if (!row.readable) {
            skipped_.push_back(
                {line_, say(ATTUNE_TEXT("core", "Line %1 of the sentence has no tag: a word and "
                                                "its tag are expected."),
                            brokenLine_)});
            if (!everyRow_)
                continue;
            std::vector<std::pair<std::size_t, std::size_t>> places;
            row.raw = joinedWords(words_, places);
            row.cells.clear();
            return true;
        }
        const std::vector<WordSpan> spans = spansOfTags(tags_, line_, findings_);
        std::vector<std::pair<std::size_t, std::size_t>> places;
        std::string text = joinedWords(words_, places);
        row.raw.clear();
        row.cells.resize(2);
        row.cells[1] = spansCell(spansOfWords(spans, places), text);
        row.cells[0] = std::move(text);
        return true;
    }
    finish();
    return false;
}

void ConllTable::seek(std::uint64_t start, std::uint32_t line) {
    forget();
    finished_ = ahead_ = false;
    findings_ = {};
    comments_ = documents_ = 0;
    lines_.seek(start, line);
}

void ConllTable::finish() {
    if (std::exchange(finished_, true))
        return;
    if (comments_ + documents_ > 0)
        note(Problem::Severity::Info,
             say(ATTUNE_TEXT("core", "Lines that begin a document or are comments, passed over: "
                                     "%1."),
                 comments_ + documents_));
    noteIllFormedTags(findings_, where_, notes_);
    const Problems notes = lines_.file().notes();
    notes_.insert(notes_.end(), notes.begin(), notes.end());
}

} // namespace

std::unique_ptr<TableReader> openConllTable(const fs::path& path, const TableOptions& options) {
    return std::make_unique<ConllTable>(path, options);
}

bool looksLikeConll(std::string_view head) {
    constexpr std::size_t linesToLook = 200;
    std::size_t words = 0, looked = 0, columns = 0;
    bool first = true, named = false, sentenceEnd = false;
    while (!head.empty() && looked < linesToLook) {
        const std::size_t end = head.find('\n');
        if (end == head.npos && looked > 0)
            break; // the last line may be cut
        const auto cells = cellsOf(head.substr(0, end));
        head.remove_prefix(end == head.npos ? head.size() : end + 1);
        ++looked;
        const Line kind = kindOf(cells, first);
        first = kind != Line::Word;
        if (kind == Line::Blank)
            sentenceEnd = sentenceEnd || words > 0;
        if (kind == Line::Broken || (kind == Line::Word && !isSchemeTag(cells.back())))
            return false;
        if (kind != Line::Word)
            continue;
        if (columns != 0 && cells.size() != columns)
            return false;
        columns = cells.size();
        ++words;
        named = named || cells.back().size() > 2;
    }
    return words >= 2 && (named || sentenceEnd);
}

} // namespace attune
