// SPDX-License-Identifier: GPL-3.0-or-later
// How a list of messages looks: icon, time, text in a row.
#pragma once

#include <QStyledItemDelegate>

class QListView;

namespace attune::ui {

int messageRowHeight();
void setUpMessageList(QListView& list);

class MessageDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace attune::ui
