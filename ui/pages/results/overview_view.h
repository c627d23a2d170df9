// SPDX-License-Identifier: GPL-3.0-or-later
// The first view of the Results page: metrics, confusion, a field to try a text, and the wrong
// texts with labels that can be changed.
#pragma once

#include "studio/label_changes.h"
#include "ui/jobs/background_job.h"
#include "ui/pages/results/results_view.h"

namespace attune::ui {

class Card;
class ConfusionModel;
class ConfusionView;
class Label;
class LabelEdits;
class MetricsCard;
class RelabelledCopy;
class ScatterChart;
class TextsCard;
class TryTextCard;
struct Fact;

class OverviewView : public ResultsView {
    Q_OBJECT

public:
    explicit OverviewView(Workspace& workspace, QWidget* parent = nullptr);

    QString name() const override { return tr("Overview"); }
    void setSubject(const ResultsSubject& subject) override;
    void setProgress(bool running, double share) override;
    void retranslate() override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void makeContent();
    std::vector<Fact> facts() const;

    QWidget* upper_;
    MetricsCard* metrics_;
    Card* confusionCard_;
    Label* confusionHint_;
    Label* predicted_;
    ConfusionModel* confusion_;
    ConfusionView* matrix_;
    Card* numbersCard_; // of a task with numbers
    Label* numbersHint_;
    ScatterChart* scatter_;
    TryTextCard* try_;
    TextsCard* texts_;

    LabelEdits* edits_;
    RelabelledCopy* copier_;
    ResultsSubject subject_;
    std::optional<Metrics> shown_;                          // what the matrix shows
    std::shared_ptr<const studio::JudgedEvaluation> drawn_; // as points
    Calibration calibration_;                               // by which texts are tried
};

} // namespace attune::ui
