// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/dataset.h"

#include "base/files.h"
#include "base/lists.h"
#include "data/csv_dialect.h"
#include "data/row_filter.h"
#include "text/compare.h"

#include <algorithm>
#include <map>

namespace attune {
namespace {

// Below so many rows a label for almost every text may be meant.
constexpr std::size_t fewRows = 20;

std::vector<std::string> delimiterChoices() {
    std::vector<std::string> choices = delimiterNames();
    choices.insert(choices.begin(), "auto");
    return choices;
}

} // namespace

const Fields<DataSettings>& dataFields() {
    using Kind = Parameter::Kind;
    static const Fields<DataSettings> fields = [] {
        Fields<DataSettings> all{
            {{.key = "train",
              .title = ATTUNE_TEXT("core", "Training data"),
              .help =
                  ATTUNE_TEXT("core", "A csv, tsv or jsonl file with one text and its label a row, "
                                      "or a folder with one folder of text files for each label."),
              .kind = Kind::File,
              .required = true},
             &DataSettings::train           },
            {{.key = "validation",
              .title = ATTUNE_TEXT("core", "Validation data"),
              .help =
                  ATTUNE_TEXT("core", "Texts on which the model is measured while it trains. When "
                                      "left out, a share of the training data is set aside."),
              .kind = Kind::File,
              .optional = true},
             &DataSettings::validation      },
            {{.key = "test",
              .title = ATTUNE_TEXT("core", "Test data"),
              .help =
                  ATTUNE_TEXT("core", "Texts on which the finished model is measured once, at the "
                                      "end. When left out, there is no test."),
              .kind = Kind::File,
              .optional = true},
             &DataSettings::test            },
            {{.key = "text",
              .title = ATTUNE_TEXT("core", "Text column"),
              .help = ATTUNE_TEXT("core", "The column that holds the texts."),
              .kind = Kind::Column},
             &DataSettings::text            },
            {{.key = "text_pair",
              .title = ATTUNE_TEXT("core", "Second text column"),
              .help =
                  ATTUNE_TEXT("core", "For pairs of texts, such as a question and an answer: the "
                                      "column of the second text. When left out, rows are single "
                                      "texts."),
              .kind = Kind::Column,
              .optional = true},
             &DataSettings::text_pair       },
            {{.key = "label",
              .title = ATTUNE_TEXT("core", "Label column"),
              .help =
                  ATTUNE_TEXT("core", "The column that holds the labels. Labels are read as text: "
                                      "001 stays 001."),
              .kind = Kind::Column},
             &DataSettings::label           },
            {{.key = "validation_split",
              .title = ATTUNE_TEXT("core", "Share for validation"),
              .help =
                  ATTUNE_TEXT("core", "The share of the training data that is set aside for "
                                      "validation, the same share of every label. Not used when "
                                      "validation data are given. 0: no validation."),
              .kind = Kind::Real,
              .minimum = 0,
              .maximum = 0.9},
             &DataSettings::validation_split},
            {{.key = "max_length",
              .title = ATTUNE_TEXT("core", "Longest text"),
              .help =
                  ATTUNE_TEXT("core", "Texts with more tokens are cut. Longer texts need more "
                                      "memory and time; the model has an upper bound of its own, "
                                      "often 512."),
              .kind = Kind::Integer,
              .unit = ATTUNE_TEXT("core", "tokens"),
              .minimum = 3,
              .maximum = 32768},
             &DataSettings::max_length      },
            {{.key = "encoding",
              .title = ATTUNE_TEXT("core", "Encoding"),
              .help =
                  ATTUNE_TEXT("core", "How the files write characters as bytes. auto finds UTF-8, "
                                      "UTF-16, GB18030 and others; set a name, such as Big5, when "
                                      "texts look wrong."),
              .kind = Kind::Text,
              .advanced = true},
             &DataSettings::encoding        },
            {{.key = "delimiter",
              .title = ATTUNE_TEXT("core", "Delimiter"),
              .help = ATTUNE_TEXT("core", "What parts the cells of csv files. auto finds it."),
              .kind = Kind::Choice,
              .choices = delimiterChoices(),
              .advanced = true},
             &DataSettings::delimiter       },
        };
        const Fields<DataSettings>& filters = filterFields();
        all.insert(all.end(), filters.begin(), filters.end());
        return all;
    }();
    return fields;
}

std::string fingerprintOf(std::span<const Example> examples,
                          const std::vector<std::string>& labels) {
    // Digests of blocks of examples, so that the texts are never copied as a whole.
    std::string digests;
    std::string block;
    const auto add = [&](std::string_view text) {
        block += std::to_string(text.size());
        block += ':';
        block += text;
    };
    for (const Example& example : examples) {
        add(example.text);
        add(example.pair);
        if (example.label >= 0)
            add(labels[static_cast<std::size_t>(example.label)]);
        block += ';';
        if (block.size() > (std::size_t{1} << 20)) {
            digests += fingerprint(std::string_view(block));
            block.clear();
        }
    }
    digests += fingerprint(std::string_view(block));
    return fingerprint(std::string_view(digests));
}

Problems checkLabels(const Dataset& data) {
    Problems problems;
    const auto add = [&](Problem::Severity severity, Message message, Message hint) {
        problems.push_back(
            {severity, "data.label", data.source, std::move(message), std::move(hint)});
    };
    const std::size_t rows = data.examples.size();
    const std::size_t labels = data.labels.size();
    if (rows == 0) {
        add(Problem::Severity::Error,
            data.skipped.empty()
                ? say(ATTUNE_TEXT("core", "The data hold no rows."))
                : say(ATTUNE_TEXT("core", "None of the %1 rows can be used; the first: %2"),
                      data.skipped.size(), data.skipped.front().reason.text()),
            say(ATTUNE_TEXT("core", "Give data with a text and a label in each row.")));
        return problems;
    }
    if (labels < 2)
        add(Problem::Severity::Error,
            say(ATTUNE_TEXT("core", "All %1 texts have the same label, %2: there is nothing to "
                                    "tell apart."),
                rows, quoted(data.labels)),
            say(ATTUNE_TEXT("core", "Give data with at least two labels, or choose another label "
                                    "column.")));
    else if (rows >= fewRows && labels * 2 > rows)
        add(Problem::Severity::Error,
            say(ATTUNE_TEXT("core", "The column “%1” has %2 different values in %3 rows, such as "
                                    "%4: these are hardly labels."),
                data.labelColumn, labels, rows, quoted(data.labels, 3)),
            say(ATTUNE_TEXT("core", "Choose the column that says the class of each text.")));
    if (labels > rows / 2 && rows >= fewRows)
        return problems;
    std::map<std::string, std::vector<std::string>> groups;
    for (const std::string& label : data.labels)
        groups[looseForm(label)].push_back(label);
    for (const auto& [form, names] : groups)
        if (names.size() > 1)
            add(Problem::Severity::Warning,
                say(ATTUNE_TEXT("core", "The labels %1 differ only in case, width or white space "
                                        "and are taken as different labels."),
                    quoted(names)),
                say(ATTUNE_TEXT("core", "If they mean the same, write them the same way.")));
    return problems;
}

} // namespace attune
