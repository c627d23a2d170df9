// SPDX-License-Identifier: GPL-3.0-or-later
// `synonym`: words for words of the same meaning, from a person's list or from WordNet.
#include "augment/augment_operator.h"
#include "augment/word_groups.h"
#include "augment/wordnet.h"

#include <algorithm>

namespace attune {
namespace {

struct SynonymSettings {
    double rate = 0.1;
    std::optional<std::string> file;
    std::string wordnet = "/usr/share/wordnet";
};

bool beginsWithVowel(std::string_view word) {
    return !word.empty() && std::string_view("aeiouAEIOU").find(word.front()) != word.npos;
}

// “'s”, “'re”, “n't” and single letters, which WordNet takes for seconds, rhenium and units.
bool isClitic(const Words& words, std::size_t word) {
    const std::string_view text = words.at(word);
    const std::string_view before = words.text().substr(0, words.all()[word].begin);
    const bool bound = before.ends_with('\'') || before.ends_with("\u2019");
    return text.size() < 2 || (bound && text.size() == 2);
}

class Synonym final : public AugmentOperator {
public:
    Synonym(double rate, WordGroups groups, std::optional<WordNet> wordnet)
        : rate_(rate), groups_(std::move(groups)), wordnet_(std::move(wordnet)) {}

    void apply(Rewriter& text, AugmentCall& call) const override {
        const Words words(text.source(), wordBreaker(), call.protectedWords);
        // The rate counts all words; those that have synonyms are tried in random order.
        const std::size_t wanted = chosen(words.free().size(), rate_, call.random).size();
        std::vector<std::size_t> order(words.free());
        std::vector<std::pair<std::size_t, std::string>> found;
        for (std::size_t left = order.size(); left > 0 && found.size() < wanted; --left) {
            std::swap(order[left - 1], order[call.random.below(left)]);
            const std::size_t word = order[left - 1];
            std::vector<std::string> options = optionsFor(words, word);
            if (!options.empty())
                found.emplace_back(word, std::move(options[call.random.below(options.size())]));
        }
        std::sort(found.begin(), found.end());
        for (const auto& [word, synonym] : found)
            putWord(text, words.all()[word], inCaseOf(synonym, words.at(word)),
                    firstOf(text.source().substr(words.all()[word].end)));
    }

private:
    std::vector<std::string> optionsFor(const Words& words, std::size_t word) const {
        const std::string folded = foldedWord(words.at(word));
        if (wordnet_ && isClitic(words, word))
            return {};
        const std::string before = word > 0 ? foldedWord(words.at(word - 1)) : std::string();
        std::vector<std::string> options;
        if (wordnet_) {
            const bool plain = std::all_of(folded.begin(), folded.end(),
                                           [](char c) { return c >= 'a' && c <= 'z'; });
            if (const auto part = plain ? wordnet_->partOf(folded, before) : std::nullopt)
                options = wordnet_->synonyms(folded, *part);
            // "a" and "an" go on fitting.
            if (before == "a" || before == "an")
                std::erase_if(options, [&](const std::string& one) {
                    return beginsWithVowel(one) != beginsWithVowel(folded);
                });
        } else if (const std::vector<std::uint32_t>* groups = groups_.of(folded)) {
            for (const std::uint32_t group : *groups)
                for (const std::string& one : groups_.group(group))
                    if (foldedWord(one) != folded)
                        options.push_back(one);
        }
        return options;
    }

    double rate_;
    WordGroups groups_;
    std::optional<WordNet> wordnet_;
};

AugmentPointer makeSynonym(const SynonymSettings& settings, const fs::path& base,
                           Problems& problems) {
    WordGroups groups;
    if (settings.file) {
        readGroups(groups, *settings.file, base, "file", problems);
        return std::make_unique<Synonym>(settings.rate, std::move(groups), std::nullopt);
    }
    try {
        return std::make_unique<Synonym>(settings.rate, std::move(groups),
                                         WordNet(base / fromUtf8(settings.wordnet)));
    } catch (const UsageError& error) {
        problems.push_back(
            {Problem::Severity::Error, "wordnet", error.where(), error.message(), error.hint()});
        return nullptr;
    }
}

} // namespace

AugmentEntry synonymEntry() {
    static const Fields<SynonymSettings> fields = {
        {rateParameter(ATTUNE_TEXT("core", "Share of the words that are replaced; one at least, as "
                                           "far as they have synonyms.")),
         &SynonymSettings::rate},
        {{.key = "file",
          .title = ATTUNE_TEXT("core", "List of synonyms"),
          .help =
              ATTUNE_TEXT("core", "UTF-8; words that may stand for each other in one line, with "
                                  "tabs or commas between. Left out: English, from WordNet."),
          .kind = Parameter::Kind::File,
          .optional = true},
         &SynonymSettings::file                                                                             },
        {{.key = "wordnet",
          .title = ATTUNE_TEXT("core", "Folder of WordNet"),
          .help = ATTUNE_TEXT("core", "As the Debian package wordnet-base installs it."),
          .kind = Parameter::Kind::Folder,
          .advanced = true},
         &SynonymSettings::wordnet},
    };
    return augmentEntry<SynonymSettings>(
        {.key = "synonym",
         .title = ATTUNE_TEXT("core", "Synonyms"),
         .help = ATTUNE_TEXT("core", "Replaces words by others of the same meaning. WordNet's are "
                                     "taken where the part of speech is clear, from the most "
                                     "frequent sense.")},
        fields, makeSynonym);
}

} // namespace attune
