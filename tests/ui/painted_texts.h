// SPDX-License-Identifier: GPL-3.0-or-later
// Every text that a widget paints, with its colour and what lies behind it. A paint engine draws
// everything but texts into a picture; when a text comes, that picture holds what is behind it.
// Palettes are not believed: only what is painted counts.
#pragma once

#include "ui/kit/theme.h"

#include <QHash>
#include <QImage>
#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainter>
#include <QPainterPath>
#include <QWidget>

#include <algorithm>

namespace attune::ui {

struct PaintedText {
    QString text;
    QColor colour, ground; // the worst of those that lie behind a quarter of it or more
    double contrast = 0;
};

class TextRecorder : public QPaintDevice {
public:
    static QList<PaintedText> record(QWidget& widget) {
        TextRecorder recorder(widget.size());
        widget.render(&recorder);
        return recorder.engine_.texts;
    }
    QPaintEngine* paintEngine() const override { return &engine_; }

protected:
    int metric(PaintDeviceMetric metric) const override {
        switch (metric) {
        case PdmWidth:
            return size_.width();
        case PdmHeight:
            return size_.height();
        case PdmWidthMM:
            return size_.width() * 254 / 960;
        case PdmHeightMM:
            return size_.height() * 254 / 960;
        case PdmNumColors:
            return 1 << 24;
        case PdmDepth:
            return 32;
        case PdmDpiX:
        case PdmDpiY:
        case PdmPhysicalDpiX:
        case PdmPhysicalDpiY:
            return 96;
        case PdmDevicePixelRatio:
            return 1;
        default:
            return QPaintDevice::metric(metric);
        }
    }

private:
    explicit TextRecorder(QSize size) : size_(size), engine_(size) {}

    class Engine : public QPaintEngine {
    public:
        explicit Engine(QSize size)
            : QPaintEngine(AllFeatures), picture_(size, QImage::Format_RGB32) {
            picture_.fill(Qt::gray);
        }
        bool begin(QPaintDevice*) override { return painter_.begin(&picture_); }
        bool end() override { return painter_.end(); }
        Type type() const override { return User; }
        void updateState(const QPaintEngineState& state) override {
            const DirtyFlags dirty = state.state();
            if (dirty & DirtyTransform)
                painter_.setTransform(state.transform());
            if (dirty & DirtyPen)
                painter_.setPen(state.pen());
            if (dirty & DirtyBrush)
                painter_.setBrush(state.brush());
            if (dirty & DirtyBrushOrigin)
                painter_.setBrushOrigin(state.brushOrigin());
            if (dirty & DirtyHints)
                painter_.setRenderHints(state.renderHints());
            if (dirty & DirtyCompositionMode)
                painter_.setCompositionMode(state.compositionMode());
            if (dirty & DirtyOpacity)
                painter_.setOpacity(state.opacity());
            if (dirty & DirtyClipEnabled)
                painter_.setClipping(state.isClipEnabled());
            if (dirty & DirtyClipPath)
                painter_.setClipPath(state.clipPath(), state.clipOperation());
            if (dirty & DirtyClipRegion)
                painter_.setClipRegion(state.clipRegion(), state.clipOperation());
        }
        void drawPath(const QPainterPath& path) override { painter_.drawPath(path); }
        void drawPolygon(const QPointF* points, int count, PolygonDrawMode mode) override {
            if (mode == PolylineMode)
                painter_.drawPolyline(points, count);
            else
                painter_.drawPolygon(points, count,
                                     mode == WindingMode ? Qt::WindingFill : Qt::OddEvenFill);
        }
        void drawPixmap(const QRectF& to, const QPixmap& pixmap, const QRectF& from) override {
            painter_.drawPixmap(to, pixmap, from);
        }
        void drawTextItem(const QPointF& at, const QTextItem& item) override {
            const QTransform transform = painter_.transform();
            QRectF place = transform.mapRect(QRectF(at.x(), at.y() - item.ascent(), item.width(),
                                                    item.ascent() + item.descent()));
            if (painter_.hasClipping())
                place &= transform.mapRect(painter_.clipBoundingRect());
            QRect box = place.toRect() & picture_.rect();
            if (!systemClip().isEmpty())
                box &= systemClip().boundingRect();
            const QColor colour = painter_.pen().color();
            if (item.text().trimmed().isEmpty() || box.width() < 3 || box.height() < 6 ||
                colour.alpha() == 0)
                return;
            QHash<QRgb, int> behind;
            for (int y = box.top(); y <= box.bottom(); ++y)
                for (int x = box.left(); x <= box.right(); ++x)
                    ++behind[picture_.pixel(x, y)];
            PaintedText text{item.text(), colour, {}, 22};
            for (auto it = behind.cbegin(); it != behind.cend(); ++it) {
                const double ratio = contrast(over(colour, it.key()), it.key());
                if (it.value() * 4 >= box.width() * box.height() && ratio < text.contrast) {
                    text.contrast = ratio;
                    text.ground = it.key();
                }
            }
            texts << text;
        }

        QList<PaintedText> texts;

    private:
        static QColor over(const QColor& colour, QRgb ground) {
            const auto mix = [&](int front, int back) {
                return (front * colour.alpha() + back * (255 - colour.alpha())) / 255;
            };
            return QColor(mix(colour.red(), qRed(ground)), mix(colour.green(), qGreen(ground)),
                          mix(colour.blue(), qBlue(ground)));
        }

        QImage picture_;
        QPainter painter_;
    };

    QSize size_;
    mutable Engine engine_;
};

} // namespace attune::ui
