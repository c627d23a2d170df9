// SPDX-License-Identifier: GPL-3.0-or-later
// The folder of a run: where its files are, who may write it, and its record of events.
//
//   RUN/recipe.yaml     what was asked, every default written out
//   RUN/skipped.jsonl   the rows of the data that were left out, with file, line and reason
//   RUN/trained_on.csv  the texts that are trained on, copies included; on request
//   RUN/metrics.jsonl   one event a line, appended as it happens
//   RUN/checkpoints/    see train/checkpoint.h
//   RUN/checkpoints/model/  a model folder without weights (config.json, tokenizer, attune.json):
//                       with the weights of a checkpoint it answers texts; until RUN/model is there
//   RUN/report.json     see run/report.h; there when the run is finished
//   RUN/model/          the finished model folder
//   RUN/label_changes.json  labels corrected afterwards (studio/label_changes.h); no part of the
//   run
#pragma once

#include "recipe/recipe.h"
#include "train/events.h"

#include <memory>
#include <optional>

namespace attune {

enum class StartMode {
    New,       // refuse a folder that already holds a run
    Resume,    // go on from the last checkpoint; start anew if there is none
    Overwrite, // move the old run aside
};

// Whatever a run of the recipe reads, as the recipe names it: data, corpora, lists of operators,
// models. A model that is not found is left out.
std::vector<std::string> inputsOf(const Recipe& recipe);

class RunFolder {
public:
    static fs::path recipeFile(const fs::path& run) { return run / "recipe.yaml"; }
    static fs::path skippedFile(const fs::path& run) { return run / "skipped.jsonl"; }
    static fs::path trainedTextsFile(const fs::path& run) { return run / "trained_on.csv"; }
    static fs::path recordFile(const fs::path& run) { return run / "metrics.jsonl"; }
    static fs::path checkpoints(const fs::path& run) { return run / "checkpoints"; }
    static fs::path outline(const fs::path& run) { return checkpoints(run) / "model"; }
    static fs::path reportFile(const fs::path& run) { return run / "report.json"; }
    static fs::path model(const fs::path& run) { return run / "model"; }

    // Where the recipe's run lies.
    static fs::path pathOf(const Recipe& recipe);
    // Whether a run was begun there.
    static bool holdsRun(const fs::path& path);
    // Throws what the constructor would throw, and changes nothing: to be asked before the work of
    // preparing a run. A UsageError where a run or other files are in the way, or where
    // overwriting would move what the recipe itself reads; an Error where nothing can be written.
    static void check(const Recipe& recipe, StartMode mode);

    // Makes the folder, or moves an old one aside (to NAME-replaced-N), and locks it. An Error when
    // another process is working in it.
    RunFolder(const Recipe& recipe, StartMode mode);
    ~RunFolder();

    const fs::path& path() const { return path_; }
    // Where an old run was moved to; empty: there was none.
    const fs::path& replaced() const { return replaced_; }

    // Opens the record for appending, cut back to its first `lines` lines. False when it had fewer.
    bool openRecord(std::int64_t lines);
    void append(const Event& event);
    // Brings the record to the disk and returns its number of lines.
    std::int64_t syncRecord();
    bool recordIsOpen() const { return record_ != nullptr; }

    // The events of a record; lines that cannot be read are left out.
    static std::vector<Event> readRecord(const fs::path& run);

private:
    fs::path path_, replaced_;
    std::unique_ptr<FolderLock> lock_;
    std::unique_ptr<FileWriter> record_;
    std::int64_t lines_ = 0;
};

} // namespace attune
