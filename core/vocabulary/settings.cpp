// SPDX-License-Identifier: GPL-3.0-or-later
#include "vocabulary/settings.h"

#include "text/compare.h"

namespace attune {

const Fields<VocabularySettings>& vocabularyFields() {
    using Kind = Parameter::Kind;
    static const Fields<VocabularySettings> fields = {
        {{.key = "trim.min_count",
          .title = ATTUNE_TEXT("core", "Keep by count"),
          .help = ATTUNE_TEXT("core", "Tokens that the training texts hold fewer times are taken "
                                      "out of the vocabulary and the model. 1 keeps every token "
                                      "that occurs: then nothing changes for these texts."),
          .kind = Kind::Integer,
          .unit = ATTUNE_TEXT("core", "times"),
          .minimum = 1,
          .maximum = 1e9,
          .optional = true},
         &VocabularySettings::min_count       },
        {{.key = "trim.coverage",
          .title = ATTUNE_TEXT("core", "Keep by coverage"),
          .help = ATTUNE_TEXT("core", "The fewest tokens stay that make up this share of the "
                                      "training texts: 0.999 leaves one token in a thousand to be "
                                      "written otherwise."),
          .kind = Kind::Real,
          .minimum = 0,
          .maximum = 1,
          .optional = true},
         &VocabularySettings::coverage        },
        {{.key = "trim.max_size",
          .title = ATTUNE_TEXT("core", "Keep by size"),
          .help =
              ATTUNE_TEXT("core", "So many tokens stay, those that the training texts hold most "
                                  "often."),
          .kind = Kind::Integer,
          .unit = ATTUNE_TEXT("core", "tokens"),
          .minimum = 1,
          .maximum = 4e6,
          .optional = true},
         &VocabularySettings::max_size        },
        {{.key = "keep",
          .title = ATTUNE_TEXT("core", "Words to keep"),
          .help =
              ATTUNE_TEXT("core", "Words whose tokens stay, whether the training texts hold them "
                                  "or not."),
          .kind = Kind::TextList,
          .advanced = true},
         &VocabularySettings::keep            },
        {{.key = "corpora",
          .title = ATTUNE_TEXT("core", "Further texts"),
          .help = ATTUNE_TEXT("core", "Files of texts (csv, tsv and jsonl with the text column of "
                                      "the data, or plain text by lines) whose tokens count as "
                                      "those of the training texts do."),
          .kind = Kind::FileList,
          .advanced = true},
         &VocabularySettings::corpora         },
        {{.key = "add_placeholders",
          .title = ATTUNE_TEXT("core", "Add the placeholder words"),
          .help =
              ATTUNE_TEXT("core", "The words that cleaning puts in the place of addresses, user "
                                  "names and numbers become words of the tokenizer, which "
                                  "else cuts them in pieces. What the model knows of each "
                                  "starts as the mean of its pieces."),
          .kind = Kind::Bool},
         &VocabularySettings::add_placeholders},
        {{.key = "add",
          .title = ATTUNE_TEXT("core", "Words to add"),
          .help = ATTUNE_TEXT("core", "Further words that become words of the tokenizer, found "
                                      "exactly as they are written, also within other words: such "
                                      "as those that special-words puts in."),
          .kind = Kind::TextList,
          .advanced = true},
         &VocabularySettings::add             },
    };
    return fields;
}

Problems checkVocabulary(const VocabularySettings& settings) {
    Problems problems;
    const auto add = [&](const char* field, Message message, Message hint) {
        Problem problem;
        problem.field = std::string("vocabulary.") + field;
        problem.message = std::move(message);
        problem.hint = std::move(hint);
        problems.push_back(std::move(problem));
    };
    const int rules = settings.min_count.has_value() + settings.coverage.has_value() +
                      settings.max_size.has_value();
    if (rules > 1)
        add(settings.max_size ? "trim.max_size" : "trim.coverage",
            say(ATTUNE_TEXT("core", "The vocabulary is trimmed by one rule at a time.")),
            say(ATTUNE_TEXT("core", "Keep one of min_count, coverage and max_size.")));
    if (rules == 0 && !(settings.keep.empty() && settings.corpora.empty())) {
        add(settings.keep.empty() ? "corpora" : "keep",
            say(ATTUNE_TEXT("core", "This has no effect: the vocabulary is not trimmed.")),
            say(ATTUNE_TEXT("core", "Set vocabulary.trim.min_count to 1, or remove this.")));
        problems.back().severity = Problem::Severity::Warning;
    }
    for (const std::string& word : settings.add)
        if (word.empty() || trimmed(word) != word)
            add("add",
                say(ATTUNE_TEXT("core", "“%1” is no word to add: it is empty, or begins or ends "
                                        "with a space."),
                    word),
                say(ATTUNE_TEXT("core", "Take the space away.")));
    return problems;
}

} // namespace attune
