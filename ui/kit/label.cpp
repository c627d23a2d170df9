// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/label.h"

#include <QEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace attune::ui {

Label::Label(TextSize size, QFont::Weight weight, Tone tone, Fit fit, QWidget* parent)
    : QLabel(parent), size_(size), weight_(weight), tone_(tone), fit_(fit) {
    setTextFormat(Qt::PlainText);
    setWordWrap(fit == Fit::Wrap);
    setFont(textFont(size_, weight_));
    if (fit == Fit::Wrap)
        setAlignment(Qt::AlignLeft | Qt::AlignTop);
}

void Label::setTone(Tone tone) {
    if (tone_ == tone)
        return;
    tone_ = tone;
    update();
}

void Label::setWeight(QFont::Weight weight) {
    weight_ = weight;
    setFont(textFont(size_, weight_));
}

QSize Label::minimumSizeHint() const {
    const QSize hint = QLabel::minimumSizeHint();
    return fit_ == Fit::Elide ? QSize(scaled(24), hint.height()) : hint;
}

void Label::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setFont(font());
    const Theme theme = Theme::of(*this);
    painter.setPen(isEnabled() ? theme.colour(tone_) : theme.text2);
    int flags = static_cast<int>(alignment());
    flags |= buddy() != nullptr ? Qt::TextShowMnemonic : 0;
    if (fit_ == Fit::Wrap) {
        painter.drawText(contentsRect(), flags | Qt::TextWordWrap, text());
        return;
    }
    const QString shown = fit_ == Fit::Elide ? fontMetrics().elidedText(text(), Qt::ElideRight,
                                                                        contentsRect().width() + 1)
                                             : text();
    painter.drawText(contentsRect(), flags | Qt::TextSingleLine, shown);
}

void Label::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::ApplicationFontChange)
        setFont(textFont(size_, weight_));
    QLabel::changeEvent(event);
}

bool Label::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip && fit_ == Fit::Elide && toolTip().isEmpty() &&
        fontMetrics().horizontalAdvance(text()) > contentsRect().width() + 1) {
        QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), text(), this);
        return true;
    }
    return QLabel::event(event);
}

namespace {
Label* made(const QString& text, TextSize size, QFont::Weight weight, Tone tone, Label::Fit fit) {
    auto* label = new Label(size, weight, tone, fit);
    label->setText(text);
    return label;
}
} // namespace

Label* titleLabel(const QString& text) {
    return made(text, TextSize::Body, QFont::DemiBold, Tone::Text, Label::Fit::Elide);
}
Label* bodyLabel(const QString& text, Label::Fit fit) {
    return made(text, TextSize::Body, QFont::Normal, Tone::Text, fit);
}
Label* secondaryLabel(const QString& text, Label::Fit fit) {
    return made(text, TextSize::Secondary, QFont::Normal, Tone::Secondary, fit);
}

} // namespace attune::ui
