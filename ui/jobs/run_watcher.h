// SPDX-License-Identifier: GPL-3.0-or-later
// Turns the events of a run into signals in the GUI thread: every 100 ms it drains a session's
// stream or a run folder. The engine never calls into Qt and never waits for a reader.
#pragma once

#include "studio/studio.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <vector>

namespace attune::ui {

class RunWatcher : public QObject {
    Q_OBJECT
public:
    explicit RunWatcher(QObject* parent = nullptr);

    // From now on the events of this one; those of before are dropped.
    void watch(std::shared_ptr<Session> session);
    // `read`: events that were taken from the reader before.
    void watch(std::shared_ptr<studio::RunReader> reader, std::vector<Event> read = {});
    void stop();

Q_SIGNALS:
    void started(const attune::StartedEvent& event);
    void stepped(const std::vector<attune::StepEvent>& steps); // all of a tick at once
    void evaluated(const attune::EvaluatedEvent& event);
    void phase(const attune::PhaseEvent& event);
    void rangePoint(const attune::RangePointEvent& event);
    void rangeDone(const attune::RangeDoneEvent& event);
    void rehearsed(const attune::RehearsedEvent& event);
    void finished(const attune::FinishedEvent& event);
    void failed(const attune::FailedEvent& event);
    // Every event except steps and range points, with its time: for a list of messages.
    void happened(const attune::Event& event);
    // After the signals of a tick in which there were any.
    void drained();
    // The session is done, or nobody writes the folder any more; all its events were told.
    void ended();

private:
    void tick();
    void tell(const std::vector<Event>& events);

    QTimer timer_;
    std::shared_ptr<Session> session_;
    std::shared_ptr<studio::RunReader> reader_;
    std::size_t from_ = 0;
    int ticks_ = 0;
};

} // namespace attune::ui
