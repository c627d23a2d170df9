// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/run_watcher.h"

namespace attune::ui {

namespace {
constexpr int tickMilliseconds = 100;

template <class... Handlers> struct Overloaded : Handlers... { using Handlers::operator()...; };
template <class... Handlers> Overloaded(Handlers...) -> Overloaded<Handlers...>;
} // namespace

RunWatcher::RunWatcher(QObject* parent) : QObject(parent) {
    timer_.setInterval(tickMilliseconds);
    connect(&timer_, &QTimer::timeout, this, &RunWatcher::tick);
}

void RunWatcher::watch(std::shared_ptr<Session> session) {
    stop();
    session_ = std::move(session);
    timer_.start();
    tick();
}

void RunWatcher::watch(std::shared_ptr<studio::RunReader> reader, std::vector<Event> read) {
    stop();
    reader_ = std::move(reader);
    tell(read);
    timer_.start();
    tick();
}

void RunWatcher::stop() {
    timer_.stop();
    session_.reset();
    reader_.reset();
    from_ = 0;
    ticks_ = 0;
}

void RunWatcher::tick() {
    if (session_) {
        // The state first: what a session says before it is done is then in the stream.
        const bool done = session_->state() == Session::State::Done;
        const std::vector<Event> events = session_->events().take(from_);
        tell(events);
        if (done) {
            stop();
            Q_EMIT ended();
        }
    } else if (reader_) {
        // A file is looked at less often than memory.
        if (ticks_++ % 5 != 0)
            return;
        const bool alive = reader_->alive();
        tell(reader_->poll());
        if (!alive) {
            stop();
            Q_EMIT ended();
        }
    }
}

void RunWatcher::tell(const std::vector<Event>& events) {
    if (events.empty())
        return;
    std::vector<StepEvent> steps;
    const auto flush = [&] {
        if (!steps.empty())
            Q_EMIT stepped(steps);
        steps.clear();
    };
    for (const Event& event : events) {
        if (const auto* step = std::get_if<StepEvent>(&event.body)) {
            steps.push_back(*step);
            continue;
        }
        flush(); // signals keep the order of the events
        std::visit(Overloaded{
                       [&](const StartedEvent& e) { Q_EMIT started(e); },
                       [&](const EvaluatedEvent& e) { Q_EMIT evaluated(e); },
                       [&](const PhaseEvent& e) { Q_EMIT phase(e); },
                       [&](const RangePointEvent& e) { Q_EMIT rangePoint(e); },
                       [&](const RangeDoneEvent& e) { Q_EMIT rangeDone(e); },
                       [&](const RehearsedEvent& e) { Q_EMIT rehearsed(e); },
                       [&](const FinishedEvent& e) { Q_EMIT finished(e); },
                       [&](const FailedEvent& e) { Q_EMIT failed(e); },
                       [](const auto&) {},
                   },
                   event.body);
        if (!std::holds_alternative<RangePointEvent>(event.body))
            Q_EMIT happened(event);
    }
    flush();
    Q_EMIT drained();
}

} // namespace attune::ui
