// SPDX-License-Identifier: GPL-3.0-or-later
// A form made from described parameters: title, field, help beside it, errors below the field.
// It knows no recipe: give it values with show(), and edited() tells what the person changed,
// refused() what stands in a field and is no value; it stays there until it is mended or the value
// is changed from elsewhere.
#pragma once

#include "recipe/recipe.h"

#include <QWidget>

#include <functional>
#include <memory>
#include <vector>

class QGridLayout;

namespace attune::ui {

class Label;
class ParameterField;

class ParameterForm : public QWidget {
    Q_OBJECT
public:
    explicit ParameterForm(QWidget* parent = nullptr);
    ~ParameterForm() override;

    // Shows these parameters and their values; rows are made anew only when the keys differ.
    void show(const std::vector<RecipeParameter>& parameters);
    // Errors and warnings of these keys, below their fields.
    void setProblems(const Problems& problems);
    // Columns of the data, as choices for parameters of that kind.
    void setColumns(const std::vector<std::string>& columns);
    // Folder that relative paths start from, for the file dialogs.
    void setBase(const fs::path& base);
    void focusField(const std::string& key);
    bool hasField(const std::string& key) const;
    // Shows the values again where a field holds none (another recipe was opened).
    void dropRefused();
    // Helps stand below their fields, where there is no room beside them. Before show().
    void setHelpBelow(bool below) { helpBelow_ = below; }
    // Help is the tip of the title, for forms of few rows.
    void setHelpAsTip(bool tip) { helpAsTip_ = tip; }
    // Another help for a key, in place of the described one; empty: the described one.
    void setHelp(const std::string& key, const QString& help);

Q_SIGNALS:
    // A value that conforms to its parameter.
    void edited(const std::string& key, const attune::Value& value);
    // The text of a field is no value of its parameter; Problem::field is the key.
    void refused(const attune::Problem& problem);
    // The field holds a value again, or is gone.
    void accepted(const std::string& key);

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Row;
    Row* rowOf(const std::string& key) const;
    void build(const std::vector<RecipeParameter>& parameters);
    void showHelp(Row& row) const;
    void read(Row& row);
    void accept(Row& row);
    void showProblem(Row& row, const QString& text, bool error);
    void retranslate();

    QGridLayout* grid_;
    std::vector<std::unique_ptr<Row>> rows_;
    Problems problems_;
    std::vector<std::string> columns_;
    fs::path base_;
    bool filling_ = false;
    bool helpBelow_ = false;
    bool helpAsTip_ = false;
};

} // namespace attune::ui
