// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/results/try_text_card.h"

#include "base/thread_priority.h"
#include "ui/charts/bar_list.h"
#include "ui/kit/button.h"
#include "ui/kit/chip.h"
#include "ui/kit/core_text.h"
#include "ui/kit/label.h"
#include "ui/kit/numbers.h"
#include "ui/kit/text_box.h"
#include "ui/pages/results/explain_dialog.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include <algorithm>
#include <numeric>

namespace attune::ui {

namespace {
constexpr std::size_t kLabelsShown = 6;
}

// A Classifier is for one thread at a time; the job before may still be in it. One mutex for all of
// a card: no two of them are loaded at a time.
struct TryTextCard::Held {
    std::function<std::unique_ptr<studio::Classifier>()> load;
    std::shared_ptr<std::mutex> mutex;
    std::unique_ptr<studio::Classifier> classifier;
};

TryTextCard::TryTextCard(Of of, QWidget* parent)
    : Card(true, Padding::Normal, parent),
      of_(of),
      chip_(new Chip),
      text_(new TextBox(3)),
      pair_(new TextBox(2)),
      state_(new Label(TextSize::Secondary, QFont::Normal, Tone::Secondary, Label::Fit::Wrap)),
      said_(new Label(TextSize::Page, QFont::Bold, Tone::Text, Label::Fit::Wrap)),
      bars_(new BarList(BarList::Look::Answer)),
      explain_(new Button(ButtonKind::Link)) {
    head()->addWidget(chip_);
    head()->addWidget(explain_);
    explain_->setObjectName(QStringLiteral("explain"));
    connect(explain_, &QPushButton::clicked, this, &TryTextCard::explain);
    chip_->hide();
    body()->addWidget(text_);
    body()->addWidget(pair_);
    body()->addWidget(said_);
    body()->addWidget(bars_);
    said_->hide();
    body()->addWidget(state_);
    body()->addStretch();
    pair_->hide();
    later_.setSingleShot(true);
    later_.setInterval(250);
    connect(&later_, &QTimer::timeout, this, &TryTextCard::ask);
    for (const TextBox* box : {text_, pair_})
        connect(box->edit(), &QPlainTextEdit::textChanged, &later_, qOverload<>(&QTimer::start));
    connect(&job_, &JobBase::failed, this, [this](const QString& message) {
        error_ = message;
        updateState();
    });
    connect(&job_, &JobBase::runningChanged, this, &TryTextCard::updateState);
}

void TryTextCard::setModel(const QString& folder) {
    if (folder == folder_ && step_ == 0)
        return;
    folder_ = folder;
    step_ = 0;
    std::shared_ptr<Held> held;
    if (!folder.isEmpty()) {
        held = std::make_shared<Held>();
        held->load = [folder = folder.toStdString()] {
            return std::make_unique<studio::Classifier>(folder, "fp32");
        };
    }
    chip_->hide();
    clear();
    pairs_ = false;
    pair_->hide();
    setHeld(held);
}

void TryTextCard::setCheckpoint(const QString& run, std::int64_t step, bool pairs) {
    if (run == folder_ && step == step_)
        return;
    if (run != folder_)
        clear();
    folder_ = run;
    step_ = step;
    pairs_ = pairs;
    pair_->setVisible(pairs);
    chip_->set(tr("step %1").arg(countText(step)), Tone::Secondary);
    chip_->show();
    auto held = std::make_shared<Held>();
    held->load = [run = run.toStdString(), step] {
        return studio::Classifier::ofCheckpoint(fromUtf8(run), step);
    };
    setHeld(held);
}

void TryTextCard::setHeld(std::shared_ptr<Held> held) {
    held_ = std::move(held);
    if (held_ != nullptr)
        held_->mutex = loading_;
    loaded_ = false;
    error_.clear();
    text_->setEnabled(held_ != nullptr || of_ == Of::BestSoFar); // answered once it is there
    ask();
}

void TryTextCard::clear() {
    hasAnswer_ = false;
    bars_->setBars({});
    said_->hide();
}

void TryTextCard::tryText(const QString& text, const QString& pair) {
    text_->edit()->setPlainText(text);
    if (!pair.isEmpty())
        pair_->edit()->setPlainText(pair);
    later_.stop();
    ask();
}

void TryTextCard::ask() {
    const QString text = text_->edit()->toPlainText(), pair = pair_->edit()->toPlainText();
    const bool any = !text.trimmed().isEmpty(), second = !pair.trimmed().isEmpty();
    const bool enough = any && (second || !pairs_);
    // A finished model is loaded beforehand, and tells whether it takes pairs.
    if (held_ == nullptr || (!enough && (loaded_ || of_ == Of::BestSoFar))) {
        job_.cancel();
        clear();
        updateState();
        return;
    }
    error_.clear();
    job_.start(
        [held = held_, text = text.toStdString(), pair = pair.toStdString(), any, second,
         yields = of_ == Of::BestSoFar](std::stop_token stop, const auto&) {
            if (yields)
                yieldToOthers();
            const std::lock_guard lock(*held->mutex);
            if (stop.stop_requested())
                return Answer();
            if (held->classifier == nullptr)
                held->classifier = held->load();
            studio::Classifier& model = *held->classifier;
            Answer answer{model.takesPairs(), model.task(), model.labels(), text, {}};
            if (any && (second || !answer.pairs))
                answer.result = model.classify(text, answer.pairs ? pair : std::string());
            return answer;
        },
        [this](const Answer& answer) { show(answer); });
    updateState();
}

std::vector<Bar> TryTextCard::barsOf(const Answer& answer) {
    const studio::TextResult& result = *answer.result;
    std::vector<Bar> bars;
    const auto add = [&](const QString& name, double share, bool strong) {
        bars.push_back({name, share, QLocale().toString(share, 'f', 2), {}, strong, false});
    };
    for (const studio::FoundSpan& span : result.spans)
        if (bars.size() < kLabelsShown)
            add(tr("%1: %2").arg(toQt(answer.text.substr(span.begin, span.end - span.begin)),
                                 toQt(span.label)),
                span.score, true);
    const auto& scores = result.scores;
    std::vector<std::size_t> order(std::min(answer.labels.size(), scores.size()));
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
    const auto chosen = [&](std::size_t id) {
        return answer.task == Task::MultiLabel
                   ? std::find(result.labels.begin(), result.labels.end(),
                               static_cast<std::int32_t>(id)) != result.labels.end()
                   : result.label == static_cast<std::int32_t>(id);
    };
    for (const std::size_t id : order)
        if (bars.size() < kLabelsShown)
            add(toQt(answer.labels[id]), scores[id], chosen(id));
    return bars;
}

QString TryTextCard::saidOf(const Answer& answer) {
    const studio::TextResult& result = *answer.result;
    switch (answer.task) {
    case Task::Regression:
        return QLocale().toString(result.value, 'f', 3);
    case Task::MultiLabel:
        return result.labels.empty() ? tr("No label") : QString();
    case Task::TokenLabels:
        return result.spans.empty() ? tr("No span") : QString();
    case Task::SingleLabel:
        break;
    }
    return {};
}

void TryTextCard::show(const Answer& answer) {
    loaded_ = true;
    pairs_ = answer.pairs;
    pair_->setVisible(pairs_);
    if (!answer.result) {
        clear();
        updateState();
        return;
    }
    const QString said = saidOf(answer);
    said_->setText(said);
    said_->setVisible(!said.isEmpty());
    bars_->setBars(barsOf(answer));
    hasAnswer_ = true;
    updateState();
    Q_EMIT answered();
}

void TryTextCard::updateState() {
    QString text;
    if (held_ == nullptr)
        text = of_ == Of::BestSoFar ? tr("A text can be tried after the first evaluation.")
                                    : tr("A text can be tried when there is a model.");
    else if (!error_.isEmpty())
        text = error_;
    else if (!loaded_ && !hasAnswer_ && job_.isRunning())
        text = tr("Loading the model…");
    else if (!hasAnswer_ && !job_.isRunning())
        text = pairs_ ? tr("The model answers when both texts are there.")
                      : tr("The model answers while you type.");
    state_->setTone(error_.isEmpty() ? Tone::Secondary : Tone::Bad);
    state_->setText(text);
    state_->setVisible(!text.isEmpty());
    // A state of a run that goes on is not loaded a second time beside its training.
    explain_->setVisible(of_ == Of::FinishedModel && hasAnswer_);
}

void TryTextCard::explain() {
    auto* dialog = new ExplainDialog(folder_, text_->edit()->toPlainText(),
                                     pairs_ ? pair_->edit()->toPlainText() : QString(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void TryTextCard::retranslate() {
    setTitle(of_ == Of::BestSoFar ? tr("Try the best model") : tr("Try a text"));
    if (step_ > 0)
        chip_->set(tr("step %1").arg(countText(step_)), Tone::Secondary);
    text_->edit()->setPlaceholderText(tr("Type or paste a text"));
    text_->edit()->setAccessibleName(tr("Text to try"));
    pair_->edit()->setPlaceholderText(tr("The second text"));
    pair_->edit()->setAccessibleName(tr("Second text to try"));
    bars_->setAccessibleName(tr("Scores of the labels"));
    explain_->setText(tr("Explain…"));
    explain_->setToolTip(tr("Which words spoke for the answer, and what a change of them does"));
    updateState();
}

} // namespace attune::ui
