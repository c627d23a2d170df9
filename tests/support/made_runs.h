// SPDX-License-Identifier: GPL-3.0-or-later
// Run folders as runs leave them, made without training.
#pragma once

#include "base/files.h"
#include "recipe/recipe.h"
#include "train/events.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace attune {

inline std::string lineOf(const EventBody& body, double time = 1) {
    return toJson(Event{time, body}).dump() + "\n";
}

// A run folder that is written piece by piece. Its recipe names a model and data that need not be
// there.
class MadeRun {
public:
    explicit MadeRun(const fs::path& folder, double started = 1) : folder_(folder), time_(started) {
        fs::create_directories(folder);
        recipe.base = folder.parent_path();
        recipe.head.model = "a-model";
        recipe.head.output = toUtf8(folder);
        recipe.data.train = "reviews.csv";
    }

    // Written at the first event.
    Recipe recipe;

    const fs::path& folder() const { return folder_; }
    std::string path() const { return toUtf8(folder_); }

    void append(const EventBody& body) {
        if (!fs::exists(folder_ / "recipe.yaml"))
            publishFile(folder_ / "recipe.yaml", writeRecipe(recipe, folder_, true));
        FileWriter file(folder_ / "metrics.jsonl", FileWriter::Mode::Append);
        file.write(lineOf(body, time_));
        file.close();
        time_ += 1;
    }
    void start(std::int64_t epochs = 3, std::int64_t stepsPerEpoch = 2) {
        stepsPerEpoch_ = stepsPerEpoch;
        StartedEvent event;
        event.steps = epochs * stepsPerEpoch;
        event.epochs = epochs;
        event.stepsPerEpoch = stepsPerEpoch;
        event.labels = {"bad", "good"};
        append(event);
    }
    void step(double loss, double seconds = 0.5) {
        StepEvent event;
        event.step = ++step_;
        event.epoch = epoch();
        event.loss = loss;
        event.seconds = seconds;
        append(event);
    }
    void evaluate(double accuracy, bool best) {
        EvaluatedEvent event;
        event.step = step_;
        event.epoch = epoch();
        event.metrics = metricsOf(accuracy);
        event.best = best;
        append(event);
    }
    void checkpoint() const { fs::create_directories(folder_ / "checkpoints" / "step-000001"); }
    void finish(FinishedEvent::Reason reason = FinishedEvent::Reason::Completed,
                double testAccuracy = -1) {
        FinishedEvent event;
        event.reason = reason;
        event.step = step_;
        event.hasTest = testAccuracy >= 0;
        event.test = event.hasTest ? metricsOf(testAccuracy) : Metrics();
        append(event);
        if (reason == FinishedEvent::Reason::Interrupted)
            return;
        fs::create_directories(folder_ / "model");
        publishFile(folder_ / "model" / "model.safetensors", std::string(5000, 'w'));
        publishFile(folder_ / "report.json", "{}");
    }
    // A whole run: a step before each score; the best one is marked.
    void train(const std::vector<double>& scores, double testAccuracy = -1) {
        start(static_cast<std::int64_t>(scores.size()), 1);
        double best = -1;
        for (const double score : scores) {
            step(1 - score);
            evaluate(score, score > best);
            best = std::max(best, score);
        }
        finish(FinishedEvent::Reason::Completed, testAccuracy);
    }

    static Metrics metricsOf(double accuracy) {
        Metrics metrics;
        metrics.texts = 100;
        metrics.loss = 1 - accuracy;
        metrics.accuracy = accuracy;
        metrics.macroF1 = accuracy - 0.01;
        metrics.weightedF1 = accuracy - 0.02;
        return metrics;
    }

private:
    double epoch() const {
        return static_cast<double>(step_) / static_cast<double>(stepsPerEpoch_);
    }

    fs::path folder_;
    double time_;
    std::int64_t step_ = 0, stepsPerEpoch_ = 1;
};

} // namespace attune
