// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/rail_delegates.h"

#include "base/error.h"
#include "ui/kit/fonts.h"
#include "ui/kit/icon.h"
#include "ui/kit/numbers.h"
#include "ui/kit/table.h"
#include "ui/pages/page.h"

#include <QPainter>

namespace attune::ui {

void StageDelegate::paint(QPainter* p, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const {
    const Theme theme = Theme::of(option.palette);
    p->save();
    p->setRenderHint(QPainter::Antialiasing);
    QRectF row = option.rect;
    if (index.data(GroupRole).toBool()) {
        p->fillRect(QRectF(row.x() + 8, row.y() + scaled(groupGap) / 2, row.width() - 16, 1),
                    theme.border);
        row.setTop(row.top() + scaled(groupGap));
    }
    const QRectF box = row.adjusted(0, 1, 0, -1);
    const bool selected = option.state & QStyle::State_Selected;
    const bool lit = index.data(LitRole).toBool();
    if (selected) {
        paintBox(*p, box, theme.accentSoft, theme.highContrast ? theme.accent : QColor(), 6,
                 theme.line);
        p->setPen(Qt::NoPen);
        p->setBrush(theme.accent);
        p->drawRoundedRect(QRectF(box.x(), box.y() + 9, 3, box.height() - 18), 1.5, 1.5);
    } else if ((option.state & QStyle::State_MouseOver) && lit) {
        paintBox(*p, box, theme.hover, {});
    }
    paintFocusRing(*p, option, box);
    paintIcon(*p, static_cast<Icon>(index.data(IconRole).toInt()),
              QRectF(box.x() + 14, box.center().y() - 9, 18, 18),
              selected ? theme.accentText : theme.text2);
    p->setPen(!lit ? theme.text2 : selected ? theme.accentText : theme.text);
    p->setFont(textFont(TextSize::Body, selected ? QFont::DemiBold : QFont::Medium));
    p->drawText(box.adjusted(42, 0, -44, 0), Qt::AlignVCenter | Qt::TextSingleLine,
                p->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight,
                                            static_cast<int>(box.width()) - 86));

    const qreal right = box.right() - 12;
    const qreal middle = box.center().y();
    const int severity = index.data(SeverityRole).toInt();
    const int count = index.data(CountRole).toInt();
    if (severity > 0) {
        const Tone tone = severity == 2 ? Tone::Bad : Tone::Warn;
        p->setFont(textFont(TextSize::Caption, QFont::DemiBold));
        const QString text = countText(count);
        const qreal width = p->fontMetrics().horizontalAdvance(text) + 28;
        const QRectF pill(right - width, middle - 9, width, 18);
        paintBox(*p, pill, theme.soft(tone), theme.highContrast ? theme.border : QColor(), 9);
        paintIcon(*p, severity == 2 ? Icon::Error : Icon::Warning,
                  QRectF(pill.x() + 6, pill.y() + 3, 12, 12), theme.colour(tone));
        p->setPen(theme.colour(tone));
        p->drawText(pill.adjusted(20, 0, -6, 0), Qt::AlignCenter, text);
    } else {
        switch (static_cast<PageState::Kind>(index.data(StateRole).toInt())) {
        case PageState::Kind::Done:
            paintIcon(*p, Icon::Check, QRectF(right - 16, middle - 8, 16, 16), theme.good, 1.8);
            break;
        case PageState::Kind::Running: {
            const double share = index.data(ShareRole).toDouble();
            const QRectF ring(right - 15, middle - 7.5, 15, 15);
            p->setBrush(Qt::NoBrush);
            p->setPen(QPen(theme.controlBorder, 2.5));
            p->drawEllipse(ring);
            p->setPen(QPen(theme.accent, 2.5));
            p->drawArc(ring, 90 * 16, -static_cast<int>(360 * 16 * share));
            p->setPen(theme.accentText);
            p->setFont(textFont(TextSize::Caption, QFont::DemiBold));
            p->drawText(QRectF(ring.x() - 46, box.y(), 40, box.height()),
                        Qt::AlignVCenter | Qt::AlignRight, percentText(share));
            break;
        }
        case PageState::Kind::Count:
            p->setPen(theme.text2);
            p->setFont(textFont(TextSize::Secondary));
            p->drawText(QRectF(right - 60, box.y(), 60, box.height()),
                        Qt::AlignVCenter | Qt::AlignRight, countText(count));
            break;
        case PageState::Kind::Nothing:
            break;
        }
    }
    p->restore();
}

QSize StageDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const {
    return {100, scaled(index.data(GroupRole).toBool() ? rowHeight + groupGap : rowHeight)};
}

void ProblemDelegate::paint(QPainter* p, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const {
    const Theme theme = Theme::of(option.palette);
    const QRect row = option.rect;
    p->save();
    if (option.state & QStyle::State_MouseOver)
        p->fillRect(row, theme.hover);
    const auto severity = static_cast<Problem::Severity>(index.data(SeverityRole).toInt());
    const bool error = severity == Problem::Severity::Error;
    const bool warning = severity == Problem::Severity::Warning;
    paintIcon(*p,
              error     ? Icon::Error
              : warning ? Icon::Warning
                        : Icon::Info,
              QRectF(row.x() + 11, row.y() + 5, 14, 14),
              error     ? theme.bad
              : warning ? theme.warn
                        : theme.text2);
    const int left = row.x() + 31, room = row.right() - left - 6;
    p->setPen(theme.text);
    p->setFont(textFont(TextSize::Secondary, QFont::Medium));
    p->drawText(QRect(left, row.y() + 3, room, scaled(18)), Qt::AlignVCenter | Qt::TextSingleLine,
                p->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, room));
    p->setPen(theme.text2);
    p->setFont(textFont(TextSize::Caption));
    p->drawText(
        QRect(left, row.y() + 3 + scaled(18), room, scaled(16)),
        Qt::AlignVCenter | Qt::TextSingleLine,
        p->fontMetrics().elidedText(index.data(WhereRole).toString(), Qt::ElideRight, room));
    paintFocusRing(*p, option, QRectF(row).adjusted(2, 1, -2, -1));
    p->restore();
}

QSize ProblemDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    return {100, scaled(rowHeight)};
}

} // namespace attune::ui
