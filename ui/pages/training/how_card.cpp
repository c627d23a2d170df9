// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/training/how_card.h"

#include "ui/kit/core_text.h"
#include "ui/kit/label.h"
#include "ui/kit/numbers.h"

#include <QGridLayout>
#include <QVBoxLayout>

#include <cmath>

namespace attune::ui {

HowCard::HowCard(QWidget* parent) : Card(true, Padding::Normal, parent), grid_(new QGridLayout) {
    grid_->setHorizontalSpacing(8);
    grid_->setVerticalSpacing(0);
    grid_->setColumnMinimumWidth(0, scaled(64));
    grid_->setColumnStretch(1, 1);
    body()->addLayout(grid_);
}

void HowCard::setLines(const std::vector<Line>& lines) {
    while (rows_.size() < lines.size()) {
        const int at = static_cast<int>(rows_.size());
        Row row{secondaryLabel({}, Label::Fit::Full),
                new Label(TextSize::Body, QFont::DemiBold, Tone::Text, Label::Fit::Elide),
                new Label(TextSize::Secondary, QFont::Normal, Tone::Secondary, Label::Fit::Wrap)};
        row.name->setMinimumHeight(scaled(20));
        row.value->setMinimumHeight(scaled(20));
        auto* texts = new QVBoxLayout;
        texts->setSpacing(0);
        texts->addWidget(row.value);
        texts->addWidget(row.reason);
        texts->addSpacing(6);
        texts->addStretch(1);
        grid_->addWidget(row.name, at, 0, Qt::AlignTop);
        // Not aligned: a layout that is gets the height of its hint, in which nothing is broken.
        grid_->addLayout(texts, at, 1);
        rows_.push_back(row);
    }
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        const bool used = i < lines.size();
        const Line line = used ? lines[i] : Line{};
        rows_[i].name->setText(line.name);
        rows_[i].value->setText(line.value);
        rows_[i].reason->setText(line.reason);
        for (Label* label : {rows_[i].name, rows_[i].value})
            label->setVisible(used);
        rows_[i].reason->setVisible(used && !line.reason.isEmpty());
    }
}

namespace {
// The engine's reasons are parts of sentences.
QString reasonText(const std::string& reason) {
    QString text = coreText(reason);
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}
} // namespace

std::vector<HowCard::Line> HowCard::planned(const studio::RunPlan& plan) {
    return {
        {tr("Device"),    describedText(plan.device), reasonText(plan.deviceReason)   },
        {tr("Precision"), coreText(plan.precision),   reasonText(plan.precisionReason)}
    };
}

std::vector<HowCard::Line> HowCard::taken(const StartedEvent& started, double textsPerSecond,
                                          double tokensPerSecond) {
    std::vector<Line> lines = {
        {tr("Device"),    describedText(started.device), reasonText(started.deviceReason)   },
        {tr("Precision"), coreText(started.precision),   reasonText(started.precisionReason)},
        {tr("Engine"),    coreText(started.engine),      reasonText(started.engineReason)   },
    };
    if (textsPerSecond > 0)
        lines.push_back({tr("Speed"), tr("%1 texts/s").arg(countText(std::llround(textsPerSecond))),
                         tr("%1 tokens/s").arg(countText(std::llround(tokensPerSecond)))});
    return lines;
}

} // namespace attune::ui
