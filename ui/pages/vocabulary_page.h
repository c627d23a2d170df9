// SPDX-License-Identifier: GPL-3.0-or-later
// The Vocabulary page: the rule by which tokens stay, what it leads to for the training texts, the
// curve of size and coverage, and what would be dropped.
#pragma once

#include "studio/vocabulary.h"
#include "ui/jobs/background_job.h"
#include "ui/pages/page.h"

#include <QTimer>

class QStackedWidget;
class QTableView;

namespace attune::ui {

class Button;
class Card;
class DroppedTokensModel;
class EmptyState;
class FactList;
class Label;
class LiveChart;
class ParameterForm;
class ProgressLine;
class SideColumn;

class VocabularyPage : public Page {
    Q_OBJECT

public:
    explicit VocabularyPage(Workspace& workspace, QWidget* parent = nullptr);

    QString name() const override { return tr("Vocabulary"); }
    Icon icon() const override { return Icon::Vocabulary; }
    QStringList keys() const override { return {QStringLiteral("vocabulary.")}; }
    PageState state() const override;
    void showField(const std::string& key) override;

protected:
    void retranslate() override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* makeContent();
    void follow();  // the recipe changed
    void stop();    // what is measured is measured anew when it is wanted again
    void measure(); // when what it depends on is another, and the page is in view
    void showFigures();

    QStackedWidget* stack_;
    EmptyState* empty_;
    Card* ruleCard_;
    ParameterForm* form_;
    Card* curveCard_;
    Label* curveFacts_;
    LiveChart* chart_;
    int curve_ = 0;
    Card* droppedCard_;
    Label* droppedFacts_;
    QTableView* table_;
    DroppedTokensModel* dropped_;
    SideColumn* side_;
    Card* effectCard_;
    FactList* effect_;
    Label* effectHint_;
    ProgressLine* busy_;
    Card* errorCard_;
    Label* error_;
    Button* next_;

    QTimer later_;
    BackgroundJob<studio::VocabularyFigures> job_;
    std::optional<Recipe> asked_; // what job_ was asked for (recipe_parts.h)
    std::optional<studio::VocabularyFigures> figures_;
    bool measuredRule_ = false; // figures_ are of a rule of the recipe
};

} // namespace attune::ui
