// SPDX-License-Identifier: GPL-3.0-or-later
#include "studio/report_charts.h"
#include "studio/report_document.h"

namespace attune::studio {

namespace {

// Light on purpose, also where the system is dark: reports are printed and handed on.
constexpr const char* style = R"(
:root { color-scheme: light; }
body { font: 14px/1.5 system-ui, sans-serif; color: #1a1e26; background: #fff;
  max-width: 52rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; margin: 0; }
.subtitle { color: #586070; margin: 0.25rem 0 1.5rem; }
h2 { font-size: 1.1rem; margin: 2rem 0 0.5rem; border-bottom: 1px solid #dfe3e9; }
table { border-collapse: collapse; margin: 0.5rem 0; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 0.2rem 1rem 0.2rem 0;
  border-bottom: 1px solid #e9ecf1; overflow-wrap: anywhere; }
th { color: #586070; font-weight: 500; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
svg { max-width: 100%; height: auto; display: block; margin: 1rem 0; }
pre { font-size: 12px; background: #f3f5f8; padding: 0.75rem; white-space: pre-wrap;
  overflow-wrap: anywhere; }
@media print { body { margin: 0; max-width: none; } h2 { break-after: avoid; }
  svg, tr { break-inside: avoid; } }
)";

void write(std::string& out, const ReportTable& table) {
    const auto cellClass = [&](std::size_t column) {
        return column < table.numbers.size() && table.numbers[column] ? " class=\"number\"" : "";
    };
    out += "<table>\n";
    if (!table.head.empty()) {
        out += "<tr>";
        for (std::size_t i = 0; i < table.head.size(); ++i)
            out += std::string("<th scope=\"col\"") + cellClass(i) + ">" + escaped(table.head[i]) +
                   "</th>";
        out += "</tr>\n";
    }
    for (const auto& row : table.rows) {
        out += "<tr>";
        for (std::size_t i = 0; i < row.size(); ++i) {
            const bool name = i == 0 && table.head.empty();
            out += std::string(name ? "<th scope=\"row\"" : "<td") + cellClass(i) + ">" +
                   escaped(row[i]) + (name ? "</th>" : "</td>");
        }
        out += "</tr>\n";
    }
    out += "</table>\n";
}

} // namespace

std::string toHtml(const ReportDocument& document) {
    std::string out = "<!DOCTYPE html>\n<html lang=\"" + escaped(document.language) +
                      "\">\n<head>\n<meta charset=\"utf-8\">\n"
                      "<meta name=\"viewport\" content=\"width=device-width\">\n"
                      // Nothing in it may load or run anything, whatever a text holds.
                      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                      "style-src 'unsafe-inline'\">\n<title>" +
                      escaped(document.title) + "</title>\n<style>" + style +
                      "</style>\n</head>\n<body>\n<h1>" + escaped(document.title) +
                      "</h1>\n<p class=\"subtitle\">" + escaped(document.subtitle) + "</p>\n";
    for (const ReportSection& section : document.sections) {
        out += "<section>\n<h2>" + escaped(section.title) + "</h2>\n";
        for (const ReportBlock& block : section.blocks)
            switch (block.kind) {
            case ReportBlock::Kind::Text:
                out += "<p>" + escaped(block.text) + "</p>\n";
                break;
            case ReportBlock::Kind::Table:
                write(out, block.table);
                break;
            case ReportBlock::Kind::Picture:
                out += "<figure role=\"img\" aria-label=\"" + escaped(block.text) +
                       "\" style=\"margin:0\">\n" + block.svg + "</figure>\n";
                break;
            case ReportBlock::Kind::Listing:
                out += "<pre>" + escaped(block.text) + "</pre>\n";
                break;
            }
        out += "</section>\n";
    }
    return out + "</body>\n</html>\n";
}

} // namespace attune::studio
