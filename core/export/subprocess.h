// SPDX-License-Identifier: GPL-3.0-or-later
// Another program, run to its end.
#pragma once

#include "base/files.h"

#include <stop_token>
#include <vector>

namespace attune {

// A folder in the system's place for such, removed with all that is in it.
class ProcessFolder {
public:
    ProcessFolder();
    ~ProcessFolder();
    ProcessFolder(const ProcessFolder&) = delete;
    ProcessFolder& operator=(const ProcessFolder&) = delete;
    const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

struct ProcessResult {
    int code = 0;               // exit code; 128 + signal where one ended it
    std::string output, errors; // standard output and error
};

// `command[0]` is a path, or a name that is looked for in PATH. An Error where it can't be started;
// when stopped it is ended, and Cancelled thrown.
ProcessResult runProcess(const std::vector<std::string>& command, std::stop_token stop);

} // namespace attune
