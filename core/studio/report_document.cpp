// SPDX-License-Identifier: GPL-3.0-or-later
#include "studio/report_document.h"

#include "base/lists.h"
#include "evaluate/wilson.h"
#include "studio/report_charts.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <limits>

namespace attune::studio {

namespace {

constexpr std::size_t mostLabels = 20; // of a matrix that can still be read
constexpr std::size_t mostPairs = 30;
constexpr std::size_t longestText = 400; // bytes of a text in a table

std::string fixed(double value, int digits) {
    if (!std::isfinite(value))
        return "–";
    char text[48];
    std::snprintf(text, sizeof text, "%.*f", digits, value);
    return text;
}
std::string percent(double share) {
    return std::isfinite(share) ? fixed(share * 100, 1) + "%" : "–";
}

std::string bytesOf(std::uint64_t bytes) {
    const auto mega = static_cast<double>(bytes) / 1e6;
    return mega >= 1000 ? fixed(mega / 1000, 2) + " GB" : fixed(mega, 1) + " MB";
}

// "2026-11-30 13:58", in the time of this place.
std::string dateOf(double seconds) {
    if (!(seconds > 0) || seconds > 1e11)
        return "–";
    const auto time = static_cast<std::time_t>(seconds);
    std::tm parts{};
    localtime_r(&time, &parts);
    char text[32];
    return {text, std::strftime(text, sizeof text, "%Y-%m-%d %H:%M", &parts)};
}

std::string cut(const std::string& text) {
    if (text.size() <= longestText)
        return text;
    std::size_t end = longestText;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        --end;
    return text.substr(0, end) + "…";
}

class Writer {
public:
    Writer(const RunFacts& facts, const Words& words) : facts_(facts), words_(words) {}

    ReportDocument write(const std::string& language) {
        document_.language = language;
        document_.title = said(say(ATTUNE_TEXT("core", "Report of the run “%1”"), facts_.name));
        document_.subtitle =
            said(say(ATTUNE_TEXT("core", "Attune %1, %2"), facts_.attune, dateOf(facts_.ended)));
        result();
        scores();
        perLabel();
        confusion();
        curves();
        wrongTexts();
        labelChanges();
        data();
        training();
        messages();
        recipe();
        return std::move(document_);
    }

private:
    std::string said(const Message& message) const {
        return words_ ? words_(message) : message.text();
    }
    std::string t(const char* text) const { return said(Message{text, {}}); }
    std::string orWhy(const std::string& what, const std::string& why) const {
        const std::string reason = why.empty() ? std::string() : t(why.c_str());
        return reason.empty() ? what : what + " (" + reason + ")";
    }

    ReportSection& section(const char* title) {
        document_.sections.push_back({t(title), {}});
        return document_.sections.back();
    }
    static void text(ReportSection& to, std::string text) {
        ReportBlock block;
        block.text = std::move(text);
        to.blocks.push_back(std::move(block));
    }
    static void table(ReportSection& to, ReportTable table) {
        ReportBlock block;
        block.kind = ReportBlock::Kind::Table;
        block.table = std::move(table);
        to.blocks.push_back(std::move(block));
    }

    void result() {
        ReportSection& to = section(ATTUNE_TEXT("core", "Result"));
        const Metrics& m = facts_.metrics;
        if (facts_.evaluatedOn.empty()) {
            text(to, t(ATTUNE_TEXT("core", "The run had no texts to be measured on.")));
            return;
        }
        text(to, facts_.evaluatedOn == "test"
                     ? t(ATTUNE_TEXT("core", "Measured on the test part, which training never saw "
                                             "and by which nothing was chosen."))
                     : t(ATTUNE_TEXT("core", "Measured on the validation part, by which the best "
                                             "state was chosen: other texts will be a little "
                                             "harder.")));
        thresholds(to);
        ReportTable figures;
        figures.rows.push_back({t(ATTUNE_TEXT("core", "Texts")), grouped(m.texts)});
        // Without the bootstrap, chance is known of the accuracy alone.
        const bool drawn = facts_.intervals.draws > 0;
        for (const MetricInfo& metric : metricTable()) {
            if (!metric.isFor(m.task) || metric.key == "loss")
                continue;
            const auto [low, high] = facts_.intervals.of(metric.key);
            std::string value = fixed(metric.value(m), 4);
            if (drawn && std::isfinite(low))
                value = within(value, fixed(low, 4), fixed(high, 4));
            else if (metric.key == "accuracy" && m.task == Task::SingleLabel && m.texts > 0) {
                const FigureInterval of = wilson(m.accuracy, m.texts);
                value = within(value, fixed(of.low, 4), fixed(of.high, 4));
            } else if (drawn)
                value = said(say(ATTUNE_TEXT("core", "%1 (95% interval –)"), value));
            figures.rows.push_back({t(metric.title.c_str()), value});
        }
        if (m.task != Task::Regression) {
            figures.rows.push_back({t(ATTUNE_TEXT("core", "Precision, mean of the labels")),
                                    fixed(m.macroPrecision, 4)});
            figures.rows.push_back(
                {t(ATTUNE_TEXT("core", "Recall, mean of the labels")), fixed(m.macroRecall, 4)});
        }
        figures.rows.push_back({t(ATTUNE_TEXT("core", "Loss")), fixed(m.loss, 4)});
        table(to, std::move(figures));
    }

    std::string placeOf(const std::string& part) const {
        return part == "validation" ? t(ATTUNE_TEXT("core", "validation part")) : part;
    }

    void thresholds(ReportSection& to) {
        const Calibration& kept = facts_.calibration;
        for (std::size_t i = 0; i < kept.thresholds.size() && i < facts_.labels.size(); ++i) {
            if (!kept.thresholds[i])
                continue;
            const bool chosen = i < kept.thresholdsFrom.size() && !kept.thresholdsFrom[i].empty();
            const std::string from = chosen ? said(say(ATTUNE_TEXT("core", "chosen on: %1"),
                                                       placeOf(kept.thresholdsFrom[i])))
                                            : t(ATTUNE_TEXT("core", "given by hand"));
            text(to, said(say(ATTUNE_TEXT("core", "Texts that score at least %1 for “%2” are "
                                                  "answered with it: a threshold is kept with the "
                                                  "model (%3)."),
                              fixed(*kept.thresholds[i], 3), facts_.labels[i], from)));
        }
    }

    std::string within(const std::string& value, const std::string& low,
                       const std::string& high) const {
        return said(say(ATTUNE_TEXT("core", "%1 (95% interval %2 to %3)"), value, low, high));
    }

    // What the scores are worth, before and after calibration.
    void scores() {
        if (!facts_.scores)
            return;
        const ScoreWorth& worth = *facts_.scores;
        const CalibrationFigures& now = worth.kept ? *worth.kept : worth.plain;
        ReportSection& to = section(ATTUNE_TEXT("core", "Scores"));
        if (worth.kept)
            text(to, said(say(ATTUNE_TEXT("core", "Scores are by the temperature %1, which is kept "
                                                  "with the model (fitted on: %2)."),
                              fixed(facts_.calibration.temperature, 3),
                              placeOf(facts_.calibration.fittedOn))));
        ReportTable rows;
        const auto add = [&](const char* name, double value, const FigureInterval& of) {
            rows.rows.push_back(
                {t(name), std::isfinite(of.low)
                              ? within(fixed(value, 4), fixed(of.low, 4), fixed(of.high, 4))
                              : fixed(value, 4)});
        };
        add(ATTUNE_TEXT("core", "Area under ROC, mean of the labels"), worth.macroRocArea,
            worth.rocAreaInterval);
        add(ATTUNE_TEXT("core", "Average precision, mean of the labels"),
            worth.macroAveragePrecision, worth.averagePrecisionInterval);
        add(ATTUNE_TEXT("core", "Expected calibration error"), now.ece, worth.eceInterval);
        add(ATTUNE_TEXT("core", "Brier score"), now.brier, worth.brierInterval);
        if (worth.kept) {
            add(ATTUNE_TEXT("core", "Calibration error before calibration"), worth.plain.ece, {});
            add(ATTUNE_TEXT("core", "Brier score before calibration"), worth.plain.brier, {});
        }
        table(to, std::move(rows));
    }

    void perLabel() {
        const auto& labels = facts_.metrics.perLabel;
        if (labels.empty())
            return;
        ReportSection& to = section(ATTUNE_TEXT("core", "Labels"));
        ReportTable rows;
        rows.head = {t(ATTUNE_TEXT("core", "Label")), t(ATTUNE_TEXT("core", "Precision")),
                     t(ATTUNE_TEXT("core", "Recall")), "F1", t(ATTUNE_TEXT("core", "Texts"))};
        rows.numbers = {false, true, true, true, true};
        std::vector<std::string> names;
        std::vector<double> scores;
        for (const LabelMetrics& label : labels) {
            rows.rows.push_back({label.label, fixed(label.precision, 4), fixed(label.recall, 4),
                                 fixed(label.f1, 4), grouped(label.support)});
            names.push_back(label.label);
            scores.push_back(label.f1);
        }
        table(to, std::move(rows));
        if (names.size() <= 2 * mostLabels)
            to.blocks.push_back(barChart(t(ATTUNE_TEXT("core", "F1 by label")), names, scores));
    }

    void confusion() {
        const auto& counts = facts_.metrics.confusion;
        if (counts.empty() || counts.size() != facts_.labels.size())
            return;
        ReportSection& to = section(ATTUNE_TEXT("core", "Which labels are taken for which"));
        if (facts_.labels.size() <= mostLabels) {
            to.blocks.push_back(confusionChart(t(ATTUNE_TEXT("core", "Texts by label and answer")),
                                               t(ATTUNE_TEXT("core", "Label")),
                                               t(ATTUNE_TEXT("core", "Answer")), facts_.labels,
                                               counts));
            return;
        }
        struct Pair {
            std::size_t label, answer;
            std::int64_t texts;
        };
        std::vector<Pair> pairs;
        for (std::size_t r = 0; r < counts.size(); ++r)
            for (std::size_t c = 0; c < counts[r].size(); ++c)
                if (r != c && counts[r][c] > 0)
                    pairs.push_back({r, c, counts[r][c]});
        std::stable_sort(pairs.begin(), pairs.end(),
                         [](const Pair& a, const Pair& b) { return a.texts > b.texts; });
        ReportTable rows;
        rows.head = {t(ATTUNE_TEXT("core", "Label")), t(ATTUNE_TEXT("core", "Answer")),
                     t(ATTUNE_TEXT("core", "Texts"))};
        rows.numbers = {false, false, true};
        for (std::size_t i = 0; i < pairs.size() && i < mostPairs; ++i)
            rows.rows.push_back({facts_.labels[pairs[i].label], facts_.labels[pairs[i].answer],
                                 grouped(pairs[i].texts)});
        table(to, std::move(rows));
    }

    void curves() {
        if (facts_.losses.size() < 2 && facts_.validation.size() < 2)
            return;
        ReportSection& to = section(ATTUNE_TEXT("core", "How training went"));
        const std::string epochs = t(ATTUNE_TEXT("core", "Epochs"));
        const std::string best = t(ATTUNE_TEXT("core", "best state"));
        double bestEpoch = std::numeric_limits<double>::quiet_NaN();
        for (const RunPoint& point : facts_.validation)
            if (point.step == facts_.bestStep)
                bestEpoch = point.epoch;
        const auto scoresOf = [&](const std::string& key) {
            const std::size_t at = metricIndex(key);
            std::vector<std::pair<double, double>> points;
            for (const RunPoint& point : facts_.validation)
                points.emplace_back(point.epoch, point.scores[at]);
            return points;
        };
        std::vector<ChartLine> losses(1);
        losses[0].name = t(ATTUNE_TEXT("core", "training"));
        for (const LossPoint& point : facts_.losses)
            losses[0].points.emplace_back(point.epoch, point.loss);
        if (!facts_.validation.empty())
            losses.push_back({t(ATTUNE_TEXT("core", "validation")), scoresOf("loss"), true});
        to.blocks.push_back(
            lineChart(t(ATTUNE_TEXT("core", "Loss")), epochs, losses, bestEpoch, best));
        if (facts_.validation.size() < 2)
            return;
        std::vector<ChartLine> scores;
        // The first three of the task: more lines on top of each other tell less.
        for (const MetricInfo& metric : metricTable())
            if (metric.higherIsBetter && metric.isFor(facts_.metrics.task) && scores.size() < 3)
                scores.push_back({t(metric.title.c_str()), scoresOf(metric.key), true});
        to.blocks.push_back(lineChart(t(ATTUNE_TEXT("core", "On the validation part")), epochs,
                                      scores, bestEpoch, best));
    }

    void wrongTexts() {
        if (facts_.evaluatedOn.empty())
            return;
        ReportSection& to = section(ATTUNE_TEXT("core", "Wrong answers"));
        if (!facts_.wrongUnknown.empty()) {
            text(to, said(facts_.wrongUnknown));
            return;
        }
        text(to, said(say(ATTUNE_TEXT("core", "%1 of %2 answers are wrong. Those that the model "
                                              "was surest of are often wrong labels of the data."),
                          facts_.wrongCount, facts_.metrics.texts)));
        if (facts_.wrong.empty())
            return;
        ReportTable rows;
        rows.head = {t(ATTUNE_TEXT("core", "Line")), t(ATTUNE_TEXT("core", "Text")),
                     t(ATTUNE_TEXT("core", "Label")), t(ATTUNE_TEXT("core", "Answer")),
                     t(ATTUNE_TEXT("core", "Score"))};
        rows.numbers = {true, false, false, false, true};
        for (const RunFacts::Wrong& row : facts_.wrong)
            rows.rows.push_back(
                {row.line > 0 ? grouped(row.line) : "–",
                 row.pair.empty() ? cut(row.text) : cut(row.text) + " ⏎ " + cut(row.pair),
                 row.label, row.answer, std::isnan(row.score) ? "–" : percent(row.score)});
        table(to, std::move(rows));
    }

    void labelChanges() {
        if (facts_.labelChanges.empty())
            return;
        ReportSection& to = section(ATTUNE_TEXT("core", "Labels that were corrected afterwards"));
        text(to, t(ATTUNE_TEXT("core", "They are noted beside the run; its model was trained with "
                                       "the labels before.")));
        ReportTable rows;
        rows.head = {t(ATTUNE_TEXT("core", "File")), t(ATTUNE_TEXT("core", "Line")),
                     t(ATTUNE_TEXT("core", "Label")), t(ATTUNE_TEXT("core", "Corrected to"))};
        rows.numbers = {false, true, false, false};
        for (const LabelChange& change : facts_.labelChanges)
            rows.rows.push_back({partName(change.file),
                                 change.line > 0 ? grouped(change.line) : "–", change.before,
                                 change.after});
        table(to, std::move(rows));
    }

    std::string partName(const std::string& part) const {
        if (part == "train")
            return t(ATTUNE_TEXT("core", "training"));
        if (part == "validation")
            return t(ATTUNE_TEXT("core", "validation"));
        if (part == "test")
            return t(ATTUNE_TEXT("core", "test"));
        return part;
    }

    void data() {
        ReportSection& to = section(ATTUNE_TEXT("core", "Data"));
        const RunFacts::Data& d = facts_.data;
        ReportTable rows;
        const auto count = [&](const char* name, std::int64_t value) {
            rows.rows.push_back({t(name), grouped(value)});
        };
        const auto& settings = facts_.recipe.data;
        for (const auto& [part, path] :
             {std::pair<std::string, std::string>("train", settings.train),
              std::pair<std::string, std::string>("validation", settings.validation),
              std::pair<std::string, std::string>("test", settings.test)}) {
            if (path.empty())
                continue;
            std::string digest;
            for (const auto& [of, value] : d.fingerprints)
                if (of == part)
                    digest = value;
            rows.rows.push_back(
                {said(say(ATTUNE_TEXT("core", "File (%1)"), partName(part))),
                 digest.empty()
                     ? path
                     : said(say(ATTUNE_TEXT("core", "%1 (fingerprint %2)"), path, digest))});
        }
        count(ATTUNE_TEXT("core", "Texts to train on"), d.train);
        count(ATTUNE_TEXT("core", "Texts to validate on"), d.validation);
        count(ATTUNE_TEXT("core", "Texts to test on"), d.test);
        count(ATTUNE_TEXT("core", "Rows left out"), d.skippedRows);
        for (const RunFacts::Counted& filter : d.filters)
            rows.rows.push_back(
                {said(say(ATTUNE_TEXT("core", "Rows left out by the filter “%1”"), filter.name)),
                 grouped(filter.count)});
        count(ATTUNE_TEXT("core", "Tokens a text at most"), d.maxLength);
        count(ATTUNE_TEXT("core", "Texts that lose their end"), d.truncated);
        count(ATTUNE_TEXT("core", "Unknown tokens"), d.unknownTokens);
        for (const RunFacts::Counted& rule : d.cleaning)
            rows.rows.push_back(
                {said(say(ATTUNE_TEXT("core", "Texts changed by cleaning, “%1”"), rule.name)),
                 grouped(rule.count)});
        for (const RunFacts::Counted& step : d.operators)
            rows.rows.push_back(
                {said(say(ATTUNE_TEXT("core", "Copies changed by augmentation, “%1”"), step.name)),
                 grouped(step.count)});
        if (d.copies > 0)
            count(ATTUNE_TEXT("core", "Copies that were trained on"), d.copies);
        table(to, std::move(rows));
    }

    void training() {
        ReportSection& to = section(ATTUNE_TEXT("core", "How it was trained"));
        ReportTable rows;
        const auto fact = [&](const char* name, std::string value) {
            rows.rows.push_back({t(name), std::move(value)});
        };
        fact(ATTUNE_TEXT("core", "Model"), facts_.recipe.head.model);
        fact(ATTUNE_TEXT("core", "How it ended"),
             facts_.reason == "completed" ? t(ATTUNE_TEXT("core", "trained to the end"))
             : facts_.reason == "early_stopped"
                 ? t(ATTUNE_TEXT("core", "ended early: it got no better"))
                 : t(ATTUNE_TEXT("core", "stopped by hand, and kept")));
        fact(ATTUNE_TEXT("core", "Steps"),
             said(say(ATTUNE_TEXT("core", "%1 of %2"), facts_.step, facts_.steps)));
        if (facts_.bestStep > 0 && std::isfinite(facts_.bestScore))
            fact(ATTUNE_TEXT("core", "Best state"),
                 said(say(ATTUNE_TEXT("core", "step %1, %2 %3"), facts_.bestStep,
                          metricTitle(facts_.bestMetric), fixed(facts_.bestScore, 4))));
        fact(ATTUNE_TEXT("core", "Begun"), dateOf(facts_.started));
        fact(ATTUNE_TEXT("core", "Seconds of training"), fixed(facts_.trainSeconds, 1));
        fact(ATTUNE_TEXT("core", "Seconds of evaluation"), fixed(facts_.evaluationSeconds, 1));
        fact(ATTUNE_TEXT("core", "Texts a second"), fixed(facts_.textsPerSecond, 1));
        fact(ATTUNE_TEXT("core", "Tokens a second"), fixed(facts_.tokensPerSecond, 0));
        fact(ATTUNE_TEXT("core", "Device"), orWhy(facts_.device, facts_.deviceReason));
        fact(ATTUNE_TEXT("core", "Precision of computing"),
             orWhy(facts_.precision, facts_.precisionReason));
        fact(ATTUNE_TEXT("core", "Engine"), orWhy(facts_.engine, facts_.engineReason));
        if (facts_.modelBytes > 0)
            fact(ATTUNE_TEXT("core", "Size of the model"), bytesOf(facts_.modelBytes));
        fact(ATTUNE_TEXT("core", "Run folder"), facts_.path);
        table(to, std::move(rows));
    }

    std::string metricTitle(const std::string& key) const {
        for (const MetricInfo& metric : metricTable())
            if (metric.key == key)
                return t(metric.title.c_str());
        return key;
    }

    void messages() {
        if (facts_.messages.empty())
            return;
        ReportSection& to = section(ATTUNE_TEXT("core", "Messages of the run"));
        ReportTable rows;
        for (const Problem& problem : facts_.messages)
            rows.rows.push_back({problem.where, problem.hint.empty() ? said(problem.message)
                                                                     : said(problem.message) + " " +
                                                                           said(problem.hint)});
        table(to, std::move(rows));
    }

    void recipe() {
        ReportSection& to = section(ATTUNE_TEXT("core", "Recipe"));
        ReportBlock block;
        block.kind = ReportBlock::Kind::Listing;
        block.text = facts_.recipeText;
        to.blocks.push_back(std::move(block));
    }

    const RunFacts& facts_;
    const Words& words_;
    ReportDocument document_;
};

} // namespace

ReportDocument describeRun(const RunFacts& facts, const std::string& language, const Words& words) {
    return Writer(facts, words).write(language);
}

} // namespace attune::studio
