// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/table_preview_model.h"

#include "data/target.h"
#include "ui/models/text_display.h"

#include <QLocale>
#include <QTimer>

#include <algorithm>

namespace attune::ui {

namespace {

constexpr int kBlockRows = 32;
constexpr std::size_t kBlockBytes = std::size_t{1} << 20; // after so many a block ends
// More than is ever shown of a cell, unless there are very many.
constexpr std::size_t kMostCell = std::size_t{16} << 10;
constexpr std::size_t kLeastCell = std::size_t{1} << 10;
constexpr int kCacheKilobytes = 16 << 10;
// A view counts pixels in int, and rows are scaled with the system's font.
constexpr std::size_t kMostRows = 20'000'000;

} // namespace

TablePreviewModel::TablePreviewModel(QObject* parent)
    : QAbstractTableModel(parent), blocks_(kCacheKilobytes) {}

int TablePreviewModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : rows_;
}

int TablePreviewModel::columnCount(const QModelIndex& parent) const {
    if (parent.isValid() || !table_ || table_->columns().empty())
        return 0;
    return static_cast<int>(table_->columns().size()) + 1;
}

QVariant TablePreviewModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    if (index.column() == 0) {
        if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
            return {};
        const std::uint32_t line = table_->line(static_cast<std::size_t>(index.row()));
        if (line == 0) // a file of a class folder
            return role == Qt::DisplayRole ? QLocale().toString(index.row() + 1) : QVariant();
        return role == Qt::DisplayRole ? QLocale().toString(line)
                                       : tr("Line %1 of the file").arg(QLocale().toString(line));
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != FullTextRole)
        return {};
    const std::vector<std::string>* const cells = cellsOf(index.row());
    const auto column = static_cast<std::size_t>(index.column() - 1);
    if (cells == nullptr || column >= cells->size())
        return {};
    return role == Qt::DisplayRole ? oneLine((*cells)[column]) : manyLines((*cells)[column]);
}

const std::vector<std::string>* TablePreviewModel::cellsOf(int row) const {
    const auto rowOf = [row](const Block* block, int first) {
        const auto at = static_cast<std::size_t>(row - first);
        return block != nullptr && at < block->size() ? &(*block)[at] : nullptr;
    };
    const int blockStart = row / kBlockRows * kBlockRows;
    if (const auto* cells = rowOf(blocks_.object(blockStart), blockStart))
        return cells;
    if (const auto* cells = rowOf(blocks_.object(row), row))
        return cells;
    if (const auto* cells = rowOf(readBlock(blockStart), blockStart))
        return cells;
    // Where texts are long the block may end before this row: then it begins one of its own.
    return row == blockStart ? nullptr : rowOf(readBlock(row), row);
}

const TablePreviewModel::Block* TablePreviewModel::readBlock(int first) const {
    auto block = std::make_unique<Block>();
    std::size_t passed = 0, kept = 0; // bytes
    const std::size_t room =
        std::clamp(kBlockBytes / table_->columns().size(), kLeastCell, kMostCell);
    const auto placeOf = [&](const std::string& name) {
        const auto& columns = table_->columns();
        return static_cast<std::size_t>(std::find(columns.begin(), columns.end(), name) -
                                        columns.begin());
    };
    const std::size_t text = placeOf(settings_.text), label = placeOf(settings_.label);
    const auto take = [&](TableRow& row) {
        if (task_ == Task::TokenLabels && text < row.cells.size() && label < row.cells.size())
            row.cells[label] = readableSpans(row.cells[text], row.cells[label]);
        for (std::string& cell : row.cells) {
            passed += cell.size();
            if (cell.size() > room) {
                cell.resize(room);
                cell.shrink_to_fit();
            }
            kept += cell.size() + sizeof cell;
        }
        block->push_back(std::move(row.cells));
        return passed < kBlockBytes;
    };
    if (!table_->read(static_cast<std::size_t>(first), kBlockRows, take) && !told_) {
        told_ = true;
        // Not while a view is painting.
        QTimer::singleShot(0, this, &TablePreviewModel::fileChanged);
    }
    const Block* const read = block.get();
    const int cost = static_cast<int>(kept >> 10) + 1;
    return blocks_.insert(first, block.release(), cost) ? read : nullptr;
}

QVariant TablePreviewModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == UseRole)
        return static_cast<int>(use(section));
    if (role == Qt::DisplayRole)
        return section > 0                     ? columnName(section)
               : table_->format() == "folders" ? tr("File")
                                               : tr("Line");
    if (role == Qt::ToolTipRole && section > 0)
        return columnName(section);
    return {};
}

void TablePreviewModel::setTable(std::shared_ptr<const RowIndex> table) {
    beginResetModel();
    table_ = std::move(table);
    blocks_.clear();
    told_ = false;
    rows_ = table_ ? static_cast<int>(std::min(table_->size(), kMostRows)) : 0;
    endResetModel();
}

void TablePreviewModel::grow() {
    const int rows = table_ ? static_cast<int>(std::min(table_->size(), kMostRows)) : 0;
    if (rows <= rows_)
        return;
    // The last block may have ended where the rows did.
    blocks_.remove(rows_ / kBlockRows * kBlockRows);
    beginInsertRows({}, rows_, rows - 1);
    rows_ = rows;
    endInsertRows();
}

void TablePreviewModel::setUses(const DataSettings& settings, Task task) {
    const DataSettings& own = settings_;
    if (settings.text == own.text && settings.text_pair == own.text_pair &&
        settings.label == own.label && settings.label_columns == own.label_columns && task == task_)
        return;
    const bool spans = task == Task::TokenLabels || task_ == Task::TokenLabels;
    settings_ = settings;
    task_ = task;
    if (columnCount() > 0)
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    if (spans) { // cells are shown in another way
        blocks_.clear();
        if (rowCount() > 0)
            Q_EMIT dataChanged(index(0, 1), index(rowCount() - 1, columnCount() - 1));
    }
}

ColumnUse TablePreviewModel::use(int section) const {
    const std::string name = columnName(section).toStdString();
    if (name.empty())
        return ColumnUse::None;
    if (name == settings_.text)
        return ColumnUse::Text;
    const auto& several = settings_.label_columns;
    if (std::find(several.begin(), several.end(), name) != several.end())
        return ColumnUse::OneLabel;
    if (name == settings_.label && several.empty())
        return ColumnUse::Label;
    if (name == settings_.text_pair)
        return ColumnUse::Pair;
    return ColumnUse::None;
}

QString TablePreviewModel::columnName(int section) const {
    if (section < 1 || section >= columnCount())
        return {};
    return QString::fromStdString(table_->columns()[static_cast<std::size_t>(section - 1)]);
}

int TablePreviewModel::rowOfLine(std::uint32_t line) const {
    const auto row = table_ ? table_->rowOfLine(line) : std::nullopt;
    return row && *row < static_cast<std::size_t>(rows_) ? static_cast<int>(*row) : -1;
}

void TablePreviewModel::retranslate() {
    if (columnCount() > 0)
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    if (rowCount() > 0) // numbers follow the language
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 0));
}

} // namespace attune::ui
