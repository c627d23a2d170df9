// SPDX-License-Identifier: GPL-3.0-or-later
// The Runs page: the run folders beside the recipe's output, those of the command line and those
// that another process is writing included; the curves of the ticked ones over each other, and what
// sets them apart.
#pragma once

#include "base/files.h"
#include "ui/pages/page.h"

#include <QTimer>

class QLineEdit;
class QMenu;
class QModelIndex;
class QStackedWidget;

namespace attune::ui {

class Button;
class CurvesCard;
class DifferencesCard;
class EmptyState;
class RunFilterModel;
class RunListModel;
class RunTable;

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
    QWidget* makeContent();
    void connectTable();
    fs::path folder() const;
    void look();
    void looked();
    void followOwn(); // the run of this process
    void chooseRow(); // some row is chosen where there is one
    void refresh();   // head and buttons
    void showCompared();

    // Rows of the list model; -1: none.
    int current() const;
    int sourceRow(const QModelIndex& index) const;
    QString pathOf(int row) const;
    // Why nothing can be shown or resumed now; empty: it can.
    QString busyReason() const;

    void tick(int row);
    void showRun(int row);
    void resumeRun(int row);
    void copyRecipe(int row);
    void takeRecipe(int row);
    void openFolder(int row);
    void askTrash(int row);
    void openMenu(int row, const QPoint& globalPosition);

    RunListModel* model_;
    RunFilterModel* filtered_;
    QLineEdit* filter_;
    RunTable* table_;
    CurvesCard* curves_;
    DifferencesCard* differences_;
    QStackedWidget* stack_;     // content or the empty state
    QStackedWidget* listStack_; // the list, or that nothing matches
    EmptyState* empty_;
    EmptyState* noMatch_;
    Button* copy_;
    Button* trash_;
    fs::path looked_; // whose runs are listed
    QTimer again_;
};

} // namespace attune::ui
