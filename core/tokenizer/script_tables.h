// SPDX-License-Identifier: GPL-3.0-or-later
// Groups of scripts between which UnicodeScripts splits; written by tables/make_script_tables.py.
#pragma once

#include <cstdint>
#include <span>

namespace attune::tables {

struct ScriptRun {
    std::uint32_t first, last; // both inside
    std::uint16_t group;
};
// Sorted. Code points that are in none belong to any script.
extern const std::span<const ScriptRun> kScriptRuns;

} // namespace attune::tables
