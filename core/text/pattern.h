// SPDX-License-Identifier: GPL-3.0-or-later
// Regular expressions of ICU that persons write. Time and stack of a search are limited in ICU's
// own steps, not by a clock, so that a text is too hard on every machine or on none.
#pragma once

#include "base/error.h"

#include <unicode/regex.h>

#include <memory>
#include <string>
#include <string_view>

namespace attune {

// Used by any number of threads.
class Pattern {
public:
    // Null, and a problem of the field `key`, where it cannot be read.
    static std::unique_ptr<const Pattern> read(const std::string& pattern, bool ignoreCase,
                                               const std::string& key, Problems& problems);

    enum class Found { No, Yes, TooHard };
    // Whether it stands anywhere in `text`, which is valid UTF-8.
    Found find(std::string_view text) const;

    const icu::RegexPattern& compiled() const { return *compiled_; }

private:
    friend class PatternSearch;
    std::unique_ptr<const icu::RegexPattern> compiled_;
    bool refersBack_ = false; // by \1 or \k<name>
};

// The matches in one text, one after another.
class PatternSearch {
public:
    PatternSearch(const Pattern& pattern, std::string_view text);
    PatternSearch(const PatternSearch&) = delete; // ICU keeps the address of the budget
    PatternSearch& operator=(const PatternSearch&) = delete;

    // The next match; false at the end, and where the text is too hard.
    bool next();
    bool tooHard() const { return U_FAILURE(status_) != 0; }
    const icu::UnicodeString& units() const { return units_; }
    // Of the match, in units(); -1 for a group that took no part.
    std::int32_t start(std::int32_t group = 0);
    std::int32_t end(std::int32_t group = 0);

private:
    // ICU hands what it was given back as const.
    struct Budget {
        mutable std::int64_t steps = 0;
        mutable std::int64_t places = 0;
    };
    static UBool U_CALLCONV stepTaken(const void* budget, std::int32_t);
    static UBool U_CALLCONV placeTried(const void* budget, std::int64_t);

    icu::UnicodeString units_;
    Budget budget_;
    UErrorCode status_ = U_ZERO_ERROR;
    std::unique_ptr<icu::RegexMatcher> matcher_;
};

} // namespace attune
