// SPDX-License-Identifier: GPL-3.0-or-later
// The row filters as parameters, and what their values tell together.
#include "base/lists.h"
#include "data/row_filter.h"
#include "text/language.h"
#include "text/pattern.h"

#include <algorithm>

namespace attune {

const Fields<DataSettings>& filterFields() {
    using Kind = Parameter::Kind;
    static const Fields<DataSettings> fields = {
        {{.key = "filter.min_characters",
          .title = ATTUNE_TEXT("core", "Shortest training text"),
          .help = ATTUNE_TEXT("core", "Training rows with a shorter text are left out; white space "
                                      "at its ends does not count. Like all filters, this one sees "
                                      "the texts as they stand in the file and leaves validation "
                                      "and test rows alone."),
          .kind = Kind::Integer,
          .unit = ATTUNE_TEXT("core", "characters"),
          .minimum = 1,
          .maximum = 1e6,
          .optional = true,
          .advanced = true},
         &DataSettings::filter_min_characters},
        {{.key = "filter.max_characters",
          .title = ATTUNE_TEXT("core", "Longest training text"),
          .help = ATTUNE_TEXT("core", "Training rows with a longer text are left out, where "
                                      "max_length would cut them."),
          .kind = Kind::Integer,
          .unit = ATTUNE_TEXT("core", "characters"),
          .minimum = 1,
          .maximum = 1e9,
          .optional = true,
          .advanced = true},
         &DataSettings::filter_max_characters},
        {{.key = "filter.languages",
          .title = ATTUNE_TEXT("core", "Languages of training texts"),
          .help =
              ATTUNE_TEXT("core", "ISO 639 codes, such as [en, zh]: training rows are left out "
                                  "whose text seems to be in another language, by its script "
                                  "and its frequent words. Texts too short to tell stay. Empty: "
                                  "any language."),
          .kind = Kind::TextList,
          .advanced = true},
         &DataSettings::filter_languages     },
        {{.key = "filter.matching",
          .title = ATTUNE_TEXT("core", "Only texts with"),
          .help = ATTUNE_TEXT("core", "A regular expression, as in Java; (?i) at its beginning "
                                      "ignores case. Training rows in whose text it finds nothing "
                                      "are left out."),
          .kind = Kind::Text,
          .advanced = true},
         &DataSettings::filter_matching      },
        {{.key = "filter.not_matching",
          .title = ATTUNE_TEXT("core", "Only texts without"),
          .help = ATTUNE_TEXT("core", "A regular expression; training rows in whose text it finds "
                                      "something are left out."),
          .kind = Kind::Text,
          .advanced = true},
         &DataSettings::filter_not_matching  },
        {{.key = "filter.doubles",
          .title = ATTUNE_TEXT("core", "Leave doubles out"),
          .help = ATTUNE_TEXT("core", "Of training rows with the same label and the same text, but "
                                      "for case, width and white space, only the first is trained "
                                      "on. The same text with another label stays: check-data "
                                      "lists such rows."),
          .kind = Kind::Bool,
          .advanced = true},
         &DataSettings::filter_doubles       },
        {{.key = "filter.near_doubles",
          .title = ATTUNE_TEXT("core", "Leave near doubles out"),
          .help = ATTUNE_TEXT("core", "Of training rows with the same label whose texts share this "
                                      "part of their neighbouring words, only the first is trained "
                                      "on. One word exchanged among twenty leaves 0.83; 0.8 is a "
                                      "good beginning. When left out, near doubles stay."),
          .kind = Kind::Real,
          .minimum = 0.5,
          .maximum = 1,
          .optional = true,
          .advanced = true},
         &DataSettings::filter_near_doubles  },
    };
    return fields;
}

Problems checkFilters(const DataSettings& settings) {
    Problems problems;
    if (settings.filter_min_characters && settings.filter_max_characters &&
        *settings.filter_min_characters > *settings.filter_max_characters)
        problems.push_back({Problem::Severity::Error,
                            "data.filter.max_characters",
                            {},
                            say(ATTUNE_TEXT("core", "No text is at least %1 and at most %2 "
                                                    "characters long."),
                                *settings.filter_min_characters, *settings.filter_max_characters),
                            say(ATTUNE_TEXT("core", "Exchange the two numbers."))});
    const std::vector<std::string>& known = LanguageGuess::languages();
    for (const std::string& language : settings.filter_languages)
        if (std::find(known.begin(), known.end(), language) == known.end())
            problems.push_back(
                {Problem::Severity::Error,
                 "data.filter.languages",
                 {},
                 say(ATTUNE_TEXT("core", "The language “%1” is not known."), language),
                 say(ATTUNE_TEXT("core", "Known are: %1."), listed(known, known.size()))});
    if (!settings.filter_matching.empty())
        Pattern::read(settings.filter_matching, false, "data.filter.matching", problems);
    if (!settings.filter_not_matching.empty())
        Pattern::read(settings.filter_not_matching, false, "data.filter.not_matching", problems);
    return problems;
}

} // namespace attune
