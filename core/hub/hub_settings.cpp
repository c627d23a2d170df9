// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/hub_settings.h"

#include "base/environment.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>

namespace attune {

namespace {

bool isTrue(const char* name) {
    std::string value = environmentVariable(name);
    for (char& c : value)
        if (c >= 'a' && c <= 'z')
            c = static_cast<char>(c - 'a' + 'A');
    return value == "1" || value == "ON" || value == "YES" || value == "TRUE";
}

double seconds(const char* name, double standard) {
    const std::string text = environmentVariable(name);
    char* end = nullptr;
    const double value = std::strtod(text.c_str(), &end);
    return !text.empty() && *end == '\0' && value > 0 && value < 1e6 ? value : standard;
}

std::string trimmed(const std::string& text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    const auto last = text.find_last_not_of(" \t\r\n");
    return first == std::string::npos ? "" : text.substr(first, last - first + 1);
}

// "~/x", "$NAME/x" and "${NAME}/x" as Python's os.path expands them.
fs::path expandedPath(const std::string& path) {
    std::string out = toUtf8(fromHome(path));
    for (std::size_t at = 0; (at = out.find('$', at)) != std::string::npos;) {
        const bool braces = out.compare(at + 1, 1, "{") == 0;
        const std::size_t start = at + (braces ? 2 : 1);
        std::size_t end = start;
        while (end < out.size() &&
               (std::isalnum(static_cast<unsigned char>(out[end])) != 0 || out[end] == '_'))
            ++end;
        const std::string name = out.substr(start, end - start);
        const char* value = std::getenv(name.c_str());
        if (name.empty() || value == nullptr || (braces && out.compare(end, 1, "}") != 0)) {
            ++at; // an unknown name stays as it is
            continue;
        }
        out.replace(at, end + (braces ? 1 : 0) - at, value);
        at += std::string(value).size();
    }
    return fromUtf8(out);
}

fs::path hubHome() {
    if (const std::string home = environmentVariable("HF_HOME"); !home.empty())
        return expandedPath(home);
    const std::string cache = environmentVariable("XDG_CACHE_HOME");
    return expandedPath(cache.empty() ? "~/.cache" : cache) / "huggingface";
}

fs::path hubCache() {
    for (const char* name : {"HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE"})
        if (const std::string path = environmentVariable(name); !path.empty())
            return expandedPath(path);
    return hubHome() / "hub";
}

// As it may stand in a header: what is not printable would end it.
std::string cleanToken(const std::string& text) {
    const std::string token = trimmed(text);
    const bool plain =
        std::all_of(token.begin(), token.end(), [](char c) { return c > ' ' && c < '\x7F'; });
    return plain ? token : "";
}

std::string hubToken() {
    if (isTrue("HF_HUB_DISABLE_IMPLICIT_TOKEN"))
        return "";
    for (const char* name : {"HF_TOKEN", "HUGGING_FACE_HUB_TOKEN"})
        if (const std::string token = cleanToken(environmentVariable(name)); !token.empty())
            return token;
    const std::string given = environmentVariable("HF_TOKEN_PATH");
    const fs::path path = given.empty() ? hubHome() / "token" : expandedPath(given);
    std::error_code ignored;
    if (!fs::is_regular_file(path, ignored))
        return "";
    try {
        return cleanToken(readFile(path, 64 << 10));
    } catch (const Error&) { // not readable for this user: as if logged out
        return "";
    }
}

} // namespace

fs::path fromHome(const std::string& path) {
    if (path == "~" || path.starts_with("~/"))
        return fromUtf8(environmentVariable("HOME") + path.substr(1));
    return fromUtf8(path);
}

HubSettings hubSettings() {
    HubSettings settings;
    settings.cache = hubCache();
    if (const std::string endpoint = trimmed(environmentVariable("HF_ENDPOINT")); !endpoint.empty())
        settings.endpoint = endpoint;
    while (settings.endpoint.ends_with('/'))
        settings.endpoint.pop_back();
    settings.token = hubToken();
    const char* offline =
        environmentVariable("HF_HUB_OFFLINE").empty() ? "TRANSFORMERS_OFFLINE" : "HF_HUB_OFFLINE";
    settings.offline = isTrue(offline);
    settings.symlinks = !isTrue("HF_HUB_DISABLE_SYMLINKS");
    settings.answerTimeout = seconds("HF_HUB_ETAG_TIMEOUT", settings.answerTimeout);
    settings.silenceTimeout = seconds("HF_HUB_DOWNLOAD_TIMEOUT", settings.silenceTimeout);
    return settings;
}

} // namespace attune
