// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/page.h"

#include "ui/kit/label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace attune::ui {

Page::Page(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      workspace_(workspace),
      title_(new Label(TextSize::Page, QFont::DemiBold)),
      context_(new Label(TextSize::Body, QFont::Normal, Tone::Secondary, Label::Fit::Elide)),
      actions_(new QHBoxLayout),
      body_(new QVBoxLayout) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 0, 16, 16);
    column->setSpacing(0);
    auto* headBox = new QWidget;
    headBox->setFixedHeight(scaled(56));
    auto* head = new QHBoxLayout(headBox);
    head->setContentsMargins(0, 0, 0, 0);
    head->setSpacing(12);
    head->addWidget(title_);
    head->addWidget(context_, 1);
    actions_->setSpacing(8);
    head->addLayout(actions_);
    column->addWidget(headBox);
    body_->setSpacing(16);
    column->addLayout(body_, 1);
}

bool Page::edits(const QString& key) const {
    const QStringList own = keys();
    return std::any_of(own.begin(), own.end(), [&key](const QString& one) {
        const bool begins = one.endsWith(QLatin1Char('.')) || one.endsWith(QLatin1Char('['));
        return begins ? key.startsWith(one) : key == one;
    });
}

void Page::showField(const std::string&) {}

void Page::retranslate() { title_->setText(name()); }

void Page::setContext(const QString& context) { context_->setText(context); }

void Page::showEvent(QShowEvent* event) {
    // Not in the constructor: the page is whole only now.
    if (!translated_) {
        translated_ = true;
        retranslate();
    }
    QWidget::showEvent(event);
}

void Page::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange && translated_)
        retranslate();
}

void Page::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), Theme::of(*this).page);
}

} // namespace attune::ui
