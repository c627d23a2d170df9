// SPDX-License-Identifier: GPL-3.0-or-later
// Standard error: messages, and one line of progress that is drawn over on a terminal and written
// every few seconds elsewhere.
#pragma once

#include <chrono>
#include <string>

namespace attune::cli {

class Terminal {
public:
    Terminal();
    ~Terminal(); // leaves the cursor below the last line

    // Whether lines can be drawn over: a terminal that is not "dumb".
    bool live() const { return live_; }

    // A message on its own line; the line of progress is drawn again below it.
    void say(const std::string& message);
    void warn(const std::string& message);

    // A line of progress. On a terminal it is drawn at most ten times a second, cut at the width
    // and with a bar where `share` (0..1) is known; elsewhere it is written at most every
    // `interval` seconds.
    void progress(const std::string& text, double share);
    // Ends the line of progress.
    void finish();

private:
    using Clock = std::chrono::steady_clock;

    void draw();
    void erase();
    void write(const std::string& text);

    bool live_ = false;
    bool colour_ = false;
    bool drawn_ = false;
    std::string text_;
    double share_ = -1;
    Clock::time_point last_;
};

} // namespace attune::cli
