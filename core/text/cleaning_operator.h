// SPDX-License-Identifier: GPL-3.0-or-later
// The interface of the operators of cleaning, and how one describes itself.
//
// An operator is a pure function of one text: made once from its parameters, never changed, used by
// any number of threads. It takes time linear in the text. Internal to this room: others go through
// text/cleaning.h.
#pragma once

#include "base/parameter.h"
#include "text/cleaning.h"
#include "text/rewrite.h"

#include <functional>
#include <memory>

namespace attune {

class CleaningOperator {
public:
    virtual ~CleaningOperator() = default;
    // Rewrites text.source(), which is valid UTF-8, and leaves valid UTF-8. False where the text is
    // too hard (only `replace` has such texts): then what was written does not count.
    virtual bool apply(Rewriter& text) const = 0;
    // Placeholder words that it may put in.
    virtual std::vector<std::string> words() const { return {}; }
};

using OperatorPointer = std::unique_ptr<const CleaningOperator>;

// A line of the table: what is described, and how the operator is made from one value for each
// parameter (all of them there, each through conform()). Problems have the key of the parameter
// as field; where there is one, the operator may be null.
struct CleaningEntry {
    CleaningDescription description;
    std::function<OperatorPointer(const CleaningStep&, Problems&)> make;
};

// From an operator's settings S, their fields and a function that makes the operator from them.
template <class S>
CleaningEntry cleaningEntry(CleaningDescription description, const Fields<S>& fields,
                            OperatorPointer (*make)(const S&, Problems&)) {
    description.parameters = operatorParameters(fields);
    return {std::move(description), [&fields, make](const CleaningStep& step, Problems& problems) {
                return make(settingsOf(step, fields), problems);
            }};
}

// For an operator without parameters.
template <class Operator> CleaningEntry cleaningEntry(CleaningDescription description) {
    return {std::move(description), [](const CleaningStep&, Problems&) -> OperatorPointer {
                return std::make_unique<Operator>();
            }};
}

// For an operator that may find more to do in its own result: applies `pass` to what it left until
// nothing changes, a few times at most.
bool applyUntilStable(Rewriter& text, const std::function<void(Rewriter&)>& pass);

// One function an operator, in the file of its name; the table is cleaning_table.cpp.
CleaningEntry unicodeEntry();
CleaningEntry repairEncodingEntry();
CleaningEntry htmlEntry();
CleaningEntry markdownEntry();
CleaningEntry invisibleEntry();
CleaningEntry whitespaceEntry();
CleaningEntry widthEntry();
CleaningEntry lookalikesEntry();
CleaningEntry chineseEntry();
CleaningEntry placeholdersEntry();
CleaningEntry emojiEntry();
CleaningEntry repeatsEntry();
CleaningEntry stopWordsEntry();
CleaningEntry caseEntry();
CleaningEntry replaceEntry();

const std::vector<CleaningEntry>& cleaningTable();
// Null: there is none of this name.
const CleaningEntry* findCleaning(std::string_view key);

} // namespace attune
