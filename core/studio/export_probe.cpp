// SPDX-License-Identifier: GPL-3.0-or-later
#include "studio/export_probe.h"

#include "base/random.h"
#include "studio/row_notes.h"

#include <algorithm>

namespace attune::studio {

namespace {

constexpr std::size_t kTexts = 200;
constexpr std::size_t kBeside = 24; // made-up ones beside those of a table

// Of made-up ones four are as long as most models take, and longer.
constexpr std::size_t kLongWords = 560;

void addMadeUp(Probe& probe, const Tokenizer& tokenizer, std::size_t count) {
    std::vector<std::string> texts = {"", " ", "\n", "日本語 русский עברית", "😀 e\u0301 \u200B"};
    RandomStream random(streamKey(0, "export"));
    while (texts.size() < count) {
        std::string text;
        const bool isLong = texts.size() % (count / 4) == 5;
        for (std::size_t words = isLong ? kLongWords : 1 + random.below(texts.size()); words > 0;
             --words)
            text +=
                tokenizer.tokenOf(static_cast<std::int32_t>(random.below(tokenizer.size()))) + " ";
        texts.push_back(text);
    }
    for (std::size_t i = 0; i < texts.size(); ++i) {
        Example example;
        example.text = texts[i];
        if (probe.pairs)
            example.pair = texts[texts.size() - 1 - i];
        probe.examples.push_back(std::move(example));
    }
}

void note(Probe& probe, Message message) {
    probe.notes.push_back({Problem::Severity::Info, {}, {}, std::move(message), {}});
}

} // namespace

Probe makeProbe(const LoadedModel& model) {
    Probe probe;
    probe.pairs = pairsOf(model.folder) == Pairs::Yes;
    addMadeUp(probe, *model.tokenizer, kTexts);
    return probe;
}

Probe readProbe(const fs::path& data, const LoadedModel& model) {
    const std::unique_ptr<TableReader> table = openTable(data);
    const auto& names = table->columns();
    TableColumns given;
    // Any texts will do to compare on, so here a guess harms nobody.
    const auto& trained = model.folder.attune ? model.folder.attune->columns : std::nullopt;
    if (!trained || std::find(names.begin(), names.end(), trained->text) == names.end())
        given.text = guessColumns(data).text;
    const TableColumns columns = chooseColumns(data, {}, model.folder, given, false).columns;
    const auto placeOf = [&](const std::string& name) {
        return placeOfColumn(names, name, toUtf8(data));
    };
    Probe probe;
    probe.pairs = !columns.pair.empty();
    TableRow row;
    bool more = table->next(row);
    for (; more && probe.examples.size() < kTexts; more = table->next(row)) {
        Example example;
        example.text = row.cells.at(placeOf(columns.text));
        if (probe.pairs)
            example.pair = row.cells.at(placeOf(columns.pair));
        probe.examples.push_back(std::move(example));
    }
    if (probe.examples.empty())
        throw UsageError(say(ATTUNE_TEXT("core", "There is no text in it to compare on.")),
                         toUtf8(data),
                         say(ATTUNE_TEXT("core", "Name a table of texts, or none: then texts are "
                                                 "made up.")));
    noteRows(probe.notes, toUtf8(data), table->skipped());
    const std::size_t own = probe.given = probe.examples.size();
    addMadeUp(probe, *model.tokenizer, kBeside);
    note(probe,
         more ? say(ATTUNE_TEXT("core", "Compared on the first %1 texts of the file, which has "
                                        "more, and on %2 made-up ones of other lengths."),
                    own, kBeside)
              : say(ATTUNE_TEXT("core", "Compared on the %1 texts of the file and on %2 made-up "
                                        "ones of other lengths."),
                    own, kBeside));
    return probe;
}

} // namespace attune::studio
