// SPDX-License-Identifier: GPL-3.0-or-later
// The recipe as text to read and to copy: as YAML, and as a command line that trains the same.
#pragma once

#include <QDialog>

class QPlainTextEdit;

namespace attune::ui {

class Button;
class Label;
class RecipeModel;
class Segments;

// `attune-cli train FILE` with a --set for each value that is not in the file yet; empty where
// there is no file that can be read.
QString commandLine(const RecipeModel& recipe);

class RecipeTextDialog : public QDialog {
    Q_OBJECT
public:
    enum Part { Yaml, Command };
    RecipeTextDialog(const RecipeModel& recipe, Part part, QWidget* parent);

protected:
    void changeEvent(QEvent* event) override;

private:
    void fill(); // the text of the part that is chosen
    void retranslate();

    const RecipeModel& recipe_;
    Segments* parts_;
    Label* hint_;
    QPlainTextEdit* text_;
    Button* copy_;
    Button* close_;
};

} // namespace attune::ui
