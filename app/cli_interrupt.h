// SPDX-License-Identifier: GPL-3.0-or-later
// Ctrl-C, SIGTERM and a terminal that is closed: the first asks the work to stop in good order, the
// second ends the program at once. SIGPIPE is ignored: writing tells.
#pragma once

#include <atomic>
#include <stop_token>
#include <thread>

namespace attune::cli {

// Made first in main(), before any other thread: the signals are blocked in all threads and waited
// for in one, so that no handler runs anywhere.
class Interrupt {
public:
    Interrupt();
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;

    std::stop_token token() const { return source_.get_token(); }
    // 130 after Ctrl-C, 143 after SIGTERM, 129 after a closed terminal, 0 before.
    int exitCode() const { return code_; }

private:
    std::stop_source source_;
    std::atomic<int> code_{0};
    std::jthread waiter_;
};

} // namespace attune::cli
