// SPDX-License-Identifier: GPL-3.0-or-later
// The learning rate over the steps of the run that the recipe would start: warm-up, schedule,
// epochs.
#pragma once

#include "studio/studio.h"
#include "ui/kit/card.h"

namespace attune::ui {

class Label;
class LiveChart;

class AheadCard : public Card {
    Q_OBJECT
public:
    explicit AheadCard(QWidget* parent = nullptr);
    // `rate`: the greatest one. Without steps the texts are not counted yet.
    void setSchedule(const studio::ScheduleAhead& schedule, double rate);
    const LiveChart& chart() const { return *chart_; }
    void retranslate();

private:
    studio::ScheduleAhead schedule_;
    double rate_ = 0;
    LiveChart* chart_;
    Label* note_;
    int curve_;
};

} // namespace attune::ui
