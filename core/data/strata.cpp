// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/strata.h"

#include "base/random.h"
#include "data/target.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace attune {
namespace {

using Members = std::vector<std::vector<std::size_t>>; // [labels]

std::size_t wantedOf(std::size_t examples, double share) {
    return std::max<std::size_t>(
        1, static_cast<std::size_t>(std::llround(static_cast<double>(examples) * share)));
}

std::vector<bool> byRemainders(Members members, std::size_t examples, double share,
                               std::uint64_t seed) {
    struct Quota {
        std::size_t label;
        std::size_t count;
        double rest;
    };
    std::vector<Quota> quotas;
    std::size_t given = 0;
    for (std::size_t label = 0; label < members.size(); ++label) {
        const double exact = static_cast<double>(members[label].size()) * share;
        const auto whole = std::min(static_cast<std::size_t>(exact),
                                    std::max<std::size_t>(members[label].size(), 1) - 1);
        quotas.push_back({label, whole, exact - static_cast<double>(whole)});
        given += whole;
    }
    const std::size_t wanted = wantedOf(examples, share);
    std::stable_sort(quotas.begin(), quotas.end(),
                     [](const Quota& a, const Quota& b) { return a.rest > b.rest; });
    for (Quota& quota : quotas)
        if (given < wanted && quota.count + 1 < members[quota.label].size()) {
            ++quota.count;
            ++given;
        }
    std::vector<bool> aside(examples);
    for (const Quota& quota : quotas) {
        std::vector<std::size_t>& own = members[quota.label];
        shuffle(own, streamKey(seed, "split", quota.label));
        for (std::size_t i = 0; i < quota.count; ++i)
            aside[own[i]] = true;
    }
    return aside;
}

// Ten groups of rising values; fewer where a group would have none to give.
Members byValue(std::span<const Example> examples, double share) {
    constexpr std::size_t most = 10;
    std::vector<std::size_t> order(examples.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return examples[a].value < examples[b].value;
    });
    const std::size_t groups = std::min(most, wantedOf(examples.size(), share));
    Members members(groups);
    for (std::size_t i = 0; i < order.size(); ++i)
        members[i * groups / order.size()].push_back(order[i]);
    return members;
}

// Sechidis, Tsoumakas, Vlahavas: On the Stratification of Multi-Label Data (2011), for two parts:
// 0 stays, 1 goes aside.
class Iterative {
public:
    Iterative(std::vector<std::vector<std::int32_t>> targets, std::size_t labels, double share,
              std::uint64_t seed)
        : targets_(std::move(targets)),
          members_(labels),
          lacking_(labels),
          left_(labels),
          aside_(targets_.size()),
          placed_(targets_.size()) {
        const auto wanted = static_cast<double>(wantedOf(targets_.size(), share));
        lackingAll_ = {static_cast<double>(targets_.size()) - wanted, wanted};
        std::vector<std::size_t> order(targets_.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        shuffle(order, streamKey(seed, "split", 0));
        for (const std::size_t i : order)
            for (const std::int32_t label : targets_[i])
                members_[static_cast<std::size_t>(label)].push_back(i);
        for (std::size_t label = 0; label < labels; ++label) {
            const auto all = static_cast<double>(members_[label].size());
            lacking_[label] = {all * (1 - share), all * share};
            left_[label] = members_[label].size();
            if (members_[label].size() == 1)
                only_.push_back(members_[label].front());
        }
        order_ = std::move(order);
    }

    std::vector<bool> run() && {
        for (const std::size_t example : only_)
            place(example, false);
        while (true) {
            std::size_t rarest = left_.size();
            for (std::size_t label = 0; label < left_.size(); ++label)
                if (left_[label] > 0 && (rarest == left_.size() || left_[label] < left_[rarest]))
                    rarest = label;
            if (rarest == left_.size())
                break;
            for (const std::size_t example : members_[rarest])
                place(example, wantsAside(lacking_[rarest]));
        }
        for (const std::size_t example : order_) // without any label
            place(example, wantsAside(lackingAll_));
        return std::move(aside_);
    }

private:
    using Lack = std::array<double, 2>;

    bool wantsAside(const Lack& lack) const {
        return lack[1] != lack[0] ? lack[1] > lack[0] : lackingAll_[1] > lackingAll_[0];
    }

    void place(std::size_t example, bool aside) {
        if (placed_[example])
            return;
        placed_[example] = true;
        aside_[example] = aside;
        lackingAll_[aside] -= 1;
        for (const std::int32_t label : targets_[example]) {
            lacking_[static_cast<std::size_t>(label)][aside] -= 1;
            --left_[static_cast<std::size_t>(label)];
        }
    }

    std::vector<std::vector<std::int32_t>> targets_; // [examples]
    Members members_;
    std::vector<Lack> lacking_;     // [labels]: examples that each part should still get
    std::vector<std::size_t> left_; // [labels]: examples without a place
    std::vector<bool> aside_;
    std::vector<bool> placed_;
    Lack lackingAll_{};
    std::vector<std::size_t> only_;
    std::vector<std::size_t> order_;
};

} // namespace

std::vector<bool> setAside(std::span<const Example> examples, Task task, std::size_t labels,
                           double share, std::uint64_t seed) {
    if (task == Task::Regression)
        return byRemainders(byValue(examples, share), examples.size(), share, seed);
    std::vector<std::vector<std::int32_t>> targets;
    for (const Example& example : examples)
        targets.push_back(targetsOf(example, task));
    if (task != Task::SingleLabel)
        return Iterative(std::move(targets), labels, share, seed).run();
    Members members(labels);
    for (std::size_t i = 0; i < targets.size(); ++i)
        for (const std::int32_t label : targets[i])
            members[static_cast<std::size_t>(label)].push_back(i);
    return byRemainders(std::move(members), examples.size(), share, seed);
}

} // namespace attune
