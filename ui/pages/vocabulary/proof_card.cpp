// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/vocabulary/proof_card.h"

#include "ui/kit/button.h"
#include "ui/kit/label.h"
#include "ui/kit/numbers.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace attune::ui {

namespace {
QString count(std::uint64_t value) { return countText(static_cast<std::int64_t>(value)); }
} // namespace

ProofCard::ProofCard(QWidget* parent)
    : Card(false, Padding::Normal, parent),
      symbol_(new QLabel),
      heading_(new Label(TextSize::Body, QFont::DemiBold, Tone::Text, Label::Fit::Wrap)),
      text_(new Label(TextSize::Secondary, QFont::Normal, Tone::Text, Label::Fit::Wrap)),
      trim_(new Button(ButtonKind::Outline)) {
    body()->setSpacing(6);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(symbol_, 0, Qt::AlignTop);
    row->addWidget(heading_, 1);
    body()->addLayout(row);
    body()->addWidget(text_);
    body()->addWidget(trim_, 0, Qt::AlignLeft);
    connect(trim_, &Button::clicked, this, &ProofCard::trimWanted);
}

void ProofCard::set(Tone tone, const QString& title, const QString& text, bool offers) {
    setTone(tone == Tone::Good ? tone : Tone::Text);
    symbol_->setPixmap(makeIcon(tone == Tone::Good ? Icon::Shield : Icon::Info, tone)
                           .pixmap(scaled(18), scaled(18)));
    heading_->setText(title);
    text_->setText(text);
    trim_->setText(tr("Keep all that occur"));
    trim_->setVisible(offers);
}

void ProofCard::showChecked(const TrimReport& report) {
    const QString same = count(report.texts - report.affectedTexts);
    if (report.affectedTexts == 0)
        set(Tone::Good, tr("Same answers, checked"),
            tr("All %1 texts give the same pieces, and so the same logits, with the trimmed model.")
                .arg(same),
            false);
    else
        set(Tone::Secondary,
            tr("%1 texts are written otherwise", nullptr, static_cast<int>(report.affectedTexts))
                .arg(count(report.affectedTexts)),
            tr("They hold tokens that go. The other %1 give the same pieces, and so the same "
               "answers: checked.")
                .arg(same),
            false);
}

void ProofCard::showChecking(std::uint64_t wholeTexts, std::uint64_t texts) {
    set(Tone::Secondary,
        tr("%1 of %2 texts keep all their tokens").arg(count(wholeTexts), count(texts)),
        tr("They give the same answers; this is checked once the handle rests."), false);
}

void ProofCard::showWhole(const studio::VocabularySize& now,
                          const studio::VocabularySize& occurring) {
    set(Tone::Secondary, tr("The vocabulary is not trimmed"),
        tr("The texts hold %1 of %2 tokens. Keeping only these makes the model %3 instead of %4, "
           "with the same answers.")
            .arg(countText(occurring.tokens), countText(now.tokens),
                 bytesText(occurring.modelBytes), bytesText(now.modelBytes)),
        true);
}

} // namespace attune::ui
