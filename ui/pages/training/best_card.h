// SPDX-License-Identifier: GPL-3.0-or-later
// The best score of the run in large, how far the run is and how long it takes.
#pragma once

#include "ui/kit/card.h"

namespace attune::ui {

class Button;
class Chip;
class Label;
class ProgressLine;
class RunModel;

class BestCard : public Card {
    Q_OBJECT
public:
    explicit BestCard(RunModel& run, QWidget* parent = nullptr);
    void follow();

private:
    RunModel& run_;
    Label* caption_;
    Label* number_;
    Chip* change_;
    Label* place_;
    ProgressLine* line_;
    Label* left_;
    Label* percent_;
};

} // namespace attune::ui
