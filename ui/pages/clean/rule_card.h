// SPDX-License-Identifier: GPL-3.0-or-later
// One rule of the chain of cleaning: its operator, the texts that it changes, buttons to move and
// remove it and, while it is open, its help and its parameters.
#pragma once

#include "studio/studio.h"
#include "ui/kit/card.h"

namespace attune::ui {

class Button;
class Label;
class ParameterForm;

class RuleCard : public Card {
    Q_OBJECT
public:
    explicit RuleCard(const std::string& name, QWidget* parent = nullptr);

    // `at` of `count`: its place in the chain, from 0.
    void show(const CleaningStep& rule, std::size_t at, std::size_t count);
    void setOpen(bool open);
    // What it does to the texts looked at so far; null: not known.
    void setFigures(const studio::CleaningFigures* figures);
    // Those of the recipe: the card takes what is of its rule.
    void setProblems(const Problems& problems);
    void focusField(const std::string& key);
    // Takes back what stands in a field and is no value.
    void dropRefused();
    void retranslate();

Q_SIGNALS:
    void toggled();
    void moved(int by);
    void removed();
    // The key within the rule.
    void edited(const std::string& key, const attune::Value& value);
    // With whole keys: "clean[2].form".
    void refused(const attune::Problem& problem);
    void accepted(const std::string& key);

private:
    void showCounts();

    std::string name_;
    std::string place_; // "clean[2]"
    bool open_ = false;
    std::optional<studio::CleaningFigures> figures_;
    std::size_t at_ = 0;
    Problems problems_;
    Button* title_;
    Button* up_;
    Button* down_;
    Button* remove_;
    Label* counts_;
    Label* error_;
    Label* help_;
    ParameterForm* form_;
};

} // namespace attune::ui
