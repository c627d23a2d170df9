// SPDX-License-Identifier: GPL-3.0-or-later
// Asks which texts a finished model should answer, and where the answers go.
#pragma once

#include <QDialog>

class QLineEdit;

namespace attune::ui {

class Button;
class Label;
class Segments;

// What was asked for.
struct PredictionsWanted {
    enum class Texts { File, Validation, Test };
    Texts texts = Texts::File;
    QString data;           // of File
    QString output;         // csv, tsv or jsonl
    bool confirmed = false; // the file dialog has asked whether to replace it
};

class PredictionsDialog : public QDialog {
    Q_OBJECT
public:
    // Which parts the run has; neither, where only a model is open. `name` begins the name of the
    // output.
    PredictionsDialog(const QString& name, bool validation, bool test, QWidget* parent);
    PredictionsWanted wanted() const;

private:
    void refresh();
    void proposeOutput();
    void askData();
    void askOutput();

    QString name_;
    Segments* texts_;
    QLineEdit* data_;
    Button* chooseData_;
    QLineEdit* output_;
    Label* hint_;
    Button* write_;
    bool outputChosen_ = false; // by the person
    QString confirmed_;         // what the file dialog asked about
};

} // namespace attune::ui
