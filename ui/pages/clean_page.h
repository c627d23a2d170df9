// SPDX-License-Identifier: GPL-3.0-or-later
// The Clean page: the chain of rules that every text goes through before anything else sees it,
// the first training texts before and after, and how many of all texts each rule changes.
#pragma once

#include "studio/studio.h"
#include "ui/models/marked_texts_model.h"
#include "ui/pages/operators/chain_page.h"
#include "ui/pages/operators/text_count.h"

namespace attune::ui {

class CleanPage : public ChainPage {
    Q_OBJECT

public:
    explicit CleanPage(Workspace& workspace, QWidget* parent = nullptr);

    QString name() const override { return tr("Clean"); }
    Icon icon() const override { return Icon::Clean; }
    QStringList keys() const override {
        return {QStringLiteral("clean"), QStringLiteral("clean[")};
    }
    PageState state() const override;

protected:
    Chain& chainIn(Recipe& recipe) const override { return recipe.clean; }
    void work() override;
    QString failureTitle() const override;
    void retranslate() override;

private:
    using Texts = std::vector<MarkedText>;

    void read(); // the first texts, as they stand in the file
    void preview();
    void followCount(); // those texts through the rules
    void showFigures();

    Inputs inputs_; // of what is shown or under way
    bool worked_ = false;
    std::shared_ptr<const Texts> read_; // before the rules
    BackgroundJob<Texts> reader_;
    BackgroundJob<Texts> previewer_;
    TextCount<studio::CleaningFigures> count_;
};

} // namespace attune::ui
