// SPDX-License-Identifier: GPL-3.0-or-later
#include "studio/answers.h"
#include "studio/loaded_model.h"
#include "studio/row_notes.h"
#include "studio/studio.h"
#include "text/compare.h"
#include "text/utf8.h"

#include <stdexcept>

namespace attune::studio {

struct Classifier::Impl {
    LoadedModel model;
    Problems notes;
};

Classifier::Classifier(const fs::path& modelFolder, const std::string& precision)
    : impl_(std::make_unique<Impl>(Impl{loadFinished(modelFolder, precision), {}})) {}

Classifier::Classifier(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

std::unique_ptr<Classifier> Classifier::ofCheckpoint(const fs::path& run, std::int64_t step) {
    return std::unique_ptr<Classifier>(
        new Classifier(std::make_unique<Impl>(Impl{loadCheckpoint(run, step), {}})));
}

Classifier::~Classifier() = default;

const std::vector<std::string>& Classifier::labels() const { return impl_->model.folder.labels; }

Task Classifier::task() const { return impl_->model.folder.task; }

bool Classifier::takesPairs() const { return pairsOf(impl_->model.folder) == Pairs::Yes; }

const Problems& Classifier::notes() const { return impl_->notes; }

std::string Classifier::cellOf(const TextResult& result, const std::string& text) const {
    return answerCell(impl_->model.folder, result, text);
}

OrderedJson Classifier::jsonOf(const TextResult& result, const std::string& text,
                               bool logits) const {
    const ModelFolder& folder = impl_->model.folder;
    OrderedJson json = {
        {"prediction", answerJson(folder, result, text)}
    };
    if (const std::optional<double> score = scoreOf(folder, result))
        json["score"] = *score;
    if (!result.scores.empty())
        json["scores"] = result.scores;
    if (logits)
        json["logits"] = logitsJson(folder, result);
    return json;
}

TextResult Classifier::classify(const std::string& text, const std::string& pair) {
    return classifyAll({text}, pair.empty() ? std::vector<std::string>() : std::vector{pair})
        .front();
}

std::vector<TextResult> Classifier::classifyAll(const std::vector<std::string>& texts,
                                                const std::vector<std::string>& pairs,
                                                const Progress& progress, std::stop_token stop) {
    LoadedModel& model = impl_->model;
    if (!pairs.empty() && pairs.size() != texts.size())
        throw std::invalid_argument("there is not one second text for each text");
    checkPairs(model.folder, !pairs.empty() || (texts.empty() && takesPairs()));
    std::vector<Example> examples(texts.size());
    std::vector<SkippedRow> empty;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        if (trimmed(texts[i]).empty())
            empty.push_back({});
        examples[i].text = repairUtf8(texts[i]);
        if (i < pairs.size())
            examples[i].pair = pairs[i];
    }
    const EncodedSet set = model.encode(examples, !pairs.empty());
    impl_->notes.clear();
    noteEmpty(impl_->notes, {}, empty, texts.size());
    noteTruncated(impl_->notes, set.truncated, model.maxLength);
    noteUnknown(impl_->notes, set.unknownTokens, set.ids.size());
    RowProgress rows;
    if (progress)
        rows = [&](std::size_t done, std::size_t all) {
            progress(static_cast<double>(done), static_cast<double>(all));
        };
    const Predictions predictions = predictAll(*model.engine, set, rows, stop);
    return answersOf(model, set, predictions, examples);
}

} // namespace attune::studio
