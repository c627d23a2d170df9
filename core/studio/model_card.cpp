// SPDX-License-Identifier: GPL-3.0-or-later
#include "studio/model_card.h"

#include "model/families.h"
#include "studio/calibrating.h"
#include "studio/loaded_model.h"
#include "studio/studio.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace attune::studio {

namespace {

// Text in Markdown: nothing of it is markup.
std::string plain(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (static_cast<unsigned char>(c) < 0x20) {
            out += ' ';
            continue;
        }
        if (std::string_view("\\`*_{}[]<>()#+-.!|&~").find(c) != std::string_view::npos)
            out += '\\';
        out += c;
    }
    return out;
}

// A text in YAML: what JSON writes is a scalar of YAML as well.
std::string quoted(const std::string& text) { return Json(text).dump(); }

std::string numberText(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.4f", value);
    return text;
}

std::string fileName(const std::string& path) { return toUtf8(fromUtf8(path).filename()); }

// Metrics that are numbers, by their keys: each task has its own.
std::vector<std::pair<std::string, double>> figuresOf(const RunFacts& run) {
    std::vector<std::pair<std::string, double>> figures;
    if (run.evaluatedOn.empty())
        return figures;
    const Json all = toJson(run.metrics);
    for (const auto& [key, value] : all.items())
        if (value.is_number() && key != "texts" && std::isfinite(value.get<double>()))
            figures.emplace_back(key, value.get<double>());
    return figures;
}

class Card {
public:
    Card(const ModelFolder& model, const CardFacts& facts)
        : model_(model), facts_(facts), run_(facts.run ? &*facts.run : nullptr) {}

    std::string text() {
        frontMatter();
        line("# " + plain(facts_.name));
        line();
        introduction();
        labels();
        if (run_ != nullptr) {
            results();
            data();
        }
        cleaning();
        calibration();
        if (run_ != nullptr)
            training();
        limits();
        use();
        return std::move(out_);
    }

private:
    void line(const std::string& text = {}) { out_ += text + "\n"; }
    void title(const char* text) {
        line();
        line(std::string("## ") + text);
        line();
    }
    void item(const std::string& name, const std::string& value) {
        if (!value.empty())
            line("- " + name + ": " + value);
    }
    void item(const std::string& name, std::int64_t value) { item(name, std::to_string(value)); }

    void frontMatter() {
        line("---");
        line("library_name: transformers");
        const std::string& pipeline = infoOf(model_.task).pipeline;
        line("pipeline_tag: " + pipeline);
        list("language", facts_.languages);
        if (!facts_.licence.empty())
            line("license: " + quoted(facts_.licence));
        if (!facts_.baseModel.empty())
            line("base_model: " + quoted(facts_.baseModel));
        line("tags:");
        line("- attune");
        line("- " + pipeline);
        line("- " + model_.spec.family);
        if (run_ != nullptr)
            modelIndex(pipeline);
        line("---");
        line();
    }

    // "en, de" as a list.
    void list(const char* key, const std::string& words) {
        if (words.empty())
            return;
        line(std::string(key) + ":");
        for (std::size_t at = 0; at <= words.size();) {
            const std::size_t end = std::min(words.find(", ", at), words.size());
            line("- " + quoted(words.substr(at, end - at)));
            at = end + 2;
        }
    }

    void modelIndex(const std::string& pipeline) {
        const auto figures = figuresOf(*run_);
        if (figures.empty())
            return;
        line("metrics:");
        for (const auto& [key, value] : figures)
            line("- " + key);
        line("model-index:");
        line("- name: " + quoted(facts_.name));
        line("  results:");
        line("  - task:");
        line("      type: " + pipeline);
        line("    dataset:");
        line("      type: custom");
        line("      name: " + quoted(evaluatedFile()));
        line("      split: " + run_->evaluatedOn);
        line("    metrics:");
        for (const auto& [key, value] : figures) {
            line("    - type: " + key);
            line("      value: " + numberText(value));
        }
    }

    std::string evaluatedFile() const {
        const DataSettings& data = run_->recipe.data;
        const std::string& own = run_->evaluatedOn == "test" ? data.test : data.validation;
        return fileName(own.empty() ? data.train : own);
    }

    void introduction() {
        const EncoderSpec& spec = model_.spec;
        line("A " + std::string(familyNamed(spec.family).title) + " encoder for " +
             infoOf(model_.task).pipeline +
             (facts_.baseModel.empty() ? "" : ", fine-tuned from `" + facts_.baseModel + "`") +
             " with Attune.");
        line();
        const ModelSize size = sizeOf(spec);
        item("Parameters", static_cast<std::int64_t>(size.embeddings + size.encoder + size.head));
        item("Layers", spec.layers);
        item("Hidden size", spec.hidden);
        item("Vocabulary", std::to_string(spec.vocabulary) + " tokens");
        if (model_.attune && model_.attune->maxLength > 0)
            item("Longest text", std::to_string(model_.attune->maxLength) +
                                     " tokens; the rest of a longer one is cut off");
        if (pairsOf(model_) == Pairs::Yes)
            item("Input", std::string("pairs of texts"));
    }

    void labels() {
        title(model_.task == Task::Regression ? "What it tells" : "Labels");
        for (std::size_t id = 0; id < model_.labels.size(); ++id)
            line("- " + std::to_string(id) + ": " + plain(model_.labels[id]));
    }

    void results() {
        const auto figures = figuresOf(*run_);
        if (figures.empty())
            return;
        title("Results");
        line("On the " + run_->evaluatedOn + " part, " + std::to_string(run_->metrics.texts) +
             " texts:");
        line();
        line("| metric | value |");
        line("| --- | --- |");
        for (const auto& [key, value] : figures)
            line("| " + key + " | " + numberText(value) + " |");
        if (run_->metrics.perLabel.empty())
            return;
        line();
        line("| label | precision | recall | F1 | texts |");
        line("| --- | --- | --- | --- | --- |");
        for (const LabelMetrics& one : run_->metrics.perLabel)
            line("| " + plain(one.label) + " | " + numberText(one.precision) + " | " +
                 numberText(one.recall) + " | " + numberText(one.f1) + " | " +
                 std::to_string(one.support) + " |");
    }

    void data() {
        const RunFacts::Data& data = run_->data;
        const DataSettings& asked = run_->recipe.data;
        title("Data");
        item("Training", std::to_string(data.train) + " texts (" + fileName(asked.train) + ")");
        item("Validation",
             std::to_string(data.validation) + " texts (" +
                 (asked.validation.empty() ? "taken from the training texts, stratified"
                                           : fileName(asked.validation)) +
                 ")");
        if (data.test > 0)
            item("Test", std::to_string(data.test) + " texts" +
                             (asked.test.empty() ? "" : " (" + fileName(asked.test) + ")"));
        if (data.copies > 0)
            item("Rewritten copies of training texts", data.copies);
        if (data.skippedRows > 0)
            item("Rows that could not be used", data.skippedRows);
        for (const RunFacts::Counted& filter : data.filters)
            item("Left out by " + filter.name, filter.count);
        if (data.truncated > 0)
            item("Training texts that were cut", data.truncated);
        if (!run_->labelChanges.empty())
            item("Labels corrected after training",
                 static_cast<std::int64_t>(run_->labelChanges.size()));
    }

    void cleaning() {
        if (!model_.attune || model_.attune->cleaning.empty())
            return;
        title("Cleaning");
        line("Texts were cleaned before training, and must be before they are answered. Attune "
             "does so by itself, other");
        line("programs do not. The rules, in their order:");
        line();
        for (const Json& rule : model_.attune->cleaning)
            line("- `" + rule.dump() + "`");
    }

    void calibration() {
        const Calibration kept = keptCalibration(model_.path);
        if (kept.isPlain())
            return;
        title("Calibration");
        line("Kept with the model after training, and applied by Attune; other programs do not, so "
             "their scores, and with");
        line("thresholds their labels, are others.");
        if (run_ != nullptr)
            line("The figures above were measured before.");
        line();
        if (kept.temperature != 1)
            item("Temperature",
                 numberText(kept.temperature) +
                     ": the logits are divided by it before they become scores" +
                     (kept.texts > 0 ? " (fitted on " + std::to_string(kept.texts) + " texts)"
                                     : ""));
        for (std::size_t id = 0; id < kept.thresholds.size(); ++id)
            if (const auto& threshold = kept.thresholds[id])
                item("Threshold of " + plain(model_.labels[id]),
                     numberText(*threshold) + ": the label is given from this score on");
    }

    void training() {
        const TrainingSettings& asked = run_->recipe.training;
        title("Training");
        item("Steps", std::to_string(run_->step) + ", the best at " +
                          std::to_string(run_->bestStep) + " by " + run_->bestMetric);
        item("Epochs", asked.epochs);
        item("Batch size", asked.batch_size);
        item("Learning rate", messageArgument(asked.learning_rate) + ", " + asked.schedule +
                                  ", warmup " + messageArgument(asked.warmup));
        item("Weight decay", messageArgument(asked.weight_decay));
        item("Seed", asked.seed);
        item("Precision", run_->precision);
        item("Device", run_->device);
        if (run_->trainSeconds > 0)
            item("Seconds of training",
                 static_cast<std::int64_t>(std::llround(run_->trainSeconds)));
    }

    void limits() {
        title("Limits");
        line("- It knows the kind of texts that it was trained on; on others its answers are worth "
             "less than the figures say.");
        line("- A high score is no proof: scores tell how sure the model is, not how right.");
        if (run_ != nullptr && !run_->evaluatedOn.empty())
            line("- The figures are of " + std::to_string(run_->metrics.texts) +
                 (run_->evaluatedOn == "test"
                      ? " texts that it had not seen; other texts would give somewhat other ones."
                      : " texts of the validation part, by which its state was chosen: they "
                        "flatter it."));
        if (!facts_.languages.empty())
            line("- Its base was pretrained on: " + plain(facts_.languages) + ".");
        line("- It repeats what its training texts hold, their mistakes and prejudices included.");
    }

    void use() {
        title("Use");
        line("```python");
        line("from transformers import pipeline");
        line();
        line("model = pipeline(\"" + infoOf(model_.task).pipeline +
             "\", model=\"PATH_OF_THIS_FOLDER\")");
        line(pairsOf(model_) == Pairs::Yes
                 ? "print(model({\"text\": \"One text\", \"text_pair\": \"and another\"}))"
                 : "print(model(\"Some text\"))");
        line("```");
        line();
        line("With Attune, cleaning included:");
        line();
        line("```sh");
        line("attune-cli predict PATH_OF_THIS_FOLDER --text-line \"Some text\"" +
             std::string(pairsOf(model_) == Pairs::Yes ? " --text-line-pair \"and another\"" : ""));
        line("```");
    }

    const ModelFolder& model_;
    const CardFacts& facts_;
    const RunFacts* run_;
    std::string out_;
};

} // namespace

CardFacts cardFactsOf(const fs::path& modelFolder) {
    CardFacts facts;
    const fs::path folder = fs::absolute(modelFolder).lexically_normal();
    const fs::path run =
        folder.has_filename() ? folder.parent_path() : folder.parent_path().parent_path();
    std::error_code ignored;
    if (fs::exists(run / "report.json", ignored)) {
        try {
            facts.run = collectFacts(run, {.wrongTexts = 0});
        } catch (const Error&) {
            // A folder beside a file of that name, or a run of another version.
        }
    }
    try {
        const ModelCard own = inspectModel(toUtf8(folder), {});
        facts.name = own.name;
        facts.licence = own.licence;
        facts.languages = own.languages;
    } catch (const Error&) {
        facts.name = toUtf8(folder.filename());
    }
    if (!facts.run)
        return facts;
    facts.name = facts.run->name;
    const std::string& base = facts.run->recipe.head.model;
    facts.baseModel = fs::exists(resolvePath(run, base), ignored) ? fileName(base) : base;
    try {
        const ModelCard card = inspectModel(base, run);
        facts.baseModel = card.name;
        facts.licence = card.licence;
        facts.languages = card.languages;
    } catch (const Error&) {
        // It is no longer there: what it said of itself is not known.
    }
    if (fromUtf8(facts.baseModel).is_absolute())
        facts.baseModel = fileName(facts.baseModel);
    return facts;
}

std::string modelCard(const ModelFolder& model, const CardFacts& facts) {
    return Card(model, facts).text();
}

} // namespace attune::studio
