// SPDX-License-Identifier: GPL-3.0-or-later
// What differs between the compared runs: only the settings that do, and what they led to.
#pragma once

#include "studio/runs.h"
#include "ui/kit/card.h"

class QStackedWidget;
class QTableView;

namespace attune::ui {

class EmptyState;
class Label;
class RunDifferencesModel;

class DifferencesCard : public Card {
    Q_OBJECT
public:
    explicit DifferencesCard(QWidget* parent = nullptr);

    void setRuns(const std::vector<studio::RunSummary>& runs, const std::string& metric);
    RunDifferencesModel& model() const { return *model_; }
    void retranslate();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void refresh();
    void shareWidth();

    RunDifferencesModel* model_;
    Label* count_;
    QStackedWidget* stack_;
    QTableView* table_;
    EmptyState* empty_;
};

} // namespace attune::ui
