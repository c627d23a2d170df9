// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/json_spans.h"

#include "base/json.h"
#include "base/lists.h"
#include "text/compare.h"
#include "text/letters.h"
#include "text/utf8.h"

#include <algorithm>

namespace attune {
namespace {

constexpr JsonLimits cellLimits{.depth = 8, .values = 1'000'000};

// A list as it stands in a cell; nothing where the cell is none.
std::optional<Json> listOf(const std::string& cell) {
    const std::string_view plain = trimmed(cell);
    if (!plain.starts_with('[') || !plain.ends_with(']'))
        return std::nullopt;
    try {
        return parseJson(plain, {}, cellLimits);
    } catch (const Error&) {
        return std::nullopt;
    }
}

const Json* memberOf(const Json& object, std::initializer_list<const char*> keys) {
    for (const char* key : keys)
        if (const auto found = object.find(key); found != object.end())
            return &*found;
    return nullptr;
}

// Start, end and label of an entry; nulls where it is none.
struct Entry {
    const Json* start = nullptr;
    const Json* end = nullptr;
    const Json* label = nullptr;
};

Entry entryOf(const Json& json) {
    if (json.is_array() && json.size() == 3)
        return {&json[0], &json[1], &json[2]};
    if (json.is_object())
        return {memberOf(json, {"start", "start_offset"}), memberOf(json, {"end", "end_offset"}),
                memberOf(json, {"label", "type", "entity_group", "entity"})};
    return {};
}

std::optional<std::uint64_t> offsetOf(const Json* json) {
    if (json == nullptr || !json->is_number_unsigned())
        return std::nullopt;
    return json->get<std::uint64_t>();
}

// Where code points of a text begin.
class CodePoints {
public:
    explicit CodePoints(std::string_view text) : size_(text.size()) {
        if (std::all_of(text.begin(), text.end(), isAscii))
            return;
        for (std::size_t at = 0; at < size_; at += codePointAt(text, at).length)
            bytes_.push_back(static_cast<std::uint32_t>(at));
        bytes_.push_back(static_cast<std::uint32_t>(size_));
    }

    std::size_t count() const { return bytes_.empty() ? size_ : bytes_.size() - 1; }
    // The byte where code point `number` begins, the end of the text for the one behind the last.
    std::size_t byteOf(std::uint64_t number) const {
        return bytes_.empty() ? number : bytes_[number];
    }

private:
    std::size_t size_;
    std::vector<std::uint32_t> bytes_; // empty: code points are bytes
};

Message noSpan() {
    return say(ATTUNE_TEXT("core", "A labelled span has to be [start, end, \"label\"] or an object "
                                   "with start, end and label."));
}

std::string quotedPart(std::string_view text, const NamedSpan& span) {
    return quoted(std::vector{std::string(text.substr(span.begin, span.end - span.begin))});
}

// One span, checked against the text alone.
Message readEntry(const Json& json, std::string_view text, const CodePoints& points,
                  std::vector<NamedSpan>& spans, bool& mended) {
    const Entry entry = entryOf(json);
    const auto start = offsetOf(entry.start), end = offsetOf(entry.end);
    if (!start || !end || entry.label == nullptr || !entry.label->is_string())
        return noSpan();
    const std::string type(trimmed(entry.label->get_ref<const std::string&>()));
    if (type.empty())
        return say(ATTUNE_TEXT("core", "The span [%1, %2] has an empty label."), *start, *end);
    if (*start >= *end)
        return say(ATTUNE_TEXT("core", "The span [%1, %2] is empty."), *start, *end);
    if (*end > points.count())
        return say(ATTUNE_TEXT("core", "The span [%1, %2] ends behind the text, which has %3 "
                                       "characters."),
                   *start, *end, points.count());
    const std::size_t begin = points.byteOf(*start), size = points.byteOf(*end) - begin;
    const std::string_view slice = trimmed(text.substr(begin, size));
    if (slice.empty())
        return say(ATTUNE_TEXT("core", "The span [%1, %2] holds nothing but white space."), *start,
                   *end);
    mended = mended || slice.size() != size;
    const auto at = static_cast<std::size_t>(slice.data() - text.data());
    spans.push_back({at, at + slice.size(), type});
    return {};
}

} // namespace

std::optional<std::vector<std::string>> stringList(const std::string& cell) {
    const std::optional<Json> list = listOf(cell);
    if (!list)
        return std::nullopt;
    std::vector<std::string> texts;
    for (const Json& one : *list) {
        if (!one.is_string())
            return std::nullopt;
        texts.push_back(one.get<std::string>());
    }
    return texts;
}

std::optional<std::vector<std::string>> scalarList(const std::string& cell) {
    const std::optional<Json> list = listOf(cell);
    if (!list)
        return std::nullopt;
    std::vector<std::string> texts;
    for (const Json& one : *list) {
        if (one.is_structured() || one.is_null())
            return std::nullopt;
        texts.push_back(one.is_string() ? one.get<std::string>() : one.dump());
    }
    return texts;
}

bool readsAsSpans(const std::string& cell) {
    const std::optional<Json> list = listOf(cell);
    if (!list || list->empty())
        return false;
    return std::all_of(list->begin(), list->end(), [](const Json& json) {
        const Entry entry = entryOf(json);
        return offsetOf(entry.start) && offsetOf(entry.end) && entry.label != nullptr &&
               entry.label->is_string();
    });
}

SpanReading readSpans(const std::string& cell, std::string_view text) {
    SpanReading out;
    if (trimmed(cell).empty())
        return out;
    const std::optional<Json> list = listOf(cell);
    if (!list) {
        out.problem = say(ATTUNE_TEXT("core", "The labels %1 are no JSON list of spans, as in "
                                              "[[0, 3, \"PER\"]]."),
                          quoted(std::vector{cell}));
        return out;
    }
    const CodePoints points(text);
    for (const Json& json : *list)
        if (out.problem = readEntry(json, text, points, out.spans, out.mended);
            !out.problem.empty())
            return out;
    std::stable_sort(out.spans.begin(), out.spans.end(), [](const auto& a, const auto& b) {
        return std::tie(a.begin, a.end, a.type) < std::tie(b.begin, b.end, b.type);
    });
    const auto doubled = std::unique(out.spans.begin(), out.spans.end());
    out.mended = out.mended || doubled != out.spans.end();
    out.spans.erase(doubled, out.spans.end());
    for (std::size_t i = 1; i < out.spans.size(); ++i) {
        const NamedSpan& first = out.spans[i - 1];
        const NamedSpan& second = out.spans[i];
        if (second.begin < first.end) {
            out.problem =
                say(ATTUNE_TEXT("core", "Two labelled spans overlap: %1 (%2) and %3 (%4)."),
                    quotedPart(text, first), first.type, quotedPart(text, second), second.type);
            return out;
        }
    }
    return out;
}

std::vector<NamedSpan> spansOfWords(std::span<const WordSpan> spans,
                                    std::span<const std::pair<std::size_t, std::size_t>> places) {
    std::vector<NamedSpan> out;
    for (const WordSpan& span : spans)
        out.push_back({places[span.begin].first, places[span.end - 1].second, span.type});
    return out;
}

std::string spansCell(std::span<const NamedSpan> spans, std::string_view text) {
    OrderedJson list = OrderedJson::array();
    std::size_t byte = 0, points = 0;
    const auto pointsTo = [&](std::size_t at) {
        points += countCodePoints(text.substr(byte, at - byte));
        byte = at;
        return points;
    };
    for (const NamedSpan& span : spans) {
        const std::size_t begin = pointsTo(span.begin);
        list.push_back(OrderedJson::array({begin, pointsTo(span.end), span.type}));
    }
    return list.dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
}

} // namespace attune
