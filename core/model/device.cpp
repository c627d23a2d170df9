// SPDX-License-Identifier: GPL-3.0-or-later
// What the machine offers. The CUDA driver is asked through its own library, so that the reason for
// "no CUDA" is known; whether LibTorch has CUDA kernels is asked of LibTorch.
#include "base/error.h"
#include "model/engine.h"

#include <ATen/detail/CUDAHooksInterface.h>

#if defined(__x86_64__)
#include <cpuid.h>
#endif
#include <dlfcn.h>
#include <sched.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <sstream>

namespace attune {

namespace {

std::string firstLine(const std::string& path) {
    std::ifstream file(path);
    std::string line;
    std::getline(file, line);
    return line;
}

// The folders of this process's control group (version 2) from its own up to the root, for the
// limits of each hold.
std::vector<std::string> controlGroups() {
    std::vector<std::string> folders;
    std::ifstream file("/proc/self/cgroup");
    for (std::string line; std::getline(file, line);) {
        if (line.rfind("0::/", 0) != 0)
            continue;
        std::string path = line.substr(3);
        while (true) {
            folders.push_back("/sys/fs/cgroup" + (path == "/" ? "" : path));
            if (path == "/" || path.empty())
                break;
            path.resize(path.rfind('/'));
            if (path.empty())
                path = "/";
        }
    }
    if (folders.empty())
        folders.emplace_back("/sys/fs/cgroup");
    return folders;
}

int usableCores() {
    int cores = static_cast<int>(sysconf(_SC_NPROCESSORS_ONLN));
    cpu_set_t set;
    CPU_ZERO(&set);
    if (sched_getaffinity(0, sizeof set, &set) == 0)
        cores = CPU_COUNT(&set);
    for (const std::string& folder : controlGroups()) {
        std::istringstream line(firstLine(folder + "/cpu.max")); // "200000 100000", "max 100000"
        double quota = 0, period = 0;
        if (line >> quota >> period && quota > 0 && period > 0)
            cores = std::min(cores, static_cast<int>(std::ceil(quota / period)));
    }
    return std::max(cores, 1);
}

std::uint64_t physicalMemory() {
    return static_cast<std::uint64_t>(sysconf(_SC_PHYS_PAGES)) *
           static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

std::uint64_t usableMemory() {
    std::uint64_t bytes = physicalMemory();
    std::vector<std::string> limits;
    for (const std::string& folder : controlGroups())
        limits.push_back(folder + "/memory.max");
    limits.emplace_back("/sys/fs/cgroup/memory/memory.limit_in_bytes"); // version 1
    for (const std::string& path : limits) {
        std::istringstream line(firstLine(path));
        std::uint64_t limit = 0;
        if (line >> limit && limit > 0)
            bytes = std::min(bytes, limit);
    }
    return bytes;
}

// The value of `key` in lines of "KEY VALUE" or "KEY: VALUE kB"; 0 where there is none.
std::uint64_t valueIn(const std::string& path, const std::string& key) {
    std::ifstream file(path);
    std::string word;
    std::uint64_t value = 0;
    while (file >> word) {
        if (word == key && file >> value)
            return value;
        file.ignore(1000, '\n');
    }
    return 0;
}

std::uint64_t numberIn(const std::string& path) {
    std::istringstream line(firstLine(path));
    std::uint64_t number = 0;
    return line >> number ? number : 0; // "max"
}

// AVX512_BF16: leaf 7.1, EAX bit 5; AMX-BF16: leaf 7.0, EDX bit 22 (Intel SDM, CPUID).
bool multipliesBf16() {
#if defined(__x86_64__)
    unsigned a = 0, b = 0, c = 0, d = 0;
    const bool avx512 = __builtin_cpu_supports("avx512f"); // the system saves the registers, too
    if (__get_cpuid_count(7, 0, &a, &b, &c, &d) && (d & (1u << 22)) && avx512)
        return true;
    return __get_cpuid_count(7, 1, &a, &b, &c, &d) && (a & (1u << 5)) && avx512;
#else
    return false;
#endif
}

std::string cpuName() {
    std::ifstream file("/proc/cpuinfo");
    for (std::string line; std::getline(file, line);)
        if (line.rfind("model name", 0) == 0 && line.find(": ") != std::string::npos)
            return line.substr(line.find(": ") + 2);
    return {};
}

// The first CUDA device, by the driver's interface (stable since CUDA 4).
void askCuda(DeviceReport& report) {
    const auto no = [&](const char* reason) { report.cudaReason = reason; };
    void* driver = dlopen("libcuda.so.1", RTLD_NOW | RTLD_LOCAL);
    if (!driver)
        return no(ATTUNE_TEXT("core", "no NVIDIA driver is installed"));
    using Init = int (*)(unsigned);
    using Count = int (*)(int*);
    using Get = int (*)(int*, int);
    using Name = int (*)(char*, int, int);
    using Memory = int (*)(std::size_t*, int);
    using Attribute = int (*)(int*, int, int);
    constexpr int capabilityMajor = 75; // CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR
    const auto init = reinterpret_cast<Init>(dlsym(driver, "cuInit"));
    const auto count = reinterpret_cast<Count>(dlsym(driver, "cuDeviceGetCount"));
    const auto get = reinterpret_cast<Get>(dlsym(driver, "cuDeviceGet"));
    const auto name = reinterpret_cast<Name>(dlsym(driver, "cuDeviceGetName"));
    const auto memory = reinterpret_cast<Memory>(dlsym(driver, "cuDeviceTotalMem_v2"));
    const auto attribute = reinterpret_cast<Attribute>(dlsym(driver, "cuDeviceGetAttribute"));
    if (!init || !count || !get || !name || !memory || !attribute)
        return no(ATTUNE_TEXT("core", "the NVIDIA driver is too old"));
    int devices = 0, device = 0;
    if (init(0) != 0 || count(&devices) != 0 || devices < 1 || get(&device, 0) != 0)
        return no(ATTUNE_TEXT("core", "the NVIDIA driver finds no device"));
    std::array<char, 256> text{};
    std::size_t bytes = 0;
    if (name(text.data(), static_cast<int>(text.size()) - 1, device) == 0)
        report.cudaName = text.data();
    if (memory(&bytes, device) == 0)
        report.cudaMemory = bytes;
    if (int major = 0; attribute(&major, capabilityMajor, device) == 0)
        report.cudaMajor = major;
    if (!at::detail::getCUDAHooks().hasCUDA())
        return no(ATTUNE_TEXT("core", "this LibTorch was built without CUDA, or its CUDA version "
                                      "does not fit the driver"));
    report.cuda = true;
}

} // namespace

const DeviceReport& deviceReport() {
    static const DeviceReport report = [] {
        DeviceReport made;
        made.cores = usableCores();
        made.memory = usableMemory();
        made.bf16 = multipliesBf16();
        made.cpuName = cpuName();
        askCuda(made);
        return made;
    }();
    return report;
}

std::uint64_t availableMemory() {
    std::uint64_t bytes = valueIn("/proc/meminfo", "MemAvailable:") * 1024;
    const auto limit = [&](const std::string& folder, const char* most, const char* used,
                           const std::string& files) {
        const std::uint64_t allowed = numberIn(folder + most);
        if (allowed == 0)
            return;
        // Pages of files, and what the kernel keeps of them, are given back when memory is asked
        // for.
        const std::uint64_t given = valueIn(folder + "/memory.stat", files + "inactive_file") +
                                    valueIn(folder + "/memory.stat", files + "active_file") +
                                    valueIn(folder + "/memory.stat", "slab_reclaimable");
        const std::uint64_t taken = numberIn(folder + used);
        const std::uint64_t held = taken > given ? taken - given : 0;
        // 0 would mean that nothing is known.
        bytes = std::min<std::uint64_t>(bytes, allowed > held ? allowed - held : 1);
    };
    for (const std::string& folder : controlGroups())
        limit(folder, "/memory.max", "/memory.current", "");
    limit("/sys/fs/cgroup/memory", "/memory.limit_in_bytes", "/memory.usage_in_bytes", "total_");
    return bytes;
}

std::uint64_t availableSwap() {
    if (usableMemory() < physicalMemory())
        return 0;
    return valueIn("/proc/meminfo", "SwapFree:") * 1024;
}

} // namespace attune
