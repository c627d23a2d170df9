// SPDX-License-Identifier: GPL-3.0-or-later
#include "studio/vocabulary.h"

#include "studio/loaded_model.h"
#include "vocabulary/trimmed_folder.h"

namespace attune::studio {

namespace {

// What is read back must be the tokenizer that was checked.
void checkWritten(const fs::path& folder, const Trimming& trimming) {
    const auto tokenizer = readTokenizer(folder);
    const ModelFolder model = openModelFolder(folder);
    const bool same = tokenizer->size() == trimming.oldIds.size() &&
                      static_cast<std::size_t>(model.spec.vocabulary) == trimming.oldIds.size();
    if (!same)
        throw Error(
            say(ATTUNE_TEXT("core", "What was written does not read back as it was meant.")),
            toUtf8(folder),
            say(ATTUNE_TEXT("core", "Nothing was put in place. Report this, with the name "
                                    "of the model.")));
    for (std::size_t id = 0; id < trimming.oldIds.size(); ++id)
        if (tokenizer->tokenOf(static_cast<std::int32_t>(id)) !=
            trimming.tokenizer->tokenOf(static_cast<std::int32_t>(id)))
            throw Error(say(ATTUNE_TEXT("core", "What was written does not read back as it was "
                                                "meant.")),
                        toUtf8(folder),
                        say(ATTUNE_TEXT("core", "Nothing was put in place. Report this, with the "
                                                "name of the model.")));
}

std::uint64_t weightsBytes(const fs::path& folder) { return openModelFolder(folder).weightBytes; }

} // namespace

TrimOutcome trimModelFolder(const TrimOptions& options, const Progress& progress,
                            std::stop_token stop) {
    throwIfErrors(checkVocabulary(options.rule), "trim");
    if (!options.rule.trims())
        throw UsageError(say(ATTUNE_TEXT("core", "No rule says which tokens stay.")), {},
                         say(ATTUNE_TEXT("core", "Give --min-count, --coverage or --max-size.")));
    if (options.rule.corpora.empty())
        throw UsageError(say(ATTUNE_TEXT("core", "No texts say which tokens are needed.")), {},
                         say(ATTUNE_TEXT("core", "Give --corpus FILE.")));
    std::error_code ignored;
    const fs::path output = fromUtf8(options.output);
    if (!output.empty() && fs::exists(output, ignored))
        throw UsageError(say(ATTUNE_TEXT("core", "Something is there already.")), toUtf8(output),
                         say(ATTUNE_TEXT("core", "Name a folder that does not exist yet.")));
    TrimOutcome outcome;
    const fs::path path =
        finishedFolder(findModel(options.model, fs::current_path(), &outcome.notes));
    const ModelFolder folder = openModelFolder(path);
    const auto tokenizer = readTokenizer(path);
    checkTokenizer(folder, *tokenizer);
    TableOptions table;
    table.encoding = options.encoding;
    table.delimiter = options.delimiter;
    table.stop = stop;
    std::vector<Corpus> parts;
    // A column that was named is meant: no other one is taken for it.
    for (const std::string& file : options.rule.corpora)
        if (!options.text.empty() && fromUtf8(file).extension() != ".txt")
            placeOfColumn(openTable(fromUtf8(file), table)->columns(), options.text, file);
    for (const std::string& file : options.rule.corpora)
        parts.push_back(cleaned(corpusOf(fromUtf8(file), options.text, table), cleaningOf(folder)));
    const Trimming trimming = trimVocabulary(folder, *tokenizer, joined(std::move(parts)),
                                             options.rule, 0, progress, stop);
    outcome.report = trimming.report;
    outcome.bytesBefore = folder.weightBytes;
    if (!output.empty()) {
        publishFolder(output, [&](const fs::path& aside) {
            writeTrimmedFolder(aside, folder, trimming);
            checkWritten(aside, trimming);
        });
        outcome.path = toUtf8(output);
        outcome.bytesAfter = weightsBytes(output);
    }
    return outcome;
}

} // namespace attune::studio
