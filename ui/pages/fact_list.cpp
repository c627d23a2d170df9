// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/fact_list.h"

#include "ui/kit/label.h"

#include <QGridLayout>

namespace attune::ui {

FactList::FactList(int nameWidth, QWidget* parent) : QWidget(parent), grid_(new QGridLayout(this)) {
    grid_->setContentsMargins(0, 0, 0, 0);
    grid_->setHorizontalSpacing(8);
    grid_->setVerticalSpacing(4);
    grid_->setColumnMinimumWidth(0, scaled(nameWidth));
    grid_->setColumnStretch(1, 1);
}

void FactList::setFacts(const std::vector<Fact>& facts) {
    if (facts == facts_)
        return;
    facts_ = facts;
    while (QLayoutItem* item = grid_->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    int row = 0;
    for (const Fact& fact : facts) {
        if (fact.value.isEmpty())
            continue;
        auto* name = new Label(TextSize::Body, QFont::Normal, Tone::Secondary);
        name->setText(fact.name);
        auto* value = new Label(TextSize::Body, QFont::Medium, Tone::Text, Label::Fit::Wrap);
        value->setText(fact.value);
        value->setToolTip(fact.tip);
        value->setAccessibleName(fact.name + QStringLiteral(": ") + fact.value);
        // Scripts have lines of different heights; centred in the same box they stand level.
        for (Label* label : {name, value}) {
            label->setMinimumHeight(scaled(20));
            label->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
        }
        grid_->addWidget(name, row, 0, Qt::AlignTop | Qt::AlignLeft);
        grid_->addWidget(value, row, 1);
        ++row;
    }
}

} // namespace attune::ui
