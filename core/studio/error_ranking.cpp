// SPDX-License-Identifier: GPL-3.0-or-later
#include "studio/error_ranking.h"

#include "base/json.h"
#include "data/csv_cell.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <numeric>

namespace attune::studio {

namespace {

// Of pairs with the second text.
std::string headOf(bool pairs) {
    std::vector<std::string> head = {"rank",  "line", "label", "prediction",
                                     "score", "loss", "text"};
    if (pairs)
        head.emplace_back("text_pair");
    return separatedLine(head, ',');
}

// Empty where the task has no such figure.
std::string cellOf(double value) {
    return std::isfinite(value) ? Json(value).dump() : std::string();
}

} // namespace

std::vector<std::size_t> rankedErrors(const Evaluation& evaluation, ErrorOrder order) {
    const auto& rows = evaluation.rows;
    std::vector<std::size_t> ranked(rows.size());
    std::iota(ranked.begin(), ranked.end(), std::size_t{0});
    const bool doubt = order == ErrorOrder::Doubt && evaluation.task != Task::Regression;
    std::vector<double> keys;
    for (const Evaluation::Row& row : rows) {
        const double key = doubt ? -row.score : row.loss;
        keys.push_back(std::isnan(key) ? -HUGE_VAL : key);
    }
    std::stable_sort(ranked.begin(), ranked.end(),
                     [&](std::size_t a, std::size_t b) { return keys[a] > keys[b]; });
    return ranked;
}

void checkErrorsFile(const fs::path& output, const fs::path& data) {
    std::error_code ignored;
    if (fs::equivalent(output, data, ignored))
        throw UsageError(say(ATTUNE_TEXT("core", "The output is the data file itself.")),
                         toUtf8(output), say(ATTUNE_TEXT("core", "Name another file.")));
    if (fs::exists(output, ignored)) {
        std::ifstream stream(output, std::ios::binary);
        std::string first;
        std::getline(stream, first);
        if (first != headOf(false) && first != headOf(true))
            throw UsageError(say(ATTUNE_TEXT("core", "The file is there already.")), toUtf8(output),
                             say(ATTUNE_TEXT("core", "Name another file.")));
    }
    checkWritable(output);
}

void writeErrors(const Evaluation& evaluation, ErrorOrder order, const fs::path& output) {
    publishFile(output, [&](FileWriter& file) {
        file.write(headOf(evaluation.hasPairs) + "\n");
        std::size_t rank = 0;
        const bool single = evaluation.task == Task::SingleLabel;
        for (const std::size_t i : rankedErrors(evaluation, order)) {
            const Evaluation::Row& row = evaluation.rows[i];
            const auto name = [&](std::int32_t id) {
                return evaluation.labels[static_cast<std::size_t>(id)];
            };
            std::vector<std::string> cells = {std::to_string(++rank),
                                              std::to_string(row.line),
                                              single ? name(row.label) : row.truth,
                                              single ? name(row.predicted) : row.answer,
                                              cellOf(row.score),
                                              cellOf(row.loss),
                                              row.text};
            if (evaluation.hasPairs)
                cells.push_back(row.pair);
            file.write(separatedLine(cells, ',') + "\n");
        }
    });
}

} // namespace attune::studio
