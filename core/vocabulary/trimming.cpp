// SPDX-License-Identifier: GPL-3.0-or-later
#include "vocabulary/trimming.h"

#include "model/families.h"
#include "text/compare.h"

#include <algorithm>
#include <map>

namespace attune {
namespace {

// Keys of config.json that name tokens by their ids.
bool namesToken(const std::string& key) { return key.ends_with("_token_id"); }

class Comparison {
public:
    Comparison(const Tokenizer& full, Trimming& trimming, const std::vector<DroppedToken>& dropped)
        : full_(full), trimming_(trimming) {
        newIds_.assign(full.size(), -1);
        for (std::size_t i = 0; i < trimming.oldIds.size(); ++i)
            newIds_[static_cast<std::size_t>(trimming.oldIds[i])] = static_cast<std::int32_t>(i);
        for (const DroppedToken& token : dropped) {
            if (trimming.report.dropped.size() == TrimReport::kListed)
                break;
            unmet_[token.id] = trimming.report.dropped.size();
            TrimReport::Dropped row;
            row.token = full.tokenOf(token.id);
            row.count = token.count;
            trimming.report.dropped.push_back(std::move(row));
        }
        special_ = full.specialCount(false);
    }

    void take(std::span<const std::string> texts, unsigned threads) {
        const auto before = encodeAll(full_, texts, {}, {}, threads);
        const auto after = encodeAll(*trimming_.tokenizer, texts, {}, {}, threads);
        for (std::size_t i = 0; i < texts.size(); ++i)
            compare(texts[i], before[i], after[i]);
    }

private:
    void compare(const std::string& text, const Encoding& before, const Encoding& after) {
        TrimReport& report = trimming_.report;
        ++report.texts;
        report.tokens += before.ids.size() - special_;
        report.unknown += before.unknown;
        report.tokensAfter += after.ids.size() - special_;
        report.unknownAfter += after.unknown;
        std::vector<std::int32_t> mapped;
        std::vector<std::string> dropped;
        bool isNew = false;
        for (const std::int32_t id : before.ids) {
            mapped.push_back(newIds_[static_cast<std::size_t>(id)]);
            if (mapped.back() < 0) {
                dropped.push_back(full_.tokenOf(id));
                isNew = isNew || unmet_.contains(id);
            }
        }
        if (isNew)
            takeExamples(text);
        if (!dropped.empty()) {
            ++report.affectedTexts;
            report.droppedTokens += dropped.size();
            if (report.affected.size() < TrimReport::kListed)
                report.affected.push_back({number_, text, std::move(dropped)});
        } else if (mapped != after.ids) {
            throw Error(
                say(ATTUNE_TEXT("core", "Trimmed, the tokenizer cuts the text %1 otherwise, "
                                        "though it keeps all of its tokens."),
                    number_ + 1),
                {},
                say(ATTUNE_TEXT("core", "Nothing was written. Train with the whole "
                                        "vocabulary, and report this.")));
        }
        ++number_;
    }

    // The text is the first one that holds some of the listed tokens.
    void takeExamples(const std::string& text) {
        EncodeOptions options;
        options.specialTokens = false;
        options.offsets = true;
        const Encoding before = full_.encode(text, {}, options);
        const Encoding after = trimming_.tokenizer->encode(text, {}, options);
        for (std::size_t i = 0; i < before.ids.size(); ++i) {
            const auto listed = unmet_.find(before.ids[i]);
            if (listed == unmet_.end())
                continue;
            TrimReport::Dropped& row = trimming_.report.dropped[listed->second];
            const auto [begin, end] = before.offsets[i];
            for (std::size_t j = 0; j < after.ids.size(); ++j)
                if (after.offsets[j].first < end && after.offsets[j].second > begin)
                    row.becomes.push_back(trimming_.tokenizer->tokenOf(after.ids[j]));
            row.word = trimmed(std::string_view(text).substr(begin, end - begin));
            row.before = lastPart(std::string_view(text).substr(0, begin));
            row.after = firstPart(std::string_view(text).substr(begin));
            unmet_.erase(listed);
        }
    }
    static constexpr std::size_t kBefore = 24, kAfter = 80; // bytes, of whole characters
    // From the start of a word, where there is one; "…" where something is left out.
    static std::string lastPart(std::string_view text) {
        std::size_t from = text.size() - std::min(text.size(), kBefore);
        while (from < text.size() && isContinuation(text[from]))
            ++from;
        if (from == 0)
            return std::string(text);
        const std::size_t space = text.find(' ', from);
        return "…" + std::string(text.substr(space < text.size() ? space + 1 : from));
    }
    static std::string firstPart(std::string_view text) {
        std::size_t to = std::min(text.size(), kAfter);
        while (to < text.size() && isContinuation(text[to]))
            ++to;
        return std::string(text.substr(0, to)) + (to < text.size() ? "…" : "");
    }
    static bool isContinuation(char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
    }

    const Tokenizer& full_;
    Trimming& trimming_;
    std::vector<std::int32_t> newIds_;          // [V before], -1: dropped
    std::map<std::int32_t, std::size_t> unmet_; // listed tokens without an example: their places
    std::size_t special_ = 0;                   // tokens that encode() adds to a text
    std::uint64_t number_ = 0;
};

} // namespace

std::vector<std::int32_t> idsToKeep(const ModelFolder& folder, const Tokenizer& tokenizer,
                                    const std::vector<std::string>& keep) {
    std::vector<std::int32_t> ids = tokenizer.lastingIds();
    const auto size = static_cast<std::int64_t>(tokenizer.size());
    for (const auto& [key, value] : folder.config.items())
        if (namesToken(key) && value.is_number_integer() && value.get<std::int64_t>() >= 0 &&
            value.get<std::int64_t>() < size)
            ids.push_back(value.get<std::int32_t>());
    for (std::int32_t id = 0; id <= folder.spec.positionPad; ++id)
        ids.push_back(id);
    EncodeOptions options;
    options.specialTokens = false;
    for (const std::string& word : keep) {
        // In a sentence, words stand after a space.
        for (const std::string& form : {word, " " + word}) {
            const Encoding encoding = tokenizer.encode(form, {}, options);
            ids.insert(ids.end(), encoding.ids.begin(), encoding.ids.end());
            TokenNeeds needs;
            tokenizer.needsOf(form, needs);
            for (const TokenNeed& need : needs)
                ids.push_back(need.needed);
        }
    }
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

void checkHasTokens(const TokenCounts& counts) {
    if (counts.tokens == 0)
        throw UsageError(
            say(ATTUNE_TEXT("core", "The texts hold no tokens: trimmed by them, nothing "
                                    "would be left of the vocabulary.")),
            "vocabulary", say(ATTUNE_TEXT("core", "Name texts that hold words.")));
}

Trimming trimVocabulary(const ModelFolder& folder, const Tokenizer& tokenizer, const Corpus& corpus,
                        const VocabularySettings& rule, unsigned threads,
                        const std::function<void(double, double)>& progress, std::stop_token stop) {
    const TokenCounts counts = countTokens(tokenizer, corpus, threads, {}, stop);
    checkHasTokens(counts);
    if (progress)
        progress(1, 3);
    return trimTo(selectTokens(counts, idsToKeep(folder, tokenizer, rule.keep), rule), tokenizer,
                  counts, corpus, threads, progress, stop);
}

Trimming trimTo(Selection selection, const Tokenizer& tokenizer, const TokenCounts& counts,
                const Corpus& corpus, unsigned threads,
                const std::function<void(double, double)>& progress, std::stop_token stop) {
    Trimming made;
    made.tokenizer = tokenizer.trimmed(selection.kept);
    made.report.before = static_cast<std::int64_t>(tokenizer.size());
    made.report.after = static_cast<std::int64_t>(selection.kept.size());
    made.oldIds = std::move(selection.kept);
    Comparison comparison(tokenizer, made, selection.dropped);
    std::uint64_t done = 0;
    corpus([&](std::span<const std::string> texts) {
        if (stop.stop_requested())
            throw Cancelled();
        comparison.take(texts, threads);
        done += texts.size();
        if (progress)
            progress(1 + 2 * static_cast<double>(done) / static_cast<double>(counts.texts), 3);
    });
    return made;
}

void trimModel(ModelFolder& folder, const std::vector<std::int32_t>& oldIds) {
    for (auto& [key, value] : folder.config.items()) {
        if (!namesToken(key) || !value.is_number_integer())
            continue;
        const auto it = std::lower_bound(oldIds.begin(), oldIds.end(), value.get<std::int64_t>());
        if (it != oldIds.end() && *it == value.get<std::int64_t>())
            value = it - oldIds.begin();
        else
            value = nullptr; // a token that the tokenizer never had
    }
    resizeVocabulary(folder, static_cast<std::int64_t>(oldIds.size()));
    std::map<std::int32_t, std::vector<std::int32_t>> newRows;
    for (std::size_t id = 0; id < oldIds.size(); ++id)
        if (const auto added = folder.newRows.find(oldIds[id]); added != folder.newRows.end())
            newRows[static_cast<std::int32_t>(id)] = added->second;
    folder.newRows = std::move(newRows);
    folder.wordRows = oldIds;
}

void resizeVocabulary(ModelFolder& folder, std::int64_t size) {
    folder.config["vocab_size"] = size;
    const std::int64_t labels = folder.spec.labels;
    const ConfigReader reader(folder.config, toUtf8(folder.path / "config.json"));
    folder.spec = familyOf(reader).read(reader);
    folder.spec.labels = labels;
}

} // namespace attune
