// SPDX-License-Identifier: GPL-3.0-or-later
// What the views of the Results page have in common that measure something when asked: a card that
// says what it is, with a button, progress and what went wrong, and below it the result, or why
// there is none.
#pragma once

#include "ui/jobs/background_job.h"
#include "ui/kit/icon.h"
#include "ui/pages/results/results_view.h"

class QHBoxLayout;
class QStackedWidget;
class QVBoxLayout;

namespace attune::ui {

class Button;
class Card;
class EmptyState;
class Label;
class ProgressLine;

// What changes where the files of a finished model do; of the model, or of its run.
QString stampOfModel(const QString& modelOrRun);

class MeasuredView : public ResultsView {
    Q_OBJECT

public:
    MeasuredView(Workspace& workspace, Icon icon, QWidget* parent);

    void setSubject(const ResultsSubject& subject) override;
    void retranslate() override;

protected:
    // Of the card: what is measured, and the words of its button. `help` stands where there is no
    // result yet.
    struct Words {
        QString title, help, button;
    };
    virtual Words words() const = 0;
    // Why it cannot be measured for this subject; empty: it can.
    virtual QString whyNot(const ResultsSubject& subject) const = 0;
    // The same of a task: here all but one label a text are refused.
    virtual QString whyNotOf(Task task) const;
    virtual void start() = 0;
    virtual void forget() = 0; // the result: it is of something else
    virtual void recall() = 0; // what was kept for stamp(), if anything; after forget()
    virtual bool hasResult() const = 0;

    // Called once: its progress, its end and its failure are shown.
    void watch(JobBase& job);
    // Shows the result, or that there is none.
    void refresh();

    const ResultsSubject& subject() const { return subject_; }
    // What a result depends on: the run, its part, and the files of the model with its calibration
    // as they were when the subject was set.
    const QString& stamp() const { return stamp_; }
    QHBoxLayout* controls() const; // left of the button
    QVBoxLayout* content() const { return content_; }
    void setSummary(const QString& text); // of the result, in the card

private:
    ResultsSubject subject_;
    QString stamp_;
    JobBase* job_ = nullptr;
    Card* card_;
    Label* summary_;
    Label* error_;
    ProgressLine* progress_;
    Button* button_;
    Button* cancel_;
    QStackedWidget* stack_;
    EmptyState* empty_;
    QVBoxLayout* content_;
};

} // namespace attune::ui
