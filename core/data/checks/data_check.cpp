// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/checks/data_check.h"

#include "data/checks/check_kit.h"

#include <algorithm>

namespace attune {
namespace {

struct Check {
    CheckKind kind;
    void (*run)(const CheckInput&, Findings&);
};

constexpr Check kChecks[] = {
    {{"label-column", ATTUNE_TEXT("core", "Labels that are none"), ""},                           checkLabelColumn},
    {{"unreadable", ATTUNE_TEXT("core", "Rows that cannot be read"),
      ATTUNE_TEXT("core", "They are left out.")},
     checkUnreadable                                                                                              },
    {{"empty-texts", ATTUNE_TEXT("core", "Empty texts"),
      ATTUNE_TEXT("core", "Training leaves them out."), true},
     checkEmptyTexts                                                                                              },
    {{"empty-labels", ATTUNE_TEXT("core", "Missing labels"),
      ATTUNE_TEXT("core", "Training leaves them out."), true},
     checkEmptyLabels                                                                                             },
    {{"label-spaces", ATTUNE_TEXT("core", "Labels with white space around"),
      ATTUNE_TEXT("core", "Reading takes it away; other programs may not."), true},
     checkLabelSpaces                                                                                             },
    {{"placeholders", ATTUNE_TEXT("core", "Signs of missing values"),
      ATTUNE_TEXT("core", "They would be learned as texts or labels."), true},
     checkPlaceholders                                                                                            },
    {{"label-spelling", ATTUNE_TEXT("core", "Labels written in two ways"),
      ATTUNE_TEXT("core", "They count as labels of their own."), true},
     checkLabelSpelling                                                                                           },
    {{"conflicts", ATTUNE_TEXT("core", "Equal texts with different labels"),
      ATTUNE_TEXT("core", "One label of each pair must be wrong."), true},
     checkConflicts                                                                                               },
    {{"leaks", ATTUNE_TEXT("core", "Texts of the test among the training texts"),
      ATTUNE_TEXT("core", "The test would look better than it is."), true},
     checkLeaks                                                                                                   },
    {{"near-leaks", ATTUNE_TEXT("core", "Texts much like one of the test"),
      ATTUNE_TEXT("core", "The test may look better than it is."), true},
     checkNearLeaks                                                                                               },
    {{"doubles", ATTUNE_TEXT("core", "Doubles"), ATTUNE_TEXT("core", "They count twice."), true},
     checkDoubles                                                                                                 },
    {{"near-doubles", ATTUNE_TEXT("core", "Near doubles"),
      ATTUNE_TEXT("core", "They count almost twice."), true},
     checkNearDoubles                                                                                             },
    {{"mojibake", ATTUNE_TEXT("core", "Characters read in a wrong encoding"),
      ATTUNE_TEXT("core", "The model cannot read what was meant."), true},
     checkMojibake                                                                                                },
    {{"lost-characters", ATTUNE_TEXT("core", "Characters that were lost"),
      ATTUNE_TEXT("core", "What stood there is lost."), true},
     checkLostCharacters                                                                                          },
    {{"markup", ATTUNE_TEXT("core", "Remains of HTML"),
      ATTUNE_TEXT("core", "Tags would be learned as words."), true},
     checkMarkup                                                                                                  },
    {{"possible-markup", ATTUNE_TEXT("core", "What may be HTML"),
      ATTUNE_TEXT("core", "Tags would be learned as words."), true},
     checkPossibleMarkup                                                                                          },
    {{"look-alikes", ATTUNE_TEXT("core", "Words of two scripts"),
      ATTUNE_TEXT("core", "To the model they are other words."), true},
     checkLookalikes                                                                                              },
    {{"invisible", ATTUNE_TEXT("core", "Control and invisible characters"),
      ATTUNE_TEXT("core", "Words with them are other words to the model."), true},
     checkInvisible                                                                                               },
    {{"only-punctuation", ATTUNE_TEXT("core", "Only punctuation"),
      ATTUNE_TEXT("core", "They say little about a label."), true},
     checkOnlyPunctuation                                                                                         },
    {{"only-digits", ATTUNE_TEXT("core", "Only digits"),
      ATTUNE_TEXT("core", "They say little about a label."), true},
     checkOnlyDigits                                                                                              },
    {{"long-texts", ATTUNE_TEXT("core", "Texts much longer than the others"),
      ATTUNE_TEXT("core", "Their end may be cut off."), true},
     checkLongTexts                                                                                               },
    {{"short-texts", ATTUNE_TEXT("core", "Texts much shorter than the others"),
      ATTUNE_TEXT("core", "They say little about a label."), true},
     checkShortTexts                                                                                              },
    {{"rare-labels", ATTUNE_TEXT("core", "Labels with few texts"),
      ATTUNE_TEXT("core", "Too few to learn and to measure."), true},
     checkRareLabels                                                                                              },
    {{"imbalance", ATTUNE_TEXT("core", "Labels out of balance"), ""},                             checkImbalance  },
    {{"unknown-labels", ATTUNE_TEXT("core", "Labels of the test that training lacks"), ""},
     checkUnknownLabels                                                                                           },
    {{"label-drift", ATTUNE_TEXT("core", "Other shares of the labels in the test"), ""},
     checkLabelDrift                                                                                              },
    {{"length-drift", ATTUNE_TEXT("core", "Other lengths in the test"), ""},                      checkLengthDrift},
    {{"vocabulary-drift", ATTUNE_TEXT("core", "Other words in the test"), ""},
     checkVocabularyDrift                                                                                         },
};

} // namespace

std::vector<CheckKind> checkKinds() {
    std::vector<CheckKind> kinds;
    for (const Check& check : kChecks)
        kinds.push_back(check.kind);
    return kinds;
}

std::vector<DataFinding> checkDataset(const Dataset& train, const Dataset* test,
                                      std::stop_token stop,
                                      const std::function<void(double, double)>& progress) {
    const CheckInput input{train, test, std::move(stop)};
    std::vector<DataFinding> findings;
    double done = 0;
    for (const Check& check : kChecks) {
        input.look();
        if (progress)
            progress(done++, static_cast<double>(std::size(kChecks)));
        check.run(input, findings);
    }
    // Spans are counted in the characters of the text as it stands.
    if (train.task == Task::TokenLabels)
        for (DataFinding& finding : findings)
            if (finding.repair.action == Repair::Action::CleanTexts) {
                finding.repair = {};
                finding.hint = say(ATTUNE_TEXT("core", "Labelled spans stand at places in these "
                                                       "texts: clean them by rules of the recipe, "
                                                       "which move the spans along."));
            }
    return findings;
}

RepairPlan::RepairPlan(const std::vector<DataFinding>& findings) {
    for (const DataFinding& finding : findings) {
        if (finding.repair.action == Repair::Action::None)
            continue;
        const auto step = static_cast<std::uint32_t>(steps_.size());
        steps_.push_back(
            {finding.repair.action, Cleaning(finding.repair.rules), finding.repair.names});
        for (const std::uint32_t row : finding.rows)
            todo_.emplace_back(row, step);
    }
    std::sort(todo_.begin(), todo_.end());
}

RepairedRow RepairPlan::apply(std::uint32_t row, std::string& text, std::string& pair,
                              std::string& label) const {
    RepairedRow done;
    for (auto it = std::lower_bound(todo_.begin(), todo_.end(), std::pair(row, std::uint32_t{0}));
         it != todo_.end() && it->first == row; ++it) {
        const Step& step = steps_[it->second];
        if (step.action == Repair::Action::DropRows)
            return {.dropped = true};
        if (step.action == Repair::Action::RenameLabels) {
            const auto name = step.names.find(label);
            if (name == step.names.end())
                continue;
            label = name->second;
            done.labelChanged = true;
            continue;
        }
        for (std::string* one : {&text, &pair})
            if (std::string clean = step.cleaning.clean(*one); clean != *one) {
                *one = std::move(clean);
                done.textChanged = true;
            }
    }
    return done;
}

} // namespace attune
