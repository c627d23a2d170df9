// SPDX-License-Identifier: GPL-3.0-or-later
// What a person does on the pages Clean and Augment, for their tests.
#pragma once

#include "ui/kit/button.h"
#include "ui/kit/label.h"
#include "ui/kit/switch.h"
#include "ui/models/marked_texts_model.h"
#include "ui/pages/operators/chain_page.h"
#include "ui/pages/operators/grip.h"
#include "ui/pages/operators/operator_list.h"

#include <QAction>
#include <QMenu>
#include <QTest>

namespace attune::ui {

constexpr int kPatience = 20000; // ms; a shared machine may be slow

inline QString operatorTitleOf(const std::string& key) {
    for (const studio::TableEntry& entry : studio::listTable("operators"))
        if (entry.key == key)
            return QString::fromStdString(entry.title);
    return {};
}

inline void addOperator(ChainPage& page, const std::string& key) {
    const QString title = operatorTitleOf(key);
    for (QAction* action : page.findChild<OperatorList*>()->findChild<QMenu*>()->actions())
        if (action->text() == title)
            return action->trigger();
    QFAIL(qPrintable(QStringLiteral("no operator ") + title));
}

// The visible widget of this name; cards that are new come into view with the next events.
template <class W> W* named(ChainPage& page, const QString& name) {
    W* found = nullptr;
    const auto look = [&] {
        for (W* widget : page.findChildren<W*>()) {
            const auto* button = qobject_cast<QAbstractButton*>(widget);
            if (widget->isVisible() &&
                (widget->accessibleName() == name || (button != nullptr && button->text() == name)))
                found = widget;
        }
        return found != nullptr;
    };
    return QTest::qWaitFor(look, kPatience) ? found : nullptr;
}

template <class W = Button> bool press(ChainPage& page, const QString& name) {
    W* found = named<W>(page, name);
    if (found == nullptr)
        return false;
    QTest::mouseClick(found, Qt::LeftButton);
    return true;
}

inline bool says(const ChainPage& page, const QString& text) {
    for (const Label* label : page.findChildren<Label*>())
        if (label->isVisible() && label->text() == text)
            return true;
    return false;
}

inline QString cell(const ChainPage& page, int row, int column) {
    return page.texts().index(row, column).data().toString();
}

} // namespace attune::ui
