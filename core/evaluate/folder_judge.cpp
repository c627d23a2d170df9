// SPDX-License-Identifier: GPL-3.0-or-later
#include "evaluate/folder_judge.h"

#include "base/lists.h"
#include "cpu/cpu_engine.h"
#include "model/model_folder.h"
#include "text/cleaning.h"

#include <algorithm>
#include <cmath>

namespace attune {
namespace {

void checkAnswers(const ModelFolder& folder, const std::vector<std::string>& labels, bool pairs) {
    const auto refuse = [&](const Message& what, const Message& hint) {
        throw UsageError(what, toUtf8(folder.path), hint);
    };
    if (!folder.finished)
        refuse(say(ATTUNE_TEXT("core", "This model has no trained classification head.")),
               say(ATTUNE_TEXT("core", "Train it first; the finished model then lies in "
                                       "RUN/model.")));
    std::vector<std::string> known = folder.labels, wanted = labels;
    std::sort(known.begin(), known.end());
    std::sort(wanted.begin(), wanted.end());
    if (known != wanted)
        refuse(say(ATTUNE_TEXT("core", "The judge knows the labels %1; the data has %2."),
                   listed(known, 10), listed(wanted, 10)),
               say(ATTUNE_TEXT("core", "Name a model that was trained on the same labels.")));
    const bool knownColumns = folder.attune && folder.attune->columns;
    if (knownColumns && folder.attune->columns->pair.empty() == pairs)
        refuse(pairs ? say(ATTUNE_TEXT("core", "The judge reads single texts; the data has pairs."))
                     : say(ATTUNE_TEXT("core", "The judge reads pairs of texts; the data has "
                                               "single ones.")),
               say(ATTUNE_TEXT("core", "Name a model that was trained on such data.")));
}

class FolderJudge final : public Judge {
public:
    FolderJudge(const fs::path& path, const std::vector<std::string>& labels, bool pairs)
        : folder_(openModelFolder(path)), pairs_(pairs) {
        checkAnswers(folder_, labels, pairs);
        for (const std::string& label : labels)
            order_.push_back(static_cast<std::size_t>(
                std::find(folder_.labels.begin(), folder_.labels.end(), label) -
                folder_.labels.begin()));
        tokenizer_ = readTokenizer(path);
        checkTokenizer(folder_, *tokenizer_);
        if (folder_.attune)
            cleaning_ = Cleaning::fromJson(folder_.attune->cleaning, toUtf8(path / "attune.json"));
        const auto longest = static_cast<std::size_t>(folder_.spec.longest());
        const std::size_t wanted = tokenizer_->modelMaxLength();
        options_.maxLength = wanted == 0 ? longest : std::min(wanted, longest);
        EngineOptions options;
        options.threads = 1;
        engine_ = makeEngine(folder_.spec, options);
        loadWeights(folder_, *engine_, 0);
    }

    std::vector<float> scores(std::string_view text, std::string_view pair) const override {
        const std::string second = pairs_ ? cleaning_.clean(pair) : std::string();
        Encoding encoding = tokenizer_->encode(
            cleaning_.clean(text), pairs_ ? std::optional<std::string_view>(second) : std::nullopt,
            options_);
        PackedBatch batch;
        batch.ids = std::move(encoding.ids);
        batch.typeIds = std::move(encoding.typeIds);
        batch.starts = {0, static_cast<std::int32_t>(batch.ids.size())};
        const auto pass = engine_->forward(batch, {.exact = true});
        const std::span<const float> logits = pass->logits();
        const float top = *std::max_element(logits.begin(), logits.end());
        std::vector<float> scores;
        float sum = 0;
        for (const std::size_t i : order_) {
            scores.push_back(std::exp(logits[i] - top));
            sum += scores.back();
        }
        for (float& score : scores)
            score /= sum;
        return scores;
    }

private:
    ModelFolder folder_;
    bool pairs_;
    std::vector<std::size_t> order_; // of the data's labels, the model's
    std::unique_ptr<Tokenizer> tokenizer_;
    Cleaning cleaning_;
    EncodeOptions options_;
    std::unique_ptr<Engine> engine_; // passes alone, which may run side by side
};

} // namespace

std::shared_ptr<const Judge> openJudge(const fs::path& folder,
                                       const std::vector<std::string>& labels, bool pairs) {
    return std::make_shared<FolderJudge>(folder, labels, pairs);
}

} // namespace attune
