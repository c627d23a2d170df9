// SPDX-License-Identifier: GPL-3.0-or-later
// The rows to train on as csv: text, second text of pairs, label, and where each came from. The
// columns have the names of the data, so that the file can be trained on in turn.
#pragma once

#include "data/dataset.h"

namespace attune {

class TrainedCsv {
public:
    TrainedCsv(const DataSettings& data, std::vector<std::string> labels,
               Task task = Task::SingleLabel)
        : data_(data), labels_(std::move(labels)), task_(task) {}

    // Lines without their ends.
    std::string header() const;
    // Of rows in order: what follows a row of the same text is its first copy, and so on.
    std::string line(const Example& example);

private:
    DataSettings data_;
    std::vector<std::string> labels_;
    Task task_;
    std::int64_t last_ = -1; // row of the data that was written last
    std::uint32_t copy_ = 0;
};

} // namespace attune
