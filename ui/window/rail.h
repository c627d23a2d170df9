// SPDX-License-Identifier: GPL-3.0-or-later
// The rail at the left: the pages with their states, the problems, the device.
#pragma once

#include "base/error.h"

#include <QWidget>

#include <vector>

class QListView;
class QStandardItemModel;

namespace attune::ui {

class Card;
class Label;
class Page;
class Workspace;

class Rail : public QWidget {
    Q_OBJECT
public:
    struct Stage {
        Page* page;
        bool startsGroup;
    };
    Rail(Workspace& workspace, std::vector<Stage> stages, QWidget* parent = nullptr);

    void setCurrent(int stage); // -1: none
    void refresh();

Q_SIGNALS:
    void stageWanted(int stage);
    void problemWanted(int stage, const std::string& field);

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Listed {
        Problem problem;
        int stage; // -1: no page has its field
        bool operator==(const Listed&) const = default;
    };
    // What the recipe's check and the pages found, each with the page where it is mended.
    std::vector<Listed> findings() const;
    void refreshStage(std::size_t index);
    void followPage(std::size_t index); // it says that it changed, perhaps ten times a second
    void refreshProblems();
    void refreshDevice();
    int stageOf(const std::string& key) const;

    Workspace& workspace_;
    std::vector<Stage> stages_;
    std::vector<Problems> ofPages_; // as they were told last
    QStandardItemModel* model_;
    QListView* list_;
    std::vector<Listed> listed_; // as the list shows them
    Card* problemCard_;
    Label* problemTitle_;
    QStandardItemModel* problemModel_;
    QListView* problemList_;
    Label* device_;
    Label* reason_;
};

} // namespace attune::ui
