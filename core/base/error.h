// SPDX-License-Identifier: GPL-3.0-or-later
// Messages to people, errors and problems.
//
// A message keeps its English template and its arguments apart, so that the window can show it in
// another language. Templates are marked with ATTUNE_TEXT, which Qt's lupdate collects.
#pragma once

#include <exception>
#include <initializer_list>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

// Marks an English text that people read. `context` is always "core" in this tree.
#define ATTUNE_TEXT(context, text) text

namespace attune {

// A template with the places %1 .. %9 and what goes there.
struct Message {
    std::string format;
    std::vector<std::string> args;

    bool empty() const { return format.empty(); }
    // The English text, with control characters of the arguments made visible.
    std::string text() const;
    bool operator==(const Message&) const = default;
};

// Numbers print without grouping; doubles as the shortest text that reads back equal.
std::string messageArgument(double value);
std::string messageArgument(long long value);
inline std::string messageArgument(std::string value) { return value; }
inline std::string messageArgument(const char* value) { return value; }

// say(ATTUNE_TEXT("core", "Row %1 has %2 cells."), row, cells)
template <class... Args> Message say(const char* format, Args&&... args) {
    [[maybe_unused]] const auto argument = [](auto&& value) {
        using V = std::decay_t<decltype(value)>;
        if constexpr (std::is_integral_v<V>)
            return messageArgument(static_cast<long long>(value));
        else if constexpr (std::is_floating_point_v<V>)
            return messageArgument(static_cast<double>(value));
        else
            return messageArgument(std::string(value));
    };
    return {format, {argument(std::forward<Args>(args))...}};
}

// Work cannot go on. `what` says what happened, `where` names the file (and line or key),
// `hint` says what the person can do. Caught in three places only: the command line's main, the
// session's thread, a job of the window.
class Error : public std::exception {
public:
    explicit Error(Message what, std::string where = {}, Message hint = {});

    const Message& message() const { return message_; }
    const std::string& where() const { return where_; }
    const Message& hint() const { return hint_; }
    // "WHERE: message Hint", in English.
    const char* what() const noexcept override { return full_.c_str(); }

private:
    Message message_;
    std::string where_;
    Message hint_;
    std::string full_;
};

// The recipe or another input of the person cannot be used: exit code 2 on the command line.
class UsageError : public Error {
public:
    using Error::Error;
};

// Work ended because a stop token asked for it: nothing went wrong.
class Cancelled : public std::exception {
public:
    const char* what() const noexcept override { return "cancelled"; }
};

// Something that a person should see or repair. Checks of human input return all of them.
struct Problem {
    enum class Severity { Info, Warning, Error };

    Severity severity = Severity::Error;
    std::string field; // dotted recipe key ("training.epochs"), or empty
    std::string where; // file and line, or empty
    Message message;
    Message hint;

    // One line in English.
    std::string text() const;
    bool operator==(const Problem&) const = default;
};

using Problems = std::vector<Problem>;

bool hasErrors(const Problems& problems);
// Throws a UsageError that lists every error; does nothing when there is none.
void throwIfErrors(const Problems& problems, const std::string& where);

} // namespace attune
