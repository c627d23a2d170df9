// SPDX-License-Identifier: GPL-3.0-or-later
// The colours of the window by their role, worked out from a palette. A Theme is a plain value:
// take it when painting (`Theme::of(*this)`), do not keep it, and a change of the palette is
// followed without further ado.
#pragma once

#include <QColor>
#include <QPalette>
#include <QPen>

#include <array>

class QPainter;
class QWidget;

namespace attune::ui {

// What a text, an icon or a chip says by its colour.
enum class Tone { Text, Secondary, Accent, Good, Warn, Bad, Replaced, OnAccent };

struct Theme {
    bool dark = false;
    bool highContrast = false; // the system's colours; no soft fills
    QColor chrome, page, card, inset, border, controlBorder;
    QColor text, text2;
    QColor accent, onAccent, accentText, accentSoft;
    QColor good, goodSoft, warn, warnSoft, bad, badSoft, replaced, replacedSoft;
    QColor hover, grid;
    std::array<QColor, 6> series;

    static Theme of(const QPalette& palette);
    static Theme of(const QWidget& widget);
    // Of the application's palette, for what has no widget (icons).
    static Theme current();

    QColor colour(Tone tone) const;
    QColor soft(Tone tone) const;
    // Lines of a chart. Series 0 is always training, 1 validation, labels count from 2; past the
    // sixth the colours start again with the next dash.
    QPen seriesPen(int series, qreal width = 2) const;
};

// The palettes of the light and of the dark window.
QPalette lightPalette();
QPalette darkPalette();

// A rounded box, its line inside `rect`; an invalid colour leaves fill or line out.
void paintBox(QPainter& painter, const QRectF& rect, const QColor& fill, const QColor& line,
              qreal radius = 6, qreal width = 1);
// The mark of a series (circle, triangle, square, diamond, triangle down, cross) in a box of
// `size`.
void paintMark(QPainter& painter, const QPointF& centre, int series, qreal size,
               const Theme& theme);

} // namespace attune::ui
