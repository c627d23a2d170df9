// SPDX-License-Identifier: GPL-3.0-or-later
// Device, precision, engine and speed of a run, each with its reason.
#pragma once

#include "studio/studio.h"
#include "ui/kit/card.h"

#include <QString>

#include <vector>

class QGridLayout;

namespace attune::ui {

class Label;

class HowCard : public Card {
    Q_OBJECT
public:
    struct Line {
        QString name, value, reason;
    };
    explicit HowCard(QWidget* parent = nullptr);
    void setLines(const std::vector<Line>& lines);

    // Where a run would compute, before one has said what it took.
    static std::vector<Line> planned(const studio::RunPlan& plan);
    static std::vector<Line> taken(const StartedEvent& started, double textsPerSecond,
                                   double tokensPerSecond);

private:
    struct Row {
        Label* name;
        Label* value;
        Label* reason;
    };
    QGridLayout* grid_;
    std::vector<Row> rows_;
};

} // namespace attune::ui
