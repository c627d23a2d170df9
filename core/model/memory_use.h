// SPDX-License-Identifier: GPL-3.0-or-later
// How much memory this process takes, and how much is left: measured, as memory.h and
// model_memory.h estimate it.
#pragma once

#include "model/engine.h"

#include <atomic>
#include <thread>

namespace attune {

// In bytes. On the processor: resident pages of this process, and those of the machine. On CUDA:
// what LibTorch's allocator has given out, and the memory of the card. 0: unknown.
struct MemoryUse {
    std::uint64_t taken = 0; // by this process, now
    std::uint64_t free = 0;  // that it can take beyond them without swapping
    std::uint64_t total = 0; // of the device
};
// CUDA: only once an engine is there.
MemoryUse memoryUse(DeviceKind device);

// The most that this process takes from now on. One at a time in a process: they share the counters
// of the system.
class PeakMemory {
public:
    explicit PeakMemory(DeviceKind device);
    // So far. Where the system lets nobody begin anew (/proc/self/clear_refs), the highest of
    // samples taken every few milliseconds.
    std::uint64_t bytes() const;

private:
    DeviceKind device_;
    bool counted_ = false; // by the system
    std::atomic<std::uint64_t> sampled_{0};
    std::jthread sampler_; // the last member: it ends before the others
};

} // namespace attune
