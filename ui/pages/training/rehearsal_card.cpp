// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/training/rehearsal_card.h"

#include "ui/kit/button.h"
#include "ui/kit/chip.h"
#include "ui/kit/core_text.h"
#include "ui/kit/label.h"
#include "ui/kit/numbers.h"
#include "ui/kit/progress_line.h"
#include "ui/models/recipe_model.h"
#include "ui/models/workspace.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <cmath>

namespace attune::ui {

RehearsalCard::RehearsalCard(Workspace& workspace, QWidget* parent)
    : HowCard(parent),
      workspace_(workspace),
      model_(workspace.rehearsal()),
      chip_(new Chip),
      note_(new Label(TextSize::Secondary, QFont::Normal, Tone::Secondary, Label::Fit::Wrap)),
      line_(new ProgressLine),
      problems_(new Label(TextSize::Secondary, QFont::Normal, Tone::Warn, Label::Fit::Wrap)),
      button_(new Button(ButtonKind::Outline, Icon::Play)) {
    head()->addWidget(chip_);
    body()->insertWidget(0, note_);
    body()->insertWidget(1, line_);
    body()->addWidget(problems_);
    body()->addWidget(button_, 0, Qt::AlignLeft);
    button_->setCompact(true);
    connect(button_, &Button::clicked, this, [this] {
        if (model_.isRunning())
            model_.stop();
        else if (possible_)
            workspace_.rehearse();
    });
    connect(&model_, &RehearsalModel::changed, this, &RehearsalCard::follow);
    connect(&workspace_.recipe(), &RecipeModel::reset, &model_, [this] {
        model_.stop();
        model_.clear();
    });
    connect(&workspace_.recipe(), &RecipeModel::changed, this, &RehearsalCard::follow);
}

void RehearsalCard::setPossible(bool possible, const QString& reason) {
    possible_ = possible;
    reason_ = reason;
    follow();
}

void RehearsalCard::retranslate() {
    setTitle(tr("Rehearsal"));
    line_->setAccessibleName(tr("Progress of the rehearsal"));
    follow();
}

QString RehearsalCard::noteText() const {
    if (model_.isRunning())
        switch (model_.stage()) {
        case RehearsalModel::Stage::Loading:
            return tr("Loading the texts and the model…");
        case RehearsalModel::Stage::LongestBatch:
            return tr("Running the longest batch…");
        case RehearsalModel::Stage::Steps:
            return tr("Measuring the speed of steps…");
        case RehearsalModel::Stage::Evaluation:
            return tr("Evaluating…");
        case RehearsalModel::Stage::Checkpoint:
            return tr("Writing a checkpoint…");
        }
    if (!model_.error().isEmpty())
        return model_.error();
    if (!model_.result())
        return possible_ ? tr("A few seconds that run the longest batch, an evaluation and a "
                              "checkpoint: memory, disk and time are then measured, not guessed. "
                              "Nothing is left.")
                         : reason_;
    if (!model_.isOf(workspace_.recipe().recipe()))
        return tr("The recipe has changed since: these are the figures of the one before.");
    return tr("Ran the longest batch, a few steps, an evaluation and a checkpoint.");
}

void RehearsalCard::follow() {
    const bool running = model_.isRunning();
    note_->setTone(!running && !model_.error().isEmpty() ? Tone::Bad : Tone::Secondary);
    note_->setText(noteText());
    line_->setVisible(running);
    line_->setShare(model_.share());
    button_->setText(running                                        ? tr("Stop")
                     : model_.result() || !model_.error().isEmpty() ? tr("Rehearse again")
                                                                    : tr("Rehearse"));
    button_->setSymbol(running ? Icon::Stop : model_.result() ? Icon::Refresh : Icon::Play);
    button_->setEnabled(running || possible_);
    button_->setToolTip(running || possible_ ? QString() : reason_);
    showResult();
}

void RehearsalCard::showResult() {
    const auto& result = model_.result();
    const bool shown = result && !model_.isRunning();
    chip_->setVisible(shown);
    problems_->setVisible(shown && !result->problems.empty());
    if (!shown) {
        setLines({});
        return;
    }
    const bool current = model_.isOf(workspace_.recipe().recipe());
    const QString time = tr("measured %1").arg(clockText(model_.measuredAt()));
    if (!current)
        chip_->set(tr("of another recipe"), Tone::Secondary);
    else if (!result->fits())
        chip_->set(tr("does not fit"), Tone::Bad, Icon::Error);
    else if (!result->problems.empty())
        chip_->set(time, Tone::Warn, Icon::Warning);
    else
        chip_->set(time, Tone::Good, Icon::Check);
    QStringList problems;
    for (const Problem& problem : result->problems)
        problems << ui::shown(problem);
    problems_->setTone(result->fits() ? Tone::Warn : Tone::Bad);
    problems_->setText(problems.join(QLatin1Char('\n')));
    setLines({
        {tr("Time"),                                            durationText(result->seconds),
         tr("%n epoch(s) of %1",                                                    nullptr, static_cast<int>(result->epochs))
             .arg(durationText(result->epochSeconds))},
        {tr("Memory"), bytesText(result->memory),
         tr("of %1, %2 stay free")
             .arg(bytesText(result->memoryTotal),      bytesText(result->memoryLeft))},
        {tr("Disk"),               bytesText(result->diskBytes),
         tr("%n checkpoint(s) and the model; %1 free",nullptr,
         static_cast<int>(result->checkpoints))
             .arg(bytesText(result->diskFree))},
        {tr("Speed"),           tr("%1 texts/s").arg(countText(std::llround(result->textsPerSecond))),
         tr("%1 tokens/s").arg(countText(std::llround(result->tokensPerSecond)))                         },
    });
}

} // namespace attune::ui
