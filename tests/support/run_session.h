// SPDX-License-Identifier: GPL-3.0-or-later
// Runs a recipe through a Session to its end, for tests.
#pragma once

#include "run/session.h"

#include <QTest>

namespace attune {

struct Ended {
    int exitCode = -1;
    std::vector<Event> events;

    template <class E> const E* last() const {
        const E* found = nullptr;
        for (const Event& event : events)
            if (const E* body = std::get_if<E>(&event.body))
                found = body;
        return found;
    }
    std::string failure() const {
        const auto* failed = last<FailedEvent>();
        return failed == nullptr ? "" : Error(failed->what, failed->where, failed->hint).what();
    }
};

inline Ended ended(Session& session) {
    session.wait();
    return {session.exitCode(), session.events().since(0)};
}

inline Ended runOnce(const Recipe& recipe, StartMode mode) {
    Session session(recipe, mode);
    return ended(session);
}

// Interrupts once so many steps are done.
inline Ended interruptAt(const Recipe& recipe, StartMode mode, std::int64_t steps) {
    Session session(recipe, mode);
    while (session.state() != Session::State::Done) {
        std::int64_t done = 0;
        for (const Event& event : session.events().since(0))
            if (const auto* step = std::get_if<StepEvent>(&event.body))
                done = step->step;
        if (done >= steps)
            session.stop(Session::StopKind::Interrupt);
        QTest::qWait(1);
    }
    return ended(session);
}

} // namespace attune
