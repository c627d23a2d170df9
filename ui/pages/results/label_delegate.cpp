// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/results/label_delegate.h"

#include "ui/kit/fonts.h"
#include "ui/kit/icon.h"
#include "ui/kit/theme.h"

#include <QComboBox>
#include <QPainter>
#include <QTimer>

namespace attune::ui {

QWidget* LabelDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem&,
                                     const QModelIndex&) const {
    auto* box = new QComboBox(parent);
    box->addItems(labels_);
    auto* self = const_cast<LabelDelegate*>(this); // Qt's delegates emit from const functions
    connect(box, &QComboBox::activated, self, [self, box] {
        Q_EMIT self->commitData(box);
        Q_EMIT self->closeEditor(box);
    });
    // The list opens at once: one click instead of two.
    QTimer::singleShot(0, box, &QComboBox::showPopup);
    return box;
}

void LabelDelegate::setEditorData(QWidget* editor, const QModelIndex& index) const {
    auto* box = static_cast<QComboBox*>(editor);
    box->setCurrentIndex(box->findText(index.data().toString()));
}

void LabelDelegate::setModelData(QWidget* editor, QAbstractItemModel* model,
                                 const QModelIndex& index) const {
    model->setData(index, static_cast<QComboBox*>(editor)->currentText());
}

void LabelDelegate::updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                                         const QModelIndex&) const {
    editor->setGeometry(option.rect.adjusted(0, 2, -8, -2));
}

void LabelDelegate::paintCell(QPainter& painter, const QStyleOptionViewItem& option,
                              const QModelIndex& index, const QRect& content) const {
    if (!(index.flags() & Qt::ItemIsEditable)) {
        CellDelegate::paintCell(painter, option, index, content);
        return;
    }
    const Theme theme = Theme::of(option.palette);
    const QString was = index.data(wasRole_).toString();
    const bool isChanged = !was.isEmpty();
    const QRect box = option.rect.adjusted(0, 3, -8, -3);
    paintBox(painter, box, isChanged ? theme.accentSoft : theme.card,
             isChanged ? theme.accent : theme.controlBorder, 6, theme.line);
    const int arrow = scaled(16);
    QRect room = box.adjusted(8, 0, -arrow - 8, 0);
    painter.setFont(textFont(TextSize::Body, isChanged ? QFont::DemiBold : QFont::Normal));
    painter.setPen(theme.text);
    const QString text =
        painter.fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, room.width());
    painter.drawText(room, Qt::AlignVCenter | Qt::TextSingleLine, text);
    if (isChanged) {
        room.setLeft(room.left() + painter.fontMetrics().horizontalAdvance(text) + 10);
        painter.setFont(textFont(TextSize::Secondary));
        painter.setPen(theme.text2);
        //: The label of before, behind the new one in its cell
        painter.drawText(
            room, Qt::AlignVCenter | Qt::TextSingleLine,
            painter.fontMetrics().elidedText(tr("was %1").arg(was), Qt::ElideRight, room.width()));
    }
    paintIcon(painter, Icon::Down,
              QRectF(box.right() - arrow - 4, box.center().y() - arrow / 2.0 + 0.5, arrow, arrow),
              theme.text2);
}

} // namespace attune::ui
