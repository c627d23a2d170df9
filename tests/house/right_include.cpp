// SPDX-License-Identifier: GPL-3.0-or-later
// Room `text` uses `base`: this builds.
#include "base/error.h"
#include "text/utf8.h"
