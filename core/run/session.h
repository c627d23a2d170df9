// SPDX-License-Identifier: GPL-3.0-or-later
// A run on its own thread: start, pause, resume, stop; its events as a stream.
#pragma once

#include "recipe/recipe.h"
#include "run/run_folder.h"
#include "train/events.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace attune {

// The events of a run in order, numbered from 0. Thread-safe; readers keep their own place and
// never block the writer.
//
// A run may last for weeks, so the stream has a bound: the newest kWindow / 2 events are always all
// there, and of older ones progress goes and every n-th step stays. A reader that comes back every
// now and then misses nothing; one that starts late sees the whole course. metrics.jsonl has all.
class EventStream {
public:
    static constexpr std::size_t kWindow = 1 << 16;

    void push(Event event);
    // Those from number `from` on that are there; `from` becomes the number of the next one.
    std::vector<Event> take(std::size_t& from) const;
    std::vector<Event> since(std::size_t from) const { return take(from); }
    // Events pushed so far.
    std::size_t size() const;

private:
    struct Numbered {
        std::size_t number;
        Event event;
    };
    void thin();

    mutable std::mutex mutex_;
    std::deque<Numbered> events_; // numbers rise
    std::size_t next_ = 0;
    std::size_t stride_ = 1;
};

class Session {
public:
    enum class State { Running, Paused, Done };
    enum class StopKind {
        Keep,      // as if the run ended here: evaluate, test, write report and model
        Interrupt, // a checkpoint, then out (Ctrl-C); `Resume` goes on exactly
    };

    // Starts at once. A failure of any kind, problems of the recipe or the folder among them,
    // arrives as one FailedEvent, the last event. The stream of a
    // resumed run begins with StartedEvent::resumedAt; what was before stands in metrics.jsonl.
    Session(Recipe recipe, StartMode mode);
    // The learning-rate range test of a recipe (Smith 2017): a short run with a growing rate that
    // writes nothing; RangePointEvent and RangeDoneEvent tell its curve and the proposed rate.
    static std::unique_ptr<Session> rangeTest(Recipe recipe);
    // The rehearsal of a recipe's run (rehearsing.h): a few seconds that leave nothing;
    // RehearsedEvent tells what memory, disk and time a run takes. Exit code 1 where it would not
    // fit.
    static std::unique_ptr<Session> rehearsal(Recipe recipe);
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
