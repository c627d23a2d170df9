// SPDX-License-Identifier: GPL-3.0-or-later
// Threads that wait for work sleep instead of spinning: on a machine that also does other things a
// training step was measured five times faster so. libgomp reads OMP_WAIT_POLICY once, when it is
// loaded, so a program that was started without it is started again with it: before any library has
// begun its work, which costs some milliseconds. Whoever sets the variable is obeyed.
#include <cstddef> // also says whether the C library is glibc

#if defined(__linux__) && defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) &&                  \
    !defined(__SANITIZE_THREAD__)
#include <alloca.h>
#include <unistd.h>

namespace {

bool isSet(char** environment) {
    const char name[] = "OMP_WAIT_POLICY=";
    for (; *environment != nullptr; ++environment) {
        std::size_t i = 0;
        while (i + 1 < sizeof name && (*environment)[i] == name[i])
            ++i;
        if (i + 1 == sizeof name)
            return true;
    }
    return false;
}

// Neither constructors nor the C library's variables are set up yet: only the arguments are used.
// Where the program cannot be started again it goes on as it is.
void startPassive(int, char** arguments, char** environment) {
    static char passive[] = "OMP_WAIT_POLICY=PASSIVE";
    if (isSet(environment))
        return;
    std::size_t count = 0;
    while (environment[count] != nullptr)
        ++count;
    auto** longer = static_cast<char**>(alloca((count + 2) * sizeof(char*)));
    for (std::size_t i = 0; i < count; ++i)
        longer[i] = environment[i];
    longer[count] = passive;
    longer[count + 1] = nullptr;
    // By its own path where that is known: the system names a process after the file it was started
    // from, and "exe" would stand in every list of processes.
    char path[4096];
    const ssize_t length = ::readlink("/proc/self/exe", path, sizeof path - 1);
    if (length > 0 && static_cast<std::size_t>(length) < sizeof path - 1) {
        path[length] = '\0';
        ::execve(path, arguments, longer);
    }
    ::execve("/proc/self/exe", arguments, longer);
}

[[gnu::section(".preinit_array"), gnu::used]] void (*const beforeAnything)(int, char**,
                                                                           char**) = startPassive;

} // namespace
#endif
