// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/shaded_text.h"

#include "ui/kit/fonts.h"
#include "ui/kit/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QTextOption>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace attune::ui {

namespace {
constexpr int kMargin = 4;
constexpr double kStrongest = 0.55; // share of the hue in the ground of the strongest word
} // namespace

ShadedText::ShadedText(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void ShadedText::setText(const QString& text, std::vector<ShadedWord> words) {
    text_ = text;
    // The layout knows no line breaks but its own.
    text_.replace(QLatin1Char('\n'), QChar::LineSeparator);
    words_ = std::move(words);
    chosen_ = -1;
    most_ = 0;
    for (const ShadedWord& word : words_)
        most_ = std::max(most_, std::abs(word.value));
    layOut(layout_, width());
    updateGeometry();
    update();
}

qreal ShadedText::layOut(QTextLayout& layout, int width) const {
    layout.setText(text_);
    layout.setFont(textFont(TextSize::Lead));
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.beginLayout();
    qreal y = kMargin;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(std::max(20, width - 2 * kMargin));
        line.setPosition({kMargin, y});
        y += line.height() + scaled(8); // the lines under the words
    }
    layout.endLayout();
    return y + kMargin;
}

int ShadedText::heightForWidth(int width) const {
    QTextLayout layout;
    return static_cast<int>(std::ceil(layOut(layout, width)));
}

QSize ShadedText::sizeHint() const { return {scaled(320), heightForWidth(scaled(320))}; }
QSize ShadedText::minimumSizeHint() const { return {scaled(120), scaled(40)}; }

void ShadedText::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    layOut(layout_, width());
}

void ShadedText::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LanguageChange) {
        layOut(layout_, width());
        updateGeometry();
    }
    update();
}

std::vector<QRectF> ShadedText::boxesOf(const ShadedWord& word) const {
    std::vector<QRectF> boxes;
    for (int i = 0; i < layout_.lineCount(); ++i) {
        const QTextLine line = layout_.lineAt(i);
        const int begin = std::max(word.begin, line.textStart());
        const int end = std::min(word.end, line.textStart() + line.textLength());
        if (begin >= end)
            continue;
        const qreal left = line.cursorToX(begin), right = line.cursorToX(end);
        boxes.push_back(
            QRectF(std::min(left, right), line.y(), std::abs(right - left), line.height()));
    }
    return boxes;
}

QRect ShadedText::placeOf(int word) const {
    const auto boxes = boxesOf(words_.at(static_cast<std::size_t>(word)));
    return boxes.empty() ? QRect() : boxes.front().toAlignedRect();
}

int ShadedText::wordAt(const QPointF& place) const {
    for (std::size_t i = 0; i < words_.size(); ++i)
        for (const QRectF& box : boxesOf(words_[i]))
            if (box.adjusted(0, 0, 0, scaled(6)).contains(place))
                return static_cast<int>(i);
    return -1;
}

void ShadedText::choose(int word) {
    chosen_ = word;
    update();
}

void ShadedText::choosePressed(int word) {
    if (word < 0 || word == chosen_)
        return;
    choose(word);
    Q_EMIT wordChosen(word);
}

void ShadedText::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton)
        choosePressed(wordAt(event->position()));
}

void ShadedText::keyPressEvent(QKeyEvent* event) {
    const int last = static_cast<int>(words_.size()) - 1;
    switch (event->key()) {
    case Qt::Key_Right:
        return choosePressed(std::min(chosen_ + 1, last));
    case Qt::Key_Left:
        return choosePressed(std::max(chosen_ - 1, 0));
    case Qt::Key_Home:
        return choosePressed(std::min(0, last));
    case Qt::Key_End:
        return choosePressed(last);
    default:
        QWidget::keyPressEvent(event);
    }
}

bool ShadedText::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int word = wordAt(help->pos());
        if (word < 0)
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), words_[static_cast<std::size_t>(word)].tip, this);
        return true;
    }
    return QWidget::event(event);
}

void ShadedText::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme theme = Theme::of(*this);
    QList<QTextLayout::FormatRange> formats;
    for (std::size_t i = 0; i < words_.size(); ++i) {
        const ShadedWord& word = words_[i];
        if (!word.read) {
            QTextCharFormat grey;
            grey.setForeground(theme.text2);
            grey.setFontStrikeOut(true);
            formats.push_back({word.begin, word.end - word.begin, grey});
            continue;
        }
        const double share = most_ > 0 ? std::abs(word.value) / most_ : 0;
        const bool forIt = word.value > 0;
        const QColor hue = theme.highContrast ? theme.text : theme.series[forIt ? 0 : 1];
        for (const QRectF& box : boxesOf(word)) {
            if (!theme.highContrast) {
                QColor ground = hue;
                ground.setAlphaF(static_cast<float>(kStrongest * share));
                paintBox(painter, box.adjusted(-1, 0, 1, 1), ground, QColor(), 3);
            }
            if (share >= 0.05) {
                QPen pen(hue, 1 + 2.5 * share, forIt ? Qt::SolidLine : Qt::DashLine, Qt::FlatCap);
                pen.setDashPattern({2, 1.2});
                if (forIt)
                    pen.setStyle(Qt::SolidLine);
                painter.setPen(pen);
                const qreal y = box.bottom() + scaled(3);
                painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y));
            }
            if (static_cast<int>(i) == chosen_) {
                const QColor ring = hasFocus() ? theme.accent : theme.controlBorder;
                paintBox(painter, box.adjusted(-2, -1, 2, 2), QColor(), ring, 4, theme.ring);
            }
        }
    }
    painter.setPen(theme.text);
    layout_.draw(&painter, {0, 0}, formats);
    if (hasFocus() && chosen_ < 0)
        paintBox(painter, QRectF(rect()).adjusted(1, 1, -1, -1), QColor(), theme.accent, 6,
                 theme.ring);
}

} // namespace attune::ui
