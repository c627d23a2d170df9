// SPDX-License-Identifier: GPL-3.0-or-later
// The one number of the Vocabulary page: how large the model gets, and where its bytes are.
#pragma once

#include "studio/vocabulary.h"
#include "ui/kit/card.h"

namespace attune::ui {

class Chip;
class SizeBars;

class SizeCard : public Card {
    Q_OBJECT

public:
    explicit SizeCard(QWidget* parent = nullptr);
    void showSizes(const studio::VocabularySize& before, const studio::VocabularySize& after);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    Label* caption_;
    Label* number_;
    Chip* chip_;
    SizeBars* bars_;
    studio::VocabularySize before_, after_;
};

} // namespace attune::ui
