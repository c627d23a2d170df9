// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/icon.h"

#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>
#include <QPixmap>
#include <QStringTokenizer>

#include <algorithm>
#include <array>

namespace attune::ui {

namespace {

struct Strokes {
    Icon icon;
    // M x y, L x y, C (two control points, end), Q (control point, end), Z close,
    // E cx cy rx ry (ellipse), R x y w h r (rounded box).
    const char* outline;
    const char* filled;
};

constexpr std::array<Strokes, 36> table = {
    {
     {Icon::Model,
         "M 10 2.5 L 17 6.2 L 10 10 L 3 6.2 Z M 3 10 L 10 13.8 L 17 10 M 3 13.8 L 10 17.5 L 17 "
         "13.8",
         ""},
     {Icon::Data, "R 2.5 3.5 15 13 2 M 2.5 8 L 17.5 8 M 2.5 12.2 L 17.5 12.2 M 8 8 L 8 16.5",
         ""},
     {Icon::Clean,
         "M 17 3 L 11.8 8.8 M 8.6 7.4 L 13.2 11.6 C 12 15 9.6 17 6.4 17.5 L 2.8 14.4 "
         "C 5.8 13.4 7.6 11 8.6 7.4 Z M 6.6 17.2 L 8.4 14.4",
         ""},
     {Icon::Augment,
         "R 6.5 6.5 11 11 2 M 13.5 6.5 L 13.5 4.5 C 13.5 3.4 12.6 2.5 11.5 2.5 L 4.5 2.5 C 3.4 2.5 "
         "2.5 3.4 2.5 4.5 L 2.5 11.5 C 2.5 12.6 3.4 13.5 4.5 13.5 L 6.5 13.5 M 12 9.3 L 12 14.7 "
         "M 9.3 12 L 14.7 12",
         ""},
     {Icon::Vocabulary,
         "M 10 4.6 C 8 3.2 5.4 3 2.8 3.6 L 2.8 15.4 C 5.4 14.8 8 15 10 16.4 C 12 15 14.6 14.8 17.2 "
         "15.4 L 17.2 3.6 C 14.6 3 12 3.2 10 4.6 L 10 16.4",
         ""},
     {Icon::Training, "M 3 3 L 3 17 L 17.5 17 M 5.5 5 C 7 12.5 10 13 17 13.6", ""},
     {Icon::Results, "E 10 10 7.5 7.5 E 10 10 3.8 3.8", "E 10 10 .9 .9"},
     {Icon::Runs,
         "M 3.2 7.6 C 5.2 2.4 12 1.2 15.4 5.2 C 18.8 9.2 17 15.6 12 17 C 7.4 18.2 3.4 15 2.9 11.2 "
         "M 2.6 3.6 L 3.2 7.6 L 7.2 7 M 10 6 L 10 10.4 L 13 12",
         ""},
     {Icon::Check, "M 4 10.5 L 8.2 14.6 L 16 5.8", ""},
     {Icon::Warning, "M 10 3 L 18 16.8 L 2 16.8 Z M 10 8.2 L 10 12", "E 10 14.4 .5 .5"},
     {Icon::Error, "E 10 10 7.5 7.5 M 7.2 7.2 L 12.8 12.8 M 12.8 7.2 L 7.2 12.8", ""},
     {Icon::Info, "E 10 10 7.5 7.5 M 10 9.2 L 10 14", "E 10 6.4 .5 .5"},
     {Icon::Play, "", "M 6 4 L 16 10 L 6 16 Z"},
     {Icon::Pause, "", "R 5 4 3.4 12 .8 R 11.6 4 3.4 12 .8"},
     {Icon::Stop, "", "R 5 5 10 10 1.2"},
     {Icon::Plus, "M 10 4 L 10 16 M 4 10 L 16 10", ""},
     {Icon::Minus, "M 4 10 L 16 10", ""},
     {Icon::Down, "M 5.5 8 L 10 12.5 L 14.5 8", ""},
     {Icon::Up, "M 5.5 12 L 10 7.5 L 14.5 12", ""},
     {Icon::Right, "M 8 5.5 L 12.5 10 L 8 14.5", ""},
     {Icon::Search, "E 8.2 8.2 5.2 5.2 M 12.2 12.2 L 17 17", ""},
     {Icon::Folder, "M 2.5 16 L 2.5 4.5 L 7.5 4.5 L 9.5 6.8 L 17.5 6.8 L 17.5 16 Z", ""},
     {Icon::File, "M 5 2.5 L 12 2.5 L 16 6.5 L 16 17.5 L 5 17.5 Z M 11.5 2.8 L 11.5 7 L 15.8 7",
         ""},
     {Icon::Download,
         "M 10 3 L 10 12.5 M 6 8.8 L 10 12.8 L 14 8.8 M 3.5 13.5 L 3.5 16.8 L 16.5 16.8 L 16.5 "
         "13.5",
         ""},
     {Icon::Undo, "M 4 8 L 12 8 C 18 8 18 16 12 16 L 8 16 M 7.5 4.5 L 4 8 L 7.5 11.5", ""},
     {Icon::Redo, "M 16 8 L 8 8 C 2 8 2 16 8 16 L 12 16 M 12.5 4.5 L 16 8 L 12.5 11.5", ""},
     {Icon::Refresh,
         "M 16 7 C 13.6 2.6 7.4 2.2 4.6 6.4 C 2 10.6 4.4 15.8 9.2 16.4 C 12.6 16.8 15.4 14.8 16.4 "
         "12 "
         "M 16.6 3 L 16 7 L 12 6.6",
         ""},
     {Icon::Trash,
         "M 3.5 5.5 L 16.5 5.5 M 7.5 5.5 L 8 3 L 12 3 L 12.5 5.5 M 5 5.5 L 5.8 17 L 14.2 17 L 15 "
         "5.5",
         ""},
     {Icon::Copy, "R 7 7 10 10 2 M 13 7 L 13 3 L 3 3 L 3 13 L 7 13", ""},
     {Icon::Star, "",
         "M 10 2.6 L 12 7.85 L 17.6 8.13 L 13.23 11.65 L 14.7 17.07 L 10 14 L 5.3 17.07 L 6.77 "
         "11.65 "
         "L 2.4 8.13 L 8 7.85 Z"},
     {Icon::Cpu,
         "R 5 5 10 10 1.5 R 8 8 4 4 .6 M 7.5 2.4 L 7.5 5 M 7.5 15 L 7.5 17.6 M 2.4 7.5 L 5 7.5 "
         "M 15 7.5 L 17.6 7.5 M 12.5 2.4 L 12.5 5 M 12.5 15 L 12.5 17.6 M 2.4 12.5 L 5 12.5 "
         "M 15 12.5 L 17.6 12.5",
         ""},
     {Icon::More, "", "E 4.5 10 1.6 1.6 E 10 10 1.6 1.6 E 15.5 10 1.6 1.6"},
     {Icon::Edit, "M 4 16 L 5 12 L 13.5 3.5 L 16.5 6.5 L 8 15 Z", ""},
     {Icon::Shield,
         "M 10 2.5 L 16.5 5 L 16.5 10 C 16.5 14 13.5 16.5 10 17.8 C 6.5 16.5 3.5 14 3.5 10 L 3.5 5 "
         "Z "
         "M 6.8 10 L 9.2 12.3 L 13.4 7.6",
         ""},
     {Icon::Close, "M 5 5 L 15 15 M 15 5 L 5 15", ""},
     {Icon::Text, "M 4 5 L 16 5 M 4 10 L 16 10 M 4 15 L 11 15", ""},
     }
};

QPainterPath pathOf(const char* strokes) {
    QPainterPath path;
    const QStringList words =
        QString::fromLatin1(strokes).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    qsizetype at = 0;
    const auto number = [&] { return at < words.size() ? words[at++].toDouble() : 0.0; };
    const auto point = [&] {
        const double x = number();
        return QPointF(x, number());
    };
    while (at < words.size()) {
        switch (words[at++].front().toLatin1()) {
        case 'M':
            path.moveTo(point());
            break;
        case 'L':
            path.lineTo(point());
            break;
        case 'Q': {
            const QPointF control = point();
            path.quadTo(control, point());
            break;
        }
        case 'C': {
            const QPointF first = point(), second = point();
            path.cubicTo(first, second, point());
            break;
        }
        case 'E': {
            const QPointF centre = point(), radii = point();
            path.addEllipse(centre, radii.x(), radii.y());
            break;
        }
        case 'R': {
            const QPointF corner = point(), size = point();
            const double radius = number();
            path.addRoundedRect(QRectF(corner, QSizeF(size.x(), size.y())), radius, radius);
            break;
        }
        case 'Z':
            path.closeSubpath();
            break;
        default:
            break;
        }
    }
    return path;
}

class StrokeEngine : public QIconEngine {
public:
    StrokeEngine(Icon icon, Tone tone) : icon_(icon), tone_(tone) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
        const Theme theme = Theme::current();
        paintIcon(*painter, icon_, rect,
                  mode == QIcon::Disabled ? theme.text2 : theme.colour(tone_));
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }

    QIconEngine* clone() const override { return new StrokeEngine(icon_, tone_); }
    bool isNull() override { return icon_ == Icon::None; }

private:
    Icon icon_;
    Tone tone_;
};

} // namespace

void paintIcon(QPainter& painter, Icon icon, const QRectF& rect, const QColor& colour,
               qreal width) {
    const auto strokes = std::find_if(table.begin(), table.end(),
                                      [icon](const Strokes& row) { return row.icon == icon; });
    if (strokes == table.end() || rect.width() <= 0)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(rect.topLeft());
    painter.scale(rect.width() / 20, rect.height() / 20);
    // Strokes stay near `width` pixels at every size of the icon.
    QPen pen(colour, std::clamp(width * 20 / rect.width(), 1.2, 2.0));
    pen.setCapStyle(Qt::RoundCap);
    pen.setJoinStyle(Qt::RoundJoin);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(pathOf(strokes->outline));
    if (*strokes->filled != '\0') {
        pen.setWidthF(1);
        painter.setPen(pen);
        painter.setBrush(colour);
        painter.drawPath(pathOf(strokes->filled));
    }
    painter.restore();
}

QIcon makeIcon(Icon icon, Tone tone) {
    return icon == Icon::None ? QIcon() : QIcon(new StrokeEngine(icon, tone));
}

} // namespace attune::ui
