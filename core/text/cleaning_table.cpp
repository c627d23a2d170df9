// SPDX-License-Identifier: GPL-3.0-or-later
// The table of the operators of cleaning, in the order in which a chain best has them: a new
// operator is one file, one line in cleaning_operator.h and one here.
#include "base/operator_switch.h"
#include "text/cleaning_operator.h"

namespace attune {

const std::vector<CleaningEntry>& cleaningTable() {
    static const std::vector<CleaningEntry> table = [] {
        std::vector<CleaningEntry> all;
        all.push_back(repairEncodingEntry());
        all.push_back(htmlEntry());
        all.push_back(markdownEntry());
        all.push_back(unicodeEntry());
        all.push_back(invisibleEntry());
        all.push_back(lookalikesEntry());
        all.push_back(widthEntry());
        all.push_back(chineseEntry());
        all.push_back(placeholdersEntry());
        all.push_back(emojiEntry());
        all.push_back(repeatsEntry());
        all.push_back(caseEntry());
        all.push_back(stopWordsEntry());
        all.push_back(replaceEntry());
        all.push_back(whitespaceEntry());
        for (CleaningEntry& entry : all)
            entry.description.parameters.push_back(offParameter());
        return all;
    }();
    return table;
}

const CleaningEntry* findCleaning(std::string_view key) {
    for (const CleaningEntry& entry : cleaningTable())
        if (entry.description.key == key)
            return &entry;
    return nullptr;
}

} // namespace attune
