// SPDX-License-Identifier: GPL-3.0-or-later
// What is known of one model: where its weights are, what it takes on this machine, its build, and
// what was wrong with its folder.
#pragma once

#include "studio/studio.h"
#include "ui/kit/side_column.h"

namespace attune::ui {

class Button;
class Card;
class Chip;
class FactList;
class Label;
class ShareBar;

class ModelDetails : public SideColumn {
    Q_OBJECT

public:
    explicit ModelDetails(QWidget* parent = nullptr);

    // `chosen`: it is the recipe's model. nullptr: nothing is known.
    void setCard(const studio::ModelCard* card, bool chosen, const studio::Machine& machine);
    // A folder that cannot be used: why, and what helps.
    void setRefused(const studio::RefusedModel& model);

Q_SIGNALS:
    void useWanted();

private:
    void setWeights(const studio::ModelCard& card);
    static QString someOf(const std::vector<std::string>& names); // "a, b, c and 12 more"
    void setWarnings(const studio::ModelCard& card);

    Label* name_;
    Chip* chosen_;
    Label* about_;
    Button* use_;
    Label* weightsTitle_;
    ShareBar* weights_;
    Card* warningCard_;
    Label* warnings_;
    Card* machineCard_;
    FactList* machineFacts_;
    Card* buildCard_;
    FactList* buildFacts_;
};

} // namespace attune::ui
