// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the trimmed model answers as the whole one does: checked text by text, or what is known
// before that.
#pragma once

#include "studio/vocabulary.h"
#include "ui/kit/card.h"

class QLabel;

namespace attune::ui {

class Button;

class ProofCard : public Card {
    Q_OBJECT

public:
    explicit ProofCard(QWidget* parent = nullptr);

    // All texts were compared.
    void showChecked(const TrimReport& report);
    // So many texts keep all their tokens; their comparison is under way.
    void showChecking(std::uint64_t wholeTexts, std::uint64_t texts);
    // This share of the texts' tokens is unknown: trimming is no help, another model is.
    void showUnknown(double share);
    // This share of them became unknown by trimming.
    void showLost(double share);
    // The vocabulary stays whole; what keeping all tokens that occur would bring.
    void showWhole(const studio::VocabularySize& now, const studio::VocabularySize& occurring);

Q_SIGNALS:
    void trimWanted();
    void modelWanted();

private:
    void set(Tone tone, const QString& title, const QString& text, bool offers);

    QLabel* symbol_;
    Label* heading_;
    Label* text_;
    Button* trim_;
    Button* model_;
};

} // namespace attune::ui
