// SPDX-License-Identifier: GPL-3.0-or-later
// Where the events of a run go: all into the stream, those that count also into metrics.jsonl.
#pragma once

#include "run/run.h"

#include <chrono>

namespace attune {

// The record equals, but for times, that of a run that was never stopped: a resumed run cuts it
// back to its checkpoint, and what preparation says again is not written again.
class Recorder : public TrainingHost {
public:
    explicit Recorder(RunContext& context) : context_(context) {}

    void record(EventBody body) override;
    void show(EventBody body) override;
    StopRequest betweenSteps() override { return context_.betweenSteps(); }
    std::stop_token interruption() override { return context_.interruption(); }
    std::int64_t syncRecord() override { return folder_->syncRecord(); }

    // Takes what preparation tells: progress is shown; the rest is shown now and written by
    // begin().
    void prepare(EventBody body);
    // A new run: the record starts with what preparation told.
    void begin(RunFolder& folder);
    // A resumed one: the record goes on after the checkpoint. False when it is shorter than that.
    bool resume(RunFolder& folder, const CheckpointStore::Found& from);

    // Writes an event and gives it back unpublished: the last one of a run.
    Event write(EventBody body);
    void publish(Event event) { context_.publish(std::move(event)); }
    // The last event of what was stopped before there was anything to keep.
    FinishedEvent interruptedEarly();
    // The last event of a run that failed: written where that is possible, and published.
    void fail(const std::exception_ptr& failure);
    // Called once, when the next checkpoint has been written.
    void afterNextCheckpoint(std::function<void()> work) { afterCheckpoint_ = std::move(work); }

private:
    RunContext& context_;
    RunFolder* folder_ = nullptr;
    std::vector<Event> waiting_;
    std::int64_t lastStep_ = 0; // that was written, 0: none
    std::function<void()> afterCheckpoint_;
    std::chrono::steady_clock::time_point lastProgress_;
};

} // namespace attune
