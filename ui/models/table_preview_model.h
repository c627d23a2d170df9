// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of a data file as a table, and what each column is used for. Column 0 is the line of the
// file; column c + 1 is column c of the file. Rows are read when they are shown and a few blocks of
// them kept, so that a table of a million rows costs what its index does.
#pragma once

#include "studio/studio.h"

#include <QAbstractTableModel>
#include <QCache>

#include <memory>

namespace attune::ui {

// What a column of the data file is used for.
enum class ColumnUse {
    None,
    Text,
    Pair,
    Label,
    OneLabel, // 0 or 1: one of several labels
};

class TablePreviewModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Role {
        UseRole = Qt::UserRole + 1, // header: ColumnUse as int
        FullTextRole,               // cell: the text with its line breaks, cut where it is long
    };

    explicit TablePreviewModel(QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

    // Replaces everything; the uses stay by column name. Null: no table.
    void setTable(std::shared_ptr<const RowIndex> table);
    const RowIndex* table() const { return table_.get(); }
    // Shows the rows that the index has found since.
    void grow();
    // Column names as in the recipe; an empty name: none.
    // Spans of texts are shown by their words where the task is to find them.
    void setUses(const DataSettings& settings, Task task);
    Task task() const { return task_; }
    // The use of a section of this model (the line column has none).
    ColumnUse use(int section) const;
    // The name of a section's column in the file, empty for the line column.
    QString columnName(int section) const;
    // As RowIndex::rowOfLine; -1: none, or it was not found yet.
    int rowOfLine(std::uint32_t line) const;
    // The language changed.
    void retranslate();

Q_SIGNALS:
    // The file is no longer what was opened: rows that were not read before stay empty. Once.
    void fileChanged() const;

private:
    using Block = std::vector<std::vector<std::string>>; // rows, then cells
    // Of a row; null where it cannot be read.
    const std::vector<std::string>* cellsOf(int row) const;
    const Block* readBlock(int first) const; // into the cache; the rows from `first` on

    std::shared_ptr<const RowIndex> table_;
    int rows_ = 0;          // that the views know
    DataSettings settings_; // the names of the columns
    Task task_ = Task::SingleLabel;
    mutable QCache<int, Block> blocks_; // by their first row; costs are KiB
    mutable bool told_ = false;         // that the file changed
};

} // namespace attune::ui
