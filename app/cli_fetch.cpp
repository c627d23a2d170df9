// SPDX-License-Identifier: GPL-3.0-or-later
// fetch: a model of the Hugging Face Hub, by name, into the local cache.
#include "cli_command.h"

namespace attune::cli {

namespace {

struct Settings {
    std::string name, revision;
    bool json = false;
};

int fetch(Context& context, const Settings& settings) {
    const FetchedModel model = studio::fetchModel(
        settings.name, settings.revision,
        [&](const FetchProgress& progress) {
            context.terminal.progress(visible(progress.file) + "  " + bytesText(progress.done) +
                                          " of " + bytesText(progress.all),
                                      progress.all > 0 ? static_cast<double>(progress.done) /
                                                             static_cast<double>(progress.all)
                                                       : -1);
        },
        context.interrupt.token());
    context.terminal.finish();
    std::string notes;
    for (const Message& note : model.notes) {
        context.terminal.warn(note.text());
        notes += (notes.empty() ? "" : " ") + note.text();
    }
    if (settings.json)
        context.out.prettyJson({
            {"name",   model.name          },
            {"model",  model.model         },
            {"commit", model.commit        },
            {"path",   toUtf8(model.folder)},
            {"files",  model.files         },
            {"loaded", model.loaded        },
            {"note",   notes               }
        });
    else
        context.out.line(toUtf8(model.folder));
    context.terminal.say("A recipe names it so: model: " + model.model);
    return 0;
}

} // namespace

const Command fetchCommand = {
    "fetch", "Download a model of the Hugging Face Hub by name",
    [](CLI::App& app) -> std::function<int(Context&)> {
        auto settings = std::make_shared<Settings>();
        app.add_option("NAME", settings->name,
                       "ORG/NAME, as the hub shows it, or ORG/NAME@REVISION")
            ->required();
        app.add_option("--revision", settings->revision,
                       "A branch, tag or commit; main if left out")
            ->type_name("REVISION");
        app.add_flag("--json", settings->json, "Print one JSON document");
        app.footer(
            "The files go into the cache that Python's huggingface_hub uses (HF_HOME, "
            "HF_HUB_CACHE), each checked\nagainst its digest. Ctrl-C keeps what came; the next "
            "fetch goes on there. HF_ENDPOINT names a mirror,\nHF_TOKEN a token, "
            "HF_HUB_OFFLINE=1 keeps off the network. A recipe finds the model by the same name, "
            "with @REVISION where one\nwas given.");
        return [settings](Context& context) { return fetch(context, *settings); };
    }};

} // namespace attune::cli
