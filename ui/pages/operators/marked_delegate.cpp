// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/operators/marked_delegate.h"

#include "ui/kit/theme.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace attune::ui {

QTextCharFormat markFormat(const MarkedRun& run, const Theme& theme) {
    QTextCharFormat format;
    const Tone tone = run.mark == Mark::Removed ? Tone::Bad
                      : run.mark == Mark::Added ? Tone::Good
                                                : Tone::Replaced;
    format.setForeground(theme.colour(tone));
    format.setBackground(theme.soft(tone));
    if (run.mark == Mark::Added)
        format.setUnderlineStyle(QTextCharFormat::SingleUnderline);
    else if (run.mark == Mark::Replaced)
        format.setUnderlineStyle(QTextCharFormat::DotLine);
    else // a strike would hide the dots of white space
        format.setFontStrikeOut(run.text.count(u'\u00B7') != run.text.size());
    return format;
}

namespace {

// Two lines, each elided; what stands in a third goes behind the second.
void paintLines(QPainter& painter, const QStyleOptionViewItem& option, const QStringList& lines,
                const QRect& content) {
    const QFontMetrics& metrics = option.fontMetrics;
    const QString rest = lines.size() > 2 ? QLatin1Char(' ') + lines[2] : QString();
    const int height = metrics.height();
    int y = content.y() + (content.height() - 2 * height) / 2;
    painter.setFont(option.font);
    painter.setPen(Theme::of(option.palette).text2);
    for (int i = 0; i < 2; ++i, y += height) {
        const QString& end = i == 1 ? rest : QString();
        const int room = content.width() - metrics.horizontalAdvance(end);
        painter.drawText(QRect(content.x(), y, content.width(), height),
                         Qt::AlignVCenter | Qt::TextSingleLine,
                         metrics.elidedText(lines[i], Qt::ElideRight, room) + end);
    }
}

} // namespace

void MarkedDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const {
    CellDelegate::paint(painter, option, index);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                      Theme::of(option.palette).border);
}

bool MarkedDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view,
                               const QStyleOptionViewItem& option, const QModelIndex& index) {
    if (event->type() != QEvent::ToolTip || index.column() != MarkedTextsModel::By)
        return CellDelegate::helpEvent(event, view, option, index);
    QToolTip::showText(event->globalPos(), index.data(Qt::ToolTipRole).toString(), view);
    return true;
}

void MarkedDelegate::paintCell(QPainter& painter, const QStyleOptionViewItem& option,
                               const QModelIndex& index, const QRect& content) const {
    const auto* model = qobject_cast<const MarkedTextsModel*>(index.model());
    const Theme theme = Theme::of(option.palette);
    const bool marked =
        model != nullptr && (index.column() == MarkedTextsModel::Before ||
                             (index.column() == MarkedTextsModel::After &&
                              model->isChanged(index.row()) && !model->isDropped(index.row())));
    const bool warns = model != nullptr && index.column() == MarkedTextsModel::By &&
                       (model->isDropped(index.row()) || model->isRefused(index.row()));
    if (const QStringList lines = option.text.split(QLatin1Char('\n'));
        index.column() == MarkedTextsModel::By && lines.size() > 1)
        return paintLines(painter, option, lines, content);
    QString text;
    QList<QTextLayout::FormatRange> formats;
    const std::vector<MarkedRun> runs = marked ? model->runs(index)
                                               : std::vector<MarkedRun>{
                                                     {option.text, Mark::None}
    };
    for (const MarkedRun& run : runs) {
        if (run.mark != Mark::None)
            formats.append({static_cast<int>(text.size()), static_cast<int>(run.text.size()),
                            markFormat(run, theme)});
        text += run.text;
    }
    QTextLayout layout(text, option.font);
    QTextOption wrap;
    wrap.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(wrap);
    layout.setFormats(formats);
    const QString rest = QStringLiteral("\u2026");
    const int restWidth = option.fontMetrics.horizontalAdvance(rest);
    qreal height = 0;
    QPointF restAt(-1, -1);
    layout.beginLayout();
    for (int i = 0; i < 2; ++i) {
        QTextLine line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(content.width());
        if (i == 1 && line.textStart() + line.textLength() < text.size()) {
            line.setLineWidth(content.width() - restWidth);
            restAt = QPointF(line.naturalTextWidth(), height + line.ascent());
        }
        line.setPosition(QPointF(0, height));
        height += line.height();
    }
    layout.endLayout();
    const QPointF origin(content.x(), content.y() + (content.height() - height) / 2);
    painter.setPen(warns ? theme.warn : marked ? theme.text : theme.text2);
    layout.draw(&painter, origin, {}, content);
    if (restAt.y() >= 0) {
        painter.setPen(theme.text2);
        painter.setFont(option.font);
        painter.drawText(origin + restAt, rest);
    }
}

} // namespace attune::ui
