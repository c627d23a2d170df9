// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/chip.h"

#include "ui/kit/fonts.h"

#include <QEvent>
#include <QFontMetrics>
#include <QPainter>

namespace attune::ui {

namespace {
QFont chipFont() { return textFont(TextSize::Caption, QFont::DemiBold); }
constexpr int margin = 7;
constexpr int symbol = 12;
} // namespace

Chip::Chip(const QString& text, Tone tone, Icon icon, QWidget* parent)
    : QWidget(parent), text_(text), tone_(tone), icon_(icon) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(text);
}

void Chip::set(const QString& text, Tone tone, Icon icon) {
    text_ = text;
    tone_ = tone;
    icon_ = icon;
    setAccessibleName(text);
    setVisible(!text.isEmpty());
    updateGeometry();
    update();
}

QSize Chip::sizeHint() const { return {widthOf(text_, icon_), scaled(20)}; }

int Chip::widthOf(const QString& text, Icon icon) {
    return QFontMetrics(chipFont()).horizontalAdvance(text) + 2 * margin +
           (icon == Icon::None ? 0 : symbol + 4);
}

void Chip::paint(QPainter& painter, QPointF leftMiddle, const QString& text, Tone tone,
                 const Theme& theme, Icon icon) {
    const QRectF box(leftMiddle.x(), leftMiddle.y() - scaled(20) / 2.0, widthOf(text, icon),
                     scaled(20));
    painter.save();
    const QColor colour = theme.colour(tone);
    paintBox(painter, box, theme.soft(tone), theme.highContrast ? theme.border : QColor(), 4);
    qreal x = box.x() + margin;
    if (icon != Icon::None) {
        paintIcon(painter, icon, QRectF(x - 1, box.center().y() - symbol / 2.0, symbol, symbol),
                  colour);
        x += symbol + 4;
    }
    painter.setPen(colour);
    painter.setFont(chipFont());
    painter.drawText(QRectF(x, box.y(), box.right() - x, box.height()),
                     Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, text);
    painter.restore();
}

void Chip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paint(painter, QPointF(0, height() / 2.0), text_, tone_, Theme::of(*this), icon_);
}

void Chip::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::ApplicationFontChange)
        updateGeometry();
    QWidget::changeEvent(event);
}

} // namespace attune::ui
