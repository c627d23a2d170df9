// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/augmenting.h"

#include "base/lists.h"
#include "base/operator_switch.h"
#include "run/augment_models.h"
#include "run/fingerprints.h"
#include "text/cleaning.h"

namespace attune {
namespace {

void tellCounts(const AugmentAccount& account, const Recipe& recipe, const AugmentedTrainSet& set,
                const std::vector<std::string>& labels,
                const std::function<void(EventBody)>& tell) {
    const auto note = [&](Problem::Severity severity, Message message, Message hint = {}) {
        tell(WarningEvent{
            0, {severity, "augment", {}, std::move(message), std::move(hint)}
        });
    };
    using Severity = Problem::Severity;
    const AugmentCounts& counts = account.counts;
    note(Severity::Info, say(ATTUNE_TEXT("core", "Training texts: %1, and copies of them: %2."),
                             counts.texts, counts.copies));
    for (std::size_t i = 0; i < account.operators.size(); ++i) {
        if (isOff(recipe.augment.operators[i]))
            continue;
        note(Severity::Info,
             say(ATTUNE_TEXT("core", "Operator %1 (“%2”) changed %3 of %4 copies."), i + 1,
                 account.operators[i], counts.changedByOperator[i], counts.copies));
    }
    if (recipe.augment.judge) {
        note(Severity::Info, say(ATTUNE_TEXT("core", "Copies that the judge left out: %1 of %2."),
                                 counts.vetoed, counts.copies + counts.vetoed));
        for (std::size_t i = 0; i < account.operators.size(); ++i)
            if (counts.vetoedByOperator[i] > 0)
                note(Severity::Info,
                     say(ATTUNE_TEXT("core", "Operator %1 (“%2”) had changed %3 of the copies that "
                                             "the judge left out."),
                         i + 1, account.operators[i], counts.vetoedByOperator[i]));
    }
    const Message look = say(ATTUNE_TEXT("core", "Look at them by “attune-cli augment”: the "
                                                 "operators may be made for another language."));
    if (counts.doubles > 0)
        note(counts.doubles > counts.copies ? Severity::Warning : Severity::Info,
             say(ATTUNE_TEXT("core", "No place to change: %1 of %2 copies are left out."),
                 counts.doubles, counts.copies + counts.doubles),
             look);
    if (counts.unchanged > 0 && !account.operators.empty())
        note(counts.unchanged * 2 > counts.copies ? Severity::Warning : Severity::Info,
             say(ATTUNE_TEXT("core", "Copies that no operator could change, and that are trained "
                                     "on as they are: %1 of %2."),
                 counts.unchanged, counts.copies),
             look);
    if (!set.shortLabels().empty()) {
        std::vector<std::string> names;
        for (const std::int32_t label : set.shortLabels())
            names.push_back(labels[static_cast<std::size_t>(label)]);
        note(
            Severity::Warning,
            say(ATTUNE_TEXT("core", "Labels that stay below the balance, as their texts have as "
                                    "many copies as may be: %1."),
                quoted(names)),
            say(ATTUNE_TEXT("core", "Give more texts of them, or a greater augment.most_copies.")));
    }
}

} // namespace

AugmentedTrainSet augmentedTrainSet(const Recipe& recipe, const Split& split, AugmentModels& models,
                                    Problems* notes) {
    AugmentSettings settings = recipe.augment;
    if (!settings.active()) // nothing to judge
        settings.judge.reset();
    // What cleaning put in is one word to the tokenizer: an operator would break it.
    for (std::string& word : Cleaning(recipe.clean).words())
        settings.protect.push_back(std::move(word));
    const std::int64_t seed = settings.seed.value_or(recipe.training.seed);
    Augmentation augmentation(std::move(settings), recipe.base); // told before models are opened
    return {std::move(augmentation), split.train, split.labels.size(),
            static_cast<std::uint64_t>(seed),
            models.contextOf(recipe, split.labels, split.hasPairs, notes)};
}

AugmentedTrainSet augmentedTrainSet(const Recipe& recipe, const Split& split, Problems* notes) {
    AugmentModels models;
    return augmentedTrainSet(recipe, split, models, notes);
}

std::string augmentModelsFingerprint(const Recipe& recipe) {
    std::string all;
    for (const fs::path& folder : operatorModelFolders(recipe))
        if (!folder.empty())
            all += modelFingerprint(folder) + tokenizerFingerprint(folder);
    if (recipe.augment.judge) {
        const fs::path folder = judgeFolder(recipe);
        all += modelFingerprint(folder) + tokenizerFingerprint(folder);
        std::error_code ignored;
        if (fs::is_regular_file(folder / "attune.json", ignored)) // its cleaning rules
            all += fingerprintOfFile(folder / "attune.json");
    }
    return all;
}

std::vector<Example> augmentTrainPart(const Recipe& recipe, const Split& split,
                                      AugmentAccount& account,
                                      const std::function<void(EventBody)>& tell,
                                      std::stop_token stop) {
    Problems notes;
    const AugmentedTrainSet set = augmentedTrainSet(recipe, split, &notes);
    for (Problem& note : notes)
        tell(WarningEvent{0, std::move(note)});
    for (const OperatorStep& step : recipe.augment.operators)
        account.operators.push_back(step.name);
    std::vector<Example> rows;
    rows.reserve(set.size());
    account.counts = set.each(
        [&](AugmentedExample&& row) {
            rows.push_back(std::move(row.example));
            if (rows.size() % 1024 == 0)
                tell(PhaseEvent{PhaseEvent::Phase::Preparing, static_cast<double>(rows.size()),
                                static_cast<double>(set.size())});
        },
        static_cast<unsigned>(recipe.training.threads), std::move(stop));
    tellCounts(account, recipe, set, split.labels, tell);
    return rows;
}

} // namespace attune
