// SPDX-License-Identifier: GPL-3.0-or-later
// How the model bears noise: its accuracy by kind and strength, with and without the cleaning rule
// that takes the noise away, and a text with each noise marked.
#pragma once

#include "studio/robustness.h"
#include "ui/models/robustness_model.h"
#include "ui/pages/results/kept_results.h"
#include "ui/pages/results/measured_view.h"

class QTableView;

namespace attune::ui {

class Card;

class RobustnessView : public MeasuredView {
    Q_OBJECT

public:
    explicit RobustnessView(Workspace& workspace, QWidget* parent = nullptr);

    QString name() const override { return tr("Robustness"); }
    void retranslate() override;

protected:
    Words words() const override;
    QString whyNot(const ResultsSubject& subject) const override;
    void start() override;
    void forget() override;
    void recall() override;
    bool hasResult() const override { return found_ != nullptr; }

private:
    void take(const std::shared_ptr<const studio::Robustness>& found);
    void showFound();

    BackgroundJob<std::shared_ptr<const studio::Robustness>> job_;
    std::shared_ptr<const studio::Robustness> found_;
    KeptResults<std::shared_ptr<const studio::Robustness>> kept_;
    RobustnessModel* model_;
    Card* card_;
    QTableView* table_;
};

} // namespace attune::ui
