// SPDX-License-Identifier: GPL-3.0-or-later
// The Augment page: how many rewritten copies of the training texts there are, the chain of
// operators that rewrites them, the first copies beside their texts, just as training reads them,
// and how many of all copies each operator changes. Other seeds can be looked at; the recipe keeps
// its own until the person takes another.
#pragma once

#include "studio/augment_preview.h"
#include "ui/models/marked_texts_model.h"
#include "ui/pages/operators/chain_page.h"

namespace attune::ui {

class BarList;
class Card;
class Label;
class ParameterForm;

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
    std::int64_t seed() const { return recipe().training.seed + otherSeed_; }

protected:
    Chain& chainIn(Recipe& recipe) const override { return recipe.augment.operators; }
    void work() override;
    QString failureTitle() const override;
    void retranslate() override;
    void hideEvent(QHideEvent* event) override;

private:
    // What texts and counts depend on.
    struct Inputs {
        DataSettings data;
        fs::path base;
        std::int64_t seed = 0;
        CleaningSettings clean;
        AugmentSettings augment;
        bool operator==(const Inputs&) const = default;
    };
    struct Shown {
        std::shared_ptr<const studio::AugmentPreview> preview;
        std::vector<MarkedText> texts;
        studio::TrainedLabels labels;
    };

    void makeSeedActions();
    void makeForms();
    void showForms();
    void preview();     // the first copies
    void measureSoon(); // unless that is done, or cannot be
    void measure();     // all copies, counted
    void showCopies(const Shown& shown);
    void take(const studio::AugmentFigures& figures);
    void showFigures();
    void lookAt(std::int64_t otherSeed);
    Recipe shownRecipe() const; // with the seed that is looked at

    Card* copiesCard_;
    ParameterForm* copies_;
    BarList* labels_;
    Card* moreCard_;
    ParameterForm* more_;
    Label* seed_;
    Button* nextSeed_;
    Button* takeSeed_;
    Button* backSeed_;

    std::int64_t otherSeed_ = 0; // added to the recipe's
    Inputs inputs_;              // of what is shown or under way
    bool worked_ = false;
    Shown shown_;
    std::optional<studio::AugmentFigures> figures_;
    bool counted_ = false; // figures_ are of all copies
    QTimer previewLater_;
    QTimer measureLater_;
    BackgroundJob<Shown> previewer_;
    BackgroundJob<studio::AugmentFigures> counter_;
};

} // namespace attune::ui
