// SPDX-License-Identifier: GPL-3.0-or-later
// Several labels a text: a JSON list in a cell, a cell with separators, or a 0/1 column a label.
#include "base/lists.h"
#include "data/json_spans.h"
#include "data/targets.h"
#include "text/compare.h"

#include <algorithm>

namespace attune {
namespace {

struct Separator {
    const char* name;
    char sign;
};
// `auto` takes the first that a cell holds: none of them is usual within a label.
constexpr Separator separators[] = {
    {"semicolon", ';'},
    {"pipe",      '|'},
    {"comma",     ','},
    {"space",     ' '},
};
constexpr std::size_t tried = 3; // of those, by auto

// ---- a cell ----

class ManyLabels : public TargetReader {
public:
    ManyLabels(const TargetColumns& columns, const ReadOptions& options)
        : columns_(columns), wanted_(options.labelSeparator) {
        const auto& known = labelSeparators();
        if (std::find(known.begin(), known.end(), wanted_) == known.end())
            throw UsageError(say(ATTUNE_TEXT("core", "The separator “%1” is unknown."), wanted_),
                             toUtf8(columns.path),
                             say(ATTUNE_TEXT("core", "Choose one of: %1."), listed(known)));
    }

    // Cells are kept: which separator they have shows when all are seen.
    Message read(const TableRow& row, Example& example) override {
        const std::string& cell = row.cells[columns_.labels.front()];
        const std::string_view plain = trimmed(cell);
        cells_.resize(example.row + 1);
        if (plain.starts_with("['") && plain.ends_with("']"))
            return say(ATTUNE_TEXT("core", "The labels %1 are a list of Python: write it as JSON, "
                                           "with double quotes."),
                       quoted(std::vector{cell}));
        if (std::optional<std::vector<std::string>> list = scalarList(cell))
            cells_.back().list = std::move(*list);
        else
            cells_.back().text = plain;
        return {};
    }

    void finish(Dataset& data) override {
        const Separator* separator = found(data);
        data.labelSeparator = separator != nullptr ? separator->name : "auto";
        LabelNames names;
        std::uint64_t without = 0;
        for (Example& example : data.examples) {
            const auto add = [&](std::string_view label) {
                if (label = trimmed(label); !label.empty())
                    example.labels.push_back(names.numberOf(std::string(label)));
            };
            const Cell& cell = cells_[example.row];
            for (const std::string& label : cell.list)
                add(label);
            for (std::size_t at = 0; separator != nullptr && at <= cell.text.size();) {
                const std::size_t end =
                    std::min(cell.text.find(separator->sign, at), cell.text.size());
                add(std::string_view(cell.text).substr(at, end - at));
                at = end + 1;
            }
            if (separator == nullptr)
                add(cell.text);
            refuseManyLabels(names.size(), columns_.names.front(), example.row + 1, columns_.path,
                             example.line);
            without += example.labels.empty();
        }
        const std::vector<std::int32_t> ids =
            names.ids(std::vector<bool>(names.size(), true), data.labels);
        for (Example& example : data.examples) {
            for (std::int32_t& label : example.labels)
                label = ids[static_cast<std::size_t>(label)];
            std::sort(example.labels.begin(), example.labels.end());
            example.labels.erase(std::unique(example.labels.begin(), example.labels.end()),
                                 example.labels.end());
        }
        const auto note = [&](Message message) {
            data.notes.push_back(
                {Problem::Severity::Info, "", data.source, std::move(message), {}});
        };
        if (separator != nullptr)
            note(say(ATTUNE_TEXT("core", "What stands between the labels of a text: %1."),
                     separator->name));
        if (without > 0)
            note(say(ATTUNE_TEXT("core", "Texts without any label: %1 of %2."), without,
                     data.examples.size()));
    }

private:
    struct Cell {
        std::vector<std::string> list;
        std::string text; // where it is no list
    };

    const Separator* found(const Dataset& data) const {
        for (const Separator& one : separators)
            if (wanted_ == one.name)
                return &one;
        for (const Separator& one : std::span(separators).first(tried))
            for (const Example& example : data.examples)
                if (cells_[example.row].text.find(one.sign) != std::string::npos)
                    return &one;
        return nullptr;
    }

    TargetColumns columns_;
    std::string wanted_;
    std::vector<Cell> cells_; // by row
};

// ---- a column a label ----

// 1 and 0, also as booleans or with a decimal place; -1 for anything else.
int truthOf(std::string_view cell) {
    const std::string form = looseForm(cell);
    if (form == "1" || form == "true" || form == "1.0")
        return 1;
    return form == "0" || form == "false" || form == "0.0" ? 0 : -1;
}

class LabelColumns : public TargetReader {
public:
    explicit LabelColumns(const TargetColumns& columns) : columns_(columns) {
        std::vector<std::int32_t> numbers;
        for (const std::string& name : columns_.names)
            numbers.push_back(names_.numberOf(name));
        const std::vector<std::int32_t> ids =
            names_.ids(std::vector<bool>(names_.size(), true), labels_);
        for (const std::int32_t number : numbers)
            ids_.push_back(ids[static_cast<std::size_t>(number)]);
    }

    Message read(const TableRow& row, Example& example) override {
        for (std::size_t i = 0; i < columns_.labels.size(); ++i) {
            const std::string& cell = row.cells[columns_.labels[i]];
            const int truth = truthOf(cell);
            if (truth < 0) {
                example.labels.clear();
                return say(ATTUNE_TEXT("core", "The column “%1” has %2 instead of 0 or 1."),
                           columns_.names[i], quoted(std::vector{cell}));
            }
            if (truth == 1)
                example.labels.push_back(ids_[i]);
        }
        std::sort(example.labels.begin(), example.labels.end());
        return {};
    }

    void finish(Dataset& data) override { data.labels = labels_; }

private:
    TargetColumns columns_;
    LabelNames names_;
    std::vector<std::string> labels_;
    std::vector<std::int32_t> ids_; // by column
};

} // namespace

const std::vector<std::string>& labelSeparators() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all{"auto"};
        for (const Separator& one : separators)
            all.emplace_back(one.name);
        return all;
    }();
    return names;
}

std::unique_ptr<TargetReader> multiLabelReader(const TargetColumns& columns,
                                               const ReadOptions& options) {
    if (!options.labelColumns.empty())
        return std::make_unique<LabelColumns>(columns);
    return std::make_unique<ManyLabels>(columns, options);
}

} // namespace attune
