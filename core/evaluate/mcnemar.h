// SPDX-License-Identifier: GPL-3.0-or-later
// Whether two models that answered the same texts differ in how often they are right.
#pragma once

#include <cstdint>

namespace attune {

// McNemar's test (1947), exact: of the texts that only one of them got right, each is as likely the
// first's as the second's where both are equally good. The probability of a split at least as
// uneven as the one seen, both sides counted; 1 where there is no such text.
double mcnemarExact(std::int64_t onlyFirst, std::int64_t onlySecond);

} // namespace attune
