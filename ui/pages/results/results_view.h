// SPDX-License-Identifier: GPL-3.0-or-later
// A view of the Results page: one way of looking at the run or the model that stands open. The
// page keeps what is looked at and hands it to the view in sight; a view knows no other view. A
// new one is a file here and a line in results_view_list.cpp.
//
// A view that this run, model or task cannot fill says why, and what would, in an EmptyState.
#pragma once

#include "studio/judged_evaluation.h"

#include <QWidget>

#include <memory>
#include <optional>

namespace attune::ui {

class Workspace;

// What is looked at: one part of a run, or a model that was opened without a run.
struct ResultsSubject {
    enum Part { Validation, Test };
    Part part = Validation;
    QString run;   // folder of the run that is shown; empty: none
    QString model; // folder of the finished model: the run's, or the one opened; empty: none yet
    bool modelOfRun = false;
    // Of the part: of its texts once they are answered, else as the run told; none: no such part.
    std::optional<Metrics> metrics;
    std::shared_ptr<const studio::JudgedEvaluation>
        evaluation; // its texts; null: not (yet) answered
    QString whyNot; // why there is no evaluation, for people
};

class ResultsView : public QWidget {
    Q_OBJECT

public:
    explicit ResultsView(Workspace& workspace, QWidget* parent = nullptr)
        : QWidget(parent), workspace_(workspace) {}

    // The words of its segment, translated.
    virtual QString name() const = 0;
    // Called while the view is in sight, and when it comes in sight; often with an equal subject
    // (ten times a second while a run goes on), so what is costly is done where something differs.
    virtual void setSubject(const ResultsSubject& subject) = 0;
    // The texts of the part are being answered; `share` is below 0 where it is not known.
    virtual void setProgress(bool /*running*/, double /*share*/) {}
    virtual void retranslate() = 0;

    Workspace& workspace() const { return workspace_; }

Q_SIGNALS:
    // The model's answers are other ones now (its scores were calibrated): ask for them again.
    void answersOutdated();

private:
    Workspace& workspace_;
};

} // namespace attune::ui
