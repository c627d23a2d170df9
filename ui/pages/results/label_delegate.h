// SPDX-License-Identifier: GPL-3.0-or-later
// The cell of a label that can be changed: drawn as a combo box, a real one while it is edited.
#pragma once

#include "ui/kit/table.h"

#include <QStringList>

namespace attune::ui {

class LabelDelegate : public CellDelegate {
    Q_OBJECT
public:
    // `wasRole`: the label of before as text, empty where it was not changed.
    LabelDelegate(int wasRole, QObject* parent) : CellDelegate(parent), wasRole_(wasRole) {}
    void setLabels(const QStringList& labels) { labels_ = labels; }

    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const override;
    void setEditorData(QWidget* editor, const QModelIndex& index) const override;
    void setModelData(QWidget* editor, QAbstractItemModel* model,
                      const QModelIndex& index) const override;
    void updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                              const QModelIndex& index) const override;

protected:
    void paintCell(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index,
                   const QRect& content) const override;

private:
    int wasRole_;
    QStringList labels_;
};

} // namespace attune::ui
