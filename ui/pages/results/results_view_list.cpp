// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/results/results_view_list.h"

#include "ui/pages/results/overview_view.h"

namespace attune::ui {

namespace {
template <class V> ResultsView* make(Workspace& workspace) { return new V(workspace); }
} // namespace

const std::vector<ResultsViewEntry>& resultsViewList() {
    static const std::vector<ResultsViewEntry> list = {
        {"overview", make<OverviewView>},
    };
    return list;
}

} // namespace attune::ui
