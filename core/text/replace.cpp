// SPDX-License-Identifier: GPL-3.0-or-later
// `replace`: what a regular expression finds.
#include "text/cleaning_operator.h"
#include "text/letters.h"
#include "text/pattern.h"
#include "text/utf8.h"

#include <charconv>

namespace attune {
namespace {

constexpr std::size_t kMostGrowth = 1'000'000; // bytes beyond twice the text

struct ReplaceSettings {
    std::string pattern;
    std::string with;
    bool ignore_case = false;
};

// The text put in: what stands as it is, and groups of the match.
struct TemplatePart {
    std::string text;
    std::int32_t group = -1; // -1: the text
};

class Replace final : public CleaningOperator {
public:
    Replace(std::unique_ptr<const Pattern> pattern, std::vector<TemplatePart> parts)
        : pattern_(std::move(pattern)), template_(std::move(parts)) {}

    bool apply(Rewriter& text) const override {
        const std::string_view source = text.source();
        PatternSearch search(*pattern_, source);
        std::size_t byte = 0; // of `unit`
        std::int32_t unit = 0;
        const auto byteOf = [&](std::int32_t wanted) {
            while (unit < wanted) {
                const CodePoint point = codePointAt(source, byte);
                byte += point.length;
                unit += point.value > 0xFFFF ? 2 : 1;
            }
            return byte;
        };
        std::string with;
        while (search.next()) {
            with.clear();
            for (const TemplatePart& part : template_)
                if (part.group < 0)
                    with += part.text;
                else if (const std::int32_t begin = search.start(part.group); begin >= 0)
                    search.units()
                        .tempSubStringBetween(begin, search.end(part.group))
                        .toUTF8String(with);
            const std::size_t begin = byteOf(search.start());
            text.replace(begin, byteOf(search.end()), with);
            if (text.size() > 2 * source.size() + kMostGrowth)
                return false;
        }
        return !search.tooHard();
    }

private:
    std::unique_ptr<const Pattern> pattern_;
    std::vector<TemplatePart> template_;
};

bool refuse(Problems& problems, const char* key, Message message, Message hint) {
    problems.push_back({Problem::Severity::Error, key, {}, std::move(message), std::move(hint)});
    return false;
}

// "$1", "${name}"; "\" takes the meaning away from what follows.
bool readTemplate(const std::string& with, const icu::RegexPattern& pattern, std::int32_t groups,
                  std::vector<TemplatePart>& parts, Problems& problems) {
    std::string plain;
    const auto add = [&](std::int32_t group) {
        if (!plain.empty())
            parts.push_back({std::move(plain), -1});
        plain.clear();
        if (group >= 0)
            parts.push_back({{}, group});
    };
    for (std::size_t at = 0; at < with.size(); ++at) {
        if (with[at] == '\\' && at + 1 < with.size()) {
            ++at;
            plain += with[at] == 'n' ? '\n' : with[at] == 't' ? '\t' : with[at];
            continue;
        }
        if (with[at] != '$') {
            plain += with[at];
            continue;
        }
        std::int32_t group = -1;
        std::size_t end = at + 1;
        if (end < with.size() && with[end] == '{') {
            end = std::min(with.find('}', end), with.size() - 1) + 1;
            UErrorCode status = U_ZERO_ERROR;
            const std::string name = with.substr(at + 2, end - at - 3);
            group = pattern.groupNumberFromName(name.c_str(), -1, status);
            if (U_FAILURE(status))
                group = -1;
        } else {
            while (end < with.size() && end < at + 3 &&
                   isAsciiDigit(static_cast<unsigned char>(with[end])))
                ++end;
            std::from_chars(with.data() + at + 1, with.data() + end, group);
        }
        if (group < 0 || group > groups)
            return refuse(
                problems, "with",
                say(ATTUNE_TEXT("core", "“%1” is no group of the pattern."),
                    with.substr(at, end - at)),
                say(ATTUNE_TEXT("core", "The pattern has %1 groups. Write \\$ for a dollar sign."),
                    groups));
        add(group);
        at = end - 1;
    }
    add(-1);
    return true;
}

OperatorPointer makeReplace(const ReplaceSettings& settings, Problems& problems) {
    std::unique_ptr<const Pattern> pattern =
        Pattern::read(settings.pattern, settings.ignore_case, "pattern", problems);
    if (!pattern)
        return nullptr;
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::RegexMatcher> matcher(
        pattern->compiled().matcher(icu::UnicodeString(), status));
    std::vector<TemplatePart> parts;
    if (U_FAILURE(status) ||
        !readTemplate(settings.with, pattern->compiled(), matcher->groupCount(), parts, problems))
        return nullptr;
    return std::make_unique<Replace>(std::move(pattern), std::move(parts));
}

} // namespace

CleaningEntry replaceEntry() {
    static const Fields<ReplaceSettings> fields = {
        {{.key = "pattern",
          .title = ATTUNE_TEXT("core", "Pattern"),
          .help = ATTUNE_TEXT("core", "A regular expression of ICU, as in Java: \\d+ for digits, "
                                      "\\b for the edge of a word.")},
         &ReplaceSettings::pattern    },
        {{.key = "with",
          .title = ATTUNE_TEXT("core", "Replaced with"),
          .help =
              ATTUNE_TEXT("core", "$1 is the first group of the pattern, $0 all of the match.")},
         &ReplaceSettings::with       },
        {{.key = "ignore_case",
          .title = ATTUNE_TEXT("core", "Ignore case"),
          .help = ATTUNE_TEXT("core", "a finds A too."),
          .kind = Parameter::Kind::Bool},
         &ReplaceSettings::ignore_case},
    };
    return cleaningEntry(
        {.key = "replace",
         .title = ATTUNE_TEXT("core", "Replace by pattern"),
         .help = ATTUNE_TEXT("core", "Replaces every match of a regular expression. A text for "
                                     "which the search takes too long stays as it is and is "
                                     "counted."),
         .idempotent = false},
        fields, makeReplace);
}

} // namespace attune
