// SPDX-License-Identifier: GPL-3.0-or-later
// The Vocabulary page: the curve of coverage with a handle that says how many tokens stay, what
// that leads to, and the tokens that would go. While the handle moves, what is counted is known at
// once and what hangs on the trimmed tokenizer comes from a sample; once it rests, all texts are
// compared.
#pragma once

#include "studio/vocabulary.h"
#include "ui/jobs/background_job.h"
#include "ui/pages/page.h"
#include "ui/pages/vocabulary/rule_bar.h"

#include <QTimer>

#include <memory>

class QStackedWidget;

namespace attune::ui {

class Button;
class Card;
class CoverageChart;
class DroppedCard;
class EmptyState;
class FactList;
class Label;
class ParameterForm;
class ProgressLine;
class ProofCard;
class SideColumn;
class SizeCard;

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
    using Plan = std::shared_ptr<const studio::VocabularyPlan>;

    QWidget* makeContent();
    QWidget* makeSide();
    ParameterForm* makeForm(Card& card);
    void connectHandle();
    void fillForms();
    void follow();  // the recipe changed
    void stop();    // what is measured is measured anew when it is wanted again
    void measure(); // what is not known yet of the open recipe, while the page is in view
    void count();
    void fail(const QString& message);
    void hideFigures();
    void chooseRule(TrimRule rule);
    void setTo(int tokens, bool dragged); // by the handle
    void keep(const std::vector<std::string>& words);
    // The point of the plan's path that the rule ends at, or the handle while it is dragged.
    std::size_t pointOf(const VocabularySettings& rule) const;
    void showPlan();    // its curve, where the handle may stand
    void showPlace();   // what is known at once of the place of the recipe's rule
    bool warnOfModel(); // in place of the proof, where the model knows little of the texts
    void showPoint(std::size_t point);
    void showWhole();
    // `figures`: checked ones or those of a sample; null: not known yet.
    void showFacts(const studio::VocabularySize& after, const studio::VocabularyFigures* figures);
    void showDropped(const studio::VocabularyFigures& figures);

    QStackedWidget* stack_;
    EmptyState* empty_;
    Card* curveCard_;
    RuleBar* rule_;
    Label* ruleError_;
    CoverageChart* chart_;
    ProgressLine* busy_;
    DroppedCard* droppedCard_;
    SideColumn* side_;
    SizeCard* size_;
    ProofCard* proof_;
    Card* changesCard_;
    FactList* changes_;
    Card* countedCard_;
    Card* addedCard_;
    std::vector<ParameterForm*> forms_;
    Card* errorCard_;
    Label* error_;
    Button* next_;

    QTimer later_;      // measure()
    QTimer sampleSoon_; // while the handle moves
    BackgroundJob<Plan> planJob_;
    BackgroundJob<studio::VocabularyFigures> sampleJob_, figuresJob_;
    Plan plan_;
    std::optional<Recipe> planOf_;                // what planJob_ was asked for (recipe_parts.h)
    std::optional<VocabularySettings> figuresOf_; // the rule that figuresJob_ was asked for
    std::optional<studio::VocabularyFigures> figures_; // of figuresOf_, checked
    std::size_t point_ = 0;                            // that is shown
};

} // namespace attune::ui
