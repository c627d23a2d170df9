// SPDX-License-Identifier: GPL-3.0-or-later
// The strip at the bottom: what the recipe leads to, and the one filled button of the window.
#pragma once

#include <QWidget>

#include <vector>

namespace attune::ui {

class Button;
class Label;
class Workspace;

// One fact: a caption over a value; a change beside it in a chip.
struct StripCell {
    QString caption, value, change;
    int worse = 0; // of the change: 1 worse, -1 better, 0 neither
};

class StripCells : public QWidget {
    Q_OBJECT
public:
    explicit StripCells(QWidget* parent = nullptr);
    void setCells(std::vector<StripCell> cells);
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<StripCell> cells_;
};

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
