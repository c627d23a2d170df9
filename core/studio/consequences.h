// SPDX-License-Identifier: GPL-3.0-or-later
// What a recipe leads to, cleaning, copies and trimming included.
#pragma once

#include "recipe/recipe.h"

#include <functional>
#include <stop_token>

namespace attune {
class AugmentModels; // run/augment_models.h
}

namespace attune::studio {

struct Consequences {
    bool exact = false;     // of all texts; else of a sample of them
    std::int64_t texts = 0; // that are trained on, copies included
    std::int64_t copies = 0;
    bool textsExact = true;      // else copies that may be left out are reckoned from the sample
    double tokensPerText = 0;    // uncut
    double readTokens = 0;       // of all texts, cut at data.max_length
    double cutShare = 0;         // of the texts
    double unknownShare = 0;     // of the tokens, special ones apart
    std::int64_t vocabulary = 0; // tokens of the model; 0: not known yet
    bool vocabularyExact = true; // else trimmed as a sample of the texts would have it, and so are
                                 // the bytes
    std::uint64_t modelBytes = 0, trainingBytes = 0;
    double epochSeconds = 0; // guessed from the size of the model; 0: no guess
};

// `tell` gets those of a sample as soon as the data are read, on the calling thread. Where copies
// ask a model, `tell` gets first what hangs on no copy (no texts: model, memory, vocabulary), and
// the sample is all there is, since the texts are made only by the run; where such a model cannot
// be used, what was told stays. Those models are taken from `models` and stay open there.
Consequences measureConsequences(const Recipe& recipe, AugmentModels& models,
                                 const std::function<void(const Consequences&)>& tell = {},
                                 std::stop_token stop = {});
Consequences measureConsequences(const Recipe& recipe,
                                 const std::function<void(const Consequences&)>& tell = {},
                                 std::stop_token stop = {});

} // namespace attune::studio
