// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/role_header.h"

#include "ui/kit/fonts.h"
#include "ui/kit/icon.h"
#include "ui/kit/table.h"
#include "ui/kit/theme.h"

#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cstdlib>

namespace attune::ui {

QString useText(ColumnUse use) {
    switch (use) {
    case ColumnUse::Text:
        return RoleHeader::tr("Text");
    case ColumnUse::Pair:
        return RoleHeader::tr("Second text");
    case ColumnUse::Label:
        return RoleHeader::tr("Label");
    case ColumnUse::OneLabel:
        return RoleHeader::tr("One label (0 or 1)");
    case ColumnUse::None:
        break;
    }
    return RoleHeader::tr("not used");
}

RoleHeader::RoleHeader(QWidget* parent) : QHeaderView(Qt::Horizontal, parent) {
    setFixedHeight(scaled(48));
    setSectionsClickable(true);
    setHighlightSections(false);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
}

const TablePreviewModel* RoleHeader::preview() const {
    return qobject_cast<const TablePreviewModel*>(model());
}

QSize RoleHeader::sizeHint() const { return {0, scaled(48)}; }

QSize RoleHeader::sectionSizeFromContents(int section) const {
    const QFontMetrics name(textFont(TextSize::Secondary, QFont::Medium));
    const QFontMetrics chip(textFont(TextSize::Caption, QFont::DemiBold));
    const QString text = model()->headerData(section, Qt::Horizontal).toString();
    const int wide =
        std::max(name.horizontalAdvance(text),
                 section == 0 ? 0 : chip.horizontalAdvance(useText(ColumnUse::None)) + 34);
    return {cellLeft(section) + wide + cellRight, scaled(48)};
}

void RoleHeader::paintSection(QPainter* painter, const QRect& rect, int section) const {
    if (preview() == nullptr || !rect.isValid())
        return;
    const Theme theme = Theme::of(*this);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(theme.border, 1));
    painter->drawLine(QPointF(rect.left(), rect.bottom() + 0.5),
                      QPointF(rect.right() + 1, rect.bottom() + 0.5));
    const QRect box = rect.adjusted(cellLeft(visualIndex(section)), 0, -cellRight, 0);
    painter->setFont(textFont(TextSize::Secondary, QFont::Medium));
    painter->setPen(theme.text2);
    const QString name = model()->headerData(section, Qt::Horizontal).toString();
    const QRect nameBox(box.left(), box.top() + scaled(5), box.width(), scaled(18));
    painter->drawText(nameBox, Qt::AlignVCenter | Qt::TextSingleLine,
                      painter->fontMetrics().elidedText(name, Qt::ElideRight, nameBox.width()));
    if (section > 0) {
        const ColumnUse use = preview()->use(section);
        const bool used = use != ColumnUse::None;
        const QFont font = textFont(TextSize::Caption, QFont::DemiBold);
        painter->setFont(font);
        const int wide =
            std::min(box.width(), painter->fontMetrics().horizontalAdvance(useText(use)) + 30);
        const QRectF chip(box.left(), box.top() + scaled(25), wide, scaled(18));
        const QColor colour = used ? theme.accentText : theme.text2;
        const bool lit = section == hot_ || (hasFocus() && section == current_);
        paintBox(*painter, chip, used ? theme.accentSoft : theme.hover,
                 lit || theme.highContrast ? colour : QColor(), 4);
        if (hasFocus() && section == current_)
            paintBox(*painter, chip.adjusted(-3, -3, 3, 3), QColor(), theme.accentText, 6, 2);
        painter->setPen(colour);
        painter->drawText(chip.adjusted(7, 0, -18, 0), Qt::AlignVCenter | Qt::TextSingleLine,
                          useText(use));
        paintIcon(*painter, Icon::Down, QRectF(chip.right() - 17, chip.center().y() - 6, 12, 12),
                  colour);
    }
    painter->restore();
}

QMenu* RoleHeader::menuFor(int section) {
    auto* menu = new QMenu(this);
    const QString column = preview()->columnName(section);
    for (const ColumnUse use : {ColumnUse::Text, ColumnUse::Label, ColumnUse::OneLabel,
                                ColumnUse::Pair, ColumnUse::None}) {
        // Where the task reads them.
        if (use == ColumnUse::OneLabel && preview()->task() != Task::MultiLabel)
            continue;
        QAction* action = menu->addAction(useText(use));
        action->setCheckable(true);
        action->setChecked(preview()->use(section) == use);
        connect(action, &QAction::triggered, this,
                [this, column, use] { Q_EMIT useChosen(column, use); });
    }
    return menu;
}

void RoleHeader::openMenu(int section) {
    if (preview() == nullptr || section < 1 || section >= count())
        return;
    current_ = section;
    QMenu* menu = menuFor(section);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QPoint below(sectionViewportPosition(section) + cellLeft(section), height() - 2);
    menu->popup(viewport()->mapToGlobal(below));
}

void RoleHeader::mousePressEvent(QMouseEvent* event) {
    pressed_ = logicalIndexAt(event->pos());
    pressedAt_ = event->pos().x();
    QHeaderView::mousePressEvent(event);
}

void RoleHeader::mouseReleaseEvent(QMouseEvent* event) {
    const int section = logicalIndexAt(event->pos());
    // Not after the width of a column was dragged.
    const bool click = event->button() == Qt::LeftButton && section == pressed_ &&
                       std::abs(event->pos().x() - pressedAt_) < 4 &&
                       cursor().shape() != Qt::SplitHCursor;
    QHeaderView::mouseReleaseEvent(event);
    pressed_ = -1;
    if (click)
        openMenu(section);
}

void RoleHeader::mouseMoveEvent(QMouseEvent* event) {
    QHeaderView::mouseMoveEvent(event);
    setHot(logicalIndexAt(event->pos()));
}

void RoleHeader::setHot(int section) {
    if (section == hot_)
        return;
    hot_ = section;
    viewport()->update();
}

void RoleHeader::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        current_ = std::clamp(current_ + (event->key() == Qt::Key_Left ? -1 : 1), 1,
                              std::max(1, count() - 1));
        viewport()->update();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
    case Qt::Key_Down:
        openMenu(current_);
        return;
    default:
        QHeaderView::keyPressEvent(event);
    }
}

void RoleHeader::focusInEvent(QFocusEvent* event) {
    QHeaderView::focusInEvent(event);
    viewport()->update();
}

void RoleHeader::focusOutEvent(QFocusEvent* event) {
    QHeaderView::focusOutEvent(event);
    viewport()->update();
}

} // namespace attune::ui
