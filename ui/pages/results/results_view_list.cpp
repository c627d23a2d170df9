// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/results/results_view_list.h"

#include "ui/pages/results/baselines_view.h"
#include "ui/pages/results/compare_view.h"
#include "ui/pages/results/label_errors_view.h"
#include "ui/pages/results/overview_view.h"
#include "ui/pages/results/reliability_view.h"
#include "ui/pages/results/robustness_view.h"

namespace attune::ui {

namespace {
template <class V> ResultsView* make(Workspace& workspace) { return new V(workspace); }
} // namespace

const std::vector<ResultsViewEntry>& resultsViewList() {
    static const std::vector<ResultsViewEntry> list = {
        {"overview",     make<OverviewView>   },
        {"reliability",  make<ReliabilityView>},
        {"label-errors", make<LabelErrorsView>},
        {"robustness",   make<RobustnessView> },
        {"baselines",    make<BaselinesView>  },
        {"compare",      make<CompareView>    },
    };
    return list;
}

} // namespace attune::ui
