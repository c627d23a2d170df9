// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/theme.h"

#include <QApplication>
#include <QPainter>
#include <QPolygonF>
#include <QWidget>

#include <algorithm>
#include <cmath>

namespace attune::ui {

namespace {

QColor rgb(unsigned value) { return QColor::fromRgb(value); }

// Every pair of text and ground has a contrast of at least 4.6; the series keep a distance of 18
// (light) and 22 (dark) in Lab, also as seen with the three common colour blindnesses.
const Theme& lightTheme() {
    static const Theme theme = {
        .dark = false,
        .highContrast = false,
        .line = 1,
        .ring = 2,
        .chrome = rgb(0xF1F3F6),
        .page = rgb(0xF8F9FB),
        .card = rgb(0xFFFFFF),
        .inset = rgb(0xF3F5F8),
        .border = rgb(0xDFE3E9),
        .controlBorder = rgb(0xAAB2BF),
        .text = rgb(0x1A1E26),
        .text2 = rgb(0x586070),
        .accent = rgb(0x3B5BDB),
        .onAccent = rgb(0xFFFFFF),
        .accentText = rgb(0x2F4BC0),
        .accentSoft = rgb(0xE6EBFD),
        .good = rgb(0x12704A),
        .goodSoft = rgb(0xDDF3E7),
        .warn = rgb(0x8A5200),
        .warnSoft = rgb(0xFFF0D2),
        .bad = rgb(0xB3261E),
        .badSoft = rgb(0xFCE4E2),
        .replaced = rgb(0x7A3796),
        .replacedSoft = rgb(0xF2E6F8),
        .hover = rgb(0xEBEEF3),
        .grid = rgb(0xE9ECF1),
        .series = {rgb(0x0B5CAD), rgb(0xC2410C), rgb(0x15A36B), rgb(0xC873A4), rgb(0x969645),
                   rgb(0x39414D)},
    };
    return theme;
}

const Theme& darkTheme() {
    static const Theme theme = {
        .dark = true,
        .highContrast = false,
        .line = 1,
        .ring = 2,
        .chrome = rgb(0x15171C),
        .page = rgb(0x1A1D23),
        .card = rgb(0x21252D),
        .inset = rgb(0x1B1F26),
        .border = rgb(0x343A46),
        .controlBorder = rgb(0x5C6677),
        .text = rgb(0xE7EAF0),
        .text2 = rgb(0xA3ACBB),
        .accent = rgb(0x4A69E8),
        .onAccent = rgb(0xFFFFFF),
        .accentText = rgb(0x9DB2FF),
        .accentSoft = rgb(0x2A3560),
        .good = rgb(0x5FD39A),
        .goodSoft = rgb(0x173D2C),
        .warn = rgb(0xF2B84B),
        .warnSoft = rgb(0x443310),
        .bad = rgb(0xFF8F86),
        .badSoft = rgb(0x4F2320),
        .replaced = rgb(0xD9AEF2),
        .replacedSoft = rgb(0x3F2B4C),
        .hover = rgb(0x2B303A),
        .grid = rgb(0x2D323C),
        .series = {rgb(0x5F9BF0), rgb(0xF58634), rgb(0x35D9A0), rgb(0xC27CB4), rgb(0xFFE08A),
                   rgb(0xE3EAF2)},
    };
    return theme;
}

// `colour`, as near to itself as a ratio of contrast to `ground` allows; `text` is the way out.
QColor readable(const QColor& colour, const QColor& ground, const QColor& text, double ratio) {
    for (int share = 0; share < 100; share += 5) {
        const auto between = [share](float from, float to) {
            return from + (to - from) * static_cast<float>(share) / 100;
        };
        const QColor mixed = QColor::fromRgbF(between(colour.redF(), text.redF()),
                                              between(colour.greenF(), text.greenF()),
                                              between(colour.blueF(), text.blueF()));
        if (contrast(mixed, ground) >= ratio)
            return mixed;
    }
    return text;
}

// A palette that is not that of the light or dark window: one of high contrast.
Theme fromForeign(const QPalette& palette) {
    Theme theme = palette.window().color().lightness() < palette.windowText().color().lightness()
                      ? darkTheme()
                      : lightTheme();
    theme.highContrast = true;
    theme.line = 2;
    theme.ring = 3;
    theme.chrome = theme.page = palette.window().color();
    theme.card = theme.inset = palette.base().color();
    theme.text = theme.text2 = palette.text().color();
    theme.border = theme.controlBorder = theme.text;
    theme.accent = palette.highlight().color();
    theme.onAccent = palette.highlightedText().color();
    theme.accentText = palette.link().color();
    theme.hover = theme.card;
    for (QColor* sign : {&theme.accentText, &theme.good, &theme.warn, &theme.bad, &theme.replaced})
        *sign = readable(*sign, theme.card, theme.text, 7);
    for (QColor& line : theme.series)
        line = readable(line, theme.card, theme.text, 4.5);
    for (QColor* soft :
         {&theme.accentSoft, &theme.goodSoft, &theme.warnSoft, &theme.badSoft, &theme.replacedSoft})
        *soft = theme.card;
    return theme;
}

QPalette paletteOf(const Theme& t) {
    QPalette p;
    p.setColor(QPalette::Window, t.chrome);
    p.setColor(QPalette::WindowText, t.text);
    p.setColor(QPalette::Base, t.card);
    p.setColor(QPalette::AlternateBase, t.inset);
    p.setColor(QPalette::Text, t.text);
    p.setColor(QPalette::Button, t.card);
    p.setColor(QPalette::ButtonText, t.text);
    p.setColor(QPalette::BrightText, t.bad);
    p.setColor(QPalette::PlaceholderText, t.text2);
    p.setColor(QPalette::Light, t.card);
    p.setColor(QPalette::Midlight, t.hover);
    p.setColor(QPalette::Mid, t.border);
    p.setColor(QPalette::Dark, t.controlBorder);
    p.setColor(QPalette::Shadow, t.border);
    p.setColor(QPalette::Highlight, t.accentSoft);
    p.setColor(QPalette::HighlightedText, t.text);
    p.setColor(QPalette::Link, t.accentText);
    p.setColor(QPalette::LinkVisited, t.accentText);
    p.setColor(QPalette::ToolTipBase, t.card);
    p.setColor(QPalette::ToolTipText, t.text);
    for (const QPalette::ColorRole role :
         {QPalette::Text, QPalette::WindowText, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, t.text2);
    return p;
}

} // namespace

Theme Theme::of(const QPalette& palette) {
    // By the text as well: the white of our cards is the window of a palette of high contrast.
    const QColor window = palette.color(QPalette::Active, QPalette::Window);
    const QColor text = palette.color(QPalette::Active, QPalette::Text);
    for (const Theme* theme : {&lightTheme(), &darkTheme()})
        if (text == theme->text &&
            (window == theme->chrome || window == theme->page || window == theme->card))
            return *theme;
    return fromForeign(palette);
}

Theme Theme::of(const QWidget& widget) { return of(widget.palette()); }
Theme Theme::current() { return of(QApplication::palette()); }

QColor Theme::colour(Tone tone) const {
    switch (tone) {
    case Tone::Text:
        return text;
    case Tone::Secondary:
        return text2;
    case Tone::Accent:
        return accentText;
    case Tone::Good:
        return good;
    case Tone::Warn:
        return warn;
    case Tone::Bad:
        return bad;
    case Tone::Replaced:
        return replaced;
    case Tone::OnAccent:
        return onAccent;
    }
    return text;
}

QColor Theme::soft(Tone tone) const {
    switch (tone) {
    case Tone::Accent:
        return accentSoft;
    case Tone::Good:
        return goodSoft;
    case Tone::Warn:
        return warnSoft;
    case Tone::Bad:
        return badSoft;
    case Tone::Replaced:
        return replacedSoft;
    default:
        return hover;
    }
}

QPen Theme::seriesPen(int number, qreal width) const {
    static const std::array<QList<qreal>, 6> dashes = {
        QList<qreal>{   },
        {     5, 2.5},
        {    1.5,   2},
        {    6,   2, 1.5, 2},
        { 9,    3},
        {      2.5,    1.5}
    };
    const int round = number / 6;
    QPen pen(series[static_cast<std::size_t>(number % 6)], width);
    pen.setCapStyle(Qt::FlatCap);
    pen.setJoinStyle(Qt::RoundJoin);
    const QList<qreal>& dash = dashes[static_cast<std::size_t>((number + round) % 6)];
    if (!dash.isEmpty())
        pen.setDashPattern(dash);
    return pen;
}

QPalette lightPalette() { return paletteOf(lightTheme()); }
QPalette darkPalette() { return paletteOf(darkTheme()); }

QPalette highContrastPalette(bool dark) {
    const QColor ground = dark ? Qt::black : Qt::white, text = dark ? Qt::white : Qt::black;
    QPalette p(text, ground, text, text, text, text, ground);
    p.setColor(QPalette::Button, ground);
    p.setColor(QPalette::Window, ground);
    p.setColor(QPalette::AlternateBase, ground);
    p.setColor(QPalette::PlaceholderText, text);
    p.setColor(QPalette::BrightText, text);
    p.setColor(QPalette::Highlight, dark ? rgb(0xFFE14D) : rgb(0x0A2A9E));
    p.setColor(QPalette::HighlightedText, ground);
    p.setColor(QPalette::Link, dark ? rgb(0xFFE14D) : rgb(0x0A2A9E));
    p.setColor(QPalette::LinkVisited, p.color(QPalette::Link));
    p.setColor(QPalette::ToolTipBase, ground);
    p.setColor(QPalette::ToolTipText, text);
    return p;
}

bool isHighContrast(const QPalette& palette) {
    // Fusion's own palette of light grey and black has 18; those made for it are pure.
    return contrast(palette.color(QPalette::Active, QPalette::Window),
                    palette.color(QPalette::Active, QPalette::WindowText)) >= 19 &&
           contrast(palette.color(QPalette::Active, QPalette::Base),
                    palette.color(QPalette::Active, QPalette::Text)) >= 19;
}

double contrast(const QColor& one, const QColor& other) {
    const auto luminance = [](const QColor& colour) {
        const auto linear = [](double value) {
            return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
        };
        return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
               0.0722 * linear(colour.blueF());
    };
    const double a = luminance(one), b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

void paintBox(QPainter& painter, const QRectF& rect, const QColor& fill, const QColor& line,
              qreal radius, qreal width) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(line.isValid() ? QPen(line, width) : QPen(Qt::NoPen));
    painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    const qreal inset = line.isValid() ? width / 2 : 0;
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius);
    painter.restore();
}

void paintMark(QPainter& painter, const QPointF& c, int series, qreal size, const Theme& theme) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.series[static_cast<std::size_t>(series % 6)], 1.6));
    painter.setBrush(theme.card);
    const qreal h = size / 2;
    switch (series % 6) {
    case 0:
        painter.drawEllipse(c, h * .9, h * .9);
        break;
    case 1:
        painter.drawPolygon(
            QPolygonF({c + QPointF(0, -h), c + QPointF(h, h * .8), c + QPointF(-h, h * .8)}));
        break;
    case 2:
        painter.drawRect(QRectF(c.x() - h * .8, c.y() - h * .8, size * .8, size * .8));
        break;
    case 3:
        painter.drawPolygon(QPolygonF({c + QPointF(0, -h * 1.1), c + QPointF(h * 1.1, 0),
                                       c + QPointF(0, h * 1.1), c + QPointF(-h * 1.1, 0)}));
        break;
    case 4:
        painter.drawPolygon(
            QPolygonF({c + QPointF(0, h), c + QPointF(h, -h * .8), c + QPointF(-h, -h * .8)}));
        break;
    default:
        painter.drawLine(c + QPointF(-h, -h) * .8, c + QPointF(h, h) * .8);
        painter.drawLine(c + QPointF(-h, h) * .8, c + QPointF(h, -h) * .8);
    }
    painter.restore();
}

} // namespace attune::ui
