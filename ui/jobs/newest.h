// SPDX-License-Identifier: GPL-3.0-or-later
// The newest state of a growing result, handed from the thread that works to the window's.
#pragma once

#include <mutex>

namespace attune::ui {

template <class T> class Newest {
public:
    void put(const T& value) {
        const std::lock_guard lock(mutex_);
        value_ = value;
    }
    T get() const {
        const std::lock_guard lock(mutex_);
        return value_;
    }

private:
    mutable std::mutex mutex_;
    T value_;
};

} // namespace attune::ui
