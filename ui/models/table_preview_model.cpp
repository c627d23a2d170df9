// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/table_preview_model.h"

#include "ui/models/text_display.h"

#include <QLocale>

#include <algorithm>

namespace attune::ui {

int TablePreviewModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(preview_.rows.size());
}

int TablePreviewModel::columnCount(const QModelIndex& parent) const {
    if (parent.isValid() || preview_.columns.empty())
        return 0;
    return static_cast<int>(preview_.columns.size()) + 1;
}

QVariant TablePreviewModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto row = static_cast<std::size_t>(index.row());
    if (index.column() == 0) {
        const std::uint32_t line = row < preview_.lines.size() ? preview_.lines[row] : 0;
        if (role == Qt::DisplayRole)
            return QLocale().toString(line);
        if (role == Qt::ToolTipRole)
            return tr("Line %1 of the file").arg(QLocale().toString(line));
        return {};
    }
    const auto column = static_cast<std::size_t>(index.column() - 1);
    // A row may be shorter than the head: jsonl objects need not have every key.
    if (column >= preview_.rows[row].size())
        return {};
    const std::string& cell = preview_.rows[row][column];
    if (role == Qt::DisplayRole)
        return oneLine(cell);
    if (role == Qt::ToolTipRole || role == FullTextRole)
        return manyLines(cell);
    return {};
}

QVariant TablePreviewModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == UseRole)
        return static_cast<int>(use(section));
    if (role == Qt::DisplayRole)
        return section == 0 ? tr("Line") : columnName(section);
    if (role == Qt::ToolTipRole && section > 0)
        return columnName(section);
    return {};
}

void TablePreviewModel::setPreview(studio::TablePreview preview) {
    beginResetModel();
    preview_ = std::move(preview);
    endResetModel();
}

void TablePreviewModel::setUses(const QString& text, const QString& pair, const QString& label) {
    if (text == text_ && pair == pair_ && label == label_)
        return;
    text_ = text;
    pair_ = pair;
    label_ = label;
    if (columnCount() > 0)
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

ColumnUse TablePreviewModel::use(int section) const {
    const QString name = columnName(section);
    if (name.isEmpty())
        return ColumnUse::None;
    if (name == text_)
        return ColumnUse::Text;
    if (name == label_)
        return ColumnUse::Label;
    if (name == pair_)
        return ColumnUse::Pair;
    return ColumnUse::None;
}

QString TablePreviewModel::columnName(int section) const {
    if (section < 1 || section > static_cast<int>(preview_.columns.size()))
        return {};
    return QString::fromStdString(preview_.columns[static_cast<std::size_t>(section - 1)]);
}

int TablePreviewModel::rowOfLine(std::uint32_t line) const {
    const auto& lines = preview_.lines;
    if (lines.empty() || line == 0)
        return -1;
    if (lines.back() == 0)
        return line <= lines.size() ? static_cast<int>(line) - 1 : -1;
    if (line > lines.back() && preview_.rowCount > lines.size())
        return -1;
    return static_cast<int>(std::upper_bound(lines.begin(), lines.end(), line) - lines.begin()) - 1;
}

void TablePreviewModel::retranslate() {
    if (columnCount() > 0)
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    if (rowCount() > 0) // numbers follow the language
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 0));
}

} // namespace attune::ui
