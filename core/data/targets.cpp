// SPDX-License-Identifier: GPL-3.0-or-later
// Single labels and numbers; what readers of labels share.
#include "data/targets.h"

#include "base/lists.h"
#include "text/compare.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <numeric>

namespace attune {

std::int32_t LabelNames::numberOf(const std::string& name) {
    const auto [place, fresh] = numbers_.emplace(name, static_cast<std::int32_t>(names_.size()));
    if (fresh)
        names_.push_back(name);
    return place->second;
}

std::vector<std::int32_t> LabelNames::ids(const std::vector<bool>& used,
                                          std::vector<std::string>& names) const {
    std::vector<std::size_t> order(names_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return names_[a] < names_[b]; });
    std::vector<std::int32_t> ids(names_.size(), -1);
    names.clear();
    for (const std::size_t number : order)
        if (used[number]) {
            ids[number] = static_cast<std::int32_t>(names.size());
            names.push_back(names_[number]);
        }
    return ids;
}

void refuseManyLabels(std::size_t labels, const std::string& column, std::uint32_t rows,
                      const fs::path& path, std::uint32_t line) {
    if (labels > maxLabels)
        throw UsageError(
            say(ATTUNE_TEXT("core", "The column “%1” has more than %2 different values in the "
                                    "first %3 rows: these are hardly labels."),
                column, maxLabels, rows),
            placeOf(path, line),
            say(ATTUNE_TEXT("core", "Choose the column that says the class of each text.")));
}

namespace {

// ---- one label a text ----

class SingleLabel : public TargetReader {
public:
    SingleLabel(const TargetColumns& columns, bool needed) : columns_(columns), needed_(needed) {}

    Message read(const TableRow& row, Example& example) override {
        const std::string& cell = row.cells[columns_.labels.front()];
        const std::string label(trimmed(cell));
        if (label.empty())
            return say(ATTUNE_TEXT("core", "The label is empty."));
        if (label.size() != cell.size())
            spaced_.push_back(example.row);
        example.label = names_.numberOf(label);
        if (needed_)
            refuseManyLabels(names_.size(), columns_.names.front(), example.row + 1, columns_.path,
                             row.line);
        return {};
    }

    // Labels of which every row was left out are none.
    void finish(Dataset& data) override {
        std::vector<bool> used(names_.size());
        for (const Example& example : data.examples)
            if (example.label >= 0)
                used[static_cast<std::size_t>(example.label)] = true;
        const std::vector<std::int32_t> ids = names_.ids(used, data.labels);
        for (Example& example : data.examples)
            if (example.label >= 0)
                example.label = ids[static_cast<std::size_t>(example.label)];
        data.spacedLabels = std::move(spaced_);
        if (const std::size_t spaced = data.spacedLabels.size(); spaced > 0)
            data.notes.push_back(
                {Problem::Severity::Info,
                 "",
                 data.source,
                 say(spaced == 1
                         ? ATTUNE_TEXT("core", "White space around %1 label was taken away.")
                         : ATTUNE_TEXT("core", "White space around %1 labels was taken away."),
                     spaced),
                 {}});
    }

private:
    TargetColumns columns_;
    bool needed_;
    LabelNames names_;
    std::vector<std::uint32_t> spaced_;
};

// ---- a number a text ----

// A number as the C locale writes it.
bool readNumber(std::string_view text, double& value) {
    if (text.starts_with('+') && !text.starts_with("+-"))
        text.remove_prefix(1);
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    return code == std::errc() && end == text.data() + text.size();
}

// Whether it would be a number if its comma were a point: 3,5 but not 1,234.5
bool hasDecimalComma(std::string_view text) {
    const std::size_t comma = text.find(',');
    if (comma == text.npos || comma == 0 || comma + 1 == text.size())
        return false;
    std::string mended(text);
    mended[comma] = '.';
    double value = 0;
    return readNumber(mended, value);
}

class NumberReader : public TargetReader {
public:
    explicit NumberReader(const TargetColumns& columns) : columns_(columns) {}

    Message read(const TableRow& row, Example& example) override {
        example.value = std::numeric_limits<double>::quiet_NaN();
        const std::string text(trimmed(row.cells[columns_.labels.front()]));
        if (text.empty())
            return say(ATTUNE_TEXT("core", "The number is missing."));
        if (hasDecimalComma(text))
            throw UsageError(
                say(ATTUNE_TEXT("core", "The number %1 has a decimal comma."),
                    quoted(std::vector{text})),
                placeOf(columns_.path, row.line),
                say(ATTUNE_TEXT("core", "Write the numbers of the column “%1” with a point, as in "
                                        "3.5."),
                    columns_.names.front()));
        double value = 0;
        if (!readNumber(text, value))
            return say(ATTUNE_TEXT("core", "%1 is no number."), quoted(std::vector{text}));
        // Models count in single precision.
        if (!std::isfinite(static_cast<float>(value)))
            return say(ATTUNE_TEXT("core", "%1 is no number that can be counted with."),
                       quoted(std::vector{text}));
        example.value = value;
        return {};
    }

    void finish(Dataset& data) override { data.labels = {columns_.names.front()}; }

private:
    TargetColumns columns_;
};

} // namespace

std::unique_ptr<TargetReader> singleLabelReader(const TargetColumns& columns, bool needed) {
    return std::make_unique<SingleLabel>(columns, needed);
}

std::unique_ptr<TargetReader> regressionReader(const TargetColumns& columns) {
    return std::make_unique<NumberReader>(columns);
}

} // namespace attune
