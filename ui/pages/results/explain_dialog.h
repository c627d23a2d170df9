// SPDX-License-Identifier: GPL-3.0-or-later
// Why a finished model answers a text as it does: the text with its words shaded, the strongest
// words as a list, what the score becomes without the chosen one, and, when the text is edited,
// what the edit did. The model is loaded once, off the GUI thread; of texts typed fast only the
// last is explained.
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
        std::vector<double> scores;
    };
    void makeContent(bool pairs);
    void ask();
    void show(const Found& found);
    void showText();
    void showChange();
    void askWithout(int word);
    void tell(const QString& text, Tone tone = Tone::Secondary); // empty: nothing
    QString completenessText() const;
    QString text() const;
    QString pair() const;

    std::shared_ptr<Held> held_;
    std::shared_ptr<const studio::Explanation> explanation_;
    std::optional<Base> base_;
    QTimer later_;
    BackgroundJob<Found> job_;
    BackgroundJob<studio::TextResult> without_;

    TextBox* text_;
    TextBox* pair_;
    QComboBox* label_;
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
