// SPDX-License-Identifier: GPL-3.0-or-later
// A card of texts before and after a chain of operators, with what their marks mean, a line of
// counts below, and what went wrong above it: then the last good texts stay.
#pragma once

#include "ui/models/marked_texts_model.h"

#include <QTimer>
#include <QWidget>

class QHBoxLayout;
class QTableView;

namespace attune::ui {

class Card;
class Label;
class MarkLegend;
class ProgressLine;

class MarkedTexts : public QWidget {
    Q_OBJECT
public:
    explicit MarkedTexts(QWidget* parent = nullptr);

    const MarkedTextsModel& model() const { return *model_; }
    // A page's own actions go to the end of it.
    QHBoxLayout* head() const;

    void setTexts(std::vector<MarkedText> texts, const std::vector<OperatorStep>& chain);
    void setTitle(const QString& title);
    // Marks what operator `at` of `chain` does, and nothing else, as soon as that is asked for a
    // moment long; -1: all again.
    void setAlone(int at, const std::vector<OperatorStep>& chain);
    void setFooter(const QString& text);
    // Of work under way; below 0: it is not known; 1: there is none.
    void setShare(double share);
    void setError(const QString& title, const QString& text); // empty: none
    bool hasError() const;
    void retranslate();

private:
    void showAlone();
    void showTitle();

    QString titleText_;
    QTimer aloneSoon_;
    int alone_ = -1;
    std::vector<OperatorStep> aloneOf_;
    Card* errorCard_;
    Label* error_;
    Card* card_;
    MarkLegend* legend_;
    ProgressLine* progress_;
    QTableView* table_;
    MarkedTextsModel* model_;
    Label* footer_;
};

} // namespace attune::ui
