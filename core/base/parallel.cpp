// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace attune {

std::size_t threadsOf(unsigned threads) {
    return threads > 0 ? threads : std::max(1u, std::thread::hardware_concurrency());
}

void inParallel(std::size_t n, std::size_t workers, std::size_t least,
                const std::function<void(std::size_t, std::size_t)>& work) {
    std::atomic<std::size_t> next{0};
    std::mutex mutex; // of `failure`
    std::exception_ptr failure;
    const auto run = [&](std::size_t worker) {
        try {
            for (std::size_t i = 0; (i = next.fetch_add(1)) < n;)
                work(worker, i);
        } catch (...) {
            const std::lock_guard lock(mutex);
            failure = std::current_exception();
            next = n;
        }
    };
    {
        std::vector<std::jthread> helpers;
        for (std::size_t i = 1; i < std::min(workers, n / std::max<std::size_t>(least, 1)); ++i)
            helpers.emplace_back(run, i);
        run(0);
    }
    if (failure)
        std::rethrow_exception(failure);
}

} // namespace attune
