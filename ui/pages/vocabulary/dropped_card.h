// SPDX-License-Identifier: GPL-3.0-or-later
// The tokens that would go, those first that the texts hold most, and the way to keep their words.
#pragma once

#include "studio/vocabulary.h"
#include "ui/kit/card.h"

class QTableView;

namespace attune::ui {

class Button;
class DroppedTokensModel;

class DroppedCard : public Card {
    Q_OBJECT

public:
    explicit DroppedCard(QWidget* parent = nullptr);

    // `lost`: share of the tokens of the texts that go. Where it is 0 there is nothing to tell of
    // texts, and the tokens stand alone.
    void showTokens(const studio::VocabularyFigures& figures, double lost);
    void retranslate();

Q_SIGNALS:
    // The words of the chosen rows; none is empty.
    void keepWanted(const std::vector<std::string>& words);

private:
    void keepChosen();

    Label* facts_;
    Button* keep_;
    QTableView* table_;
    DroppedTokensModel* model_;
};

} // namespace attune::ui
