// SPDX-License-Identifier: GPL-3.0-or-later
// A look at a table's head, and the figures of the data that a recipe gives.
#include "data/cleaned.h"
#include "data/encoded_set.h"
#include "data/split.h"
#include "data/target.h"
#include "data/token_tags.h"
#include "studio/studio.h"
#include "tokenizer/tokenizer.h"
#include "vocabulary/adding.h"

#include <algorithm>

namespace attune::studio {

namespace {

constexpr std::size_t kRowsBetweenReports = 4096;

void checkStop(const std::stop_token& stop) {
    if (stop.stop_requested())
        throw Cancelled();
}

constexpr std::size_t kBins = 8;

void countTargets(const Split& split, DataFigures& figures) {
    figures.task = split.task;
    figures.labels = targetNames(split.task, split.labels);
    figures.labelCounts.resize(figures.labels.size());
    if (split.task == Task::Regression) {
        const auto [least, most] = std::minmax_element(
            split.train.begin(), split.train.end(),
            [](const Example& a, const Example& b) { return a.value < b.value; });
        if (least == split.train.end())
            return;
        const double from = least->value, wide = (most->value - from) / kBins;
        figures.values.resize(kBins);
        for (std::size_t i = 0; i < kBins; ++i)
            figures.values[i] = {from + wide * static_cast<double>(i),
                                 from + wide * static_cast<double>(i + 1), 0};
        for (const Example& example : split.train) {
            const auto at = wide > 0 ? static_cast<std::size_t>((example.value - from) / wide) : 0;
            ++figures.values[std::min(at, kBins - 1)].texts;
        }
        return;
    }
    for (const Example& example : split.train) {
        const std::vector<std::int32_t> targets = targetsOf(example, split.task);
        figures.withoutTarget += targets.empty();
        if (split.task == Task::TokenLabels)
            for (const TextSpan& span : example.spans)
                ++figures.labelCounts[static_cast<std::size_t>(span.type)];
        else
            for (const std::int32_t target : targets)
                ++figures.labelCounts[static_cast<std::size_t>(target)];
    }
}

} // namespace

TablePreview previewTable(const fs::path& path, const std::string& encoding,
                          const std::string& delimiter, std::size_t limit, std::stop_token stop) {
    TableOptions options;
    options.encoding = encoding;
    options.delimiter = delimiter;
    options.stop = std::move(stop);
    const std::unique_ptr<TableReader> table = openTable(path, options);
    TablePreview preview;
    preview.path = toUtf8(path);
    preview.format = table->format();
    preview.columns = table->columns();
    for (TableRow row; preview.rows.size() < limit && table->next(row);) {
        preview.rows.push_back(row.cells);
        preview.lines.push_back(row.line);
    }
    preview.encoding = table->encoding();
    preview.delimiter = table->delimiter();
    if (preview.format != "folders") // each of their files has its own encoding
        options.encoding = preview.encoding;
    const ColumnGuess guess = guessColumns(path, options);
    preview.textGuess = guess.text;
    preview.labelGuess = guess.label;
    preview.taskGuess = guess.task;
    return preview;
}

DataFigures measureData(const Recipe& recipe, std::stop_token stop, const Progress& progress) {
    // Reading is told as the first fifth.
    const auto reading = [&](std::uint64_t done, std::uint64_t all) {
        if (progress && all > 0)
            progress(0.2 * static_cast<double>(done) / static_cast<double>(all), 1);
    };
    Split split =
        readSplit(recipe.data, recipe.base, static_cast<std::uint64_t>(recipe.training.seed), stop,
                  reading, taskOf(recipe));
    checkStop(stop);
    const Cleaning cleaning(recipe.clean);
    for (std::vector<Example>* part : {&split.train, &split.validation, &split.test})
        cleanExamples(cleaning, *part, 0, stop);
    std::unique_ptr<Tokenizer> tokenizer = readTokenizer(findModel(recipe.head.model, recipe.base));
    if (const auto words = wordsToAdd(recipe.vocabulary, cleaning); !words.empty())
        tokenizer = tokenizer->extended(words);

    DataFigures figures;
    countTargets(split, figures);
    figures.trainTexts = static_cast<std::int64_t>(split.train.size());
    figures.validationTexts = static_cast<std::int64_t>(split.validation.size());
    figures.testTexts = static_cast<std::int64_t>(split.test.size());
    figures.notes = split.notes;
    figures.checks = split.checks;
    figures.filters = split.filters;
    for (const DataFile& file : split.files)
        if (file.part == "train")
            figures.leftOut += static_cast<std::int64_t>(file.skipped.size());

    const std::size_t all = split.train.size() + split.validation.size() + split.test.size();
    std::size_t done = 0;
    double tokens = 0, unknown = 0;
    std::uint64_t splitSpans = 0, lostSpans = 0;
    EncodeOptions options;
    options.offsets = split.task == Task::TokenLabels;
    for (const std::vector<Example>* part : {&split.train, &split.validation, &split.test}) {
        for (std::size_t from = 0; from < part->size(); from += kRowsBetweenReports) {
            checkStop(stop);
            const std::size_t to = std::min(part->size(), from + kRowsBetweenReports);
            std::vector<std::string> texts, pairs;
            for (std::size_t i = from; i < to; ++i) {
                texts.push_back((*part)[i].text);
                if (split.hasPairs)
                    pairs.push_back((*part)[i].pair);
            }
            std::size_t row = from;
            for (const Encoding& encoding : encodeAll(*tokenizer, texts, pairs, options)) {
                const Example& example = (*part)[row++];
                if (!example.spans.empty()) {
                    const TokenTags tags = tokenTags(example.text, example.spans, encoding.offsets,
                                                     figures.labels.size(), true);
                    splitSpans += tags.splitSpans;
                    lostSpans += tags.lostSpans;
                }
                const std::size_t length = encoding.ids.size();
                if (figures.lengthHistogram.size() <= length)
                    figures.lengthHistogram.resize(length + 1);
                ++figures.lengthHistogram[length];
                tokens += static_cast<double>(length);
                unknown += encoding.unknown;
                if (static_cast<std::int64_t>(length) > recipe.data.max_length)
                    ++figures.truncated;
            }
            done += to - from;
            if (progress)
                progress(0.2 + 0.8 * static_cast<double>(done) / static_cast<double>(all), 1);
        }
    }
    if (all > 0)
        figures.meanTokens = tokens / static_cast<double>(all);
    // Of the tokens of the texts themselves: the special ones are none of them.
    const double own = tokens - static_cast<double>(all * tokenizer->specialCount(split.hasPairs));
    if (own > 0)
        figures.unknownShare = unknown / own;
    if (unknown > 0 && isMuchUnknown(unknown, tokens))
        figures.notes.push_back(
            {Problem::Severity::Warning,
             "model",
             {},
             say(ATTUNE_TEXT("core", "%1% of the tokens are unknown to this model, so it reads "
                                     "little of these texts."),
                 static_cast<int>(figures.unknownShare * 100 + 0.5)),
             say(ATTUNE_TEXT("core", "Choose a model that was trained on their language."))});
    if (splitSpans + lostSpans > 0)
        figures.notes.push_back(
            {lostSpans > 0 ? Problem::Severity::Warning : Problem::Severity::Info,
             "data.label",
             {},
             say(ATTUNE_TEXT("core",
                             "Labelled spans that begin or end within a token of this model: "
                             "%1; further ones without a token of their own, which are not "
                             "learnt: %2."),
                 splitSpans, lostSpans),
             say(ATTUNE_TEXT("core", "Choose a model that cuts words into smaller pieces."))});
    return figures;
}

} // namespace attune::studio
