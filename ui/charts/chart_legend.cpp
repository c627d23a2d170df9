// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_legend.h"

#include "ui/kit/fonts.h"
#include "ui/kit/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace attune::ui {

namespace {
constexpr int longSample = 26, shortSample = 16; // a mark stays clear of both ends
constexpr int wideGap = 16, narrowGap = 8;       // between two items
constexpr int sampleGap = 6;

int advance(const QString& text) {
    return QFontMetrics(textFont(TextSize::Caption)).horizontalAdvance(text) + 1;
}
} // namespace

ChartLegend::ChartLegend(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ChartLegend::setItems(std::vector<Item> items) {
    items_ = std::move(items);
    updateGeometry();
    update();
}

int ChartLegend::widthOf(int sample, int itemGap) const {
    int width = 0;
    for (const Item& item : items_)
        width += (width > 0 ? itemGap : 0) + sample + sampleGap + advance(item.text);
    return width;
}

ChartLegend::Measures ChartLegend::measured() const {
    Measures found{longSample, wideGap, {}};
    if (widthOf(longSample, wideGap) > width())
        found = {shortSample, narrowGap, {}};
    int over = widthOf(found.sample, found.itemGap) - width();
    for (const Item& item : items_)
        found.texts.push_back(advance(item.text));
    // The longest names give way.
    while (over > 0) {
        const auto longest = std::max_element(found.texts.begin(), found.texts.end());
        if (longest == found.texts.end() || *longest <= 0)
            break;
        --*longest;
        --over;
    }
    return found;
}

QStringList ChartLegend::shownTexts() const {
    const QFontMetrics metrics(textFont(TextSize::Caption));
    const Measures measures = measured();
    QStringList texts;
    for (std::size_t i = 0; i < items_.size(); ++i)
        texts << metrics.elidedText(items_[i].text, Qt::ElideRight, measures.texts[i]);
    return texts;
}

QSize ChartLegend::sizeHint() const { return {widthOf(longSample, wideGap), scaled(20)}; }
QSize ChartLegend::minimumSizeHint() const { return {0, sizeHint().height()}; }

bool ChartLegend::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        QStringList names;
        for (const Item& item : items_)
            names << item.text;
        if (names != shownTexts()) {
            QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(),
                               names.join(QLatin1Char('\n')), this);
            return true;
        }
    }
    return QWidget::event(event);
}

void ChartLegend::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme theme = Theme::of(*this);
    painter.setFont(textFont(TextSize::Caption));
    const Measures measures = measured();
    const QStringList texts = shownTexts();
    const qreal y = std::floor(height() / 2.0) + 0.5;
    qreal x = 0;
    for (std::size_t i = 0; i < items_.size(); ++i) {
        const Item& item = items_[i];
        painter.setPen(curvePen(theme, item.slot, item.line));
        painter.drawLine(QPointF(x, y), QPointF(x + measures.sample, y));
        if (item.line == LiveChart::Line::Marked)
            paintMark(painter, QPointF(x + measures.sample / 2.0, y), item.slot, 8, theme);
        x += measures.sample + sampleGap;
        painter.setPen(theme.text2);
        painter.drawText(QRectF(x, 0, measures.texts[i] + 2, height()), Qt::AlignVCenter,
                         texts[static_cast<qsizetype>(i)]);
        x += measures.texts[i] + measures.itemGap;
    }
}

} // namespace attune::ui
