// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/label.h"

#include <QEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QTextLayout>
#include <QToolTip>

#include <algorithm>
#include <cmath>

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

QSizeF Label::breakLines(QTextLayout& layout, int width) const {
    QTextOption option(alignment() & Qt::AlignHorizontal_Mask);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    double y = 0, widest = 0;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(std::max(width, 1));
        line.setPosition({0, y});
        y += line.height();
        widest = std::max(widest, line.naturalTextWidth());
    }
    layout.endLayout();
    return {widest, y};
}

namespace {
// QTextLayout breaks lines at this one only.
QString lines(QString text) { return text.replace(QLatin1Char('\n'), QChar::LineSeparator); }
constexpr int widestHint = 360;
} // namespace

int Label::heightForWidth(int width) const {
    if (fit_ != Fit::Wrap)
        return QLabel::heightForWidth(width);
    const QMargins edge = contentsMargins();
    QTextLayout layout(lines(text()), font());
    const double height = breakLines(layout, width - edge.left() - edge.right()).height();
    return static_cast<int>(std::ceil(height)) + edge.top() + edge.bottom();
}

QSize Label::sizeHint() const {
    if (fit_ != Fit::Wrap)
        return QLabel::sizeHint();
    const QMargins edge = contentsMargins();
    QTextLayout layout(lines(text()), font());
    const QSizeF whole = breakLines(layout, scaled(widestHint));
    const int width = static_cast<int>(std::ceil(whole.width())) + edge.left() + edge.right();
    return {width, heightForWidth(width)};
}

QSize Label::minimumSizeHint() const {
    if (fit_ == Fit::Wrap)
        return {std::min(scaled(72), sizeHint().width()), fontMetrics().height()};
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
        const QRectF room = contentsRect();
        QTextLayout layout(lines(text()), font());
        const double left = room.height() - breakLines(layout, contentsRect().width()).height();
        const double down = (alignment() & Qt::AlignVCenter) != 0  ? left / 2
                            : (alignment() & Qt::AlignBottom) != 0 ? left
                                                                   : 0;
        layout.draw(&painter, room.topLeft() + QPointF(0, std::max(0.0, std::floor(down))));
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

bool Label::isCut() const {
    return fit_ == Fit::Elide &&
           fontMetrics().horizontalAdvance(text()) > contentsRect().width() + 1;
}

bool Label::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip && isCut() && !toolTip().contains(text())) {
        // What is cut stands in the tip, before what else there is to say.
        const QString tip = toolTip().isEmpty() ? text() : text() + QLatin1Char('\n') + toolTip();
        QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), tip, this);
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
