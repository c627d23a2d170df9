// SPDX-License-Identifier: GPL-3.0-or-later
// Near doubles: texts of one label that are alike word by word.
//
// How much two texts are alike is the Jaccard index of their pairs of neighbouring words (words
// both texts have beside each other, of those either has), beginning and end of the text included.
// Words are those of the loose form (text/compare.h); an ideograph or a symbol such as an emoji is
// one of its own, punctuation is none. One word exchanged in a text of twenty leaves 0.83.
//
// Every pair at least so alike is found, without comparing all with all: of two such texts, one of
// the rarest few pairs of words of each is in both (prefix filtering: Bayardo, Ma and Srikant
// 2007; Xiao et al. 2008). The same in every run. Where very many texts share their rarest words,
// as in data of few words, each word is filed for the first mostCompared() of them only, and a text
// is compared with no more: time stays linear. limited() counts the texts for which no other was
// found, though not all were compared.
//
// First every text is added, then they are looked up. Memory: 4 bytes a word and some 14 more for
// each of the rarest words of a text, the texts themselves not counted.
#pragma once

#include "data/dataset.h"

#include <optional>
#include <stop_token>

namespace attune {

struct Alike {
    std::uint32_t number = 0; // of the kept text
    double share = 0;         // how much, up to 1
};

class AlikeTexts {
public:
    static constexpr double standard = 0.8;
    static constexpr std::size_t mostCompared() { return 1000; }

    // `least`: above 0, up to 1. The first look-up puts all words in order and throws Cancelled
    // when `stop` is asked for.
    explicit AlikeTexts(double least, std::stop_token stop = {});

    // Numbers count from 0. Texts are not copied.
    std::uint32_t add(const Example& example) { return add(example, example.label); }
    std::uint32_t add(const Example& example, std::int32_t label);

    // The first kept text that is at least so alike to text `number`; a text without any words is
    // like no other. After the last add().
    std::optional<Alike> find(std::uint32_t number);
    // Lets later texts be compared with this one.
    void keep(std::uint32_t number);

    std::uint64_t limited() const { return limited_; }

private:
    struct Entry {
        std::uint32_t word;
        std::uint32_t number;
        std::uint32_t next; // of the same slot, older; 0: none
    };

    void order(); // before the first look-up
    std::size_t prefixOf(std::size_t words) const;
    const std::uint32_t* begin(std::uint32_t number) const { return &words_[starts_[number]]; }
    std::size_t size(std::uint32_t number) const {
        return static_cast<std::size_t>(starts_[number + 1] - starts_[number]);
    }
    std::size_t slotOf(std::uint32_t word, std::int32_t label) const;
    // Puts the kept texts that share a rare word into candidates_; false where not all.
    bool collect(std::uint32_t number);
    // How much they are alike; 0 where that is less than least_.
    double share(std::uint32_t a, std::uint32_t b) const;
    bool before(std::uint32_t a, std::uint32_t b) const;

    double least_;
    std::stop_token stop_;
    std::vector<std::uint32_t> words_; // hashes of the pairs of words, each once a text
    std::vector<std::uint64_t> starts_{0};
    std::vector<std::int32_t> labels_;
    std::vector<std::uint32_t> counts_; // texts by the low bits of the hash
    std::vector<Entry> entries_{{}};
    std::vector<std::uint32_t> slots_; // by word and label: the newest entry
    std::vector<std::uint16_t> filed_; // by slot: its entries; mostCompared() + 1: some were not
    std::vector<std::uint32_t> candidates_;
    std::vector<std::uint32_t> seen_; // by number: the last text that it was compared with, + 1
    std::uint64_t limited_ = 0;
    bool ordered_ = false;
};

} // namespace attune
