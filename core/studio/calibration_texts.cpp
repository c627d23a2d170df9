// SPDX-License-Identifier: GPL-3.0-or-later
#include "studio/calibration_texts.h"

#include "studio/labelled_file.h"
#include "studio/run_texts.h"

#include <algorithm>

namespace attune::studio {

namespace {

fs::path runOf(const fs::path& path) {
    if (const auto run = runHolding(path))
        return *run;
    throw UsageError(say(ATTUNE_TEXT("core", "The model lies in no run, so there is no validation "
                                             "part to calibrate it on.")),
                     toUtf8(path),
                     say(ATTUNE_TEXT("core", "Give labelled texts that it was not trained on (on "
                                             "the command line: --data FILE).")));
}

// A person may name the run's own test texts, whose figures then tell less of texts to come.
void noteTestTexts(Problems& notes, const fs::path& model, const EvaluateOptions& options,
                   const std::stop_token& stop) {
    const std::optional<RunTexts> run = RunTexts::ifKnown(model, stop);
    if (!run)
        return;
    Problems read; // told where the texts are answered
    const Dataset set = readLabelled(options, openFinished(model), read, stop);
    const auto tested =
        std::count_if(set.examples.begin(), set.examples.end(),
                      [&](const Example& example) { return run->testedOn(example); });
    if (tested > 0)
        notes.push_back({Problem::Severity::Warning,
                         {},
                         set.source,
                         say(ATTUNE_TEXT("core", "%1 of these %2 texts are of the run's test part: "
                                                 "figures of that part will be better than those "
                                                 "of texts to come."),
                             tested, set.examples.size()),
                         say(ATTUNE_TEXT("core", "Take the validation part of the run, or texts "
                                                 "that it does not have."))});
}

std::string nameOfFile(const std::string& data) {
    const fs::path path = fromUtf8(data);
    return toUtf8((path.has_filename() ? path : path.parent_path()).filename());
}

} // namespace

CalibrationTexts calibrationTexts(const fs::path& modelOrRun, const EvaluateOptions& options,
                                  const Progress& progress, const std::stop_token& stop) {
    constexpr BootstrapOptions kNoDraws{0, 0, 0.95};
    CalibrationTexts out;
    if (options.data.empty()) {
        out.judged = judgeRun(runOf(modelOrRun), false, kNoDraws, progress, stop);
        out.from = "validation";
    } else {
        out.judged = judgeModel(modelOrRun, options, kNoDraws, progress, stop);
        out.from = nameOfFile(options.data);
    }
    if (out.count() == 0)
        throw UsageError(say(ATTUNE_TEXT("core", "The model's task has no scores of labels, so "
                                                 "there is nothing to calibrate.")),
                         toUtf8(modelOrRun),
                         say(ATTUNE_TEXT("core", "Calibrate models that classify texts.")));
    out.notes = out.judged.notes;
    if (!options.data.empty())
        noteTestTexts(out.notes, modelOrRun, options, stop);
    if (stop.stop_requested())
        throw Cancelled();
    return out;
}

} // namespace attune::studio
