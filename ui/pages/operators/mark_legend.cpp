// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/operators/mark_legend.h"

#include "ui/kit/fonts.h"
#include "ui/kit/theme.h"
#include "ui/pages/operators/marked_delegate.h"

#include <QPainter>

namespace attune::ui {

namespace {
constexpr int kGap = 14;
}

MarkLegend::MarkLegend(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

std::vector<MarkedRun> MarkLegend::words() const {
    return {
        {tr("replaced"), Mark::Replaced},
        {tr("added"),    Mark::Added   },
        {tr("removed"),  Mark::Removed }
    };
}

QSize MarkLegend::sizeHint() const {
    const QFontMetrics metrics(textFont(TextSize::Secondary));
    int width = 0;
    for (const MarkedRun& word : words())
        width += metrics.horizontalAdvance(word.text) + scaled(kGap);
    return {width - scaled(kGap) + 2, metrics.height() + 4};
}

void MarkLegend::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Theme theme = Theme::of(*this);
    const QFont font = textFont(TextSize::Secondary);
    qreal x = 1;
    for (const MarkedRun& word : words()) {
        QTextLayout layout(word.text, font);
        layout.setFormats({
            {0, static_cast<int>(word.text.size()), markFormat(word, theme)}
        });
        layout.beginLayout();
        QTextLine line = layout.createLine();
        line.setLineWidth(width());
        layout.endLayout();
        layout.draw(&painter, QPointF(x, (height() - line.height()) / 2));
        x += line.naturalTextWidth() + scaled(kGap);
    }
}

void MarkLegend::retranslate() {
    QStringList said;
    for (const MarkedRun& word : words())
        said << word.text;
    setAccessibleName(said.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

} // namespace attune::ui
