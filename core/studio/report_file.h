// SPDX-License-Identifier: GPL-3.0-or-later
// The report of a run as a file: HTML for people, JSON for programs, by its ending.
#pragma once

#include "studio/report_document.h"

namespace attune::studio {

// Throws where a report could not be written there: another ending, a folder, a file that is there
// without `overwrite`. To be asked before the long work.
void checkReportFile(const fs::path& output, bool overwrite);
// Throws where a file of this name would take the place of what the run reads or is made of.
void keepRunWhole(const fs::path& run, const fs::path& output);
// Whole or not at all, and read back.
void writeReport(const RunFacts& facts, const fs::path& output, const std::string& language = "en",
                 const Words& words = {});

} // namespace attune::studio
