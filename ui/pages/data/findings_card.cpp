// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/findings_card.h"

#include "ui/kit/fonts.h"
#include "ui/kit/icon.h"
#include "ui/kit/label.h"
#include "ui/kit/table.h"
#include "ui/models/findings_model.h"

#include <QHBoxLayout>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace attune::ui {

namespace {

// An icon, the fact in medium weight, the reason behind it in the secondary colour.
class FindingDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override {
        return {scaled(120), scaled(36)};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        const Theme theme = Theme::of(option.palette);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if ((option.state & QStyle::State_Selected) != 0)
            painter->fillRect(option.rect, theme.accentSoft);
        else if ((option.state & QStyle::State_MouseOver) != 0)
            painter->fillRect(option.rect, theme.hover);
        const auto severity =
            static_cast<Problem::Severity>(index.data(FindingsModel::SeverityRole).toInt());
        const Icon icon = severity == Problem::Severity::Error     ? Icon::Error
                          : severity == Problem::Severity::Warning ? Icon::Warning
                                                                   : Icon::Info;
        const Tone tone = severity == Problem::Severity::Error     ? Tone::Bad
                          : severity == Problem::Severity::Warning ? Tone::Warn
                                                                   : Tone::Secondary;
        const int size = scaled(16);
        paintIcon(*painter, icon,
                  QRectF(option.rect.left() + 15, option.rect.center().y() - size / 2.0 + 0.5, size,
                         size),
                  theme.colour(tone));
        QRect room = option.rect.adjusted(15 + size + 10, 0, -12, 0);
        painter->setFont(textFont(TextSize::Body, QFont::Medium));
        painter->setPen(theme.text);
        const QString fact = painter->fontMetrics().elidedText(index.data().toString(),
                                                               Qt::ElideRight, room.width());
        painter->drawText(room, Qt::AlignVCenter | Qt::TextSingleLine, fact);
        room.setLeft(room.left() + painter->fontMetrics().horizontalAdvance(fact) + 10);
        if (room.width() > scaled(40)) {
            painter->setFont(textFont(TextSize::Secondary));
            painter->setPen(theme.text2);
            painter->drawText(
                room, Qt::AlignVCenter | Qt::TextSingleLine,
                painter->fontMetrics().elidedText(index.data(FindingsModel::WhyRole).toString(),
                                                  Qt::ElideRight, room.width()));
        }
        paintFocusRing(*painter, option, QRectF(option.rect).adjusted(2, 1, -2, -1));
        painter->restore();
    }
};

} // namespace

FindingsCard::FindingsCard(QWidget* parent)
    : Card(true, Padding::None, parent),
      model_(new FindingsModel(this)),
      view_(new QListView),
      count_(new Label(TextSize::Body, QFont::Normal, Tone::Secondary, Label::Fit::Elide)),
      none_(new Label(TextSize::Body, QFont::Normal, Tone::Secondary, Label::Fit::Wrap)) {
    head()->insertWidget(1, count_);
    view_->setModel(model_);
    view_->setItemDelegate(new FindingDelegate(view_));
    view_->setFrameShape(QFrame::NoFrame);
    view_->setUniformItemSizes(true);
    view_->setMouseTracking(true);
    view_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    view_->viewport()->setAutoFillBackground(false);
    none_->setContentsMargins(15, 0, 15, 8);
    body()->setSpacing(0);
    body()->addWidget(view_, 1);
    body()->addWidget(none_);
    connect(view_, &QAbstractItemView::clicked, this, &FindingsCard::activate);
    connect(view_, &QAbstractItemView::activated, this, &FindingsCard::activate);
}

void FindingsCard::setFindings(const Problems& notes, const std::vector<SkippedRow>& skipped) {
    model_->setFindings(notes, skipped);
    retranslate();
}

void FindingsCard::activate(const QModelIndex& index) {
    const auto line = index.data(FindingsModel::LineRole).toUInt();
    if (line > 0)
        Q_EMIT lineWanted(line);
}

void FindingsCard::retranslate() {
    setTitle(tr("Findings"));
    QStringList parts;
    if (model_->skippedCount() > 0)
        parts << tr("%Ln row(s) left out", nullptr, model_->skippedCount());
    if (model_->noteCount() > 0)
        parts << tr("%Ln note(s)", nullptr, model_->noteCount());
    count_->setText(parts.join(tr(", ", "between two counts")));
    none_->setText(tr("Nothing to repair. Every row is used."));
    const bool any = model_->rowCount() > 0;
    view_->setVisible(any);
    none_->setVisible(!any);
    view_->setAccessibleName(tr("Findings"));
    model_->retranslate();
}

} // namespace attune::ui
