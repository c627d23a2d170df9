// SPDX-License-Identifier: GPL-3.0-or-later
// The Augment page: how many rewritten copies of the training texts there are, the chain of
// operators that rewrites them, the first copies beside their texts, just as training reads them,
// and how many of all copies each operator changes. Other seeds can be looked at; the
// recipe keeps its own until the person takes another.
#pragma once

#include "studio/augment_preview.h"
#include "ui/models/marked_texts_model.h"
#include "ui/pages/operators/chain_page.h"
#include "ui/pages/operators/text_count.h"

namespace attune::ui {

class BarList;
class Card;
class ParameterForm;
class SeedBar;

class AugmentPage : public ChainPage {
    Q_OBJECT

public:
    explicit AugmentPage(Workspace& workspace, QWidget* parent = nullptr);

    QString name() const override { return tr("Augment"); }
    Icon icon() const override { return Icon::Augment; }
    QStringList keys() const override {
        return {QStringLiteral("augment"), QStringLiteral("augment.")};
    }
    PageState state() const override;
    void showField(const std::string& key) override;
    // Of the copies that are shown.
    std::int64_t seed() const;

protected:
    Chain& chainIn(Recipe& recipe) const override { return recipe.augment.operators; }
    void work() override;
    QString failureTitle() const override;
    bool holds(const std::string& key) const override;
    void setProblems(const Problems& problems) override;
    void retranslate() override;
    void hideEvent(QHideEvent* event) override;

private:
    struct Shown {
        std::shared_ptr<const studio::AugmentPreview> preview;
        std::vector<MarkedText> texts;
        studio::TrainedLabels labels;
    };

    void makeForms();
    void showForms();
    void preview();     // the first copies
    void measureSoon(); // unless that is done, or cannot be
    void showCopies(const Shown& shown);
    void followCount();
    void showFigures();
    void showLabels();
    QString footer(bool looking) const;
    Recipe shownRecipe() const; // with the seed that is looked at

    Card* copiesCard_;
    ParameterForm* copies_;
    BarList* labels_;
    Card* moreCard_;
    ParameterForm* more_;
    SeedBar* seeds_;

    Inputs inputs_; // of what is shown or under way
    bool worked_ = false;
    Shown shown_;
    QTimer previewLater_;
    BackgroundJob<Shown> previewer_;
    TextCount<studio::AugmentFigures> count_;
};

} // namespace attune::ui
