// SPDX-License-Identifier: GPL-3.0-or-later
#include "end_signals.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>

namespace attune {

namespace {

constexpr std::array kSignals = {SIGTERM, SIGHUP, SIGINT};

// A handler can be told nothing but the signal, so the pipe's end stands here.
std::atomic<int> writing = -1;

void onSignal(int) {
    const int before = errno;
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(writing, &byte, 1);
    errno = before;
}

} // namespace

EndSignals::EndSignals(std::function<void()> asked) {
    int ends[2] = {-1, -1};
    if (::pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
        return; // signals then end the program as ever
    reading_ = ends[0];
    writing = ends[1];
    notifier_ = std::make_unique<QSocketNotifier>(reading_, QSocketNotifier::Read);
    QObject::connect(notifier_.get(), &QSocketNotifier::activated,
                     [this, asked = std::move(asked)] {
                         char byte = 0;
                         if (::read(reading_, &byte, 1) == 1)
                             asked();
                     });
    for (const int signal : kSignals) {
        struct sigaction before {};
        ::sigaction(signal, nullptr, &before);
        if (before.sa_handler == SIG_IGN)
            continue; // as nohup asks
        struct sigaction action {};
        action.sa_handler = onSignal;
        action.sa_flags = SA_RESTART | static_cast<int>(SA_RESETHAND);
        ::sigaction(signal, &action, nullptr);
    }
}

EndSignals::~EndSignals() {
    if (reading_ < 0)
        return;
    for (const int signal : kSignals)
        if (struct sigaction now{};
            ::sigaction(signal, nullptr, &now) == 0 && now.sa_handler == onSignal)
            std::signal(signal, SIG_DFL);
    notifier_.reset();
    ::close(writing.exchange(-1));
    ::close(reading_);
}

} // namespace attune
