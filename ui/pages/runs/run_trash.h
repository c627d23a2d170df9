// SPDX-License-Identifier: GPL-3.0-or-later
// A run folder into the trash of the desktop.
#pragma once

#include "base/error.h"

#include <QString>

namespace attune::ui {

// Moves the folder to the trash and gives its path there (empty where the system does not tell).
// The run's lock is held meanwhile, so that nobody begins to write it. An Error, with the folder
// untouched, where a process is writing the run or the system has no trash for that disk.
QString moveRunToTrash(const QString& folder);

} // namespace attune::ui
