// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/card.h"

#include "ui/kit/label.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace attune::ui {

Card::Card(bool head, Padding padding, QWidget* parent) : QFrame(parent) {
    auto* column = new QVBoxLayout(this);
    const bool bare = padding == Padding::None;
    // One pixel keeps a table off the border.
    column->setContentsMargins(bare ? 1 : 16, bare ? 1 : 12, bare ? 1 : 16, bare ? 1 : 14);
    column->setSpacing(8);
    if (head) {
        title_ = titleLabel();
        title_->setMinimumHeight(scaled(26));
        head_ = new QHBoxLayout;
        head_->setSpacing(8);
        if (bare)
            head_->setContentsMargins(15, 8, 11, 0);
        head_->addWidget(title_);
        head_->addStretch();
        column->addLayout(head_);
    }
    body_ = new QVBoxLayout;
    body_->setSpacing(8);
    column->addLayout(body_, 1);
}

void Card::setTitle(const QString& title) {
    if (title_ != nullptr) {
        title_->setText(title);
        title_->setMinimumWidth(title_->sizeHint().width());
    }
    setAccessibleName(title);
}

void Card::setTone(Tone tone) {
    tone_ = tone;
    update();
}

void Card::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Theme theme = Theme::of(*this);
    const bool plain = tone_ == Tone::Text || tone_ == Tone::Secondary;
    paintBox(painter, rect(), plain ? theme.card : theme.soft(tone_), theme.border, 8, theme.line);
}

} // namespace attune::ui
