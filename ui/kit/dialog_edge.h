// SPDX-License-Identifier: GPL-3.0-or-later
// A line around dialogs: on dark grounds a shadow alone does not part them from the window behind.
#pragma once

#include <QObject>

namespace attune::ui {

// An event filter, installed by the style on every dialog.
class DialogEdge : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace attune::ui
