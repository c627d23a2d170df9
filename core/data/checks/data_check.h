// SPDX-License-Identifier: GPL-3.0-or-later
// Checks of a labelled data set, and of its test file beside it: what is found, in which rows, and
// what would repair it. Every check is a function, listed with its kind in data_check.cpp.
#pragma once

#include "data/dataset.h"
#include "text/cleaning.h"

#include <functional>
#include <map>
#include <stop_token>

namespace attune {

// What would be changed in the file of the training part. A safe repair takes nothing away that a
// model could learn from; the others are for a person to decide.
struct Repair {
    enum class Action { None, DropRows, CleanTexts, RenameLabels };
    Action action = Action::None;
    bool safe = false;
    Message proposal;
    CleaningSettings rules;                   // of CleanTexts; of the test part what would do it
    std::map<std::string, std::string> names; // of RenameLabels: as it stands, as it is to be
};

struct DataFinding {
    struct Case {
        std::uint32_t line = 0;
        std::string text; // the beginning
        std::string label;
        // Where the case is about two rows: the other one, in the test file for what both share.
        std::uint32_t other = 0;
        std::string otherText, otherLabel;
    };

    std::string kind; // "doubles"
    Problem::Severity severity = Problem::Severity::Warning;
    std::string part;   // "train" or "test": whose rows these are
    std::string source; // its path
    Message message;
    Message hint;                     // what to do where there is no repair
    std::string otherSource;          // of the other rows of its cases; empty: the same file
    std::vector<std::uint32_t> lines; // of every row, in order (class folders: its number)
    std::vector<std::uint32_t> rows;  // the same rows as Example::row
    std::vector<Case> first;          // the first of them, ten at most
    Repair repair;                    // of `rows`; of the training part only
};

struct CheckKind {
    const char* key;
    const char* title;       // ATTUNE_TEXT
    const char* why;         // ATTUNE_TEXT: what such rows do; empty where the message says it
    bool repairable = false; // whether findings of this kind may have a repair
};
// All kinds, in the order in which they are checked and repaired.
std::vector<CheckKind> checkKinds();

// Rows without text or label are expected to be there (ReadOptions::keepEmpty). Without a label
// column what concerns labels is not checked. `progress(done, all)` in checks. Throws Cancelled
// when stopped.
std::vector<DataFinding> checkDataset(const Dataset& train, const Dataset* test,
                                      std::stop_token stop = {},
                                      const std::function<void(double, double)>& progress = {});

// What chosen repairs make of the rows of the training part.
struct RepairedRow {
    bool dropped = false;
    bool textChanged = false;
    bool labelChanged = false;
};
class RepairPlan {
public:
    // Findings without a repair count for nothing.
    explicit RepairPlan(const std::vector<DataFinding>& findings);
    // Rewrites text, second text and label (trimmed) of row `row`.
    RepairedRow apply(std::uint32_t row, std::string& text, std::string& pair,
                      std::string& label) const;

private:
    struct Step {
        Repair::Action action;
        Cleaning cleaning;
        std::map<std::string, std::string> names;
    };
    std::vector<Step> steps_;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> todo_; // row, step; in order
};

} // namespace attune
