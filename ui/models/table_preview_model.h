// SPDX-License-Identifier: GPL-3.0-or-later
// The first rows of a data file as a table, and what each column is used for.
// Column 0 is the line of the file; column c + 1 is column c of the file.
#pragma once

#include "studio/studio.h"

#include <QAbstractTableModel>

namespace attune::ui {

// What a column of the data file is used for.
enum class ColumnUse { None, Text, Pair, Label };

class TablePreviewModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Role {
        UseRole = Qt::UserRole + 1, // header: ColumnUse as int
        FullTextRole,               // cell: the whole text, line breaks kept
    };

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

    // Replaces everything; the uses stay by column name.
    void setPreview(studio::TablePreview preview);
    const studio::TablePreview& preview() const { return preview_; }
    // Column names as in the recipe; an empty name: none.
    void setUses(const QString& text, const QString& pair, const QString& label);
    // The use of a section of this model (the line column has none).
    ColumnUse use(int section) const;
    // The name of a section's column in the file, empty for the line column.
    QString columnName(int section) const;
    // The row of this model that starts at a line of the file or is the last before it (class
    // folders have no lines: the row of that number, from 1); -1: none, or it lies behind the rows
    // shown.
    int rowOfLine(std::uint32_t line) const;
    // The language changed.
    void retranslate();

private:
    studio::TablePreview preview_;
    QString text_, pair_, label_;
};

} // namespace attune::ui
