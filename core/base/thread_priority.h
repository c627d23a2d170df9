// SPDX-License-Identifier: GPL-3.0-or-later
// How much of the processor a thread gets beside others.
#pragma once

namespace attune {

// The calling thread gets what others leave, until its end. Threads that it starts inherit it.
void yieldToOthers();

} // namespace attune
