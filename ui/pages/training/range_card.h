// SPDX-License-Identifier: GPL-3.0-or-later
// The learning-rate range test: a button, its curve, and the proposed rate to take over.
#pragma once

#include "ui/kit/card.h"
#include "ui/models/range_test_model.h"

namespace attune::ui {

class Button;
class ChartLegend;
class EmptyState;
class Label;
class LiveChart;
class Workspace;

class RangeCard : public Card {
    Q_OBJECT
public:
    explicit RangeCard(Workspace& workspace, QWidget* parent = nullptr);
    void retranslate();
    // Whether a session of this process or errors in the recipe keep it from running.
    void setPossible(bool possible, const QString& reason);

private:
    void follow();
    void start();

    Workspace& workspace_;
    RangeTestModel& model_;
    ChartLegend* legend_;
    Label* note_;
    Button* use_;
    Button* run_;
    EmptyState* empty_;
    LiveChart* chart_;
    int raw_, smooth_;
    bool possible_ = true;
    QString reason_;
};

} // namespace attune::ui
