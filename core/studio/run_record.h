// SPDX-License-Identifier: GPL-3.0-or-later
// What a run's metrics.jsonl tells, added up while it grows: of a look at a record of 100,000 steps
// only what was appended since the last one is read.
#pragma once

#include "studio/runs.h"

namespace attune::studio {

// The training loss as a curve of at most `capacity` means: when they are full, each two become
// one.
class LossMeans {
public:
    static constexpr std::size_t capacity = 512;
    void add(double epoch, double loss); // not finite: left out
    std::vector<LossPoint> points() const;

private:
    LossPoint openMean() const;

    std::vector<LossPoint> closed_;
    std::int64_t width_ = 1; // steps of a mean
    std::int64_t open_ = 0;  // steps in the sums
    double epochs_ = 0, losses_ = 0;
};

// What was added up.
struct RunFigures {
    double started = 0;
    std::int64_t step = 0, steps = 0, epochs = 0, stepsPerEpoch = 0;
    double epoch = 0;
    std::int64_t countedSteps = 0;
    double seconds = 0; // of the counted steps
    bool paused = false;
    std::vector<RunPoint> validation;
    LossMeans losses;
    std::optional<FinishedEvent> finished; // without the confusion of its metrics
    std::optional<Message> failure;
};

class RunRecord {
public:
    explicit RunRecord(fs::path file) : file_(std::move(file)) {}

    const RunFigures& figures() const { return figures_; }
    // Reads what is new; a record that was cut back is read anew. Whether anything was.
    bool read(std::stop_token stop = {});

private:
    void take(std::string_view line);
    bool takeStep(std::string_view line);
    void take(const Event& event);
    bool lastLineStands(std::istream& stream) const;

    fs::path file_;
    RunFigures figures_;
    std::uint64_t size_ = 0; // of the file, when all of it had been read
    fs::file_time_type changed_{};
    bool whole_ = false;
    // The last whole line: where it begins and ends, and its digest.
    std::uint64_t lastStart_ = 0, lastEnd_ = 0;
    std::string lastDigest_;
};

} // namespace attune::studio
