// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/operators/seed_bar.h"

#include "ui/kit/button.h"
#include "ui/kit/label.h"

#include <QHBoxLayout>

namespace attune::ui {

SeedBar::SeedBar(QWidget* parent)
    : QWidget(parent),
      label_(secondaryLabel()),
      next_(new Button(ButtonKind::Outline, Icon::Refresh)),
      take_(new Button(ButtonKind::Outline, Icon::Check)),
      back_(new Button(ButtonKind::Ghost, Icon::Close)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    for (Button* button : {next_, take_, back_})
        button->setCompact(true);
    for (QWidget* widget : {static_cast<QWidget*>(label_), static_cast<QWidget*>(next_),
                            static_cast<QWidget*>(take_), static_cast<QWidget*>(back_)})
        row->addWidget(widget);
    connect(next_, &QPushButton::clicked, this, [this] { lookBeyond(beyond_ + 1); });
    connect(back_, &QPushButton::clicked, this, [this] { lookBeyond(0); });
    connect(take_, &QPushButton::clicked, this, [this] {
        const std::int64_t chosen = seed();
        goBack();
        Q_EMIT taken(chosen);
    });
}

void SeedBar::setSeed(std::int64_t seed) {
    recipes_ = seed;
    refresh();
}

std::int64_t SeedBar::seed() const {
    constexpr std::int64_t seeds = std::int64_t{1} << 32; // that a recipe may have
    return (recipes_ + beyond_) % seeds;
}

void SeedBar::goBack() {
    beyond_ = 0;
    refresh();
}

void SeedBar::lookBeyond(std::int64_t by) {
    beyond_ = by;
    refresh();
    Q_EMIT changed();
}

void SeedBar::refresh() {
    const QString number = QString::number(seed());
    label_->setText(tr("Seed %1").arg(number));
    take_->setText(tr("Take seed %1").arg(number));
    back_->setToolTip(tr("Back to the recipe's seed, %1").arg(QString::number(recipes_)));
    back_->setAccessibleName(back_->toolTip());
    label_->setVisible(!isOther());
    take_->setVisible(isOther());
    back_->setVisible(isOther());
}

void SeedBar::retranslate() {
    next_->setText(tr("Next seed"));
    next_->setToolTip(tr("Shows what another seed draws. The recipe stays as it is."));
    take_->setToolTip(tr("Puts this seed into the recipe, for the copies alone: the texts that are "
                         "held out and the order of training stay."));
    refresh();
}

} // namespace attune::ui
