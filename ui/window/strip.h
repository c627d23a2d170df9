// SPDX-License-Identifier: GPL-3.0-or-later
// The strip at the bottom: what the recipe leads to, and the one filled button of the window.
#pragma once

#include "ui/window/strip_cells.h"

namespace attune::studio {
struct Consequences;
}

namespace attune::ui {

class Button;
class Label;
class Workspace;

class Strip : public QWidget {
    Q_OBJECT
public:
    explicit Strip(Workspace& workspace, QWidget* parent = nullptr);
    void refresh();
    Button* mainButton() const { return main_; }

Q_SIGNALS:
    void stopWanted();

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void refreshCells();
    std::vector<StripCell> cellsOf(const studio::Consequences& now) const;
    void refreshButtons();
    void press();

    Workspace& workspace_;
    StripCells* cells_;
    Label* folder_; // where the next run goes, beside "Train again"
    Button* reason_;
    Button* second_;
    Button* main_;
};

} // namespace attune::ui
