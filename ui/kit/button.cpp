// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/button.h"

#include "ui/kit/fonts.h"

#include <QEvent>
#include <QStyle>

namespace attune::ui {

namespace {
const char* wordFor(ButtonKind kind) {
    switch (kind) {
    case ButtonKind::Primary:
        return "primary";
    case ButtonKind::Outline:
        return "outline";
    case ButtonKind::Ghost:
        return "ghost";
    case ButtonKind::Link:
        return "link";
    case ButtonKind::Danger:
        return "danger";
    case ButtonKind::Segment:
        return "segment";
    }
    return "outline";
}

Tone symbolTone(ButtonKind kind) {
    switch (kind) {
    case ButtonKind::Primary:
        return Tone::OnAccent;
    case ButtonKind::Link:
        return Tone::Accent;
    case ButtonKind::Danger:
        return Tone::Bad;
    default:
        return Tone::Secondary;
    }
}
} // namespace

Button::Button(ButtonKind kind, Icon icon, QWidget* parent)
    : QPushButton(parent), kind_(kind), icon_(icon) {
    setAutoDefault(false);
    refresh();
}

Button::Button(const QString& text, ButtonKind kind, Icon icon, QWidget* parent)
    : Button(kind, icon, parent) {
    setText(text);
}

void Button::setKind(ButtonKind kind) {
    kind_ = kind;
    refresh();
}

void Button::setSymbol(Icon icon) {
    icon_ = icon;
    refresh();
}

void Button::setSymbolTone(Tone tone) {
    tone_ = tone;
    ownTone_ = true;
    refresh();
}

void Button::setCompact(bool compact) {
    compact_ = compact;
    refresh();
}

void Button::setSymbolAtEnd(bool atEnd) {
    setLayoutDirection(atEnd ? Qt::RightToLeft : Qt::LeftToRight);
}

void Button::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::ApplicationFontChange)
        refresh();
    QPushButton::changeEvent(event);
}

void Button::refresh() {
    setProperty("kind", QString::fromLatin1(wordFor(kind_)));
    setProperty("compact", compact_);
    // A link stands beside text and is as large.
    setFont(textFont(compact_ && kind_ != ButtonKind::Link ? TextSize::Secondary : TextSize::Body,
                     kind_ == ButtonKind::Primary || kind_ == ButtonKind::Link ? QFont::DemiBold
                                                                               : QFont::Medium));
    setIcon(makeIcon(icon_, ownTone_ ? tone_ : symbolTone(kind_)));
    const int size = scaled(compact_ ? 14 : 16);
    setIconSize(QSize(size, size));
    updateGeometry();
    update();
}

} // namespace attune::ui
