// SPDX-License-Identifier: GPL-3.0-or-later
// Building of the trie, level by level from the sorted tokens.
#include "tokenizer/byte_trie.h"

#include <algorithm>

namespace attune {

ByteTrie::ByteTrie(const Vocabulary& vocabulary) {
    std::vector<std::int32_t> sorted;
    for (std::size_t i = 0; i < vocabulary.idEnd(); ++i) {
        const auto id = static_cast<std::int32_t>(i);
        if (!vocabulary.tokenOf(id).empty())
            sorted.push_back(id);
    }
    std::sort(sorted.begin(), sorted.end(), [&](std::int32_t a, std::int32_t b) {
        const int order = vocabulary.tokenOf(a).compare(vocabulary.tokenOf(b));
        return order != 0 ? order < 0 : a < b;
    });
    // The tokens [begin, end) of the sorted ones that share the bytes down to a node.
    struct Group {
        std::size_t begin, end;
    };
    std::vector<Group> level{
        {0, sorted.size()}
    };
    labels_.push_back(0);
    ids_.push_back(-1);
    for (std::size_t depth = 0; !level.empty(); ++depth) {
        std::vector<Group> below;
        for (const Group& group : level) {
            firstChild_.push_back(static_cast<std::uint32_t>(ids_.size()));
            std::size_t begin = group.begin;
            while (begin < group.end && vocabulary.tokenOf(sorted[begin]).size() <= depth)
                ++begin; // ends at this node
            while (begin < group.end) {
                const char label = vocabulary.tokenOf(sorted[begin])[depth];
                std::size_t end = begin;
                std::int32_t id = -1;
                while (end < group.end && vocabulary.tokenOf(sorted[end])[depth] == label) {
                    if (vocabulary.tokenOf(sorted[end]).size() == depth + 1)
                        id = sorted[end];
                    ++end;
                }
                labels_.push_back(static_cast<unsigned char>(label));
                ids_.push_back(id);
                below.push_back({begin, end});
                begin = end;
            }
        }
        level = std::move(below);
    }
    firstChild_.push_back(static_cast<std::uint32_t>(ids_.size()));
}

} // namespace attune
