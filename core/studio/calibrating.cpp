// SPDX-License-Identifier: GPL-3.0-or-later
#include "studio/calibrating.h"

#include "run/run_folder.h"
#include "studio/loaded_model.h"

#include <algorithm>

namespace attune::studio {

namespace {

constexpr const char* kKey = "calibration";

fs::path infoOf(const fs::path& model) { return finishedFolder(model) / "attune.json"; }

// The run that a path is, or that it is the model of.
fs::path runOf(const fs::path& path) {
    const fs::path plain = path.has_filename() ? path : path.parent_path();
    if (RunFolder::holdsRun(plain))
        return plain;
    const fs::path above = fs::absolute(plain).parent_path();
    if (plain.filename() == "model" && RunFolder::holdsRun(above))
        return above;
    throw UsageError(say(ATTUNE_TEXT("core", "The model lies in no run, so there is no validation "
                                             "part to calibrate it on.")),
                     toUtf8(path),
                     say(ATTUNE_TEXT("core", "Give labelled texts that it was not trained on (on "
                                             "the command line: --data FILE).")));
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
    if (calibration.thresholds.size() > folder.labels.size())
        throw UsageError(say(ATTUNE_TEXT("core", "There are %1 thresholds for %2 labels."),
                             calibration.thresholds.size(), folder.labels.size()),
                         toUtf8(folder.path),
                         say(ATTUNE_TEXT("core", "Calibrate the model itself.")));
    OrderedJson info = OrderedJson::parse(readFile(file));
    info.erase(kKey);
    if (!calibration.isPlain())
        info[kKey] = OrderedJson(toJson(calibration));
    publishFile(file, info.dump(2) + "\n");
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
    out.kept = keptCalibration(modelOrRun);
    out.kept.temperature = fitted.temperature;
    out.kept.fittedOn = onRun ? "validation" : options.data;
    out.kept.texts = static_cast<std::int64_t>(all.judged.rows());
    out.atBound = fitted.atBound;
    out.before = calibrationFigures(all.judged);
    out.after = calibrationFigures(all.judged, fitted.temperature);
    out.notes = all.notes;
    if (fitted.atBound)
        out.notes.push_back(
            {Problem::Severity::Warning,
             {},
             toUtf8(modelOrRun),
             say(ATTUNE_TEXT("core", "No temperature is best for these texts (all answers are "
                                     "right, or scores say nothing); the outermost was taken.")),
             say(ATTUNE_TEXT("core", "Calibrate on more texts that the model was not trained "
                                     "on."))});
    if (keep)
        keepCalibration(modelOrRun, out.kept);
    return out;
}

} // namespace attune::studio
