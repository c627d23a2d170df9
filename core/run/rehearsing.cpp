// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/rehearsing.h"

#include "run/preparation.h"
#include "run/recorder.h"
#include "run/scratch_folder.h"
#include "train/rehearsal.h"

namespace attune {

namespace {

// Of the finished model's tokenizer.
std::uint64_t tokenizerBytes(const Preparation& run, const fs::path& scratch) {
    const fs::path folder = scratch / "tokenizer";
    fs::create_directory(folder);
    run.tokenizer->save(folder, static_cast<std::size_t>(run.maxLength));
    std::uint64_t bytes = 0;
    for (const auto& entry : fs::directory_iterator(folder))
        bytes += entry.file_size();
    fs::remove_all(folder);
    return bytes;
}

} // namespace

bool runRehearsal(const Recipe& recipe, RunContext& context, const EngineFactory& makeEngine,
                  const std::function<std::uint64_t(const fs::path&)>& freeSpace) {
    Recorder recorder(context);
    try {
        throwIfErrors(checkRecipe(recipe), "recipe");
        checkWritable(RunFolder::pathOf(recipe));
        Preparation run = prepareRun(
            recipe, makeEngine, [&](EventBody body) { recorder.show(std::move(body)); },
            context.interruption());
        const ScratchFolder scratch(RunFolder::pathOf(recipe), ".attune-rehearsal-");
        RehearsalOptions options;
        // The finished model is measured on the test part, else on the validation part.
        options.testTokens =
            static_cast<std::int64_t>((run.test.rows() > 0 ? run.test : run.validation).ids.size());
        options.modelBytes = tokenizerBytes(run, scratch.path());
        options.freeSpace = freeSpace;
        const CheckpointStore store(scratch.path(), recipe.training.keep_checkpoints);
        auto result = rehearse(*run.engine,
                               {recipe.training, run.train, run.validation, run.identity, store,
                                availableMemory(), availableSwap(), taskOf(recipe)},
                               recorder, options);
        if (!result)
            throw Cancelled();
        result->device = run.device.device;
        const bool fits = result->fits();
        recorder.show(std::move(*result));
        return fits;
    } catch (const Cancelled&) {
        recorder.interruptedEarly();
        return true;
    } catch (...) {
        recorder.fail(std::current_exception());
        throw;
    }
}

} // namespace attune
