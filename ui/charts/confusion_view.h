// SPDX-License-Identifier: GPL-3.0-or-later
// The confusion matrix: cells tinted by their share of the row, the right answers in the accent,
// the wrong ones in a warm colour. A table view, so that the keyboard and screen readers reach
// every cell and many labels scroll; the cells share the room there is while they stay readable.
#pragma once

#include <QTableView>

namespace attune::ui {

class ConfusionModel;

class ConfusionView : public QTableView {
    Q_OBJECT

public:
    explicit ConfusionView(QWidget* parent = nullptr);

    void setConfusion(ConfusionModel* model);
    // The chosen cell has a frame; -1, -1: none.
    void setChosen(int truth, int predicted);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    // A cell was clicked, or Enter or Space pressed on it.
    void cellChosen(int truth, int predicted);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    class Delegate;
    class Head;
    void share(); // gives every cell its size
    void choose(const QModelIndex& index);

    ConfusionModel* confusion_ = nullptr;
    int chosenTruth_ = -1, chosenPredicted_ = -1;
};

} // namespace attune::ui
