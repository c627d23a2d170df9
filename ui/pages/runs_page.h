// SPDX-License-Identifier: GPL-3.0-or-later
// The Runs page: the run folders beside the recipe's output, those of the command line included.
#pragma once

#include "base/files.h"
#include "ui/pages/page.h"

#include <QTimer>

class QStackedWidget;
class QTableView;

namespace attune::ui {

class Button;
class EmptyState;
class RunListModel;

class RunsPage : public Page {
    Q_OBJECT
public:
    explicit RunsPage(Workspace& workspace, QWidget* parent = nullptr);

    QString name() const override { return tr("Runs"); }
    Icon icon() const override { return Icon::Runs; }
    PageState state() const override;

protected:
    void retranslate() override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void look();
    void chooseShown(); // the run that the window shows, where the list has it
    void choose();
    QString current() const;
    fs::path folder() const;

    RunListModel* model_;
    QTableView* table_;
    QStackedWidget* stack_;
    EmptyState* empty_;
    Button* open_;
    Button* resume_;
    Button* other_;
    fs::path looked_; // whose runs are listed
    QTimer again_;
};

} // namespace attune::ui
