// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/rewrite.h"

#include "text/utf8.h"

#include <algorithm>

namespace attune {
namespace {

bool isBoundary(std::string_view text, std::size_t at) {
    return at == text.size() ||
           (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80);
}

std::string_view part(std::string_view text, Span span) {
    return text.substr(span.begin, span.size());
}

// Takes out the changes that put in what was there.
void dropEmpty(std::string_view before, Rewrite& rewrite) {
    std::erase_if(rewrite.changes, [&](const Change& change) {
        return part(before, change.before) == part(rewrite.text, change.after);
    });
}

} // namespace

bool isSound(std::string_view before, const Rewrite& rewrite) {
    const std::string_view after = rewrite.text;
    if (!isValidUtf8(after))
        return false;
    std::size_t doneBefore = 0;
    std::size_t doneAfter = 0;
    for (const Change& change : rewrite.changes) {
        const bool first = &change == rewrite.changes.data();
        const std::size_t gap = change.before.begin - doneBefore;
        if (change.before.begin < doneBefore || change.before.end < change.before.begin ||
            change.before.end > before.size() || change.after.end < change.after.begin ||
            change.after.end > after.size() || change.after.begin != doneAfter + gap ||
            (gap == 0 && !first) || change.rules == 0 ||
            before.substr(doneBefore, gap) != after.substr(doneAfter, gap) ||
            part(before, change.before) == part(after, change.after))
            return false;
        for (const std::size_t at : {change.before.begin, change.before.end})
            if (!isBoundary(before, at))
                return false;
        for (const std::size_t at : {change.after.begin, change.after.end})
            if (!isBoundary(after, at))
                return false;
        doneBefore = change.before.end;
        doneAfter = change.after.end;
    }
    return before.substr(doneBefore) == after.substr(doneAfter);
}

Rewrite composed(std::string_view before, const Rewrite& first, const Rewrite& second,
                 std::uint64_t rules) {
    // Both lists are walked in the text between, where clusters of spans that meet are found.
    Rewrite out{second.text, {}};
    auto a = first.changes.begin();
    auto b = second.changes.begin();
    const auto endA = first.changes.end();
    const auto endB = second.changes.end();
    // What to add to a place in the text between to get the place in the outer texts (modulo 2^64).
    std::size_t toBefore = 0;
    std::size_t toAfter = 0;
    while (a != endA || b != endB) {
        const bool takeA = b == endB || (a != endA && a->after.begin <= b->before.begin);
        Span middle = takeA ? a->after : b->before;
        Change change;
        change.rules = 0;
        change.before.begin = middle.begin + toBefore;
        change.after.begin = middle.begin + toAfter;
        while (true) {
            if (a != endA && a->after.begin <= middle.end) {
                middle.end = std::max(middle.end, a->after.end);
                toBefore = a->before.end - a->after.end;
                change.rules |= a->rules;
                ++a;
            } else if (b != endB && b->before.begin <= middle.end) {
                middle.end = std::max(middle.end, b->before.end);
                toAfter = b->after.end - b->before.end;
                change.rules |= rules;
                ++b;
            } else {
                break;
            }
        }
        change.before.end = middle.end + toBefore;
        change.after.end = middle.end + toAfter;
        out.changes.push_back(change);
    }
    dropEmpty(before, out);
    return out;
}

void Rewriter::replace(std::size_t begin, std::size_t end, std::string_view with) {
    if (source_.substr(begin, end - begin) == with)
        return;
    if (changes_.empty())
        text_.reserve(source_.size() + with.size());
    text_ += source_.substr(done_, begin - done_);
    const bool touches = !changes_.empty() && begin == done_;
    if (!touches)
        changes_.push_back({
            {begin,        begin       },
            {text_.size(), text_.size()}
        });
    text_ += with;
    done_ = end;
    changes_.back().before.end = end;
    changes_.back().after.end = text_.size();
}

char32_t Rewriter::before(std::size_t at) const {
    const std::string_view text = at > done_ ? source_.substr(0, at) : std::string_view(text_);
    if (text.empty())
        return 0;
    std::size_t start = text.size() - 1;
    while (start > 0 && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80)
        --start;
    return codePointAt(text, start).value;
}

Rewrite Rewriter::finish() && {
    text_ += source_.substr(done_);
    Rewrite out{std::move(text_), std::move(changes_)};
    dropEmpty(source_, out);
    return out;
}

} // namespace attune
