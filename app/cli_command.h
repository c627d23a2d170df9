// SPDX-License-Identifier: GPL-3.0-or-later
// A command of attune-cli: its name, what it does, its options, and the work. The table of all of
// them is in cli_main.cpp; a new command is one file and one line there.
#pragma once

#include "cli_interrupt.h"
#include "cli_output.h"
#include "cli_terminal.h"
#include "studio/studio.h"

#include <CLI/CLI.hpp>

#include <functional>

namespace attune::cli {

// What every command works with.
struct Context {
    Output& out;          // data
    Terminal& terminal;   // progress and messages
    Interrupt& interrupt; // Ctrl-C and SIGTERM
    std::string program;  // as it was called, for commands that are printed
};

struct Command {
    const char* name;
    const char* summary;
    // Adds the options to `app` and gives the work, whose result is the exit code.
    std::function<int(Context&)> (*add)(CLI::App& app);
};

extern const Command trainCommand;
extern const Command evaluateCommand;
extern const Command calibrateCommand;
extern const Command predictCommand;
extern const Command tokenizeCommand;
extern const Command inspectCommand;
extern const Command exportCommand;
extern const Command trimCommand;
extern const Command fetchCommand;
extern const Command cleanCommand;
extern const Command augmentCommand;
extern const Command checkDataCommand;
extern const Command relabelCommand;
extern const Command labelErrorsCommand;
extern const Command baselinesCommand;
extern const Command robustnessCommand;
extern const Command reportCommand;
extern const Command findRateCommand;
extern const Command runsCommand;
extern const Command rehearseCommand;
extern const Command explainCommand;
extern const Command compareCommand;
extern const Command listCommand;

// The notes of a work, as messages.
void tellProblems(Terminal& terminal, const Problems& problems);

// A word as a shell takes it back.
std::string shellWord(const std::string& word);

} // namespace attune::cli
