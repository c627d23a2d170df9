// SPDX-License-Identifier: GPL-3.0-or-later
// The narrow column at the side of a page: cards below each other that scroll where the window is
// low.
#pragma once

#include <QScrollArea>

class QVBoxLayout;

namespace attune::ui {

class SideColumn : public QScrollArea {
    Q_OBJECT
public:
    explicit SideColumn(int width, QWidget* parent = nullptr);
    // Cards go here; spacing 16. End with addStretch(1): cards take all room that nobody asks for.
    QVBoxLayout* column() const { return column_; }

private:
    QVBoxLayout* column_;
};

} // namespace attune::ui
