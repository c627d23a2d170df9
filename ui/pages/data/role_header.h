// SPDX-License-Identifier: GPL-3.0-or-later
// The head of the data table: a column's name over a chip that says what it is used for. A click
// on it, or Enter on the section that the arrow keys reach, opens the menu of uses.
#pragma once

#include "ui/models/table_preview_model.h"

#include <QHeaderView>

class QMenu;

namespace attune::ui {

// The word on the chip.
QString useText(ColumnUse use);

class RoleHeader : public QHeaderView {
    Q_OBJECT

public:
    explicit RoleHeader(QWidget* parent = nullptr);

    QSize sizeHint() const override;
    // The menu of a section, as a click opens it (for tests, too). Owned by the caller's parent.
    QMenu* menuFor(int section);

Q_SIGNALS:
    void useChosen(const QString& column, ColumnUse use);

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;
    QSize sectionSizeFromContents(int section) const override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    const TablePreviewModel* preview() const;
    void openMenu(int section);
    void setHot(int section);

    int current_ = 1; // the section that the keyboard is on
    int hot_ = -1;    // the one under the pointer
    int pressed_ = -1;
    int pressedAt_ = 0;
};

} // namespace attune::ui
