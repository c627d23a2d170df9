// SPDX-License-Identifier: GPL-3.0-or-later
// The look of all controls: one proxy style on Fusion and the palette, no style sheet (sheets halve
// the speed of making widgets, drop native sub-controls and reach every child).
//
// Dynamic properties that it reads: "kind" of push buttons (see button.h); "compact" (26 px high
// instead of 32); "invalid" of fields (the frame in the colour of errors).
#pragma once

#include <QProxyStyle>

namespace attune::ui {

class DialogEdge;

class AttuneStyle : public QProxyStyle {
    Q_OBJECT
public:
    AttuneStyle();

    using QProxyStyle::polish;
    using QProxyStyle::unpolish;
    void polish(QWidget* widget) override;
    void unpolish(QWidget* widget) override;

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
                            QPainter* painter, const QWidget* widget) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption* option,
                    const QWidget* widget) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                           const QWidget* widget) const override;
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* result) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl sub,
                         const QWidget* widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption* option,
                         const QWidget* widget) const override;

private:
    DialogEdge* dialogEdge_;
};

} // namespace attune::ui
