// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/start_row.h"

#include "ui/kit/fonts.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace attune::ui {

StartRow::StartRow(Icon icon, QWidget* parent) : QAbstractButton(parent), icon_(icon) {
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void StartRow::setTexts(const QString& name, const QString& explanation) {
    setText(name);
    explanation_ = explanation;
    setAccessibleDescription(explanation);
    update();
}

QSize StartRow::sizeHint() const { return {scaled(200), scaled(46)}; }

bool StartRow::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip &&
        QFontMetrics(textFont(TextSize::Secondary)).horizontalAdvance(explanation_) > textRoom()) {
        QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), explanation_, this);
        return true;
    }
    return QAbstractButton::event(event);
}

int StartRow::textRoom() const { return width() - textLeft() - 4; }
int StartRow::textLeft() { return 8 + scaled(16) + 14; }

void StartRow::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Theme theme = Theme::of(*this);
    if (underMouse() || isDown())
        paintBox(painter, rect(), theme.hover, {});
    if (hasFocus())
        paintBox(painter, rect(), {}, theme.accent, 6, theme.ring);
    const int side = scaled(16);
    paintIcon(painter, icon_, QRectF(8, (height() - side) / 2.0, side, side), theme.text2);
    const QRect names(textLeft(), height() / 2 - scaled(19), textRoom(), scaled(19));
    painter.setPen(theme.text);
    painter.setFont(textFont(TextSize::Body, QFont::Medium));
    painter.drawText(names, Qt::AlignLeft | Qt::AlignVCenter, text());
    painter.setPen(theme.text2);
    painter.setFont(textFont(TextSize::Secondary));
    painter.drawText(names.translated(0, scaled(18)), Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(explanation_, Qt::ElideRight, names.width()));
}

} // namespace attune::ui
