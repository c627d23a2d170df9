// SPDX-License-Identifier: GPL-3.0-or-later
// How the rows of the rail are drawn: stages and problems.
#pragma once

#include <QStyledItemDelegate>

namespace attune::ui {

class StageDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    enum Role {
        IconRole = Qt::UserRole + 1,
        StateRole,    // PageState::Kind
        ShareRole,    // of a running stage
        CountRole,    // of problems, else of what the page counts
        SeverityRole, // 0 no problem, 1 warnings, 2 errors
        GroupRole,    // a line stands above
        LitRole,      // something is open
    };
    static constexpr int rowHeight = 38, groupGap = 13;

    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

class ProblemDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    enum Role { WhereRole = Qt::UserRole + 1, SeverityRole, StageRole, FieldRole };
    static constexpr int rowHeight = 40;

    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace attune::ui
