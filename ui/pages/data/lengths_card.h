// SPDX-License-Identifier: GPL-3.0-or-later
// How long the texts are, in tokens, with the line where they are cut.
#pragma once

#include "ui/kit/card.h"

#include <cstdint>
#include <vector>

namespace attune::ui {

class Label;
class LengthChart;

class LengthsCard : public Card {
    Q_OBJECT

public:
    explicit LengthsCard(QWidget* parent = nullptr);

    // Hidden while there are no lengths. [tokens] -> texts
    void setLengths(const std::vector<std::int64_t>& lengths);
    void setLongest(std::int64_t tokens); // that the model reads
    void setLimit(std::int64_t tokens);
    void focusLimit();
    void retranslate();

Q_SIGNALS:
    void limitChosen(int tokens);

private:
    void refresh();

    Label* facts_;
    LengthChart* chart_;
    Label* hint_;
};

} // namespace attune::ui
