// SPDX-License-Identifier: GPL-3.0-or-later
#include "studio/calibration_texts.h"

#include "studio/labelled_file.h"
#include "studio/run_texts.h"

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
        noteKnownTexts(out.notes, modelOrRun, options, stop);
    if (stop.stop_requested())
        throw Cancelled();
    return out;
}

} // namespace attune::studio
