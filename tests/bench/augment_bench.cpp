// SPDX-License-Identifier: GPL-3.0-or-later
// Throughput of the operators of augmentation on one thread:
//     augment_bench [FILE] [WORDNET]
// The texts are the lines of FILE, else of the built-in samples' look. Prints MB/s of each operator
// over them.
#include "augment/augmentation.h"

#include <chrono>
#include <cstdio>
#include <sstream>

using namespace attune;

namespace {

constexpr const char* kTexts[] = {
    "I really love this phone, the battery lasts for days and the camera is great!",
    "Don't buy it. It was not bad at first, but it broke after two weeks of use.",
    "A warm, funny and honest film about growing up in a small town by the sea.",
    "这个手机真的很好用，电池可以用两天，推荐给大家！",
    "送餐太慢了，等了一个小时，打电话也没人接。下次不点了。",
};

} // namespace

int main(int count, char** arguments) {
    std::vector<Example> examples;
    const auto add = [&](std::string text) {
        const auto row = static_cast<std::uint32_t>(examples.size());
        examples.push_back({std::move(text), {}, static_cast<std::int32_t>(row % 2), row, row});
    };
    if (count > 1) {
        std::istringstream lines(readFile(arguments[1]));
        for (std::string line; std::getline(lines, line);)
            add(line);
    } else {
        for (int i = 0; i < 5000; ++i)
            for (const char* text : kTexts)
                add(text);
    }
    std::size_t bytes = 0;
    for (const Example& example : examples)
        bytes += example.text.size();
    const AugmentContext context{TrainingTexts(examples), nullptr, nullptr};
    std::printf("%zu texts, %.1f MB\n", examples.size(), static_cast<double>(bytes) / 1e6);
    for (const AugmentDescription& one : augmentOperators()) {
        AugmentSettings settings;
        settings.operators.push_back(augmentStep(one.key));
        std::map<std::string, Value>& values = settings.operators.front().values;
        if (one.key == "special-words")
            values["words"] = std::vector<std::string>{"[MASK]"};
        if (one.key == "synonym") {
            if (count > 2)
                values["wordnet"] = std::string(arguments[2]);
            Problems problems;
            Augmentation::check(settings, {}, problems);
            if (hasErrors(problems)) {
                std::printf("%-18s WordNet is not there\n", one.key.c_str());
                continue;
            }
        }
        const Augmentation augmentation(settings);
        augmentation.apply(examples.front(), 1, 1, context); // tables that are made once
        std::size_t changed = 0;
        const auto started = std::chrono::steady_clock::now();
        for (const Example& example : examples)
            changed += augmentation.apply(example, 1, 1, context).changed;
        const double seconds =
            std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
        std::printf("%-18s %8.1f MB/s, %5.1f %% of the texts changed\n", one.key.c_str(),
                    static_cast<double>(bytes) / 1e6 / seconds,
                    100.0 * static_cast<double>(changed) / static_cast<double>(examples.size()));
        std::fflush(stdout);
    }
    return 0;
}
