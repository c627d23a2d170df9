// SPDX-License-Identifier: GPL-3.0-or-later
// A parser by descent that writes ICU's syntax as it reads.
#include "tokenizer/regex_translation.h"

#include "text/utf8.h"
#include "tokenizer/regex_classes.h"

#include <algorithm>
#include <cstdio>

namespace attune {
namespace {

constexpr int kDeepest = 100; // groups and classes inside each other

class Translator {
public:
    Translator(std::string_view expression, const std::string& where)
        : text_(toUtf32(expression)), expression_(expression), where_(where) {}

    std::string run() {
        alternatives(0);
        if (at_ < text_.size())
            refuse(1);
        return std::move(out_);
    }

private:
    // ---- reading
    bool atEnd() const { return at_ >= text_.size(); }
    char32_t peek(std::size_t ahead = 0) const {
        return at_ + ahead < text_.size() ? text_[at_ + ahead] : U'\0';
    }
    bool take(std::u32string_view wanted) {
        if (std::u32string_view(text_).substr(at_, wanted.size()) != wanted)
            return false;
        at_ += wanted.size();
        return true;
    }
    [[noreturn]] void refuse(std::size_t length) const {
        const std::u32string_view all(text_);
        throw Error(
            say(ATTUNE_TEXT("core", "The regular expression “%1” has a part that Attune cannot "
                                    "read: “%2”, character %3."),
                expression_, toUtf8(all.substr(std::min(at_, all.size()), length)), at_ + 1),
            where_, say(ATTUNE_TEXT("core", "Choose another model.")));
    }

    // ---- writing
    void writeChar(char32_t c) {
        char buffer[16];
        std::snprintf(buffer, sizeof buffer, "\\U%08X", static_cast<unsigned>(c));
        out_ += buffer;
    }
    void writeSet(const CodeSet& set) {
        if (set.empty()) {
            out_ += "(?!)"; // matches nothing
            return;
        }
        out_ += '[';
        for (const CodeRange& range : set) {
            writeChar(range.first);
            if (range.last > range.first) {
                out_ += '-';
                writeChar(range.last);
            }
        }
        out_ += ']';
    }

    // ---- grammar
    void alternatives(int depth) {
        if (depth > kDeepest)
            refuse(1);
        for (;;) {
            while (!atEnd() && peek() != '|' && peek() != ')')
                repeated(depth);
            if (!take(U"|"))
                return;
            out_ += '|';
        }
    }

    void repeated(int depth) {
        const std::size_t begin = out_.size();
        const bool canRepeat = atom(depth);
        if (atEnd())
            return;
        std::string count;
        bool braces = false;
        if (peek() == '*' || peek() == '+' || peek() == '?')
            count = static_cast<char>(text_[at_++]);
        else if (peek() == '{') {
            count = readBraces();
            braces = !count.empty();
        }
        if (count.empty()) {
            if (peek() == '{')
                literal(); // a brace that counts nothing
            return;
        }
        if (!canRepeat)
            refuse(1);
        // What was written may be several characters of the pattern's syntax.
        out_.insert(begin, "(?:");
        out_ += ')' + count;
        if (peek() == '?') {
            if (braces && count.find(',') == std::string::npos)
                refuse(1); // Ruby reads {n}? as an optional {n}
            out_ += '?';
            ++at_;
        } else if (peek() == '+') {
            if (braces) { // Ruby has no possessive {n,m}: it repeats the repetition
                out_.insert(begin, "(?:");
                out_ += ")+";
            } else {
                out_ += '+';
            }
            ++at_;
        }
        if (peek() == '*' || peek() == '+' || peek() == '?' ||
            (peek() == '{' && !peekBraces().empty()))
            refuse(1);
    }

    std::string peekBraces() {
        const std::size_t at = at_;
        const std::string count = readBraces();
        at_ = at;
        return count;
    }
    // {n}, {n,}, {,m}, {n,m} as ICU writes it; "" (and nothing read) for any other brace.
    std::string readBraces() {
        std::size_t end = at_ + 1;
        std::string low, high;
        bool comma = false;
        for (; end < text_.size() && text_[end] != '}'; ++end) {
            if (text_[end] == ',' && !comma)
                comma = true;
            else if (text_[end] >= '0' && text_[end] <= '9')
                (comma ? high : low) += static_cast<char>(text_[end]);
            else
                return {};
        }
        if (end >= text_.size() || (low.empty() && high.empty()))
            return {};
        if (low.size() > 4 || high.size() > 4 || (!high.empty() && std::stoi(high) > 1000) ||
            (!low.empty() && std::stoi(low) > 1000))
            refuse(1);
        if (comma && !high.empty() && !low.empty() && std::stoi(high) < std::stoi(low))
            refuse(1); // Ruby takes it for a possessive one
        at_ = end + 1;
        return "{" + (low.empty() ? "0" : low) + (comma ? "," + high : "") + "}";
    }

    // One thing that may be repeated; false for those that may not.
    bool atom(int depth) {
        switch (peek()) {
        case '(':
            return group(depth);
        case '[': {
            const CodeSet set = characterClass(depth);
            if (anyCase_)
                refuse(1);
            writeSet(set);
            return true;
        }
        case '.':
            ++at_;
            writeSet(complement({
                {U'\n', U'\n'}
            }));
            return true;
        case '^': // after every line break but one at the end
            ++at_;
            out_ += "(?:\\A|(?<=\\u000A)(?!\\z))";
            return false;
        case '$':
            ++at_;
            out_ += "(?=\\u000A|\\z)";
            return false;
        case '*':
        case '+':
        case '?':
            refuse(1);
        case '\\':
            return escape();
        default:
            literal();
            return true;
        }
    }

    bool group(int depth) {
        struct Opening {
            std::u32string_view from;
            const char* to;
            bool canRepeat;
        };
        static constexpr Opening kOpenings[] = {
            {U"(?:",  "(?:",  true },
            {U"(?>",  "(?>",  true },
            {U"(?=",  "(?=",  false},
            {U"(?!",  "(?!",  false},
            {U"(?<=", "(?<=", false},
            {U"(?<!", "(?<!", false},
        };
        const bool outerCase = anyCase_;
        bool canRepeat = true;
        if (take(U"(?i:")) {
            anyCase_ = true;
            out_ += "(?:";
        } else if (peek(1) != '?') {
            if (peek(1) == '*')
                refuse(2);
            ++at_;
            out_ += "(?:"; // nothing refers to it
        } else {
            const auto* opening = std::find_if(std::begin(kOpenings), std::end(kOpenings),
                                               [&](const Opening& one) { return take(one.from); });
            if (opening == std::end(kOpenings))
                refuse(4);
            out_ += opening->to;
            canRepeat = opening->canRepeat;
        }
        alternatives(depth + 1);
        if (!take(U")"))
            refuse(1);
        out_ += ')';
        anyCase_ = outerCase;
        return canRepeat;
    }

    // Without regard to case: an ASCII letter is a set. Two letters that together are one letter
    // in another case (ss and U+00DF) would have to match that too; such are refused.
    void literal() {
        const char32_t c = text_[at_];
        if (!anyCase_) {
            ++at_;
            writeChar(c);
            return;
        }
        if (c >= 0x80)
            refuse(1);
        static constexpr std::string_view kPairs[] = {"ss", "st", "ff", "fi", "fl"};
        const auto lower = [](char32_t one) {
            return static_cast<char>(one >= 'A' && one <= 'Z' ? one + 32 : one);
        };
        const char pair[] = {lower(c), peek(1) < 0x80 ? lower(peek(1)) : '\0'};
        for (const std::string_view known : kPairs)
            if (known == std::string_view(pair, 2))
                refuse(2);
        ++at_;
        const char32_t small = static_cast<unsigned char>(pair[0]);
        if (small < 'a' || small > 'z') {
            writeChar(c);
            return;
        }
        CodeSet set{
            {small,      small     },
            {small - 32, small - 32}
        };
        if (small == 's')
            set.push_back({0x17F, 0x17F});
        if (small == 'k')
            set.push_back({0x212A, 0x212A});
        writeSet(united(std::move(set)));
    }

    bool escape() {
        const char32_t c = peek(1);
        switch (c) {
        case 'A':
            at_ += 2;
            out_ += "\\A";
            return false;
        case 'z':
            at_ += 2;
            out_ += "\\z";
            return false;
        case 'Z':
            at_ += 2;
            out_ += "(?=\\u000A?\\z)";
            return false;
        case 'b':
        case 'B': {
            at_ += 2;
            const bool inverted = c == 'B';
            out_ += "(?:(?<=";
            writeSet(regexWord());
            out_ += inverted ? ")(?=" : ")(?!";
            writeSet(regexWord());
            out_ += ")|(?<!";
            writeSet(regexWord());
            out_ += inverted ? ")(?!" : ")(?=";
            writeSet(regexWord());
            out_ += "))";
            return false;
        }
        default:
            break;
        }
        const CodeSet set = escapedSet();
        if (anyCase_ && set.size() == 1 && set[0].first == set[0].last && set[0].first >= 'A' &&
            set[0].first != 0x5F)
            refuse(1);
        if (set.size() == 1 && set[0].first == set[0].last)
            writeChar(set[0].first);
        else
            writeSet(set);
        return true;
    }

    // What an escape stands for, inside a class or out; the escape is read.
    CodeSet escapedSet() {
        const std::size_t begin = at_;
        ++at_;
        if (atEnd())
            refuse(1);
        const char32_t c = text_[at_++];
        const auto one = [](char32_t value) {
            return CodeSet{
                {value, value}
            };
        };
        switch (c) {
        case 's':
            return regexSpace();
        case 'S':
            return complement(regexSpace());
        case 'w':
            return regexWord();
        case 'W':
            return complement(regexWord());
        case 'd':
            return regexDigit();
        case 'D':
            return complement(regexDigit());
        case 'h':
        case 'H': {
            const CodeSet hex{
                {'0', '9'},
                {'A', 'F'},
                {'a', 'f'}
            };
            return c == 'h' ? hex : complement(hex);
        }
        case 'n':
            return one('\n');
        case 'r':
            return one('\r');
        case 't':
            return one('\t');
        case 'f':
            return one('\f');
        case 'v':
            return one('\v');
        case 'a':
            return one('\a');
        case 'e':
            return one(0x1B);
        case 'p':
        case 'P': {
            if (!take(U"{"))
                break;
            const bool inverted = (c == 'P') != take(U"^");
            std::string name;
            while (!atEnd() && peek() != '}' && peek() < 0x80)
                name += static_cast<char>(text_[at_++]);
            if (!take(U"}"))
                break;
            const auto set = classByName(name);
            if (!set)
                break;
            return inverted ? complement(*set) : *set;
        }
        case 'u':
            return one(hexNumber(begin, 4, 4));
        case 'x':
            if (take(U"{")) {
                const char32_t value = hexNumber(begin, 1, 8);
                if (!take(U"}"))
                    break;
                return one(value);
            } else {
                const char32_t value = hexNumber(begin, 1, 2);
                if (value >= 0x80)
                    break; // a byte, not a code point
                return one(value);
            }
        default:
            if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
                break;
            return one(c);
        }
        at_ = begin;
        refuse(6);
    }

    char32_t hexNumber(std::size_t begin, std::size_t fewest, std::size_t most) {
        char32_t value = 0;
        std::size_t count = 0;
        for (; count < most; ++count, ++at_) {
            const char32_t c = peek();
            if (c >= '0' && c <= '9')
                value = value * 16 + (c - '0');
            else if ((c | 32) >= 'a' && (c | 32) <= 'f')
                value = value * 16 + ((c | 32) - 'a' + 10);
            else
                break;
        }
        if (count < fewest || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) {
            at_ = begin;
            refuse(6);
        }
        return value;
    }

    CodeSet characterClass(int depth) {
        if (depth > kDeepest)
            refuse(1);
        ++at_; // [
        const bool inverted = take(U"^");
        CodeSet set;
        bool first = true;
        for (;; first = false) {
            if (atEnd())
                refuse(1);
            if (peek() == ']' && !first) {
                ++at_;
                break;
            }
            if (peek() == ']' || take(U"[:") || (peek() == '&' && peek(1) == '&'))
                refuse(2);
            if (peek() == '[') {
                const CodeSet inner = characterClass(depth + 1);
                set.insert(set.end(), inner.begin(), inner.end());
                continue;
            }
            CodeSet low = classMember();
            // a range, unless the minus is the last
            if (peek() == '-' && peek(1) != ']') {
                const bool single = low.size() == 1 && low[0].first == low[0].last;
                if (!single || peek(1) == '[' || low[0].first == U'-')
                    refuse(2);
                ++at_;
                const CodeSet high = classMember();
                if (high.size() != 1 || high[0].first != high[0].last ||
                    high[0].first < low[0].first)
                    refuse(1);
                low[0].last = high[0].last;
            }
            set.insert(set.end(), low.begin(), low.end());
        }
        set = united(std::move(set));
        return inverted ? complement(set) : set;
    }

    CodeSet classMember() {
        if (atEnd())
            refuse(1);
        if (peek() == '\\') {
            if (peek(1) == 'b') {
                at_ += 2;
                return {
                    {'\b', '\b'}
                };
            }
            return escapedSet();
        }
        const char32_t c = text_[at_++];
        return {
            {c, c}
        };
    }

    std::u32string text_;
    std::string expression_;
    const std::string& where_;
    std::size_t at_ = 0;
    bool anyCase_ = false;
    std::string out_;
};

} // namespace

std::string translateRegex(std::string_view expression, const std::string& where) {
    return Translator(expression, where).run();
}

} // namespace attune
