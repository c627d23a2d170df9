// SPDX-License-Identifier: GPL-3.0-or-later
// Room `text` must not see `train`: a test expects that this does not build.
#include "train/events.h"
