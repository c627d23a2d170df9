// SPDX-License-Identifier: GPL-3.0-or-later
// Labelled spans of a text: a list of spans, or words and their tags.
#include "data/json_spans.h"
#include "data/target.h"
#include "data/targets.h"
#include "text/compare.h"

#include <algorithm>

namespace attune {
namespace {

class TokenLabels : public TargetReader {
public:
    explicit TokenLabels(const TargetColumns& columns) : columns_(columns) {}

    bool givesText() const override { return true; }

    Message read(const TableRow& row, Example& example) override {
        const std::string& textCell = row.cells[columns_.text];
        static const std::string none;
        const std::string& cell =
            columns_.labels.empty() ? none : row.cells[columns_.labels.front()];
        example.text = textCell;
        const auto words = stringList(textCell);
        const auto tags = stringList(cell);
        // An empty list is one of spans as well as one of tags.
        if (words && (columns_.labels.empty() || trimmed(cell).empty() ||
                      (tags && tags->empty() == words->empty())))
            return readWords(*words, tags, row.line, example);
        if (tags && !tags->empty())
            return say(ATTUNE_TEXT("core", "The labels are a list of tags, but the text is no list "
                                           "of words."));
        SpanReading reading = readSpans(cell, example.text);
        if (reading.mended && mended_++ == 0)
            mendedLine_ = row.line;
        return take(std::move(reading.spans), std::move(reading.problem), example);
    }

    void finish(Dataset& data) override {
        std::vector<bool> used(types_.size());
        for (const Example& example : data.examples)
            for (const TextSpan& span : example.spans)
                used[static_cast<std::size_t>(span.type)] = true;
        std::vector<std::string> types;
        const std::vector<std::int32_t> ids = types_.ids(used, types);
        for (Example& example : data.examples)
            for (TextSpan& span : example.spans)
                span.type = ids[static_cast<std::size_t>(span.type)];
        data.labels.clear();
        for (const char* letter : {"B-", "I-"})
            for (const std::string& type : types)
                data.labels.push_back(letter + type);
        data.labels.emplace_back("O");
        noteIllFormedTags(findings_, data.source, data.notes);
        if (mended_ > 0)
            data.notes.push_back(
                {Problem::Severity::Info,
                 "",
                 data.source,
                 say(ATTUNE_TEXT("core", "Texts with a labelled span that stood twice or had white "
                                         "space at its ends, which was left out: %1; the first "
                                         "stands in line %2."),
                     mended_, mendedLine_),
                 {}});
    }

private:
    Message readWords(const std::vector<std::string>& words,
                      const std::optional<std::vector<std::string>>& tags, std::uint32_t line,
                      Example& example) {
        if (std::any_of(words.begin(), words.end(),
                        [](const std::string& word) { return word.empty(); }))
            return say(ATTUNE_TEXT("core", "A word is empty."));
        std::vector<std::pair<std::size_t, std::size_t>> places;
        example.text = joinedWords(words, places);
        if (!tags)
            return {};
        if (tags->size() != words.size())
            return say(ATTUNE_TEXT("core", "%1 words have %2 tags."), words.size(), tags->size());
        return take(spansOfWords(spansOfTags(*tags, line, findings_), places), {}, example);
    }

    Message take(std::vector<NamedSpan> spans, Message problem, Example& example) {
        if (!problem.empty())
            return problem;
        for (const NamedSpan& span : spans)
            example.spans.push_back({static_cast<std::uint32_t>(span.begin),
                                     static_cast<std::uint32_t>(span.end),
                                     types_.numberOf(span.type)});
        refuseManyLabels(types_.size(),
                         columns_.names.empty() ? std::string() : columns_.names.front(),
                         example.row + 1, columns_.path, example.line);
        return {};
    }

    TargetColumns columns_;
    LabelNames types_;
    TagFindings findings_;
    std::uint64_t mended_ = 0;
    std::uint32_t mendedLine_ = 0;
};

} // namespace

std::string readableSpans(const std::string& text, const std::string& label) {
    std::vector<NamedSpan> spans;
    std::string joined = text;
    const auto words = stringList(text), tags = stringList(label);
    if (words && tags && !words->empty() && words->size() == tags->size() &&
        std::none_of(words->begin(), words->end(),
                     [](const std::string& word) { return word.empty(); })) {
        std::vector<std::pair<std::size_t, std::size_t>> places;
        joined = joinedWords(*words, places);
        TagFindings findings;
        spans = spansOfWords(spansOfTags(*tags, 0, findings), places);
    } else {
        SpanReading reading = readSpans(label, text);
        if (!reading.problem.empty())
            return label;
        spans = std::move(reading.spans);
    }
    std::string out;
    for (const NamedSpan& span : spans)
        out += (out.empty() ? "" : "; ") + span.type + ": " +
               joined.substr(span.begin, span.end - span.begin);
    return out;
}

std::unique_ptr<TargetReader> tokenLabelReader(const TargetColumns& columns) {
    return std::make_unique<TokenLabels>(columns);
}

} // namespace attune
