// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/closing_dialog.h"

#include "ui/kit/button.h"
#include "ui/kit/label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace attune::ui {

ClosingDialog::ClosingDialog(QWidget* parent)
    : QDialog(parent),
      title_(new Label(TextSize::Lead, QFont::DemiBold)),
      what_(new Label(TextSize::Body, QFont::Normal, Tone::Text, Label::Fit::Wrap)),
      stay_(new Button(ButtonKind::Outline)) {
    setWindowModality(Qt::WindowModal);
    setFixedWidth(scaled(420));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(12);
    column->addWidget(title_);
    column->addWidget(what_);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(stay_);
    column->addLayout(buttons);
    connect(stay_, &Button::clicked, this, &QDialog::reject);
    retranslate();
}

void ClosingDialog::setWhat(const QString& what) { what_->setText(what); }

void ClosingDialog::retranslate() {
    setWindowTitle(tr("Closing"));
    title_->setText(tr("Attune closes in a moment"));
    stay_->setText(tr("Keep Attune open"));
}

void ClosingDialog::changeEvent(QEvent* event) {
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace attune::ui
