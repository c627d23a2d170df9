// SPDX-License-Identifier: GPL-3.0-or-later
// A line chart of a run that may still be growing. Hides Qt Charts: it holds the curves itself and
// hands Qt Charts only what the pixels can show, at most once a tick.
//
// The wheel zooms at the pointer, dragging moves, a double click (or Home) shows all again. The
// arrow keys move the pointer line, plus and minus zoom.
#pragma once

#include "ui/charts/curve.h"

#include <QString>
#include <QWidget>

#include <functional>
#include <optional>
#include <vector>

namespace attune::ui {

class ChartView;
struct Theme;

class LiveChart : public QWidget {
    Q_OBJECT
public:
    enum class Line {
        Raw,    // 1 px, pale
        Solid,  // 2 px
        Marked, // with the dash and the marks of the series
        Dashed, // with its dash alone
        Ahead,  // 1 px, dashed: not reached yet
    };

    explicit LiveChart(QWidget* parent = nullptr);

    // ---- what is drawn --------------------------------------------------------------------
    // `slot`: row of the series table (0 training, 1 validation, labels from 2).
    int addCurve(int slot, Line line);
    void setCurveName(int curve, const QString& name);
    // In the order of x. Drawn at the next refresh().
    void setPoints(int curve, Curve points);
    // More points at the end of a curve: their cost is theirs alone, however long it is already.
    void appendPoints(int curve, const Curve& points);
    // What follows after the points and may still change (the end of a mean).
    void setTail(int curve, Curve tail);
    // What is drawn of a curve: at most two points a pixel column.
    int drawnPoints(int curve) const;
    const Curve& points(int curve) const;
    // A point of a curve that is marked as its best.
    void setBestPoint(int curve, std::optional<QPointF> point);
    void clearCurves(); // removes all

    // The whole range of x that is shown without zoom.
    void setWholeRange(double from, double to);
    // y never goes beyond these; without them it follows what is seen.
    void setBounds(std::optional<double> least, std::optional<double> greatest);
    void setLogX(bool on);
    // A dashed line at x with a star and a text.
    void setBest(std::optional<double> x, const QString& text = {});
    // A filled line at x with a text (the proposed rate).
    void setProposal(std::optional<double> x, const QString& text = {});
    // Thin lines with small texts (epochs).
    struct Section {
        double x;
        QString text;
    };
    void setSections(std::vector<Section> sections);
    // Names and last values at the right end of the curves.
    void setEndLabels(bool on);
    // How values are written in the box at the pointer; the first line of that box for an x.
    void setValueText(std::function<QString(double)> text);
    void setPointerTitle(std::function<QString(double)> title);

    // Draws what has changed. Cheap when nothing has.
    void refresh();

    // ---- view -----------------------------------------------------------------------------
    bool isZoomed() const;
    void showAll();

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void zoomChanged();

private:
    ChartView* view_;
};

// The pen of a curve.
QPen curvePen(const Theme& theme, int slot, LiveChart::Line line);

} // namespace attune::ui
