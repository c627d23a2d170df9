// SPDX-License-Identifier: GPL-3.0-or-later
// How the run goes on, by step: its learning rate, done and ahead, or its speed.
#pragma once

#include "ui/charts/curve.h"
#include "ui/kit/card.h"

#include <array>
#include <functional>

class QStackedWidget;

namespace attune::ui {

class LiveChart;
class RunModel;
class Segments;

class PaceCard : public Card {
    Q_OBJECT
public:
    explicit PaceCard(RunModel& run, QWidget* parent = nullptr);
    // `title`: of the box at the pointer, for a step.
    void retranslate(const std::function<QString(double)>& title);

    void startOver(); // the run is another one, or part of it is void
    void followSteps();
    void refresh();

private:
    RunModel& run_;
    Segments* which_;
    QStackedWidget* charts_;
    LiveChart* rate_;
    int rateCurve_, rateAhead_;
    double rateUnit_ = 1; // of the numbers at the axis
    LiveChart* speed_;
    int speedRaw_, speedSmooth_;
    CentredMean mean_;      // of the steps' speeds
    std::size_t steps_ = 0; // taken into the charts
};

} // namespace attune::ui
