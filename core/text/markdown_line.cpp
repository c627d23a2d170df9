// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/markdown_line.h"

#include "text/letters.h"
#include "text/utf8.h"

#include <algorithm>
#include <array>
#include <map>

namespace attune {
namespace {

constexpr std::size_t npos = std::string_view::npos;

bool isPunctuation(char32_t c) { return (categoryOf(c) & (U_GC_P_MASK | U_GC_S_MASK)) != 0; }

// The marks within one line, found first and then erased in order.
class Line {
public:
    Line(std::string_view text, Span line)
        : text_(text.substr(0, line.end)), line_(line), followed_(line.end < text.size()) {}

    std::vector<Span> marks() {
        std::size_t at = line_.begin;
        while (at < line_.end) {
            at = text_.find_first_of("\\`*_~[]!<", at);
            if (at == npos || at >= line_.end)
                break;
            at = mark(at);
        }
        std::sort(marks_.begin(), marks_.end(),
                  [](const Span& a, const Span& b) { return a.begin < b.begin; });
        return std::move(marks_);
    }

private:
    std::size_t mark(std::size_t at) {
        switch (text_[at]) {
        case '\\':
            return escape(at);
        case '`':
            return code(at);
        case '*':
        case '_':
        case '~':
            return emphasis(at);
        case '!':
            if (at + 1 < line_.end && text_[at + 1] == '[') {
                brackets_.push_back({at, 2});
                return at + 2;
            }
            return at + 1;
        case '[':
            brackets_.push_back({at, 1});
            return at + 1;
        case ']':
            return link(at);
        default:
            return autolink(at);
        }
    }

    std::size_t escape(std::size_t at) {
        if (at + 1 == line_.end) { // a hard break
            if (followed_)
                marks_.push_back({at, at + 1});
            return at + 1;
        }
        if (static constexpr std::string_view all = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
            all.find(text_[at + 1]) == npos)
            return at + 1;
        marks_.push_back({at, at + 1});
        return at + 2;
    }

    std::size_t runEnd(std::size_t at) const {
        std::size_t end = at;
        while (end < line_.end && text_[end] == text_[at])
            ++end;
        return end;
    }

    // Code between runs of backticks of equal length, as it stands.
    std::size_t code(std::size_t at) {
        const std::size_t open = runEnd(at);
        const std::size_t length = open - at;
        if (const auto none = noCode_.find(length); none == noCode_.end()) {
            for (std::size_t close = open; (close = text_.find('`', close)) != npos;) {
                const std::size_t end = runEnd(close);
                if (end - close == length) {
                    marks_.push_back({at, open});
                    marks_.push_back({close, end});
                    return end;
                }
                close = end;
            }
            noCode_[length] = true;
        }
        return open;
    }

    char32_t pointBefore(std::size_t at) const {
        if (at == line_.begin)
            return ' ';
        do
            --at;
        while (at > line_.begin && (static_cast<unsigned char>(text_[at]) & 0xC0) == 0x80);
        return codePointAt(text_, at).value;
    }

    std::size_t emphasis(std::size_t at) {
        const std::size_t end = runEnd(at);
        const std::size_t length = end - at;
        const char kind = text_[at];
        if (length > 3 || (kind == '~' && length != 2))
            return end;
        const char32_t left = pointBefore(at);
        const char32_t right = end == line_.end ? U' ' : codePointAt(text_, end).value;
        const bool opens =
            !isSpace(right) && (!isPunctuation(right) || isSpace(left) || isPunctuation(left));
        const bool closes =
            !isSpace(left) && (!isPunctuation(left) || isSpace(right) || isPunctuation(right));
        const bool inWord = opens && closes && !isPunctuation(left) && !isPunctuation(right);
        std::size_t& opener = openers_[kind == '*' ? 0 : kind == '_' ? 1 : 2][length];
        if (kind == '_' && inWord)
            return end;
        if (closes && opener != npos) {
            marks_.push_back({opener, opener + length});
            marks_.push_back({at, end});
            for (auto& kinds : openers_) // what opened inside does not close outside
                for (std::size_t& one : kinds)
                    if (one != npos && one >= opener)
                        one = npos;
        } else if (opens) {
            opener = at;
        }
        return end;
    }

    // At "]": the text of a link or an image stays.
    std::size_t link(std::size_t at) {
        if (brackets_.empty())
            return at + 1;
        const auto [open, length] = brackets_.back();
        brackets_.pop_back();
        const std::size_t end = at + 1 < line_.end && text_[at + 1] == '('   ? endOfTarget(at + 2)
                                : at + 1 < line_.end && text_[at + 1] == '[' ? endOfLabel(at + 2)
                                                                             : npos;
        if (end == npos)
            return at + 1;
        marks_.push_back({open, open + length});
        marks_.push_back({at, end});
        return end;
    }

    // Behind the ")" of "(target "title")"; npos where it is none.
    std::size_t endOfTarget(std::size_t at) const {
        const std::size_t limit = std::min(line_.end, at + 2048);
        int depth = 0;
        for (; at < limit; ++at) {
            const char c = text_[at];
            if (c == '\\')
                ++at;
            else if (c == '(' && ++depth > 8)
                return npos;
            else if (c == ')' && depth-- == 0)
                return at + 1;
            else if (c == ' ' || c == '\t')
                return endOfTitle(at, limit);
        }
        return npos;
    }
    std::size_t endOfTitle(std::size_t at, std::size_t limit) const {
        while (at < limit && (text_[at] == ' ' || text_[at] == '\t'))
            ++at;
        if (at < limit && text_[at] == ')')
            return at + 1;
        if (at >= limit || (text_[at] != '"' && text_[at] != '\'' && text_[at] != '('))
            return npos;
        const std::size_t close = text_.find(text_[at] == '(' ? ')' : text_[at], at + 1);
        if (close == npos || close >= limit)
            return npos;
        at = close + 1;
        while (at < limit && text_[at] == ' ')
            ++at;
        return at < limit && text_[at] == ')' ? at + 1 : npos;
    }
    std::size_t endOfLabel(std::size_t at) const {
        const std::size_t close = text_.find_first_of("[]", at);
        return close < line_.end && text_[close] == ']' && close - at < 1000 ? close + 1 : npos;
    }

    // <https://...> and <name@host>: the address stays.
    std::size_t autolink(std::size_t at) {
        const std::size_t close = text_.find_first_of("<> \t\n", at + 1);
        if (close >= line_.end || text_[close] != '>')
            return at + 1;
        const std::string_view inside = text_.substr(at + 1, close - at - 1);
        if (inside.starts_with("http://") || inside.starts_with("https://") ||
            inside.starts_with("mailto:") ||
            (inside.find('@') != npos && inside.find('.') != npos)) {
            marks_.push_back({at, at + 1});
            marks_.push_back({close, close + 1});
            return close + 1;
        }
        return at + 1;
    }

    struct Bracket {
        std::size_t at, length;
    };
    std::string_view text_; // up to the end of the line
    Span line_;
    bool followed_; // by another line
    std::vector<Span> marks_;
    std::vector<Bracket> brackets_;
    std::map<std::size_t, bool> noCode_; // lengths of backticks that nothing closes
    std::array<std::array<std::size_t, 4>, 3> openers_{
        {{npos, npos, npos, npos}, {npos, npos, npos, npos}, {npos, npos, npos, npos}}
    };
};

} // namespace

std::vector<Span> markdownMarks(std::string_view text, Span line) {
    return Line(text, line).marks();
}

} // namespace attune
