// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/operator_entries.h"

#include "ui/kit/core_text.h"

namespace attune::ui {

const std::vector<studio::TableEntry>& operatorEntries() {
    static const std::vector<studio::TableEntry> entries = studio::listTable("operators");
    return entries;
}

const studio::TableEntry* operatorEntry(const std::string& name) {
    for (const studio::TableEntry& entry : operatorEntries())
        if (entry.key == name)
            return &entry;
    return nullptr;
}

QString operatorTitle(const std::string& name) {
    const studio::TableEntry* entry = operatorEntry(name);
    return entry != nullptr ? coreText(entry->title) : toQt(name);
}

} // namespace attune::ui
