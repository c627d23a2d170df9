// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/results/try_text_card.h"

#include "ui/charts/bar_list.h"
#include "ui/kit/core_text.h"
#include "ui/kit/label.h"
#include "ui/kit/text_box.h"

#include <QLocale>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include <algorithm>
#include <mutex>
#include <numeric>

namespace attune::ui {

namespace {
constexpr std::size_t kLabelsShown = 6;
}

// A Classifier is for one thread at a time; the job before may still be in it.
struct TryTextCard::Held {
    std::mutex mutex;
    std::unique_ptr<studio::Classifier> classifier;
};

TryTextCard::TryTextCard(QWidget* parent)
    : Card(true, Padding::Normal, parent),
      text_(new TextBox(3)),
      pair_(new TextBox(2)),
      state_(new Label(TextSize::Secondary, QFont::Normal, Tone::Secondary, Label::Fit::Wrap)),
      bars_(new BarList(BarList::Look::Answer)) {
    body()->addWidget(text_);
    body()->addWidget(pair_);
    body()->addWidget(bars_);
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
    if (folder == folder_)
        return;
    folder_ = folder;
    held_ = folder.isEmpty() ? nullptr : std::make_shared<Held>();
    loaded_ = pairs_ = false;
    error_.clear();
    clear();
    pair_->hide();
    text_->setEnabled(!folder.isEmpty());
    ask();
}

void TryTextCard::clear() {
    hasAnswer_ = false;
    bars_->setBars({});
}

void TryTextCard::tryText(const QString& text) {
    text_->edit()->setPlainText(text);
    later_.stop();
    ask();
}

void TryTextCard::ask() {
    const QString text = text_->edit()->toPlainText(), pair = pair_->edit()->toPlainText();
    const bool any = !text.trimmed().isEmpty(), second = !pair.trimmed().isEmpty();
    if (held_ == nullptr || (loaded_ && (!any || (pairs_ && !second)))) {
        job_.cancel();
        clear();
        updateState();
        return;
    }
    error_.clear();
    job_.start(
        [held = held_, folder = folder_.toStdString(), text = text.toStdString(),
         pair = pair.toStdString(), any, second](std::stop_token stop, const auto&) {
            const std::lock_guard lock(held->mutex);
            if (stop.stop_requested())
                return Answer();
            if (held->classifier == nullptr)
                held->classifier = std::make_unique<studio::Classifier>(folder, "fp32");
            studio::Classifier& model = *held->classifier;
            Answer answer{model.takesPairs(), model.labels(), {}};
            if (any && (second || !answer.pairs))
                answer.result = model.classify(text, answer.pairs ? pair : std::string());
            return answer;
        },
        [this](const Answer& answer) { show(answer); });
    updateState();
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
    const auto& scores = answer.result->scores;
    std::vector<std::size_t> order(std::min(answer.labels.size(), scores.size()));
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
    std::vector<Bar> bars;
    for (const std::size_t id : order) {
        if (bars.size() == kLabelsShown)
            break;
        bars.push_back({toQt(answer.labels[id]),
                        scores[id],
                        QLocale().toString(scores[id], 'f', 2),
                        {},
                        bars.empty(),
                        false});
    }
    bars_->setBars(std::move(bars));
    hasAnswer_ = true;
    updateState();
    Q_EMIT answered();
}

void TryTextCard::updateState() {
    QString text;
    if (held_ == nullptr)
        text = tr("A text can be tried when there is a model.");
    else if (!error_.isEmpty())
        text = error_;
    else if (!loaded_)
        text = tr("Loading the model…");
    else if (!hasAnswer_ && !job_.isRunning())
        text = pairs_ ? tr("The model answers when both texts are there.")
                      : tr("The model answers while you type.");
    state_->setTone(error_.isEmpty() ? Tone::Secondary : Tone::Bad);
    state_->setText(text);
    state_->setVisible(!text.isEmpty());
}

void TryTextCard::retranslate() {
    setTitle(tr("Try a text"));
    text_->edit()->setPlaceholderText(tr("Type or paste a text"));
    text_->edit()->setAccessibleName(tr("Text to try"));
    pair_->edit()->setPlaceholderText(tr("The second text"));
    pair_->edit()->setAccessibleName(tr("Second text to try"));
    bars_->setAccessibleName(tr("Scores of the labels"));
    updateState();
}

} // namespace attune::ui
