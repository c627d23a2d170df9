// SPDX-License-Identifier: GPL-3.0-or-later
// The pictures of a report, as SVG that browsers and Qt's renderer (SVG Tiny 1.2) draw alike.
// Internal to this room.
#pragma once

#include "studio/report_document.h"

namespace attune::studio {

// & < > " ' as entities; control characters that XML forbids become U+FFFD.
std::string escaped(const std::string& text);

struct ChartLine {
    std::string name;
    std::vector<std::pair<double, double>> points; // not finite: left out
    bool marked = false;                           // a mark at each point
};
// Curves over epochs. `best`: x of a dashed line; NaN: none.
ReportBlock lineChart(const std::string& title, const std::string& across,
                      const std::vector<ChartLine>& lines, double best,
                      const std::string& bestName);
// Shares from 0 to 1 by label.
ReportBlock barChart(const std::string& title, const std::vector<std::string>& names,
                     const std::vector<double>& shares);
// Counts [true][predicted], darker where there are more of their row.
ReportBlock confusionChart(const std::string& title, const std::string& down,
                           const std::string& across, const std::vector<std::string>& labels,
                           const std::vector<std::vector<std::int64_t>>& counts);

} // namespace attune::studio
