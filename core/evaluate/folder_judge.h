// SPDX-License-Identifier: GPL-3.0-or-later
// A finished model folder that reads texts one at a time.
#pragma once

#include "augment/interfaces.h"
#include "base/files.h"

#include <memory>
#include <string>
#include <vector>

namespace attune {

// Opens a finished model; scores are probabilities in the order of `labels`. A UsageError where its
// labels are others, or it reads single texts where the data has `pairs` or the other way round.
// Texts go through its own cleaning rules and are cut at its own length, as `predict` does.
//
// Passes are exact ones of fp32 on one thread, each text by itself: answers depend neither on other
// texts nor on the number of threads.
std::shared_ptr<const Judge> openJudge(const fs::path& folder,
                                       const std::vector<std::string>& labels, bool pairs);

} // namespace attune
