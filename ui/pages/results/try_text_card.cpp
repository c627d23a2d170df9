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

void TryTextCard::setModel(const QString& folder, bool pairs) {
    if (folder == folder_ && pairs == pairs_)
        return;
    folder_ = folder;
    pairs_ = pairs;
    job_.cancel();
    held_ = folder.isEmpty() ? nullptr : std::make_shared<Held>();
    error_.clear();
    hasAnswer_ = false;
    bars_->setBars({});
    pair_->setVisible(pairs);
    text_->setEnabled(!folder.isEmpty());
    ask();
    updateState();
}

void TryTextCard::tryText(const QString& text) {
    text_->edit()->setPlainText(text);
    later_.stop();
    ask();
}

void TryTextCard::ask() {
    const QString text = text_->edit()->toPlainText();
    if (held_ == nullptr || text.trimmed().isEmpty()) {
        job_.cancel();
        hasAnswer_ = false;
        bars_->setBars({});
        updateState();
        return;
    }
    error_.clear();
    job_.start(
        [held = held_, folder = folder_.toStdString(), text = text.toStdString(),
         pair = pairs_ ? pair_->edit()->toPlainText().toStdString()
                       : std::string()](std::stop_token stop, const auto&) {
            const std::lock_guard lock(held->mutex);
            if (stop.stop_requested())
                return Answer();
            if (held->classifier == nullptr)
                held->classifier = std::make_unique<studio::Classifier>(folder, "fp32");
            return Answer{held->classifier->labels(), held->classifier->classify(text, pair)};
        },
        [this](const Answer& answer) { show(answer); });
}

void TryTextCard::show(const Answer& answer) {
    std::vector<std::size_t> order(std::min(answer.labels.size(), answer.result.scores.size()));
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return answer.result.scores[a] > answer.result.scores[b];
    });
    std::vector<Bar> bars;
    for (const std::size_t id : order) {
        if (bars.size() == kLabelsShown)
            break;
        bars.push_back({toQt(answer.labels[id]),
                        answer.result.scores[id],
                        QLocale().toString(answer.result.scores[id], 'f', 2),
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
    else if (job_.isRunning() && !hasAnswer_)
        text = tr("Loading the model…");
    else if (!hasAnswer_)
        text = tr("The model answers while you type.");
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
