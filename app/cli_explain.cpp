// SPDX-License-Identifier: GPL-3.0-or-later
// explain: which words of a text spoke for a label, or for a number, and what a change of it does.
#include "base/lists.h"
#include "cli_command.h"
#include "cli_rows.h"
#include "studio/explaining.h"

#include <cmath>

namespace attune::cli {

namespace {

struct ExplainSettings {
    std::string model, text, pair, edited, word;
    std::size_t occurrence = 1;
    std::string method = "integrated-gradients", replace = "remove";
    studio::ExplainOptions options;
    bool json = false;
};

constexpr std::size_t kWordsPrinted = 20;

OrderedJson jsonOf(const studio::Explainer& explainer, const studio::TextResult& result) {
    OrderedJson json;
    json["prediction"] = explainer.jsonOf(result);
    json["scores"] = result.scores;
    json["logits"] = result.logits;
    return json;
}

OrderedJson jsonOf(const studio::Explainer& explainer, const studio::Explanation& found,
                   studio::ExplainMethod method) {
    OrderedJson json;
    json["text"] = found.text;
    if (found.hasPair)
        json["text_pair"] = found.pair;
    json["method"] = studio::nameOf(method);
    if (found.word) {
        const studio::ExplainedWord& word = found.words[*found.word];
        json["word"]["index"] = *found.word;
        json["word"]["word"] = found.wordText(word);
    }
    json["label"] = found.labels[static_cast<std::size_t>(found.label)];
    json["labels"] = found.labels;
    json.update(jsonOf(explainer, found.result));
    json["words"] = OrderedJson::array();
    for (const studio::ExplainedWord& word : found.words) {
        OrderedJson one = {
            {"word",  found.wordText(word)},
            {"begin", word.span.begin     },
            {"end",   word.span.end       }
        };
        if (found.hasPair)
            one["text"] = word.second ? 2 : 1;
        one["value"] = word.read ? OrderedJson(word.value) : OrderedJson();
        if (word.label >= 0)
            one["label"] = found.labels[static_cast<std::size_t>(word.label)];
        if (word.without)
            one["without"] = jsonOf(explainer, *word.without);
        json["words"].push_back(std::move(one));
    }
    if (found.completeness) {
        const auto& complete = *found.completeness;
        json["tokens"] = OrderedJson::array();
        for (const studio::ExplainedToken& token : found.tokens)
            json["tokens"].push_back({
                {"token",   token.token  },
                {"special", token.special},
                {"value",   token.value  }
            });
        json["completeness"] = {
            {"baseline_token", complete.token   },
            {"logit",          complete.logit   },
            {"baseline_logit", complete.baseline},
            {"sum",            complete.sum     },
            {"error",          complete.error   },
            {"limit",          complete.limit   },
            {"steps",          complete.steps   },
            {"reached",        complete.reached }
        };
    }
    json["warnings"] = warningsJson(found.notes);
    return json;
}

std::string signedText(double value) { return (value > 0 ? "+" : "") + fixed(value, 4); }

// What is explained: a label with its score, of a word or beside all answers of the text; a number.
void printExplained(Output& out, const studio::Explainer& explainer,
                    const studio::Explanation& found) {
    const auto label = static_cast<std::size_t>(found.label);
    if (found.task == Task::Regression) {
        out.line("number      " + fixed(found.result.value, 4) + "  (" +
                 visible(found.labels[label]) + ")");
        return;
    }
    if (found.word)
        out.line("word        " + visible(std::string(found.wordText(found.words[*found.word]))) +
                 "  labelled " + visible(explainer.cellOf(found.result)));
    if (found.task == Task::MultiLabel)
        out.line("answer      " + (found.result.labels.empty()
                                       ? std::string("no label")
                                       : visible(explainer.cellOf(found.result))));
    out.line("label       " + visible(found.labels[label]) + "  score " +
             fixed(found.result.scores[label], 4) + "  logit " +
             fixed(static_cast<double>(found.result.logits[label]), 4));
}

void printExplanation(Output& out, const studio::Explainer& explainer,
                      const studio::Explanation& found) {
    const auto label = static_cast<std::size_t>(found.label);
    const bool number = found.task == Task::Regression;
    printExplained(out, explainer, found);
    if (found.completeness) {
        const auto& complete = *found.completeness;
        out.line("complete    the words sum up to " + signedText(complete.sum) +
                 (number ? ", the number rose by " : ", the logit rose by ") +
                 signedText(complete.logit - complete.baseline) + " from a text of " +
                 visible(complete.token) + "; error " + significant(std::abs(complete.error)) +
                 (complete.reached ? " (limit " : ", over the limit (") +
                 significant(complete.limit) + "), " + counted(complete.steps, "step"));
    }
    out.line("");
    std::vector<std::vector<std::string>> rows;
    for (const std::size_t i : found.strongest()) {
        if (rows.size() == kWordsPrinted)
            break;
        const studio::ExplainedWord& word = found.words[i];
        rows.push_back({visible(std::string(found.wordText(word))), signedText(word.value)});
        if (word.without) {
            rows.back().push_back(fixed(word.without->scores[label], 4));
            if (!number)
                rows.back().push_back(visible(explainer.cellOf(*word.without)));
        }
    }
    std::vector<std::string> header = {"word", "value"};
    if (!found.completeness) {
        header.emplace_back(number ? "number without it" : "score without it");
        if (!number)
            header.emplace_back("answer without it");
    }
    out.table(header, rows);
}

// What an edit of the text did, beside what the text says.
void printEdit(Output& out, const studio::Explanation& before, const studio::Explanation& after) {
    const auto label = static_cast<std::size_t>(before.label);
    out.line("");
    std::vector<std::vector<std::string>> rows;
    for (std::size_t i = 0; i < before.labels.size(); ++i)
        rows.push_back({(i == label ? "* " : "  ") + visible(before.labels[i]),
                        fixed(before.result.scores[i], 4), fixed(after.result.scores[i], 4),
                        signedText(after.result.scores[i] - before.result.scores[i])});
    out.table({before.task == Task::Regression ? "  number" : "  label",
               before.task == Task::Regression ? "before the edit" : "score", "after the edit",
               "change"},
              rows);
}

// The word that is asked about, where each word has a label; none is named: as the model says.
std::optional<std::size_t> wordOf(studio::Explainer& explainer, const ExplainSettings& settings) {
    if (settings.word.empty())
        return std::nullopt;
    if (explainer.task() != Task::TokenLabels)
        throw UsageError(say(ATTUNE_TEXT("core", "This model answers whole texts, not words.")),
                         "--word", say(ATTUNE_TEXT("core", "Leave --word out.")));
    const studio::Explanation read = explainer.read(settings.text, settings.pair);
    const auto found = read.wordLike(settings.word, settings.occurrence);
    if (!found) {
        std::vector<std::string> words;
        for (const studio::ExplainedWord& word : read.words)
            if (word.read)
                words.emplace_back(read.wordText(word));
        throw UsageError(say(ATTUNE_TEXT("core", "The text has no such word, or not so often.")),
                         "--word",
                         say(ATTUNE_TEXT("core", "Choose one of: %1."), listed(words, 50)));
    }
    return found;
}

int explain(Context& context, ExplainSettings& settings) {
    settings.options.method = studio::explainMethodOf(settings.method);
    settings.options.mask = settings.replace == "mask";
    studio::Explainer explainer(fromUtf8(settings.model));
    const auto explained = [&](const std::string& text) {
        const studio::Explanation found = explainer.explain(
            text, settings.pair, settings.options,
            [&](double done, double all) {
                context.terminal.progress("explaining", all > 0 ? done / all : -1);
            },
            context.interrupt.token());
        context.terminal.finish();
        tellProblems(context.terminal, found.notes);
        return found;
    };
    settings.options.word = wordOf(explainer, settings);
    const studio::Explanation found = explained(settings.text);
    std::optional<studio::Explanation> edited;
    if (!settings.edited.empty()) {
        settings.options.label = found.labels[static_cast<std::size_t>(found.label)];
        if (found.word)
            settings.options.word =
                explainer.read(settings.edited, settings.pair).sameWord(found, *found.word);
        edited = explained(settings.edited);
    }
    if (settings.json) {
        OrderedJson json = jsonOf(explainer, found, settings.options.method);
        if (edited)
            json["edited"] = jsonOf(explainer, *edited, settings.options.method);
        context.out.prettyJson(json);
        return 0;
    }
    printExplanation(context.out, explainer, found);
    if (edited) {
        printEdit(context.out, found, *edited);
        context.out.line("");
        printExplanation(context.out, explainer, *edited);
    }
    return 0;
}

} // namespace

const Command explainCommand = {
    "explain", "Show which words of a text spoke for a label",
    [](CLI::App& app) -> std::function<int(Context&)> {
        auto settings = std::make_shared<ExplainSettings>();
        app.add_option("MODEL_DIR", settings->model, "A finished model folder, or its run folder")
            ->required();
        app.add_option("--text-line", settings->text, "The text")->required()->type_name("TEXT");
        app.add_option("--text-line-pair", settings->pair,
                       "The second text, for models trained on pairs")
            ->type_name("TEXT");
        app.add_option("--label", settings->options.label,
                       "The label that is explained; if left out, the one that the model gives")
            ->type_name("LABEL");
        app.add_option("--word", settings->word,
                       "Of a model that finds spans: the word whose label is explained; if left "
                       "out, the first that belongs to a span")
            ->type_name("WORD");
        app.add_option("--occurrence", settings->occurrence,
                       "Which of several words written like --word, from 1")
            ->check(CLI::Range(1, 1000000))
            ->type_name("N")
            ->capture_default_str();
        app.add_option("--method", settings->method,
                       "integrated-gradients: attributions that sum up to the logit; "
                       "leave-one-out: what the logit loses without each word")
            ->check(CLI::IsMember({"integrated-gradients", "leave-one-out"}))
            ->type_name("NAME")
            ->capture_default_str();
        app.add_option("--replace", settings->replace,
                       "leave-one-out: remove the word from the text, or mask its tokens")
            ->check(CLI::IsMember({"remove", "mask"}))
            ->type_name("HOW")
            ->capture_default_str();
        app.add_option("--edited", settings->edited,
                       "Another form of the text: what the change does is shown beside it")
            ->type_name("TEXT");
        app.add_option("--limit", settings->options.limit,
                       "integrated-gradients: the error of completeness that is sought, as a share "
                       "of the difference of the logits, or of 1 where that is smaller")
            ->check(CLI::Range(1e-6, 1.0))
            ->type_name("SHARE")
            ->capture_default_str();
        app.add_option("--steps", settings->options.steps,
                       "integrated-gradients: at most so many gradients")
            ->check(CLI::Range(8, 100000))
            ->type_name("N")
            ->capture_default_str();
        app.add_flag("--json", settings->json, "Print one JSON document");
        app.footer(
            "Values are in logits of the label, or in the number that is answered: over zero, the "
            "word\nspoke for it. Integrated gradients (Sundararajan et al. 2017) go from a text of "
            "masks to the text.");
        return [settings](Context& context) { return explain(context, *settings); };
    }};

} // namespace attune::cli
