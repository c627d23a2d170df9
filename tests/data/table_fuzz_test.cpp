// SPDX-License-Identifier: GPL-3.0-or-later
// Files that were damaged at random: never a crash, and every row is used or listed. The number of
// rows is counted by a second, plain reading of the same text.
#include "data/csv_dialect.h"
#include "scratch.h"
#include "text/encoding.h"

#include <QtTest>

#include <random>
#include <sstream>

using namespace attune;

namespace {

const std::string csv = "text,label\n\"a, \"\"b\"\"\",pos\nplain "
                        "words,neg\n\"two\nlines\",pos\n好评 😀,neg\n\nlast,pos\n";
const std::string tsv = "text\tlabel\r\n\"open\tpos\r\nplain words\tneg\r\nab\tpos\r\n";
const std::string jsonl =
    "{\"text\":\"a\",\"label\":1}\n{\"text\":\"b "
    "\\u00e9\",\"label\":[1,{\"x\":null}]}\n\n{\"label\":1.50,\"text\":\"好\"}\n";

const std::string conll = "-DOCSTART- O\n\n# a b\nEU B-ORG\nbuys\tI-ORG\n\n北 B-LOC\n京 "
                          "E-LOC\n\u00A0 O\n\n\nx O\n";

// Sentences: lines of words between blank ones.
std::size_t sentences(const std::string& text) {
    std::size_t count = 0;
    bool inside = false;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        const bool tabs = line.find('\t') != line.npos;
        std::vector<std::string> cells;
        for (std::string cell; bool(tabs ? std::getline(words, cell, '\t') : words >> cell);)
            if (const auto at = cell.find_first_not_of(" \r\f\v"); at != cell.npos)
                cells.push_back(cell.substr(at, cell.find_last_not_of(" \r\f\v") + 1 - at));
        const auto isTag = [](const std::string& tag) {
            return tag == "O" ||
                   ((tag.size() == 1 || tag[1] == '-') && tag.find_first_of("BIESLUM") == 0);
        };
        if (cells.empty() || cells.front() == "-DOCSTART-") {
            inside = false;
            continue;
        }
        if (!inside && cells.front()[0] == '#' && (cells.size() == 1 || !isTag(cells.back())))
            continue;
        count += !inside;
        inside = true;
    }
    return count;
}

// Rows of delimited text, byte by byte. `blanks`: blank lines after the first row are rows too.
std::size_t plainCount(const std::string& text, char delimiter, bool quotes, bool blanks) {
    std::size_t rows = 0;
    bool quoted = false;
    bool cellStart = true;
    bool any = false;
    bool afterQuote = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted) {
            if (c == '"') {
                quoted = false;
                afterQuote = true;
            }
            continue;
        }
        if (c == '"' && quotes && (cellStart || afterQuote)) {
            quoted = true;
            any = true;
            cellStart = false;
            continue;
        }
        afterQuote = false;
        if (c == '\n' || c == '\r') {
            if (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n')
                ++i;
            rows += any || (blanks && rows > 0);
            any = false;
            cellStart = true;
            continue;
        }
        any = true;
        cellStart = delimiter != '\0' && c == delimiter;
    }
    return rows + any;
}

std::size_t jsonLines(const std::string& text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        count += text.substr(at, end - at).find_first_not_of(" \t\r\f\v") != std::string::npos;
        at = end + 1;
    }
    return count;
}

std::string damaged(std::string text, std::mt19937& random) {
    static const std::string bytes("\"\n\r,;\t{}[]:\\ \0\xFF\xC3\xE5u0", 19);
    for (unsigned i = 1 + random() % 4; i > 0 && !text.empty(); --i) {
        const std::size_t at = random() % text.size();
        switch (random() % 5) {
        case 0:
            text[at] = bytes[random() % bytes.size()];
            break;
        case 1:
            text.insert(at, 1, bytes[random() % bytes.size()]);
            break;
        case 2:
            text.erase(at, 1 + random() % 5);
            break;
        case 3:
            text.insert(at, text.substr(random() % text.size(), random() % 20));
            break;
        default:
            text[at] = static_cast<char>(random() % 256);
        }
    }
    return text;
}

} // namespace

class TableFuzzTest : public QObject {
    Q_OBJECT

private:
    Scratch scratch_;

private Q_SLOTS:
    void everyRowIsUsedOrListed() {
        std::mt19937 random(5);
        std::size_t read = 0;
        const fs::path paths[] = {scratch_.path("a.csv"), scratch_.path("a.tsv"),
                                  scratch_.path("a.jsonl"), scratch_.path("a.conll")};
        const std::string* const sources[] = {&csv, &tsv, &jsonl, &conll};
        for (int round = 0; round < 24000; ++round) {
            const std::size_t kind = static_cast<std::size_t>(round) % 4;
            const std::string bytes = damaged(*sources[kind], random);
            {
                // A new file: cutting an old one short makes some file systems write to the disk.
                fs::remove(paths[kind]);
                FileWriter writer(paths[kind]);
                writer.write(bytes);
                writer.close();
            }
            try {
                TextFile file(paths[kind]);
                std::string text;
                for (std::string piece; file.read(piece);)
                    text += piece;
                const auto table = openTable(paths[kind]);
                ReadOptions options;
                options.text = table->columns().front();
                options.label = table->columns().back();
                // Of every fourth the rows of several labels, of numbers, of spans.
                options.task = kind == 3
                                   ? Task::TokenLabels
                                   : taskTable()[static_cast<std::size_t>(round / 4) % 4].task;
                const Dataset data = readDataset(paths[kind], options);
                std::size_t expected = kind == 3 ? sentences(text) : jsonLines(text);
                if (kind < 2) {
                    const char delimiter = delimiterOf(table->delimiter());
                    const bool plain = mentions(table->notes(), "Quotes are read as plain");
                    expected =
                        plainCount(text, delimiter, !plain, table->columns().size() == 1) - 1;
                }
                if (data.examples.size() + data.skipped.size() != expected)
                    QFAIL(qPrintable(QString("round %1: %2 + %3 of %4")
                                         .arg(round)
                                         .arg(data.examples.size())
                                         .arg(data.skipped.size())
                                         .arg(expected)));
                for (std::size_t i = 1; i < data.skipped.size(); ++i)
                    QVERIFY(data.skipped[i - 1].line <= data.skipped[i].line);
                ++read;
            } catch (const Error&) {
                // A clear refusal: no columns, no objects.
            }
        }
        QVERIFY(read > 18000);
    }
};

QTEST_GUILESS_MAIN(TableFuzzTest)
#include "table_fuzz_test.moc"
