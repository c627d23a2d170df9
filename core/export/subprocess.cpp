// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/subprocess.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <thread>

namespace attune {

namespace {

Error systemError(const Message& what, const std::string& where) {
    return Error(what, where, say(ATTUNE_TEXT("core", "Check that it exists and may be run.")));
}

// Where the output of a process goes.
class Redirections {
public:
    explicit Redirections(const fs::path& folder) {
        posix_spawn_file_actions_init(&actions_);
        const auto open = [&](int descriptor, const char* name, int flags) {
            posix_spawn_file_actions_addopen(&actions_, descriptor, name, flags, 0600);
        };
        open(STDIN_FILENO, "/dev/null", O_RDONLY);
        open(STDOUT_FILENO, (folder / "output").c_str(), O_WRONLY | O_CREAT | O_TRUNC);
        open(STDERR_FILENO, (folder / "errors").c_str(), O_WRONLY | O_CREAT | O_TRUNC);
    }
    ~Redirections() { posix_spawn_file_actions_destroy(&actions_); }
    Redirections(const Redirections&) = delete;
    Redirections& operator=(const Redirections&) = delete;
    const posix_spawn_file_actions_t* get() const { return &actions_; }

private:
    posix_spawn_file_actions_t actions_{};
};

} // namespace

ProcessFolder::ProcessFolder() {
    std::string name = (fs::temp_directory_path() / "attune-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr)
        throw systemError(
            say(ATTUNE_TEXT("core", "It could not be created: %1."), std::strerror(errno)), name);
    path_ = name;
}

ProcessFolder::~ProcessFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

ProcessResult runProcess(const std::vector<std::string>& command, std::stop_token stop) {
    const ProcessFolder place;
    std::vector<char*> arguments;
    for (const std::string& argument : command)
        arguments.push_back(const_cast<char*>(argument.c_str()));
    arguments.push_back(nullptr);
    pid_t process = 0;
    const Redirections redirections(place.path());
    const int failed = posix_spawnp(&process, arguments.front(), redirections.get(), nullptr,
                                    arguments.data(), environ);
    if (failed != 0)
        throw systemError(
            say(ATTUNE_TEXT("core", "It could not be started: %1."), std::strerror(failed)),
            command.front());
    int status = 0;
    while (true) {
        const pid_t ended = waitpid(process, &status, WNOHANG);
        if (ended == process || (ended < 0 && errno != EINTR))
            break;
        if (stop.stop_requested()) {
            kill(process, SIGKILL);
            waitpid(process, &status, 0);
            throw Cancelled();
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    ProcessResult result;
    result.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    result.output = readFile(place.path() / "output");
    result.errors = readFile(place.path() / "errors");
    return result;
}

} // namespace attune
