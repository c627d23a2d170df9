// SPDX-License-Identifier: GPL-3.0-or-later
#include "studio/runs.h"

#include "run/report.h"
#include "run/run_folder.h"
#include "studio/run_record.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>

namespace attune::studio {

namespace {

// A first look that takes longer tells what it has.
constexpr auto tellEvery = std::chrono::milliseconds(250);

bool isRun(const fs::path& folder) {
    std::error_code ignored;
    return fs::is_regular_file(RunFolder::recipeFile(folder), ignored) &&
           RunFolder::holdsRun(folder);
}

bool hasCheckpoint(const fs::path& folder) {
    std::error_code ignored;
    for (fs::directory_iterator it(RunFolder::checkpoints(folder), ignored), end; it != end;
         it.increment(ignored))
        if (toUtf8(it->path().filename()).starts_with("step-"))
            return true;
    return false;
}

// When a file was written last; nothing where there is none.
std::optional<fs::file_time_type> writtenAt(const fs::path& file) {
    std::error_code error;
    const fs::file_time_type time = fs::last_write_time(file, error);
    return error ? std::nullopt : std::optional(time);
}

std::uint64_t weightBytes(const fs::path& model) {
    std::uint64_t bytes = 0;
    std::error_code ignored;
    for (fs::directory_iterator it(model, ignored), end; it != end; it.increment(ignored))
        if (it->path().extension() == ".safetensors") {
            const std::uint64_t size = it->file_size(ignored);
            bytes += ignored ? 0 : size;
        }
    return bytes;
}

MetricScores scoresOf(const Metrics& metrics) {
    MetricScores scores;
    for (const MetricInfo& metric : metricTable())
        scores.push_back(metric.value(metrics));
    return scores;
}

// A run folder between two looks.
class Watched {
public:
    explicit Watched(const fs::path& folder)
        : folder_(folder), record_(RunFolder::recordFile(folder)) {
        card_.path = toUtf8(folder);
        card_.name = toUtf8(folder.filename());
    }

    const RunSummary& look(const std::stop_token& stop) {
        const bool locked = isLocked(folder_); // first: what is written then is in the record
        readRecipe();
        if (record_.read(stop))
            takeFigures();
        readReport();
        setState(locked);
        return card_;
    }

private:
    void readRecipe() {
        const fs::path file = RunFolder::recipeFile(folder_);
        const auto written = writtenAt(file);
        if (written == recipeWritten_ && (card_.recipe || !card_.recipeProblem.empty()))
            return;
        recipeWritten_ = written;
        card_.recipe.reset();
        card_.recipeProblem = {};
        card_.metric = standardMetric(Task::SingleLabel);
        try {
            RecipeResult read = attune::readRecipe(file);
            throwIfErrors(read.problems, toUtf8(file));
            card_.metric = bestMetricOf(read.recipe).key;
            card_.recipe = std::make_shared<const Recipe>(std::move(read.recipe));
        } catch (const Error& error) {
            card_.metric = standardMetric(Task::SingleLabel);
            card_.recipeProblem = error.message();
        }
    }

    void takeFigures() {
        const RunFigures& all = record_.figures();
        card_.started = all.started;
        card_.step = all.step;
        card_.steps = all.steps;
        card_.epoch = all.epoch;
        card_.epochs = all.epochs;
        card_.epochSeconds = all.countedSteps > 0
                                 ? all.seconds / static_cast<double>(all.countedSteps) *
                                       static_cast<double>(all.stepsPerEpoch)
                                 : 0;
        card_.validation = all.validation;
        card_.losses = all.losses.points();
        reportWritten_.reset();
    }

    // The report counts: its last event may be missing from the record, where a crash tore it.
    void readReport() {
        const fs::path file = RunFolder::reportFile(folder_);
        const auto written = writtenAt(file);
        finished_ = written.has_value();
        if (written && written == reportWritten_)
            return;
        reportWritten_ = written;
        std::optional<FinishedEvent> end = record_.figures().finished;
        if (written && (!end || end->reason == FinishedEvent::Reason::Interrupted))
            try {
                end = finishedFromReport(readJsonFile(file), folder_);
            } catch (const Error&) { // the report is shown as it can be, elsewhere
            }
        card_.ended = end ? std::optional(end->reason) : std::nullopt;
        card_.test = end && end->hasTest ? scoresOf(end->test) : MetricScores();
        card_.modelBytes = written ? weightBytes(RunFolder::model(folder_)) : 0;
    }

    void setState(bool locked) {
        const RunFigures& all = record_.figures();
        card_.failure = all.failure.value_or(Message());
        const bool checkpoint = !locked && !finished_ && hasCheckpoint(folder_);
        if (locked)
            card_.state = all.paused ? RunState::Paused : RunState::Running;
        else if (finished_)
            card_.state = RunState::Finished;
        else if (all.failure)
            card_.state = RunState::Failed;
        else if (all.finished)
            card_.state = all.finished->reason == FinishedEvent::Reason::Interrupted
                              ? RunState::Interrupted
                              : RunState::Finished;
        else
            card_.state = checkpoint ? RunState::Interrupted : RunState::Unknown;
        card_.canResume = checkpoint && card_.state != RunState::Finished;
    }

    fs::path folder_;
    RunRecord record_;
    RunSummary card_;
    std::optional<fs::file_time_type> recipeWritten_, reportWritten_;
    bool finished_ = false; // there is a report
};

} // namespace

// ---- cards -------------------------------------------------------------------------------------

bool MetricScores::operator==(const MetricScores& other) const {
    return std::equal(begin(), end(), other.begin(), other.end(), [](double a, double b) {
        return a == b || (std::isnan(a) && std::isnan(b));
    });
}

std::size_t metricIndex(const std::string& key) {
    return static_cast<std::size_t>(&metricOf(key) - metricTable().data());
}

const RunPoint* RunSummary::best() const {
    for (auto it = validation.rbegin(); it != validation.rend(); ++it)
        if (it->best)
            return &*it;
    return nullptr;
}

namespace {
std::optional<double> scoreIn(const MetricScores& scores, const std::string& metric) {
    const double score = scores.empty() ? std::nan("") : scores[metricIndex(metric)];
    return std::isnan(score) ? std::nullopt : std::optional(score);
}
} // namespace

std::optional<double> RunSummary::bestScore(const std::string& metricKey) const {
    const RunPoint* point = best();
    return point != nullptr ? scoreIn(point->scores, metricKey) : std::nullopt;
}
std::optional<double> RunSummary::testScore(const std::string& metricKey) const {
    return scoreIn(test, metricKey);
}

std::string commonMetric(const std::vector<RunSummary>& runs) {
    std::map<std::string, int> counts;
    for (const RunSummary& run : runs)
        ++counts[run.metric];
    std::string most = standardMetric(Task::SingleLabel);
    int count = 0;
    for (const RunSummary& run : runs) // newest first
        if (counts[run.metric] > count) {
            most = run.metric;
            count = counts[run.metric];
        }
    return most;
}

// ---- the list ----------------------------------------------------------------------------------

struct RunList::Impl {
    fs::path folder;
    std::map<fs::path, Watched> runs;
    std::vector<RunSummary> cards;
};

RunList::RunList(const fs::path& folder) : impl_(std::make_unique<Impl>()) {
    impl_->folder = fs::absolute(folder).lexically_normal();
    if (!impl_->folder.has_filename()) // "runs/"
        impl_->folder = impl_->folder.parent_path();
}

RunList::~RunList() = default;

const std::vector<RunSummary>& RunList::look(std::stop_token stop, const Tell& tell) {
    std::vector<fs::path> found;
    std::error_code ignored;
    if (isRun(impl_->folder))
        found.push_back(impl_->folder);
    else
        for (fs::directory_iterator it(impl_->folder, ignored), end; it != end;
             it.increment(ignored))
            if (isRun(it->path()))
                found.push_back(it->path());
    std::erase_if(impl_->runs, [&](const auto& run) {
        return std::find(found.begin(), found.end(), run.first) == found.end();
    });
    // Those that were written last are told first.
    const auto age = [](const fs::path& run) {
        return writtenAt(RunFolder::recordFile(run)).value_or(fs::file_time_type::min());
    };
    std::vector<std::pair<fs::file_time_type, fs::path>> byAge;
    for (const fs::path& run : found)
        byAge.emplace_back(age(run), run);
    std::sort(byAge.begin(), byAge.end(), std::greater<>());

    std::vector<RunSummary> cards;
    const auto newestFirst = [](const RunSummary& a, const RunSummary& b) {
        return a.started != b.started ? a.started > b.started : a.path < b.path;
    };
    auto told = std::chrono::steady_clock::now();
    for (const auto& [time, run] : byAge) {
        if (stop.stop_requested())
            return impl_->cards;
        cards.push_back(impl_->runs.try_emplace(run, run).first->second.look(stop));
        const auto now = std::chrono::steady_clock::now();
        if (tell && now - told > tellEvery) {
            std::sort(cards.begin(), cards.end(), newestFirst);
            tell(cards);
            told = now;
        }
    }
    std::sort(cards.begin(), cards.end(), newestFirst);
    impl_->cards = std::move(cards);
    return impl_->cards;
}

std::vector<RunSummary> readRuns(const fs::path& runs) { return RunList(runs).look(); }

} // namespace attune::studio
