// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/thread_priority.h"

#include <sys/resource.h>
#include <unistd.h>

namespace attune {

// On Linux the nice value is the thread's own (setpriority(2)).
void yieldToOthers() { ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), 19); }

} // namespace attune
