// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/session.h"

#include "run/run.h"

#include <chrono>
#include <new>

namespace attune {

namespace {

double now() {
    return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch())
        .count();
}

} // namespace

void EventStream::push(Event event) {
    const std::lock_guard lock(mutex_);
    events_.push_back(std::move(event));
}

std::vector<Event> EventStream::since(std::size_t from) const {
    const std::lock_guard lock(mutex_);
    if (from >= events_.size())
        return {};
    return {events_.begin() + static_cast<std::ptrdiff_t>(from), events_.end()};
}

std::size_t EventStream::size() const {
    const std::lock_guard lock(mutex_);
    return events_.size();
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

    explicit Control(EventStream& events) : stream(events) {}

    void publish(Event event) override { stream.push(std::move(event)); }
    std::stop_token interruption() override { return interrupted.get_token(); }

    StopRequest betweenSteps() override {
        std::unique_lock lock(mutex);
        if (pauseWanted && stopWanted == StopRequest::None) {
            state = State::Paused;
            publish({
                now(), PhaseEvent{PhaseEvent::Phase::Paused, 0, 0}
            });
            changed.wait(lock, [&] { return !pauseWanted || stopWanted != StopRequest::None; });
            state = State::Running;
            publish({
                now(), PhaseEvent{PhaseEvent::Phase::Training, 0, 0}
            });
        }
        return stopWanted;
    }

    void fail(int code, const Error& error) {
        publish({
            now(), FailedEvent{0, error.message(), error.where(), error.hint()}
        });
        const std::lock_guard lock(mutex);
        exitCode = code;
    }

    // One of the three places where errors are caught.
    void run(const Work& work) {
        try {
            work(*this, stream);
        } catch (const UsageError& error) {
            fail(2, error);
        } catch (const Error& error) {
            fail(1, error);
        } catch (const OutOfMemory&) {
            fail(1, outOfMemory());
        } catch (const std::bad_alloc&) {
            fail(1, outOfMemory());
        } catch (const std::exception& error) {
            fail(1, Error(say(ATTUNE_TEXT("core", "The run failed: %1"), error.what())));
        }
        const std::lock_guard lock(mutex);
        state = State::Done;
        changed.notify_all();
    }

    static Error outOfMemory() {
        return Error(say(ATTUNE_TEXT("core", "The memory does not suffice for this run.")), {},
                     say(ATTUNE_TEXT("core", "Close other programs, or choose a smaller model, "
                                             "batch_size or max_length.")));
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
