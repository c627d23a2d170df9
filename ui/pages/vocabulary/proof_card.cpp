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
      trim_(new Button(ButtonKind::Outline)),
      model_(new Button(ButtonKind::Link)) {
    body()->setSpacing(6);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(symbol_, 0, Qt::AlignTop);
    row->addWidget(heading_, 1);
    body()->addLayout(row);
    body()->addWidget(text_);
    body()->addWidget(trim_, 0, Qt::AlignLeft);
    body()->addWidget(model_, 0, Qt::AlignLeft);
    model_->hide();
    connect(trim_, &Button::clicked, this, &ProofCard::trimWanted);
    connect(model_, &Button::clicked, this, &ProofCard::modelWanted);
}

void ProofCard::set(Tone tone, const QString& title, const QString& text, bool offers) {
    setTone(tone == Tone::Secondary ? Tone::Text : tone);
    const Icon icon = tone == Tone::Good   ? Icon::Shield
                      : tone == Tone::Warn ? Icon::Warning
                                           : Icon::Info;
    symbol_->setPixmap(makeIcon(icon, tone).pixmap(scaled(18), scaled(18)));
    model_->setText(tr("Go to Model"));
    model_->setVisible(tone == Tone::Warn);
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

void ProofCard::showLost(double share) {
    set(Tone::Warn, tr("%1 of the tokens become unknown").arg(percentText(share, 0)),
        tr("What is unknown cannot be told apart: keep more tokens."), true);
    model_->hide();
}

void ProofCard::showUnknown(double share) {
    set(Tone::Warn, tr("This model does not know %1 of the tokens").arg(percentText(share, 0)),
        tr("Choose another model first."), false);
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
