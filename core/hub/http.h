// SPDX-License-Identifier: GPL-3.0-or-later
// One HTTP request at a time, by libcurl. Redirects are not followed: who asks decides what may go
// on to which host. Proxies are those of the environment (https_proxy, no_proxy).
#pragma once

#include "base/error.h"

#include <functional>
#include <map>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace attune {

struct HttpRequest {
    std::string url;
    bool head = false;
    std::vector<std::string> headers; // "Name: value"
    double connectTimeout = 10;       // seconds
    double silenceTimeout = 10;       // seconds without a byte
};

struct HttpAnswer {
    int status = 0;
    std::map<std::string, std::string> headers; // names in lower case

    std::string header(const std::string& name) const; // empty: none
    bool redirects() const;
};

// No answer, or only a part of it: worth another try.
class HttpFailure : public std::exception {
public:
    explicit HttpFailure(std::string reason, bool lasting)
        : reason_(std::move(reason)), lasting_(lasting) {}
    const char* what() const noexcept override { return reason_.c_str(); }
    // No connection was made: unknown name, refused, a certificate that does not hold.
    bool isLasting() const { return lasting_; }

private:
    std::string reason_;
    bool lasting_;
};

class HttpClient {
public:
    HttpClient();
    ~HttpClient();
    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;

    // `begin` is called once when the headers are there, before the body: what it returns gets the
    // body piece by piece; nothing: the body is not wanted and the request ends. Exceptions of both
    // pass through. Throws HttpFailure, and Cancelled (within about a second) when stopped.
    using Body = std::function<void(std::string_view)>;
    HttpAnswer send(const HttpRequest& request,
                    const std::function<Body(const HttpAnswer&)>& begin = {},
                    const std::stop_token& stop = {});

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

// The parts of an address that tell who gets a request.
struct Origin {
    std::string scheme, host, port; // lower case; the port as a number, always given
    bool operator==(const Origin&) const = default;
    bool isLoopback() const; // localhost, 127.x.y.z, ::1
};
// Throws an Error for what is no http(s) address.
Origin originOf(const std::string& url);
// Where a Location header leads from `base`.
std::string resolvedUrl(const std::string& base, const std::string& location);
// Everything but letters, digits and -._~ as %XX; '/' stays where `slashes`.
std::string percentEncoded(std::string_view text, bool slashes);

} // namespace attune
