// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/training/range_card.h"

#include "ui/charts/chart_legend.h"
#include "ui/charts/live_chart.h"
#include "ui/kit/button.h"
#include "ui/kit/core_text.h"
#include "ui/kit/empty_state.h"
#include "ui/kit/label.h"
#include "ui/kit/numbers.h"
#include "ui/models/recipe_model.h"
#include "ui/models/workspace.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>

namespace attune::ui {

RangeCard::RangeCard(Workspace& workspace, QWidget* parent)
    : Card(true, Padding::Normal, parent),
      workspace_(workspace),
      model_(workspace.rangeTest()),
      legend_(new ChartLegend),
      note_(secondaryLabel()),
      use_(new Button(ButtonKind::Outline, Icon::Check)),
      run_(new Button(ButtonKind::Outline, Icon::Play)),
      empty_(new EmptyState(Icon::Training)),
      chart_(new LiveChart) {
    use_->setCompact(true);
    run_->setCompact(true);
    head()->insertWidget(1, legend_);
    head()->addWidget(use_);
    head()->addWidget(run_);
    body()->addWidget(empty_, 1);
    body()->addWidget(chart_, 1);
    body()->addWidget(note_);
    chart_->setLogX(true);
    raw_ = chart_->addCurve(0, LiveChart::Line::Raw);
    smooth_ = chart_->addCurve(0, LiveChart::Line::Solid);
    chart_->setPointerTitle([](double rate) { return rateText(rate, 3); });
    chart_->setValueText([](double loss) { return QLocale().toString(loss, 'f', 3); });
    connect(run_, &Button::clicked, this, [this] { model_.isRunning() ? model_.stop() : start(); });
    connect(empty_, &EmptyState::pressed, this, &RangeCard::start);
    connect(use_, &Button::clicked, this,
            [this] { workspace_.recipe().set("training.learning_rate", model_.proposed()); });
    connect(&model_, &RangeTestModel::changed, this, &RangeCard::follow);
    connect(&workspace_.recipe(), &RecipeModel::reset, &model_, [this] {
        model_.stop();
        model_.clear();
    });
    connect(&workspace_.recipe(), &RecipeModel::changed, this, &RangeCard::follow);
}

void RangeCard::start() {
    if (possible_)
        model_.start(workspace_.recipe().recipe());
}

void RangeCard::setPossible(bool possible, const QString& reason) {
    possible_ = possible;
    reason_ = reason;
    follow();
}

void RangeCard::retranslate() {
    setTitle(tr("Learning-rate range test"));
    legend_->setItems({
        {tr("loss of a batch"), 0, LiveChart::Line::Raw  },
        {tr("smoothed"),        0, LiveChart::Line::Solid}
    });
    chart_->setAccessibleName(tr("Loss by learning rate"));
    chart_->setCurveName(raw_, tr("loss"));
    chart_->setCurveName(smooth_, tr("smoothed"));
    follow();
}

void RangeCard::follow() {
    const bool running = model_.isRunning();
    const Curve& curve = model_.smoothed();
    const bool any = !curve.empty();
    empty_->setVisible(!any && !running && model_.error().isEmpty());
    empty_->setTexts(
        tr("Which learning rate suits?"),
        possible_ ? tr("A short test with a growing rate shows it. Nothing is written.") : reason_,
        possible_ ? tr("Run the test") : QString());
    chart_->setVisible(any);
    legend_->setVisible(any);
    run_->setVisible(any || running || !model_.error().isEmpty());
    run_->setText(running ? tr("Stop") : tr("Run again"));
    run_->setSymbol(running ? Icon::Stop : Icon::Refresh);
    run_->setEnabled(running || possible_);
    run_->setToolTip(running || possible_ ? QString() : reason_);

    const double proposed = model_.proposed();
    use_->setVisible(proposed > 0);
    use_->setText(tr("Use %1").arg(rateText(proposed)));
    const bool taken = workspace_.recipe().recipe().training.learning_rate == proposed;
    use_->setEnabled(!taken);
    use_->setToolTip(taken ? tr("The recipe has this rate.") : QString());

    if (!model_.error().isEmpty()) {
        note_->setTone(Tone::Bad);
        note_->setText(model_.error());
    } else {
        note_->setTone(Tone::Secondary);
        note_->setText(running && !any ? tr("Loading the model and the texts…")
                                       : shown(model_.reason()));
    }
    note_->setVisible(!note_->text().isEmpty());

    if (any) {
        chart_->setPoints(raw_, model_.raw());
        chart_->setPoints(smooth_, curve);
        const double first = curve.front().x(), last = curve.back().x();
        if (last > first)
            chart_->setWholeRange(first, last);
        chart_->setProposal(proposed > 0 ? std::optional(proposed) : std::nullopt,
                            rateText(proposed));
        // Where the loss explodes nobody needs to see how far.
        const double least =
            std::min_element(curve.begin(), curve.end(), [](const QPointF& a, const QPointF& b) {
                return a.y() < b.y();
            })->y();
        chart_->setBounds(std::nullopt,
                          curve.front().y() + 0.5 * (curve.front().y() - least) + 0.1);
        chart_->refresh();
    }
}

} // namespace attune::ui
