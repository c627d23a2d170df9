// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/dataset.h"

#include "base/files.h"
#include "data/csv_dialect.h"
#include "data/row_filter.h"
#include "data/targets.h"

namespace attune {
namespace {

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
                                      "a CoNLL file with a word and its tag a line, or a folder "
                                      "with one folder of text files for each label."),
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
                                      "001 stays 001. For regression it holds a number, for spans "
                                      "in texts a JSON list of them, as in [[0, 3, \"PER\"]]."),
              .kind = Kind::Column},
             &DataSettings::label           },
            {{.key = "label_columns",
              .title = ATTUNE_TEXT("core", "Label columns"),
              .help =
                  ATTUNE_TEXT("core", "For several labels in columns of their own: the columns, "
                                      "each named after its label, with 1 or true where a text "
                                      "has it and 0 or false where not. The label column is not "
                                      "read then."),
              .kind = Kind::TextList,
              .advanced = true},
             &DataSettings::label_columns   },
            {{.key = "label_separator",
              .title = ATTUNE_TEXT("core", "Between labels"),
              .help =
                  ATTUNE_TEXT("core", "What parts several labels in a cell. auto takes the first "
                                      "of semicolon, pipe and comma that a cell holds; a JSON "
                                      "list needs none."),
              .kind = Kind::Choice,
              .choices = labelSeparators(),
              .advanced = true},
             &DataSettings::label_separator },
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
        // Single labels leave the digest as it was before there were other tasks.
        for (const std::int32_t label : example.labels) {
            block += '+';
            add(labels[static_cast<std::size_t>(label)]);
        }
        if (example.value != 0) {
            block += '=';
            add(toText(Value(example.value)));
        }
        for (const TextSpan& span : example.spans) {
            block += '[' + std::to_string(span.begin) + '-' + std::to_string(span.end);
            add(labels[static_cast<std::size_t>(span.type)]);
        }
        block += ';';
        if (block.size() > (std::size_t{1} << 20)) {
            digests += fingerprint(std::string_view(block));
            block.clear();
        }
    }
    digests += fingerprint(std::string_view(block));
    return fingerprint(std::string_view(digests));
}

} // namespace attune
