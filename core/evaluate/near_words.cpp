// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/near_words.h"

#include "model/model_folder.h"
#include "model/vector_clones.h"
#include "text/text_breaker.h"
#include "tokenizer/whole_words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <mutex>

namespace attune {
namespace {

// out[i] = row i of `rows` [n, width] times `with`; width a multiple of kLanes.
constexpr std::size_t kLanes = 16;
ATTUNE_VECTOR_CLONES
void products(const float* rows, std::size_t n, std::size_t width, const float* with, float* out) {
    for (std::size_t i = 0; i < n; ++i) {
        std::array<float, kLanes> sums{};
        const float* row = rows + i * width;
        for (std::size_t at = 0; at < width; at += kLanes)
            for (std::size_t lane = 0; lane < kLanes; ++lane)
                sums[lane] += row[at + lane] * with[at + lane];
        float sum = 0;
        for (const float one : sums)
            sum += one;
        out[i] = sum;
    }
}

class NearWords final : public Neighbours {
public:
    explicit NearWords(const fs::path& path) {
        const ModelFolder folder = openModelFolder(path);
        const auto tokenizer = readTokenizer(path);
        checkTokenizer(folder, *tokenizer);
        words_.emplace(*tokenizer);
        const auto width = static_cast<std::size_t>(folder.spec.embeddingWidth());
        width_ = (width + kLanes - 1) / kLanes * kLanes;
        const std::vector<float> table = tableOf(folder);
        rows_.assign(words_->all().size() * width_, 0);
        for (std::size_t i = 0; i < words_->all().size(); ++i) {
            const float* row = table.data() + static_cast<std::size_t>(words_->all()[i].id) * width;
            double norm = 0;
            for (std::size_t at = 0; at < width; ++at)
                norm += double{row[at]} * double{row[at]};
            if (norm > 0)
                for (std::size_t at = 0; at < width; ++at)
                    rows_[i * width_ + at] = static_cast<float>(row[at] / std::sqrt(norm));
        }
    }

    std::vector<SuggestedWord> near(std::string_view word, std::size_t most) const override {
        const auto index = words_->find(word);
        if (!index)
            return {};
        {
            const std::lock_guard lock(mutex_);
            if (const auto known = known_.find(*index);
                known != known_.end() && known->second.asked >= most)
                return firstOf(known->second.words, most);
        }
        std::vector<SuggestedWord> found = search(*index, most);
        const std::lock_guard lock(mutex_);
        known_[*index] = {most, found};
        return found;
    }

private:
    struct Known {
        std::size_t asked = 0;
        std::vector<SuggestedWord> words;
    };

    static std::vector<float> tableOf(const ModelFolder& folder) {
        const auto file = openWeights(weightsPath(folder.path));
        const std::vector<std::string> names = parameterNamesOf(*file, folder.spec);
        const std::vector<ParameterInfo> parameters = parametersOf(folder.spec);
        const auto words =
            std::find_if(parameters.begin(), parameters.end(), [](const ParameterInfo& info) {
                return info.role == Role::WordEmbedding;
            });
        const auto place = std::find(names.begin(), names.end(), words->name) - names.begin();
        std::vector<float> table(static_cast<std::size_t>(words->count()));
        file->read(file->tensors().at(static_cast<std::size_t>(place)), table);
        return table;
    }

    static std::vector<SuggestedWord> firstOf(const std::vector<SuggestedWord>& words,
                                              std::size_t most) {
        return {words.begin(),
                words.begin() + static_cast<std::ptrdiff_t>(std::min(most, words.size()))};
    }

    std::vector<SuggestedWord> search(std::size_t index, std::size_t most) const {
        const std::vector<WholeWords::Word>& all = words_->all();
        std::vector<float> cosines(all.size());
        products(rows_.data(), all.size(), width_, rows_.data() + index * width_, cosines.data());
        const std::string own = foldedWord(all[index].text);
        std::vector<std::size_t> order;
        for (std::size_t i = 0; i < all.size(); ++i)
            if (cosines[i] > 0 && i != index && all[i].spaced == all[index].spaced)
                order.push_back(i);
        // The same word in other letter case is taken out below.
        const std::size_t wanted = std::min(order.size(), most + 4);
        std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(wanted),
                          order.end(), [&](std::size_t a, std::size_t b) {
                              return cosines[a] > cosines[b] || (cosines[a] == cosines[b] && a < b);
                          });
        std::vector<SuggestedWord> found;
        for (std::size_t i = 0; i < wanted && found.size() < most; ++i)
            if (foldedWord(all[order[i]].text) != own)
                found.push_back({all[order[i]].text, cosines[order[i]]});
        return found;
    }

    std::optional<WholeWords> words_;
    std::size_t width_ = 0;
    std::vector<float> rows_; // [words, width], of length 1 or 0
    mutable std::mutex mutex_;
    mutable std::unordered_map<std::size_t, Known> known_;
};

} // namespace

std::shared_ptr<const Neighbours> openNearWords(const fs::path& folder) {
    return std::make_shared<NearWords>(folder);
}

} // namespace attune
