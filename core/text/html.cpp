// SPDX-License-Identifier: GPL-3.0-or-later
// `html`: a forgiving scanner, as pages in data sets are seldom whole. What is no tag of HTML stays
// text: "a < b", "<url>", "<3".
#include "text/cleaning_operator.h"
#include "text/html_entities.h"
#include "text/letters.h"

#include <algorithm>
#include <array>

namespace attune {
namespace {

enum class Tag { Inline, Block, Cell, Break, Hidden };

struct NamedTag {
    std::string_view name;
    Tag kind;
};
// By name, for a binary search.
constexpr NamedTag kTags[] = {
    {"a",          Tag::Inline},
    {"abbr",       Tag::Inline},
    {"acronym",    Tag::Inline},
    {"address",    Tag::Block },
    {"area",       Tag::Inline},
    {"article",    Tag::Block },
    {"aside",      Tag::Block },
    {"audio",      Tag::Inline},
    {"b",          Tag::Inline},
    {"base",       Tag::Inline},
    {"bdi",        Tag::Inline},
    {"bdo",        Tag::Inline},
    {"big",        Tag::Inline},
    {"blockquote", Tag::Block },
    {"body",       Tag::Block },
    {"br",         Tag::Break },
    {"button",     Tag::Inline},
    {"canvas",     Tag::Inline},
    {"caption",    Tag::Block },
    {"center",     Tag::Block },
    {"cite",       Tag::Inline},
    {"code",       Tag::Inline},
    {"col",        Tag::Inline},
    {"colgroup",   Tag::Inline},
    {"data",       Tag::Inline},
    {"dd",         Tag::Block },
    {"del",        Tag::Inline},
    {"details",    Tag::Block },
    {"dfn",        Tag::Inline},
    {"dialog",     Tag::Block },
    {"dir",        Tag::Block },
    {"div",        Tag::Block },
    {"dl",         Tag::Block },
    {"dt",         Tag::Block },
    {"em",         Tag::Inline},
    {"embed",      Tag::Inline},
    {"fieldset",   Tag::Block },
    {"figcaption", Tag::Block },
    {"figure",     Tag::Block },
    {"font",       Tag::Inline},
    {"footer",     Tag::Block },
    {"form",       Tag::Block },
    {"frame",      Tag::Block },
    {"frameset",   Tag::Block },
    {"h1",         Tag::Block },
    {"h2",         Tag::Block },
    {"h3",         Tag::Block },
    {"h4",         Tag::Block },
    {"h5",         Tag::Block },
    {"h6",         Tag::Block },
    {"head",       Tag::Block },
    {"header",     Tag::Block },
    {"hr",         Tag::Block },
    {"html",       Tag::Block },
    {"i",          Tag::Inline},
    {"iframe",     Tag::Inline},
    {"img",        Tag::Inline},
    {"input",      Tag::Inline},
    {"ins",        Tag::Inline},
    {"kbd",        Tag::Inline},
    {"label",      Tag::Inline},
    {"legend",     Tag::Block },
    {"li",         Tag::Block },
    {"link",       Tag::Inline},
    {"main",       Tag::Block },
    {"map",        Tag::Inline},
    {"mark",       Tag::Inline},
    {"meta",       Tag::Inline},
    {"nav",        Tag::Block },
    {"nobr",       Tag::Inline},
    {"noscript",   Tag::Inline},
    {"object",     Tag::Inline},
    {"ol",         Tag::Block },
    {"optgroup",   Tag::Block },
    {"option",     Tag::Block },
    {"p",          Tag::Block },
    {"param",      Tag::Inline},
    {"picture",    Tag::Inline},
    {"pre",        Tag::Block },
    {"q",          Tag::Inline},
    {"rp",         Tag::Inline},
    {"rt",         Tag::Inline},
    {"ruby",       Tag::Inline},
    {"s",          Tag::Inline},
    {"samp",       Tag::Inline},
    {"script",     Tag::Hidden},
    {"section",    Tag::Block },
    {"select",     Tag::Inline},
    {"small",      Tag::Inline},
    {"source",     Tag::Inline},
    {"span",       Tag::Inline},
    {"strike",     Tag::Inline},
    {"strong",     Tag::Inline},
    {"style",      Tag::Hidden},
    {"sub",        Tag::Inline},
    {"summary",    Tag::Block },
    {"sup",        Tag::Inline},
    {"svg",        Tag::Inline},
    {"table",      Tag::Block },
    {"tbody",      Tag::Block },
    {"td",         Tag::Cell  },
    {"template",   Tag::Hidden},
    {"textarea",   Tag::Inline},
    {"tfoot",      Tag::Block },
    {"th",         Tag::Cell  },
    {"thead",      Tag::Block },
    {"time",       Tag::Inline},
    {"title",      Tag::Block },
    {"tr",         Tag::Block },
    {"track",      Tag::Inline},
    {"tt",         Tag::Inline},
    {"u",          Tag::Inline},
    {"ul",         Tag::Block },
    {"var",        Tag::Inline},
    {"video",      Tag::Inline},
    {"wbr",        Tag::Inline},
};

bool isNameChar(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return isAsciiLetter(byte) || isAsciiDigit(byte) || c == '-' || c == ':' || c == '_';
}

std::string lowered(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c | 0x20);
    return out;
}

// Null: not of HTML. Names such as o:p and my-button are those of Office and of web components.
const NamedTag* findTag(const std::string& name) {
    static constexpr NamedTag other{"", Tag::Inline};
    const auto* found = std::lower_bound(
        std::begin(kTags), std::end(kTags), name,
        [](const NamedTag& tag, const std::string& wanted) { return tag.name < wanted; });
    if (found != std::end(kTags) && found->name == name)
        return found;
    return name.find_first_of("-:") != name.npos ? &other : nullptr;
}

class Scanner {
public:
    explicit Scanner(Rewriter& out)
        : out_(out),
          text_(out.source()),
          lastClose_(text_.rfind('>')),
          lastDouble_(text_.rfind('"')),
          lastSingle_(text_.rfind('\'')) {}

    void scan() {
        std::size_t at = 0;
        while ((at = text_.find_first_of("<&", at)) != text_.npos)
            at = text_[at] == '&' ? entity(at) : markup(at);
        breakBefore(text_.size());
    }

private:
    static constexpr std::size_t npos = std::string_view::npos;

    std::size_t entity(std::size_t at) {
        const Entity found = entityAt(text_, at);
        if (found.length == 0)
            return at + 1;
        breakBefore(at, true);
        out_.replace(at, at + found.length, found.text);
        return at + found.length;
    }

    // What begins with "<" at `at`; gives where to go on.
    std::size_t markup(std::size_t at) {
        if (lastClose_ == npos || at > lastClose_ || at + 1 >= text_.size())
            return at + 1;
        const char next = text_[at + 1];
        if (next == '!' || next == '?')
            return declaration(at);
        const bool closing = next == '/';
        const std::size_t name = at + 1 + closing;
        std::size_t end = name;
        while (end < text_.size() && end - name < 64 && isNameChar(text_[end]))
            ++end;
        if (end == name || !isAsciiLetter(static_cast<unsigned char>(text_[name])))
            return at + 1;
        const std::string known = lowered(text_.substr(name, end - name));
        const NamedTag* tag = findTag(known);
        const std::size_t after = tag == nullptr ? npos : endOfTag(end);
        if (after == npos)
            return at + 1;
        if (tag->kind == Tag::Hidden && !closing && text_[after - 2] != '/')
            if (const std::size_t hidden = endOfHidden(known, after); hidden != npos) {
                put(at, hidden, Tag::Inline, false);
                return hidden;
            }
        put(at, after, tag->kind, closing);
        return after;
    }

    void put(std::size_t begin, std::size_t end, Tag kind, bool closing) {
        breakBefore(begin);
        out_.replace(begin, end, kind == Tag::Break ? "\n" : "");
        if (kind == Tag::Block)
            pending_ = '\n';
        else if (kind == Tag::Cell && !closing && pending_ == '\0')
            pending_ = ' ';
        since_ = end;
    }

    // What parts blocks and cells is put in when text follows: before `at`, or right there.
    void breakBefore(std::size_t at, bool textFollows = false) {
        const std::string_view between = text_.substr(since_, at - since_);
        if (pending_ == '\0' || (!textFollows && between.find_first_not_of(" \t\r\n") == npos))
            return;
        const char32_t left = lastVisible(since_);
        if (left != 0 && left != '\n' && !(pending_ == ' ' && out_.before(since_) == ' '))
            out_.insert(since_, std::string_view(&pending_, 1));
        pending_ = '\0';
    }

    // The character before `at` in the result, blanks aside; 0 at the beginning, a blank where
    // there are many.
    char32_t lastVisible(std::size_t at) const {
        const auto last = [](std::string_view text) {
            text = text.substr(text.size() - std::min<std::size_t>(text.size(), 64));
            const std::size_t found = text.find_last_not_of(" \t");
            return found != npos      ? static_cast<unsigned char>(text[found])
                   : text.size() < 64 ? char32_t{0}
                                      : U' ';
        };
        const char32_t untouched =
            at > out_.done() ? last(text_.substr(out_.done(), at - out_.done())) : 0;
        return untouched != 0 ? untouched : last(out_.written());
    }

    // Behind the ">" of a tag whose name ends at `at`; npos where none ends it before the next "<".
    std::size_t endOfTag(std::size_t at) const {
        if (at < text_.size() && text_[at] != '>' && text_[at] != '/' &&
            !isSpace(static_cast<unsigned char>(text_[at])))
            return npos;
        constexpr std::size_t mostPlain = 4096; // bytes outside quotes
        constexpr int mostQuotes = 256;
        int quotes = 0;
        std::size_t plain = 0;
        for (; at < text_.size() && plain < mostPlain; ++at, ++plain) {
            const char c = text_[at];
            if (c == '>')
                return at + 1;
            if (c == '<')
                return npos;
            const bool quote = (c == '"' || c == '\'') && lastSolid(at) == '=';
            const std::size_t last = c == '"' ? lastDouble_ : lastSingle_;
            if (quote && at < last) {
                if (++quotes > mostQuotes)
                    return npos;
                at = text_.find(c, at + 1);
            }
        }
        return npos;
    }
    char lastSolid(std::size_t at) const {
        while (at > 0 && text_[at - 1] == ' ')
            --at;
        return at > 0 ? text_[at - 1] : '\0';
    }

    // Behind the closing tag of an element whose content is not shown; npos: it has none.
    std::size_t endOfHidden(const std::string& name, std::size_t at) {
        std::size_t& none = noneAfter_[name == "script" ? 0 : name == "style" ? 1 : 2];
        if (at >= none)
            return npos;
        for (std::size_t found = at; (found = text_.find("</", found)) != npos; found += 2) {
            const std::size_t end = found + 2 + name.size();
            if (end < text_.size() && lowered(text_.substr(found + 2, name.size())) == name &&
                !isNameChar(text_[end]))
                if (const std::size_t close = text_.find('>', end); close != npos)
                    return close + 1;
        }
        none = at;
        return npos;
    }

    // Comments, <!doctype>, <?xml?>, CDATA; an open end is text.
    std::size_t declaration(std::size_t at) {
        std::size_t end = npos;
        if (text_.substr(at, 4) == "<!--") {
            if (at < noCommentAfter_) {
                end = text_.find("-->", at + 2);
                if (end != npos)
                    end += 3;
                else
                    noCommentAfter_ = at;
            }
        } else if (text_.substr(at, 9) == "<![CDATA[") {
            const std::size_t close = at < noSectionAfter_ ? text_.find("]]>", at) : npos;
            if (close == npos) {
                noSectionAfter_ = std::min(at, noSectionAfter_);
                return at + 1;
            }
            put(at, at + 9, Tag::Inline, false);
            breakBefore(close);
            put(close, close + 3, Tag::Inline, false);
            return close + 3;
        } else if (at + 2 < text_.size() &&
                   (text_[at + 1] == '?' ||
                    isAsciiLetter(static_cast<unsigned char>(text_[at + 2])))) {
            const std::size_t stop = text_.find_first_of("<>", at + 1);
            end = stop != npos && text_[stop] == '>' ? stop + 1 : npos;
        }
        if (end == npos)
            return at + 1;
        put(at, end, Tag::Inline, false);
        return end;
    }

    Rewriter& out_;
    std::string_view text_;
    std::size_t lastClose_;
    std::size_t lastDouble_;
    std::size_t lastSingle_;
    char pending_ = '\0';   // what is to be put in where text follows: LF, a space, none
    std::size_t since_ = 0; // behind the tag that asked for it
    // From there on what was searched for does not come: keeps the whole linear.
    std::array<std::size_t, 3> noneAfter_{npos, npos, npos};
    std::size_t noCommentAfter_ = npos;
    std::size_t noSectionAfter_ = npos;
};

class Html final : public CleaningOperator {
public:
    bool apply(Rewriter& text) const override {
        Scanner(text).scan();
        return true;
    }
};

} // namespace

CleaningEntry htmlEntry() {
    return cleaningEntry<Html>(
        {.key = "html",
         .title = ATTUNE_TEXT("core", "HTML to text"),
         .help = ATTUNE_TEXT("core", "Takes tags, comments, scripts and styles away, makes line "
                                     "breaks of paragraphs, list items and the like, and reads "
                                     "&amp; and its kind. Links keep their text. What is no "
                                     "tag of HTML, such as “<url>”, stays."),
         .idempotent = false});
}

} // namespace attune
