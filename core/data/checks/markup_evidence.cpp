// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/checks/markup_evidence.h"

#include "text/letters.h"

#include <algorithm>
#include <map>
#include <span>
#include <string>

namespace attune {
namespace {

constexpr std::string_view kVoid[] = {"area",  "base", "br",   "col",   "embed",  "hr",    "img",
                                      "input", "link", "meta", "param", "source", "track", "wbr"};
constexpr std::string_view kHidden[] = {"script", "style", "template"};

bool holds(std::span<const std::string_view> names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::string lowered(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c | 0x20);
    return out;
}

// Walks over pieces of HTML that lie one behind another.
class Walker {
public:
    // False where a piece is in doubt.
    bool walk(std::string_view pieces) {
        text_ = pieces;
        at_ = 0;
        while (at_ < text_.size())
            if (!piece())
                return false;
        return true;
    }

    bool everyTagIsClosed() const {
        return std::all_of(open_.begin(), open_.end(),
                           [](const auto& one) { return one.second.bare == 0; });
    }

private:
    // Opening tags that wait for their closing one.
    struct Open {
        std::size_t bare = 0;
        std::size_t sure = 0; // they have values: without a closing one they are no less sure
    };

    bool piece() {
        if (take("&"))
            return reference();
        if (take("<!--"))
            return skipBehind("-->");
        if (take("<![CDATA[") || take("]]>"))
            return true;
        if (take("<!doctype"))
            return skipBehind(">");
        if (take("<?xml"))
            return skipBehind("?>");
        return take("<") && tag();
    }

    bool reference() {
        take("#");
        while (at_ < text_.size() && isLetterOrDigit(text_[at_]))
            ++at_;
        return take(";");
    }

    bool tag() {
        const bool closing = take("/");
        const std::string element = name();
        bool values = false;
        if (!attributes(values))
            return false;
        if (holds(kVoid, element))
            return true;
        if (holds(kHidden, element) && !closing)
            return skipBehind("</") && skipBehind(">");
        Open& open = open_[element];
        if (!closing) {
            ++(values ? open.sure : open.bare);
            return true;
        }
        std::size_t& waiting = open.bare > 0 ? open.bare : open.sure;
        return waiting > 0 && waiting-- > 0;
    }

    // Up to the end of the tag; `values`: whether one has a value. False where they are none.
    bool attributes(bool& values) {
        bool parted = skipSpace();
        while (!take(">")) {
            if (!take("/")) {
                if (!parted || name().empty())
                    return false;
                parted = skipSpace();
                if (!take("="))
                    continue;
                skipSpace();
                if (!value())
                    return false;
                values = true;
            }
            parted = skipSpace();
        }
        return true;
    }

    bool value() {
        if (at_ < text_.size() && (text_[at_] == '"' || text_[at_] == '\'')) {
            const char quote = text_[at_++];
            return skipBehind(std::string_view(&quote, 1));
        }
        const std::size_t begin = at_;
        at_ = std::min(text_.find_first_of(" \t\r\n\f\"'<>`", at_), text_.size());
        return at_ > begin;
    }

    static bool isLetterOrDigit(char c) {
        const auto byte = static_cast<unsigned char>(c);
        return isAsciiLetter(byte) || isAsciiDigit(byte);
    }
    // Goes behind `wanted`, in lower or upper case, where it stands here.
    bool take(std::string_view wanted) {
        if (lowered(text_.substr(at_, wanted.size())) != lowered(wanted))
            return false;
        at_ += wanted.size();
        return true;
    }
    bool skipBehind(std::string_view end) {
        const std::size_t found = text_.find(end, at_);
        at_ = found == text_.npos ? text_.size() : found + end.size();
        return found != text_.npos;
    }
    bool skipSpace() {
        const std::size_t begin = at_;
        while (at_ < text_.size() && isSpace(static_cast<unsigned char>(text_[at_])))
            ++at_;
        return at_ > begin;
    }
    std::string name() {
        const std::size_t begin = at_;
        while (at_ < text_.size() &&
               (isLetterOrDigit(text_[at_]) ||
                std::string_view("-:_.").find(text_[at_]) != std::string_view::npos))
            ++at_;
        return lowered(text_.substr(begin, at_ - begin));
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::map<std::string, Open> open_; // by element
};

} // namespace

bool isSurelyMarkup(std::string_view text, const Rewrite& taken) {
    Walker walker;
    for (const Change& change : taken.changes)
        if (!walker.walk(text.substr(change.before.begin, change.before.size())))
            return false;
    return walker.everyTagIsClosed();
}

} // namespace attune
