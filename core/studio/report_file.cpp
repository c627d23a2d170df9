// SPDX-License-Identifier: GPL-3.0-or-later
#include "studio/report_file.h"

#include "run/run_folder.h"
#include "studio/output_file.h"

namespace attune::studio {

namespace {
bool isJson(const fs::path& output) { return output.extension() == ".json"; }
} // namespace

void checkReportFile(const fs::path& output, bool overwrite) {
    if (!isJson(output) && output.extension() != ".html" && output.extension() != ".htm")
        throw UsageError(
            say(ATTUNE_TEXT("core", "The ending “%1” tells no format."),
                toUtf8(output.extension())),
            toUtf8(output),
            say(ATTUNE_TEXT("core", "End the name in .html or .json; a PDF is written by the "
                                    "window, or printed from the HTML file.")));
    std::error_code ignored;
    if (fs::is_directory(output, ignored))
        throw UsageError(say(ATTUNE_TEXT("core", "This is a folder.")), toUtf8(output),
                         say(ATTUNE_TEXT("core", "Name a file.")));
    if (!overwrite && fs::exists(output, ignored))
        throw UsageError(say(ATTUNE_TEXT("core", "The file is there already.")), toUtf8(output),
                         say(ATTUNE_TEXT("core", "Name another file, or give --overwrite.")));
    checkWritable(output);
}

void keepRunWhole(const fs::path& run, const fs::path& output) {
    const fs::path folder = fs::absolute(run).lexically_normal();
    refuseToReplaceInputs(RunReader(folder).recipe(), RunFolder::recipeFile(folder), output);
    // Pages and PDFs below a run are reports; everything else there is its own.
    std::error_code ignored;
    const fs::path inside = fs::absolute(output).lexically_normal().lexically_relative(folder);
    const bool isReport = output.extension() == ".html" || output.extension() == ".htm" ||
                          output.extension() == ".pdf";
    if (!isReport && !inside.empty() && *inside.begin() != ".." && fs::exists(output, ignored))
        throw UsageError(say(ATTUNE_TEXT("core", "This file is part of the run.")), toUtf8(output),
                         say(ATTUNE_TEXT("core", "Name another file.")));
}

void writeReport(const RunFacts& facts, const fs::path& output, const std::string& language,
                 const Words& words) {
    const std::string content =
        isJson(output)
            ? toJson(facts).dump(2, ' ', false, OrderedJson::error_handler_t::replace) + "\n"
            : toHtml(describeRun(facts, language, words));
    publishFile(output, content);
    if (readFile(output) != content)
        throw Error(say(ATTUNE_TEXT("core", "What was written reads back other than it was "
                                            "meant.")),
                    toUtf8(output), say(ATTUNE_TEXT("core", "Check the disk and try again.")));
}

} // namespace attune::studio
