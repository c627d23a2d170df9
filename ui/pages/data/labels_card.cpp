// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/labels_card.h"

#include "ui/kit/button.h"
#include "ui/kit/core_text.h"
#include "ui/kit/label.h"
#include "ui/kit/numbers.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>

namespace attune::ui {

namespace {
constexpr std::size_t kLabelsShown = 8;
}

LabelsCard::LabelsCard(QWidget* parent)
    : Card(true, Padding::Normal, parent),
      sum_(new Label(TextSize::Secondary, QFont::Normal, Tone::Secondary)),
      bars_(new BarList(BarList::Look::Count)),
      more_(new Button(ButtonKind::Link)),
      hint_(new Label(TextSize::Secondary, QFont::Normal, Tone::Secondary, Label::Fit::Wrap)) {
    head()->addWidget(sum_);
    body()->addWidget(bars_);
    body()->addWidget(more_, 0, Qt::AlignLeft);
    body()->addWidget(hint_);
    connect(more_, &QPushButton::clicked, this, [this] {
        all_ = !all_;
        refresh();
    });
}

void LabelsCard::setFigures(const studio::DataFigures* figures) {
    figures_ = figures != nullptr ? std::optional(*figures) : std::nullopt;
    setVisible(figures_.has_value());
    refresh();
}

void LabelsCard::retranslate() { refresh(); }

void LabelsCard::refresh() {
    if (!figures_)
        return;
    const studio::DataFigures& data = *figures_;
    std::vector<std::size_t> order(data.labels.size());
    for (std::size_t id = 0; id < order.size(); ++id)
        order[id] = id;
    const auto count = [&](std::size_t id) {
        return id < data.labelCounts.size() ? data.labelCounts[id] : 0;
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return count(a) > count(b); });
    std::int64_t sum = 0;
    for (const std::int64_t texts : data.labelCounts)
        sum += texts;
    const double most =
        order.empty() ? 1 : static_cast<double>(std::max<std::int64_t>(1, count(order[0])));
    std::vector<Bar> bars;
    for (const std::size_t id : order) {
        if (!all_ && bars.size() == kLabelsShown)
            break;
        const auto texts = static_cast<double>(count(id));
        const double share = sum > 0 ? texts / static_cast<double>(sum) : 0;
        bars.push_back({toQt(data.labels[id]), texts / most, countText(count(id)),
                        percentText(share), false, count(id) < 2});
    }
    const bool numbers = data.task == Task::Regression, spans = data.task == Task::TokenLabels;
    if (numbers)
        bars = barsOfValues();
    bars_->setBars(std::move(bars));
    setTitle(numbers ? tr("Numbers") : spans ? tr("Spans") : tr("Labels"));
    bars_->setAccessibleName(numbers ? tr("Texts by their numbers")
                             : spans ? tr("Spans of each type")
                                     : tr("Texts of each label"));
    sum_->setText(
        spans ? tr("%Ln span(s) in the training part", nullptr, static_cast<int>(sum))
              : tr("%Ln text(s) in the training part", nullptr, static_cast<int>(data.trainTexts)));
    more_->setVisible(order.size() > kLabelsShown);
    more_->setText(all_
                       ? tr("Show fewer")
                       : tr("Show all %1").arg(countText(static_cast<std::int64_t>(order.size()))));
    // The rarest decides whether accuracy can mislead.
    const std::int64_t least = order.empty() ? 0 : count(order.back());
    const bool rare = data.task == Task::SingleLabel && order.size() > 1 &&
                      least * 5 < sum / static_cast<std::int64_t>(order.size());
    QString hint;
    if (rare)
        hint = tr("“%1” is rare. Class weights in Training can balance it.")
                   .arg(toQt(data.labels[order.back()]));
    else if (data.withoutTarget > 0 && data.task == Task::MultiLabel)
        hint = tr("%Ln text(s) have no label.", nullptr, static_cast<int>(data.withoutTarget));
    else if (data.withoutTarget > 0 && spans)
        hint = tr("%Ln text(s) have no span.", nullptr, static_cast<int>(data.withoutTarget));
    hint_->setText(hint);
    hint_->setVisible(!hint.isEmpty());
}

std::vector<Bar> LabelsCard::barsOfValues() const {
    std::int64_t most = 1;
    for (const auto& bin : figures_->values)
        most = std::max(most, bin.texts);
    const auto number = [](double value) { return QLocale().toString(value, 'g', 4); };
    std::vector<Bar> bars;
    for (const auto& bin : figures_->values)
        bars.push_back(
            {tr("%1 to %2", "numbers").arg(number(bin.from), number(bin.to)),
             static_cast<double>(bin.texts) / static_cast<double>(most), countText(bin.texts),
             percentText(static_cast<double>(bin.texts) /
                         static_cast<double>(std::max<std::int64_t>(1, figures_->trainTexts))),
             false, false});
    return bars;
}

} // namespace attune::ui
