// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/results/baselines_view.h"

#include "ui/charts/bar_list.h"
#include "ui/kit/card.h"
#include "ui/kit/core_text.h"
#include "ui/kit/label.h"
#include "ui/kit/numbers.h"

#include <QVBoxLayout>

namespace attune::ui {

BaselinesView::BaselinesView(Workspace& workspace, QWidget* parent)
    : MeasuredView(workspace, Icon::Results, parent),
      accuracyCard_(new Card),
      accuracy_(new BarList(BarList::Look::Answer)),
      macroCard_(new Card),
      macro_(new BarList(BarList::Look::Answer)),
      helps_(new Label(TextSize::Secondary, QFont::Normal, Tone::Secondary, Label::Fit::Wrap)) {
    accuracy_->setObjectName(QStringLiteral("baselineBars"));
    accuracyCard_->body()->addWidget(accuracy_);
    macroCard_->body()->addWidget(macro_);
    content()->addWidget(accuracyCard_);
    content()->addWidget(macroCard_);
    content()->addWidget(helps_);
    content()->addStretch();
    watch(job_);
}

MeasuredView::Words BaselinesView::words() const {
    return {tr("Cheap baselines on the same texts"),
            tr("The most frequent label, naive Bayes on words and a linear model on the vectors of "
               "the pretrained model: what they reach within seconds shows what fine-tuning adds."),
            tr("Measure")};
}

QString BaselinesView::whyNot(const ResultsSubject& subject) const {
    if (subject.run.isEmpty() || !subject.modelOfRun)
        return tr("Baselines are trained on the data of a finished run; there is none here.");
    return {};
}

void BaselinesView::start() {
    job_.start(
        [run = subject().run.toStdString(),
         validation = subject().part == ResultsSubject::Validation](
            std::stop_token stop, const studio::Progress& progress) {
            studio::BaselineOptions options;
            options.validation = validation;
            return studio::measureBaselines(fromUtf8(run), options, progress, stop);
        },
        [this, key = stamp()](const studio::BaselineComparison& found) {
            kept_.keep(key, found);
            found_ = found;
            showFound();
            refresh();
        });
}

void BaselinesView::recall() {
    found_ = kept_.of(stamp());
    showFound();
}

void BaselinesView::showFound() {
    if (!found_)
        return;
    const auto bars = [&](double Metrics::*figure, bool interval) {
        std::vector<Bar> list;
        const auto add = [&](const QString& name, const Metrics& metrics, double seconds,
                             bool strong) {
            Bar bar;
            bar.name = name;
            bar.share = metrics.*figure;
            bar.value = scoreText(metrics.*figure);
            if (interval) {
                const FigureInterval around = found_->around(bar.share);
                bar.value =
                    tr("%1 (%2–%3)").arg(bar.value, scoreText(around.low), scoreText(around.high));
            }
            bar.secondary = seconds < 1 ? tr("under 1 s") : durationText(seconds);
            bar.strong = strong;
            list.push_back(std::move(bar));
        };
        for (const studio::MeasuredBaseline& one : found_->baselines)
            add(coreText(one.title), one.metrics, one.seconds, false);
        if (found_->model)
            add(tr("Fine-tuned model"), *found_->model, found_->modelSeconds, true);
        return list;
    };
    accuracyCard_->setTitle(tr("Accuracy"));
    macroCard_->setTitle(tr("Macro F1"));
    accuracy_->setBars(bars(&Metrics::accuracy, true));
    macro_->setBars(bars(&Metrics::macroF1, false));
    setSummary(found_->onTest
                   ? tr("Trained on %1 texts, measured on the %2 texts of the test part; beside "
                        "each figure the time that it took.")
                         .arg(countText(found_->trainTexts), countText(found_->texts))
                   : tr("Trained on %1 texts, measured on the %2 texts of the validation part; "
                        "beside each figure the time that it took.")
                         .arg(countText(found_->trainTexts), countText(found_->texts)));
    QStringList helps;
    for (const Baseline& one : baselineTable())
        helps << tr("%1: %2").arg(coreText(one.title), coreText(one.help));
    helps_->setText(helps.join(QLatin1Char('\n')));
}

void BaselinesView::retranslate() {
    MeasuredView::retranslate();
    showFound();
}

} // namespace attune::ui
