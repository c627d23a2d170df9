// SPDX-License-Identifier: GPL-3.0-or-later
// Noise that texts meet where people write them or attack a model: the table of it, for asking how
// a finished model bears it. Seeded; the operators of augmentation where there is one of the kind.
#pragma once

#include "augment/augmentation.h"
#include "base/random.h"
#include "text/cleaning.h"

#include <optional>

namespace attune {

struct Noise {
    std::string key;
    std::string title; // ATTUNE_TEXT
    std::string help;  // ATTUNE_TEXT
    // Shares that are asked about, of words or, where `ofLetters`, of letters.
    std::vector<double> strengths;
    bool ofLetters = false;
    // The operator of augmentation that makes it, and that a model can be trained with against it;
    // empty: none, `rewrite` makes it.
    std::string augment;
    void (*rewrite)(Rewriter& text, double strength, RandomStream& random) = nullptr;
    // The rule of `clean` that takes it away; nothing where none does.
    std::optional<CleaningStep> undo;
};
const std::vector<Noise>& noiseTable();
// A UsageError that names the known ones.
const Noise& noiseOf(const std::string& key);

// One noise at one strength, for any number of texts and threads.
class NoiseMaker {
public:
    NoiseMaker(const Noise& noise, double strength, std::uint64_t seed);
    // Both texts of the example with the noise: a function of them, their row and the seed.
    AugmentedText apply(const Example& example) const;

private:
    const Noise& noise_;
    double strength_;
    std::uint64_t seed_;
    Augmentation augmentation_;
};

} // namespace attune
