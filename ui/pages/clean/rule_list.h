// SPDX-License-Identifier: GPL-3.0-or-later
// The chain of cleaning rules as cards, in the order in which they are applied, and the menu of
// operators to add. It knows no recipe: give it the rules, and edited() tells the new ones.
#pragma once

#include "studio/studio.h"
#include "ui/kit/side_column.h"

class QMenu;

namespace attune::ui {

class Button;
class Label;
class RuleCard;

class RuleList : public SideColumn {
    Q_OBJECT
public:
    explicit RuleList(QWidget* parent = nullptr);

    void setRules(const CleaningSettings& rules);
    void setFigures(const studio::CleaningFigures* figures); // null: not known
    void setProblems(const Problems& problems);
    void focusField(const std::string& key); // "clean[2].form"
    void dropRefused();
    void retranslate();

Q_SIGNALS:
    // `what` names the step; `key` is that of the one value that changed, else empty.
    void edited(const attune::CleaningSettings& rules, const QString& what, const std::string& key);
    void refused(const attune::Problem& problem);
    void accepted(const std::string& key);

private:
    void build();
    void open(std::size_t at);
    void add(const std::string& name);
    void move(std::size_t at, int by);

    CleaningSettings rules_;
    std::size_t open_ = 0; // beyond the rules: none
    Problems problems_;
    Label* title_;
    Label* none_;
    Button* add_;
    QMenu* menu_;
    std::vector<RuleCard*> cards_;
};

} // namespace attune::ui
