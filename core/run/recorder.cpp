// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/recorder.h"

#include "run/failure.h"

#include <limits>
#include <utility>

namespace attune {

void Recorder::record(EventBody body) {
    const bool checkpoint = std::holds_alternative<CheckpointedEvent>(body);
    publish(write(std::move(body)));
    if (checkpoint && afterCheckpoint_)
        std::exchange(afterCheckpoint_, nullptr)();
}

void Recorder::show(EventBody body) {
    // Progress need not come faster than eyes follow.
    if (const auto* phase = std::get_if<PhaseEvent>(&body); phase != nullptr && phase->all > 0) {
        const auto time = std::chrono::steady_clock::now();
        if (phase->done < phase->all && time - lastProgress_ < std::chrono::milliseconds(100))
            return;
        lastProgress_ = time;
    }
    publish(eventNow(std::move(body)));
}

void Recorder::prepare(EventBody body) {
    if (std::holds_alternative<PhaseEvent>(body))
        return show(std::move(body));
    waiting_.push_back(eventNow(std::move(body)));
    publish(waiting_.back());
}

void Recorder::begin(RunFolder& folder) {
    folder_ = &folder;
    folder.openRecord(0);
    for (const Event& event : waiting_)
        folder.append(event);
    waiting_.clear();
}

bool Recorder::resume(RunFolder& folder, const CheckpointStore::Found& from) {
    folder_ = &folder;
    waiting_.clear();
    lastStep_ = from.state.step;
    const bool whole = folder.openRecord(from.state.recordLines);
    // The checkpoint was published before its event was written: a kill may stand between.
    write(CheckpointedEvent{from.state.step, toUtf8(from.path), from.bytes,
                            from.state.bestStep == from.state.step});
    return whole;
}

Event Recorder::write(EventBody body) {
    Event event = eventNow(std::move(body));
    if (const auto* step = std::get_if<StepEvent>(&event.body))
        lastStep_ = step->step;
    folder_->append(event);
    return event;
}

FinishedEvent Recorder::interruptedEarly() {
    FinishedEvent finished;
    finished.reason = FinishedEvent::Reason::Interrupted;
    constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
    finished.trainSeconds = finished.samplesPerSecond = finished.tokensPerSecond = unknown;
    show(finished);
    return finished;
}

void Recorder::fail(const std::exception_ptr& failure) {
    const Error error = failureOf(failure);
    Event event = eventNow(FailedEvent{lastStep_, error.message(), error.where(), error.hint()});
    try {
        if (folder_ != nullptr && folder_->recordIsOpen())
            folder_->append(event);
    } catch (const std::exception&) { // the disk may be what failed
    }
    publish(std::move(event));
}

} // namespace attune
