// SPDX-License-Identifier: GPL-3.0-or-later
// What a recipe trains on: the training part, cleaned, with its rewritten copies.
#include "run/augmenting.h"

#include "augment/trained_csv.h"
#include "data/cleaned.h"
#include "data/target.h"
#include "run/augment_models.h"
#include "studio/augment_preview.h"
#include "studio/read_data.h"

#include <algorithm>

namespace attune::studio {

namespace {

// The parts of a recipe's data, the training part cleaned: all of it, though few rows may be asked
// for, since operators take from other texts.
Split readTrained(const Recipe& recipe, std::stop_token stop, const Progress& progress) {
    const Cleaning cleaning(recipe.clean);
    Split split = readSplit(
        recipe.data, recipe.base, static_cast<std::uint64_t>(recipe.training.seed), stop,
        [&](std::uint64_t done, std::uint64_t all) {
            if (progress)
                progress(static_cast<double>(done), static_cast<double>(all));
        },
        taskOf(recipe));
    cleanExamples(cleaning, split.train, static_cast<unsigned>(recipe.training.threads), stop);
    return split;
}

TrainedRow rowOf(const Split& split, AugmentedExample&& one) {
    const Example& source = split.train[one.source];
    TrainedRow out;
    out.line = one.example.line;
    out.copy = one.copy;
    out.vetoed = one.vetoed;
    out.isDouble = one.isDouble;
    out.label = targetText(one.example, split.task, split.labels);
    out.before = source.text;
    out.pairBefore = source.pair;
    out.after = std::move(one.example.text);
    out.pairAfter = std::move(one.example.pair);
    out.changes = std::move(one.rewritten.text.changes);
    out.pairChanges = std::move(one.rewritten.pair.changes);
    return out;
}

AugmentFigures figuresOf(const Recipe& recipe, const AugmentCounts& counts, std::size_t all) {
    AugmentFigures figures;
    figures.rows = static_cast<std::int64_t>(counts.texts + counts.copies);
    figures.all = static_cast<std::int64_t>(all);
    figures.copies = static_cast<std::int64_t>(counts.copies);
    figures.unchanged = static_cast<std::int64_t>(counts.unchanged);
    figures.doubles = static_cast<std::int64_t>(counts.doubles);
    figures.vetoed = static_cast<std::int64_t>(counts.vetoed);
    figures.copiesByLabel.assign(counts.copiesByLabel.begin(), counts.copiesByLabel.end());
    for (std::size_t i = 0; i < recipe.augment.operators.size(); ++i)
        figures.operators.push_back({recipe.augment.operators[i].name,
                                     static_cast<std::int64_t>(counts.changedByOperator[i]),
                                     static_cast<std::int64_t>(counts.vetoedByOperator[i])});
    return figures;
}

// Whether the training parts of two recipes are the same texts.
bool sameTexts(const Recipe& a, const Recipe& b) {
    return a.data == b.data && a.clean == b.clean && a.base == b.base &&
           a.training.seed == b.training.seed && a.head.task == b.head.task;
}

} // namespace

std::string trainedHeader(const Recipe& recipe) { return TrainedCsv(recipe.data, {}).header(); }

AugmentFigures augmentRows(const Recipe& recipe, std::size_t limit,
                           const std::function<void(const TrainedRow&)>& row, std::stop_token stop,
                           const Progress& progress, ReadData* read) {
    Split split = readTrained(recipe, stop, progress);
    takeReadData(split, read);
    const AugmentedTrainSet set =
        augmentedTrainSet(recipe, split, read == nullptr ? nullptr : &read->notes);
    const std::size_t all = limit == 0 ? set.size() : std::min(limit, set.size());
    TrainedCsv csv(recipe.data, split.labels, split.task);
    std::size_t done = 0;
    const AugmentCounts counts = set.each(
        [&](AugmentedExample&& one) {
            std::string line = csv.line(one.example);
            TrainedRow out = rowOf(split, std::move(one));
            out.csv = std::move(line);
            row(out);
            if (progress && ++done % 256 == 0)
                progress(static_cast<double>(done), static_cast<double>(all));
        },
        static_cast<unsigned>(recipe.training.threads), stop, all);
    return figuresOf(recipe, counts, set.size());
}

struct AugmentPreview::Impl {
    Recipe recipe;
    std::shared_ptr<const Split> split;
    AugmentedTrainSet set;
};

std::shared_ptr<AugmentModels> augmentModels() { return std::make_shared<AugmentModels>(); }

AugmentPreview::AugmentPreview(const Recipe& recipe, const AugmentPreview* before,
                               AugmentModels& models, std::stop_token stop,
                               const Progress& progress) {
    std::shared_ptr<const Split> split =
        before != nullptr && sameTexts(before->impl_->recipe, recipe)
            ? before->impl_->split
            : std::make_shared<const Split>(readTrained(recipe, stop, progress));
    AugmentedTrainSet set = augmentedTrainSet(recipe, *split, models);
    impl_ = std::make_shared<const Impl>(Impl{recipe, std::move(split), std::move(set)});
}

AugmentPreview::~AugmentPreview() = default;

std::size_t AugmentPreview::texts() const { return impl_->split->train.size(); }

std::uint32_t AugmentPreview::copies(std::size_t source) const {
    return impl_->set.copies()[source];
}

TrainedRow AugmentPreview::row(std::size_t source, std::uint32_t copy) const {
    return rowOf(*impl_->split, impl_->set.at(source, copy));
}

TrainedLabels AugmentPreview::labels() const {
    TrainedLabels out;
    const Split& split = *impl_->split;
    out.names = targetNames(split.task, split.labels);
    out.texts.resize(out.names.size());
    out.copies.resize(out.names.size());
    for (std::size_t i = 0; i < texts(); ++i)
        for (const std::int32_t target : targetsOf(split.train[i], split.task)) {
            ++out.texts[static_cast<std::size_t>(target)];
            out.copies[static_cast<std::size_t>(target)] += copies(i);
        }
    return out;
}

AugmentFigures AugmentPreview::measure(const std::function<void(const AugmentFigures&)>& tell,
                                       std::stop_token stop) const {
    const auto figures = [this](const AugmentCounts& counts) {
        return figuresOf(impl_->recipe, counts, impl_->set.size());
    };
    return figures(impl_->set.each([](AugmentedExample&&) {},
                                   static_cast<unsigned>(impl_->recipe.training.threads),
                                   std::move(stop), SIZE_MAX,
                                   [&](const AugmentCounts& counts) {
                                       if (tell)
                                           tell(figures(counts));
                                   }));
}

} // namespace attune::studio
