// SPDX-License-Identifier: GPL-3.0-or-later
#include "augment/train_set.h"

#include "base/operator_switch.h"
#include "base/parallel.h"
#include "base/random.h"
#include "data/moved_spans.h"

#include <algorithm>
#include <cmath>

namespace attune {
namespace {

// Texts that are rewritten before the first of them is visited.
constexpr std::size_t kBlock = 4096;
// Where models are asked: progress is heard more often.
constexpr std::size_t kSlowBlock = 256;
constexpr std::size_t kRowsBetweenTellings = 128; // on one thread

} // namespace

AugmentedTrainSet::AugmentedTrainSet(Augmentation augmentation, std::span<const Example> train,
                                     std::size_t labels, std::uint64_t seed,
                                     const AugmentContext& models)
    : augmentation_(std::move(augmentation)), context_(models), seed_(seed), labels_(labels) {
    augmentation_.checkContext(models);
    context_.texts = TrainingTexts(train);
    plan(labels, seed);
}

void AugmentedTrainSet::plan(std::size_t labels, std::uint64_t seed) {
    const AugmentSettings& settings = augmentation_.settings();
    const std::span<const Example> train = context_.texts.examples();
    const bool rewrites = !std::all_of(settings.operators.begin(), settings.operators.end(), isOff);
    const auto usual = static_cast<std::uint32_t>(rewrites ? settings.copies : 0);
    copies_.assign(train.size(), usual);
    std::size_t most = 0;
    for (std::size_t label = 0; label < labels; ++label)
        most = std::max(most, context_.texts.ofLabel(static_cast<std::int32_t>(label)).size());
    // What the most frequent label has, its copies included, is the measure.
    const auto wanted = static_cast<std::size_t>(
        std::floor(settings.balance * static_cast<double>(most * (1 + usual)) + 1e-9));
    for (std::size_t i = 0; i < labels; ++i) {
        const auto label = static_cast<std::int32_t>(i);
        const auto texts = context_.texts.ofLabel(label);
        const std::size_t have = texts.size() * (1 + usual);
        if (texts.empty() || have >= wanted)
            continue;
        const std::size_t cap =
            std::max<std::size_t>(usual, static_cast<std::size_t>(settings.most_copies));
        const std::size_t allowed = texts.size() * (cap - usual);
        if (wanted - have > allowed)
            shortLabels_.push_back(label);
        const std::size_t more = std::min(wanted - have, allowed);
        // Those who get one more than the others are drawn.
        std::vector<std::uint32_t> order(texts.begin(), texts.end());
        shuffle(order, streamKey(seed, "augment/balance", label));
        for (std::size_t rank = 0; rank < order.size(); ++rank)
            copies_[order[rank]] +=
                static_cast<std::uint32_t>(more / order.size() + (rank < more % order.size()));
    }
    size_ = train.size();
    for (const std::uint32_t copies : copies_)
        size_ += copies;
}

AugmentedExample AugmentedTrainSet::at(std::size_t source, std::uint32_t copy) const {
    const Example& own = context_.texts.examples()[source];
    if (copy == 0)
        return {own, source, copy, {}};
    AugmentedText made = augmentation_.apply(own, copy, seed_, context_);
    Example example = own;
    moveSpans(example.spans, own.text, made.text);
    example.text = made.text.text;
    example.pair = made.pair.text;
    AugmentedExample row{std::move(example), source, copy, std::move(made)};
    row.vetoed = isVetoed(row);
    row.isDouble = augmentation_.settings().balance <= 0 && isUnchanged(row);
    return row;
}

bool AugmentedTrainSet::isUnchanged(const AugmentedExample& row) {
    return row.copy > 0 && row.rewritten.text.changes.empty() && row.rewritten.pair.changes.empty();
}

bool AugmentedTrainSet::isVetoed(const AugmentedExample& row) const {
    if (context_.judge == nullptr || row.rewritten.changed == 0)
        return false;
    const auto labelOf = [&](const Example& example) {
        const std::vector<float> scores = context_.judge->scores(example.text, example.pair);
        return static_cast<std::int32_t>(std::max_element(scores.begin(), scores.end()) -
                                         scores.begin());
    };
    const std::int32_t read = labelOf(row.example);
    return read != row.example.label && read != labelOf(context_.texts.examples()[row.source]);
}

void AugmentedTrainSet::count(const AugmentedExample& row, AugmentCounts& counts) const {
    const auto add = [&](std::vector<std::uint64_t>& byOperator) {
        for (std::size_t i = 0; i < byOperator.size(); ++i)
            byOperator[i] += row.rewritten.changed >> i & 1;
    };
    if (row.vetoed) {
        ++counts.vetoed;
        add(counts.vetoedByOperator);
        return;
    }
    if (row.isDouble) {
        ++counts.doubles;
        return;
    }
    const bool isCopy = row.copy > 0;
    ++(isCopy ? counts.copies : counts.texts);
    counts.unchanged += isUnchanged(row);
    add(counts.changedByOperator);
    if (const auto label = static_cast<std::size_t>(row.example.label); label < labels_)
        ++(isCopy ? counts.copiesByLabel : counts.textsByLabel)[label];
}

AugmentCounts AugmentedTrainSet::each(const std::function<void(AugmentedExample&&)>& visit,
                                      unsigned threads, std::stop_token stop, std::size_t limit,
                                      const std::function<void(const AugmentCounts&)>& tell) const {
    AugmentCounts counts;
    counts.changedByOperator.resize(augmentation_.size());
    counts.vetoedByOperator.resize(augmentation_.size());
    counts.textsByLabel.resize(labels_);
    counts.copiesByLabel.resize(labels_);
    const bool slow = context_.judge != nullptr || !context_.models.empty();
    std::size_t source = 0;
    std::uint32_t copy = 0;
    std::size_t planned = size_;                          // rows that are still to be made
    const std::size_t often = slow ? kSlowBlock : kBlock; // rows between two tellings
    std::size_t given = 0;
    const auto give = [&](AugmentedExample& row, std::size_t& left) {
        count(row, counts);
        ++given;
        if (row.isLeftOut())
            return;
        --left;
        visit(std::move(row));
    };
    if (threadsOf(threads) == 1) { // each row while it is in the cache
        for (std::size_t left = std::min(limit, size_); left > 0 && source < copies_.size();
             ++source)
            for (copy = 0; left > 0 && copy <= copies_[source]; ++copy) {
                if (stop.stop_requested())
                    throw Cancelled();
                AugmentedExample row = at(source, copy);
                give(row, left);
                if (tell && given % kRowsBetweenTellings == 0)
                    tell(counts);
            }
        if (tell)
            tell(counts);
        return counts;
    }
    for (std::size_t left = std::min(limit, size_); left > 0 && planned > 0;) {
        const std::size_t block = std::min({often, left, planned});
        std::vector<std::pair<std::size_t, std::uint32_t>> places;
        for (; places.size() < block; ++copy) {
            if (copy > copies_[source]) {
                ++source;
                copy = 0;
            }
            places.emplace_back(source, copy);
        }
        planned -= places.size();
        std::vector<AugmentedExample> rows(places.size());
        inParallel(places.size(), threadsOf(threads), slow ? 2 : 16,
                   [&](std::size_t, std::size_t i) {
                       if (!stop.stop_requested())
                           rows[i] = at(places[i].first, places[i].second);
                   });
        if (stop.stop_requested())
            throw Cancelled();
        for (AugmentedExample& row : rows)
            give(row, left);
        if (tell)
            tell(counts);
    }
    return counts;
}

} // namespace attune
