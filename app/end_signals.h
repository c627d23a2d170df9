// SPDX-License-Identifier: GPL-3.0-or-later
// SIGTERM, SIGHUP and SIGINT in a program with an event loop.
#pragma once

#include <QSocketNotifier>

#include <functional>
#include <memory>

namespace attune {

// The first such signal calls `asked` from the event loop; the second ends the program at once.
// One at a time, on the thread of the event loop.
class EndSignals {
public:
    explicit EndSignals(std::function<void()> asked);
    ~EndSignals();
    EndSignals(const EndSignals&) = delete;
    EndSignals& operator=(const EndSignals&) = delete;

private:
    int reading_ = -1;
    std::unique_ptr<QSocketNotifier> notifier_;
};

} // namespace attune
