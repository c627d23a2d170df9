// SPDX-License-Identifier: GPL-3.0-or-later
// The lower card of the Results page: the wrong texts (or those of a cell of the confusion matrix,
// the unsure ones, or all by wrongness or doubt) with labels that can be changed, the metrics of
// each label, and facts about the run.
#pragma once

#include "studio/studio.h"
#include "ui/kit/card.h"
#include "ui/models/answered_texts_model.h"
#include "ui/pages/fact_list.h"

class QStackedWidget;
class QTableView;

namespace attune::ui {

class Button;
class FactList;
class LabelDelegate;
class Label;
class LabelMetricsModel;
class ProgressLine;
class Segments;

class TextsCard : public Card {
    Q_OBJECT

public:
    explicit TextsCard(LabelEdits& edits, QWidget* parent = nullptr);

    // null: no texts are known (yet); `why` is shown instead.
    void setEvaluation(std::shared_ptr<const studio::Evaluation> evaluation, const QString& why);
    void setMetrics(const Metrics& metrics);
    void setFacts(const std::vector<Fact>& facts);
    void setProgress(bool running, double share);
    // The texts of one cell; -1, -1: the wrong ones.
    void showCell(int truth, int predicted);
    AnsweredTextsModel& texts() const { return *texts_; }
    LabelMetricsModel& labels() const { return *labels_; }
    void retranslate();

Q_SIGNALS:
    void cellLeft(); // the wrong texts were asked for again
    // Double click: try it. `pair`: the second text of a pair.
    void textActivated(const QString& text, const QString& pair);
    void copyWanted(); // of the data, with the changed labels

private:
    void showPart(int index);
    void showTexts(const AnsweredTextsModel::Filter& filter);
    void updateTitle();
    QString titleOfTexts() const;

    LabelEdits& edits_;
    std::shared_ptr<const studio::Evaluation> evaluation_;
    QString why_;
    AnsweredTextsModel* texts_;
    LabelMetricsModel* labels_;
    Segments* parts_;
    Button* allWrong_;
    Button* unsure_;
    Button* all_;
    Button* changed_;
    Label* changes_;
    Button* copy_;
    Button* undo_;
    LabelDelegate* delegate_;
    ProgressLine* progress_;
    QStackedWidget* stack_;
    QTableView* textTable_;
    Label* none_;
    QTableView* labelTable_;
    FactList* facts_;
};

} // namespace attune::ui
