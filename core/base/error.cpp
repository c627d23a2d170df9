// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>

namespace attune {

namespace {

// What comes from a file must not move the cursor of a terminal or turn the reading direction.
std::string visible(const std::string& text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        const bool c1 =
            c == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
        const bool bidi =
            c == 0xE2 && i + 2 < text.size() &&
            ((text[i + 1] == '\x80' && static_cast<unsigned char>(text[i + 2]) >= 0xAA &&
              static_cast<unsigned char>(text[i + 2]) <= 0xAE) ||
             (text[i + 1] == '\x81' && static_cast<unsigned char>(text[i + 2]) >= 0xA6 &&
              static_cast<unsigned char>(text[i + 2]) <= 0xA9));
        if (c < 0x20 || c == 0x7F || c1 || bidi) {
            char code[8];
            std::snprintf(code, sizeof code, "\\x%02X", c);
            out += code;
        } else {
            out += text[i];
        }
    }
    return out;
}

std::string withMark(const std::string& text) {
    if (text.empty() || text.back() == '.' || text.back() == '!' || text.back() == '?')
        return text;
    return text + ".";
}

} // namespace

std::string Message::text() const {
    std::string out;
    for (std::size_t i = 0; i < format.size(); ++i) {
        const char next = i + 1 < format.size() ? format[i + 1] : '\0';
        if (format[i] == '%' && next >= '1' && next <= '9' &&
            static_cast<std::size_t>(next - '1') < args.size()) {
            const std::string& argument = args[static_cast<std::size_t>(next - '1')];
            if (out.ends_with("lines ") && argument.find(", ") == std::string::npos)
                out.erase(out.size() - 2, 1); // a list of one: "line 287"
            out += visible(argument);
            ++i;
        } else {
            out += format[i];
        }
    }
    return out;
}

std::string messageArgument(double value) {
    // to_chars would write the shorter 1e+05.
    if (std::abs(value) < 1e15 && std::floor(value) == value)
        return messageArgument(static_cast<long long>(value));
    char buffer[32];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
    return {buffer, end};
}

std::string messageArgument(long long value) { return std::to_string(value); }

Error::Error(Message what, std::string where, Message hint)
    : message_(std::move(what)), where_(std::move(where)), hint_(std::move(hint)) {
    if (!where_.empty())
        full_ = visible(where_) + ": ";
    full_ += withMark(message_.text());
    if (!hint_.empty())
        full_ += " " + withMark(hint_.text());
}

std::string Problem::text() const {
    std::string out;
    if (!where.empty())
        out += visible(where) + ": ";
    if (!field.empty())
        out += visible(field) + ": ";
    out += withMark(message.text());
    if (!hint.empty())
        out += " " + withMark(hint.text());
    return out;
}

bool hasErrors(const Problems& problems) {
    return std::any_of(problems.begin(), problems.end(), [](const Problem& problem) {
        return problem.severity == Problem::Severity::Error;
    });
}

void throwIfErrors(const Problems& problems, const std::string& where) {
    std::string list;
    std::size_t count = 0;
    for (Problem problem : problems) {
        if (problem.severity != Problem::Severity::Error)
            continue;
        if (problem.where.empty())
            problem.where = where;
        if (count++ > 0)
            list += "\n";
        list += problem.text();
    }
    if (count == 0)
        return;
    if (count == 1) {
        for (const Problem& problem : problems)
            if (problem.severity == Problem::Severity::Error) {
                const std::string place = problem.where.empty() ? where : problem.where;
                const char* between = place.empty() || problem.field.empty() ? "" : ": ";
                throw UsageError(problem.message, place + between + problem.field, problem.hint);
            }
    }
    // Line breaks between problems are ours; each problem was made visible on its own, and says
    // where it stands.
    throw UsageError({list, {}});
}

} // namespace attune
