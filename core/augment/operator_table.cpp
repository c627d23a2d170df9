// SPDX-License-Identifier: GPL-3.0-or-later
// The table of the operators of augmentation: a new one is a function in the file of its family,
// one line in augment_operator.h and one here.
#include "augment/augment_operator.h"
#include "base/operator_switch.h"

namespace attune {

const std::vector<AugmentEntry>& augmentTable() {
    static const std::vector<AugmentEntry> table = [] {
        std::vector<AugmentEntry> all;
        all.push_back(synonymEntry());
        all.push_back(maskedWordEntry());
        all.push_back(nearWordsEntry());
        all.push_back(randomSwapEntry());
        all.push_back(randomDeleteEntry());
        all.push_back(randomInsertEntry());
        all.push_back(stopWordRemovalEntry());
        all.push_back(cutOffEntry());
        all.push_back(sentenceShuffleEntry());
        all.push_back(mixEntry());
        all.push_back(specialWordsEntry());
        all.push_back(keyboardEntry());
        all.push_back(spellingEntry());
        all.push_back(ocrEntry());
        all.push_back(soundAlikeEntry());
        all.push_back(lookAlikeEntry());
        for (AugmentEntry& entry : all)
            entry.description.parameters.push_back(offParameter());
        return all;
    }();
    return table;
}

const AugmentEntry* findAugment(std::string_view key) {
    for (const AugmentEntry& entry : augmentTable())
        if (entry.description.key == key)
            return &entry;
    return nullptr;
}

Parameter rateParameter(std::string help) {
    return {.key = "rate",
            .title = ATTUNE_TEXT("core", "Rate"),
            .help = std::move(help),
            .kind = Parameter::Kind::Real,
            .minimum = 0,
            .maximum = 1};
}

std::vector<std::size_t> chosen(std::size_t n, double rate, RandomStream& random) {
    std::vector<std::size_t> out;
    if (n == 0 || rate <= 0)
        return out;
    const double wanted = rate * static_cast<double>(n);
    auto left = std::min(n, std::max<std::size_t>(1, static_cast<std::size_t>(wanted + 0.5)));
    // Selection sampling (Knuth, algorithm S).
    for (std::size_t i = 0; i < n && left > 0; ++i)
        if (random.below(n - i) < left) {
            out.push_back(i);
            --left;
        }
    return out;
}

void leaveOne(std::vector<std::size_t>& leaving, const Words& words, RandomStream& random) {
    if (leaving.size() == words.all().size() && !leaving.empty())
        leaving.erase(leaving.begin() + static_cast<std::ptrdiff_t>(random.below(leaving.size())));
}

} // namespace attune
