// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/finding_row.h"

#include "ui/kit/button.h"
#include "ui/kit/fonts.h"
#include "ui/kit/icon.h"
#include "ui/kit/table.h"
#include "ui/models/findings_model.h"

#include <QAbstractItemView>
#include <QHBoxLayout>
#include <QPainter>

namespace attune::ui {

FindingActions::FindingActions(const DataFinding& finding, QWidget* parent)
    : QWidget(parent),
      finding_(finding),
      rows_(new Button(ButtonKind::Ghost)),
      repair_(new Button(ButtonKind::Outline)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 0, 12, 0);
    row->setSpacing(8);
    for (Button* button : {rows_, repair_}) {
        button->setCompact(true);
        row->addWidget(button);
    }
    repair_->setVisible(finding_.repair.action != Repair::Action::None);
    connect(rows_, &QPushButton::clicked, this, &FindingActions::rowsWanted);
    connect(repair_, &QPushButton::clicked, this,
            [this] { Q_EMIT repairWanted(QString::fromStdString(finding_.kind)); });
    retranslate();
}

void FindingActions::setRepairing(bool repairing) { repair_->setEnabled(!repairing); }

void FindingActions::retranslate() {
    rows_->setText(tr("Show rows"));
    switch (finding_.repair.action) {
    case Repair::Action::DropRows:
        repair_->setText(tr("Leave out…", "rows, in a copy of the file"));
        break;
    case Repair::Action::CleanTexts:
        repair_->setText(tr("Rewrite…", "texts, in a copy of the file"));
        break;
    case Repair::Action::RenameLabels:
        repair_->setText(tr("Rename…", "labels, in a copy of the file"));
        break;
    case Repair::Action::None:
        break;
    }
    repair_->setToolTip(tr("Repairs it in a copy of the file, which is then used"));
    // Out of the row each has to say what it is about.
    const QString title = titleOfFinding(finding_);
    for (Button* button : {rows_, repair_})
        button->setAccessibleName(button->text() + QLatin1Char(' ') + title);
}

QWidget* FindingActions::follow(QWidget* before) {
    QWidget::setTabOrder(before, rows_);
    QWidget::setTabOrder(rows_, repair_);
    return repair_;
}

QSize FindingDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    return {scaled(120), scaled(40)};
}

void FindingDelegate::updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                                           const QModelIndex&) const {
    QRect place = option.rect;
    place.setLeft(place.right() + 1 - std::min(editor->sizeHint().width(), place.width()));
    editor->setGeometry(place);
}

void FindingDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const {
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
    paintIcon(
        *painter, icon,
        QRectF(option.rect.left() + 15, option.rect.center().y() - size / 2.0 + 0.5, size, size),
        theme.colour(tone));
    const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
    const QWidget* actions = view != nullptr ? view->indexWidget(index) : nullptr;
    const int taken = actions != nullptr ? actions->sizeHint().width() : 12;
    QRect room = option.rect.adjusted(15 + size + 10, 0, -taken, 0);
    painter->setFont(textFont(TextSize::Body, QFont::Medium));
    painter->setPen(theme.text);
    const QString fact =
        painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, room.width());
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

} // namespace attune::ui
