// SPDX-License-Identifier: GPL-3.0-or-later
// The list of runs as a table: Space ticks a row, Enter shows it (or does what the cell says),
// Delete wants it gone, the menu key opens its menu; the mouse does the same by click and double
// click. Columns give way in their order where there is little room.
#pragma once

#include <QPersistentModelIndex>
#include <QTableView>

namespace attune::ui {

class RunTable : public QTableView {
    Q_OBJECT
public:
    explicit RunTable(QWidget* parent = nullptr);
    void setModel(QAbstractItemModel* model) override;

Q_SIGNALS:
    void tickWanted(const QModelIndex& index);
    void showWanted(const QModelIndex& index);
    void resumeWanted(const QModelIndex& index);
    void trashWanted(const QModelIndex& index);
    void copyWanted(const QModelIndex& index);
    void menuWanted(const QModelIndex& index, const QPoint& globalPosition);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void shareWidth();
    void openMenu(const QModelIndex& index); // at its row
    bool act(const QModelIndex& index);      // what its cell does; false: nothing of its own

    QPersistentModelIndex pressed_; // rows may move between press and release
};

} // namespace attune::ui
