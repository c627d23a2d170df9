// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/same_texts.h"

#include "data/target.h"
#include "text/compare.h"

namespace attune {

std::string SameTexts::keyOf(const Example& example) const {
    std::string key = looseForm(example.text);
    if (!example.pair.empty())
        (key += '\n') += looseForm(example.pair); // loose forms hold no line breaks
    if (labels_ == Labels::Compared) {
        const bool meant = example.label >= 0 && !meanings_.empty();
        (key += "\n\n") += meant
                               ? std::to_string(meanings_[static_cast<std::size_t>(example.label)])
                               : targetKey(example);
    }
    return key;
}

// Hashes are looked up, keys decide: they are made again, so that none has to be kept.
const Example* SameTexts::findKey(std::size_t hash, const std::string& key) const {
    const auto [begin, end] = first_.equal_range(hash);
    for (auto it = begin; it != end; ++it)
        if (keyOf(*it->second) == key)
            return it->second;
    return nullptr;
}

const Example* SameTexts::add(const Example& example) {
    const std::string key = keyOf(example);
    const std::size_t hash = std::hash<std::string>()(key);
    if (const Example* first = findKey(hash, key))
        return first;
    first_.emplace(hash, &example);
    return nullptr;
}

const Example* SameTexts::find(const Example& example) const {
    const std::string key = keyOf(example);
    return findKey(std::hash<std::string>()(key), key);
}

} // namespace attune
