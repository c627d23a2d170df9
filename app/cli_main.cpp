// SPDX-License-Identifier: GPL-3.0-or-later
// attune-cli: the table of commands, the one place that catches errors, and the exit codes.
//   0 done, 1 failed, 2 wrong usage or recipe
//   130/143/129 interrupted (training: after a checkpoint)
#include "cli_command.h"

#include <algorithm>
#include <clocale>
#include <exception>
#include <new>
#include <string_view>

namespace attune::cli {

namespace {

const Command* const kCommands[] = {
    &trainCommand,    &rehearseCommand,  &evaluateCommand,    &calibrateCommand, &predictCommand,
    &exportCommand,   &checkDataCommand, &labelErrorsCommand, &baselinesCommand, &robustnessCommand,
    &relabelCommand,  &cleanCommand,     &augmentCommand,     &trimCommand,      &inspectCommand,
    &tokenizeCommand, &fetchCommand,     &findRateCommand,    &runsCommand,      &reportCommand,
    &explainCommand,  &compareCommand,   &listCommand,
};

constexpr const char* kFooter = R"(Start with a recipe, a small YAML file:

  model: models/all-MiniLM-L6-v2
  data:
    train: reviews.csv
  output: runs/reviews

  attune-cli train recipe.yaml
  attune-cli evaluate runs/reviews/model --data test.csv
  attune-cli predict runs/reviews/model --text-line "I love this phone."

Data goes to standard output, progress and messages to standard error.
Exit codes: 0 done, 1 failed, 2 wrong usage or recipe; interrupted (train: after a checkpoint) 130 by
Ctrl-C, 143 by SIGTERM, 129 by a closed terminal.
attune-cli help COMMAND tells more; attune-cli list parameters shows every key of a recipe.)";

// "--set KEY=VALUE ..." would promise several values after one --set; each takes one.
class HelpStyle : public CLI::Formatter {
public:
    std::string make_option_opts(const CLI::Option* option) const override {
        std::string text = CLI::Formatter::make_option_opts(option);
        if (const auto at = text.find(" ..."); at != std::string::npos)
            text.erase(at, 4);
        return text;
    }
};

void setHelpStyle(CLI::App& app) {
    app.formatter(std::make_shared<HelpStyle>());
    app.get_formatter()->column_width(34);
    app.get_formatter()->label("REQUIRED", "");
    app.set_help_flag("-h,--help", "Print this help and exit");
}

// CLI11's words for what it cannot read, with what to do.
int refuseUsage(const CLI::ParseError& error, const CLI::App& app,
                const std::vector<const char*>& words, Terminal& terminal) {
    std::string hint = "See attune-cli --help.";
    for (const CLI::App* command : app.get_subcommands())
        hint = "See attune-cli " + command->get_name() + " --help.";
    if (app.get_subcommands().empty() && words.size() > 1 && words[1][0] != '-') {
        std::vector<std::string> names;
        for (const Command* command : kCommands)
            names.emplace_back(command->name);
        const std::string near = nearestKey(words[1], names);
        const Message message = say(ATTUNE_TEXT("core", "There is no command “%1”."), words[1]);
        terminal.say("attune-cli: " + message.text() + " " +
                     (near.empty() ? hint : "Did you mean “" + near + "”?"));
        return 2;
    }
    std::string text = error.what();
    while (!text.empty() && (text.back() == '\n' || text.back() == '.'))
        text.pop_back();
    for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos;)
        text.replace(at, 1, " ");
    terminal.say("attune-cli: " + text + ". " + hint);
    return 2;
}

// "help" is "--help", and "help COMMAND" is "COMMAND --help"; what is no command is refused as
// such.
std::vector<const char*> withHelp(int argc, char** argv) {
    std::vector<const char*> words(argv, argv + argc);
    if (argc < 2 || std::string_view(argv[1]) != "help")
        return words;
    if (argc == 2) {
        words[1] = "--help";
        return words;
    }
    words.erase(words.begin() + 1);
    const auto isCommand = [&](const Command* command) {
        return std::string_view(command->name) == words[1];
    };
    if (std::any_of(std::begin(kCommands), std::end(kCommands), isCommand))
        words.insert(words.begin() + 2, "--help");
    return words;
}

int run(int argc, char** argv, Context& context) {
    const std::vector<const char*> words = withHelp(argc, argv);
    CLI::App app("Fine-tunes pretrained text encoders: a table of labelled texts and a pretrained "
                 "model become a classifier.",
                 "attune-cli");
    setHelpStyle(app);
    app.footer(kFooter);
    app.set_version_flag("--version", studio::version(), "Print the version and exit");
    app.require_subcommand(1);
    std::function<int(Context&)> work;
    for (const Command* command : kCommands) {
        CLI::App* sub = app.add_subcommand(command->name, command->summary);
        setHelpStyle(*sub);
        sub->footer(""); // else it is that of the program
        auto action = command->add(*sub);
        sub->callback([&work, action] { work = action; });
    }
    try {
        app.parse(static_cast<int>(words.size()), words.data());
    } catch (const CLI::CallForHelp&) {
        context.out.line(app.help());
        context.out.flush();
        return 0;
    } catch (const CLI::CallForVersion&) {
        context.out.line(studio::version());
        context.out.flush();
        return 0;
    } catch (const CLI::ParseError& error) {
        return refuseUsage(error, app, words, context.terminal);
    }
    const int code = work(context);
    context.out.flush();
    return code;
}

int guarded(int argc, char** argv, Context& context) {
    const auto fail = [&](const std::string& message, int code) {
        context.terminal.finish();
        context.terminal.say("attune-cli: " + message);
        return code;
    };
    try {
        return run(argc, argv, context);
    } catch (const UsageError& error) {
        return fail(error.what(), 2);
    } catch (const Error& error) {
        return fail(error.what(), 1);
    } catch (const Cancelled&) {
        return context.interrupt.exitCode() == 0 ? 1 : context.interrupt.exitCode();
    } catch (const ReaderGone&) {
        return 0;
    } catch (const OutOfMemory&) {
        return fail("The memory does not suffice. Close other programs, or take a smaller model.",
                    1);
    } catch (const std::bad_alloc&) {
        return fail("The memory does not suffice. Close other programs, or take a smaller model.",
                    1);
    } catch (const std::exception& error) {
        return fail(std::string("It failed: ") + error.what(), 1);
    }
}

} // namespace

void tellProblems(Terminal& terminal, const Problems& problems) {
    constexpr std::size_t most = 20;
    std::size_t told = 0;
    for (const Problem& problem : problems) {
        if (told++ == most) {
            terminal.say("... and " + std::to_string(problems.size() - most) + " more");
            return;
        }
        if (problem.severity == Problem::Severity::Info)
            terminal.say(problem.text());
        else
            terminal.warn(problem.text());
    }
}

std::string shellWord(const std::string& word) {
    const auto plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view("_-./=:,+@%").find(c) != std::string_view::npos;
    };
    if (!word.empty() && std::all_of(word.begin(), word.end(), plain))
        return word;
    std::string out = "'";
    for (const char c : word)
        out += c == '\'' ? "'\\''" : std::string(1, c);
    return out + "'";
}

} // namespace attune::cli

int main(int argc, char** argv) {
    std::setlocale(LC_CTYPE, "");
    attune::cli::Interrupt interrupt;
    attune::cli::Output out;
    attune::cli::Terminal terminal;
    attune::cli::Context context{out, terminal, interrupt, argc > 0 ? argv[0] : "attune-cli"};
    return attune::cli::guarded(argc, argv, context);
}
