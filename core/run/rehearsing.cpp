// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/rehearsing.h"

#include "run/preparation.h"
#include "run/recorder.h"
#include "train/rehearsal.h"

#include <cerrno>
#include <cstdlib>

namespace attune {

namespace {

constexpr std::string_view kName = ".attune-rehearsal-";

// A folder on the disk of the run's folder, locked while it is in use.
class ScratchFolder {
public:
    explicit ScratchFolder(const fs::path& run) {
        fs::path parent = fs::absolute(run).parent_path();
        while (parent.has_relative_path() && !fs::is_directory(parent))
            parent = parent.parent_path();
        removeLeft(parent);
        std::string pattern = (parent / kName).string() + "XXXXXX";
        if (::mkdtemp(pattern.data()) == nullptr)
            throw Error(say(ATTUNE_TEXT("core", "It could not be created: %1."),
                            std::generic_category().message(errno)),
                        toUtf8(parent), say(ATTUNE_TEXT("core", "Choose another output folder.")));
        path_ = pattern;
        lock_.emplace(path_);
    }
    ~ScratchFolder() {
        lock_.reset();
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    const fs::path& path() const { return path_; }

private:
    // Of processes that were killed.
    static void removeLeft(const fs::path& parent) {
        std::error_code ignored;
        for (fs::directory_iterator it(parent, ignored), end; it != end; it.increment(ignored))
            if (toUtf8(it->path().filename()).starts_with(kName) && !isLocked(it->path()))
                fs::remove_all(it->path(), ignored);
    }

    fs::path path_;
    std::optional<FolderLock> lock_;
};

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
        const ScratchFolder scratch(RunFolder::pathOf(recipe));
        RehearsalOptions options;
        // The finished model is measured on the test part, else on the validation part.
        options.testTokens =
            static_cast<std::int64_t>((run.test.rows() > 0 ? run.test : run.validation).ids.size());
        options.modelBytes = tokenizerBytes(run, scratch.path());
        options.freeSpace = freeSpace;
        const CheckpointStore store(scratch.path(), recipe.training.keep_checkpoints);
        auto result = rehearse(*run.engine,
                               {recipe.training, run.train, run.validation, run.identity, store,
                                availableMemory(), availableSwap()},
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
