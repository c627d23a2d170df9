// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/metric_names.h"

#include "evaluate/metrics.h"
#include "ui/kit/core_text.h"

#include <algorithm>

namespace attune::ui {

QString metricTitle(const std::string& key) {
    const auto& table = metricTable();
    const auto found =
        std::find_if(table.begin(), table.end(), [&](const auto& row) { return row.key == key; });
    return found == table.end() ? toQt(key) : coreText(found->title);
}

QString metricWithin(const std::string& key) {
    QString title = metricTitle(key);
    if (title.size() > 1 && title[1].isLower())
        title[0] = title[0].toLower();
    return title;
}

} // namespace attune::ui
