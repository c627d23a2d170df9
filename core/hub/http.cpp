// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/http.h"

#include <curl/curl.h>

#include <algorithm>
#include <exception>

namespace attune {

namespace {

constexpr std::size_t maxHeaders = 64 << 10;

void initialise() {
    // libcurl's own state: made once, before the first use by any thread.
    static const CURLcode made = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (made != CURLE_OK)
        throw Error(say(ATTUNE_TEXT("core", "libcurl could not be started.")));
}

std::string lower(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return text;
}

std::string trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    const auto last = text.find_last_not_of(" \t\r\n");
    return first == std::string_view::npos ? "" : std::string(text.substr(first, last - first + 1));
}

using Url = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;

std::string partOf(const Url& url, CURLUPart part, unsigned flags = 0) {
    char* text = nullptr;
    if (curl_url_get(url.get(), part, &text, flags) != CURLUE_OK)
        return "";
    std::string out = text;
    curl_free(text);
    return out;
}

} // namespace

std::string HttpAnswer::header(const std::string& name) const {
    const auto it = headers.find(name);
    return it == headers.end() ? "" : it->second;
}

bool HttpAnswer::redirects() const {
    return (status == 301 || status == 302 || status == 303 || status == 307 || status == 308) &&
           !header("location").empty();
}

struct HttpClient::Impl {
    CURL* handle = nullptr; // kept between requests: connections are used again

    // Of the request under way.
    HttpAnswer answer;
    std::size_t headerBytes = 0;
    const std::function<Body(const HttpAnswer&)>* begin = nullptr;
    const std::stop_token* stop = nullptr;
    Body body;
    bool begun = false;
    bool unwanted = false;
    std::exception_ptr thrown;

    // Calls `work`; an exception waits until libcurl has returned.
    template <class Work> bool guarded(const Work& work) {
        try {
            work();
            return true;
        } catch (...) {
            thrown = std::current_exception();
            return false;
        }
    }

    static std::size_t onHeader(char* data, std::size_t, std::size_t size, void* self) {
        Impl& impl = *static_cast<Impl*>(self);
        const std::string_view line(data, size);
        impl.headerBytes += size;
        if (impl.headerBytes > maxHeaders)
            return 0;
        if (line.starts_with("HTTP/")) { // also after "100 Continue" and a proxy's answer
            impl.answer = {};
            return size;
        }
        const std::size_t colon = line.find(':');
        if (colon != std::string_view::npos)
            impl.answer.headers[lower(trimmed(line.substr(0, colon)))] =
                trimmed(line.substr(colon + 1));
        return size;
    }

    void start() {
        if (begun)
            return;
        begun = true;
        long status = 0;
        curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
        answer.status = static_cast<int>(status);
        if (begin != nullptr && *begin)
            body = (*begin)(answer);
        unwanted = !body;
    }

    static std::size_t onBody(char* data, std::size_t, std::size_t size, void* self) {
        Impl& impl = *static_cast<Impl*>(self);
        const bool good = impl.guarded([&] {
            impl.start();
            if (impl.body)
                impl.body({data, size});
        });
        return good && !impl.unwanted ? size : 0;
    }

    static int onProgress(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
        return static_cast<Impl*>(self)->stop->stop_requested() ? 1 : 0;
    }
};

HttpClient::HttpClient() : impl_(std::make_unique<Impl>()) {
    initialise();
    impl_->handle = curl_easy_init();
    if (impl_->handle == nullptr)
        throw Error(say(ATTUNE_TEXT("core", "libcurl could not be started.")));
}

HttpClient::~HttpClient() { curl_easy_cleanup(impl_->handle); }

HttpAnswer HttpClient::send(const HttpRequest& request,
                            const std::function<Body(const HttpAnswer&)>& begin,
                            const std::stop_token& stop) {
    if (stop.stop_requested())
        throw Cancelled();
    CURL* handle = impl_->handle;
    curl_easy_reset(handle); // keeps connections
    impl_->answer = {};
    impl_->headerBytes = 0;
    impl_->begin = &begin;
    impl_->stop = &stop;
    impl_->body = {};
    impl_->begun = impl_->unwanted = false;
    impl_->thrown = nullptr;

    std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers(nullptr,
                                                                        curl_slist_free_all);
    for (const std::string& header : request.headers)
        headers.reset(curl_slist_append(headers.release(), header.c_str()));
    char message[CURL_ERROR_SIZE] = "";
    curl_easy_setopt(handle, CURLOPT_URL, request.url.c_str());
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    // What is meant for this machine goes to no proxy (nullptr: as the environment says).
    curl_easy_setopt(handle, CURLOPT_PROXY, originOf(request.url).isLoopback() ? "" : nullptr);
    curl_easy_setopt(handle, CURLOPT_NOBODY, request.head ? 1L : 0L);
    curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(handle, CURLOPT_HEADEROPT, static_cast<long>(CURLHEADER_SEPARATE));
    curl_easy_setopt(handle, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    curl_easy_setopt(handle, CURLOPT_USERAGENT, "attune");
    curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, message);
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS,
                     static_cast<long>(request.connectTimeout * 1000));
    curl_easy_setopt(handle, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(handle, CURLOPT_LOW_SPEED_TIME,
                     std::max(1L, static_cast<long>(request.silenceTimeout)));
    curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, Impl::onHeader);
    curl_easy_setopt(handle, CURLOPT_HEADERDATA, impl_.get());
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, Impl::onBody);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, impl_.get());
    curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, Impl::onProgress);
    curl_easy_setopt(handle, CURLOPT_XFERINFODATA, impl_.get());
    const CURLcode code = curl_easy_perform(handle);
    if (code == CURLE_OK)
        impl_->guarded([&] { impl_->start(); }); // an answer without a body
    curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, nullptr);
    if (impl_->thrown)
        std::rethrow_exception(impl_->thrown);
    if (stop.stop_requested())
        throw Cancelled();
    if (code != CURLE_OK && !impl_->unwanted)
        throw HttpFailure(
            message[0] != '\0' ? message : curl_easy_strerror(code),
            code == CURLE_COULDNT_RESOLVE_HOST || code == CURLE_COULDNT_RESOLVE_PROXY ||
                code == CURLE_COULDNT_CONNECT || code == CURLE_PEER_FAILED_VERIFICATION);
    return impl_->answer;
}

bool Origin::isLoopback() const {
    // Numbers alone: 127.example.org is anywhere.
    return host == "localhost" || host == "[::1]" ||
           (host.starts_with("127.") && host.find_first_not_of("0123456789.") == std::string::npos);
}

Origin originOf(const std::string& url) {
    initialise();
    const Url parsed(curl_url(), curl_url_cleanup);
    Origin origin;
    if (parsed && curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) == CURLUE_OK)
        origin = {lower(partOf(parsed, CURLUPART_SCHEME)), lower(partOf(parsed, CURLUPART_HOST)),
                  partOf(parsed, CURLUPART_PORT, CURLU_DEFAULT_PORT)};
    if ((origin.scheme != "https" && origin.scheme != "http") || origin.host.empty())
        throw Error(say(ATTUNE_TEXT("core", "This is not an address of the web: “%1”."),
                        url.substr(0, url.find('?'))),
                    {}, say(ATTUNE_TEXT("core", "Check HF_ENDPOINT.")));
    return origin;
}

std::string resolvedUrl(const std::string& base, const std::string& location) {
    initialise();
    const Url parsed(curl_url(), curl_url_cleanup);
    if (parsed && curl_url_set(parsed.get(), CURLUPART_URL, base.c_str(), 0) == CURLUE_OK &&
        curl_url_set(parsed.get(), CURLUPART_URL, location.c_str(), 0) == CURLUE_OK)
        return partOf(parsed, CURLUPART_URL);
    return "";
}

std::string percentEncoded(std::string_view text, bool slashes) {
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~' ||
                           (slashes && c == '/');
        if (plain) {
            out += c;
        } else {
            out += '%';
            out += digits[static_cast<unsigned char>(c) >> 4];
            out += digits[static_cast<unsigned char>(c) & 15];
        }
    }
    return out;
}

} // namespace attune
