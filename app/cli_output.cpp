// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli_output.h"

#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <cwchar>

namespace attune::cli {

namespace {

constexpr std::size_t kBuffer = 1 << 16;

// JSON, to a reader the same: control characters and marks that turn the reading direction are
// written as \u202E, so that a terminal does not follow them. They stand in texts alone.
std::string harmless(const std::string& json) {
    std::string out;
    out.reserve(json.size());
    for (std::size_t i = 0; i < json.size();) {
        const auto byte = [&](std::size_t next) -> unsigned {
            return i + next < json.size() ? static_cast<unsigned char>(json[i + next]) : 0;
        };
        const unsigned second = byte(1), third = byte(2);
        unsigned code = 0;
        if (byte(0) == 0x7F || (byte(0) == 0xC2 && second < 0xA0))
            code = byte(0) == 0x7F ? 0x7F : second;
        else if (byte(0) == 0xE2 && ((second == 0x80 && third >= 0xAA && third <= 0xAE) ||
                                     (second == 0x81 && third >= 0xA6 && third <= 0xA9)))
            code = 0x2000 | (second & 0x3F) << 6 | (third & 0x3F);
        if (code == 0) {
            out += json[i++];
            continue;
        }
        char text[8];
        std::snprintf(text, sizeof text, "\\u%04X", code & 0xFFFF);
        out += text;
        i += code == 0x7F ? 1 : code < 0x100 ? 2 : 3;
    }
    return out;
}

} // namespace

void Output::line(std::string_view text) {
    buffer_ += text;
    buffer_ += '\n';
    if (buffer_.size() >= kBuffer)
        flush();
}

void Output::json(const Json& value) {
    line(harmless(value.dump(-1, ' ', false, Json::error_handler_t::replace)));
    flush(); // one event a line, for whoever follows
}

void Output::prettyJson(const OrderedJson& value) {
    line(harmless(value.dump(2, ' ', false, OrderedJson::error_handler_t::replace)));
}

void Output::table(std::vector<std::string> header, std::vector<std::vector<std::string>> rows) {
    // Names of labels come from files: they must not move the cursor.
    const auto makeVisible = [](std::vector<std::string>& cells) {
        for (std::string& cell : cells)
            cell = visible(cell);
    };
    makeVisible(header);
    std::for_each(rows.begin(), rows.end(), makeVisible);
    std::vector<std::size_t> widths(header.size());
    for (std::size_t i = 0; i < header.size(); ++i) {
        widths[i] = columnsOf(header[i]);
        for (const auto& row : rows)
            widths[i] = std::max(widths[i], columnsOf(row[i]));
    }
    const auto write = [&](const std::vector<std::string>& cells) {
        std::string text;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            text += cells[i];
            if (i + 1 < cells.size())
                text.append(widths[i] - columnsOf(cells[i]) + 2, ' ');
        }
        line(text.substr(0, text.find_last_not_of(' ') + 1));
    };
    write(header);
    for (const auto& row : rows)
        write(row);
}

void Output::flush() {
    std::string_view rest = buffer_;
    while (!rest.empty() && !gone_) {
        const ssize_t count = ::write(STDOUT_FILENO, rest.data(), rest.size());
        if (count >= 0) {
            rest.remove_prefix(static_cast<std::size_t>(count));
        } else if (errno == EPIPE) {
            gone_ = true;
        } else if (errno != EINTR) {
            const std::string reason = std::strerror(errno);
            buffer_.clear();
            throw Error(say(ATTUNE_TEXT("core", "It could not be written: %1."), reason),
                        "standard output",
                        say(ATTUNE_TEXT("core", "Free some space on this disk, or choose another "
                                                "folder.")));
        }
    }
    buffer_.clear();
    if (gone_ && !keepGoing_)
        throw ReaderGone();
}

std::string visible(const std::string& text) { return say("%1", text).text(); }

std::size_t columnsOf(std::string_view text) {
    std::size_t columns = 0;
    std::mbstate_t state{};
    while (!text.empty()) {
        wchar_t c = 0;
        const std::size_t length = std::mbrtowc(&c, text.data(), text.size(), &state);
        if (length == 0 || length > text.size()) { // not a character of this locale
            text.remove_prefix(1);
            ++columns;
            state = {};
            continue;
        }
        columns += static_cast<std::size_t>(std::max(::wcwidth(c), 0));
        text.remove_prefix(length);
    }
    return columns;
}

std::string inSentence(std::string title) {
    if (title.size() > 1 && std::islower(static_cast<unsigned char>(title[1])) != 0 &&
        title.find("'s ") == std::string::npos)
        title[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(title[0])));
    return title;
}

std::string counted(std::int64_t count, const std::string& thing) {
    return grouped(count) + " " + thing + (count == 1 ? "" : "s");
}

std::string fixed(double value, int digits) {
    if (!std::isfinite(value))
        return "-";
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", digits, value);
    return text;
}

std::string significant(double value) {
    char text[64];
    std::snprintf(text, sizeof text, "%.4g", value);
    return text;
}

std::string shortNumber(double value) {
    if (value >= 1e9)
        return fixed(value / 1e9, 1) + " G";
    if (value >= 1e6)
        return fixed(value / 1e6, 1) + " M";
    if (value >= 1e4)
        return fixed(value / 1e3, 1) + " k";
    return fixed(value, value < 10 ? 1 : 0);
}

std::string bytesText(std::uint64_t bytes) {
    const auto value = static_cast<double>(bytes);
    if (value >= 1e9)
        return fixed(value / 1e9, 1) + " GB";
    if (value >= 1e6)
        return fixed(value / 1e6, 1) + " MB";
    return fixed(value / 1e3, 1) + " kB";
}

std::string clockText(double seconds) {
    const auto whole = static_cast<long long>(std::max(0.0, std::round(seconds)));
    char text[32];
    if (whole >= 3600)
        std::snprintf(text, sizeof text, "%lld:%02lld:%02lld", whole / 3600, whole / 60 % 60,
                      whole % 60);
    else
        std::snprintf(text, sizeof text, "%lld:%02lld", whole / 60, whole % 60);
    return text;
}

} // namespace attune::cli
