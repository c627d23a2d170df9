// SPDX-License-Identifier: GPL-3.0-or-later
// How the target of each task is read from the rows of a table. Internal to this room.
#pragma once

#include "data/tables.h"

#include <unordered_map>

namespace attune {

class TargetReader {
public:
    virtual ~TargetReader() = default;
    // Puts what the row says into the example, which has its line and row. The reason why it says
    // nothing that can be used, else empty.
    virtual Message read(const TableRow& row, Example& example) = 0;
    // Whether read() gives the example its text as well.
    virtual bool givesText() const { return false; }
    // When all rows are read: gives the examples of `data`, those that stay, their ids and `data`
    // the names of the labels, and tells what was odd.
    virtual void finish(Dataset& data) = 0;
};

// Where the columns are.
struct TargetColumns {
    std::size_t text = 0;
    std::vector<std::size_t> labels;
    std::vector<std::string> names; // of those
    fs::path path;                  // for messages
};

// `needed`: more than maxLabels labels are an error.
std::unique_ptr<TargetReader> singleLabelReader(const TargetColumns& columns, bool needed);
std::unique_ptr<TargetReader> multiLabelReader(const TargetColumns& columns,
                                               const ReadOptions& options);
// The words that data.label_separator takes, auto first.
const std::vector<std::string>& labelSeparators();
std::unique_ptr<TargetReader> regressionReader(const TargetColumns& columns);
std::unique_ptr<TargetReader> tokenLabelReader(const TargetColumns& columns);

// The names of labels as they are met, and then their ids by the order of their code points, which
// is the byte order of UTF-8.
class LabelNames {
public:
    std::int32_t numberOf(const std::string& name); // a new one for a new name
    std::size_t size() const { return names_.size(); }
    const std::string& name(std::int32_t number) const {
        return names_[static_cast<std::size_t>(number)];
    }
    // The id of each number; -1 for those that `used` says false of. `names` gets the others'
    // names.
    std::vector<std::int32_t> ids(const std::vector<bool>& used,
                                  std::vector<std::string>& names) const;

private:
    std::unordered_map<std::string, std::int32_t> numbers_;
    std::vector<std::string> names_;
};

// Throws where a column has more different labels than labels can be.
void refuseManyLabels(std::size_t labels, const std::string& column, std::uint32_t rows,
                      const fs::path& path, std::uint32_t line);

} // namespace attune
