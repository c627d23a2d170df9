// SPDX-License-Identifier: GPL-3.0-or-later
// What lies over the curves of a chart: epochs, marks, the best line, names at the ends, the
// pointer's box.
#include "ui/charts/chart_view.h"
#include "ui/kit/fonts.h"
#include "ui/kit/icon.h"

#include <QChart>
#include <QLineSeries>
#include <QPainter>
#include <QValueAxis>

#include <algorithm>
#include <cmath>
#include <optional>

namespace attune::ui {

void ChartView::drawForeground(QPainter* painter, const QRectF&) {
    const QRectF area = chart()->plotArea();
    if (area.width() < 8)
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintSections(*painter, area);
    paintMarks(*painter);
    paintProposal(*painter, area);
    paintBest(*painter, area);
    if (endLabels_)
        paintEndLabels(*painter);
    paintBestPoints(*painter);
    paintPointer(*painter, area);
    if (hasFocus())
        paintBox(*painter, QRectF(viewport()->rect()).adjusted(0, 0, -1, -1), {},
                 Theme::of(*this).accent, 6, 2);
    painter->restore();
}

void ChartView::paintMarks(QPainter& painter) const {
    const Theme theme = Theme::of(*this);
    for (const CurveData& data : curves_)
        if (data.line == LiveChart::Line::Marked && data.series->count() <= 200)
            for (const QPointF& point : data.series->points())
                if (point.x() >= from_ && point.x() <= to_)
                    paintMark(painter, at(point.x(), point.y()), data.slot, 8, theme);
}

// Larger than the others, and filled; no label hides them.
void ChartView::paintBestPoints(QPainter& painter) const {
    const Theme theme = Theme::of(*this);
    for (const CurveData& data : curves_)
        if (data.best && data.best->x() >= from_ && data.best->x() <= to_) {
            Theme filled = theme;
            filled.card = theme.series[static_cast<std::size_t>(data.slot % 6)];
            paintMark(painter, at(data.best->x(), data.best->y()), data.slot, 11, filled);
        }
}

void ChartView::paintSections(QPainter& painter, const QRectF& area) const {
    const Theme theme = Theme::of(*this);
    painter.setFont(textFont(TextSize::Caption));
    double free = -1e9; // texts that would touch are left out
    for (const LiveChart::Section& section : sections_) {
        if (section.x <= from_ || section.x >= to_)
            continue;
        const double x = std::round(at(section.x, 0).x()) + 0.5;
        painter.setPen(QPen(theme.grid, 1));
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        const double width = painter.fontMetrics().horizontalAdvance(section.text) + 8;
        if (x < free || x + width > area.right())
            continue;
        painter.setPen(theme.text2);
        painter.drawText(QRectF(x + 4, area.bottom() - 17, width, 15),
                         Qt::AlignLeft | Qt::AlignVCenter, section.text);
        free = x + width;
    }
}

void ChartView::paintBest(QPainter& painter, const QRectF& area) const {
    if (!best_ || *best_ < from_ || *best_ > to_)
        return;
    const Theme theme = Theme::of(*this);
    const double x = std::round(at(*best_, 0).x()) + 0.5;
    QPen pen(theme.text, 1.2);
    pen.setDashPattern({4, 3});
    painter.setPen(pen);
    painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    painter.setFont(textFont(TextSize::Caption, QFont::DemiBold));
    const double width = painter.fontMetrics().horizontalAdvance(bestText_) + 30;
    QRectF box(x + 6, area.top(), width, scaled(20));
    if (box.right() > area.right())
        box.moveRight(x - 6);
    if (box.left() < area.left())
        return; // no room for words beside the line
    // At the top, or lower down where it hides less of the curves.
    const double way = area.height() - box.height() - scaled(18);
    int least = hiddenBy(box);
    for (const double down : {way / 2, way})
        if (const int hidden = hiddenBy(box.translated(0, down)); way > 0 && hidden < least) {
            least = hidden;
            box.moveTop(area.top() + down);
        }
    paintBox(painter, box, theme.card, theme.controlBorder, 4);
    paintIcon(painter, Icon::Star, QRectF(box.x() + 6, box.center().y() - 6, 12, 12), theme.text);
    painter.setPen(theme.text);
    painter.drawText(box.adjusted(22, 0, 0, 0), Qt::AlignVCenter, bestText_);
}

int ChartView::hiddenBy(const QRectF& box) const {
    const QRectF wide = box.adjusted(-5, -5, 5, 5); // marks reach as far
    int hidden = 0;
    for (const CurveData& data : curves_) {
        if (data.line == LiveChart::Line::Raw || data.line == LiveChart::Line::Ahead)
            continue;
        std::optional<QPointF> before;
        for (const QPointF& point : data.series->points()) {
            const QPointF here = at(point.x(), point.y());
            const QPointF way = before ? here - *before : QPointF();
            const int parts = 1 + static_cast<int>(std::hypot(way.x(), way.y()) / 4);
            for (int part = 0; part < parts; ++part)
                hidden += wide.contains(here - way * part / parts) ? 1 : 0;
            before = here;
        }
    }
    return hidden;
}

void ChartView::paintProposal(QPainter& painter, const QRectF& area) const {
    if (!proposal_ || *proposal_ < from_ || *proposal_ > to_)
        return;
    const Theme theme = Theme::of(*this);
    const double x = std::round(at(*proposal_, 0).x()) + 0.5;
    painter.setPen(QPen(theme.accent, 2));
    painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    painter.setFont(textFont(TextSize::Secondary, QFont::DemiBold));
    const double width = painter.fontMetrics().horizontalAdvance(proposalText_) + 16;
    QRectF box(x + 10, area.bottom() - scaled(24) - 8, width, scaled(24));
    if (box.right() > area.right())
        box.moveRight(x - 10);
    paintBox(painter, box, theme.accent, {}, 5);
    painter.setPen(theme.onAccent);
    painter.drawText(box, Qt::AlignCenter, proposalText_);
}

void ChartView::paintEndLabels(QPainter& painter) const {
    const Theme theme = Theme::of(*this);
    struct End {
        QPointF place;
        const CurveData* data;
        QString text;
    };
    std::vector<End> ends;
    for (const CurveData& data : curves_) {
        const QList<QPointF> points = data.series->points();
        if (points.isEmpty() || data.name.isEmpty() || data.line == LiveChart::Line::Ahead)
            continue;
        ends.push_back({at(std::min(points.back().x(), to_), points.back().y()), &data,
                        data.name + QLatin1Char(' ') + valueText_(points.back().y())});
    }
    std::sort(ends.begin(), ends.end(),
              [](const End& a, const End& b) { return a.place.y() < b.place.y(); });
    painter.setFont(textFont(TextSize::Caption, QFont::Medium));
    const QFontMetrics metrics = painter.fontMetrics();
    const double right = viewport()->width();
    double lowest = -1e9;
    for (const End& end : ends) {
        const double y = std::max(end.place.y(), lowest + scaled(14));
        lowest = y;
        const double room = std::max(right - end.place.x() - 20, right * 0.42 - 20);
        const QString text = metrics.elidedText(end.text, Qt::ElideMiddle, static_cast<int>(room));
        const double width = metrics.horizontalAdvance(text) + 4;
        const double x = std::min(end.place.x() + 8, right - width - 10);
        painter.setPen(curvePen(theme, end.data->slot, LiveChart::Line::Solid));
        painter.drawLine(QPointF(x, y), QPointF(x + 6, y));
        QColor ground = theme.card;
        ground.setAlphaF(0.85F);
        painter.fillRect(QRectF(x + 8, y - 7, width, 14), ground);
        painter.setPen(theme.text);
        painter.drawText(QRectF(x + 10, y - 8, width + 4, 16), Qt::AlignVCenter | Qt::AlignLeft,
                         text);
    }
}

void ChartView::paintPointer(QPainter& painter, const QRectF& area) const {
    if (!pointer_)
        return;
    struct Row {
        const CurveData* data;
        QString text;
    };
    std::vector<Row> rows;
    std::optional<double> snapped;
    for (const CurveData& data : curves_) {
        if (data.points.empty() || data.name.isEmpty())
            continue;
        const QPointF point =
            data.points[static_cast<std::size_t>(nearestIndex(data.points, *pointer_))];
        // Far from the last point of a curve its value says nothing.
        if (std::abs(at(point.x(), 0).x() - at(*pointer_, 0).x()) > area.width() / 4)
            continue;
        if (!snapped)
            snapped = point.x();
        rows.push_back({&data, data.name + QLatin1Char(' ') + valueText_(point.y())});
    }
    if (rows.empty())
        return;
    const Theme theme = Theme::of(*this);
    const double x = std::round(at(*snapped, 0).x()) + 0.5;
    painter.setPen(QPen(theme.text2, 1));
    painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));

    const QFont head = textFont(TextSize::Caption, QFont::DemiBold);
    const QFont body = textFont(TextSize::Caption);
    const QString title = pointerTitle_(*snapped);
    double width = QFontMetrics(head).horizontalAdvance(title) + 18;
    for (const Row& row : rows)
        width = std::max(width, QFontMetrics(body).horizontalAdvance(row.text) + 46.0);
    const double line = scaled(18);
    QRectF box(x + 8, area.top() + 4, width, 10 + line * (1 + static_cast<double>(rows.size())));
    if (box.right() > viewport()->width())
        box.moveRight(x - 8);
    box.moveLeft(std::max(box.left(), 0.0));
    paintBox(painter, box, theme.card, theme.controlBorder, 6);
    painter.setFont(head);
    painter.setPen(theme.text);
    painter.drawText(QRectF(box.x() + 8, box.y() + 4, width, line), Qt::AlignVCenter, title);
    painter.setFont(body);
    double y = box.y() + 4 + line;
    for (const Row& row : rows) {
        painter.setPen(curvePen(theme, row.data->slot, row.data->line));
        painter.drawLine(QPointF(box.x() + 8, y + line / 2), QPointF(box.x() + 28, y + line / 2));
        painter.setPen(theme.text);
        painter.drawText(QRectF(box.x() + 34, y, width, line), Qt::AlignVCenter, row.text);
        y += line;
    }
}

} // namespace attune::ui
