// SPDX-License-Identifier: GPL-3.0-or-later
#include "augment/trained_csv.h"

#include "data/csv_cell.h"
#include "data/target.h"

namespace attune {
namespace {

std::string cell(const std::string& text) {
    std::string out;
    appendCell(out, text, ',');
    return out;
}

} // namespace

std::string TrainedCsv::header() const {
    return cell(data_.text) + "," + (data_.text_pair.empty() ? "" : cell(data_.text_pair) + ",") +
           cell(data_.label) + ",line,copy";
}

std::string TrainedCsv::line(const Example& example) {
    copy_ = last_ == example.row ? copy_ + 1 : 0;
    last_ = example.row;
    return cell(example.text) + "," + (data_.text_pair.empty() ? "" : cell(example.pair) + ",") +
           cell(targetCell(example, task_, labels_)) + "," + std::to_string(example.line) + "," +
           std::to_string(copy_);
}

} // namespace attune
