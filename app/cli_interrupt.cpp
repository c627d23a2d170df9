// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli_interrupt.h"

#include <pthread.h>
#include <unistd.h>

#include <csignal>

namespace attune::cli {

namespace {

bool ignored(int signal) {
    struct sigaction now {};
    return ::sigaction(signal, nullptr, &now) == 0 && now.sa_handler == SIG_IGN;
}

sigset_t interruptions() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    if (!ignored(SIGHUP)) // as nohup asks
        sigaddset(&set, SIGHUP);
    sigaddset(&set, SIGUSR1); // wakes the waiter when the program ends
    return set;
}

} // namespace

Interrupt::Interrupt() {
    std::signal(SIGPIPE, SIG_IGN);
    const sigset_t set = interruptions();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    waiter_ = std::jthread([this](const std::stop_token& ended) {
        const sigset_t waited = interruptions();
        while (!ended.stop_requested()) {
            int signal = 0;
            if (sigwait(&waited, &signal) != 0 || signal == SIGUSR1)
                continue;
            const int code = 128 + signal;
            if (code_ != 0)
                ::_exit(code);
            code_ = code;
            source_.request_stop();
        }
    });
}

Interrupt::~Interrupt() {
    waiter_.request_stop();
    pthread_kill(waiter_.native_handle(), SIGUSR1);
}

} // namespace attune::cli
