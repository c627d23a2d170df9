// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/text_box.h"

#include "ui/kit/fonts.h"
#include "ui/kit/theme.h"

#include <QEvent>
#include <QFontMetrics>
#include <QPainter>
#include <QPlainTextEdit>
#include <QTextDocument>
#include <QVBoxLayout>

namespace attune::ui {

TextBox::TextBox(int lines, QWidget* parent) : QFrame(parent), edit_(new QPlainTextEdit) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(3, 3, 3, 3);
    edit_->setFrameShape(QFrame::NoFrame);
    edit_->setFont(textFont(TextSize::Body));
    edit_->document()->setDocumentMargin(5);
    edit_->setTabChangesFocus(true);
    edit_->installEventFilter(this);
    column->addWidget(edit_);
    setFixedHeight(QFontMetrics(edit_->font()).lineSpacing() * lines + 18);
}

void TextBox::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Theme theme = Theme::of(*this);
    const bool focus = edit_->hasFocus();
    paintBox(painter, rect(), theme.card, focus ? theme.accent : theme.controlBorder, 6,
             focus ? theme.ring : theme.line);
}

bool TextBox::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update();
    return QFrame::eventFilter(watched, event);
}

} // namespace attune::ui
