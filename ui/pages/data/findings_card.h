// SPDX-License-Identifier: GPL-3.0-or-later
// What was found in the data: a list of facts with their reasons, and the rows that were left out.
// A finding of the checks has its actions in its row, and opens beside the list, with its rows and
// its repair.
#pragma once

#include "studio/studio.h"
#include "ui/kit/card.h"

class QListView;

namespace attune::ui {

class Button;
class DataChecker;
class FindingDetail;
class FindingsModel;
class ProgressLine;

class FindingsCard : public Card {
    Q_OBJECT

public:
    explicit FindingsCard(DataChecker& checker, QWidget* parent = nullptr);

    void setFindings(const Problems& notes, const std::vector<SkippedRow>& skipped);
    // Asks for the name of a copy and lets it be repaired; no kind: every safe repair.
    void askRepair(const QString& kind);
    FindingsModel& model() const { return *model_; }
    void retranslate();

Q_SIGNALS:
    // A finding with a line of the file was clicked.
    void lineWanted(std::uint32_t line);

private:
    void activate(const QModelIndex& index);
    void followChecks();
    void showDetail();  // of the current finding
    void fillActions(); // the buttons of the rows
    void showRows(int row);
    void findCurrent(); // again, after the list was filled
    void updateTexts();

    DataChecker& checker_;
    FindingsModel* model_;
    QListView* view_;
    Label* count_;
    Label* none_;
    Button* repairAll_;
    Button* undo_;
    ProgressLine* busy_;
    FindingDetail* detail_;
    int revision_ = -1; // of the checks that are listed
};

} // namespace attune::ui
