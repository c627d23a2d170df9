// SPDX-License-Identifier: GPL-3.0-or-later
// Characters that were written otherwise once: wrong encodings, HTML, what cannot be seen. What is
// wrong with a text is what an operator of cleaning would change in it.
#include "data/checks/check_kit.h"
#include "data/checks/markup_evidence.h"
#include "text/letters.h"
#include "text/pattern.h"

#include <algorithm>

namespace attune {
namespace {

using Severity = Problem::Severity;

bool isPlain(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x7F && (byte >= 0x20 || (byte >= 9 && byte <= 13));
    });
}

// The rows that the rule changes, of those where may(text).
template <class May>
void checkByRule(const CheckInput& input, Findings& out, const char* kind, const char* rule,
                 const char* message, May&& may, bool safe = true) {
    const Cleaning cleaning({cleaningStep(rule)});
    input.eachPart([&](const Dataset& data, const char* part) {
        FindingBuilder found(kind, data, part);
        for (const Example& example : data.examples) {
            input.look();
            const auto changes = [&](const std::string& text) {
                return may(text) && cleaning.clean(text) != text;
            };
            if (changes(example.text) || changes(example.pair))
                found.add(example);
        }
        proposeCleaning(found.finish(out, Severity::Warning, message), rule, safe);
    });
}

// Rows with markup, all of which surely is any, or not.
void checkMarkupThatIs(bool sure, const CheckInput& input, Findings& out, const char* kind,
                       const char* message) {
    // Names of elements, so that “a < b” and “<3” are none.
    Problems problems;
    const auto markup = Pattern::read(
        "</?(?:a|b|body|blockquote|br|code|div|em|font|h[1-6]|head|hr|html|i|img|li|meta|ol|p|pre|"
        "script|span|strong|style|table|tbody|td|th|thead|tr|u|ul)(?:\\s[^<>]*)?/?>"
        "|&(?:amp|lt|gt|quot|apos|nbsp|hellip|mdash|ndash|[lr][sd]quo|#[0-9]{1,7}|#x[0-9a-f]{1,6})"
        ";",
        true, {}, problems);
    const Cleaning cleaning({cleaningStep("html")});
    input.eachPart([&](const Dataset& data, const char* part) {
        FindingBuilder found(kind, data, part);
        for (const Example& example : data.examples) {
            input.look();
            bool any = false;
            bool allSure = true;
            for (const std::string* text : {&example.text, &example.pair}) {
                if (text->find_first_of("<&") == text->npos)
                    continue;
                const Rewrite taken = cleaning.record(*text);
                any = any || (!taken.changes.empty() && markup->find(*text) == Pattern::Found::Yes);
                allSure = allSure && isSurelyMarkup(*text, taken);
            }
            if (any && allSure == sure)
                found.add(example);
        }
        proposeCleaning(found.finish(out, sure ? Severity::Warning : Severity::Info, message),
                        "html", sure);
    });
}

} // namespace

void checkMojibake(const CheckInput& input, Findings& out) {
    checkByRule(
        input, out, "mojibake", "repair-encoding",
        ATTUNE_TEXT("core", "Texts that were read in a wrong encoding once, such as “Ã©” "
                            "for “é”: %1 of %2 (lines %3)."),
        [](const std::string& text) { return !std::all_of(text.begin(), text.end(), isAscii); });
}

void checkMarkup(const CheckInput& input, Findings& out) {
    checkMarkupThatIs(true, input, out, "markup",
                      ATTUNE_TEXT("core", "Texts with remains of HTML: %1 of %2 (lines %3)."));
}

void checkPossibleMarkup(const CheckInput& input, Findings& out) {
    checkMarkupThatIs(false, input, out, "possible-markup",
                      ATTUNE_TEXT("core", "Texts with what may be HTML, or something else in angle "
                                          "brackets: %1 of %2 (lines %3)."));
}

// Who wants to get past a filter writes so, and then it may be what tells the labels apart: a
// person has to say.
void checkLookalikes(const CheckInput& input, Findings& out) {
    checkByRule(
        input, out, "look-alikes", "lookalikes",
        ATTUNE_TEXT("core", "Texts with words that mix two scripts by letters that look alike, "
                            "such as a Cyrillic “а” among Latin ones: %1 of %2 (lines %3)."),
        [](const std::string& text) { return !std::all_of(text.begin(), text.end(), isAscii); },
        false);
}

void checkInvisible(const CheckInput& input, Findings& out) {
    checkByRule(input, out, "invisible", "invisible",
                ATTUNE_TEXT("core", "Texts with control or invisible characters: %1 of %2 (lines "
                                    "%3)."),
                [](const std::string& text) { return !isPlain(text); });
}

void checkLostCharacters(const CheckInput& input, Findings& out) {
    constexpr std::string_view lost = "\xEF\xBF\xBD"; // U+FFFD
    input.eachPart([&](const Dataset& data, const char* part) {
        FindingBuilder found("lost-characters", data, part);
        for (const Example& example : data.examples) {
            input.look();
            if (example.text.find(lost) != std::string::npos ||
                example.pair.find(lost) != std::string::npos)
                found.add(example);
        }
        DataFinding* finding =
            found.finish(out, Severity::Warning,
                         ATTUNE_TEXT("core", "Texts with characters that were lost: %1 of %2 "
                                             "(lines %3)."));
        proposeDropping(finding, false);
        if (finding)
            finding->hint = say(ATTUNE_TEXT("core", "Make the file anew from its source, or set "
                                                    "data.encoding."));
    });
}

} // namespace attune
