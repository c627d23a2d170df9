// SPDX-License-Identifier: GPL-3.0-or-later
// Which columns hold texts and labels: by their names first, then by what the first rows hold.
#include "data/json_spans.h"
#include "data/table_reader.h"
#include "text/compare.h"
#include "text/utf8.h"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_set>

namespace attune {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t rowsToLook = 500;
constexpr std::size_t fewRows = 20;

// The surer names first.
constexpr std::array textNames{
    "text"sv,     "texts"sv,   "review"sv,  "reviews"sv, "sentence"sv, "content"sv,   "comment"sv,
    "comments"sv, "body"sv,    "message"sv, "tweet"sv,   "document"sv, "utterance"sv, "sentence1"sv,
    "question"sv, "premise"sv, "query"sv,   "title"sv,   "评论"sv,     "文本"sv,      "内容"sv,
    "评价"sv,     "句子"sv,    "正文"sv,    "留言"sv,    "标题"sv};
constexpr std::array labelNames{"label"sv,  "labels"sv, "sentiment"sv, "category"sv, "class"sv,
                                "target"sv, "intent"sv, "topic"sv,     "emotion"sv,  "polarity"sv,
                                "rating"sv, "stars"sv,  "score"sv,     "tag"sv,      "y"sv,
                                "标签"sv,   "类别"sv,   "分类"sv,      "情感"sv,     "情感倾向"sv,
                                "类型"sv,   "倾向"sv};

struct Column {
    std::string name;
    std::string form;         // loose form of the name
    std::uint64_t length = 0; // code points in all
    std::unordered_set<std::string> values;
    std::size_t filled = 0;
    std::size_t numbers = 0; // of those
    std::size_t lists = 0;   // JSON lists of texts
    std::size_t spans = 0;   // JSON lists of labelled spans, none of them empty
    std::size_t empty = 0;   // empty JSON lists

    bool holdsLists() const { return lists > 0 && lists + empty == filled; }
    bool holdsSpans() const { return spans > 0 && spans + empty == filled; }

    bool nearUnique() const { return filled >= fewRows && values.size() * 2 > filled; }
    bool likeTexts() const { return filled > numbers; }
    bool likeLabels() const {
        return values.size() >= 2 && !nearUnique() && values.size() * 2 <= filled + 2;
    }
    double meanLength() const {
        return filled ? static_cast<double>(length) / static_cast<double>(filled) : 0;
    }
};

void lookAtList(const std::string& cell, Column& column) {
    if (const auto list = stringList(cell)) {
        (list->empty() ? column.empty : column.lists)++;
        return;
    }
    // Of a text that is long enough for any span.
    column.spans += readsAsSpans(cell);
}

template <std::size_t N>
const Column* byName(const std::vector<Column>& columns,
                     const std::array<std::string_view, N>& names, bool labels) {
    const auto fits = [&](const Column& column) { return !labels || !column.nearUnique(); };
    for (const std::string_view name : names)
        for (const Column& column : columns)
            if (column.form == name && fits(column))
                return &column;
    // review_text, label_name, 评论内容
    for (const std::string_view name : names)
        for (const Column& column : columns)
            if (name.size() >= 4 && column.form.find(name) != std::string::npos && fits(column))
                return &column;
    return nullptr;
}

// Where the labels are spans of the texts, or tags of their words.
std::optional<ColumnGuess> guessSpans(const std::vector<Column>& columns,
                                      const std::string& format) {
    const auto made = [](const Column& text, const Column& label) {
        return ColumnGuess{text.name, label.name, {text.name}, {label.name}, Task::TokenLabels};
    };
    if (format == "conll")
        return made(columns[0], columns[1]);
    const Column* text = byName(columns, textNames, false);
    for (const Column& column : columns)
        if (column.holdsSpans() && text != nullptr && text != &column)
            return made(*text, column);
    // Words and tags: two columns of lists, the second one of few values.
    const auto named = [&](std::initializer_list<const char*> names) {
        for (const char* name : names)
            for (const Column& column : columns)
                if (column.form == name && column.holdsLists())
                    return &column;
        return static_cast<const Column*>(nullptr);
    };
    const Column* words = named({"tokens", "words"});
    const Column* tags = named({"ner_tags", "tags", "labels", "label"});
    if (words != nullptr && tags != nullptr)
        return made(*words, *tags);
    return std::nullopt;
}

} // namespace

ColumnGuess guessColumns(const fs::path& path, const TableOptions& options) {
    const std::unique_ptr<TableReader> table = openTable(path, options);
    std::vector<Column> columns;
    for (const std::string& name : table->columns())
        columns.push_back({name, looseForm(name)});
    std::size_t rows = 0;
    for (TableRow row; rows < rowsToLook && table->next(row); ++rows)
        for (std::size_t i = 0; i < std::min(columns.size(), row.cells.size()); ++i) {
            const std::string_view value = trimmed(row.cells[i]);
            if (value.empty())
                continue;
            ++columns[i].filled;
            columns[i].numbers += value.find_first_not_of("0123456789.,:/+- ") == value.npos;
            columns[i].length += countCodePoints(value);
            if (value.front() == '[')
                lookAtList(row.cells[i], columns[i]);
            columns[i].values.emplace(value);
        }

    if (const std::optional<ColumnGuess> guess = guessSpans(columns, table->format()))
        return *guess;
    const Column* label = byName(columns, labelNames, true);
    const Column* text = byName(columns, textNames, false);
    if (text == label)
        label = nullptr;
    if (!text)
        for (const Column& column : columns)
            if (&column != label && column.filled > 0 &&
                (!text || column.meanLength() > text->meanLength()))
                text = &column;
    if (!label)
        for (const Column& column : columns)
            if (&column != text && column.likeLabels() &&
                (!label || column.values.size() < label->values.size()))
                label = &column;
    ColumnGuess guess;
    guess.text = text ? text->name : std::string();
    guess.label = label ? label->name : std::string();
    if (label && label->holdsLists())
        guess.task = Task::MultiLabel;
    for (const Column& column : columns) {
        if (&column == text || (&column != label && column.likeTexts()))
            guess.texts.push_back(column.name);
        if (&column == label || (&column != text && column.likeLabels()))
            guess.labels.push_back(column.name);
    }
    return guess;
}

} // namespace attune
