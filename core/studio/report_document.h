// SPDX-License-Identifier: GPL-3.0-or-later
// The report of a run as a document of plain blocks, in one language; what writes it (HTML here,
// PDF in the window) only sets it.
#pragma once

#include "studio/run_facts.h"

namespace attune::studio {

struct ReportTable {
    std::vector<std::string> head; // empty: names and values, in two columns
    std::vector<std::vector<std::string>> rows;
    std::vector<bool> numbers; // columns that are aligned right; empty: none
};

struct ReportBlock {
    enum class Kind { Text, Table, Picture, Listing };
    Kind kind = Kind::Text;
    std::string text; // Text, Listing: itself. Picture: what it shows, in words.
    ReportTable table;
    std::string svg; // Picture: a whole SVG document (1.1, no style sheet, no scripts)
    int width = 0, height = 0;
};

struct ReportSection {
    std::string title;
    std::vector<ReportBlock> blocks;
};

struct ReportDocument {
    std::string title, subtitle;
    std::string language; // "en", "zh-CN"
    std::vector<ReportSection> sections;
};

// A message in the language of the report.
using Words = std::function<std::string(const Message&)>;

// `words` empty: English.
ReportDocument describeRun(const RunFacts& facts, const std::string& language = "en",
                           const Words& words = {});

// One file that needs nothing beside it and asks nothing of the network.
std::string toHtml(const ReportDocument& document);

} // namespace attune::studio
