// SPDX-License-Identifier: GPL-3.0-or-later
// The row filters of the training part: folded to the filters that are set and the rows that each
// leaves out, or open as a form of all of them.
#pragma once

#include "recipe/recipe.h"
#include "ui/kit/card.h"

#include <optional>

namespace attune::ui {

class Button;
class FactList;
class Label;
class ParameterForm;
class Workspace;

class FiltersCard : public Card {
    Q_OBJECT

public:
    explicit FiltersCard(Workspace& workspace, QWidget* parent = nullptr);

    // Opens the form and puts the cursor to a field; "data.filter": the form as a whole.
    void focusField(const std::string& key);
    void retranslate();

Q_SIGNALS:
    void opened();

private:
    void setOpen(bool open);
    void follow(); // the recipe or the figures changed
    void showProblems();
    // Rows that the filter left out when the data were measured last.
    std::optional<std::int64_t> rowsOut(const RecipeParameter& filter) const;

    Workspace& workspace_;
    Button* fold_;
    FactList* set_;
    Label* hint_;
    Label* error_;
    ParameterForm* form_;
    bool open_ = false;
};

} // namespace attune::ui
