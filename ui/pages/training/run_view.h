// SPDX-License-Identifier: GPL-3.0-or-later
// The Training page while and after a run: charts over messages, the best score at the side.
#pragma once

#include "data/task.h"
#include "ui/charts/curve.h"

#include <QWidget>

#include <array>

class QListView;
class QStackedWidget;
class QStringListModel;

namespace attune::ui {

class BestCard;
class Button;
class Card;
class ChartLegend;
class HowCard;
class Label;
class LiveChart;
class MessageModel;
class PaceCard;
class Segments;
class TryTextCard;
class Workspace;

class RunView : public QWidget {
    Q_OBJECT
public:
    explicit RunView(Workspace& workspace, QWidget* parent = nullptr);
    void retranslate();
    // Shows what the run says now; called once a tick while the view is seen.
    void follow();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void nameScores();
    QWidget* makeLoss();
    QWidget* makeSmallCharts();
    QWidget* makeMessages();
    // What came since the last tick; the cost of a tick does not grow with the run.
    void startOver(); // the run is another one, or part of it is void
    void followSteps();
    void followEvaluations();
    void showBest();
    void showLabels();
    void followEnd();
    void followTry(); // the best state so far, while there is no finished model
    void showLive();

    Workspace& workspace_;
    Card* lossCard_;
    ChartLegend* lossLegend_;
    Button* live_;
    LiveChart* loss_;
    int batch_, smooth_, validation_;
    Card* scoreCard_;
    ChartLegend* scoreLegend_;
    LiveChart* scores_;
    std::array<int, 2> score_; // curves, of scoresOf(task)
    Task task_ = Task::SingleLabel;
    Card* labelCard_;
    LiveChart* labels_;
    PaceCard* pace_;
    int revision_ = -1;                       // of the run, as the charts show it
    std::size_t steps_ = 0, evaluations_ = 0; // taken into the charts
    CentredMean mean_;                        // of the batches' losses
    std::vector<std::size_t> labelsShown_;
    Card* messageCard_;
    Segments* tabs_;
    QStackedWidget* lists_;
    MessageModel* messages_;
    QStringListModel* firstBatch_;
    BestCard* best_;
    HowCard* how_;
    TryTextCard* try_;
    Card* end_;
    Label* endText_;
    Button* endButton_;
};

} // namespace attune::ui
