// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/strip.h"

#include "ui/kit/button.h"
#include "ui/kit/core_text.h"
#include "ui/kit/label.h"
#include "ui/kit/numbers.h"
#include "ui/models/figures_model.h"
#include "ui/models/recipe_model.h"
#include "ui/models/rehearsal_model.h"
#include "ui/models/run_model.h"
#include "ui/models/workspace.h"

#include <QDir>
#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace attune::ui {

Strip::Strip(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      workspace_(workspace),
      cells_(new StripCells),
      folder_(new Label(TextSize::Secondary, QFont::Normal, Tone::Secondary)),
      reason_(new Button(ButtonKind::Link, Icon::Error)),
      second_(new Button(ButtonKind::Outline, Icon::Stop)),
      main_(new Button(ButtonKind::Primary, Icon::Play)) {
    setFixedHeight(scaled(57));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 1, 16, 0);
    row->setSpacing(8);
    row->addWidget(cells_, 1);
    row->addWidget(folder_);
    row->addWidget(reason_);
    row->addWidget(second_);
    row->addWidget(main_);
    reason_->setSymbolTone(Tone::Bad);
    connect(main_, &Button::clicked, this, &Strip::press);
    connect(second_, &Button::clicked, this, &Strip::stopWanted);
    connect(reason_, &Button::clicked, this, [this] {
        for (const Problem& problem : workspace_.recipe().problems())
            if (problem.severity == Problem::Severity::Error) {
                Q_EMIT workspace_.fieldWanted(problem.field);
                return;
            }
        workspace_.openPage(QStringLiteral("data")); // nothing is there yet
    });
    connect(&workspace_.recipe(), &RecipeModel::problemsChanged, this, &Strip::refreshButtons);
    connect(&workspace_, &Workspace::startingChanged, this, &Strip::refreshButtons);
    connect(&workspace_, &Workspace::machineChanged, this, &Strip::refreshCells);
    connect(&workspace_.run(), &RunModel::stateChanged, this, &Strip::refresh);
    connect(&workspace_.run(), &RunModel::changed, this, &Strip::refreshCells);
    connect(&workspace_.figures(), &FiguresModel::changed, this, &Strip::refreshCells);
    connect(&workspace_.rehearsal(), &RehearsalModel::changed, this, &Strip::refreshCells);
    connect(&workspace_.recipe(), &RecipeModel::changed, this, &Strip::refreshCells);
    connect(&workspace_.figures(), &FiguresModel::progress, this, &Strip::refreshCells);
    refresh();
}

void Strip::refresh() {
    refreshCells();
    refreshButtons();
}

void Strip::refreshCells() {
    const FiguresModel& figures = workspace_.figures();
    if (const auto& now = figures.consequences())
        cells_->setCells(cellsOf(*now));
    else
        cells_->setCells(cellsOf({}));
}

std::vector<StripCell> Strip::cellsOf(const studio::Consequences& now) const {
    const FiguresModel& figures = workspace_.figures();
    const RunModel& run = workspace_.run();
    const QString unknown = figures.isMeasuring() ? QStringLiteral("…") : QStringLiteral("–");
    const QLocale locale;
    std::vector<StripCell> cells;
    // What is of a sample, or guessed, says so.
    const QString about = QStringLiteral("≈ ");
    const auto add = [&](const QString& caption, const QString& value, const QString& tip = {}) {
        cells.push_back({caption, value.isEmpty() ? unknown : value, {}, 0, tip});
    };
    const studio::Consequences* before =
        figures.consequencesBefore() && now.exact ? &*figures.consequencesBefore() : nullptr;
    // A chip for what changed by at least `least`; less is better.
    const auto change = [&](double difference, double least, const QString& size) {
        if (before == nullptr || std::abs(difference) < least)
            return;
        cells.back().worse = difference > 0 ? 1 : -1;
        cells.back().change =
            (difference > 0 ? QStringLiteral("▲ +") : QStringLiteral("▼ −")) + size;
    };
    const auto difference = [&](auto member) {
        return before == nullptr
                   ? 0.0
                   : static_cast<double>(now.*member) - static_cast<double>(before->*member);
    };
    const auto measured = [&](const QString& text) {
        return now.texts == 0 ? QString() : now.exact ? text : about + text;
    };
    using C = studio::Consequences;

    add(now.copies > 0 ? tr("Texts and copies") : tr("Training texts"),
        now.texts == 0 ? QString() : (now.textsExact ? QString() : about) + countText(now.texts),
        now.copies == 0 ? QString()
                        : tr("%1 texts and %2 copies of them")
                              .arg(countText(now.texts - now.copies), countText(now.copies)));
    if (const double more = difference(&C::texts); more != 0)
        cells.back().change = (more > 0 ? QStringLiteral("+") : QStringLiteral("−")) +
                              countText(static_cast<std::int64_t>(std::abs(more)));
    add(tr("Tokens a text"), measured(locale.toString(now.tokensPerText, 'f', 1)));
    change(difference(&C::tokensPerText), 0.05,
           locale.toString(std::abs(difference(&C::tokensPerText)), 'f', 1));
    add(tr("Cut"), measured(percentText(now.cutShare, 1)),
        tr("Share of the training texts that lose their end"));
    change(difference(&C::cutShare), 0.0005,
           locale.toString(std::abs(difference(&C::cutShare)) * 100, 'f', 1));
    add(tr("Unknown"), measured(percentText(now.unknownShare, 2)),
        tr("Share of the tokens of the training texts, copies included, that the tokenizer has no "
           "word for"));
    change(difference(&C::unknownShare), 0.00005,
           locale.toString(std::abs(difference(&C::unknownShare)) * 100, 'f', 2));
    const QString aboutModel = now.vocabularyExact ? QString() : about;
    add(tr("Model"), now.modelBytes == 0 ? QString() : aboutModel + bytesText(now.modelBytes),
        now.vocabulary == 0 ? QString()
                            : tr("Vocabulary: %1 tokens").arg(countText(now.vocabulary)));
    change(difference(&C::modelBytes), 5e5,
           bytesText(static_cast<std::uint64_t>(std::abs(difference(&C::modelBytes)))));
    const studio::Machine& machine = workspace_.machine();
    const std::uint64_t memory = workspace_.recipe().recipe().training.device == "cpu"
                                     ? machine.memory
                                     : machine.trainingMemory();
    const RehearsalModel& rehearsal = workspace_.rehearsal();
    const RehearsedEvent* rehearsed =
        rehearsal.isOf(workspace_.recipe().recipe()) ? &*rehearsal.result() : nullptr;
    const std::uint64_t bytes = rehearsed != nullptr ? rehearsed->memory : now.trainingBytes;
    const QString taken = (rehearsed != nullptr ? QString() : about) + bytesText(bytes);
    //: memory that training takes, of what the machine has: 0.9 GB of 7.7 GB
    add(tr("Memory"),
        bytes == 0   ? QString()
        : memory > 0 ? tr("%1 of %2").arg(taken, bytesText(memory))
                     : taken,
        rehearsed != nullptr ? tr("Measured by the rehearsal")
                             : tr("Estimated for the batch of the longest texts"));
    // Measured, where a run of the same told how fast it is.
    if (run.started() && run.isAsFastAs(workspace_.recipe().recipe())) {
        add(tr("An epoch"), durationText(run.epochSeconds()), tr("The mean of the run"));
    } else if (rehearsed != nullptr) {
        add(tr("An epoch"), durationText(rehearsed->epochSeconds), tr("Measured by the rehearsal"));
    } else {
        add(tr("An epoch"),
            now.epochSeconds > 0 ? about + durationText(now.epochSeconds) : QString(),
            tr("Guessed from the size of the model. A run measures it."));
        const double seconds = difference(&C::epochSeconds);
        change(seconds, std::max(1.0, 0.02 * now.epochSeconds), durationText(std::abs(seconds)));
    }
    add(tr("Vocabulary"), now.vocabulary == 0 ? QString() : aboutModel + countText(now.vocabulary),
        tr("Tokens that the model knows"));
    change(difference(&C::vocabulary), 1,
           countText(static_cast<std::int64_t>(std::abs(difference(&C::vocabulary)))));
    return cells;
}

void Strip::refreshButtons() {
    const RunModel& run = workspace_.run();
    const auto& problems = workspace_.recipe().problems();
    const int errors = static_cast<int>(
        std::count_if(problems.begin(), problems.end(), [](const Problem& problem) {
            return problem.severity == Problem::Severity::Error;
        }));
    const bool blank = workspace_.recipe().isBlank();
    reason_->setVisible((errors > 0 || blank) && !run.isOurs());
    reason_->setText(blank ? tr("No texts to train on yet") : tr("%n problem(s)", nullptr, errors));
    reason_->setSymbol(blank ? Icon::Data : Icon::Error);
    reason_->setSymbolTone(blank ? Tone::Secondary : Tone::Bad);
    const bool again = run.state() == RunModel::State::Ended && !workspace_.isStarting();
    folder_->setVisible(again && !reason_->isVisibleTo(this));
    if (again) {
        const fs::path next = workspace_.nextRunFolder();
        folder_->setText(tr("into “%1”").arg(toQt(toUtf8(next.filename()))));
        folder_->setToolTip(QDir::toNativeSeparators(toQt(toUtf8(next))));
    }
    second_->setVisible(run.isOurs());
    second_->setText(tr("Stop and keep"));
    second_->setEnabled(run.state() != RunModel::State::Stopping);
    switch (run.isOurs() ? run.state() : RunModel::State::None) {
    case RunModel::State::Running:
        main_->setText(tr("Pause"));
        main_->setSymbol(Icon::Pause);
        main_->setEnabled(true);
        break;
    case RunModel::State::Paused:
        main_->setText(tr("Continue"));
        main_->setSymbol(Icon::Play);
        main_->setEnabled(true);
        break;
    case RunModel::State::Stopping:
        main_->setText(tr("Stopping…"));
        main_->setSymbol(Icon::Stop);
        main_->setEnabled(false);
        break;
    default:
        main_->setText(workspace_.isStarting()                 ? tr("Checking…")
                       : run.state() == RunModel::State::Ended ? tr("Train again")
                                                               : tr("Start training"));
        main_->setSymbol(Icon::Play);
        main_->setEnabled(errors == 0 && !blank && !workspace_.isStarting() &&
                          run.state() != RunModel::State::Reading);
    }
}

void Strip::press() {
    RunModel& run = workspace_.run();
    if (!run.isOurs())
        workspace_.train();
    else if (run.state() == RunModel::State::Paused)
        run.resume();
    else
        run.pause();
}

void Strip::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refresh();
}

void Strip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Theme theme = Theme::of(*this);
    painter.fillRect(rect(), theme.chrome);
    painter.fillRect(QRect(0, 0, width(), 1), theme.border);
}

} // namespace attune::ui
