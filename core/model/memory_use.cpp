// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/memory_use.h"

#include <c10/core/CachingDeviceAllocator.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <fstream>
#include <mutex>
#include <string>

namespace attune {

namespace {

constexpr std::chrono::milliseconds kSampled(5);

// A line "KEY: N kB" of /proc/self/status, in bytes; 0 where there is none.
std::uint64_t ofThisProcess(const std::string& key) {
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word; status.ignore(1000, '\n'))
        if (std::uint64_t value = 0; word == key && status >> value)
            return value * 1024;
    return 0;
}

// The system then counts the highest resident size anew (proc(5), since Linux 4.0).
bool beginPeakAnew() {
    std::ofstream file("/proc/self/clear_refs");
    file << "5" << std::flush;
    return file.good() && ofThisProcess("VmHWM:") > 0;
}

c10::CachingDeviceAllocator::DeviceStats statsOfCuda() {
    return c10::getDeviceAllocator(c10::kCUDA)->getDeviceStats(0);
}

constexpr auto kAll = static_cast<std::size_t>(c10::CachingAllocator::StatType::AGGREGATE);

} // namespace

MemoryUse memoryUse(DeviceKind device) {
    if (device == DeviceKind::Cpu)
        return {ofThisProcess("VmRSS:"), availableMemory(), deviceReport().memory};
    const auto stats = statsOfCuda();
    const auto taken = static_cast<std::uint64_t>(stats.allocated_bytes[kAll].current);
    // What the allocator keeps of what was given back can be had again.
    const auto kept = static_cast<std::uint64_t>(stats.reserved_bytes[kAll].current) - taken;
    const auto [free, total] = c10::getDeviceAllocator(c10::kCUDA)->getMemoryInfo(0);
    return {taken, free + kept, total};
}

PeakMemory::PeakMemory(DeviceKind device) : device_(device) {
    if (device_ == DeviceKind::Cuda) {
        c10::getDeviceAllocator(c10::kCUDA)->resetPeakStats(0);
        return;
    }
    counted_ = beginPeakAnew();
    if (counted_)
        return;
    sampler_ = std::jthread([this](std::stop_token stop) {
        std::mutex mutex;
        std::condition_variable_any wake;
        std::unique_lock lock(mutex);
        while (!stop.stop_requested()) {
            sampled_ = std::max(sampled_.load(), ofThisProcess("VmRSS:"));
            wake.wait_for(lock, stop, kSampled, [] { return false; });
        }
    });
}

std::uint64_t PeakMemory::bytes() const {
    if (device_ == DeviceKind::Cuda)
        return static_cast<std::uint64_t>(statsOfCuda().allocated_bytes[kAll].peak);
    return counted_ ? ofThisProcess("VmHWM:") : std::max(sampled_.load(), ofThisProcess("VmRSS:"));
}

} // namespace attune
