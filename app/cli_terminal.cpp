// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli_terminal.h"

#include "base/environment.h"
#include "cli_output.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <string_view>

namespace attune::cli {

namespace {

constexpr std::chrono::milliseconds kRedraw(100);
constexpr std::chrono::seconds kPlainInterval(5);

// Asked each time: a window may change its size.
std::size_t width() {
    if (const long columns = std::atol(environmentVariable("COLUMNS").c_str()); columns > 0)
        return static_cast<std::size_t>(columns);
    winsize size{};
    if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    return 80;
}

std::string cut(const std::string& text, std::size_t columns) {
    std::size_t end = text.size();
    while (end > 0 && columnsOf(std::string_view(text).substr(0, end)) > columns)
        for (--end; end > 0 && (text[end] & 0xC0) == 0x80;)
            --end;
    return text.substr(0, end);
}

} // namespace

Terminal::Terminal() {
    live_ = ::isatty(STDERR_FILENO) == 1 && environmentVariable("TERM") != "dumb" &&
            !environmentVariable("TERM").empty();
    colour_ = live_ && environmentVariable("NO_COLOR").empty();
}

Terminal::~Terminal() { finish(); }

void Terminal::say(const std::string& message) {
    erase();
    write(message + "\n");
    if (live_ && !text_.empty())
        draw();
}

void Terminal::warn(const std::string& message) {
    say((colour_ ? "\033[33mwarning:\033[0m " : "warning: ") + message);
}

void Terminal::progress(const std::string& text, double share) {
    text_ = text;
    share_ = share;
    const auto now = Clock::now();
    if (live_) {
        if (now - last_ >= kRedraw) {
            draw();
            last_ = now;
        }
        return;
    }
    if (last_ == Clock::time_point())
        last_ = now; // short work says nothing
    if (now - last_ >= kPlainInterval) {
        const std::string percent = share < 0 ? "" : fixed(100 * share, 0) + "%  ";
        write(percent + text + "\n");
        last_ = now;
    }
}

void Terminal::finish() {
    erase();
    text_.clear();
    last_ = {};
}

void Terminal::draw() {
    const std::size_t columns = std::max<std::size_t>(width(), 20) - 1;
    std::string line;
    if (share_ >= 0) {
        const std::size_t cells = std::clamp<std::size_t>(columns / 4, 6, 30);
        const double share = std::min(share_, 1.0);
        const auto full = static_cast<std::size_t>(share * static_cast<double>(cells));
        const std::string percent = fixed(100 * share, 0);
        line = "[" + std::string(full, '#') + std::string(cells - full, '-') + "] " +
               std::string(3 - std::min<std::size_t>(3, percent.size()), ' ') + percent + "%  ";
    }
    line = cut(line + text_, columns);
    if (colour_ && share_ >= 0)
        if (const auto end = line.find(']'); end != std::string::npos) {
            line.insert(end, "\033[0m");
            line.insert(1, "\033[36m");
        }
    write("\r\033[K" + line);
    drawn_ = true;
}

void Terminal::erase() {
    if (drawn_)
        write("\r\033[K");
    drawn_ = false;
}

void Terminal::write(const std::string& text) {
    std::string_view rest = text;
    while (!rest.empty()) {
        const ssize_t count = ::write(STDERR_FILENO, rest.data(), rest.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return; // nobody reads the messages
        rest.remove_prefix(static_cast<std::size_t>(count));
    }
}

} // namespace attune::cli
