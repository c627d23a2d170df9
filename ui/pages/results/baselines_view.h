// SPDX-License-Identifier: GPL-3.0-or-later
// What the fine-tuned model adds: bars of cheap classifiers on the same texts, beside its own.
#pragma once

#include "studio/baselines.h"
#include "ui/pages/results/kept_results.h"
#include "ui/pages/results/measured_view.h"

namespace attune::ui {

class BarList;
class Card;
class Label;

class BaselinesView : public MeasuredView {
    Q_OBJECT

public:
    explicit BaselinesView(Workspace& workspace, QWidget* parent = nullptr);

    QString name() const override { return tr("Baselines"); }
    void retranslate() override;

protected:
    Words words() const override;
    QString whyNot(const ResultsSubject& subject) const override;
    void start() override;
    void forget() override { found_.reset(); }
    void recall() override;
    bool hasResult() const override { return found_.has_value(); }

private:
    void showFound();

    BackgroundJob<studio::BaselineComparison> job_;
    std::optional<studio::BaselineComparison> found_;
    KeptResults<studio::BaselineComparison> kept_;
    Card* accuracyCard_;
    BarList* accuracy_;
    Card* macroCard_;
    BarList* macro_;
    Label* helps_;
};

} // namespace attune::ui
