// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/segments.h"

#include "ui/kit/button.h"
#include "ui/kit/theme.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPainter>

namespace attune::ui {

Segments::Segments(QWidget* parent)
    : QWidget(parent), row_(new QHBoxLayout(this)), group_(new QButtonGroup(this)) {
    row_->setContentsMargins(1, 0, 1, 0);
    row_->setSpacing(0);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(group_, &QButtonGroup::idClicked, this, &Segments::chosen);
}

void Segments::setTexts(const QStringList& texts) {
    for (int i = static_cast<int>(group_->buttons().size()); i < texts.size(); ++i) {
        auto* button = new Button(ButtonKind::Segment);
        button->setCompact(true);
        button->setCheckable(true);
        button->setChecked(i == 0);
        group_->addButton(button, i);
        row_->addWidget(button);
    }
    for (int i = 0; i < texts.size(); ++i)
        group_->button(i)->setText(texts[i]);
}

int Segments::current() const { return group_->checkedId(); }

void Segments::setCurrent(int index) {
    if (QAbstractButton* button = group_->button(index))
        button->setChecked(true);
}

void Segments::setSegmentEnabled(int index, bool enabled, const QString& reason) {
    if (QAbstractButton* button = group_->button(index)) {
        button->setEnabled(enabled);
        button->setToolTip(enabled ? QString() : reason);
    }
}

void Segments::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Theme theme = Theme::of(*this);
    paintBox(painter, rect(), theme.inset, theme.border, 6, theme.line);
}

} // namespace attune::ui
