// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/run_model.h"

#include "ui/models/recipe_parts.h"

#include <algorithm>

namespace attune::ui {

namespace {
// Speeds are of the last steps: enough to be steady, few enough to follow.
constexpr std::size_t recentSteps = 60;
} // namespace

struct RunModel::Read {
    std::shared_ptr<studio::RunReader> reader;
    std::vector<Event> events;
};

RunModel::RunModel(QObject* parent) : QObject(parent) {
    connect(&watcher_, &RunWatcher::started, this, [this](const StartedEvent& event) {
        // A resumed run goes on from its checkpoint: what came after that is void.
        std::erase_if(steps_, [&](const StepEvent& s) { return s.step > event.resumedAt; });
        std::erase_if(evaluations_,
                      [&](const EvaluatedEvent& e) { return e.step > event.resumedAt; });
        ++revision_;
        best_ = -1;
        for (std::size_t i = 0; i < evaluations_.size(); ++i)
            if (evaluations_[i].best)
                best_ = static_cast<int>(i);
        if (bestCheckpoint_ > event.resumedAt)
            bestCheckpoint_ = 0;
        started_ = event;
        finished_.reset();
        failed_.reset();
    });
    connect(&watcher_, &RunWatcher::stepped, this, [this](const std::vector<StepEvent>& steps) {
        steps_.insert(steps_.end(), steps.begin(), steps.end());
        if (phase_ && phase_->phase != PhaseEvent::Phase::Paused)
            phase_.reset();
    });
    connect(&watcher_, &RunWatcher::evaluated, this, [this](const EvaluatedEvent& event) {
        evaluations_.push_back(event);
        if (event.best)
            best_ = static_cast<int>(evaluations_.size()) - 1;
    });
    connect(&watcher_, &RunWatcher::phase, this,
            [this](const PhaseEvent& event) { phase_ = event; });
    connect(&watcher_, &RunWatcher::finished, this,
            [this](const FinishedEvent& event) { finished_ = event; });
    connect(&watcher_, &RunWatcher::failed, this,
            [this](const FailedEvent& event) { failed_ = event; });
    connect(&watcher_, &RunWatcher::happened, this, [this](const Event& event) {
        if (std::holds_alternative<StartedEvent>(event.body))
            startedAt_ = event.time;
        if (const auto* saved = std::get_if<CheckpointedEvent>(&event.body); saved && saved->best)
            bestCheckpoint_ = saved->step;
        if (!std::holds_alternative<PhaseEvent>(event.body))
            messages_.push_back(event);
    });
    connect(&watcher_, &RunWatcher::drained, this, &RunModel::changed);
    connect(&watcher_, &RunWatcher::ended, this, [this] {
        session_.reset();
        phase_.reset();
        setState(State::Ended);
        Q_EMIT changed();
    });
    connect(&reading_, &JobBase::failed, this, [this](const QString& message) {
        setState(State::None);
        Q_EMIT couldNotRead(message);
    });
}

void RunModel::forget() {
    watcher_.stop();
    reading_.cancel();
    ++revision_;
    started_.reset();
    startedAt_ = 0;
    steps_.clear();
    evaluations_.clear();
    best_ = -1;
    bestCheckpoint_ = 0;
    messages_.clear();
    phase_.reset();
    finished_.reset();
    failed_.reset();
}

void RunModel::start(const Recipe& recipe, StartMode mode) {
    if (session_)
        return;
    forget();
    recipe_ = recipe;
    const fs::path output = fromUtf8(recipe.head.output);
    folder_ = toQt(toUtf8(output.is_absolute() ? output : recipe.base / output));
    session_ = std::make_shared<Session>(recipe, mode);
    Q_EMIT wasReset();
    setState(State::Running);
    watcher_.watch(session_);
}

void RunModel::pause() {
    if (!session_ || state_ != State::Running)
        return;
    session_->pause();
    setState(State::Paused);
}

void RunModel::resume() {
    if (!session_ || state_ != State::Paused)
        return;
    session_->resume();
    phase_.reset();
    setState(State::Running);
}

void RunModel::stop(Session::StopKind kind) {
    if (!session_)
        return;
    session_->stop(kind);
    setState(State::Stopping);
}

void RunModel::show(const QString& folder) {
    if (session_)
        return;
    forget();
    folder_ = folder;
    Q_EMIT wasReset();
    setState(State::Reading);
    const fs::path path = fromUtf8(folder.toStdString());
    reading_.start(
        [path](std::stop_token, const std::function<void(double, double)>&) {
            auto read = std::make_shared<Read>();
            read->reader = std::make_shared<studio::RunReader>(path);
            read->events = read->reader->poll();
            return read;
        },
        [this](const std::shared_ptr<Read>& read) {
            recipe_ = read->reader->recipe();
            setState(State::Running);
            watcher_.watch(read->reader, read->events);
            Q_EMIT changed();
        });
}

void RunModel::clear() {
    if (session_)
        return;
    forget();
    folder_.clear();
    Q_EMIT wasReset();
    setState(State::None);
}

void RunModel::setState(State state) {
    if (state_ == state)
        return;
    state_ = state;
    Q_EMIT stateChanged();
}

double RunModel::score(const EvaluatedEvent& event) const {
    return bestMetricOf(recipe_).value(event.metrics);
}

double RunModel::share() const {
    if (finished_ && finished_->reason != FinishedEvent::Reason::Interrupted)
        return 1;
    return allSteps() > 0 ? static_cast<double>(step()) / static_cast<double>(allSteps()) : 0;
}

namespace {
struct Recent {
    double seconds = 0, texts = 0, tokens = 0;
    std::size_t steps = 0;
};

Recent recentOf(const std::vector<StepEvent>& steps) {
    Recent sum;
    const std::size_t from = steps.size() > recentSteps ? steps.size() - recentSteps : 0;
    for (std::size_t i = from; i < steps.size(); ++i) {
        sum.seconds += steps[i].seconds;
        sum.texts += static_cast<double>(steps[i].texts);
        sum.tokens += static_cast<double>(steps[i].tokens);
        ++sum.steps;
    }
    return sum;
}
} // namespace

std::optional<double> RunModel::secondsLeft() const {
    const Recent recent = recentOf(steps_);
    if (recent.steps < 5 || allSteps() <= 0)
        return std::nullopt;
    const auto left = static_cast<double>(std::max<std::int64_t>(allSteps() - step(), 0));
    double seconds = left * recent.seconds / static_cast<double>(recent.steps);
    // Evaluations come at even distances.
    if (!evaluations_.empty() && evaluations_.back().step > 0) {
        const double distance = static_cast<double>(evaluations_.back().step) /
                                static_cast<double>(evaluations_.size());
        seconds += left / distance * evaluations_.back().seconds;
    }
    return seconds;
}

double RunModel::textsPerSecond() const {
    const Recent recent = recentOf(steps_);
    return recent.seconds > 0 ? recent.texts / recent.seconds : 0;
}

bool RunModel::isAsFastAs(const Recipe& recipe) const {
    const auto leading = [](const Recipe& of) {
        Recipe part = partOfVocabulary(of);
        part.training.device = of.training.device;
        part.training.precision = of.training.precision;
        part.training.threads = of.training.threads;
        part.training.batch_size = of.training.batch_size;
        part.training.freeze_layers = of.training.freeze_layers;
        part.data.train = toUtf8(resolvePath(of.base, of.data.train));
        part.data.validation.clear();
        part.data.test.clear();
        part.head.model = resolveModel(of.base, of.head.model);
        part.base.clear(); // a run names its files from its own folder
        return part;
    };
    return textsPerSecond() > 0 && leading(recipe_) == leading(recipe);
}

double RunModel::epochSeconds() const {
    if (!started_ || steps_.empty())
        return 0;
    double seconds = 0;
    for (const StepEvent& step : steps_)
        seconds += step.seconds;
    return seconds / static_cast<double>(steps_.size()) *
           static_cast<double>(started_->stepsPerEpoch);
}

double RunModel::tokensPerSecond() const {
    const Recent recent = recentOf(steps_);
    return recent.seconds > 0 ? recent.tokens / recent.seconds : 0;
}

} // namespace attune::ui
