// SPDX-License-Identifier: GPL-3.0-or-later
// Any failure as an Error: what people are told when a run ends by one.
#pragma once

#include "base/error.h"

#include <exception>

namespace attune {

// An Error is told as it is; anything else gets words of its own, with what to do.
Error failureOf(const std::exception_ptr& failure);

} // namespace attune
