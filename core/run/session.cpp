// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/session.h"

#include "run/failure.h"
#include "run/rehearsing.h"
#include "run/run.h"

#include <algorithm>

namespace attune {

void EventStream::push(Event event) {
    const std::lock_guard lock(mutex_);
    if (events_.size() >= kWindow)
        thin();
    events_.push_back({next_++, std::move(event)});
}

// Leaves the newer half as it is. Of the older steps every stride-th stays; the stride doubles when
// that is too many.
void EventStream::thin() {
    const std::size_t newer = next_ - kWindow / 2;
    const auto goes = [&](const Numbered& one) {
        if (one.number >= newer)
            return false;
        if (std::holds_alternative<StepEvent>(one.event.body))
            return one.number % stride_ != 0;
        return std::holds_alternative<PhaseEvent>(one.event.body);
    };
    std::erase_if(events_, goes);
    constexpr std::size_t most = kWindow / 8 * 7;
    if (events_.size() <= most)
        return;
    stride_ *= 2;
    std::erase_if(events_, goes);
    // Where hardly anything of it was a step or progress, the oldest goes.
    if (events_.size() > most)
        events_.erase(events_.begin(), events_.end() - static_cast<std::ptrdiff_t>(most));
}

std::vector<Event> EventStream::take(std::size_t& from) const {
    const std::lock_guard lock(mutex_);
    std::vector<Event> out;
    const auto first = std::partition_point(events_.begin(), events_.end(),
                                            [&](const auto& one) { return one.number < from; });
    for (auto it = first; it != events_.end(); ++it)
        out.push_back(it->event);
    from = next_;
    return out;
}

std::size_t EventStream::size() const {
    const std::lock_guard lock(mutex_);
    return next_;
}

// What the owner's threads ask and the run's thread looks at.
struct Session::Control : RunContext {
    EventStream& stream;
    std::mutex mutex;
    std::condition_variable changed;
    bool pauseWanted = false; // the rest under `mutex`
    StopRequest stopWanted = StopRequest::None;
    State state = State::Running;
    int exitCode = 0;
    std::stop_source interrupted;
    bool failed = false; // a FailedEvent was published; of the run's thread

    explicit Control(EventStream& events) : stream(events) {}

    void publish(Event event) override {
        failed = failed || std::holds_alternative<FailedEvent>(event.body);
        stream.push(std::move(event));
    }
    std::stop_token interruption() override { return interrupted.get_token(); }

    StopRequest betweenSteps() override {
        std::unique_lock lock(mutex);
        if (pauseWanted && stopWanted == StopRequest::None) {
            state = State::Paused;
            publish(eventNow(PhaseEvent{PhaseEvent::Phase::Paused, 0, 0}));
            changed.wait(lock, [&] { return !pauseWanted || stopWanted != StopRequest::None; });
            state = State::Running;
            publish(eventNow(PhaseEvent{PhaseEvent::Phase::Training, 0, 0}));
        }
        return stopWanted;
    }

    // One of the three places where errors are caught.
    void run(const Work& work) {
        int code = 0;
        try {
            work(*this, stream);
        } catch (const UsageError&) {
            code = fail(2);
        } catch (...) {
            code = fail(1);
        }
        const std::lock_guard lock(mutex);
        exitCode = code == 0 ? exitCode : code;
        state = State::Done;
        changed.notify_all();
    }

    // In a handler. The run tells its failure itself, where it can.
    int fail(int code) {
        if (!failed) {
            const Error error = failureOf(std::current_exception());
            publish(eventNow(FailedEvent{0, error.message(), error.where(), error.hint()}));
        }
        return code;
    }
};

Session::Session(Work work)
    : events_(std::make_shared<EventStream>()),
      control_(std::make_unique<Control>(*events_)),
      thread_([control = control_.get(), work = std::move(work)] { control->run(work); }) {}

Session::Session(Recipe recipe, StartMode mode)
    : Session([recipe = std::move(recipe), mode](Control& control, EventStream&) {
          const FinishedEvent finished = runTraining(recipe, mode, control);
          if (finished.reason == FinishedEvent::Reason::Interrupted) {
              const std::lock_guard lock(control.mutex);
              control.exitCode = 130;
          }
      }) {}

std::unique_ptr<Session> Session::rangeTest(Recipe recipe) {
    return std::unique_ptr<Session>(
        new Session([recipe = std::move(recipe)](Control& control, EventStream&) {
            runRangeTest(recipe, control);
        }));
}

std::unique_ptr<Session> Session::rehearsal(Recipe recipe) {
    return std::unique_ptr<Session>(
        new Session([recipe = std::move(recipe)](Control& control, EventStream&) {
            if (runRehearsal(recipe, control))
                return;
            const std::lock_guard lock(control.mutex);
            control.exitCode = 1;
        }));
}

Session::~Session() {
    if (thread_.joinable()) {
        stop(StopKind::Interrupt);
        thread_.join();
    }
}

void Session::pause() {
    const std::lock_guard lock(control_->mutex);
    control_->pauseWanted = true;
}

void Session::resume() {
    const std::lock_guard lock(control_->mutex);
    control_->pauseWanted = false;
    control_->changed.notify_all();
}

void Session::stop(StopKind kind) {
    {
        const std::lock_guard lock(control_->mutex);
        // An interruption outweighs a stop that keeps.
        if (control_->stopWanted != StopRequest::Interrupt)
            control_->stopWanted =
                kind == StopKind::Keep ? StopRequest::Keep : StopRequest::Interrupt;
        control_->changed.notify_all();
    }
    if (kind == StopKind::Interrupt)
        control_->interrupted.request_stop();
}

void Session::wait() {
    std::unique_lock lock(control_->mutex);
    control_->changed.wait(lock, [&] { return control_->state == State::Done; });
}

Session::State Session::state() const {
    const std::lock_guard lock(control_->mutex);
    return control_->state;
}

int Session::exitCode() const {
    const std::lock_guard lock(control_->mutex);
    return control_->exitCode;
}

} // namespace attune
