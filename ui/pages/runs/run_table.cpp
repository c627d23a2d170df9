// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runs/run_table.h"

#include "ui/kit/fonts.h"
#include "ui/kit/table.h"
#include "ui/models/run_list_model.h"
#include "ui/pages/runs/run_delegate.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>

#include <algorithm>

namespace attune::ui {

namespace {

// In the 13 px design: as wide as a column is with room enough, and what it can give.
struct Width {
    RunListModel::Column column;
    int wide, least;
};
constexpr Width widths[] = {
    {RunListModel::Compare,   48,  48 },
    {RunListModel::Curve,     150, 64 },
    {RunListModel::State,     152, 134},
    {RunListModel::Best,      88,  68 },
    {RunListModel::Test,      68,  60 },
    {RunListModel::Epochs,    78,  64 },
    {RunListModel::EpochTime, 104, 92 },
    {RunListModel::Started,   100, 92 },
    {RunListModel::Resume,    92,  84 },
    {RunListModel::Menu,      44,  44 },
};
constexpr int nameWide = 232; // what the name is to have before others get more than their least

} // namespace

RunTable::RunTable(QWidget* parent) : QTableView(parent) {
    setObjectName(QStringLiteral("runs"));
    setUpTable(*this, 44);
    delete itemDelegate();
    setItemDelegate(new RunDelegate(this));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setContextMenuPolicy(Qt::DefaultContextMenu);
}

void RunTable::setModel(QAbstractItemModel* model) {
    QTableView::setModel(model);
    QHeaderView* head = horizontalHeader();
    head->setMinimumSectionSize(scaled(24));
    head->setSectionResizeMode(QHeaderView::Fixed);
    setSortingEnabled(true);
    sortByColumn(RunListModel::Started, Qt::DescendingOrder);
    shareWidth();
}

void RunTable::shareWidth() {
    if (model() == nullptr)
        return;
    int over = scaled(nameWide) - viewport()->width(); // what they want beyond the width
    for (const Width& width : widths)
        over += scaled(width.wide);
    int rest = viewport()->width();
    for (const Width& width : widths) {
        const int give = std::clamp(over, 0, scaled(width.wide) - scaled(width.least));
        over -= give;
        setColumnWidth(width.column, scaled(width.wide) - give);
        rest -= scaled(width.wide) - give;
    }
    setColumnWidth(RunListModel::Name, std::max(rest, scaled(120)));
}

void RunTable::resizeEvent(QResizeEvent* event) {
    QTableView::resizeEvent(event);
    shareWidth();
}

void RunTable::openMenu(const QModelIndex& index) {
    scrollTo(index);
    const QRect cell = visualRect(index.siblingAtColumn(RunListModel::Menu));
    Q_EMIT menuWanted(index, viewport()->mapToGlobal(QPoint(cell.left(), cell.bottom() - 6)));
}

bool RunTable::act(const QModelIndex& index) {
    if (index.column() == RunListModel::Menu)
        openMenu(index);
    else if (index.column() == RunListModel::Resume && !index.data().toString().isEmpty())
        Q_EMIT resumeWanted(index);
    else
        return false;
    return true;
}

void RunTable::keyPressEvent(QKeyEvent* event) {
    const QModelIndex index = currentIndex();
    if (index.isValid()) {
        if (event->matches(QKeySequence::Copy))
            return Q_EMIT copyWanted(index);
        switch (event->key()) {
        case Qt::Key_Space:
            return Q_EMIT tickWanted(index);
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (!act(index))
                Q_EMIT showWanted(index);
            return;
        case Qt::Key_Delete:
            return Q_EMIT trashWanted(index);
        default:
            break;
        }
    }
    QTableView::keyPressEvent(event);
}

void RunTable::mousePressEvent(QMouseEvent* event) {
    pressed_ = indexAt(event->pos());
    QTableView::mousePressEvent(event);
}

void RunTable::mouseReleaseEvent(QMouseEvent* event) {
    QTableView::mouseReleaseEvent(event);
    const QModelIndex index = indexAt(event->pos());
    const bool click = event->button() == Qt::LeftButton && index.isValid() && index == pressed_;
    pressed_ = QModelIndex();
    if (!click)
        return;
    if (index.column() == RunListModel::Compare)
        Q_EMIT tickWanted(index);
    else
        act(index);
}

void RunTable::mouseDoubleClickEvent(QMouseEvent* event) {
    const QModelIndex index = indexAt(event->pos());
    if (index.isValid() && index.column() != RunListModel::Compare &&
        index.column() != RunListModel::Menu &&
        (index.column() != RunListModel::Resume || index.data().toString().isEmpty()))
        Q_EMIT showWanted(index);
}

void RunTable::contextMenuEvent(QContextMenuEvent* event) {
    const bool mouse = event->reason() == QContextMenuEvent::Mouse;
    const QModelIndex index = mouse ? indexAt(event->pos()) : currentIndex();
    if (!index.isValid())
        return;
    if (mouse)
        Q_EMIT menuWanted(index, event->globalPos());
    else
        openMenu(index);
}

} // namespace attune::ui
