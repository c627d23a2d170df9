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

} // namespace attune::ui
