// SPDX-License-Identifier: GPL-3.0-or-later
// The interface of the operators of augmentation, and how one describes itself. Internal to this
// room: others go through augment/augmentation.h.
#pragma once

#include "augment/augmentation.h"
#include "augment/words.h"
#include "base/random.h"

#include <functional>

namespace attune {

// One text that an operator is asked to rewrite.
struct AugmentCall {
    RandomStream random; // of this operator, row, copy and text
    RandomStream shared; // of this operator, row and copy: the same for both texts of a pair
    const Example& example;
    bool second; // the second text of a pair
    const AugmentContext& context;
    const OperatorModel& model; // has what the description says the operator needs
    const ProtectedWords& protectedWords;
};

// Made once from its parameters, never changed, used by any number of threads.
class AugmentOperator {
public:
    virtual ~AugmentOperator() = default;
    // Rewrites text.source(), which is valid UTF-8, and leaves valid UTF-8; touches no protected
    // words and leaves at least one word where there was one. Time linear in the text.
    virtual void apply(Rewriter& text, AugmentCall& call) const = 0;
};
using AugmentPointer = std::unique_ptr<const AugmentOperator>;

// A line of the table. `make` gets a step that has been through conformStep(), and the folder that
// its paths start from; problems have the key of the parameter as field.
struct AugmentEntry {
    AugmentDescription description;
    std::function<AugmentPointer(const OperatorStep&, const fs::path&, Problems&)> make;
};

template <class S>
AugmentEntry augmentEntry(AugmentDescription description, const Fields<S>& fields,
                          AugmentPointer (*make)(const S&, const fs::path&, Problems&)) {
    description.parameters = operatorParameters(fields);
    return {std::move(description),
            [&fields, make](const OperatorStep& step, const fs::path& base, Problems& problems) {
                return make(settingsOf(step, fields), base, problems);
            }};
}

// The parameter `rate` of operators that change a share of something.
Parameter rateParameter(std::string help);

// Indices of 0 .. n-1 in rising order: a share `rate` of them, at least one while there is one.
std::vector<std::size_t> chosen(std::size_t n, double rate, RandomStream& random);

// Spares one of the words that are to go where no other would be left.
void leaveOne(std::vector<std::size_t>& leaving, const Words& words, RandomStream& random);

// One function an operator; the table is operator_table.cpp.
AugmentEntry synonymEntry();
AugmentEntry maskedWordEntry();
AugmentEntry nearWordsEntry();
AugmentEntry randomSwapEntry();
AugmentEntry randomDeleteEntry();
AugmentEntry randomInsertEntry();
AugmentEntry stopWordRemovalEntry();
AugmentEntry cutOffEntry();
AugmentEntry sentenceShuffleEntry();
AugmentEntry mixEntry();
AugmentEntry specialWordsEntry();
AugmentEntry keyboardEntry();
AugmentEntry spellingEntry();
AugmentEntry ocrEntry();
AugmentEntry soundAlikeEntry();
AugmentEntry lookAlikeEntry();

const std::vector<AugmentEntry>& augmentTable();
// Null: there is none of this name.
const AugmentEntry* findAugment(std::string_view key);

} // namespace attune
