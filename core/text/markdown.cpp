// SPDX-License-Identifier: GPL-3.0-or-later
// `markdown`: takes the marks of CommonMark and of GitHub's tables away, line by line, and leaves
// what cannot be a mark.
#include "text/cleaning_operator.h"
#include "text/markdown_line.h"

#include <algorithm>
#include <array>

namespace attune {
namespace {

constexpr std::size_t npos = std::string_view::npos;

class Document {
public:
    explicit Document(Rewriter& out) : out_(out), text_(out.source()) {}

    void rewrite() {
        for (std::size_t at = 0; at < text_.size();) {
            std::size_t end = std::min(text_.find('\n', at), text_.size());
            const std::size_t next = std::min(end + 1, text_.size());
            if (end > at && text_[end - 1] == '\r')
                --end;
            line({at, end});
            at = next;
        }
    }

private:
    std::size_t skipBlanks(std::size_t at, std::size_t end) const {
        while (at < end && (text_[at] == ' ' || text_[at] == '\t'))
            ++at;
        return at;
    }

    void line(Span line) {
        std::size_t at = skipBlanks(line.begin, line.end);
        if (fence(line, at))
            return;
        if (isRule(at, line.end) || isDefinition(at, line.end)) {
            afterText_ = false;
            return out_.erase(line.begin, line.end);
        }
        // Quotes and lists may stand in one another.
        while (const std::size_t mark = markLength(at, line.end)) {
            out_.erase(at, at + mark);
            at += mark;
        }
        std::size_t end = line.end;
        if (const std::size_t hashes = headingLength(at, line.end)) {
            out_.erase(at, at + hashes);
            at += hashes;
            std::size_t close = end;
            while (close > at && (text_[close - 1] == '#' || text_[close - 1] == ' '))
                --close;
            if (close < end && text_[close] == ' ')
                end = close;
        }
        afterText_ = at < end;
        const bool table = end > at + 1 && text_[at] == '|' && text_[end - 1] == '|';
        for (const Span& mark : table ? pipes(at, end) : markdownMarks(text_, {at, end})) {
            const bool parts = text_[mark.begin] == '|' && mark.begin > at && mark.end < end &&
                               text_[mark.begin - 1] != ' ' && text_[mark.end] != ' ';
            out_.replace(mark.begin, mark.end, parts ? " " : "");
        }
        if (end < line.end)
            out_.erase(end, line.end);
    }

    // Fences go, what they hold stays as it is.
    bool fence(Span line, std::size_t at) {
        const char c = at < line.end ? text_[at] : '\0';
        std::size_t end = at;
        while (end < line.end && text_[end] == c)
            ++end;
        const bool marks = (c == '`' || c == '~') && end - at >= 3;
        if (fence_ == '\0') {
            if (!marks || (c == '`' && text_.substr(end, line.end - end).find('`') != npos))
                return false;
            fence_ = c;
            fenceLength_ = end - at;
            out_.erase(line.begin, line.end);
        } else if (marks && c == fence_ && end - at >= fenceLength_ &&
                   skipBlanks(end, line.end) == line.end) {
            fence_ = '\0';
            out_.erase(line.begin, line.end);
        }
        return true;
    }

    // "***", "- - -", "===" and "---" below a heading, "|---|:--:|" of a table.
    bool isRule(std::size_t at, std::size_t end) const {
        std::array<std::size_t, 128> count{};
        for (std::size_t i = at; i < end; ++i) {
            const auto c = static_cast<unsigned char>(text_[i]);
            if (c >= 128)
                return false;
            ++count[c];
        }
        const std::size_t blanks = count[' '] + count['\t'];
        const std::size_t all = end - at;
        for (const char c : {'*', '-', '_'})
            if (count[static_cast<std::size_t>(c)] >= 3 &&
                count[static_cast<std::size_t>(c)] + blanks == all)
                return true;
        if (count['='] >= 3 && count['='] + blanks == all)
            return afterText_;
        return count['-'] >= 3 && count['|'] >= 1 &&
               count['-'] + count['|'] + count[':'] + blanks == all;
    }

    // "[name]: https://..."
    bool isDefinition(std::size_t at, std::size_t end) const {
        if (at >= end || text_[at] != '[')
            return false;
        const std::size_t close = text_.substr(0, end).find(']', at);
        if (close == npos || close - at < 2 || close + 1 >= end || text_[close + 1] != ':')
            return false;
        const std::size_t target = skipBlanks(close + 2, end);
        const std::string_view rest = text_.substr(target, end - target);
        return rest.starts_with("http://") || rest.starts_with("https://") ||
               rest.starts_with("<") || rest.starts_with("/") || rest.starts_with("#") ||
               rest.starts_with("mailto:");
    }

    std::size_t headingLength(std::size_t at, std::size_t end) const {
        std::size_t hashes = at;
        while (hashes < end && text_[hashes] == '#')
            ++hashes;
        if (hashes == at || hashes - at > 6 || hashes == end || text_[hashes] != ' ')
            return 0;
        return skipBlanks(hashes, end) - at;
    }

    // ">", "- ", "* ", "+ " with the box of a task; 0: none.
    std::size_t markLength(std::size_t at, std::size_t end) const {
        if (at < end && text_[at] == '>' &&
            (at + 1 == end || text_[at + 1] == ' ' || text_[at + 1] == '>'))
            return skipBlanks(at + 1, end) - at;
        if (at + 1 >= end || text_[at + 1] != ' ' ||
            (text_[at] != '-' && text_[at] != '*' && text_[at] != '+'))
            return 0;
        std::size_t after = skipBlanks(at + 1, end);
        const std::string_view rest = text_.substr(after, end - after);
        if (rest.starts_with("[ ] ") || rest.starts_with("[x] ") || rest.starts_with("[X] "))
            after = skipBlanks(after + 3, end);
        return after - at;
    }

    // The pipes of a row, and the marks in its cells.
    std::vector<Span> pipes(std::size_t at, std::size_t end) const {
        std::vector<Span> marks = markdownMarks(text_, {at + 1, end - 1});
        const auto other = static_cast<std::ptrdiff_t>(marks.size());
        marks.push_back({at, skipBlanks(at + 1, end - 1)});
        const std::string_view row = text_.substr(0, end - 1);
        for (std::size_t pipe = marks.back().end; (pipe = row.find('|', pipe)) != npos; ++pipe)
            if (text_[pipe - 1] != '\\')
                marks.push_back(
                    {pipe, pipe + 1 + (text_[pipe - 1] == ' ' && text_[pipe + 1] == ' ')});
        if (marks.back().end < end)
            marks.push_back({end - 1, end});
        std::inplace_merge(marks.begin(), marks.begin() + other, marks.end(),
                           [](const Span& a, const Span& b) { return a.begin < b.begin; });
        std::size_t done = 0; // a mark of the cells may hold a pipe
        std::erase_if(marks, [&](const Span& mark) {
            const bool inside = mark.begin < done;
            done = std::max(done, mark.end);
            return inside;
        });
        return marks;
    }

    Rewriter& out_;
    std::string_view text_;
    char fence_ = '\0';
    std::size_t fenceLength_ = 0;
    bool afterText_ = false; // the line before has text
};

class Markdown final : public CleaningOperator {
public:
    bool apply(Rewriter& text) const override {
        Document(text).rewrite();
        return true;
    }
};

} // namespace

CleaningEntry markdownEntry() {
    return cleaningEntry<Markdown>(
        {.key = "markdown",
         .title = ATTUNE_TEXT("core", "Markdown to text"),
         .help = ATTUNE_TEXT("core", "Takes the marks of headings, lists, quotes, emphasis, code, "
                                     "tables and links away. Links and images keep their text. "
                                     "Numbers of lists stay."),
         .idempotent = false});
}

} // namespace attune
