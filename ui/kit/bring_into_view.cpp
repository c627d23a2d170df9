// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/bring_into_view.h"

#include <QCoreApplication>
#include <QEvent>
#include <QScrollArea>

namespace attune::ui {

void bringIntoView(QWidget& widget) {
    for (QWidget* up = widget.parentWidget(); up != nullptr; up = up->parentWidget())
        if (auto* area = qobject_cast<QScrollArea*>(up)) {
            // Layouts of what has just come are asked for, not made yet.
            QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
            area->ensureWidgetVisible(&widget);
        }
}

} // namespace attune::ui
