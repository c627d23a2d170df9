// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/text_checks.h"

#include "data/same_texts.h"
#include "data/split.h"
#include "data/target.h"

namespace attune {
namespace {

constexpr std::size_t casesToKeep = 10;
constexpr std::size_t rowsBetweenLooks = 4096;

class Checker {
public:
    Checker(const Split& split, const std::stop_token& stop) : split_(split), stop_(stop) {}

    // The first row of every text; texts that stand again are found on the way.
    SameTexts within(const std::vector<Example>& part, const char* name) {
        DataCheck doubled{DataCheck::Kind::Doubled, name, 0, part.size(), {}};
        DataCheck conflicting{DataCheck::Kind::Conflicting, name, 0, part.size(), {}};
        SameTexts texts(SameTexts::Labels::Ignored);
        texts.reserve(part.size());
        for (const Example& example : part) {
            look();
            if (const Example* first = texts.add(example))
                add(sameTarget(example, *first) ? doubled : conflicting, example, *first);
        }
        keep(std::move(doubled));
        keep(std::move(conflicting));
        return texts;
    }

    void shared(const SameTexts& train, const std::vector<Example>& part, const char* name) {
        DataCheck check{DataCheck::Kind::Shared, name, 0, part.size(), {}};
        for (const Example& example : part) {
            look();
            if (const Example* found = train.find(example))
                add(check, example, *found);
        }
        keep(std::move(check));
    }

    std::vector<DataCheck> take() { return std::move(checks_); }

private:
    void look() {
        if (++looked_ % rowsBetweenLooks == 0 && stop_.stop_requested())
            throw Cancelled();
    }

    void add(DataCheck& check, const Example& example, const Example& other) {
        if (++check.rows > casesToKeep)
            return;
        const auto label = [&](const Example& of) {
            return targetText(of, split_.task, split_.labels);
        };
        check.first.push_back(
            {example.text, lineOf(example), lineOf(other), label(example), label(other)});
    }

    void keep(DataCheck check) {
        if (check.rows > 0)
            checks_.push_back(std::move(check));
    }

    const Split& split_;
    const std::stop_token& stop_;
    std::vector<DataCheck> checks_;
    std::size_t looked_ = 0;
};

std::string linesOf(const DataCheck& check) {
    std::string out;
    for (const DataCheck::Case& one : check.first)
        out += (out.empty() ? "" : ", ") + std::to_string(one.line);
    return check.rows > check.first.size() ? out + ", ..." : out;
}

} // namespace

std::vector<DataCheck> checkTexts(const Split& split, std::stop_token stop) {
    Checker checker(split, stop);
    const SameTexts train = checker.within(split.train, "train");
    checker.within(split.validation, "validation");
    checker.shared(train, split.validation, "validation");
    checker.within(split.test, "test");
    checker.shared(train, split.test, "test");
    return checker.take();
}

namespace {

// Whole sentences, so that every language can say them its own way.
struct PartTexts {
    const char* doubled;
    const char* conflicting;
};

const PartTexts& textsOf(const std::string& part) {
    static constexpr PartTexts train = {
        ATTUNE_TEXT("core", "%1 of %2 training texts stand earlier in their part too, with the "
                            "same label (lines %3)."),
        ATTUNE_TEXT("core", "%1 of %2 training texts stand earlier in their part with another "
                            "label (lines %3): line %4 says “%5”, line %6 “%7”.")};
    static constexpr PartTexts validation = {
        ATTUNE_TEXT("core", "%1 of %2 validation texts stand earlier in their part too, with the "
                            "same label (lines %3)."),
        ATTUNE_TEXT("core", "%1 of %2 validation texts stand earlier in their part with another "
                            "label (lines %3): line %4 says “%5”, line %6 “%7”.")};
    static constexpr PartTexts test = {
        ATTUNE_TEXT("core", "%1 of %2 test texts stand earlier in their part too, with the same "
                            "label (lines %3)."),
        ATTUNE_TEXT("core", "%1 of %2 test texts stand earlier in their part with another label "
                            "(lines %3): line %4 says “%5”, line %6 “%7”.")};
    return part == "train" ? train : part == "test" ? test : validation;
}

} // namespace

Problem describe(const DataCheck& check, const std::string& source) {
    const PartTexts& texts = textsOf(check.part);
    Problem problem;
    problem.severity = Problem::Severity::Warning;
    problem.where = source;
    switch (check.kind) {
    case DataCheck::Kind::Doubled:
        problem.severity = Problem::Severity::Info;
        problem.message = say(texts.doubled, check.rows, check.texts, linesOf(check));
        problem.hint = say(ATTUNE_TEXT("core", "Remove the doubles, unless they are meant."));
        break;
    case DataCheck::Kind::Conflicting: {
        const DataCheck::Case& first = check.first.front();
        problem.message = say(texts.conflicting, check.rows, check.texts, linesOf(check),
                              first.line, first.label, first.other, first.otherLabel);
        problem.hint = say(ATTUNE_TEXT("core", "Decide on one label for each text."));
        break;
    }
    case DataCheck::Kind::Shared:
        problem.message =
            check.part == "test"
                ? say(ATTUNE_TEXT(
                          "core",
                          "%1 of %2 test texts stand in the training part too "
                          "(lines %3 of the test file): the test will look better than it is."),
                      check.rows, check.texts, linesOf(check))
                : say(ATTUNE_TEXT("core",
                                  "%1 of %2 validation texts stand in the training part too "
                                  "(lines %3): validation will look better than it is."),
                      check.rows, check.texts, linesOf(check));
        problem.hint = say(ATTUNE_TEXT("core", "Remove the doubles."));
        break;
    }
    return problem;
}

} // namespace attune
