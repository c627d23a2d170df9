// SPDX-License-Identifier: GPL-3.0-or-later
// Throughput of the operators of cleaning on one thread:
//     clean_bench [FILE]
// The texts are the lines of FILE, else of the built-in samples' look. Prints MB/s of each operator
// over them, and the milliseconds that one text of 100 kB takes.
#include "base/files.h"
#include "text/cleaning.h"

#include <chrono>
#include <cstdio>
#include <sstream>

using namespace attune;

namespace {

constexpr const char* kTexts[] = {
    "I really love this phone!!! The battery lasts for daaaays &amp; the camera is great 😀",
    "<p>Don't buy it, see <a href=\"http://example.com/why\">here</a> for the reasons.</p>",
    "@friend it was **not** bad at all, 8.5 of 10, write to me@example.org",
    "这个手机真的很好用，電池可以用两天，推荐给大家！！！",
    "送餐太慢了，等了１个小时，打电话也没人接😡😡😡",
    "Das Café war schön, aber der Kuchen leider nicht mehr ganz frisch…",
};

double secondsOf(const Cleaning& cleaning, const std::vector<std::string>& texts) {
    const auto started = std::chrono::steady_clock::now();
    for (const std::string& text : texts)
        cleaning.apply(text);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
}

} // namespace

int main(int count, char** arguments) {
    std::vector<std::string> texts;
    if (count > 1) {
        std::istringstream lines(readFile(arguments[1]));
        for (std::string line; std::getline(lines, line);)
            texts.push_back(line);
    } else {
        for (int i = 0; i < 5000; ++i)
            for (const char* text : kTexts)
                texts.emplace_back(text);
    }
    std::size_t bytes = 0;
    std::string whole;
    for (const std::string& text : texts) {
        bytes += text.size();
        if (whole.size() < 100'000)
            whole += text + "\n";
    }
    std::vector<Cleaning> rules;
    for (const CleaningDescription& one : cleaningOperators()) {
        CleaningStep step = cleaningStep(one.key);
        if (one.key == "replace") {
            step.values["pattern"] = std::string("\\b(\\w+) \\1\\b");
            step.values["with"] = std::string("$1");
        }
        if (one.key == "stopwords")
            step.values["language"] = std::string("en");
        rules.emplace_back(CleaningSettings{step});
    }
    std::printf("%zu texts, %.1f MB\n", texts.size(), static_cast<double>(bytes) / 1e6);
    for (const Cleaning& rule : rules) {
        secondsOf(rule, {texts.front()}); // tables that are made once
        std::printf("%-16s %8.1f MB/s %8.2f ms for 100 kB\n", rule.settings().front().name.c_str(),
                    static_cast<double>(bytes) / 1e6 / secondsOf(rule, texts),
                    1e3 * secondsOf(rule, {whole}));
        std::fflush(stdout);
    }
    return 0;
}
