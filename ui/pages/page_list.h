// SPDX-License-Identifier: GPL-3.0-or-later
// The pages of the window, in the order of the rail. A new page is one line in page_list.cpp.
#pragma once

#include <vector>

class QWidget;

namespace attune::ui {

class Page;
class Workspace;

struct PageEntry {
    const char* key;  // "model": for Workspace::open() and for tests
    bool startsGroup; // a line stands above it in the rail
    Page* (*make)(Workspace& workspace);
};

const std::vector<PageEntry>& pageList();

} // namespace attune::ui
