// SPDX-License-Identifier: GPL-3.0-or-later
// `cut-off`: a run of words taken out (Shen and others 2020). `stopword-removal`: frequent words
// taken out.
#include "augment/augment_operator.h"
#include "text/letters.h"
#include "text/word_lists.h"

#include <unordered_set>

namespace attune {
namespace {

struct CutOffSettings {
    double rate = 0.1;
    std::string place = "anywhere";
};

class CutOff final : public AugmentOperator {
public:
    explicit CutOff(CutOffSettings settings) : settings_(std::move(settings)) {}

    void apply(Rewriter& text, AugmentCall& call) const override {
        const Words words(text.source(), wordBreaker(), call.protectedWords);
        const std::size_t n = words.all().size();
        if (n < 2 || settings_.rate <= 0)
            return;
        const auto wanted = static_cast<std::size_t>(settings_.rate * static_cast<double>(n) + 0.5);
        const std::size_t length = std::min(std::max<std::size_t>(wanted, 1), n - 1);
        std::vector<std::size_t> starts;
        for (std::size_t first = 0; first + length <= n; ++first)
            if ((settings_.place != "begin" || first == 0) &&
                (settings_.place != "end" || first + length == n) &&
                words.isFree(spanOf(words, first, length)))
                starts.push_back(first);
        if (!starts.empty())
            takeWord(text, spanOf(words, starts[call.random.below(starts.size())], length));
    }

private:
    static Span spanOf(const Words& words, std::size_t first, std::size_t length) {
        return {words.all()[first].begin, words.all()[first + length - 1].end};
    }

    CutOffSettings settings_;
};

struct RemovalSettings {
    std::string language = "en";
    double rate = 0.5;
    std::vector<std::string> keep = {"not", "no",   "nor", "never", "without", "不",
                                     "没",  "没有", "无",  "别",    "未"};
};

class StopWordRemoval final : public AugmentOperator {
public:
    explicit StopWordRemoval(const RemovalSettings& settings) : rate_(settings.rate) {
        eachLine(kStopWordList, [&](const std::vector<std::string_view>& fields) {
            if (fields[0] == settings.language)
                for (std::size_t i = 1; i < fields.size(); ++i)
                    words_.insert(std::string(fields[i]));
        });
        for (const std::string& word : settings.keep)
            words_.erase(foldedWord(word));
    }

    void apply(Rewriter& text, AugmentCall& call) const override {
        const Words words(text.source(), wordBreaker(), call.protectedWords);
        std::vector<std::size_t> known;
        for (const std::size_t i : words.free())
            if (words_.contains(foldedWord(words.at(i))))
                known.push_back(i);
        std::vector<std::size_t> out;
        for (const std::size_t i : chosen(known.size(), rate_, call.random))
            out.push_back(known[i]);
        leaveOne(out, words, call.random);
        takeWords(text, words, out);
    }

private:
    std::unordered_set<std::string> words_;
    double rate_;
};

std::vector<std::string> languages() {
    std::vector<std::string> all;
    eachLine(kStopWordList,
             [&](const std::vector<std::string_view>& fields) { all.emplace_back(fields[0]); });
    return all;
}

} // namespace

AugmentEntry cutOffEntry() {
    static const Fields<CutOffSettings> fields = {
        {rateParameter(ATTUNE_TEXT("core", "Length of the cut as a share of the words; one word at "
                                           "least, never all.")),
         &CutOffSettings::rate},
        {{.key = "place",
          .title = ATTUNE_TEXT("core", "Place"),
          .help = ATTUNE_TEXT("core", "Where words are cut off."),
          .kind = Parameter::Kind::Choice,
          .choices = {"anywhere", "begin", "end"}},
         &CutOffSettings::place                                             },
    };
    return augmentEntry<CutOffSettings>(
        {.key = "cut-off",
         .title = ATTUNE_TEXT("core", "Cut off words"),
         .help = ATTUNE_TEXT("core", "Takes one run of words out.")},
        fields, [](const CutOffSettings& settings, const fs::path&, Problems&) -> AugmentPointer {
            return std::make_unique<CutOff>(settings);
        });
}

AugmentEntry stopWordRemovalEntry() {
    static const Fields<RemovalSettings> fields = {
        {{.key = "language",
          .title = ATTUNE_TEXT("core", "Language"),
          .help = ATTUNE_TEXT("core", "Whose list is used (ISO 639 code)."),
          .kind = Parameter::Kind::Choice,
          .choices = languages()},
         &RemovalSettings::language                                                                            },
        {rateParameter(ATTUNE_TEXT(
             "core",               "Share of the stop words that go; one at least, never all words.")),
         &RemovalSettings::rate},
        {{.key = "keep",
          .title = ATTUNE_TEXT("core", "Words that stay"),
          .help = ATTUNE_TEXT("core", "Though they are in the list: those that turn the meaning "
                                      "round."),
          .kind = Parameter::Kind::TextList},
         &RemovalSettings::keep                                                        },
    };
    return augmentEntry<RemovalSettings>(
        {.key = "stopword-removal",
         .title = ATTUNE_TEXT("core", "Remove stop words"),
         .help = ATTUNE_TEXT("core", "Takes some of the frequent words out.")},
        fields, [](const RemovalSettings& settings, const fs::path&, Problems&) -> AugmentPointer {
            return std::make_unique<StopWordRemoval>(settings);
        });
}

} // namespace attune
