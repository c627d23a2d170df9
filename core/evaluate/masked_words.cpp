// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/masked_words.h"

#include "cpu/cpu_engine.h"
#include "model/model_folder.h"
#include "text/letters.h"
#include "text/text_breaker.h"
#include "text/utf8.h"
#include "tokenizer/whole_words.h"

#include <algorithm>
#include <cmath>

namespace attune {
namespace {

constexpr std::size_t kReach = 320;       // bytes of the text on each side of a place
constexpr std::size_t kPlacesAPass = 16;  // bounds the memory of a pass
constexpr std::size_t kMostLetters = 4;   // that are masked one by one
constexpr std::size_t kLetterChoice = 12; // of each of them
constexpr std::size_t kBeam = 64;         // words that are spelt at a time

std::size_t backToCodePoint(std::string_view text, std::size_t at) {
    while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80)
        --at;
    return at;
}

// A place as the model reads it.
struct Masked {
    std::vector<std::int32_t> ids, typeIds;
    std::vector<std::int32_t> asked; // where its masks stand; empty: nothing is asked
    bool spaced = true;
};

using Scored = std::pair<float, std::size_t>; // a logit, and an index into WholeWords::all()

class MaskedWords final : public Suggester {
public:
    explicit MaskedWords(const fs::path& path)
        : folder_(openWordModel(path)),
          tokenizer_(readTokenizer(path)),
          words_(*tokenizer_),
          breaker_(TextBreaker::Unit::Word) {
        checkTokenizer(folder_, *tokenizer_);
        for (const char* name : {"[MASK]", "<mask>"})
            if (const auto id = tokenizer_->idOf(name)) {
                mask_ = name;
                maskId_ = *id;
            }
        if (mask_.empty())
            throw Error(say(ATTUNE_TEXT("core", "The tokenizer has no token that masks a word.")),
                        toUtf8(path),
                        say(ATTUNE_TEXT("core", "Name the folder of a masked language model.")));
        EngineOptions options;
        options.threads = 1;
        engine_ = makeEngine(folder_.spec, options);
        loadWeights(folder_, *engine_, 0);
    }

    std::vector<std::vector<SuggestedWord>>
    suggest(std::string_view text, std::span<const Span> places, std::size_t most) const override {
        std::vector<std::vector<SuggestedWord>> answers(places.size());
        for (std::size_t begin = 0; begin < places.size(); begin += kPlacesAPass) {
            const std::size_t end = std::min(begin + kPlacesAPass, places.size());
            PackedBatch batch;
            batch.starts.push_back(0);
            std::vector<Masked> asked;
            for (std::size_t i = begin; i < end; ++i) {
                asked.push_back(masked(text, places[i]));
                append(batch, asked.back());
            }
            if (batch.asked.empty())
                continue;
            const auto pass = engine_->forward(batch, {.exact = true});
            const float* logits = pass->logits().data();
            const auto width = static_cast<std::size_t>(folder_.spec.vocabulary);
            for (std::size_t i = begin; i < end; ++i) {
                const Masked& one = asked[i - begin];
                if (!one.asked.empty())
                    answers[i] = wordsFor(one, {logits, one.asked.size() * width}, most);
                logits += one.asked.size() * width;
            }
        }
        return answers;
    }

private:
    static void append(PackedBatch& batch, const Masked& one) {
        if (one.asked.empty())
            return;
        for (const std::int32_t at : one.asked)
            batch.asked.push_back(batch.starts.back() + at);
        batch.ids.insert(batch.ids.end(), one.ids.begin(), one.ids.end());
        batch.typeIds.insert(batch.typeIds.end(), one.typeIds.begin(), one.typeIds.end());
        batch.starts.push_back(static_cast<std::int32_t>(batch.ids.size()));
    }

    // The text round the place, as much as the model has positions for, with masks in it.
    Masked masked(std::string_view text, Span place) const {
        const std::u32string word = toUtf32(text.substr(place.begin, place.size()));
        const bool spaced = std::none_of(word.begin(), word.end(), isUnspacedLetter);
        const std::size_t masks = spaced || !words_.cutsLetters() ? 1 : word.size();
        Masked made;
        made.spaced = spaced;
        if (masks > kMostLetters)
            return made;
        std::string middle;
        for (std::size_t i = 0; i < masks; ++i)
            middle += mask_;
        for (std::size_t reach = kReach;; reach /= 2) {
            const std::size_t begin =
                backToCodePoint(text, place.begin - std::min(place.begin, reach));
            const std::size_t end = backToCodePoint(text, std::min(text.size(), place.end + reach));
            const std::string left(text.substr(begin, place.begin - begin));
            Encoding encoding = tokenizer_->encode(
                left + middle + std::string(text.substr(place.end, end - place.end)));
            if (static_cast<std::int64_t>(encoding.ids.size()) > folder_.spec.longest()) {
                if (reach == 0)
                    return made;
                continue;
            }
            // A text may hold masks of its own.
            std::ptrdiff_t before = 0;
            if (left.find(mask_) != left.npos) {
                const std::vector<std::int32_t> ids = tokenizer_->encode(left).ids;
                before = std::count(ids.begin(), ids.end(), maskId_);
            }
            for (std::size_t i = 0; i < encoding.ids.size() && made.asked.size() < masks; ++i)
                if (encoding.ids[i] == maskId_ && --before < 0)
                    made.asked.push_back(static_cast<std::int32_t>(i));
            made.ids = std::move(encoding.ids);
            made.typeIds = std::move(encoding.typeIds);
            return made;
        }
    }

    // logits [asked, V]
    std::vector<SuggestedWord> wordsFor(const Masked& one, std::span<const float> logits,
                                        std::size_t most) const {
        const auto width = static_cast<std::size_t>(folder_.spec.vocabulary);
        const std::size_t masks = one.asked.size();
        if (masks == 1)
            return best(logits, one.spaced, false, most);
        std::vector<SuggestedWord> spelt = {
            {{}, 1.0}
        };
        for (std::size_t i = 0; i < masks; ++i) {
            const auto letters = best(logits.subspan(i * width, width), false, true, kLetterChoice);
            std::vector<SuggestedWord> longer;
            for (const SuggestedWord& begun : spelt)
                for (const SuggestedWord& letter : letters)
                    longer.push_back({begun.word + letter.word, begun.score * letter.score});
            std::stable_sort(
                longer.begin(), longer.end(),
                [](const SuggestedWord& a, const SuggestedWord& b) { return a.score > b.score; });
            longer.resize(std::min(longer.size(), kBeam));
            spelt = std::move(longer);
        }
        std::erase_if(spelt, [&](const SuggestedWord& word) {
            return breaker_.parts(word.word).size() != 1;
        });
        spelt.resize(std::min(spelt.size(), most));
        return spelt;
    }

    // The best words for one mask, with their probabilities; the first of equals first.
    std::vector<SuggestedWord> best(std::span<const float> logits, bool spaced, bool letters,
                                    std::size_t most) const {
        std::vector<Scored> found;
        const auto better = [](const Scored& a, const Scored& b) {
            return a.first > b.first || (a.first == b.first && a.second < b.second);
        };
        for (std::size_t i = 0; i < words_.all().size(); ++i) {
            const WholeWords::Word& word = words_.all()[i];
            if (word.spaced != spaced || (letters && !isOneLetter(word.text)))
                continue;
            const Scored scored{logits[static_cast<std::size_t>(word.id)], i};
            if (found.size() == most && !better(scored, found.front()))
                continue;
            // A heap with the worst of the best in front.
            if (found.size() == most) {
                std::pop_heap(found.begin(), found.end(), better);
                found.pop_back();
            }
            found.push_back(scored);
            std::push_heap(found.begin(), found.end(), better);
        }
        std::sort(found.begin(), found.end(), better);
        const float top = *std::max_element(logits.begin(), logits.end());
        double sum = 0;
        for (const float logit : logits)
            sum += std::exp(logit - top);
        std::vector<SuggestedWord> out;
        for (const auto& [logit, i] : found)
            out.push_back({words_.all()[i].text, std::exp(double{logit} - double{top}) / sum});
        // So far below that it is no number: no choice.
        std::erase_if(out, [](const SuggestedWord& word) { return !(word.score > 0); });
        return out;
    }

    static bool isOneLetter(std::string_view word) {
        return codePointAt(word, 0).length == word.size();
    }

    ModelFolder folder_;
    std::unique_ptr<Tokenizer> tokenizer_;
    WholeWords words_;
    TextBreaker breaker_;
    std::string mask_;
    std::int32_t maskId_ = -1;
    std::unique_ptr<Engine> engine_; // passes alone, which may run side by side
};

} // namespace

std::shared_ptr<const Suggester> openMaskedWords(const fs::path& folder) {
    return std::make_shared<MaskedWords>(folder);
}

} // namespace attune
