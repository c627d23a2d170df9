// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/lengths_card.h"

#include "ui/charts/length_chart.h"
#include "ui/kit/label.h"
#include "ui/kit/numbers.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace attune::ui {

LengthsCard::LengthsCard(QWidget* parent)
    : Card(true, Padding::Normal, parent),
      facts_(new Label(TextSize::Secondary, QFont::Normal, Tone::Secondary)),
      chart_(new LengthChart),
      hint_(new Label(TextSize::Secondary, QFont::Normal, Tone::Secondary, Label::Fit::Wrap)) {
    head()->addWidget(facts_);
    body()->addWidget(chart_);
    body()->addWidget(hint_);
    connect(chart_, &LengthChart::edited, this, &LengthsCard::limitChosen);
    connect(chart_, &LengthChart::moved, this, &LengthsCard::refresh);
}

void LengthsCard::setLengths(const std::vector<std::int64_t>& lengths) {
    chart_->setLengths(lengths);
    refresh();
}

void LengthsCard::setLongest(std::int64_t tokens) { chart_->setLongest(static_cast<int>(tokens)); }

void LengthsCard::setLimit(std::int64_t tokens) {
    chart_->setLimit(static_cast<int>(tokens));
    refresh();
}

void LengthsCard::focusLimit() { chart_->setFocus(Qt::OtherFocusReason); }

void LengthsCard::retranslate() { refresh(); }

void LengthsCard::refresh() {
    setVisible(chart_->texts() > 0);
    setTitle(tr("Tokens a text"));
    facts_->setText(tr("longest %1, half up to %2")
                        .arg(countText(chart_->longestText()), countText(chart_->medianText())));
    const std::int64_t cut = chart_->cutTexts(chart_->value());
    hint_->setText(cut == 0 ? tr("Drag the line. No text is cut.")
                            : tr("Drag the line. %Ln text(s) lose their end.", nullptr,
                                 static_cast<int>(cut)));
}

} // namespace attune::ui
