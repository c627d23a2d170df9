// SPDX-License-Identifier: GPL-3.0-or-later
// Throughput of the operators of augmentation:
//     augment_bench [file=FILE] [only=OPERATOR] [wordnet=DIR] [masked=MODEL] [near=MODEL]
//     [threads=N]
// The texts are the lines of FILE, else of the built-in samples' look. Prints MB/s of each operator
// over them, on one thread unless told otherwise. Operators that ask a model run where one is
// named.
#include "augment/train_set.h"
#include "evaluate/masked_words.h"
#include "evaluate/near_words.h"

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

using Options = std::map<std::string, std::string>;

std::string optionOf(const Options& options, const char* key) {
    const auto found = options.find(key);
    return found == options.end() ? std::string() : found->second;
}

// The values of an operator here; false where it can't run.
bool fill(OperatorStep& step, OperatorModel& model, const Options& options) {
    if (step.name == "special-words")
        step.values["words"] = std::vector<std::string>{"[MASK]"};
    if (const std::string wordnet = optionOf(options, "wordnet");
        step.name == "synonym" && !wordnet.empty())
        step.values["wordnet"] = wordnet;
    if (step.name == "masked-word" || step.name == "near-words") {
        const bool masked = step.name == "masked-word";
        const std::string folder = optionOf(options, masked ? "masked" : "near");
        if (folder.empty())
            return false;
        step.values["model"] = folder;
        if (masked)
            model.suggester = openMaskedWords(folder);
        else
            model.neighbours = openNearWords(folder);
    }
    AugmentSettings settings;
    settings.operators.push_back(step);
    Problems problems;
    Augmentation::check(settings, {}, problems);
    return !hasErrors(problems);
}

} // namespace

int main(int count, char** arguments) {
    Options options;
    for (int i = 1; i < count; ++i) {
        const std::string argument = arguments[i];
        const std::size_t equals = std::min(argument.find('='), argument.size() - 1);
        options[argument.substr(0, equals)] = argument.substr(equals + 1);
    }
    std::vector<Example> examples;
    const auto add = [&](std::string text) {
        const auto row = static_cast<std::uint32_t>(examples.size());
        examples.push_back({std::move(text), {}, static_cast<std::int32_t>(row % 2), row, row});
    };
    if (const std::string file = optionOf(options, "file"); !file.empty()) {
        std::istringstream lines(readFile(file));
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
    const std::string given = optionOf(options, "threads");
    const auto threads = static_cast<unsigned>(given.empty() ? 1 : std::stoi(given));
    std::printf("%zu texts, %.1f MB\n", examples.size(), static_cast<double>(bytes) / 1e6);
    for (const AugmentDescription& one : augmentOperators()) {
        if (const std::string only = optionOf(options, "only"); !only.empty() && only != one.key)
            continue;
        AugmentSettings settings;
        settings.operators.push_back(augmentStep(one.key));
        AugmentContext context;
        context.models.resize(1);
        if (!fill(settings.operators.front(), context.models.front(), options)) {
            std::printf("%-18s has no files here\n", one.key.c_str());
            continue;
        }
        if (one.needs.empty())
            context.models.clear();
        const AugmentedTrainSet set(Augmentation(settings), examples, 2, 1, context);
        set.at(0, 1); // tables that are made once
        const auto started = std::chrono::steady_clock::now();
        const AugmentCounts counts = set.each([](AugmentedExample&&) {}, threads);
        const double seconds =
            std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
        std::printf("%-18s %10.3f MB/s, %5.1f %% of the texts changed\n", one.key.c_str(),
                    static_cast<double>(bytes) / 1e6 / seconds,
                    100.0 * static_cast<double>(counts.changedByOperator.front()) /
                        static_cast<double>(examples.size()));
        std::fflush(stdout);
    }
    return 0;
}
