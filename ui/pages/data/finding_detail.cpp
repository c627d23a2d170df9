// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/finding_detail.h"

#include "ui/kit/button.h"
#include "ui/kit/core_text.h"
#include "ui/kit/label.h"
#include "ui/kit/numbers.h"
#include "ui/models/findings_model.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace attune::ui {

namespace {

constexpr std::size_t kRowsShown = 500;

} // namespace

FindingDetail::FindingDetail(QWidget* parent)
    : QWidget(parent),
      title_(titleLabel()),
      message_(new Label(TextSize::Secondary, QFont::Normal, Tone::Text, Label::Fit::Wrap)),
      repair_(new Label(TextSize::Secondary, QFont::Normal, Tone::Secondary, Label::Fit::Wrap)),
      apply_(new Button(ButtonKind::Outline)),
      rows_(new QListWidget) {
    apply_->setCompact(true);
    rows_->setFrameShape(QFrame::NoFrame);
    rows_->setUniformItemSizes(true);
    rows_->setTextElideMode(Qt::ElideRight);
    rows_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    rows_->viewport()->setAutoFillBackground(false);
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(title_, 1);
    head->addWidget(apply_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 0, 12, 4);
    column->setSpacing(4);
    column->addLayout(head);
    column->addWidget(message_);
    column->addWidget(repair_);
    column->addWidget(rows_, 1);
    connect(apply_, &QPushButton::clicked, this,
            [this] { Q_EMIT repairWanted(toQt(finding_.kind)); });
    const auto show = [this](const QListWidgetItem* item) {
        if (const auto line = item->data(Qt::UserRole).toUInt(); line > 0)
            Q_EMIT lineWanted(line);
    };
    connect(rows_, &QListWidget::itemClicked, this, show);
    connect(rows_, &QListWidget::itemActivated, this, show);
}

void FindingDetail::setFinding(const DataFinding& finding) {
    finding_ = finding;
    retranslate();
}

void FindingDetail::setRepairing(bool repairing) { apply_->setEnabled(!repairing); }

void FindingDetail::fillRows() {
    rows_->clear();
    const bool training = finding_.part == "train";
    for (std::size_t i = 0; i < finding_.lines.size() && i < kRowsShown; ++i) {
        QString text = tr("Line %1").arg(countText(finding_.lines[i]));
        if (i < finding_.first.size()) {
            const DataFinding::Case& one = finding_.first[i];
            const bool test = finding_.kind == "leaks" || finding_.kind == "near-leaks";
            if (one.other > 0)
                text = (test ? tr("Line %1, line %2 of the test") : tr("Line %1, as line %2"))
                           .arg(countText(finding_.lines[i]), countText(one.other));
            text += QStringLiteral("  ") + toQt(one.text).simplified();
            // Where two rows contradict each other, their labels are the point.
            if (one.other > 0 && one.label != one.otherLabel)
                text += QStringLiteral("  [%1 ≠ %2]").arg(toQt(one.label), toQt(one.otherLabel));
        }
        auto* item = new QListWidgetItem(text, rows_);
        item->setToolTip(text);
        item->setData(Qt::UserRole, training ? finding_.lines[i] : 0U);
    }
    if (finding_.lines.size() > kRowsShown)
        rows_->addItem(
            tr("and %1 more")
                .arg(countText(static_cast<std::int64_t>(finding_.lines.size() - kRowsShown))));
    rows_->setVisible(!finding_.lines.empty());
}

void FindingDetail::retranslate() {
    fillRows();
    title_->setText(titleOfFinding(finding_));
    message_->setText(shown(finding_.message));
    const auto rows = static_cast<int>(finding_.rows.size());
    QString effect;
    switch (finding_.repair.action) {
    case Repair::Action::DropRows:
        effect = tr("%Ln row(s) would go.", nullptr, rows);
        break;
    case Repair::Action::CleanTexts:
        effect = tr("%Ln text(s) would be rewritten.", nullptr, rows);
        break;
    case Repair::Action::RenameLabels:
        effect = tr("%Ln label(s) would be rewritten.", nullptr, rows);
        break;
    case Repair::Action::None:
        break;
    }
    const bool repairable = !effect.isEmpty();
    repair_->setText(repairable ? tr("Repair: %1 %2").arg(shown(finding_.repair.proposal), effect)
                                : shown(finding_.hint));
    repair_->setVisible(!repair_->text().isEmpty());
    apply_->setVisible(repairable);
    apply_->setText(tr("Apply to a copy…"));
    rows_->setAccessibleName(tr("Rows of the finding"));
}

} // namespace attune::ui
