// SPDX-License-Identifier: GPL-3.0-or-later
// What was found in the data: a list of facts with their reasons, and the rows that were left out.
#pragma once

#include "studio/studio.h"
#include "ui/kit/card.h"

class QListView;

namespace attune::ui {

class FindingsModel;

class FindingsCard : public Card {
    Q_OBJECT

public:
    explicit FindingsCard(QWidget* parent = nullptr);

    void setFindings(const Problems& notes, const std::vector<SkippedRow>& skipped);
    FindingsModel& model() const { return *model_; }
    void retranslate();

Q_SIGNALS:
    // A finding with a line of the file was clicked.
    void lineWanted(std::uint32_t line);

private:
    void activate(const QModelIndex& index);

    FindingsModel* model_;
    QListView* view_;
    Label* count_;
    Label* none_;
};

} // namespace attune::ui
