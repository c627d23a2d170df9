// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_view.h"

#include "ui/kit/fonts.h"
#include "ui/kit/theme.h"

#include <QChart>
#include <QEvent>
#include <QGraphicsLayout>
#include <QLineSeries>
#include <QLocale>
#include <QLogValueAxis>
#include <QPainter>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace attune::ui {

namespace {
// The least height of the plot: a part of the bounds, or else of the values.
constexpr double leastSeen = 0.1;

int decimalsFor(double step) {
    int decimals = 0;
    for (double rest = step; decimals < 6 && std::abs(rest - std::round(rest)) > 1e-6 * rest;
         rest *= 10)
        ++decimals;
    return decimals;
}
} // namespace

ChartView::ChartView() {
    auto* chart = new QChart;
    setChart(chart);
    chart->setBackgroundVisible(false);
    // Margins, never setPlotArea(): that moves curves but not axes.
    chart->setMargins(QMargins(0, 2, 2, 0));
    chart->layout()->setContentsMargins(0, 0, 0, 0);
    chart->legend()->hide();
    chart->setLocalizeNumbers(true);
    chart->setAnimationOptions(QChart::NoAnimation);
    setRenderHint(QPainter::Antialiasing);
    setFrameShape(QFrame::NoFrame);
    setBackgroundBrush(Qt::NoBrush);
    viewport()->setAutoFillBackground(false);
    setViewportUpdateMode(QGraphicsView::FullViewportUpdate);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMinimumSize(1, 1);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    yAxis_ = new QValueAxis;
    yAxis_->setTickType(QValueAxis::TicksDynamic);
    yAxis_->setTickAnchor(0);
    yAxis_->setLineVisible(false);
    chart->addAxis(yAxis_, Qt::AlignLeft);
    setLogX(false);
    valueText_ = [](double value) { return QLocale().toString(value, 'g', 4); };
    pointerTitle_ = [](double x) { return QLocale().toString(x, 'f', 0); };
}

int ChartView::addCurve(int slot, LiveChart::Line line) {
    CurveData data;
    data.slot = slot;
    data.line = line;
    data.series = new QLineSeries;
    chart()->addSeries(data.series);
    data.series->attachAxis(xAxis_);
    data.series->attachAxis(yAxis_);
    data.series->setPen(curvePen(Theme::of(*this), slot, line));
    curves_.push_back(std::move(data));
    changed_ = true;
    return static_cast<int>(curves_.size()) - 1;
}

void ChartView::clearCurves() {
    chart()->removeAllSeries();
    curves_.clear();
    changed_ = true;
}

void ChartView::setWholeRange(double from, double to) {
    if (!(to > from))
        to = from + 1;
    if (from == wholeFrom_ && to == wholeTo_)
        return;
    wholeFrom_ = from;
    wholeTo_ = to;
    if (!zoomed_)
        setSeen(from, to);
    changed_ = true;
}

void ChartView::setBounds(std::optional<double> least, std::optional<double> greatest) {
    least_ = least;
    greatest_ = greatest;
    changed_ = true;
}

void ChartView::setLogX(bool on) {
    if (xAxis_ != nullptr && on == logX_)
        return;
    logX_ = on;
    if (xAxis_ != nullptr) {
        chart()->removeAxis(xAxis_);
        delete xAxis_;
    }
    if (on) {
        auto* axis = new QLogValueAxis;
        axis->setBase(10);
        axis->setLabelFormat(QStringLiteral("%.0e"));
        // Localised, the exponent would be written as E-05.
        chart()->setLocalizeNumbers(false);
        xAxis_ = axis;
    } else {
        auto* axis = new QValueAxis;
        axis->setTickType(QValueAxis::TicksDynamic);
        axis->setTickAnchor(0);
        // "%i" prints nothing with localised numbers.
        axis->setLabelFormat(QStringLiteral("%.0f"));
        xAxis_ = axis;
    }
    xAxis_->setGridLineVisible(false);
    chart()->addAxis(xAxis_, Qt::AlignBottom);
    for (CurveData& data : curves_)
        data.series->attachAxis(xAxis_);
    restyle();
    setSeen(wholeFrom_, wholeTo_);
}

void ChartView::setBest(std::optional<double> x, const QString& text) {
    best_ = x;
    bestText_ = text;
    viewport()->update();
}

void ChartView::setProposal(std::optional<double> x, const QString& text) {
    proposal_ = x;
    proposalText_ = text;
    viewport()->update();
}

void ChartView::setSections(std::vector<LiveChart::Section> sections) {
    sections_ = std::move(sections);
    viewport()->update();
}

void ChartView::setEndLabels(bool on) {
    endLabels_ = on;
    changed_ = true;
}

// Palette and size are followed here and not in the chart around it: a parent hears of them before
// its children have them.
void ChartView::changeEvent(QEvent* event) {
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::LanguageChange ||
        event->type() == QEvent::ApplicationFontChange) {
        restyle();
        changed_ = true;
        refresh();
    }
}

void ChartView::resizeEvent(QResizeEvent* event) {
    QChartView::resizeEvent(event);
    changed_ = true;
    refresh();
}

void ChartView::restyle() {
    const Theme theme = Theme::of(*this);
    for (QAbstractAxis* axis : {xAxis_, static_cast<QAbstractAxis*>(yAxis_)}) {
        if (axis == nullptr)
            continue;
        axis->setLabelsFont(textFont(TextSize::Caption));
        axis->setLabelsColor(theme.text2);
        axis->setLinePen(QPen(theme.controlBorder, 1));
        axis->setGridLinePen(QPen(theme.grid, 1));
    }
    for (CurveData& data : curves_)
        data.series->setPen(curvePen(theme, data.slot, data.line));
    chart()->setLocale(QLocale());
    viewport()->update();
}

void ChartView::setSeen(double from, double to) {
    from_ = from;
    to_ = to;
    if (auto* axis = qobject_cast<QValueAxis*>(xAxis_)) {
        const double width = std::max(viewport()->width(), 120);
        const int parts = std::clamp(static_cast<int>(width / scaled(58)), 2, 10);
        axis->setTickInterval(std::max(niceStep(to - from, parts), to - from > 4 ? 1.0 : 0.1));
        axis->setLabelFormat(axis->tickInterval() < 1 ? QStringLiteral("%.1f")
                                                      : QStringLiteral("%.0f"));
    }
    xAxis_->setRange(from, to);
    changed_ = true;
}

void ChartView::refresh() {
    if (!changed_)
        return;
    changed_ = false;
    if (auto* axis = qobject_cast<QValueAxis*>(xAxis_); axis != nullptr && !zoomed_)
        setSeen(wholeFrom_, wholeTo_), changed_ = false;
    takePoints();
    fitValues();
    fitMargins();
    viewport()->update();
}

void ChartView::takePoints() {
    const int columns = std::max(static_cast<int>(chart()->plotArea().width()), 60);
    const bool other =
        from_ != takenFrom_ || to_ != takenTo_ || columns != takenColumns_ || logX_ != takenLog_;
    takenFrom_ = from_;
    takenTo_ = to_;
    takenColumns_ = columns;
    takenLog_ = logX_;
    for (CurveData& data : curves_) {
        if (other || data.taken == 0 || data.taken > data.points.size()) {
            data.seen.reset(from_, to_, columns, logX_);
            data.taken = 0;
        }
        for (; data.taken < data.points.size(); ++data.taken)
            data.seen.add(data.points[data.taken]);
        if (data.tail.empty()) {
            data.series->replace(data.seen.points());
            continue;
        }
        // The tail is short; it goes into a copy and comes anew the next time.
        ColumnCurve whole = data.seen;
        for (const QPointF& point : data.tail)
            whole.add(point);
        data.series->replace(whole.points());
    }
}

int ChartView::drawnPoints(int index) const {
    return static_cast<int>(curves_[static_cast<std::size_t>(index)].series->count());
}

// Room at the right for the labels of the ends, as far as the chart is wide enough.
void ChartView::fitMargins() {
    double room = 2;
    if (endLabels_) {
        // Labels stand behind the ends of their curves: what is free there needs no margin.
        const double wide = viewport()->width(), span = toScale(to_) - toScale(from_);
        const QFontMetrics metrics(textFont(TextSize::Caption, QFont::Medium));
        for (const CurveData& data : curves_)
            if (!data.points.empty() && !data.name.isEmpty()) {
                const double label = metrics.horizontalAdvance(data.name + QLatin1Char(' ') +
                                                               valueText_(data.points.back().y())) +
                                     26;
                const double end =
                    (toScale(std::min(data.points.back().x(), to_)) - toScale(from_)) / span;
                // The plot less its axis is about the width less 36; it shrinks by the margin.
                const double plot = wide - scaled(36);
                if (end > 0)
                    room = std::max(room, (label - (1 - end) * plot) / end);
            }
        room = std::min(room, wide * 0.42);
    }
    const QMargins margins(0, 2, static_cast<int>(std::ceil(room)), 0);
    if (chart()->margins() != margins)
        chart()->setMargins(margins);
}

// y follows what is seen: the lines wholly, pale raw values up to their 98th percentile, so that
// a single peak does not flatten the curve.
void ChartView::fitValues() {
    double low = 1e300, high = -1e300;
    std::vector<double> raw;
    for (const CurveData& data : curves_) {
        const QList<QPointF> points = data.series->points();
        for (const QPointF& point : points) {
            if (data.line == LiveChart::Line::Raw) {
                raw.push_back(point.y());
                continue;
            }
            low = std::min(low, point.y());
            high = std::max(high, point.y());
        }
    }
    if (!raw.empty()) {
        const auto part = [&](double share) {
            const auto nth = raw.begin() + static_cast<std::ptrdiff_t>(
                                               share * static_cast<double>(raw.size() - 1));
            std::nth_element(raw.begin(), nth, raw.end());
            return *nth;
        };
        low = std::min(low, part(0.0));
        high = std::max(high, part(0.98));
    }
    if (low > high) {
        low = least_.value_or(0);
        high = greatest_.value_or(low + 1);
    }
    // A single point, or points that hardly differ, are not blown up until they look far apart.
    const double least = least_ && greatest_ ? (*greatest_ - *least_) * leastSeen
                                             : std::max(std::abs(high) * leastSeen, 1e-3);
    if (high - low < least) {
        const double middle = (low + high) / 2;
        low = middle - least / 2;
        high = middle + least / 2;
    }
    // Labels that stand closer than this are written as dots.
    const int parts = std::clamp((viewport()->height() - scaled(28)) / scaled(28), 2, 6);
    double step = niceStep(high - low, parts);
    // Both ends move out to a tick, which may make one part more.
    if (std::ceil(high / step - 1e-9) - std::floor(low / step + 1e-9) > parts)
        step = niceStep(step * 1.01, 1);
    low = std::floor(low / step + 1e-9) * step;
    high = std::ceil(high / step - 1e-9) * step;
    if (least_)
        low = std::max(low, *least_);
    if (greatest_)
        high = std::min(high, *greatest_);
    if (!(high > low))
        high = low + step;
    yAxis_->setTickInterval(step);
    yAxis_->setLabelFormat(QStringLiteral("%.%1f").arg(decimalsFor(step)));
    // Ticks at the ends are left out where they round to beyond them.
    yAxis_->setRange(low - step * 1e-6, high + step * 1e-6);
}

double ChartView::toScale(double x) const { return logX_ ? std::log10(std::max(x, 1e-300)) : x; }
double ChartView::fromScale(double at) const { return logX_ ? std::pow(10.0, at) : at; }

double ChartView::xAt(const QPointF& position) const {
    const QRectF area = chart()->plotArea();
    if (area.width() <= 0)
        return from_;
    const double share = (position.x() - area.left()) / area.width();
    return fromScale(toScale(from_) + share * (toScale(to_) - toScale(from_)));
}

QPointF ChartView::at(double x, double y) const {
    const QRectF area = chart()->plotArea();
    const double share = (toScale(x) - toScale(from_)) / (toScale(to_) - toScale(from_));
    const double up = (y - yAxis_->min()) / (yAxis_->max() - yAxis_->min());
    return {area.left() + share * area.width(), area.bottom() - up * area.height()};
}

QString ChartView::spoken() const {
    QStringList parts;
    for (const CurveData& data : curves_)
        if (!data.points.empty() && !data.name.isEmpty())
            parts << data.name + QLatin1Char(' ') + valueText_(data.points.back().y());
    return parts.join(QStringLiteral(", "));
}

} // namespace attune::ui
