// SPDX-License-Identifier: GPL-3.0-or-later
// All tokens that a text begins with, found in one walk over its bytes.
#pragma once

#include "tokenizer/vocabulary.h"

#include <cstring>

namespace attune {

class ByteTrie {
public:
    ByteTrie() = default;
    // Holds every token that is in use and not empty; of equal ones the highest id.
    explicit ByteTrie(const Vocabulary& vocabulary);

    // Calls found(length, id) for each token that `text` begins with, the shortest first.
    template <class Found> void prefixesOf(std::string_view text, Found found) const {
        std::uint32_t node = 0;
        for (std::size_t i = 0; i < text.size(); ++i) {
            const std::uint32_t first = firstChild_[node];
            const std::uint32_t count = firstChild_[node + 1] - first;
            const auto* labels = labels_.data() + first;
            const void* at = count == 0
                                 ? nullptr
                                 : std::memchr(labels, static_cast<unsigned char>(text[i]), count);
            if (!at)
                return;
            node =
                first + static_cast<std::uint32_t>(static_cast<const unsigned char*>(at) - labels);
            if (ids_[node] >= 0)
                found(i + 1, ids_[node]);
        }
    }

private:
    // Nodes in order of depth, so that the children of one lie side by side.
    std::vector<std::uint32_t> firstChild_; // one more than nodes
    std::vector<unsigned char> labels_;
    std::vector<std::int32_t> ids_; // -1: no token ends here
};

} // namespace attune
