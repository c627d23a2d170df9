// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/live_chart.h"

#include "ui/charts/chart_view.h"
#include "ui/kit/fonts.h"
#include "ui/kit/theme.h"

#include <QPainter>
#include <QVBoxLayout>

namespace attune::ui {

LiveChart::LiveChart(QWidget* parent) : QWidget(parent), view_(new ChartView) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(view_);
    setFocusProxy(view_);
    connect(view_, &ChartView::zoomChanged, this, &LiveChart::zoomChanged);
}

int LiveChart::addCurve(int slot, Line line) { return view_->addCurve(slot, line); }
void LiveChart::setCurveName(int curve, const QString& name) {
    view_->curve(curve).name = name;
    view_->viewport()->update();
}
void LiveChart::setPoints(int curve, Curve points) {
    ChartView::CurveData& data = view_->curve(curve);
    data.points = std::move(points);
    data.taken = 0;
    view_->markChanged();
}
void LiveChart::appendPoints(int curve, const Curve& points) {
    Curve& all = view_->curve(curve).points;
    all.insert(all.end(), points.begin(), points.end());
    view_->markChanged();
}
void LiveChart::setTail(int curve, Curve tail) {
    view_->curve(curve).tail = std::move(tail);
    view_->markChanged();
}
void LiveChart::setBestPoint(int curve, std::optional<QPointF> point) {
    view_->curve(curve).best = point;
    view_->viewport()->update();
}
int LiveChart::drawnPoints(int curve) const { return view_->drawnPoints(curve); }
const Curve& LiveChart::points(int curve) const { return view_->curve(curve).points; }
void LiveChart::clearCurves() { view_->clearCurves(); }
void LiveChart::setWholeRange(double from, double to) { view_->setWholeRange(from, to); }
void LiveChart::setBounds(std::optional<double> least, std::optional<double> greatest) {
    view_->setBounds(least, greatest);
}
void LiveChart::setLogX(bool on) { view_->setLogX(on); }
void LiveChart::setBest(std::optional<double> x, const QString& text) { view_->setBest(x, text); }
void LiveChart::setProposal(std::optional<double> x, const QString& text) {
    view_->setProposal(x, text);
}
void LiveChart::setSections(std::vector<Section> sections) {
    view_->setSections(std::move(sections));
}
void LiveChart::setEndLabels(bool on) { view_->setEndLabels(on); }
void LiveChart::setValueText(std::function<QString(double)> text) {
    view_->setValueText(std::move(text));
}
void LiveChart::setPointerTitle(std::function<QString(double)> title) {
    view_->setPointerTitle(std::move(title));
}
void LiveChart::refresh() {
    view_->refresh();
    view_->setAccessibleName(accessibleName());
    view_->setAccessibleDescription(view_->spoken());
}
bool LiveChart::isZoomed() const { return view_->isZoomed(); }
void LiveChart::showAll() { view_->showAll(); }

QSize LiveChart::sizeHint() const { return {320, 160}; }
QSize LiveChart::minimumSizeHint() const { return {scaled(120), scaled(84)}; }

QPen curvePen(const Theme& theme, int slot, LiveChart::Line line) {
    QPen pen = theme.seriesPen(slot, 2);
    QColor colour = pen.color();
    switch (line) {
    case LiveChart::Line::Raw:
        colour.setAlphaF(0.35F);
        pen = QPen(colour, 1);
        break;
    case LiveChart::Line::Solid:
        pen = QPen(colour, 2);
        break;
    case LiveChart::Line::Marked:
    case LiveChart::Line::Dashed:
        return pen;
    case LiveChart::Line::Ahead:
        pen = QPen(colour, 1);
        pen.setDashPattern({4, 3});
        break;
    }
    pen.setJoinStyle(Qt::RoundJoin);
    return pen;
}

} // namespace attune::ui
