// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/encoded_set.h"

#include "data/token_tags.h"

#include <algorithm>

namespace attune {
namespace {

// Texts are encoded in blocks, so that the unpacked encodings of a large set never stand beside
// the packed ones, and that a stop is soon heard.
constexpr std::size_t blockRows = 16384;
constexpr std::size_t blockBytes = std::size_t{2} << 20;

std::size_t blockLength(std::span<const Example> examples) {
    std::size_t bytes = 0, rows = 0;
    while (rows < examples.size() && rows < blockRows && bytes < blockBytes) {
        bytes += examples[rows].text.size() + examples[rows].pair.size();
        ++rows;
    }
    return rows;
}

// What the task wants to be said of one example.
void addTarget(EncodedSet& set, const Example& example, const Encoding& encoding, Task task,
               std::size_t labels) {
    set.labels.push_back(task == Task::SingleLabel ? example.label : -1);
    switch (task) {
    case Task::SingleLabel:
        break;
    case Task::MultiLabel:
        set.many.resize(set.many.size() + labels);
        for (const std::int32_t label : example.labels)
            set.many[set.many.size() - labels + static_cast<std::size_t>(label)] = 1;
        break;
    case Task::Regression:
        set.values.push_back(static_cast<float>(example.value));
        break;
    case Task::TokenLabels: {
        const TokenTags tags =
            tokenTags(example.text, example.spans, encoding.offsets, labels / 2, encoding.cut == 0);
        set.tags.insert(set.tags.end(), tags.tags.begin(), tags.tags.end());
        set.offsets.insert(set.offsets.end(), encoding.offsets.begin(), encoding.offsets.end());
        set.cutSpans += tags.cutSpans;
        set.splitSpans += tags.splitSpans;
        set.lostSpans += tags.lostSpans;
        break;
    }
    }
}

} // namespace

EncodedSet encodeExamples(const Tokenizer& tokenizer, std::span<const Example> examples, bool pairs,
                          std::size_t maxLength, unsigned threads, std::stop_token stop, Task task,
                          std::size_t labels) {
    EncodedSet set;
    set.starts.reserve(examples.size() + 1);
    set.starts.push_back(0);
    set.labels.reserve(examples.size());
    EncodeOptions options;
    options.maxLength = maxLength;
    options.offsets = task == Task::TokenLabels;
    bool typed = false; // whether a type other than 0 was seen
    while (!examples.empty()) {
        if (stop.stop_requested())
            throw Cancelled();
        const auto block = examples.first(blockLength(examples));
        examples = examples.subspan(block.size());
        std::vector<std::string> texts;
        std::vector<std::string> seconds;
        for (const Example& example : block) {
            texts.push_back(example.text);
            if (pairs)
                seconds.push_back(example.pair);
        }
        const std::vector<Encoding> encodings =
            encodeAll(tokenizer, texts, seconds, options, threads);
        for (std::size_t i = 0; i < block.size(); ++i) {
            const Encoding& encoding = encodings[i];
            typed = typed || std::any_of(encoding.typeIds.begin(), encoding.typeIds.end(),
                                         [](std::int32_t type) { return type != 0; });
            set.ids.insert(set.ids.end(), encoding.ids.begin(), encoding.ids.end());
            for (const std::int32_t type : encoding.typeIds)
                set.typeIds.push_back(static_cast<std::uint8_t>(type));
            set.typeIds.resize(set.ids.size(), 0); // kinds without types give none
            set.starts.push_back(set.ids.size());
            addTarget(set, block[i], encoding, task, labels);
            set.truncated += encoding.cut > 0;
            set.cutTokens += encoding.cut;
            set.unknownTokens += encoding.unknown;
        }
    }
    if (!typed) {
        set.typeIds.clear();
        set.typeIds.shrink_to_fit();
    }
    return set;
}

} // namespace attune
