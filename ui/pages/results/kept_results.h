// SPDX-License-Identifier: GPL-3.0-or-later
// Results that took a while, kept while the window is open: who comes back to a run sees them
// again. The key says what they are of (MeasuredView::stamp()).
#pragma once

#include <QString>

#include <algorithm>
#include <list>
#include <optional>
#include <utility>

namespace attune::ui {

template <class Result> class KeptResults {
public:
    void keep(const QString& key, Result result) {
        all_.remove_if([&](const auto& one) { return one.first == key; });
        all_.emplace_front(key, std::move(result));
        if (all_.size() > kMost)
            all_.pop_back();
    }
    std::optional<Result> of(const QString& key) const {
        const auto at = std::find_if(all_.begin(), all_.end(),
                                     [&](const auto& one) { return one.first == key; });
        return at == all_.end() ? std::nullopt : std::optional<Result>(at->second);
    }

private:
    static constexpr std::size_t kMost = 4;     // of large data a result holds all texts
    std::list<std::pair<QString, Result>> all_; // the latest first
};

} // namespace attune::ui
