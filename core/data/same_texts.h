// SPDX-License-Identifier: GPL-3.0-or-later
// Examples known by their texts: the same are those that differ only in case, width, compatibility
// forms or white space (looseForm in text/compare.h), pairs with their second texts.
#pragma once

#include "data/dataset.h"

#include <unordered_map>

namespace attune {

// Where an example stands, for lists of lines; files of class folders are counted.
inline std::uint32_t lineOf(const Example& example) {
    return example.line > 0 ? example.line : example.row + 1;
}

// Holds addresses of what was added: the examples have to stay where they are. Texts are not
// copied.
class SameTexts {
public:
    enum class Labels { Ignored, Compared };
    // `meanings`, by label id: labels of one meaning are compared as the same; empty: none are.
    explicit SameTexts(Labels labels, std::vector<std::int32_t> meanings = {})
        : labels_(labels), meanings_(std::move(meanings)) {}

    void reserve(std::size_t examples) { first_.reserve(examples); }
    // Null where the text is new; it is the first one from now on. Else the first one.
    const Example* add(const Example& example);
    // The first one added with this text, or null.
    const Example* find(const Example& example) const;

private:
    std::string keyOf(const Example& example) const;
    const Example* findKey(std::size_t hash, const std::string& key) const;

    Labels labels_;
    std::vector<std::int32_t> meanings_;
    std::unordered_multimap<std::size_t, const Example*> first_; // by the hash of the key
};

} // namespace attune
