// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/span_notes.h"

namespace attune {

Problems spanNotes(const EncodedSet& set, SpansFor use, std::uint64_t cleanedAway) {
    using Severity = Problem::Severity;
    const bool training = use == SpansFor::Training;
    Problems notes;
    const auto note = [&](std::uint64_t spans, Severity severity, const char* text,
                          const char* hint = nullptr) {
        if (spans > 0)
            notes.push_back(
                {severity, {}, {}, say(text, spans), hint != nullptr ? say(hint) : Message()});
    };
    note(cleanedAway, Severity::Warning,
         ATTUNE_TEXT("core", "Labelled spans whose text cleaning took away: %1."),
         ATTUNE_TEXT("core", "Look at them by “attune-cli clean”, and drop the rule that "
                             "takes everything away."));
    note(set.cutSpans, Severity::Warning,
         training
             ? ATTUNE_TEXT("core", "Labelled spans that stand behind the cut of their text: %1.")
             : ATTUNE_TEXT("core", "Labelled spans that the cut of their text takes away, as a "
                                   "whole or in part: %1. The figures count what stands before "
                                   "the cut."),
         training ? ATTUNE_TEXT("core", "Set a greater data.max_length, or cut long texts apart.")
                  : ATTUNE_TEXT("core", "Cut long texts apart, or train with a greater "
                                        "data.max_length."));
    note(set.splitSpans, Severity::Info,
         ATTUNE_TEXT("core", "Labelled spans that begin or end within a token, which is taken "
                             "whole: %1."));
    note(set.lostSpans, Severity::Warning,
         training ? ATTUNE_TEXT("core", "Labelled spans without a token of their own, which cannot "
                                        "be learnt: %1.")
                  : ATTUNE_TEXT("core", "Labelled spans without a token of their own, which cannot "
                                        "be found, and that the figures leave out: %1."));
    return notes;
}

} // namespace attune
