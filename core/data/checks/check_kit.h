// SPDX-License-Identifier: GPL-3.0-or-later
// What the checks share. Internal to this room.
#pragma once

#include "data/checks/data_check.h"
#include "data/same_texts.h"
#include "data/target.h"
#include "text/compare.h"

namespace attune {

using Findings = std::vector<DataFinding>;

struct CheckInput {
    CheckInput(const Dataset& train, const Dataset* test, std::stop_token stop);

    const Dataset& train;
    const Dataset* test; // may be null
    std::stop_token stop;
    // What labels mean, by label id of each part: labels that differ only in case, width or white
    // space mean the same. How they are written concerns label-spelling alone.
    std::vector<std::int32_t> trainMeanings, testMeanings;
    std::vector<std::string> meant; // by meaning: the label as most training rows write it

    const std::vector<std::int32_t>& meaningsOf(const Dataset& data) const {
        return &data == &train ? trainMeanings : testMeanings;
    }
    // A number that is the same for the same target, in both parts; -1: no label. Single labels:
    // their meaning.
    std::int32_t meaningOf(const Dataset& data, const Example& example) const;
    // Whether anything is said of the text. Without labels or spans is an answer, too.
    bool hasTarget(const Example& example) const;

    // To be asked at every row.
    void look() const {
        if (stop.stop_requested())
            throw Cancelled();
    }
    bool hasLabels() const { return !train.labelColumn.empty(); }
    // Whether the labels are such that single ones can be looked at.
    bool hasUsableLabels() const;
    // Whether each text has one label, so that there are shares of them.
    bool isSingle() const { return train.task == Task::SingleLabel; }
    // Calls visit(data, name) for the training and the test part.
    template <class Visit> void eachPart(Visit&& visit) const {
        visit(train, "train");
        if (test)
            visit(*test, "test");
    }

private:
    std::unordered_map<std::string, std::int32_t> targets_; // of tasks without single labels
};

inline bool isBlank(const Example& example) { return trimmed(example.text).empty(); }
inline std::string labelOf(const Dataset& data, const Example& example) {
    return targetText(example, data.task, data.labels);
}

// A finding that grows row by row.
class FindingBuilder {
public:
    FindingBuilder(const char* kind, const Dataset& data, const char* part);

    void add(const Example& example);
    // `other` is of `otherData`.
    void add(const Example& example, const Example& other, const Dataset& otherData);
    std::size_t rows() const { return finding_.rows.size(); }

    // Adds the finding where it has rows. `message` gets the number of rows as %1, of all rows as
    // %2 and the first lines as %3, and what follows.
    template <class... Args>
    DataFinding* finish(Findings& out, Problem::Severity severity, const char* message,
                        Args&&... args) {
        if (finding_.rows.empty())
            return nullptr;
        finding_.severity = severity;
        finding_.message =
            say(message, finding_.rows.size(), all_, firstLines(), std::forward<Args>(args)...);
        out.push_back(std::move(finding_));
        return &out.back();
    }

private:
    std::string firstLines() const;

    const Dataset& data_;
    std::size_t all_;
    DataFinding finding_;
};

// Gives a finding of the training part its repair; in the test part the hint says the same.
void proposeDropping(DataFinding* finding, bool safe);
void proposeCleaning(DataFinding* finding, const char* rule, bool safe);

// One function a kind or a few that belong together, in the files of their names.
void checkUnreadable(const CheckInput& input, Findings& out);
void checkEmptyTexts(const CheckInput& input, Findings& out);
void checkEmptyLabels(const CheckInput& input, Findings& out);
void checkMojibake(const CheckInput& input, Findings& out);
void checkLostCharacters(const CheckInput& input, Findings& out);
void checkMarkup(const CheckInput& input, Findings& out);
void checkPossibleMarkup(const CheckInput& input, Findings& out);
void checkLookalikes(const CheckInput& input, Findings& out);
void checkInvisible(const CheckInput& input, Findings& out);
void checkOnlyPunctuation(const CheckInput& input, Findings& out);
void checkOnlyDigits(const CheckInput& input, Findings& out);
void checkLongTexts(const CheckInput& input, Findings& out);
void checkShortTexts(const CheckInput& input, Findings& out);
void checkLabelColumn(const CheckInput& input, Findings& out);
void checkLabelSpaces(const CheckInput& input, Findings& out);
void checkPlaceholders(const CheckInput& input, Findings& out);
void checkLabelSpelling(const CheckInput& input, Findings& out);
void checkRareLabels(const CheckInput& input, Findings& out);
void checkImbalance(const CheckInput& input, Findings& out);
void checkDoubles(const CheckInput& input, Findings& out);
void checkNearDoubles(const CheckInput& input, Findings& out);
void checkConflicts(const CheckInput& input, Findings& out);
void checkLeaks(const CheckInput& input, Findings& out);
void checkNearLeaks(const CheckInput& input, Findings& out);
void checkUnknownLabels(const CheckInput& input, Findings& out);
void checkLabelDrift(const CheckInput& input, Findings& out);
void checkLengthDrift(const CheckInput& input, Findings& out);
void checkVocabularyDrift(const CheckInput& input, Findings& out);

} // namespace attune
