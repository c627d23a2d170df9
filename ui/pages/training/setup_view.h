// SPDX-License-Identifier: GPL-3.0-or-later
// The Training page before a run: the settings, the learning rate ahead, the range test, how it
// will run and what will happen.
#pragma once

#include "studio/studio.h"
#include "ui/jobs/background_job.h"

#include <QWidget>

#include <optional>
#include <string>

namespace attune::ui {

class AheadCard;
class Card;
class HowCard;
class ParameterForm;
class RangeCard;
class RehearsalCard;
class Segments;
class Workspace;

class SetupView : public QWidget {
    Q_OBJECT
public:
    explicit SetupView(Workspace& workspace, QWidget* parent = nullptr);
    void retranslate();
    void showField(const std::string& key);

private:
    void showParameters();
    void followProblems();
    void followBusy(); // the range test and the rehearsal need the machine for themselves
    void askPlan();    // where it would run, when settings changed
    void showPlan(const QString& error);
    void showAhead(); // what the figures and the settings lead to

    Workspace& workspace_;
    Card* settings_;
    Segments* which_;
    ParameterForm* form_;
    RangeCard* range_;
    RehearsalCard* rehearsal_;
    AheadCard* ahead_;
    HowCard* how_;
    HowCard* what_;
    BackgroundJob<studio::RunPlan> planner_;
    bool testing_ = false, rehearsing_ = false;
    std::optional<TrainingSettings> asked_;
    std::optional<studio::RunPlan> plan_;
};

} // namespace attune::ui
