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
    // The palette's own colours: no soft fills, lines twice as wide.
    bool highContrast = false;
    qreal line = 1; // px of the frame of a control or a card
    qreal ring = 2; // px of the ring that shows the keyboard focus
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
// For people who need every difference: black on white, or white on black.
QPalette highContrastPalette(bool dark);
// Whether a palette of the system is one of high contrast.
bool isHighContrast(const QPalette& palette);

// Of WCAG 2.1: 1 (the same colour) to 21 (black on white). Text asks for 4.5, signs for 3.
double contrast(const QColor& one, const QColor& other);

// A rounded box, its line inside `rect`; an invalid colour leaves fill or line out.
void paintBox(QPainter& painter, const QRectF& rect, const QColor& fill, const QColor& line,
              qreal radius = 6, qreal width = 1);
// The mark of a series (circle, triangle, square, diamond, triangle down, cross) in a box of
// `size`.
void paintMark(QPainter& painter, const QPointF& centre, int series, qreal size,
               const Theme& theme);

} // namespace attune::ui
