// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/tab_order.h"

#include <QWidget>

namespace attune::ui {

QWidget* tabOnward(QWidget* after, const QWidget& root) {
    for (QWidget* widget : root.findChildren<QWidget*>())
        if ((widget->focusPolicy() & Qt::TabFocus) != 0 && widget->focusProxy() == nullptr &&
            widget->window() == after->window()) {
            QWidget::setTabOrder(after, widget);
            after = widget;
        }
    return after;
}

} // namespace attune::ui
