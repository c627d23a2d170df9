// SPDX-License-Identifier: GPL-3.0-or-later
#include "vocabulary/adding.h"

#include "vocabulary/trimming.h"

#include <algorithm>

namespace attune {

std::vector<std::string> wordsToAdd(const VocabularySettings& settings, const Cleaning& cleaning) {
    std::vector<std::string> words;
    const auto add = [&](const std::vector<std::string>& some) {
        for (const std::string& word : some)
            if (std::find(words.begin(), words.end(), word) == words.end())
                words.push_back(word);
    };
    add(settings.add);
    if (settings.add_placeholders)
        add(cleaning.words());
    return words;
}

AddedWords addWords(ModelFolder& folder, std::unique_ptr<Tokenizer>& tokenizer,
                    const std::vector<std::string>& words) {
    if (words.empty())
        return {};
    std::unique_ptr<Tokenizer> extended = tokenizer->extended(words);
    EncodeOptions options;
    options.specialTokens = false;
    AddedWords added;
    const std::size_t before = tokenizer->size();
    for (const std::string& word : words) {
        added.special.push_back(word);
        const auto id = static_cast<std::size_t>(*extended->idOf(word));
        if (id < before)
            continue; // it has a row
        added.fresh.push_back(word);
        folder.newRows[static_cast<std::int32_t>(id)] = tokenizer->encode(word, {}, options).ids;
    }
    tokenizer = std::move(extended);
    if (static_cast<std::int64_t>(tokenizer->size()) > folder.spec.vocabulary)
        resizeVocabulary(folder, static_cast<std::int64_t>(tokenizer->size()));
    return added;
}

} // namespace attune
