// SPDX-License-Identifier: GPL-3.0-or-later
// Which rule says what stays of the vocabulary: a list, and the number of the rule beside it.
#pragma once

#include "recipe/recipe.h"

#include <QWidget>

#include <array>

class QComboBox;

namespace attune::ui {

class ParameterField;

enum class TrimRule { Whole, All, Count, Coverage, Size };
// `min_count: 1` is All.
TrimRule ruleOf(const VocabularySettings& settings);

class RuleBar : public QWidget {
    Q_OBJECT

public:
    explicit RuleBar(QWidget* parent = nullptr);

    void show(const VocabularySettings& settings);
    // The number; where the rule has none, the list.
    void focusField();
    // Shows the values again where a field holds none.
    void dropRefused();

Q_SIGNALS:
    void chosen(attune::ui::TrimRule rule);
    void edited(const std::string& key, const attune::Value& value);
    void refused(const attune::Problem& problem);
    void accepted(const std::string& key);

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Number {
        std::string key;
        ParameterField* field = nullptr;
        Value value;
        bool invalid = false;
    };
    void read(Number& number);
    void accept(Number& number);
    void retranslate();

    QComboBox* list_;
    std::array<Number, 3> numbers_; // of Count, Coverage, Size
    VocabularySettings settings_;
    bool filling_ = false;
};

} // namespace attune::ui
