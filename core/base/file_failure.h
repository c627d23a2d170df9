// SPDX-License-Identifier: GPL-3.0-or-later
// What the files of this room share: failures told with the system's reason, descriptors that
// close. Internal to this room.
#pragma once

#include "base/files.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

namespace attune {

// Throws an Error of `what`, whose %1 is the system's reason, with the remedy for that reason.
[[noreturn]] void fail(const char* what, const fs::path& path, int code = errno);

class Descriptor {
public:
    Descriptor(const fs::path& path, int flags, mode_t mode = 0666)
        : value_(::open(path.c_str(), flags | O_CLOEXEC, mode)) {}
    ~Descriptor() {
        if (value_ >= 0)
            ::close(value_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return value_; }
    explicit operator bool() const { return value_ >= 0; }

private:
    int value_;
};

} // namespace attune
