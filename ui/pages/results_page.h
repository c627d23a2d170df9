// SPDX-License-Identifier: GPL-3.0-or-later
// The Results page: metrics, confusion and wrong texts of the run that is shown, on validation or
// test, and a field to try a text. Metrics come from the run's events at once; the texts are
// answered anew by the finished model, off the GUI thread.
#pragma once

#include "studio/label_changes.h"
#include "ui/jobs/background_job.h"
#include "ui/pages/page.h"

#include <array>

class QStackedWidget;

namespace attune::ui {

class Card;
class ConfusionModel;
class Button;
class ConfusionView;
class EmptyState;
class LabelEdits;
class Label;
class MetricsCard;
class Segments;
class TextsCard;
class TryTextCard;

class ResultsPage : public Page {
    Q_OBJECT

public:
    explicit ResultsPage(Workspace& workspace, QWidget* parent = nullptr);

    QString name() const override { return tr("Results"); }
    Icon icon() const override { return Icon::Results; }
    PageState state() const override;

    // A finished model without a run: texts can be tried.
    void showModel(const QString& folder);

protected:
    void retranslate() override;
    void showEvent(QShowEvent* event) override;

private:
    enum Part { Validation, Test };
    using Answers = std::shared_ptr<const studio::Evaluation>;

    QWidget* makeContent();
    void forget(); // another run
    void follow(); // the run went on
    void evaluate();
    void refresh();
    // What is known of a part: of its texts if they were answered, else of the run's events.
    std::optional<Metrics> metricsOf(Part part) const;
    void askCopy(); // of the data with the changed labels
    void writeCopy(const std::string& file, const QString& path);
    bool hasModel() const; // of the run
    QString modelFolder() const;
    std::vector<struct Fact> facts() const;

    QStackedWidget* stack_;
    EmptyState* empty_;
    Segments* parts_;
    Button* export_;
    MetricsCard* metrics_;
    Card* confusionCard_;
    Label* confusionHint_;
    Label* predicted_;
    ConfusionModel* confusion_;
    ConfusionView* matrix_;
    TryTextCard* try_;
    TextsCard* texts_;

    LabelEdits* edits_;
    BackgroundJob<studio::Relabelled> copier_;
    Part part_ = Validation;
    QString looseModel_; // a model that was opened without a run
    std::array<Answers, 2> answers_;
    std::array<QString, 2> errors_;
    Part asked_ = Validation;
    BackgroundJob<Answers> job_;
    std::optional<Metrics> shown_; // what the matrix shows
};

} // namespace attune::ui
