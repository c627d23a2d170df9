// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the targets of a data set can be learnt, for each task.
#include "base/lists.h"
#include "data/target.h"
#include "text/compare.h"

#include <algorithm>
#include <charconv>
#include <map>

namespace attune {
namespace {

// Below so many rows a label for almost every text may be meant.
constexpr std::size_t fewRows = 20;

class Checker {
public:
    explicit Checker(const Dataset& data)
        : data_(data), names_(targetNames(data.task, data.labels)), rows_(data.examples.size()) {}

    Problems run() && {
        if (rows_ == 0) {
            add(Problem::Severity::Error,
                data_.skipped.empty()
                    ? say(ATTUNE_TEXT("core", "The data hold no rows."))
                    : say(ATTUNE_TEXT("core", "None of the %1 rows can be used; the first: %2"),
                          data_.skipped.size(), data_.skipped.front().reason.text()),
                say(ATTUNE_TEXT("core", "Give data with a text and a label in each row.")));
            return std::move(problems_);
        }
        switch (data_.task) {
        case Task::SingleLabel:
            checkSingle();
            break;
        case Task::MultiLabel:
            checkMany();
            break;
        case Task::Regression:
            checkNumbers();
            break;
        case Task::TokenLabels:
            checkSpans();
            break;
        }
        return std::move(problems_);
    }

private:
    void add(Problem::Severity severity, Message message, Message hint) {
        problems_.push_back(
            {severity, "data.label", data_.source, std::move(message), std::move(hint)});
    }

    // Whether there is a label for almost every text.
    bool hardlyLabels() {
        if (rows_ < fewRows || names_.size() * 2 <= rows_)
            return false;
        add(Problem::Severity::Error,
            say(ATTUNE_TEXT("core", "The column “%1” has %2 different values in %3 rows, such as "
                                    "%4: these are hardly labels."),
                data_.labelColumn, names_.size(), rows_, quoted(names_, 3)),
            say(ATTUNE_TEXT("core", "Choose the column that says the class of each text.")));
        return true;
    }

    void checkSpellings() {
        std::map<std::string, std::vector<std::string>> groups;
        for (const std::string& name : names_)
            groups[looseForm(name)].push_back(name);
        for (const auto& [form, names] : groups)
            if (names.size() > 1)
                add(Problem::Severity::Warning,
                    say(ATTUNE_TEXT("core",
                                    "The labels %1 differ only in case, width or white space "
                                    "and are taken as different labels."),
                        quoted(names)),
                    say(ATTUNE_TEXT("core", "If they mean the same, write them the same way.")));
    }

    void checkSingle() {
        if (names_.size() < 2)
            add(Problem::Severity::Error,
                say(ATTUNE_TEXT("core", "All %1 texts have the same label, %2: there is nothing to "
                                        "tell apart."),
                    rows_, quoted(names_)),
                say(ATTUNE_TEXT("core", "Give data with at least two labels, or choose another "
                                        "label column.")));
        else if (hardlyLabels())
            return;
        hintAtOtherTasks();
        checkSpellings();
    }

    // Single labels are what tables are taken for; what looks like another task is said.
    void hintAtOtherTasks() {
        bool decimal = false, numbers = true;
        std::map<std::string_view, std::size_t> parts;
        std::size_t joined = 0;
        for (const std::string& name : names_) {
            double value = 0;
            const auto [end, error] =
                std::from_chars(name.data(), name.data() + name.size(), value);
            numbers &= error == std::errc() && end == name.data() + name.size();
            decimal |= name.find('.') != std::string::npos;
            const std::string_view all = name;
            const std::size_t cut = all.find_first_of(";|");
            joined += cut != all.npos;
            for (std::size_t at = 0; at <= all.size();) {
                const std::size_t to = std::min(all.find_first_of(";|", at), all.size());
                ++parts[trimmed(all.substr(at, to - at))];
                at = to + 1;
            }
        }
        if (numbers && decimal)
            add(Problem::Severity::Info,
                say(ATTUNE_TEXT("core", "The labels of “%1” are numbers, and each is taken for a "
                                        "label of its own."),
                    data_.labelColumn),
                say(ATTUNE_TEXT("core", "If numbers are to be predicted, choose the task "
                                        "“regression”.")));
        // Parts that stand in several labels, alone or beside others.
        if (joined > 1 && parts.size() < names_.size())
            add(Problem::Severity::Info,
                say(ATTUNE_TEXT("core", "Labels such as %1 are taken as one label each."),
                    quoted(names_, 3)),
                say(ATTUNE_TEXT("core", "If a text may have several labels, choose the task "
                                        "“multi-label-classification”.")));
    }

    void checkMany() {
        if (hardlyLabels())
            return;
        std::vector<std::size_t> counts(names_.size());
        for (const Example& example : data_.examples)
            for (const std::int32_t label : example.labels)
                ++counts[static_cast<std::size_t>(label)];
        std::vector<std::string> always, never;
        for (std::size_t i = 0; i < names_.size(); ++i)
            if (counts[i] == rows_ || counts[i] == 0)
                (counts[i] == 0 ? never : always).push_back(names_[i]);
        if (always.size() + never.size() == names_.size()) {
            add(Problem::Severity::Error,
                say(ATTUNE_TEXT("core", "No label stands at some texts and lacks at others: there "
                                        "is nothing to tell apart.")),
                say(ATTUNE_TEXT("core", "Choose another label column, or check what stands between "
                                        "labels.")));
            return;
        }
        if (!always.empty())
            add(Problem::Severity::Warning,
                say(ATTUNE_TEXT("core", "Every text has the label %1."), quoted(always)),
                say(ATTUNE_TEXT("core", "Add texts without it, or leave it away.")));
        if (!never.empty())
            add(Problem::Severity::Warning,
                say(ATTUNE_TEXT("core", "No text has the label %1."), quoted(never)),
                say(ATTUNE_TEXT("core", "Add texts with this label.")));
        checkSpellings();
    }

    void checkNumbers() {
        const auto [least, most] = std::minmax_element(
            data_.examples.begin(), data_.examples.end(),
            [](const Example& a, const Example& b) { return a.value < b.value; });
        if (least->value == most->value)
            add(Problem::Severity::Error,
                say(ATTUNE_TEXT("core", "All %1 texts have the same number, %2: there is nothing "
                                        "to tell apart."),
                    rows_, toText(Value(least->value))),
                say(ATTUNE_TEXT("core", "Choose another label column.")));
    }

    void checkSpans() {
        if (names_.empty())
            add(Problem::Severity::Error,
                say(ATTUNE_TEXT("core", "None of the %1 texts has a labelled span."), rows_),
                say(ATTUNE_TEXT("core", "Choose another label column.")));
        checkSpellings();
    }

    const Dataset& data_;
    std::vector<std::string> names_;
    std::size_t rows_;
    Problems problems_;
};

} // namespace

Problems checkLabels(const Dataset& data) { return Checker(data).run(); }

} // namespace attune
