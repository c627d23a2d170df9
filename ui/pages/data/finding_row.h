// SPDX-License-Identifier: GPL-3.0-or-later
// A row of the list of findings: the fact in medium weight, the reason behind it, and the buttons
// of what can be done.
#pragma once

#include "studio/studio.h"

#include <QStyledItemDelegate>

namespace attune::ui {

class Button;

// The buttons at the right end of a row: its rows, and its repair where it has one. Clicks beside
// them are the row's.
class FindingActions : public QWidget {
    Q_OBJECT

public:
    explicit FindingActions(const DataFinding& finding, QWidget* parent = nullptr);

    void setRepairing(bool repairing);
    void retranslate();
    // Reached by Tab behind `before`; gives its last button.
    QWidget* follow(QWidget* before);

Q_SIGNALS:
    void rowsWanted();
    void repairWanted(const QString& kind);

private:
    DataFinding finding_;
    Button* rows_;
    Button* repair_;
};

// Paints beside the widget of the row, which it puts to the right end. For a view whose indexes
// have FindingActions or no widget.
class FindingDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    void updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                              const QModelIndex& index) const override;
};

} // namespace attune::ui
