// SPDX-License-Identifier: GPL-3.0-or-later
#include "augment/augmentation.h"

#include "augment/augment_operator.h"
#include "base/operator_switch.h"
#include "text/compare.h"
#include "text/utf8.h"

#include <algorithm>

namespace attune {
namespace {

void add(Problems& problems, std::string field, Message message, Message hint) {
    problems.push_back({Problem::Severity::Error, std::move(field), {}, message, hint});
}

const AugmentEntry* knownEntry(const OperatorStep& step, const std::string& field,
                               Problems& problems) {
    const AugmentEntry* entry = findAugment(step.name);
    if (entry == nullptr) {
        std::vector<std::string> names;
        for (const AugmentEntry& known : augmentTable())
            names.push_back(known.description.key);
        add(problems, field,
            say(ATTUNE_TEXT("core", "There is no augmentation operator “%1”."), step.name),
            keySuggestion(step.name, names));
    }
    return entry;
}

// Makes the operator of a step; null where it is off, and, with problems, where it cannot be.
AugmentPointer makeStep(OperatorStep& step, const fs::path& base, const std::string& field,
                        Problems& problems) {
    const AugmentEntry* entry = knownEntry(step, field, problems);
    if (entry == nullptr || !conformStep(step, entry->description.parameters, field, problems) ||
        isOff(step))
        return nullptr;
    Problems own;
    AugmentPointer made = entry->make(step, base, own);
    for (Problem& problem : own) {
        problem.field.insert(0, problem.field.empty() ? field : field + ".");
        problems.push_back(std::move(problem));
    }
    return hasErrors(own) ? nullptr : std::move(made);
}

// The words of the file of protected ones. Throws a UsageError where it cannot be used.
std::vector<std::string> wordsOfFile(const fs::path& file) {
    constexpr std::size_t mostBytes = std::size_t{64} << 20;
    const std::string content = readFile(file, mostBytes);
    if (!isValidUtf8(content))
        throw UsageError(say(ATTUNE_TEXT("core", "The list is not UTF-8.")), toUtf8(file),
                         say(ATTUNE_TEXT("core", "Save it as UTF-8.")));
    std::vector<std::string> words;
    std::string_view rest = content;
    if (rest.starts_with("\uFEFF"))
        rest.remove_prefix(3);
    while (!rest.empty()) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(line.size() + 1, rest.size()));
        if (const std::string_view word = trimmed(line); !word.empty() && !word.starts_with('#'))
            words.emplace_back(word);
    }
    if (words.empty())
        throw UsageError(say(ATTUNE_TEXT("core", "The list holds no word.")), toUtf8(file),
                         say(ATTUNE_TEXT("core", "Write one word a line.")));
    return words;
}

// All protected words, those of the file too.
std::vector<std::string> protectedWords(const AugmentSettings& settings, const fs::path& base,
                                        const std::string& field, Problems& problems) {
    std::vector<std::string> words = settings.protect;
    if (!settings.protect_file)
        return words;
    try {
        for (std::string& word : wordsOfFile(base / fromUtf8(*settings.protect_file)))
            words.push_back(std::move(word));
    } catch (const Error& error) {
        problems.push_back({Problem::Severity::Error, field + ".protect_file", error.where(),
                            error.message(), error.hint()});
    }
    return words;
}

std::vector<AugmentPointer> makeSteps(AugmentSettings& settings, const fs::path& base,
                                      const std::string& field, Problems& problems) {
    for (const Field<AugmentSettings>& one : augmentFields()) {
        Value value = valueOf(settings, one);
        Problem problem;
        if (!conform(one.parameter, value, problem))
            add(problems, field + "." + one.parameter.key, problem.message, problem.hint);
    }
    const std::string list = field + ".operators";
    if (settings.operators.size() > kMostRules)
        add(problems, list, say(ATTUNE_TEXT("core", "There are more than %1 rules."), kMostRules),
            say(ATTUNE_TEXT("core", "Leave some out.")));
    std::vector<AugmentPointer> operators;
    for (std::size_t i = 0; i < settings.operators.size(); ++i)
        operators.push_back(
            makeStep(settings.operators[i], base, list + "[" + std::to_string(i) + "]", problems));
    return operators;
}

} // namespace

const std::vector<AugmentDescription>& augmentOperators() {
    static const std::vector<AugmentDescription> all = [] {
        std::vector<AugmentDescription> descriptions;
        for (const AugmentEntry& entry : augmentTable())
            descriptions.push_back(entry.description);
        return descriptions;
    }();
    return all;
}

OperatorStep augmentStep(const std::string& name) {
    OperatorStep step{name, {}};
    if (const AugmentEntry* entry = findAugment(name))
        for (const OperatorParameter& one : entry->description.parameters)
            step.values[one.parameter.key] = one.standard;
    return step;
}

bool AugmentSettings::active() const {
    return balance > 0 || !std::all_of(operators.begin(), operators.end(), isOff);
}

const Fields<AugmentSettings>& augmentFields() {
    static const Fields<AugmentSettings> fields = {
        {{.key = "copies",
          .title = ATTUNE_TEXT("core", "Copies"),
          .help =
              ATTUNE_TEXT("core", "Rewritten copies of each training text, which stays as well. "
                                  "Without operators there are none; a copy that no operator "
                                  "could change is left out, but for the balance."),
          .kind = Parameter::Kind::Integer,
          .minimum = 0,
          .maximum = 1000},
         &AugmentSettings::copies      },
        {{.key = "balance",
          .title = ATTUNE_TEXT("core", "Balance the labels"),
          .help = ATTUNE_TEXT("core", "More copies for labels with few texts, up to this share of "
                                      "the texts of the most frequent label: 0 for none, 1 for "
                                      "equal numbers."),
          .kind = Parameter::Kind::Real,
          .minimum = 0,
          .maximum = 1},
         &AugmentSettings::balance     },
        {{.key = "most_copies",
          .title = ATTUNE_TEXT("core", "Most copies of a text"),
          .help = ATTUNE_TEXT("core", "Balancing stops there: too many copies of few texts teach "
                                      "these texts by heart."),
          .kind = Parameter::Kind::Integer,
          .minimum = 1,
          .maximum = 1000,
          .advanced = true},
         &AugmentSettings::most_copies },
        {{.key = "protect",
          .title = ATTUNE_TEXT("core", "Protected words"),
          .help = ATTUNE_TEXT("core", "Words that no operator may change, because they carry the "
                                      "label. Several words in a row may be one entry."),
          .kind = Parameter::Kind::TextList},
         &AugmentSettings::protect     },
        {{.key = "protect_file",
          .title = ATTUNE_TEXT("core", "File of protected words"),
          .help = ATTUNE_TEXT("core", "Further protected words, one a line, in UTF-8; lines that "
                                      "begin with # are none."),
          .kind = Parameter::Kind::File,
          .optional = true,
          .advanced = true},
         &AugmentSettings::protect_file},
        {{.key = "judge",
          .title = ATTUNE_TEXT("core", "Judge"),
          .help = ATTUNE_TEXT("core",
                              "Folder or name of a finished model with the same labels, "
                              "or the folder of an earlier run. Copies in which it reads another "
                              "label than in the text they were made from, and not the "
                              "right one, are left out and counted. Left out: every copy "
                              "counts."),
          .kind = Parameter::Kind::Folder,
          .optional = true,
          .model = true},
         &AugmentSettings::judge       },
        {{.key = "seed",
          .title = ATTUNE_TEXT("core", "Seed of the copies"),
          .help = ATTUNE_TEXT("core", "Number from which the chance of the operators is drawn: "
                                      "another one makes other copies of the same training texts. "
                                      "Left out: training.seed."),
          .kind = Parameter::Kind::Integer,
          .minimum = 0,
          .maximum = 4294967295.0,
          .optional = true,
          .advanced = true},
         &AugmentSettings::seed        },
        {{.key = "keep_texts",
          .title = ATTUNE_TEXT("core", "Keep the texts"),
          .help = ATTUNE_TEXT("core", "Writes all texts that are trained on to trained_on.csv in "
                                      "the run folder."),
          .kind = Parameter::Kind::Bool,
          .advanced = true,
          .affectsTraining = false},
         &AugmentSettings::keep_texts  },
    };
    return fields;
}

void conformAugmentStep(OperatorStep& step, const std::string& field, Problems& problems) {
    if (const AugmentEntry* entry = knownEntry(step, field, problems))
        conformStep(step, entry->description.parameters, field, problems);
}

TrainingTexts::TrainingTexts(std::span<const Example> examples) : examples_(examples) {
    for (std::size_t i = 0; i < examples.size(); ++i) {
        const auto place = static_cast<std::size_t>(std::max(examples[i].label, -1) + 1);
        if (place >= byLabel_.size())
            byLabel_.resize(place + 1);
        byLabel_[place].push_back(static_cast<std::uint32_t>(i));
    }
}

std::span<const std::uint32_t> TrainingTexts::ofLabel(std::int32_t label) const {
    const auto place = static_cast<std::size_t>(std::max(label, -1) + 1);
    return place < byLabel_.size() ? std::span<const std::uint32_t>(byLabel_[place])
                                   : std::span<const std::uint32_t>();
}

struct Augmentation::Chain {
    AugmentSettings settings;
    std::vector<AugmentPointer> operators;
    std::vector<std::string> streams, sharedStreams; // names, by operator
    ProtectedWords protectedWords;
};

Augmentation::Augmentation() : chain_(std::make_shared<const Chain>()) {}

Augmentation::Augmentation(AugmentSettings settings, const fs::path& base,
                           const std::string& field) {
    Chain chain;
    Problems problems;
    chain.operators = makeSteps(settings, base, field, problems);
    chain.protectedWords = ProtectedWords(protectedWords(settings, base, field, problems));
    throwIfErrors(problems, {});
    for (const OperatorStep& step : settings.operators) {
        chain.streams.push_back("augment/" + step.name);
        chain.sharedStreams.push_back(chain.streams.back() + "/shared");
    }
    chain.settings = std::move(settings);
    chain_ = std::make_shared<const Chain>(std::move(chain));
}

void Augmentation::check(const AugmentSettings& settings, const fs::path& base, Problems& problems,
                         const std::string& field) {
    AugmentSettings own = settings;
    makeSteps(own, base, field, problems);
    protectedWords(own, base, field, problems);
}

Problems Augmentation::checkTask(const AugmentSettings& settings, Task task,
                                 const std::string& field) {
    Problems problems;
    if (task == Task::SingleLabel)
        return problems;
    const auto add = [&](const std::string& key, const char* what, const std::string& name,
                         const char* remedy) {
        problems.push_back({Problem::Severity::Error,
                            field + key,
                            {},
                            say(what, name, infoOf(task).title),
                            say(remedy)});
    };
    for (std::size_t i = 0; i < settings.operators.size(); ++i) {
        const OperatorStep& step = settings.operators[i];
        const AugmentEntry* entry = findAugment(step.name);
        if (entry == nullptr || isOff(step))
            continue;
        const std::string key = ".operators[" + std::to_string(i) + "]";
        if (entry->description.takesOthers)
            add(key,
                ATTUNE_TEXT("core", "The operator “%1” puts two texts of one label together, which "
                                    "the task “%2” does not have."),
                step.name, ATTUNE_TEXT("core", "Leave it out."));
        else if (task == Task::TokenLabels && entry->description.movesWords)
            add(key,
                ATTUNE_TEXT("core", "The operator “%1” puts words elsewhere, which breaks the "
                                    "labelled spans of the task “%2”."),
                step.name, ATTUNE_TEXT("core", "Leave it out."));
    }
    if (settings.balance > 0)
        add(".balance",
            ATTUNE_TEXT("core",
                        "“%1” balances the texts of single labels; the task “%2” has none."),
            "balance", ATTUNE_TEXT("core", "Set it to 0, and give augment.copies."));
    if (settings.judge)
        add(".judge", ATTUNE_TEXT("core", "“%1” compares single labels; the task “%2” has none."),
            "judge", ATTUNE_TEXT("core", "Leave it out."));
    return problems;
}

const AugmentSettings& Augmentation::settings() const { return chain_->settings; }

void Augmentation::checkContext(const AugmentContext& context) const {
    const auto refuse = [](const std::string& name, const std::string& field) {
        throw Error(say(ATTUNE_TEXT("core", "“%1” needs a model, and there is none."), name), field,
                    say(ATTUNE_TEXT("core", "Leave it out.")));
    };
    for (std::size_t i = 0; i < size(); ++i) {
        if (chain_->operators[i] == nullptr)
            continue;
        const std::string& name = settings().operators[i].name;
        const OperatorModel model = i < context.models.size() ? context.models[i] : OperatorModel();
        for (const AugmentNeed need : findAugment(name)->description.needs)
            if (need == AugmentNeed::Suggester ? model.suggester == nullptr
                                               : model.neighbours == nullptr)
                refuse(name, "augment.operators[" + std::to_string(i) + "]");
    }
    if (settings().judge && context.judge == nullptr)
        refuse("judge", "augment.judge");
}

bool asksModel(const OperatorStep& step) {
    const AugmentEntry* entry = findAugment(step.name);
    return entry != nullptr && !entry->description.needs.empty() && !isOff(step);
}

std::optional<std::string> modelOf(const OperatorStep& step) {
    const AugmentEntry* entry = findAugment(step.name);
    const auto value = step.values.find("model");
    if (entry == nullptr || entry->description.needs.empty() || value == step.values.end())
        return {};
    const auto* folder = std::get_if<std::string>(&value->second);
    return folder == nullptr || folder->empty() ? std::nullopt : std::optional(*folder);
}

AugmentedText Augmentation::apply(const Example& example, std::uint32_t copy, std::uint64_t seed,
                                  const AugmentContext& context) const {
    AugmentedText out;
    bool rewritten[] = {false, false}; // else `out` has no text yet
    static const OperatorModel none;
    for (std::size_t i = 0; i < size(); ++i) {
        if (chain_->operators[i] == nullptr)
            continue;
        const OperatorModel& model = i < context.models.size() ? context.models[i] : none;
        const std::uint64_t rule = std::uint64_t{1} << i;
        for (const bool second : {false, true}) {
            const std::string& before = second ? example.pair : example.text;
            Rewrite& whole = second ? out.pair : out.text;
            if (second && before.empty())
                continue;
            AugmentCall call{
                RandomStream(streamKey(seed, chain_->streams[i], i, example.row, copy, second)),
                RandomStream(streamKey(seed, chain_->sharedStreams[i], i, example.row, copy)),
                example,
                second,
                context,
                model,
                chain_->protectedWords};
            Rewriter rewriter(rewritten[second] ? whole.text : before);
            chain_->operators[i]->apply(rewriter, call);
            if (!rewriter.changed())
                continue;
            Rewrite own = std::move(rewriter).finish();
            if (own.changes.empty())
                continue;
            if (rewritten[second]) {
                whole = composed(before, whole, own, rule);
            } else { // as composed() would have it
                for (Change& change : own.changes)
                    change.rules = rule;
                whole = std::move(own);
            }
            rewritten[second] = true;
            out.changed |= rule;
        }
    }
    if (!rewritten[0])
        out.text.text = example.text;
    if (!rewritten[1])
        out.pair.text = example.pair;
    return out;
}

} // namespace attune
