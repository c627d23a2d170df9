// SPDX-License-Identifier: GPL-3.0-or-later
// The runs below one folder: what each has come to, read as it grows, and what sets some of them
// apart. Those of the command line and those that another process is writing are like all others.
#pragma once

#include "studio/studio.h"

namespace attune::studio {

// Scores by the rows of metricTable(). One that the task has not is NaN, which equals itself here.
struct MetricScores : std::vector<double> {
    using std::vector<double>::vector;
    bool operator==(const MetricScores& other) const;
};

// An evaluation of the validation part.
struct RunPoint {
    std::int64_t step = 0;
    double epoch = 0;
    MetricScores scores;
    bool best = false; // of all until then, by the run's own metric
    bool operator==(const RunPoint&) const = default;
};

// The mean loss of some steps in a row, at the middle of their epochs.
struct LossPoint {
    double epoch = 0;
    double loss = 0;
    bool operator==(const LossPoint&) const = default;
};

struct RunSummary {
    std::string path;
    std::string name; // of the folder
    RunState state = RunState::Unknown;
    std::optional<FinishedEvent::Reason> ended; // as the record says
    Message failure;
    double started = 0; // seconds since the Unix epoch; 0: unknown
    std::int64_t step = 0, steps = 0;
    double epoch = 0;        // trained so far
    std::int64_t epochs = 0; // of the plan
    double epochSeconds = 0; // of training alone; 0: unknown
    std::string metric;      // the recipe's training.best_metric
    std::vector<RunPoint> validation;
    std::vector<LossPoint> losses; // at most 512, however long the run
    MetricScores test;             // of the finished model; empty: no test part
    std::uint64_t modelBytes = 0;  // weights of the finished model
    bool canResume = false;
    std::shared_ptr<const Recipe> recipe; // null: recipeProblem says why
    Message recipeProblem;

    bool alive() const { return state == RunState::Running || state == RunState::Paused; }
    // The evaluation whose state is (or would be) the model; null: none yet.
    const RunPoint* best() const;
    // Scores by a key of metricTable(): of best(), and of the test part.
    std::optional<double> bestScore(const std::string& metricKey) const;
    std::optional<double> testScore(const std::string& metricKey) const;
    bool operator==(const RunSummary&) const = default;
};

// Row of a metric in metricTable(); an unknown key is a UsageError.
std::size_t metricIndex(const std::string& key);

// The runs of a folder, or the one that the folder itself is. One thread at a time.
class RunList {
public:
    explicit RunList(const fs::path& folder);
    ~RunList();
    // The runs as they are now, newest first. Of their records only what was appended since the
    // last look is read. `tell` gets what is known so far, on the calling thread, where a first
    // look takes long. Stopped, it gives what it has, and the next look goes on from there.
    using Tell = std::function<void(const std::vector<RunSummary>&)>;
    const std::vector<RunSummary>& look(std::stop_token stop = {}, const Tell& tell = {});

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

std::vector<RunSummary> readRuns(const fs::path& runs);

// The metric by which most of the runs chose their best state; of equals the newest run's.
std::string commonMetric(const std::vector<RunSummary>& runs);

// What sets recipes apart: the settings that compareRecipes() tells of any two of them, in the
// order of the recipe. Where a run writes to is no such setting.
struct RunComparison {
    struct Row {
        std::string key;
        std::vector<std::string> values; // one a recipe, as compareRecipes() writes them
    };
    std::vector<Row> rows;
    std::size_t settings = 0; // that were compared
};
RunComparison compareRuns(const std::vector<const Recipe*>& recipes);

// Which values stand out: those that are not the one that most have; none where no value is had
// more often than every other.
std::vector<bool> oddOnes(const std::vector<std::string>& values);

} // namespace attune::studio
