// SPDX-License-Identifier: GPL-3.0-or-later
// Reading a folder, and encoding many texts on several threads.
#include "tokenizer/tokenizer.h"

#include "tokenizer/pipeline.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

namespace attune {

std::unique_ptr<Tokenizer> readTokenizer(const fs::path& folder) {
    return std::make_unique<Pipeline>(readTokenizerSource(folder));
}

std::vector<Encoding> encodeAll(const Tokenizer& tokenizer, std::span<const std::string> texts,
                                std::span<const std::string> pairs, const EncodeOptions& options,
                                unsigned threads) {
    std::vector<Encoding> result(texts.size());
    constexpr std::size_t kBatch = 64; // texts taken at once: few enough to share evenly
    std::atomic<std::size_t> next{0};
    std::exception_ptr failure;
    std::mutex guard;
    const auto work = [&] {
        try {
            for (std::size_t begin; (begin = next.fetch_add(kBatch)) < texts.size();)
                for (std::size_t i = begin; i < std::min(begin + kBatch, texts.size()); ++i)
                    result[i] = tokenizer.encode(
                        texts[i],
                        pairs.empty() ? std::nullopt : std::optional<std::string_view>(pairs[i]),
                        options);
        } catch (...) {
            const std::lock_guard lock(guard);
            if (!failure)
                failure = std::current_exception();
            next = texts.size();
        }
    };
    if (threads == 0)
        threads = std::max(1u, std::thread::hardware_concurrency());
    const std::size_t useful = std::min<std::size_t>(threads, (texts.size() + kBatch - 1) / kBatch);
    {
        std::vector<std::jthread> others;
        for (std::size_t i = 1; i < useful; ++i)
            others.emplace_back(work);
        work();
    }
    if (failure)
        std::rethrow_exception(failure);
    return result;
}

} // namespace attune
