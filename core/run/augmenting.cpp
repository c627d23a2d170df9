// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/augmenting.h"

#include "base/lists.h"

namespace attune {
namespace {

void tellCounts(const AugmentAccount& account, const AugmentedTrainSet& set,
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
    for (std::size_t i = 0; i < account.operators.size(); ++i)
        note(Severity::Info,
             say(ATTUNE_TEXT("core", "Operator %1 (“%2”) changed %3 of %4 copies."), i + 1,
                 account.operators[i], counts.changedByOperator[i], counts.copies));
    if (counts.unchanged > 0 && !account.operators.empty())
        note(counts.unchanged * 2 > counts.copies ? Severity::Warning : Severity::Info,
             say(ATTUNE_TEXT("core", "Copies that no operator could change, and that are trained "
                                     "on as they are: %1 of %2."),
                 counts.unchanged, counts.copies),
             say(ATTUNE_TEXT("core", "Look at them by “attune-cli augment”: the operators may be "
                                     "made for another language.")));
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

AugmentedTrainSet augmentedTrainSet(const Recipe& recipe, const Split& split) {
    return {Augmentation(recipe.augment, recipe.base), split.train, split.labels.size(),
            static_cast<std::uint64_t>(recipe.training.seed)};
}

std::vector<Example> augmentTrainPart(const Recipe& recipe, const Split& split,
                                      AugmentAccount& account,
                                      const std::function<void(EventBody)>& tell,
                                      std::stop_token stop) {
    const AugmentedTrainSet set = augmentedTrainSet(recipe, split);
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
    tellCounts(account, set, split.labels, tell);
    return rows;
}

} // namespace attune
