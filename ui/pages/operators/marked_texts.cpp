// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/operators/marked_texts.h"

#include "ui/kit/card.h"
#include "ui/kit/label.h"
#include "ui/kit/progress_line.h"
#include "ui/models/operator_entries.h"
#include "ui/pages/operators/mark_legend.h"
#include "ui/pages/operators/marked_delegate.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace attune::ui {

MarkedTexts::MarkedTexts(QWidget* parent)
    : QWidget(parent),
      errorCard_(new Card),
      error_(new Label(TextSize::Body, QFont::Normal, Tone::Text, Label::Fit::Wrap)),
      card_(new Card(true, Card::Padding::None)),
      legend_(new MarkLegend),
      progress_(new ProgressLine(3)),
      table_(new QTableView),
      model_(new MarkedTextsModel(this)),
      footer_(secondaryLabel()) {
    errorCard_->setTone(Tone::Bad);
    errorCard_->body()->addWidget(error_);
    errorCard_->hide();
    table_->setObjectName(QStringLiteral("changedTexts"));
    table_->setModel(model_);
    setUpTable(*table_, 48);
    table_->setItemDelegate(new MarkedDelegate(table_));
    QHeaderView* header = table_->horizontalHeader();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(MarkedTextsModel::Before, QHeaderView::Stretch);
    header->setSectionResizeMode(MarkedTextsModel::After, QHeaderView::Stretch);
    table_->setColumnWidth(MarkedTextsModel::Line, scaled(72));
    table_->setColumnWidth(MarkedTextsModel::By, scaled(140));
    card_->head()->addWidget(legend_);
    card_->body()->setSpacing(0);
    card_->body()->addSpacing(8);
    card_->body()->addWidget(progress_);
    card_->body()->addWidget(table_, 1);
    footer_->setContentsMargins(15, 9, 15, 10);
    card_->body()->addWidget(footer_);
    setShare(1);
    aloneSoon_.setSingleShot(true);
    aloneSoon_.setInterval(120);
    connect(&aloneSoon_, &QTimer::timeout, this, &MarkedTexts::showAlone);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(16);
    column->addWidget(errorCard_);
    column->addWidget(card_, 1);
}

QHBoxLayout* MarkedTexts::head() const { return card_->head(); }

void MarkedTexts::setTexts(std::vector<MarkedText> texts, const std::vector<OperatorStep>& chain) {
    model_->setTexts(std::move(texts), chain);
    table_->scrollToTop();
    showAlone();
    showTitle();
}

void MarkedTexts::setTitle(const QString& title) {
    titleText_ = title;
    showTitle();
}

void MarkedTexts::showTitle() {
    const int alone = model_->alone();
    card_->setTitle(
        alone < 0 ? titleText_
                  : tr("What “%1” does")
                        .arg(operatorTitle(model_->chain()[static_cast<std::size_t>(alone)].name)));
}

void MarkedTexts::setAlone(int at, const std::vector<OperatorStep>& chain) {
    alone_ = at;
    aloneOf_ = chain;
    aloneSoon_.start();
}

// The texts may be those of the chain before, whose marks are of other operators.
void MarkedTexts::showAlone() {
    const bool isKnown =
        alone_ >= 0 && static_cast<std::size_t>(alone_) < aloneOf_.size() &&
        std::equal(aloneOf_.begin(), aloneOf_.end(), model_->chain().begin(), model_->chain().end(),
                   [](const OperatorStep& a, const OperatorStep& b) { return a.name == b.name; });
    const int alone = isKnown ? alone_ : -1;
    if (alone == model_->alone())
        return;
    model_->setAlone(alone);
    table_->scrollToTop();
    showTitle();
}

void MarkedTexts::setFooter(const QString& text) { footer_->setText(text); }

void MarkedTexts::setShare(double share) {
    // The line keeps its place: a table that moves by 3 px is seen.
    QSizePolicy policy = progress_->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    progress_->setSizePolicy(policy);
    progress_->setVisible(share < 1);
    progress_->setShare(share);
}

void MarkedTexts::setError(const QString& title, const QString& text) {
    errorCard_->setTitle(title);
    error_->setText(text);
    errorCard_->setVisible(!title.isEmpty() || !text.isEmpty());
}

bool MarkedTexts::hasError() const { return !errorCard_->isHidden(); }

void MarkedTexts::retranslate() {
    table_->setAccessibleName(tr("Texts before and after"));
    legend_->retranslate();
    model_->retranslate();
    showTitle();
}

} // namespace attune::ui
