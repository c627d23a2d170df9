// SPDX-License-Identifier: GPL-3.0-or-later
// The rehearsal: a button, how far it is, and the time, memory, disk and speed that it measured.
#pragma once

#include "ui/models/rehearsal_model.h"
#include "ui/pages/training/how_card.h"

namespace attune::ui {

class Button;
class Chip;
class ProgressLine;
class Workspace;

class RehearsalCard : public HowCard {
    Q_OBJECT
public:
    explicit RehearsalCard(Workspace& workspace, QWidget* parent = nullptr);
    void retranslate();
    // Whether something keeps it from running now.
    void setPossible(bool possible, const QString& reason);

private:
    void follow();
    void showResult();
    QString noteText() const;

    Workspace& workspace_;
    RehearsalModel& model_;
    Chip* chip_;
    Label* note_;
    ProgressLine* line_;
    Label* problems_;
    Button* button_;
    bool possible_ = true;
    QString reason_;
};

} // namespace attune::ui
