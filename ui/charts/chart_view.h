// SPDX-License-Identifier: GPL-3.0-or-later
// The inside of LiveChart: a Qt Charts view with our lines, labels and pointer. Only live_chart.cpp
// includes this.
#pragma once

#include "ui/charts/live_chart.h"

#include <QChartView>

class QAbstractAxis;
class QLineSeries;
class QValueAxis;

namespace attune::ui {

class ChartView : public QChartView {
    Q_OBJECT
public:
    struct CurveData {
        int slot = 0;
        LiveChart::Line line = LiveChart::Line::Solid;
        QString name;
        Curve points, tail;
        std::optional<QPointF> best;
        ColumnCurve seen;              // of `points`, as far as they are
        std::size_t taken = 0;         // points that `seen` has
        QLineSeries* series = nullptr; // owned by the chart
    };

    ChartView();

    int addCurve(int slot, LiveChart::Line line);
    CurveData& curve(int index) { return curves_[static_cast<std::size_t>(index)]; }
    void clearCurves();
    void setWholeRange(double from, double to);
    void setBounds(std::optional<double> least, std::optional<double> greatest);
    void setLogX(bool on);
    void setBest(std::optional<double> x, const QString& text);
    void setProposal(std::optional<double> x, const QString& text);
    void setSections(std::vector<LiveChart::Section> sections);
    void setEndLabels(bool on);
    void setValueText(std::function<QString(double)> text) { valueText_ = std::move(text); }
    void setPointerTitle(std::function<QString(double)> title) { pointerTitle_ = std::move(title); }

    int drawnPoints(int index) const;
    void markChanged() { changed_ = true; }
    void refresh();
    bool isZoomed() const { return zoomed_; }
    void showAll();
    QString spoken() const; // the last values, for a screen reader

Q_SIGNALS:
    void zoomChanged();

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void restyle();                 // colours, fonts
    double toScale(double x) const; // x on the axis: log10 of it where the axis is logarithmic
    double fromScale(double at) const;
    double xAt(const QPointF& position) const;
    QPointF at(double x, double y) const;
    void setSeen(double from, double to);
    void zoom(double factor, double around);
    void takePoints(); // hands Qt Charts what the pixels can show
    void fitValues();
    void fitMargins();
    void paintMarks(QPainter& painter) const;
    void paintBestPoints(QPainter& painter) const;
    void paintSections(QPainter& painter, const QRectF& area) const;
    int hiddenBy(const QRectF& box) const; // length of curves, in steps of 4 px
    void paintBest(QPainter& painter, const QRectF& area) const;
    void paintProposal(QPainter& painter, const QRectF& area) const;
    void paintEndLabels(QPainter& painter) const;
    void paintPointer(QPainter& painter, const QRectF& area) const;

    std::vector<CurveData> curves_;
    QAbstractAxis* xAxis_ = nullptr;
    QValueAxis* yAxis_ = nullptr;
    bool logX_ = false;
    double wholeFrom_ = 0, wholeTo_ = 1;
    double from_ = 0, to_ = 1; // seen
    bool zoomed_ = false;
    std::optional<double> least_, greatest_;
    std::optional<double> best_, proposal_;
    QString bestText_, proposalText_;
    std::vector<LiveChart::Section> sections_;
    bool endLabels_ = false;
    std::function<QString(double)> valueText_, pointerTitle_;
    std::optional<double> pointer_; // x
    std::optional<QPointF> dragFrom_;
    double dragSeenFrom_ = 0, dragSeenTo_ = 1;
    bool changed_ = true;
    // What the curves were reduced for.
    double takenFrom_ = 0, takenTo_ = 0;
    int takenColumns_ = 0;
    bool takenLog_ = false;
};

} // namespace attune::ui
