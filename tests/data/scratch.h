// SPDX-License-Identifier: GPL-3.0-or-later
// A temporary folder with files, and shorthands for the tests of tables.
#pragma once

#include "base/files.h"
#include "data/table_reader.h"

#include <QTemporaryDir>

#include <algorithm>

namespace attune {

class Scratch {
public:
    fs::path path(const std::string& name) const { return root() / fromUtf8(name); }
    fs::path root() const { return fromUtf8(folder_.path().toStdString()); }

    fs::path write(const std::string& name, std::string_view bytes) const {
        const fs::path file = path(name);
        fs::create_directories(file.parent_path());
        FileWriter writer(file);
        writer.write(bytes);
        writer.close();
        return file;
    }

private:
    QTemporaryDir folder_;
};

using Rows = std::vector<std::vector<std::string>>;

inline Rows rowsOf(TableReader& table) {
    Rows rows;
    for (TableRow row; table.next(row);)
        rows.push_back(row.cells);
    return rows;
}

inline bool mentions(const Problems& notes, const std::string& words) {
    return std::any_of(notes.begin(), notes.end(), [&](const Problem& problem) {
        return problem.text().find(words) != std::string::npos;
    });
}

// The text of the error that `work` throws; empty when it throws none.
template <class Work> std::string errorOf(Work&& work) {
    try {
        work();
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

} // namespace attune
