// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/vocabulary/dropped_card.h"

#include "ui/kit/button.h"
#include "ui/kit/label.h"
#include "ui/kit/numbers.h"
#include "ui/kit/table.h"
#include "ui/models/dropped_tokens_model.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace attune::ui {

DroppedCard::DroppedCard(QWidget* parent)
    : Card(true, Padding::None, parent),
      facts_(new Label(TextSize::Secondary, QFont::Normal, Tone::Secondary, Label::Fit::Elide)),
      keep_(new Button(ButtonKind::Outline, Icon::Plus)),
      table_(new QTableView),
      model_(new DroppedTokensModel(this)) {
    keep_->setCompact(true);
    head()->addWidget(facts_, 1);
    head()->addWidget(keep_);
    connect(keep_, &Button::clicked, this, &DroppedCard::keepChosen);
    table_->setModel(model_);
    setUpTable(*table_, 32);
    table_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    table_->setColumnWidth(DroppedTokensModel::Token, scaled(136));
    table_->setColumnWidth(DroppedTokensModel::Times, scaled(104));
    table_->setColumnWidth(DroppedTokensModel::Becomes, scaled(184));
    table_->horizontalHeader()->setSectionResizeMode(DroppedTokensModel::Example,
                                                     QHeaderView::Stretch);
    table_->setMinimumHeight(scaled(132));
    body()->addWidget(table_);
}

void DroppedCard::showTokens(const studio::VocabularyFigures& figures, double lost) {
    const TrimReport& report = figures.report;
    setTitle(tr("%1 tokens would go").arg(countText(report.before - report.after)));
    std::vector<TrimReport::Dropped> rows = report.dropped;
    rows.insert(rows.end(), figures.unmet.begin(), figures.unmet.end());
    if (rows != model_->tokens())
        model_->setTokens(std::move(rows));
    for (const int column :
         {DroppedTokensModel::Times, DroppedTokensModel::Becomes, DroppedTokensModel::Example})
        table_->setColumnHidden(column, lost <= 0);
    table_->horizontalHeader()->setSectionResizeMode(
        DroppedTokensModel::Token, lost <= 0 ? QHeaderView::Stretch : QHeaderView::Interactive);
    facts_->setText(lost <= 0 ? tr("none is in the texts")
                              : tr("%1 of the tokens of the texts; those met most come first")
                                    .arg(percentText(std::max(lost, 0.0001), 2)));
}

void DroppedCard::keepChosen() {
    std::vector<std::string> words;
    for (const QModelIndex& index : table_->selectionModel()->selectedRows())
        if (const std::string& word = model_->wordAt(index.row()); !word.empty())
            words.push_back(word);
    Q_EMIT keepWanted(words);
}

void DroppedCard::retranslate() {
    keep_->setText(tr("Keep chosen"));
    keep_->setToolTip(tr("The words of the chosen rows are kept whether the texts hold them or "
                         "not"));
    model_->retranslate();
}

} // namespace attune::ui
