// SPDX-License-Identifier: GPL-3.0-or-later
#include "studio/calibrating.h"

#include "studio/labelled_file.h"
#include "studio/loaded_model.h"
#include "studio/run_texts.h"

#include <algorithm>
#include <cmath>

namespace attune::studio {

namespace {

constexpr const char* kKey = "calibration";

fs::path infoOf(const fs::path& model) { return finishedFolder(model) / "attune.json"; }

fs::path runOf(const fs::path& path) {
    if (const auto run = runHolding(path))
        return *run;
    throw UsageError(say(ATTUNE_TEXT("core", "The model lies in no run, so there is no validation "
                                             "part to calibrate it on.")),
                     toUtf8(path),
                     say(ATTUNE_TEXT("core", "Give labelled texts that it was not trained on (on "
                                             "the command line: --data FILE).")));
}

// A person may name the run's own files: its training texts, of which the model is too sure, or its
// test texts, whose figures then tell less of texts to come.
void noteKnownTexts(Problems& notes, const fs::path& model, const EvaluateOptions& options,
                    const std::stop_token& stop) {
    std::optional<RunTexts> run;
    try {
        run = RunTexts::of(model, stop);
    } catch (const Error&) { // the run's data went, or changed: nothing can be told
    }
    if (!run)
        return;
    Problems read; // told where the texts are answered
    const Dataset set = readLabelled(options, openFinished(model), read, stop);
    std::size_t trained = 0, tested = 0;
    for (const Example& example : set.examples) {
        trained += run->trainedOn(example) ? 1 : 0;
        tested += run->testedOn(example) ? 1 : 0;
    }
    const Message hint = say(ATTUNE_TEXT("core", "Take the validation part of the run, or texts "
                                                 "that it does not have."));
    const auto told = [&](std::size_t count, const char* format) {
        if (count > 0)
            notes.push_back({Problem::Severity::Warning,
                             {},
                             set.source,
                             say(format, count, set.examples.size()),
                             hint});
    };
    told(trained, ATTUNE_TEXT("core", "The model was trained on %1 of these %2 texts, so that its "
                                      "scores of them are surer than those of others."));
    told(tested, ATTUNE_TEXT("core", "%1 of these %2 texts are of the run's test part: figures of "
                                     "that part will be better than those of texts to come."));
}

// The same answers at another temperature. A threshold so near 0 or 1 that it would become one of
// them there is not moved but refused: it would let other texts pass.
Calibration moved(const Calibration& kept, double temperature, const fs::path& model) {
    const Calibration out = kept.withTemperature(temperature);
    const Calibration back = out.withTemperature(kept.temperature);
    for (std::size_t i = 0; i < kept.thresholds.size(); ++i) {
        const double was = kept.thresholds[i].value_or(0.5);
        if (std::abs(back.thresholds[i].value_or(0.5) - was) > 1e-6 * std::min(was, 1 - was))
            throw UsageError(say(ATTUNE_TEXT("core", "The threshold %1 that is kept with the model "
                                                     "cannot be told from 0 or 1 at the "
                                                     "temperature %2."),
                                 was, temperature),
                             toUtf8(model),
                             say(ATTUNE_TEXT("core", "Remove this threshold first, and choose it "
                                                     "again afterwards.")));
    }
    return out;
}

// attune.json goes where the model goes: it tells no folder of this machine.
std::string nameOfFile(const std::string& data) {
    const fs::path path = fromUtf8(data);
    return toUtf8((path.has_filename() ? path : path.parent_path()).filename());
}

void refuseThresholds(const ModelFolder& folder,
                      const std::vector<std::optional<double>>& thresholds) {
    const auto count = folder.labels.size();
    const std::string where = toUtf8(folder.path);
    if (thresholds.size() > count)
        throw UsageError(say(ATTUNE_TEXT("core", "There are %1 thresholds for %2 labels."),
                             thresholds.size(), count),
                         where, say(ATTUNE_TEXT("core", "Calibrate the model itself.")));
    for (std::size_t label = 0; label < thresholds.size(); ++label) {
        if (!thresholds[label])
            continue;
        if (!decidesLabel(folder.task, label, count))
            throw UsageError(
                say(ATTUNE_TEXT("core", "A threshold of “%1” would decide nothing."),
                    folder.labels[label]),
                where,
                folder.task == Task::SingleLabel && count == 2
                    ? say(ATTUNE_TEXT("core", "Give the one of “%1”: texts that score below it are "
                                              "answered “%2”."),
                          folder.labels[1], folder.labels[0])
                    : say(ATTUNE_TEXT("core", "Thresholds are kept for several labels a text, and "
                                              "for two labels; of more the one with the best "
                                              "score is the answer.")));
        if (!(*thresholds[label] >= 0 && *thresholds[label] <= 1))
            throw UsageError(say(ATTUNE_TEXT("core", "%1 is no threshold."), *thresholds[label]),
                             where, say(ATTUNE_TEXT("core", "Give a score from 0 to 1.")));
    }
}

} // namespace

Calibration keptCalibration(const fs::path& model) {
    const fs::path file = infoOf(model);
    std::error_code ignored;
    if (!fs::is_regular_file(file, ignored))
        return {};
    const Json info = readJsonFile(file);
    return info.is_object() && info.contains(kKey)
               ? calibrationFromJson(info.at(kKey), toUtf8(file))
               : Calibration();
}

void keepCalibration(const fs::path& model, const Calibration& calibration) {
    const ModelFolder folder = openFinished(model);
    const fs::path file = infoOf(model);
    if (!folder.attune)
        throw UsageError(say(ATTUNE_TEXT("core", "The model was not trained by Attune, so there "
                                                 "is no place to keep its calibration.")),
                         toUtf8(folder.path),
                         say(ATTUNE_TEXT("core", "Train from it; the finished model has one.")));
    refuseThresholds(folder, calibration.thresholds);
    OrderedJson info = OrderedJson::parse(readFile(file));
    info.erase(kKey);
    if (!calibration.isPlain())
        info[kKey] = OrderedJson(toJson(calibration));
    publishFile(file, info.dump(2) + "\n");
}

void keepThreshold(const fs::path& model, std::size_t label, std::optional<double> threshold,
                   double temperature, const std::string& from) {
    const ModelFolder folder = openFinished(model);
    Calibration chosen;
    chosen.temperature = temperature;
    chosen.setThreshold(label, folder.labels.size(), threshold, from);
    Calibration kept = keptCalibration(model);
    if (threshold)
        threshold = moved(chosen, kept.temperature, model).thresholds[label];
    kept.setThreshold(label, folder.labels.size(), threshold, from);
    keepCalibration(model, kept);
}

void removeTemperature(const fs::path& model) {
    Calibration kept = moved(keptCalibration(model), 1, model);
    kept.fittedOn.clear();
    kept.texts = 0;
    keepCalibration(model, kept);
}

Calibrated calibrateModel(const fs::path& modelOrRun, const EvaluateOptions& options, bool keep,
                          const Progress& progress, std::stop_token stop) {
    const bool onRun = options.data.empty();
    const JudgedEvaluation all =
        onRun ? judgeRun(runOf(modelOrRun), false, {0, 0, 0.95}, progress, stop)
              : judgeModel(modelOrRun, options, {0, 0, 0.95}, progress, stop);
    if (all.judged.rows() == 0)
        throw UsageError(say(ATTUNE_TEXT("core", "The model's task has no scores of labels, so "
                                                 "there is nothing to calibrate.")),
                         toUtf8(modelOrRun),
                         say(ATTUNE_TEXT("core", "Calibrate models that classify texts.")));
    const FittedTemperature fitted = fitTemperature(all.judged);
    Calibrated out;
    out.atBound = fitted.atBound;
    out.before = calibrationFigures(all.judged);
    out.after = calibrationFigures(all.judged, fitted.temperature);
    out.notes = all.notes;
    if (!onRun)
        noteKnownTexts(out.notes, modelOrRun, options, stop);
    if (stop.stop_requested())
        throw Cancelled();
    // Read only now: it may have changed while the texts were answered.
    out.kept = keptCalibration(modelOrRun);
    if (fitted.atBound) {
        out.notes.push_back(
            {Problem::Severity::Warning,
             {},
             toUtf8(modelOrRun),
             say(ATTUNE_TEXT("core", "No temperature is best for these texts (all answers are "
                                     "right, or scores say nothing), so none was kept.")),
             say(ATTUNE_TEXT("core", "Calibrate on more texts that the model was not trained "
                                     "on."))});
        return out;
    }
    out.kept = moved(out.kept, fitted.temperature, modelOrRun);
    out.kept.fittedOn = onRun ? "validation" : nameOfFile(options.data);
    out.kept.texts = static_cast<std::int64_t>(all.judged.rows());
    if (keep)
        keepCalibration(modelOrRun, out.kept);
    return out;
}

} // namespace attune::studio
