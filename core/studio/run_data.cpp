// SPDX-License-Identifier: GPL-3.0-or-later
#include "studio/run_data.h"

#include "base/json.h"
#include "base/lists.h"

namespace attune::studio {

void checkUnchanged(const fs::path& run, const Split& split) {
    const fs::path file = run / "report.json";
    std::error_code ignored;
    if (!fs::exists(file, ignored))
        throw UsageError(say(ATTUNE_TEXT("core", "The run is not finished: it has no report.")),
                         toUtf8(run), say(ATTUNE_TEXT("core", "Resume it, or wait for its end.")));
    const Json report = readJsonFile(file);
    const Json data = report.is_object() ? report.value("data", Json()) : Json();
    const auto textOf = [](const Json& json, const std::string& key) {
        return json.is_object() && json.contains(key) && json.at(key).is_string()
                   ? json.at(key).get<std::string>()
                   : std::string();
    };
    if (textOf(data, "fingerprint") == split.fingerprint)
        return;
    const Json files = data.is_object() ? data.value("files", Json()) : Json();
    std::vector<std::string> changed, all;
    for (const DataFile& part : split.files) {
        all.push_back(part.source);
        if (textOf(files, part.part) != part.fingerprint)
            changed.push_back(part.source);
    }
    throw UsageError(say(ATTUNE_TEXT("core", "The data are not those that the run was made with. "
                                             "Changed since: %1."),
                         quoted(changed.empty() ? all : changed)),
                     toUtf8(run),
                     say(ATTUNE_TEXT("core", "Put the old file back, or evaluate the model on a "
                                             "file of labelled texts instead.")));
}

} // namespace attune::studio
