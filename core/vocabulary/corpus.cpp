// SPDX-License-Identifier: GPL-3.0-or-later
#include "vocabulary/corpus.h"

#include "text/encoding.h"

#include <algorithm>
#include <utility>

namespace attune {
namespace {

constexpr std::size_t kBlockTexts = 4096;
constexpr std::size_t kBlockBytes = std::size_t{4} << 20;
constexpr std::size_t kLongestLine = std::size_t{256} << 20;

using Take = std::function<void(std::span<const std::string>)>;

class Block {
public:
    explicit Block(const Take& take) : take_(take) {}
    void add(std::string text) {
        bytes_ += text.size();
        texts_.push_back(std::move(text));
        if (texts_.size() >= kBlockTexts || bytes_ >= kBlockBytes)
            flush();
    }
    void flush() {
        if (!texts_.empty())
            take_(texts_);
        texts_.clear();
        bytes_ = 0;
    }

private:
    const Take& take_;
    std::vector<std::string> texts_;
    std::size_t bytes_ = 0;
};

std::string columnOf(const TableReader& table, const fs::path& file, const std::string& text,
                     const TableOptions& options) {
    const auto& columns = table.columns();
    if (!text.empty() && std::find(columns.begin(), columns.end(), text) != columns.end())
        return text;
    const std::string guess =
        columns.size() == 1 ? columns.front() : guessColumns(file, options).text;
    return guess.empty() ? (text.empty() ? "text" : text)
                         : guess; // then the error names the columns
}

// The lines of a text file, in whatever encoding it is.
Corpus linesOf(const fs::path& path, const TableOptions& options) {
    return [=](const Take& take) {
        Block block(take);
        TextFile file(path, options.encoding, options.stop);
        std::string line, piece;
        while (file.read(piece)) {
            std::string_view rest = piece;
            for (auto end = rest.find('\n'); end != std::string_view::npos; end = rest.find('\n')) {
                line += rest.substr(0, end);
                if (line.ends_with('\r'))
                    line.pop_back();
                block.add(std::exchange(line, {}));
                rest.remove_prefix(end + 1);
            }
            line += rest;
            if (line.size() > kLongestLine)
                throw Error(
                    say(ATTUNE_TEXT("core", "A line is longer than %1 MB."), kLongestLine >> 20),
                    toUtf8(path), say(ATTUNE_TEXT("core", "Break the text into lines.")));
        }
        if (!line.empty())
            block.add(std::move(line));
        block.flush();
    };
}

} // namespace

Corpus corpusOf(std::span<const Example> examples) {
    return [examples](const Take& take) {
        Block block(take);
        for (const Example& example : examples) {
            block.add(example.text);
            if (!example.pair.empty())
                block.add(example.pair);
        }
        block.flush();
    };
}

Corpus corpusOf(const fs::path& file, const std::string& text, const TableOptions& options) {
    std::error_code ignored;
    if (!fs::exists(file, ignored))
        throw UsageError(say(ATTUNE_TEXT("core", "There is no such file.")), toUtf8(file),
                         say(ATTUNE_TEXT("core", "Check the spelling of the path.")));
    if (file.extension() == ".txt" && !fs::is_directory(file, ignored))
        return linesOf(file, options);
    return [=](const Take& take) {
        Block block(take);
        const auto table = openTable(file, options);
        const std::size_t place =
            placeOfColumn(table->columns(), columnOf(*table, file, text, options), toUtf8(file));
        for (TableRow row; table->next(row);)
            block.add(std::move(row.cells[place]));
        block.flush();
    };
}

Corpus cleaned(Corpus corpus, Cleaning cleaning) {
    if (cleaning.empty())
        return corpus;
    return [corpus = std::move(corpus), cleaning = std::move(cleaning)](const Take& take) {
        corpus([&](std::span<const std::string> texts) {
            std::vector<std::string> made;
            for (const std::string& text : texts)
                made.push_back(cleaning.clean(text));
            take(made);
        });
    };
}

Corpus joined(std::vector<Corpus> parts) {
    return [parts = std::move(parts)](const Take& take) {
        for (const Corpus& part : parts)
            part(take);
    };
}

} // namespace attune
