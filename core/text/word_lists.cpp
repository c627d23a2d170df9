// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/word_lists.h"

namespace attune {

void eachLine(std::string_view list,
              const std::function<void(const std::vector<std::string_view>&)>& visit) {
    std::vector<std::string_view> fields;
    while (!list.empty()) {
        const std::string_view line = list.substr(0, list.find('\n'));
        list.remove_prefix(line.size() < list.size() ? line.size() + 1 : line.size());
        fields.clear();
        for (std::size_t at = 0; at <= line.size();) {
            const std::string_view field = line.substr(at, line.find('\t', at) - at);
            fields.push_back(field);
            at += field.size() + 1;
        }
        visit(fields);
    }
}

} // namespace attune
