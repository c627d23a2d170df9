// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/metric_help.h"

#include "base/error.h"

namespace attune {

std::string metricHelp(const std::string& key) {
    if (key == "samples_f1")
        return ATTUNE_TEXT("core", "The mean of the F1 of each text. A text that has no label and "
                                   "is answered with none counts 0, as scikit-learn counts it, "
                                   "though it is answered rightly.");
    return {};
}

} // namespace attune
