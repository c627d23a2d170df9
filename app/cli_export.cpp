// SPDX-License-Identifier: GPL-3.0-or-later
// export: a finished model in another format, read back and compared.
#include "base/lists.h"
#include "cli_command.h"
#include "studio/exporting.h"

namespace attune::cli {

namespace {

struct ExportSettings {
    std::string model, format, output, data;
    std::vector<std::string> set;
    bool json = false;
};

int exportTo(Context& context, const ExportSettings& settings) {
    studio::ExportOptions options;
    options.format = settings.format;
    options.output = fromUtf8(settings.output);
    options.data = fromUtf8(settings.data);
    for (const std::string& assignment : settings.set)
        studio::addExportSetting(options, assignment);
    const studio::ExportReport report = studio::exportModel(
        fromUtf8(settings.model), options,
        [&](double done, double all) {
            context.terminal.progress("comparing", all > 0 ? done / all : -1);
        },
        context.interrupt.token());
    context.terminal.finish();
    tellProblems(context.terminal, report.notes);
    if (settings.json)
        context.out.prettyJson({
            {"path",                report.path              },
            {"format",              report.format            },
            {"bytes",               report.bytes             },
            {"compared_in",         report.comparedIn        },
            {"texts",               report.texts             },
            {"longest",             report.longest           },
            {"greatest_difference", report.greatestDifference},
            {"limit",               report.limit             }
        });
    else
        context.out.line(report.path + ": " + bytesText(report.bytes) +
                         ", read back and compared in " + listed(report.comparedIn) + " on " +
                         counted(report.texts, "text") + " of up to " +
                         counted(report.longest, "token") +
                         ": the same labels, greatest difference of the logits " +
                         significant(report.greatestDifference));
    return 0;
}

// "precision (fp32), limit, largest_file (2000)"
std::string settingsOf(const studio::TableEntry& entry) {
    std::string text;
    for (std::size_t i = 0; i < entry.parameters.size(); ++i) {
        const std::string standard = toText(entry.standards[i]);
        text += (i > 0 ? ", " : "") + entry.parameters[i].key +
                (standard.empty() ? "" : " (" + standard + ")");
    }
    return text;
}

} // namespace

const Command exportCommand = {
    "export", "Write a finished model in another format",
    [](CLI::App& app) -> std::function<int(Context&)> {
        auto settings = std::make_shared<ExportSettings>();
        app.add_option("MODEL_DIR", settings->model, "A finished model folder, or its run folder")
            ->required();
        std::string formats, keys;
        for (const studio::TableEntry& entry : studio::listTable("exporters")) {
            formats += (formats.empty() ? "" : ", ") + entry.key;
            if (!entry.parameters.empty())
                keys += "\n  " + entry.key + ": " + settingsOf(entry);
        }
        app.add_option("--format", settings->format, formats)->required()->type_name("FORMAT");
        app.add_option("--output", settings->output, "What does not exist yet: a folder, or a file")
            ->required()
            ->type_name("PATH");
        app.add_option("--data", settings->data,
                       "Table of texts to compare on: its first 200, beside made-up ones")
            ->type_name("FILE");
        app.add_option("--set", settings->set,
                       "A setting of the format; may be given more than once")
            ->type_name("KEY=VALUE");
        app.add_flag("--json", settings->json, "Print one JSON document");
        app.footer("The export is read back and compared, from raw text to logits, before it is "
                   "called done; if it\ndiffers, nothing is left behind. Settings (`attune-cli "
                   "list exporters` tells more):" +
                   keys);
        return [settings](Context& context) { return exportTo(context, *settings); };
    }};

} // namespace attune::cli
