// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/moved_spans.h"

#include "text/compare.h"
#include "text/utf8.h"

#include <algorithm>

namespace attune {
namespace {

// The edge at byte `at`, which lies within the change.
std::size_t within(const Change& change, std::size_t at, bool begins, std::string_view before,
                   std::string_view after) {
    const std::string_view from = before.substr(change.before.begin, change.before.size());
    const std::string_view to = after.substr(change.after.begin, change.after.size());
    if (countCodePoints(from) != countCodePoints(to))
        return begins ? change.after.begin : change.after.end;
    std::size_t left = countCodePoints(from.substr(0, at - change.before.begin));
    std::size_t byte = 0;
    for (; left > 0; --left)
        byte += codePointAt(to, byte).length;
    return change.after.begin + byte;
}

// Where an edge of a span is.
std::size_t moved(std::size_t at, bool begins, std::string_view before, const Rewrite& rewrite) {
    // The last change that begins before the edge, or at it where it is of what lies before a span.
    auto next = std::upper_bound(
        rewrite.changes.begin(), rewrite.changes.end(), at,
        [](std::size_t byte, const Change& change) { return byte < change.before.begin; });
    while (next != rewrite.changes.begin()) {
        const Change& change = *--next;
        const bool inserts = change.before.size() == 0;
        if (change.before.begin == at && !(inserts && begins)) {
            if (begins)
                return change.after.begin;
            continue; // behind the end of the span
        }
        if (change.before.end > at)
            return within(change, at, begins, before, rewrite.text);
        return change.after.end + (at - change.before.end);
    }
    return at;
}

} // namespace

std::size_t moveSpans(std::vector<TextSpan>& spans, std::string_view before,
                      const Rewrite& rewrite) {
    if (rewrite.changes.empty())
        return 0;
    std::vector<TextSpan> kept;
    std::size_t reached = 0;
    for (const TextSpan& span : spans) {
        const std::size_t begin = std::max(reached, moved(span.begin, true, before, rewrite));
        const std::size_t end = moved(span.end, false, before, rewrite);
        if (begin >= end)
            continue;
        const std::string_view left =
            trimmed(std::string_view(rewrite.text).substr(begin, end - begin));
        if (left.empty())
            continue;
        const auto at = static_cast<std::size_t>(left.data() - rewrite.text.data());
        reached = at + left.size();
        kept.push_back(
            {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(reached), span.type});
    }
    const std::size_t lost = spans.size() - kept.size();
    spans = std::move(kept);
    return lost;
}

} // namespace attune
