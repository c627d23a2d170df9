// SPDX-License-Identifier: GPL-3.0-or-later
// What the scores of a model are worth: whether they are probabilities, the temperature that makes
// them so and its undo, the curves of a label's scores, and the threshold from which on a text is
// answered with it.
#pragma once

#include "studio/calibrating.h"
#include "ui/jobs/background_job.h"
#include "ui/pages/results/results_view.h"

class QComboBox;
class QStackedWidget;

namespace attune::ui {

class Button;
class Card;
class EmptyState;
class Label;
class ReliabilityChart;
class ScoreCurveChart;
class Segments;

class ReliabilityView : public ResultsView {
    Q_OBJECT

public:
    explicit ReliabilityView(Workspace& workspace, QWidget* parent = nullptr);

    QString name() const override { return tr("Reliability"); }
    void setSubject(const ResultsSubject& subject) override;
    void retranslate() override;

private:
    struct Worth;
    using Shared = std::shared_ptr<const Worth>;

    QWidget* makeContent();
    QWidget* makeScoresCard();
    QWidget* makeCurvesCard();
    void refresh();
    void showFigures();
    void showCurve(); // of the label that is chosen
    void showThreshold();
    void calibrate();
    // Of the label that is chosen; none: it is removed.
    void keepThreshold(std::optional<double> threshold);
    // Of what is kept with the model; an error is shown.
    void change(const std::function<void(const fs::path&)>& keep);
    void showState(bool busy);
    // Why no threshold of that label is kept from here; empty: it may be.
    QString whyNoThreshold() const;
    std::size_t label() const;

    QStackedWidget* stack_;
    EmptyState* empty_;
    Card* scoresCard_;
    ReliabilityChart* chart_;
    Label* hint_;
    Label* before_;
    Label* after_;
    struct Row {
        Label* name;
        Label* before;
        Label* after;
    };
    std::vector<Row> rows_; // ECE, greatest error, Brier score, loss
    Button* calibrate_;
    Button* remove_;
    Label* state_;
    Card* curvesCard_;
    QComboBox* labels_;
    Segments* kinds_;
    ScoreCurveChart* curve_;
    Label* areas_;
    Label* threshold_;
    Button* bestF1_;
    Button* keepThreshold_;
    Button* removeThreshold_;
    Label* reason_;

    ResultsSubject subject_;
    Shared worth_;
    BackgroundJob<Shared> reckoning_;
    BackgroundJob<studio::Calibrated> calibrating_;
    QString error_;
    QStringList notes_; // of the last calibration
};

} // namespace attune::ui
