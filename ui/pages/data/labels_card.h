// SPDX-License-Identifier: GPL-3.0-or-later
// How many training texts each label has, the most frequent first.
#pragma once

#include "studio/studio.h"
#include "ui/charts/bar_list.h"
#include "ui/kit/card.h"

#include <optional>

namespace attune::ui {

class Button;
class Label;

class LabelsCard : public Card {
    Q_OBJECT

public:
    explicit LabelsCard(QWidget* parent = nullptr);

    // nullptr: not measured; then the card is hidden.
    void setFigures(const studio::DataFigures* figures);
    void retranslate();

private:
    void refresh();
    std::vector<Bar> barsOfValues() const;

    Label* sum_;
    BarList* bars_;
    Button* more_;
    Label* hint_;
    std::optional<studio::DataFigures> figures_;
    bool all_ = false; // the rare ones, too
};

} // namespace attune::ui
