// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/range_test.h"

#include "base/random.h"
#include "train/make_room.h"
#include "train/optimiser.h"
#include "train/step.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace attune {

namespace {

constexpr double kMemory = 0.9;   // of the exponential mean
constexpr double kDiverged = 4.0; // times the lowest loss
constexpr double kFell = 0.97;    // of the first loss: less than this counts as learning
constexpr std::size_t kSlope = 4; // points on each side over which a slope is taken

// Two significant digits: a proposal is no more exact than that.
double rounded(double rate) {
    char text[32];
    std::snprintf(text, sizeof text, "%.1e", rate);
    return std::strtod(text, nullptr);
}

} // namespace

void rangeTest(Engine& engine, const TrainingJob& job, TrainingHost& host,
               const RangeTestOptions& options) {
    const TrainingSettings& settings = job.settings;
    const auto seed = static_cast<std::uint64_t>(settings.seed);
    const auto groups = parameterGroups(engine.spec(), engine.parameters(), settings);
    engine.setGroups(groups);
    StepRunner runner(engine, job.train,
                      objectiveOf(job.task, settings, job.identity.labels, job.train));
    const auto warn = [&](Message message, Message hint) {
        host.show(WarningEvent{
            0, {Problem::Severity::Warning, {}, {}, std::move(message), std::move(hint)}
        });
    };
    runner.onShortage = [&](std::size_t tokens) { host.show(WarningEvent{0, shortage(tokens)}); };
    makeRoom(engine, runner, job, trainedNames(groups), false, warn);
    const double growth =
        std::pow(options.highest / options.lowest, 1.0 / static_cast<double>(options.steps - 1));
    std::vector<RangePointEvent> curve;
    std::vector<Batch> batches;
    double rate = options.lowest, mean = 0, lowest = 0;
    std::size_t next = 0;
    std::int64_t epoch = 0;
    for (std::int64_t step = 1; step <= options.steps; ++step, rate *= growth) {
        if (host.betweenSteps() != StopRequest::None)
            return;
        if (next >= batches.size()) {
            batches = batchesOfEpoch(job.train, settings.batch_size, seed, epoch++);
            next = 0;
        }
        const std::size_t count =
            std::min(static_cast<std::size_t>(settings.accumulation), batches.size() - next);
        const StepGradient gradient = runner.run(std::span(batches).subspan(next, count),
                                                 streamKey(seed, "dropout", step - 1));
        next += count;
        if (!gradient.finite())
            break;
        mean = kMemory * mean + (1 - kMemory) * gradient.loss;
        const double smoothed = mean / (1 - std::pow(kMemory, static_cast<double>(step)));
        curve.push_back({rate, gradient.loss, smoothed});
        host.show(curve.back());
        if (step == 1 || smoothed < lowest)
            lowest = smoothed;
        if (smoothed > kDiverged * lowest)
            break;
        engine.update(updateOptions(settings, rate, gradient.gradientNorm, step));
    }
    host.show(proposeRate(curve));
}

RangeDoneEvent proposeRate(const std::vector<RangePointEvent>& curve) {
    if (curve.size() < 4 * kSlope)
        return {0, say(ATTUNE_TEXT("core", "The loss broke away after %1 steps, too few to propose "
                                           "a rate: look at the labels and texts."),
                       curve.size())};
    const auto lowest =
        std::min_element(curve.begin(), curve.end(),
                         [](const auto& a, const auto& b) { return a.smoothed < b.smoothed; });
    if (lowest->smoothed > kFell * curve.front().smoothed)
        return {0, say(ATTUNE_TEXT("core", "The loss hardly fell at any rate (from %1 to %2): look "
                                           "at the labels and texts, or take more data."),
                       rounded(curve.front().smoothed), rounded(lowest->smoothed))};
    // Points stand at equal distances of the logarithm of the rate: differences are slopes.
    const auto last = static_cast<std::size_t>(lowest - curve.begin());
    std::size_t steepest = 0;
    double slope = 0;
    for (std::size_t i = kSlope; i <= last && i + kSlope < curve.size(); ++i) {
        const double here = curve[i + kSlope].smoothed - curve[i - kSlope].smoothed;
        if (here < slope) {
            slope = here;
            steepest = i;
        }
    }
    const double tenth = lowest->learningRate / 10;
    const double fastest = steepest > 0 ? curve[steepest].learningRate : tenth;
    if (fastest <= tenth)
        return {
            rounded(fastest),
            say(ATTUNE_TEXT("core", "The loss falls fastest at the rate %1; it is lowest at %2."),
                rounded(fastest), rounded(lowest->learningRate))};
    return {rounded(tenth), say(ATTUNE_TEXT("core", "A tenth of the rate %1, at which the loss is "
                                                    "lowest."),
                                rounded(lowest->learningRate))};
}

} // namespace attune
