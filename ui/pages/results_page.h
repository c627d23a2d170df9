// SPDX-License-Identifier: GPL-3.0-or-later
// The Results page: views of the run that is shown, on validation or test, or of a model that was
// opened without a run. Metrics come from the run's events at once; the texts are answered anew by
// the finished model, off the GUI thread, once for all views.
#pragma once

#include "ui/jobs/background_job.h"
#include "ui/pages/page.h"
#include "ui/pages/results/results_view.h"

#include <array>

class QStackedWidget;

namespace attune::ui {

class Button;
class EmptyState;
class Segments;

class ResultsPage : public Page {
    Q_OBJECT

public:
    explicit ResultsPage(Workspace& workspace, QWidget* parent = nullptr);

    QString name() const override { return tr("Results"); }
    Icon icon() const override { return Icon::Results; }
    PageState state() const override;

    // A finished model without a run: texts can be tried.
    void showModel(const QString& folder);
    void showView(int index); // of resultsViewList()

protected:
    void retranslate() override;
    void showEvent(QShowEvent* event) override;

private:
    using Part = ResultsSubject::Part;
    using Answers = std::shared_ptr<const studio::JudgedEvaluation>;

    void makeViews();
    void forget(); // another run
    void follow(); // the run went on
    void evaluate();
    void refresh();
    ResultsSubject subject() const;
    // What is known of a part: of its texts if they were answered, else of the run's events.
    std::optional<Metrics> metricsOf(Part part) const;
    bool hasModel() const; // of the run
    QString modelFolder() const;

    QStackedWidget* stack_;
    EmptyState* empty_;
    Segments* parts_;
    Button* export_;
    Segments* names_; // of the views
    QStackedWidget* shown_;
    std::vector<ResultsView*> views_;

    Part part_ = ResultsSubject::Validation;
    QString looseModel_; // a model that was opened without a run
    std::array<Answers, 2> answers_;
    std::array<QString, 2> errors_;
    Part asked_ = ResultsSubject::Validation;
    BackgroundJob<Answers> job_;
};

} // namespace attune::ui
