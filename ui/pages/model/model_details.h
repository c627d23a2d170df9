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

// What the recipe leads to with its model.
struct ModelUse {
    std::uint64_t trainingBytes = 0; // 0: not known
    std::int64_t labels = 0;         // of the data; 0: not known
    double unknown = 0;              // share of the tokens, where it is noted
    Problems notes;                  // on this model with these texts
    bool operator==(const ModelUse&) const = default;
};

class ModelDetails : public SideColumn {
    Q_OBJECT

public:
    explicit ModelDetails(QWidget* parent = nullptr);

    // nullptr: nothing is known. `chosen`: it is the recipe's model. Of `use` all but the labels
    // are for that one.
    void setCard(const studio::ModelCard* card, bool chosen, const studio::Machine& machine,
                 const ModelUse& use);
    // A folder that cannot be used: why, and what helps.
    void setRefused(const studio::RefusedModel& model);

Q_SIGNALS:
    void useWanted();
    void vocabularyWanted(); // the page that trims it

private:
    void setWeights(const studio::ModelCard& card, std::int64_t labels);
    void setTip(const studio::ModelCard& card);                   // where the word list is large
    static QString someOf(const std::vector<std::string>& names); // "a, b, c and 12 more"
    void setWarnings(const studio::ModelCard& card, const Problems& notes);

    Label* name_;
    Chip* chosen_;
    Label* about_;
    Button* use_;
    Label* weightsTitle_;
    ShareBar* weights_;
    Label* tip_;
    Button* trim_;
    Card* warningCard_;
    Label* warnings_;
    Card* machineCard_;
    FactList* machineFacts_;
    Card* buildCard_;
    FactList* buildFacts_;
};

} // namespace attune::ui
