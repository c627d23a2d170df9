// SPDX-License-Identifier: GPL-3.0-or-later
// The push buttons of the window. AttuneStyle reads the kind from the dynamic property "kind".
#pragma once

#include "ui/kit/icon.h"

#include <QPushButton>

namespace attune::ui {

enum class ButtonKind {
    Primary, // filled; at most one is in view
    Outline,
    Ghost, // no frame until the pointer is over it
    Link,  // text in the accent colour
    Danger,
    Segment, // one of a group in a Segments bar
};

class Button : public QPushButton {
    Q_OBJECT
public:
    explicit Button(ButtonKind kind = ButtonKind::Outline, Icon icon = Icon::None,
                    QWidget* parent = nullptr);
    Button(const QString& text, ButtonKind kind, Icon icon = Icon::None, QWidget* parent = nullptr);

    void setKind(ButtonKind kind);
    void setSymbol(Icon icon);
    void setSymbolTone(Tone tone);
    // 26 px high instead of 32: in toolbars and heads of cards.
    void setCompact(bool compact);
    // The icon stands right of the text ("Next: Data ›").
    void setSymbolAtEnd(bool atEnd);

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();

    ButtonKind kind_;
    Icon icon_;
    Tone tone_ = Tone::Secondary;
    bool ownTone_ = false;
    bool compact_ = false;
};

} // namespace attune::ui
