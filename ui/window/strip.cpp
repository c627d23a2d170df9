// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/strip.h"

#include "ui/kit/button.h"
#include "ui/kit/chip.h"
#include "ui/kit/core_text.h"
#include "ui/kit/fonts.h"
#include "ui/kit/label.h"
#include "ui/kit/numbers.h"
#include "ui/models/figures_model.h"
#include "ui/models/recipe_model.h"
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

StripCells::StripCells(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void StripCells::setCells(std::vector<StripCell> cells) {
    cells_ = std::move(cells);
    QStringList spoken;
    for (const StripCell& cell : cells_)
        spoken << cell.caption + QLatin1Char(' ') + cell.value;
    setAccessibleName(spoken.join(QStringLiteral(", ")));
    update();
}

QSize StripCells::minimumSizeHint() const { return {scaled(240), scaled(56)}; }

void StripCells::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Theme theme = Theme::of(*this);
    const QFont small = textFont(TextSize::Caption);
    const QFont strong = textFont(TextSize::Body, QFont::DemiBold);
    const QFontMetrics smallMetrics(small), strongMetrics(strong);
    std::vector<double> widths;
    double sum = 0;
    for (const StripCell& cell : cells_) {
        const double value = strongMetrics.horizontalAdvance(cell.value) +
                             (cell.change.isEmpty() ? 0 : Chip::widthOf(cell.change) + 6);
        widths.push_back(std::max<double>(smallMetrics.horizontalAdvance(cell.caption), value));
        sum += widths.back();
    }
    // The cells that find room; the least important stand last.
    std::size_t count = cells_.size();
    constexpr double leastGap = 20;
    while (count > 1 && sum + leastGap * static_cast<double>(count - 1) > width())
        sum -= widths[--count];
    const double gap =
        count > 1 ? std::min(40.0, (width() - sum) / static_cast<double>(count - 1)) : 0;
    double x = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const StripCell& cell = cells_[i];
        const double top = height() / 2.0;
        painter.setFont(small);
        painter.setPen(theme.text2);
        painter.drawText(QRectF(x, top - scaled(19), widths[i] + 2, scaled(16)), Qt::AlignVCenter,
                         cell.caption);
        painter.setFont(strong);
        painter.setPen(theme.text);
        painter.drawText(QRectF(x, top - 1, widths[i] + 2, scaled(20)), Qt::AlignVCenter,
                         cell.value);
        if (!cell.change.isEmpty())
            Chip::paint(painter,
                        QPointF(x + strongMetrics.horizontalAdvance(cell.value) + 6,
                                top + scaled(20) / 2.0 - 1),
                        cell.change,
                        cell.worse > 0   ? Tone::Warn
                        : cell.worse < 0 ? Tone::Good
                                         : Tone::Secondary,
                        theme);
        x += widths[i] + gap;
        if (i + 1 < count) {
            painter.setPen(QPen(theme.border, 1));
            const double line = std::round(x - gap / 2) + 0.5;
            painter.drawLine(QPointF(line, 16), QPointF(line, height() - 14));
        }
    }
}

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
    connect(&workspace_.figures(), &FiguresModel::progress, this, &Strip::refreshCells);
    refresh();
}

void Strip::refresh() {
    refreshCells();
    refreshButtons();
}

void Strip::refreshCells() {
    const FiguresModel& figures = workspace_.figures();
    const RunModel& run = workspace_.run();
    const QString unknown = figures.isMeasuring() ? QStringLiteral("…") : QStringLiteral("–");
    std::vector<StripCell> cells(7);
    cells[0] = {tr("Training texts"), unknown, {}, 0};
    cells[1] = {tr("Tokens a text"), unknown, {}, 0};
    cells[2] = {tr("Cut"), unknown, {}, 0};
    cells[3] = {tr("Unknown"), unknown, {}, 0};
    cells[4] = {tr("Model"), unknown, {}, 0};
    cells[5] = {tr("Memory"), unknown, {}, 0};
    cells[6] = {tr("An epoch"), unknown, {}, 0};
    const auto share = [](std::int64_t part, std::int64_t all) {
        return all > 0 ? static_cast<double>(part) / static_cast<double>(all) : 0.0;
    };
    const auto texts = [](const studio::DataFigures& data) {
        return data.trainTexts + data.validationTexts + data.testTexts;
    };
    if (const auto& data = figures.data()) {
        cells[0].value = countText(data->trainTexts);
        cells[1].value = QLocale().toString(data->meanTokens, 'f', 1);
        cells[2].value = percentText(share(data->truncated, texts(*data)), 1);
        cells[3].value = percentText(data->unknownShare, 2);
        if (const auto& before = figures.dataBefore()) {
            const auto points = [](double difference) {
                return (difference < 0 ? QStringLiteral("−") : QStringLiteral("+")) +
                       QLocale().toString(std::abs(difference) * 100, 'f', 1);
            };
            const double cut =
                share(data->truncated, texts(*data)) - share(before->truncated, texts(*before));
            if (std::abs(cut) >= 0.0005) {
                cells[2].change = points(cut);
                cells[2].worse = cut > 0 ? 1 : -1;
            }
            const std::int64_t more = data->trainTexts - before->trainTexts;
            if (more != 0)
                cells[0].change = (more > 0 ? QStringLiteral("+") : QStringLiteral("−")) +
                                  countText(std::abs(more));
        }
    }
    if (const auto& model = figures.model()) {
        cells[4].value = bytesText(model->weightBytes);
        if (workspace_.machine().memory > 0)
            //: memory that training takes, of what the machine has: 0.9 GB of 7.7 GB
            cells[5].value =
                tr("%1 of %2")
                    .arg(bytesText(model->trainingBytes), bytesText(workspace_.machine().memory));
    }
    if (run.textsPerSecond() > 0 && run.started())
        cells[6].value =
            durationText(static_cast<double>(run.started()->trainTexts) / run.textsPerSecond());
    cells_->setCells(std::move(cells));
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
