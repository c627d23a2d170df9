// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/pattern.h"

#include <algorithm>

namespace attune {
namespace {

constexpr std::int32_t kStackLimit = 8'000'000; // bytes
constexpr std::size_t kMostPattern = 10'000;    // bytes

// Whether a pattern has \1 or \k<name>.
bool refersBack(std::string_view pattern) {
    for (std::size_t at = 0; at + 1 < pattern.size(); ++at)
        if (pattern[at] == '\\') {
            ++at;
            if ((pattern[at] >= '1' && pattern[at] <= '9') || pattern[at] == 'k')
                return true;
        }
    return false;
}

// What ICU found wrong, in words; `at`: of the character, from 1.
Message reasonOf(UErrorCode status, const icu::UnicodeString& pattern, std::int32_t at) {
    switch (status) {
    case U_REGEX_MISSING_CLOSE_BRACKET:
        return say(ATTUNE_TEXT("core", "The bracket “[” is never closed."));
    case U_REGEX_MISMATCHED_PAREN:
        return at > 0 && pattern.charAt(at - 1) == u')'
                   ? say(ATTUNE_TEXT("core", "“)” at character %1 closes nothing."), at)
                   : say(ATTUNE_TEXT("core", "The bracket “(” is never closed."));
    case U_REGEX_BAD_ESCAPE_SEQUENCE:
        return say(ATTUNE_TEXT("core", "“\\” has no meaning before what stands at character %1."),
                   at);
    case U_REGEX_BAD_INTERVAL:
    case U_REGEX_MAX_LT_MIN:
    case U_REGEX_NUMBER_TOO_BIG:
        return say(ATTUNE_TEXT("core", "The numbers in “{...}” at character %1 tell no range of "
                                       "repeats."),
                   at);
    case U_REGEX_INVALID_BACK_REF:
        return say(ATTUNE_TEXT("core", "There is no group that the reference at character %1 "
                                       "means."),
                   at);
    case U_REGEX_LOOK_BEHIND_LIMIT:
        return say(ATTUNE_TEXT("core", "What looks behind, at character %1, may be of any length: "
                                       "it has to have a bound."),
                   at);
    case U_REGEX_INVALID_RANGE:
        return say(ATTUNE_TEXT("core", "The range at character %1 ends before it begins."), at);
    case U_REGEX_PROPERTY_SYNTAX:
        return say(ATTUNE_TEXT("core", "There is no kind of character of the name at character "
                                       "%1."),
                   at);
    case U_REGEX_INVALID_CAPTURE_GROUP_NAME:
        return say(ATTUNE_TEXT("core", "The group at character %1 has no usable name."), at);
    default:
        return say(ATTUNE_TEXT("core", "The regular expression cannot be read at character %1."),
                   at);
    }
}

} // namespace

std::unique_ptr<const Pattern> Pattern::read(const std::string& pattern, bool ignoreCase,
                                             const std::string& key, Problems& problems) {
    const auto refuse = [&](Message message, Message hint) {
        problems.push_back(
            {Problem::Severity::Error, key, {}, std::move(message), std::move(hint)});
        return nullptr;
    };
    if (pattern.empty() || pattern.size() > kMostPattern)
        return refuse(pattern.empty() ? say(ATTUNE_TEXT("core", "A value is missing."))
                                      : say(ATTUNE_TEXT("core", "The pattern is longer than %1 "
                                                                "bytes."),
                                            kMostPattern),
                      say(ATTUNE_TEXT("core", "Give a regular expression, such as "
                                              "\\bcolou?r\\b.")));
    UErrorCode status = U_ZERO_ERROR;
    UParseError place;
    const icu::UnicodeString units = icu::UnicodeString::fromUTF8(pattern);
    std::unique_ptr<const icu::RegexPattern> compiled(
        icu::RegexPattern::compile(units, ignoreCase ? UREGEX_CASE_INSENSITIVE : 0, place, status));
    if (U_FAILURE(status))
        return refuse(reasonOf(status, units, std::max(place.offset, 1)),
                      say(ATTUNE_TEXT("core", "Check its brackets; \\ takes the meaning away from "
                                              "a sign.")));
    auto made = std::make_unique<Pattern>();
    made->compiled_ = std::move(compiled);
    made->refersBack_ = refersBack(pattern);
    return made;
}

Pattern::Found Pattern::find(std::string_view text) const {
    PatternSearch search(*this, text);
    const bool found = search.next();
    return search.tooHard() ? Found::TooHard : found ? Found::Yes : Found::No;
}

PatternSearch::PatternSearch(const Pattern& pattern, std::string_view text)
    : units_(icu::UnicodeString::fromUTF8(
          icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())))),
      matcher_(pattern.compiled_->matcher(units_, status_)) {
    if (U_FAILURE(status_))
        return;
    // A step of the limit is 10,000 states saved. A search that fails at every place costs time
    // without saving any, so places count as well; and a state with a reference back to a group
    // can cost as much as the text is long.
    const std::size_t weight = pattern.refersBack_ ? 1 + text.size() / 2000 : 1;
    budget_.steps = static_cast<std::int64_t>((200 + text.size() / 256) / weight);
    matcher_->setStackLimit(kStackLimit, status_);
    matcher_->setMatchCallback(stepTaken, &budget_, status_);
    matcher_->setFindProgressCallback(placeTried, &budget_, status_);
}

bool PatternSearch::next() {
    return U_SUCCESS(status_) && matcher_->find(status_) && U_SUCCESS(status_);
}

std::int32_t PatternSearch::start(std::int32_t group) { return matcher_->start(group, status_); }
std::int32_t PatternSearch::end(std::int32_t group) { return matcher_->end(group, status_); }

UBool PatternSearch::stepTaken(const void* budget, std::int32_t) {
    return --static_cast<const Budget*>(budget)->steps > 0;
}

UBool PatternSearch::placeTried(const void* budget, std::int64_t) {
    const auto* spent = static_cast<const Budget*>(budget);
    spent->steps -= ++spent->places % 1024 == 0;
    return spent->steps > 0;
}

} // namespace attune
