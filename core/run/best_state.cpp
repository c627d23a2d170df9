// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/best_state.h"

#include "run/run_folder.h"

#include <algorithm>
#include <cmath>

namespace attune {

namespace {

struct Scored {
    std::int64_t step;
    double score;
};

// The evaluated states of the record, best first, earlier ones before later ones of the same score.
std::vector<Scored> scoredStates(const TrainingState& state, const fs::path& run,
                                 const MetricInfo& metric) {
    std::vector<Scored> states;
    for (const Event& event : RunFolder::readRecord(run))
        if (const auto* evaluated = std::get_if<EvaluatedEvent>(&event.body)) {
            const double score = metric.value(evaluated->metrics);
            // Amid bad steps the present weights are in doubt.
            const bool inDoubt = evaluated->step == state.step && state.badInRow > 0;
            if (std::isfinite(score) && evaluated->step <= state.step && !inDoubt)
                states.push_back({evaluated->step, score});
        }
    std::stable_sort(states.begin(), states.end(), [&](const Scored& a, const Scored& b) {
        return metric.higherIsBetter ? a.score > b.score : a.score < b.score;
    });
    return states;
}

} // namespace

BestState findBest(const TrainingState& state, const CheckpointStore& store, const fs::path& run,
                   const MetricInfo& metric, Problems& problems) {
    if (state.bestStep == 0 || state.bestStep == state.step)
        return {state.bestStep, state.bestScore, {}};
    Problem problem;
    try {
        return {state.bestStep, state.bestScore, store.at(state.bestStep)};
    } catch (const Error& error) {
        problem = {Problem::Severity::Warning,
                   {},
                   error.where(),
                   say(ATTUNE_TEXT("core", "The checkpoint of step %1, the best one, cannot be "
                                           "used: %2"),
                       state.bestStep, error.message().text()),
                   {}};
    }
    BestState best;
    for (const Scored& scored : scoredStates(state, run, metric)) {
        if (scored.step == state.step) {
            best = {scored.step, scored.score, {}};
            break;
        }
        if (scored.step == state.bestStep || !store.has(scored.step))
            continue;
        try {
            best = {scored.step, scored.score, store.at(scored.step)};
            break;
        } catch (const Error&) { // damaged as well
        }
    }
    problem.hint =
        best.step > 0
            ? say(ATTUNE_TEXT("core", "The best of those that are left takes its place: step %1."),
                  best.step)
            : say(ATTUNE_TEXT("core", "The last state takes its place until a better one comes."));
    problems.push_back(std::move(problem));
    return best;
}

} // namespace attune
