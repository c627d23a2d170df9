// SPDX-License-Identifier: GPL-3.0-or-later
// What a recipe trains on: the training part, cleaned, with its rewritten copies.
#include "run/augmenting.h"

#include "augment/trained_csv.h"
#include "data/cleaned.h"
#include "studio/studio.h"

#include <algorithm>

namespace attune::studio {

std::string trainedHeader(const Recipe& recipe) { return TrainedCsv(recipe.data, {}).header(); }

AugmentFigures augmentRows(const Recipe& recipe, std::size_t limit,
                           const std::function<void(const TrainedRow&)>& row, std::stop_token stop,
                           const Progress& progress) {
    const auto threads = static_cast<unsigned>(recipe.training.threads);
    const Cleaning cleaning(recipe.clean);
    Split split =
        readSplit(recipe.data, recipe.base, static_cast<std::uint64_t>(recipe.training.seed), stop,
                  [&](std::uint64_t done, std::uint64_t all) {
                      if (progress)
                          progress(static_cast<double>(done), static_cast<double>(all));
                  });
    // All of them, though few may be asked for: operators take from other texts.
    cleanExamples(cleaning, split.train, threads, stop);
    const AugmentedTrainSet set = augmentedTrainSet(recipe, split);
    const std::size_t all = limit == 0 ? set.size() : std::min(limit, set.size());
    TrainedCsv csv(recipe.data, split.labels);
    std::size_t done = 0;
    const AugmentCounts counts = set.each(
        [&](AugmentedExample&& one) {
            const Example& source = split.train[one.source];
            TrainedRow out;
            out.line = one.example.line;
            out.copy = one.copy;
            if (const auto label = static_cast<std::size_t>(one.example.label);
                label < split.labels.size())
                out.label = split.labels[label];
            out.csv = csv.line(one.example);
            out.before = source.text;
            out.pairBefore = source.pair;
            out.after = std::move(one.example.text);
            out.pairAfter = std::move(one.example.pair);
            out.changes = std::move(one.rewritten.text.changes);
            out.pairChanges = std::move(one.rewritten.pair.changes);
            row(out);
            if (progress && ++done % 256 == 0)
                progress(static_cast<double>(done), static_cast<double>(all));
        },
        threads, stop, all);
    AugmentFigures figures;
    figures.rows = static_cast<std::int64_t>(counts.texts + counts.copies);
    figures.all = static_cast<std::int64_t>(set.size());
    figures.copies = static_cast<std::int64_t>(counts.copies);
    figures.unchanged = static_cast<std::int64_t>(counts.unchanged);
    figures.vetoed = static_cast<std::int64_t>(counts.vetoed);
    for (std::size_t i = 0; i < counts.changedByOperator.size(); ++i)
        figures.operators.push_back({recipe.augment.operators[i].name,
                                     static_cast<std::int64_t>(counts.changedByOperator[i]),
                                     static_cast<std::int64_t>(counts.vetoedByOperator[i])});
    return figures;
}

} // namespace attune::studio
