// SPDX-License-Identifier: GPL-3.0-or-later
// Why a finished model answers a text as it does: the text with its words shaded, the strongest
// words as a list, what the score becomes without the chosen one, and, when the text is edited,
// what the edit did. Where each word has a label, that of one word is explained. The model is
// loaded once, off the GUI thread; of texts typed fast only the last is explained.
#pragma once

#include "studio/explaining.h"
#include "ui/jobs/background_job.h"
#include "ui/kit/theme.h"

#include <QDialog>
#include <QTimer>

#include <memory>
#include <optional>

class QComboBox;
class QTableView;

namespace attune::ui {

class Button;
class ExplainedWordsModel;
class Label;
class ProgressLine;
class Segments;
class ShadedText;
class TextBox;

class ExplainDialog : public QDialog {
    Q_OBJECT

public:
    ExplainDialog(const QString& modelFolder, const QString& text, const QString& pair,
                  QWidget* parent = nullptr);

Q_SIGNALS:
    void explained();
    void withoutKnown(int word);

private:
    struct Held; // the model, shared with the thread that uses it
    struct Found {
        std::vector<std::string> labels;
        std::shared_ptr<const studio::Explanation> explanation; // null: nothing to explain
    };
    struct Base { // what an edit is compared with
        QString text, pair;
        std::optional<std::size_t> word; // whose label is explained
        std::string spelt;               // how it is written
        std::vector<double> scores;
    };
    void makeContent(bool pairs);
    // `keepLabel`: the chosen label is explained, else the one that the model gives.
    void ask(bool keepLabel = true);
    void show(const Found& found);
    void showWords(); // of TokenLabels: whose label may be explained
    bool isNumber() const { return explanation_->task == Task::Regression; }
    void showChange();
    QString strongestWords() const;
    std::string spelt() const; // the word whose label is explained
    void askWithout(int word);
    int placeOf(std::size_t word) const; // among those that are shown; -1: it is not
    void tell(const QString& text, Tone tone = Tone::Secondary); // empty: nothing
    QString text() const;
    QString pair() const;

    std::shared_ptr<Held> held_;
    std::shared_ptr<const studio::Explanation> explanation_;
    std::optional<Base> base_;
    std::vector<std::size_t> shown_; // words of the explanation, ascending
    QTimer later_;
    BackgroundJob<Found> job_;
    BackgroundJob<studio::TextResult> without_;

    TextBox* text_;
    TextBox* pair_;
    QComboBox* label_;
    QComboBox* word_;
    Label* labelCaption_;
    Label* wordCaption_;
    Segments* method_;
    ProgressLine* progress_;
    Label* state_;
    Label* change_;
    Button* rebase_;
    ShadedText* shaded_;
    Label* legend_;
    ExplainedWordsModel* words_;
    QTableView* table_;
    Label* complete_;
};

} // namespace attune::ui
