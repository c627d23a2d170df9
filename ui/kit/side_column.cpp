// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/side_column.h"

#include "ui/kit/fonts.h"

#include <QScrollBar>
#include <QVBoxLayout>

namespace attune::ui {

SideColumn::SideColumn(int width, QWidget* parent) : QScrollArea(parent) {
    auto* inner = new QWidget;
    column_ = new QVBoxLayout(inner);
    column_->setContentsMargins(0, 0, 0, 0);
    column_->setSpacing(16);
    setWidget(inner);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    viewport()->setAutoFillBackground(false);
    inner->setAutoFillBackground(false);
    setFixedWidth(scaled(width));
    // The bar stands beside the cards and takes no room of theirs.
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, this, [this, width](int low, int high) {
        setFixedWidth(scaled(width) + (high > low ? verticalScrollBar()->sizeHint().width() : 0));
    });
}

} // namespace attune::ui
