// SPDX-License-Identifier: GPL-3.0-or-later
// inspect and tokenize: a model folder looked at.
#include "cli_command.h"

namespace attune::cli {

namespace {

// ---- inspect -----------------------------------------------------------------------------------

OrderedJson jsonOf(const studio::ModelCard& card) {
    OrderedJson mismatched = OrderedJson::array();
    for (const auto& mismatch : card.weights.mismatched)
        mismatched.push_back({
            {"name",   mismatch.name  },
            {"found",  mismatch.found },
            {"wanted", mismatch.wanted}
        });
    OrderedJson warnings = OrderedJson::array();
    for (const Problem& problem : card.warnings)
        warnings.push_back(problem.text());
    return {
        {"path",           card.path                          },
        {"name",           card.name                          },
        {"commit",         card.commit                        },
        {"family",         card.family                        },
        {"tokenizer",      card.tokenizer                     },
        {"layers",         card.layers                        },
        {"hidden",         card.hidden                        },
        {"heads",          card.heads                         },
        {"feed_forward",   card.feedForward                   },
        {"vocabulary",     card.vocabulary                    },
        {"longest",        card.longest                       },
        {"max_length",     card.maxLength                     },
        {"parameters",
         {{"embeddings", card.embeddings},
          {"encoder", card.encoder},
          {"head", card.head},
          {"all", card.embeddings + card.encoder + card.head}}},
        {"weight_bytes",   card.weightBytes                   },
        {"training_bytes", card.trainingBytes                 },
        {"running_bytes",  card.runningBytes                  },
        {"licence",        card.licence                       },
        {"languages",      card.languages                     },
        {"finished",       card.finished                      },
        {"task",           card.task                          },
        {"labels",         card.labels                        },
        {"missing",        card.weights.missing               },
        {"unexpected",     card.weights.unexpected            },
        {"word_head",      card.wordHead                      },
        {"mismatched",     mismatched                         },
        {"warnings",       warnings                           },
    };
}

std::string joined(const std::vector<std::string>& words, std::size_t most) {
    std::string out;
    for (std::size_t i = 0; i < words.size() && i < most; ++i)
        out += (i > 0 ? ", " : "") + words[i];
    return words.size() > most ? out + ", ... (" + std::to_string(words.size()) + ")" : out;
}

void printCard(Output& out, const studio::ModelCard& card) {
    const auto fact = [&](const std::string& name, const std::string& value) {
        if (!value.empty())
            out.line(name + std::string(14 - name.size(), ' ') + visible(value));
    };
    fact("folder", card.path);
    fact("name", card.name);
    fact("commit", card.commit);
    fact("family", card.family);
    fact("tokenizer", card.tokenizer);
    fact("encoder", std::to_string(card.layers) + " layers of " + std::to_string(card.hidden) +
                        ", " + std::to_string(card.heads) + " heads, feed-forward " +
                        std::to_string(card.feedForward));
    fact("longest text", grouped(card.longest) + " tokens; cut at " + grouped(card.maxLength));
    fact("parameters",
         shortNumber(static_cast<double>(card.embeddings + card.encoder + card.head)) + " (" +
             shortNumber(static_cast<double>(card.embeddings)) + " embeddings, " +
             shortNumber(static_cast<double>(card.encoder)) + " encoder, " +
             shortNumber(static_cast<double>(card.head)) + " head)");
    fact("on disk", bytesText(card.weightBytes));
    fact("memory", "about " + bytesText(card.trainingBytes) +
                       " to train (batches of 32 texts of 128 tokens), " +
                       bytesText(card.runningBytes) + " to run");
    fact("licence", card.licence);
    fact("languages", card.languages);
    fact("task", card.task);
    fact("labels", joined(card.labels, 40));
    if (card.weights.missing.empty() && card.weights.mismatched.empty())
        fact("weights", "complete");
    fact("missing", joined(card.weights.missing, 12));
    fact("unexpected", joined(card.weights.unexpected, 12));
    if (!card.wordHead.empty())
        fact("word head", "of a masked language model, for the operator masked-word: " +
                              joined(card.wordHead, 12));
    std::vector<std::string> mismatched;
    for (const auto& mismatch : card.weights.mismatched)
        mismatched.push_back(mismatch.name);
    fact("other shape", joined(mismatched, 12));
    if (!card.finished)
        fact("head", "none yet: it begins at random when the model is trained");
}

struct InspectSettings {
    std::string model;
    bool json = false;
};

int inspect(Context& context, const InspectSettings& settings) {
    const studio::ModelCard card = studio::inspectModel(settings.model, fs::current_path());
    tellProblems(context.terminal, card.warnings);
    if (settings.json)
        context.out.prettyJson(jsonOf(card));
    else
        printCard(context.out, card);
    return 0;
}

// ---- tokenize ----------------------------------------------------------------------------------

struct TokenizeSettings {
    std::string model, data;
};

} // namespace

const Command inspectCommand = {
    "inspect", "Show what a model folder holds", [](CLI::App& app) -> std::function<int(Context&)> {
        auto settings = std::make_shared<InspectSettings>();
        app.add_option("MODEL_DIR", settings->model,
                       "A model folder, a run folder, or ORG/NAME[@REVISION] of the local cache")
            ->required();
        app.add_flag("--json", settings->json, "Print one JSON document");
        return [settings](Context& context) { return inspect(context, *settings); };
    }};

const Command tokenizeCommand = {
    "tokenize", "Print the token ids of every line of a text file",
    [](CLI::App& app) -> std::function<int(Context&)> {
        auto settings = std::make_shared<TokenizeSettings>();
        app.add_option("MODEL_DIR", settings->model, "A model folder")->required();
        app.add_option("--data", settings->data, "Text file; its lines end at LF")
            ->required()
            ->type_name("FILE");
        app.footer("One JSON list of ids a line: whole texts, special tokens included. Bytes that "
                   "are not UTF-8\nare read as U+FFFD.");
        return [settings](Context& context) {
            studio::tokenizeFile(
                fromUtf8(settings->model), fromUtf8(settings->data),
                [&](const std::string& line) { context.out.line(line); },
                context.interrupt.token());
            return 0;
        };
    }};

} // namespace attune::cli
