// SPDX-License-Identifier: GPL-3.0-or-later
// A run on its own thread: start, pause, resume, stop; its events as a stream.
#pragma once

#include "recipe/recipe.h"
#include "run/run_folder.h"
#include "train/events.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace attune {

// The events of a run in order. Thread-safe; readers keep their own place and never block the
// writer.
class EventStream {
public:
    void push(Event event);
    // Events from number `from` on.
    std::vector<Event> since(std::size_t from) const;
    std::size_t size() const;

private:
    mutable std::mutex mutex_;
    std::vector<Event> events_;
};

class Session {
public:
    enum class State { Running, Paused, Done };
    enum class StopKind {
        Keep,      // as if the run ended here: evaluate, test, write report and model
        Interrupt, // a checkpoint, then out (Ctrl-C); `Resume` goes on exactly
    };

    // Starts at once. Problems of the recipe or the folder arrive as a FailedEvent. The stream of a
    // resumed run begins with StartedEvent::resumedAt; what was before stands in metrics.jsonl.
    Session(Recipe recipe, StartMode mode);
    // The learning-rate range test of a recipe (Smith 2017): a short run with a growing rate that
    // writes nothing; RangePointEvent and RangeDoneEvent tell its curve and the proposed rate.
    static std::unique_ptr<Session> rangeTest(Recipe recipe);
    ~Session(); // interrupts and waits

    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    void pause();
    void resume();
    void stop(StopKind kind);
    void wait();

    State state() const;
    // Once Done: 0 done, 1 failed, 2 wrong usage or recipe, 130 interrupted after a checkpoint.
    int exitCode() const;
    const EventStream& events() const { return *events_; }

private:
    struct Control;
    using Work = std::function<void(Control&, EventStream&)>;
    explicit Session(Work work);

    std::shared_ptr<EventStream> events_;
    std::unique_ptr<Control> control_;
    std::jthread thread_;
};

} // namespace attune
