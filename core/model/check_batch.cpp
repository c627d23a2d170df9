// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/check_batch.h"

#include "base/error.h"

#include <stdexcept>

namespace attune {

void checkBatch(const EncoderSpec& spec, const PackedBatch& batch, const PassOptions& options) {
    const auto tokens = static_cast<std::int64_t>(batch.tokens());
    if (batch.sequences() == 0 || batch.starts.front() != 0 || batch.starts.back() != tokens ||
        batch.typeIds.size() != batch.ids.size())
        throw std::invalid_argument("the parts of the batch do not fit together");
    for (std::size_t b = 0; b < batch.sequences(); ++b) {
        const std::int64_t length = batch.starts[b + 1] - batch.starts[b];
        if (length < 1)
            throw std::invalid_argument("a sequence of the batch has no token");
        if (length > spec.longest())
            throw Error(say(ATTUNE_TEXT("core", "A text of %1 tokens is longer than the %2 "
                                                "positions of the model."),
                            length, spec.longest()),
                        {},
                        say(ATTUNE_TEXT("core", "Set max_length to at most %1."), spec.longest()));
    }
    for (std::size_t i = 0; i < batch.ids.size(); ++i) {
        if (batch.ids[i] < 0 || batch.ids[i] >= spec.vocabulary)
            throw Error(say(ATTUNE_TEXT("core", "The token id %1 is outside of the model's "
                                                "vocabulary of %2."),
                            batch.ids[i], spec.vocabulary),
                        {},
                        say(ATTUNE_TEXT("core", "Take the tokenizer that belongs to the "
                                                "model.")));
        // Models without token types take no notice of them.
        if (spec.types > 0 && (batch.typeIds[i] < 0 || batch.typeIds[i] >= spec.types))
            throw Error(say(ATTUNE_TEXT("core", "The model has %1 token types; a pair of "
                                                "texts needs 2."),
                            spec.types),
                        {}, say(ATTUNE_TEXT("core", "Take single texts, or another model.")));
    }
    if (!options.embeddingOffset.empty() &&
        options.embeddingOffset.size() !=
            batch.tokens() * static_cast<std::size_t>(spec.embeddingWidth()))
        throw std::invalid_argument("the offset does not fit the embeddings");
}

} // namespace attune
