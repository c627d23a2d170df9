// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/settings.h"

#include "evaluate/metrics.h"
#include "train/schedule.h"

namespace attune {

namespace {

using S = TrainingSettings;
using Kind = Parameter::Kind;

std::vector<std::string> metricKeys() {
    std::vector<std::string> keys = {S::kAutoMetric};
    for (const MetricInfo& metric : metricTable())
        keys.push_back(metric.key);
    return keys;
}

std::vector<std::string> scheduleKeys() {
    std::vector<std::string> keys;
    for (const ScheduleInfo& schedule : scheduleTable())
        keys.push_back(schedule.key);
    return keys;
}

Parameter number(Kind kind, const char* key, const char* title, const char* help, double minimum,
                 double maximum, const char* unit = "") {
    Parameter parameter;
    parameter.key = key;
    parameter.title = title;
    parameter.help = help;
    parameter.kind = kind;
    parameter.unit = unit;
    parameter.minimum = minimum;
    parameter.maximum = maximum;
    return parameter;
}

Parameter choice(const char* key, const char* title, const char* help,
                 std::vector<std::string> choices) {
    Parameter parameter = number(Kind::Choice, key, title, help, 0, 0);
    parameter.minimum = Parameter().minimum;
    parameter.maximum = Parameter().maximum;
    parameter.choices = std::move(choices);
    return parameter;
}

Parameter flag(const char* key, const char* title, const char* help) {
    Parameter parameter = choice(key, title, help, {});
    parameter.kind = Kind::Bool;
    return parameter;
}

Parameter advanced(Parameter parameter) {
    parameter.advanced = true;
    return parameter;
}

Parameter optional(Parameter parameter) {
    parameter.optional = true;
    return parameter;
}

// Changes nothing about the numbers that training computes.
Parameter harmless(Parameter parameter) {
    parameter.affectsTraining = false;
    return parameter;
}

void addBasic(Fields<S>& fields) {
    fields.push_back(
        {number(Kind::Integer, "epochs", ATTUNE_TEXT("core", "Epochs"),
                ATTUNE_TEXT("core", "How often training goes through all texts. 2 to 4 suit most "
                                    "data; take more for a few hundred texts."),
                1, 100000),
         &S::epochs});
    fields.push_back(
        {number(Kind::Integer, "batch_size", ATTUNE_TEXT("core", "Batch size"),
                ATTUNE_TEXT("core", "Texts that are learned from together. 16 or 32 suit most "
                                    "data; a smaller one needs less memory."),
                1, 65536, ATTUNE_TEXT("core", "texts")),
         &S::batch_size});
    fields.push_back(
        {number(Kind::Real, "learning_rate", ATTUNE_TEXT("core", "Learning rate"),
                ATTUNE_TEXT("core", "How far one step moves the weights. 2e-5 to 5e-5 suit most "
                                    "models, 1e-4 and more small ones; the range test proposes "
                                    "one."),
                1e-12, 10),
         &S::learning_rate});
    fields.push_back(
        {choice("schedule", ATTUNE_TEXT("core", "Schedule"),
                ATTUNE_TEXT("core", "How the rate goes on after the warm-up: down to 0 in a line, "
                                    "down to 0 along a cosine, or constant. Linear is the usual "
                                    "choice."),
                scheduleKeys()),
         &S::schedule});
    fields.push_back(
        {number(Kind::Real, "warmup", ATTUNE_TEXT("core", "Warm-up"),
                ATTUNE_TEXT("core", "Steps in which the rate grows from 0: below 1 a share of all "
                                    "steps, else their number. Take more when the loss jumps at "
                                    "the beginning."),
                0, 1e9),
         &S::warmup});
    fields.push_back(
        {number(Kind::Real, "weight_decay", ATTUNE_TEXT("core", "Weight decay"),
                ATTUNE_TEXT("core", "Pulls the weights towards 0 against overfitting; biases and "
                                    "norms are left out. 0.01 is usual, 0 turns it off."),
                0, 10),
         &S::weight_decay});
    fields.push_back(
        {choice("precision", ATTUNE_TEXT("core", "Precision"),
                ATTUNE_TEXT("core", "bf16 computes with 16-bit numbers where the device is faster "
                                    "with them; the weights stay in 32 bits. auto takes what is "
                                    "fast and safe on this machine and says why."),
                {"auto", "fp32", "bf16"}),
         &S::precision});
    fields.push_back(
        {choice("device", ATTUNE_TEXT("core", "Device"),
                ATTUNE_TEXT("core", "Where training runs. auto takes an NVIDIA graphics card where "
                                    "there is one, else the processor."),
                {"auto", "cpu", "cuda"}),
         &S::device});
    fields.push_back(
        {number(Kind::Integer, "seed", ATTUNE_TEXT("core", "Seed"),
                ATTUNE_TEXT("core", "Number from which all chance is drawn: split, order, dropout, "
                                    "new weights. The same seed gives the same run."),
                0, 4294967295.0),
         &S::seed});
}

void addEvaluation(Fields<S>& fields) {
    fields.push_back(
        {advanced(choice("best_metric", ATTUNE_TEXT("core", "Best by"),
                         ATTUNE_TEXT("core", "The metric on the validation part by which the best "
                                             "state is chosen. auto takes the usual one of the "
                                             "task; macro F1 counts rare labels as much as "
                                             "frequent ones."),
                         metricKeys())),
         &S::best_metric});
    fields.push_back(
        {advanced(number(Kind::Real, "evaluate_every", ATTUNE_TEXT("core", "Evaluate every"),
                         ATTUNE_TEXT("core", "Epochs between evaluations on the validation part; "
                                             "0.25 evaluates four times an epoch. The end is "
                                             "always evaluated."),
                         0.001, 100000, ATTUNE_TEXT("core", "epochs"))),
         &S::evaluate_every});
    fields.push_back(
        {advanced(number(Kind::Integer, "early_stopping", ATTUNE_TEXT("core", "Early stopping"),
                         ATTUNE_TEXT("core", "Ends training after so many evaluations in a row "
                                             "without a better metric. 0 turns it off; 2 or 3 "
                                             "suit long runs."),
                         0, 100000, ATTUNE_TEXT("core", "evaluations"))),
         &S::early_stopping});
}

void addCheckpoints(Fields<S>& fields) {
    fields.push_back({harmless(advanced(number(
                          Kind::Real, "checkpoint_minutes", ATTUNE_TEXT("core", "Checkpoint every"),
                          ATTUNE_TEXT("core", "Minutes after which the whole state is saved, so "
                                              "that a run that was cut off can go on. 0: only the "
                                              "best states are saved."),
                          0, 100000, ATTUNE_TEXT("core", "minutes")))),
                      &S::checkpoint_minutes});
    fields.push_back(
        {harmless(advanced(optional(number(
             Kind::Integer, "checkpoint_steps", ATTUNE_TEXT("core", "Checkpoint steps"),
             ATTUNE_TEXT("core", "Saves the state after so many steps instead of after minutes. "
                                 "Unset: the minutes decide."),
             1, 1e12, ATTUNE_TEXT("core", "steps"))))),
         &S::checkpoint_steps});
    fields.push_back(
        {harmless(advanced(number(
             Kind::Integer, "keep_checkpoints", ATTUNE_TEXT("core", "Keep checkpoints"),
             ATTUNE_TEXT("core", "How many of the newest checkpoints stay on the disk besides the "
                                 "best one. Each takes three times the room of the model."),
             1, 10000))),
         &S::keep_checkpoints});
}

void addOptimiser(Fields<S>& fields) {
    fields.push_back(
        {advanced(number(Kind::Integer, "max_steps", ATTUNE_TEXT("core", "Most steps"),
                         ATTUNE_TEXT("core", "Ends training after so many steps, whatever the "
                                             "epochs say. 0: the epochs decide."),
                         0, 1e12, ATTUNE_TEXT("core", "steps"))),
         &S::max_steps});
    fields.push_back(
        {advanced(number(Kind::Integer, "accumulation", ATTUNE_TEXT("core", "Accumulation"),
                         ATTUNE_TEXT("core", "Batches whose gradients are summed before one step: "
                                             "a large batch with the memory of a small one."),
                         1, 65536, ATTUNE_TEXT("core", "batches"))),
         &S::accumulation});
    fields.push_back(
        {advanced(number(Kind::Real, "max_gradient_norm", ATTUNE_TEXT("core", "Longest gradient"),
                         ATTUNE_TEXT("core", "A longer gradient is shortened to this norm, which "
                                             "keeps single odd batches from doing harm. 1 is "
                                             "usual, 0 turns it off."),
                         0, 1e9)),
         &S::max_gradient_norm});
    fields.push_back(
        {advanced(number(Kind::Real, "adam_beta1", ATTUNE_TEXT("core", "Adam beta 1"),
                         ATTUNE_TEXT("core", "Memory of the mean of the gradients. Rarely worth "
                                             "changing."),
                         0, 0.999999)),
         &S::adam_beta1});
    fields.push_back(
        {advanced(number(Kind::Real, "adam_beta2", ATTUNE_TEXT("core", "Adam beta 2"),
                         ATTUNE_TEXT("core", "Memory of the mean of the squared gradients. 0.98 "
                                             "reacts faster than 0.999."),
                         0, 0.99999999)),
         &S::adam_beta2});
    fields.push_back(
        {advanced(number(Kind::Real, "adam_epsilon", ATTUNE_TEXT("core", "Adam epsilon"),
                         ATTUNE_TEXT("core", "Keeps the division of AdamW from zero; a larger one "
                                             "makes steps smaller where gradients are tiny."),
                         1e-20, 1)),
         &S::adam_epsilon});
}

void addModelDials(Fields<S>& fields) {
    fields.push_back(
        {advanced(optional(choice("activation", ATTUNE_TEXT("core", "Activation"),
                                  ATTUNE_TEXT("core", "Function between the two layers of the "
                                                      "feed-forward part. Unset: the model's own, "
                                                      "which it was pretrained with."),
                                  {"gelu", "gelu_new", "relu", "silu", "tanh"}))),
         &S::activation});
    fields.push_back({advanced(optional(number(
                          Kind::Real, "hidden_dropout", ATTUNE_TEXT("core", "Hidden dropout"),
                          ATTUNE_TEXT("core", "Share of values that are dropped after "
                                              "embeddings and layers, against "
                                              "overfitting. Unset: the model's own."),
                          0, 0.9))),
                      &S::hidden_dropout});
    fields.push_back({advanced(optional(number(
                          Kind::Real, "attention_dropout", ATTUNE_TEXT("core", "Attention dropout"),
                          ATTUNE_TEXT("core", "Share of attention weights that are "
                                              "dropped. 0 makes training faster. Unset: "
                                              "the model's own."),
                          0, 0.9))),
                      &S::attention_dropout});
    fields.push_back(
        {advanced(optional(number(Kind::Real, "classifier_dropout",
                                  ATTUNE_TEXT("core", "Classifier dropout"),
                                  ATTUNE_TEXT("core", "Share of values that are dropped before the "
                                                      "last layer. Raise it for small data. "
                                                      "Unset: the model's own."),
                                  0, 0.9))),
         &S::classifier_dropout});
    fields.push_back(
        {advanced(flag("freeze_embeddings", ATTUNE_TEXT("core", "Freeze embeddings"),
                       ATTUNE_TEXT("core", "Leaves the vectors of the tokens as they are: less "
                                           "memory, faster, and words that training never met "
                                           "keep their place."))),
         &S::freeze_embeddings});
    fields.push_back(
        {advanced(number(Kind::Integer, "freeze_layers", ATTUNE_TEXT("core", "Freeze layers"),
                         ATTUNE_TEXT("core", "Leaves so many first layers, and the embeddings, as "
                                             "they are. Faster, and often enough for small "
                                             "data."),
                         0, 1000, ATTUNE_TEXT("core", "layers"))),
         &S::freeze_layers});
    fields.push_back(
        {advanced(number(Kind::Real, "layer_decay", ATTUNE_TEXT("core", "Layer decay"),
                         ATTUNE_TEXT("core", "Each layer learns at the rate of the next one times "
                                             "this; the head at the full rate. 1: all alike; 0.9 "
                                             "keeps more of the pretrained model."),
                         0.01, 1)),
         &S::layer_decay});
}

void addLoss(Fields<S>& fields) {
    Parameter weights =
        choice("class_weights", ATTUNE_TEXT("core", "Class weights"),
               ATTUNE_TEXT("core", "How much a text of each label counts: all alike (none), rare "
                                   "labels more (balanced), or a weight for each label, 1 where "
                                   "none is given. Balanced helps where few texts have the label "
                                   "that matters."),
               {"none", "balanced"});
    weights.kind = Kind::WeightMap;
    weights.minimum = 0;
    weights.maximum = 1e9;
    fields.push_back({advanced(weights), &S::class_weights});
    fields.push_back(
        {advanced(number(Kind::Real, "label_smoothing", ATTUNE_TEXT("core", "Label smoothing"),
                         ATTUNE_TEXT("core", "Share of each answer that is spread over all labels. "
                                             "0.1 makes scores less sure of themselves and helps "
                                             "with wrong labels; 0 turns it off."),
                         0, 0.999)),
         &S::label_smoothing});
}

Fields<S> makeFields() {
    Fields<S> fields;
    addBasic(fields);
    addEvaluation(fields);
    addCheckpoints(fields);
    addOptimiser(fields);
    addModelDials(fields);
    addLoss(fields);
    fields.push_back(
        {advanced(number(Kind::Integer, "threads", ATTUNE_TEXT("core", "Threads"),
                         ATTUNE_TEXT("core", "Threads of the processor that training uses. 0: as "
                                             "many as there are cores. The order of sums, and so "
                                             "the last bits, depend on it."),
                         0, 1024)),
         &S::threads});
    return fields;
}

} // namespace

const Fields<TrainingSettings>& trainingFields() {
    static const Fields<TrainingSettings> fields = makeFields();
    return fields;
}

const MetricInfo& bestMetricOf(const TrainingSettings& settings, Task task) {
    return metricOf(settings.best_metric == S::kAutoMetric ? standardMetric(task)
                                                           : settings.best_metric);
}

} // namespace attune
