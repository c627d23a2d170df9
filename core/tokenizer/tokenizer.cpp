// SPDX-License-Identifier: GPL-3.0-or-later
// Reading a folder, and encoding many texts on several threads.
#include "tokenizer/tokenizer.h"

#include "base/parallel.h"
#include "tokenizer/pipeline.h"

#include <algorithm>

namespace attune {

std::unique_ptr<Tokenizer> readTokenizer(const fs::path& folder) {
    return std::make_unique<Pipeline>(readTokenizerSource(folder));
}

std::vector<Encoding> encodeAll(const Tokenizer& tokenizer, std::span<const std::string> texts,
                                std::span<const std::string> pairs, const EncodeOptions& options,
                                unsigned threads) {
    std::vector<Encoding> result(texts.size());
    constexpr std::size_t kBatch = 64; // texts taken at once: few enough to share evenly
    inParallel((texts.size() + kBatch - 1) / kBatch, threadsOf(threads), 1,
               [&](std::size_t, std::size_t batch) {
                   const std::size_t end = std::min((batch + 1) * kBatch, texts.size());
                   for (std::size_t i = batch * kBatch; i < end; ++i)
                       result[i] = tokenizer.encode(
                           texts[i],
                           pairs.empty() ? std::nullopt : std::optional<std::string_view>(pairs[i]),
                           options);
               });
    return result;
}

} // namespace attune
