// SPDX-License-Identifier: GPL-3.0-or-later
// The curves of the compared runs, laid over each other by epoch.
#pragma once

#include "studio/runs.h"
#include "ui/charts/curve.h"
#include "ui/kit/card.h"

class QComboBox;
class QStackedWidget;

namespace attune::ui {

class EmptyState;
class LiveChart;

// A run that is compared: row of the series table, and the name that is written at its curve.
struct ComparedRun {
    studio::RunSummary card;
    int slot = 0;
    QString name;
};

class CurvesCard : public Card {
    Q_OBJECT
public:
    enum class What { Score, ValidationLoss, TrainingLoss };

    explicit CurvesCard(QWidget* parent = nullptr);

    // Scores by a key of metricTable().
    void setRuns(const std::vector<ComparedRun>& runs, const std::string& metric);
    void choose(What what);
    What chosen() const;
    LiveChart& chart() const { return *chart_; }
    void retranslate();

private:
    void fillChoice();
    void draw();
    Curve curveOf(const studio::RunSummary& run) const;

    std::vector<ComparedRun> runs_;
    std::string metric_;
    QComboBox* choice_;
    QStackedWidget* stack_;
    LiveChart* chart_;
    EmptyState* empty_;
    std::vector<std::pair<std::string, int>> drawn_; // path and slot of the curves
    What drawnWhat_ = What::Score;
};

} // namespace attune::ui
