// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/empty_state.h"

#include "ui/kit/button.h"
#include "ui/kit/label.h"

#include <QPainter>
#include <QVBoxLayout>

namespace attune::ui {

namespace {
class Symbol : public QWidget {
public:
    explicit Symbol(Icon icon) : icon_(icon) { setFixedSize(32, 32); }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        paintIcon(painter, icon_, rect(), Theme::of(*this).text2);
    }

private:
    Icon icon_;
};
} // namespace

EmptyState::EmptyState(Icon icon, QWidget* parent)
    : QWidget(parent),
      title_(new Label(TextSize::Lead, QFont::DemiBold)),
      sentence_(new Label(TextSize::Body, QFont::Normal, Tone::Secondary, Label::Fit::Wrap)),
      button_(new Button(ButtonKind::Outline)) {
    auto* column = new QVBoxLayout(this);
    column->setSpacing(8);
    column->addStretch();
    column->addWidget(new Symbol(icon), 0, Qt::AlignHCenter);
    column->addWidget(title_, 0, Qt::AlignHCenter);
    sentence_->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    sentence_->setMaximumWidth(scaled(420));
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(sentence_, 8);
    row->addStretch(1);
    column->addLayout(row);
    column->addSpacing(4);
    column->addWidget(button_, 0, Qt::AlignHCenter);
    column->addStretch();
    connect(button_, &Button::clicked, this, &EmptyState::pressed);
}

void EmptyState::setTexts(const QString& title, const QString& sentence, const QString& button) {
    title_->setText(title);
    sentence_->setText(sentence);
    button_->setText(button);
    button_->setVisible(!button.isEmpty());
}

} // namespace attune::ui
