// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/vocabulary/size_card.h"

#include "ui/charts/size_bars.h"
#include "ui/kit/chip.h"
#include "ui/kit/label.h"
#include "ui/kit/numbers.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace attune::ui {

SizeCard::SizeCard(QWidget* parent)
    : Card(false, Padding::Normal, parent),
      caption_(new Label(TextSize::Secondary, QFont::Normal, Tone::Secondary)),
      number_(new Label(TextSize::Number, QFont::DemiBold)),
      chip_(new Chip({}, Tone::Good)),
      bars_(new SizeBars) {
    body()->setSpacing(4);
    body()->addWidget(caption_);
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(number_);
    row->addWidget(chip_);
    row->addStretch(1);
    body()->addLayout(row);
    body()->addWidget(bars_);
    retranslate();
}

void SizeCard::showSizes(const studio::VocabularySize& before,
                         const studio::VocabularySize& after) {
    before_ = before;
    after_ = after;
    number_->setText(bytesText(after.modelBytes));
    if (after.modelBytes < before.modelBytes) {
        const std::uint64_t less = before.modelBytes - after.modelBytes;
        chip_->set(tr("%1 less, −%2")
                       .arg(bytesText(less), percentText(static_cast<double>(less) /
                                                         static_cast<double>(before.modelBytes))),
                   Tone::Good);
    } else {
        chip_->set({}, Tone::Good);
    }
    const auto parts = [](const studio::VocabularySize& size) {
        return std::vector<double>{static_cast<double>(size.embeddingBytes),
                                   static_cast<double>(size.modelBytes - size.embeddingBytes)};
    };
    bars_->setAmounts(parts(before), parts(after));
    bars_->setAccessibleName(
        tr("Before: %1, of which embeddings %2. After: %3, of which embeddings %4.")
            .arg(bytesText(before.modelBytes), bytesText(before.embeddingBytes),
                 bytesText(after.modelBytes), bytesText(after.embeddingBytes)));
    bars_->setToolTip(bars_->accessibleName());
}

void SizeCard::changeEvent(QEvent* event) {
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void SizeCard::retranslate() {
    caption_->setText(tr("Model size"));
    bars_->setNames(tr("before"), tr("after"), {tr("embeddings"), tr("encoder")});
    showSizes(before_, after_);
}

} // namespace attune::ui
