// SPDX-License-Identifier: GPL-3.0-or-later
// The `training` part of a recipe.
#pragma once

#include "base/parameter.h"
#include "data/task.h"
#include "evaluate/metrics.h"

namespace attune {

struct TrainingSettings {
    // basic
    std::int64_t epochs = 3;
    std::int64_t batch_size = 32;
    double learning_rate = 5e-5;
    std::string schedule = "linear"; // linear, cosine, constant
    double warmup = 0.1;             // below 1: share of all steps; else steps
    double weight_decay = 0.01;
    std::string precision = "auto"; // auto, fp32, bf16
    std::string device = "auto";    // auto, cpu, cuda
    std::int64_t seed = 42;
    // all
    std::int64_t max_steps = 0; // 0: epochs decide
    std::int64_t accumulation = 1;
    double max_gradient_norm = 1.0; // 0: no clipping
    double adam_beta1 = 0.9;
    double adam_beta2 = 0.999;
    double adam_epsilon = 1e-8;
    static constexpr const char* kAutoMetric = "auto";
    std::string best_metric = kAutoMetric; // key of metricTable(), or auto: as the task has it
    double evaluate_every = 1.0;           // epochs between evaluations; may be a part of one
    std::int64_t early_stopping = 0;       // evaluations without a better metric; 0: off
    double checkpoint_minutes = 5;
    std::optional<std::int64_t> checkpoint_steps;
    std::int64_t keep_checkpoints = 2;     // besides the best
    std::optional<std::string> activation; // unset: the model's
    std::optional<double> hidden_dropout;
    std::optional<double> attention_dropout;
    std::optional<double> classifier_dropout;
    bool freeze_embeddings = false;
    std::int64_t freeze_layers = 0;       // first layers; the embeddings then are frozen too
    double layer_decay = 1.0;             // rate of a layer = that of the next one times this
    WordOrWeights class_weights = "none"; // none, balanced, or label: weight
    double label_smoothing = 0;
    std::int64_t threads = 0; // 0: all cores
    bool operator==(const TrainingSettings&) const = default;
};

const Fields<TrainingSettings>& trainingFields();

// The metric by which the best state of a run is chosen.
const MetricInfo& bestMetricOf(const TrainingSettings& settings, Task task);

} // namespace attune
