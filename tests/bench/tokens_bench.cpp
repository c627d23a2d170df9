// SPDX-License-Identifier: GPL-3.0-or-later
// Compares tokenizers with encodings that oracle.py wrote, and times them on one thread:
//     tokens_bench FOLDER CASES [FOLDER CASES]...
// Prints for each folder the texts, the differences and MB/s; ends with 1 where there is a
// difference. tokens.py makes the cases and calls it.
#include "case_files.h"

#include <chrono>
#include <cstdio>

using namespace attune;

namespace {

void print(const char* what, const std::vector<std::uint32_t>& values) {
    std::printf("  %s", what);
    for (std::size_t i = 0; i + 3 < values.size(); i += 4)
        std::printf(" %u/%u[%u,%u)", values[i], values[i + 1], values[i + 2], values[i + 3]);
    std::printf("\n");
}

std::size_t compare(const Tokenizer& tokenizer, const std::vector<Case>& cases) {
    std::size_t different = 0;
    for (const Case& one : cases) {
        const auto pair = one.pair ? std::optional<std::string_view>(*one.pair) : std::nullopt;
        const auto found = flatten(one, tokenizer.encode(one.text, pair, one.options));
        const auto expected = comparable(one);
        if (found == expected || ++different > 3)
            continue;
        std::printf("  longest %zu text %s pair %s\n", one.options.maxLength,
                    Json(repairUtf8(one.text)).dump(-1, ' ', true).c_str(),
                    Json(repairUtf8(one.pair.value_or(""))).dump(-1, ' ', true).c_str());
        print("expected", expected);
        print("found   ", found);
    }
    return different;
}

} // namespace

int main(int count, char** arguments) {
    bool failed = false;
    for (int i = 1; i + 1 < count; i += 2) {
        try {
            const auto tokenizer = readTokenizer(arguments[i]);
            const std::vector<Case> cases = readCases(arguments[i + 1]);
            const std::size_t different = compare(*tokenizer, cases);
            std::size_t bytes = 0;
            const auto started = std::chrono::steady_clock::now();
            for (const Case& one : cases) {
                if (one.pair || one.options.maxLength > 0)
                    continue;
                bytes += one.text.size();
                tokenizer->encode(one.text);
            }
            const std::chrono::duration<double> seconds =
                std::chrono::steady_clock::now() - started;
            std::printf("%s: %s, %zu texts, %zu differences, %.2f MB/s on one thread\n",
                        arguments[i], tokenizer->kind().c_str(), cases.size(), different,
                        static_cast<double>(bytes) / 1e6 / seconds.count());
            failed = failed || different > 0;
        } catch (const std::exception& error) {
            std::printf("%s: %s\n", arguments[i], error.what());
            failed = true;
        }
        std::fflush(stdout);
    }
    return failed;
}
