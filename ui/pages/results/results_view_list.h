// SPDX-License-Identifier: GPL-3.0-or-later
// The views of the Results page, in the order of their segments. A new view is one line in
// results_view_list.cpp.
#pragma once

#include <vector>

namespace attune::ui {

class ResultsView;
class Workspace;

struct ResultsViewEntry {
    const char* key; // "overview": for tests
    ResultsView* (*make)(Workspace& workspace);
};

const std::vector<ResultsViewEntry>& resultsViewList();

} // namespace attune::ui
