// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/dialog_edge.h"

#include "ui/kit/theme.h"

#include <QEvent>
#include <QPainter>
#include <QWidget>

namespace attune::ui {

bool DialogEdge::eventFilter(QObject* watched, QEvent* event) {
    auto* dialog = qobject_cast<QWidget*>(watched);
    // A dialog paints nothing itself, so the line may come before its own handler.
    if (event->type() == QEvent::Paint && dialog != nullptr) {
        QPainter painter(dialog);
        const Theme theme = Theme::of(*dialog);
        paintBox(painter, dialog->rect(), {}, theme.controlBorder, 0, theme.line);
    }
    return QObject::eventFilter(watched, event);
}

} // namespace attune::ui
