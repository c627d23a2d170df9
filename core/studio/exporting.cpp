// SPDX-License-Identifier: GPL-3.0-or-later
#include "studio/exporting.h"

#include "base/lists.h"
#include "base/publish_new.h"
#include "export/exporters.h"
#include "studio/export_probe.h"
#include "studio/model_card.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace attune::studio {

namespace {

// Texts are compared up to here: what scores every pair of tokens takes memory by the square.
constexpr std::size_t kLongest = 1024;

const Exporter& exporterNamed(const std::string& key) {
    if (const Exporter* found = findExporter(key))
        return *found;
    std::vector<std::string> known;
    for (const Exporter& one : exporters())
        known.push_back(one.key);
    throw UsageError(say(ATTUNE_TEXT("core", "There is no export format “%1”."), key), {},
                     say(ATTUNE_TEXT("core", "Choose one of: %1."), listed(known)));
}

// The settings, completed; the format's name is the step's.
OperatorStep stepOf(const Exporter& exporter, const ExportOptions& options) {
    OperatorStep step{exporter.key, options.settings};
    Problems problems;
    conformStep(step, exporter.parameters, exporter.key, problems);
    throwIfErrors(problems, {});
    return step;
}

void refuseWhatIsThere(const Exporter& exporter, const fs::path& output) {
    std::error_code ignored;
    if (!exporter.ending.empty() && output.extension() != exporter.ending)
        throw UsageError(
            say(ATTUNE_TEXT("core", "The name of this file ends in “%1”."), exporter.ending),
            toUtf8(output), say(ATTUNE_TEXT("core", "Add “%1” to the name."), exporter.ending));
    if (!fs::exists(output, ignored))
        return;
    if (!exporter.ending.empty())
        throw UsageError(say(ATTUNE_TEXT("core", "Something is there already.")), toUtf8(output),
                         say(ATTUNE_TEXT("core", "Name a file that does not exist yet.")));
    if (!fs::is_directory(output, ignored) || !fs::is_empty(output, ignored))
        throw UsageError(say(ATTUNE_TEXT("core", "Something is there already.")), toUtf8(output),
                         say(ATTUNE_TEXT("core", "Name a folder that does not exist yet.")));
}

std::uint64_t bytesAt(const fs::path& path) {
    std::error_code ignored;
    if (!fs::is_directory(path, ignored))
        return fs::file_size(path, ignored);
    std::uint64_t bytes = 0;
    for (const auto& entry : fs::directory_iterator(path))
        bytes += entry.is_regular_file(ignored) ? entry.file_size(ignored) : 0;
    return bytes;
}

// What the model answers: the measure of all that is written.
struct Wanted {
    Probe probe;
    EncodedSet whole; // cut where the model does
    EncodedSet set;   // cut at kLongest too
    Predictions answers;
};

EncodedSet encodeProbe(const Tokenizer& tokenizer, const Cleaning& cleaning, const Probe& probe,
                       std::size_t maxLength) {
    std::vector<Example> examples = probe.examples;
    cleanExamples(cleaning, examples);
    return encodeExamples(tokenizer, examples, probe.pairs, maxLength);
}

// Answers whose logits or scores are as near to each other as rounding moves them are the same.
constexpr double kRounding = 1e-5;

// Whether two rows of logits say another thing, by the temperature and the thresholds that are
// kept. A number has no labels: the limit judges it.
bool otherAnswer(Task task, const Calibration& calibration, std::span<const float> own,
                 std::span<const float> theirs) {
    if (task == Task::Regression)
        return false;
    if (task == Task::TokenLabels || (task == Task::SingleLabel && !calibration.hasThresholds())) {
        const auto best = [](std::span<const float> row) {
            return static_cast<std::size_t>(std::max_element(row.begin(), row.end()) - row.begin());
        };
        return double{own[best(own)]} - own[best(theirs)] > kRounding;
    }
    const std::vector<double> a = scoresOf(task, own, calibration.temperature);
    const std::vector<double> b = scoresOf(task, theirs, calibration.temperature);
    const auto isAtThreshold = [&](std::size_t label) {
        const auto& set = calibration.thresholds;
        const double threshold = label < set.size() ? set[label].value_or(0.5) : 0.5;
        return std::abs(a[label] - threshold) <= kRounding;
    };
    if (task == Task::SingleLabel) // of two
        return calibration.label(a) != calibration.label(b) && !isAtThreshold(1);
    const std::vector<std::int32_t> ours = calibration.labels(a), others = calibration.labels(b);
    std::vector<std::int32_t> differing;
    std::set_symmetric_difference(ours.begin(), ours.end(), others.begin(), others.end(),
                                  std::back_inserter(differing));
    return !std::all_of(differing.begin(), differing.end(), [&](std::int32_t label) {
        return isAtThreshold(static_cast<std::size_t>(label));
    });
}

void checkAnswers(const Wanted& wanted, const Predictions& got, const LoadedModel& model,
                  ExportReport& report) {
    const auto refuse = [&](const Message& what, const Message& hint) {
        throw Error(what, report.path, hint);
    };
    if (got.logits.size() != wanted.answers.logits.size())
        refuse(say(ATTUNE_TEXT("core", "The exported model answers other than the original.")),
               say(ATTUNE_TEXT("core", "Nothing was written. Check the disk and try again.")));
    for (std::size_t i = 0; i < got.logits.size(); ++i) {
        const double difference =
            std::abs(static_cast<double>(wanted.answers.logits[i]) - got.logits[i]);
        if (!(difference <= report.greatestDifference)) // what is no number counts, too
            report.greatestDifference = difference;
    }
    if (!(report.greatestDifference <= report.limit))
        refuse(say(ATTUNE_TEXT("core", "The exported model answers other than the original: its "
                                       "logits differ by up to %1, the limit is %2."),
                   report.greatestDifference, report.limit),
               say(ATTUNE_TEXT("core", "Nothing was written. Choose a higher precision or another "
                                       "limit.")));
    const Task task = model.folder.task;
    // Other labels are refused on the texts that are asked about. Where a table was given, made-up
    // texts are there for their lengths: their logits have to be within the limit.
    const std::size_t given = wanted.probe.given;
    const std::size_t asked = given == 0              ? got.answers()
                              : infoOf(task).perToken ? wanted.set.starts[given]
                                                      : given;
    std::int64_t changed = 0, beside = 0;
    for (std::size_t row = 0; row < got.answers(); ++row)
        if (otherAnswer(task, model.calibration, wanted.answers.of(row), got.of(row)))
            ++(row < asked ? changed : beside);
    if (beside > 0)
        report.notes.push_back(
            {Problem::Severity::Warning,
             {},
             {},
             say(infoOf(task).perToken
                     ? ATTUNE_TEXT("core", "On made-up texts %1 of %2 tokens get another label, as "
                                           "likely as the model's own to within the limit.")
                     : ATTUNE_TEXT("core", "Of %2 made-up texts %1 get another label, as likely as "
                                           "the model's own to within the limit."),
                 beside, got.answers() - asked),
             {}});
    if (changed > 0)
        refuse(infoOf(task).perToken
                   ? say(ATTUNE_TEXT("core", "The exported model gives %1 of %2 tokens another "
                                             "label."),
                         changed, asked)
                   : say(ATTUNE_TEXT("core", "The exported model gives %1 of %2 texts another "
                                             "label."),
                         changed, asked),
               given > 0
                   ? say(ATTUNE_TEXT("core", "Nothing was written. Choose a higher "
                                             "precision."))
                   : say(ATTUNE_TEXT("core", "Nothing was written. Choose a higher precision, "
                                             "or compare on texts of your own: made-up ones "
                                             "often have labels that are equally likely.")));
}

} // namespace

ExportReport exportModel(const fs::path& modelFolder, const ExportOptions& options,
                         const Progress& progress, std::stop_token stop) {
    const Exporter& exporter = exporterNamed(options.format);
    const OperatorStep step = stepOf(exporter, options);
    refuseWhatIsThere(exporter, options.output);
    const fs::path source = finishedFolder(modelFolder);
    LoadedModel original = loadFinished(source, "fp32");
    const auto half = [&](double first) -> RowProgress {
        if (!progress)
            return {};
        return [&progress, first](std::size_t done, std::size_t all) {
            progress(first + static_cast<double>(done) / static_cast<double>(2 * all), 1);
        };
    };
    Wanted wanted;
    wanted.probe = options.data.empty() ? makeProbe(original) : readProbe(options.data, original);
    const std::size_t cut = std::min(original.maxLength, kLongest);
    wanted.whole =
        encodeProbe(*original.tokenizer, original.cleaning, wanted.probe, original.maxLength);
    wanted.set = encodeProbe(*original.tokenizer, original.cleaning, wanted.probe, cut);
    wanted.answers = predictAll(*original.engine, wanted.set, half(0), stop);

    ExportReport report;
    report.path = toUtf8(options.output);
    report.format = exporter.key;
    report.texts = static_cast<std::int64_t>(wanted.probe.examples.size());
    for (std::size_t row = 0; row < wanted.set.rows(); ++row)
        report.longest =
            std::max(report.longest, static_cast<std::int64_t>(wanted.set.length(row)));
    report.limit = exporter.limit(step);
    report.notes = wanted.probe.notes;
    const std::string card = modelCard(original.folder, cardFactsOf(source));
    const auto holdsOther = [&] {
        return Error(say(ATTUNE_TEXT("core", "The exported model holds other labels or settings "
                                             "than the original.")),
                     report.path,
                     say(ATTUNE_TEXT("core", "Nothing was written. Check the disk and try "
                                             "again.")));
    };
    publishNew(options.output, [&](const fs::path& output) {
        const ExportedModel model{original.folder,
                                  [&](std::string_view name, std::span<float> values) {
                                      original.engine->storeParameter(name, values);
                                  },
                                  card};
        if (exporter.ending.empty())
            fs::create_directory(output);
        exporter.write(model, step, output);
        original.engine.reset(); // its weights are on the disk
        EncodedSet again = wanted.set;
        if (exporter.ending.empty()) {
            // From raw text on, by what was written alone.
            const ModelFolder folder = openModelFolder(output, original.folder.weights);
            if (folder.labels != original.folder.labels || folder.task != original.folder.task ||
                folder.config != original.folder.config ||
                infoToHandOn(output) != infoToHandOn(original.folder.path))
                throw holdsOther();
            const Cleaning cleaning = cleaningOf(folder);
            const auto tokenizer = readTokenizer(output);
            const std::size_t longest = longestEncoding(*tokenizer, folder.spec);
            const EncodedSet whole = encodeProbe(*tokenizer, cleaning, wanted.probe, longest);
            if (whole.ids != wanted.whole.ids || whole.starts != wanted.whole.starts ||
                whole.typeIds != wanted.whole.typeIds)
                throw Error(say(ATTUNE_TEXT("core", "The exported model reads texts as other "
                                                    "tokens than the original.")),
                            report.path,
                            say(ATTUNE_TEXT("core", "Nothing was written. Check the disk and try "
                                                    "again.")));
            again = encodeProbe(*tokenizer, cleaning, wanted.probe, cut);
        }
        const auto written = exporter.open(output, model, step, report.notes, stop);
        if (written.empty())
            throw holdsOther();
        for (const auto& one : written) {
            std::optional<Predictions> got;
            try {
                got = one->answer(again, half(0.5), stop);
            } catch (const CannotRun& error) {
                if (!one->isUnasked())
                    throw;
                report.notes.push_back(
                    {Problem::Severity::Info, {}, error.where(), error.message(), error.hint()});
                continue;
            }
            checkAnswers(wanted, *got, original, report);
            report.comparedIn.push_back(one->name());
        }
        report.bytes = bytesAt(output);
    });
    return report;
}

std::string exportEnding(const std::string& format) { return exporterNamed(format).ending; }

void addExportSetting(ExportOptions& options, const std::string& assignment) {
    const Exporter& exporter = exporterNamed(options.format);
    const std::size_t equals = assignment.find('=');
    if (equals == std::string::npos)
        throw UsageError(say(ATTUNE_TEXT("core", "“%1” is no setting."), assignment), {},
                         say(ATTUNE_TEXT("core", "Write KEY=VALUE.")));
    const std::string key = assignment.substr(0, equals);
    for (const OperatorParameter& one : exporter.parameters) {
        if (one.parameter.key != key)
            continue;
        Problem problem;
        Value value;
        if (!parseValue(one.parameter, assignment.substr(equals + 1), value, problem))
            throw UsageError(problem.message, key, problem.hint);
        options.settings[key] = value;
        return;
    }
    // Told with the keys that are known.
    options.settings[key] = assignment.substr(equals + 1);
    stepOf(exporter, options);
}

} // namespace attune::studio
