// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/hub_client.h"

#include "base/json.h"
#include "hub/hub_cache.h"

#include <openssl/evp.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <memory>
#include <mutex>

namespace attune {

namespace {

constexpr std::uint64_t maxListing = std::uint64_t{32} << 20;
constexpr int maxRedirects = 5;
constexpr double longestWait = 8;   // seconds
constexpr double longestAsked = 60; // that Retry-After may ask for

bool isDigest(const std::string& text) {
    return (text.size() == 40 || text.size() == 64) &&
           text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

// W/"abc" -> abc
std::string plainEtag(std::string etag) {
    if (etag.starts_with("W/"))
        etag.erase(0, 2);
    if (etag.size() >= 2 && etag.front() == '"' && etag.back() == '"')
        etag = etag.substr(1, etag.size() - 2);
    return etag;
}

std::optional<std::uint64_t> numberIn(const std::string& text) {
    if (text.empty() || text.size() > 18 ||
        text.find_first_not_of("0123456789") != std::string::npos)
        return std::nullopt;
    return std::strtoull(text.c_str(), nullptr, 10);
}

// "bytes 100-199/1000": where a part starts.
std::optional<std::uint64_t> rangeStart(const HttpAnswer& answer) {
    const std::string range = answer.header("content-range");
    if (!range.starts_with("bytes "))
        return std::nullopt;
    return numberIn(range.substr(6, range.find('-') - std::min<std::size_t>(range.find('-'), 6)));
}

bool isTemporary(int status) {
    return status == 408 || status == 429 || status == 500 || status == 502 || status == 503 ||
           status == 504;
}

std::string textAt(const Json& object, const char* key) {
    const auto it = object.is_object() ? object.find(key) : object.end();
    return object.is_object() && it != object.end() && it->is_string() ? it->get<std::string>()
                                                                       : "";
}

std::optional<std::uint64_t> sizeAt(const Json& object, const char* key) {
    const auto it = object.is_object() ? object.find(key) : object.end();
    if (!object.is_object() || it == object.end() || !it->is_number_unsigned())
        return std::nullopt;
    return it->get<std::uint64_t>();
}

[[noreturn]] void failSize(const std::string& file, std::uint64_t found, std::uint64_t wanted) {
    throw Error(say(ATTUNE_TEXT("core", "The file %1 came with %2 bytes; the hub told of %3."),
                    file, found, wanted),
                {},
                say(ATTUNE_TEXT("core", "Try again later; if it stays so, tell the owner of "
                                        "the model.")));
}

} // namespace

const HubFile* HubListing::find(const std::string& name) const {
    for (const HubFile& file : files)
        if (file.name == name)
            return &file;
    return nullptr;
}

HubClient::HubClient(HubSettings settings, std::stop_token stop)
    : settings_(std::move(settings)),
      stop_(std::move(stop)),
      endpoint_(originOf(settings_.endpoint)) {}

bool HubClient::isHub(const Origin& origin) const {
    static const Origin known[] = {
        {"https", "huggingface.co", "443"},
        {"https", "hf.co",          "443"}
    };
    const auto isKnown = [&](const Origin& one) {
        return std::find(std::begin(known), std::end(known), one) != std::end(known);
    };
    return origin == endpoint_ || (isKnown(endpoint_) && isKnown(origin));
}

std::string HubClient::resolveUrl(const std::string& name, const std::string& commit,
                                  const std::string& file) const {
    return settings_.endpoint + "/" + name + "/resolve/" + percentEncoded(commit, false) + "/" +
           percentEncoded(file, true);
}

// One request with its redirects. A request of headers ends where the way leaves the hub: the
// answer that leads away has the facts, and its target wants no questions.
HttpAnswer HubClient::ask(std::string url, bool head, double timeout,
                          const std::vector<std::string>& headers,
                          const std::function<HttpClient::Body(const HttpAnswer&)>& begin) {
    for (int hop = 0;; ++hop) {
        const Origin origin = originOf(url);
        HttpRequest request{url, head, headers, settings_.answerTimeout, timeout};
        request.headers.emplace_back("Accept-Encoding: identity"); // sizes as they are
        if (!settings_.token.empty() && isHub(origin) &&
            (origin.scheme == "https" || origin.isLoopback()))
            request.headers.push_back("Authorization: Bearer " + settings_.token);
        const HttpAnswer answer = http_.send(
            request,
            [&](const HttpAnswer& start) {
                return start.redirects() || !begin ? HttpClient::Body() : begin(start);
            },
            stop_);
        if (!answer.redirects())
            return answer;
        url = resolvedUrl(url, answer.header("location"));
        const Origin next = originOf(url);
        if (head && !isHub(next))
            return answer;
        if (hop == maxRedirects || (origin.scheme == "https" && next.scheme != "https"))
            throw Error(say(ATTUNE_TEXT("core", "The hub leads on to %1, where nothing is "
                                                "fetched from."),
                            next.scheme + "://" + next.host),
                        settings_.endpoint,
                        say(ATTUNE_TEXT("core", "Check HF_ENDPOINT and the network's proxy.")));
    }
}

void HubClient::wait(int failures, const HttpAnswer& answer) {
    double seconds =
        std::min(settings_.firstWait * static_cast<double>(1 << (failures - 1)), longestWait);
    if (const auto asked = numberIn(answer.header("retry-after")))
        seconds = std::min(std::max(seconds, static_cast<double>(*asked)), longestAsked);
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    never.wait_for(lock, stop_, std::chrono::duration<double>(seconds), [] { return false; });
    if (stop_.stop_requested())
        throw Cancelled();
}

// Again after failures that pass.
template <class Work> HttpAnswer HubClient::patiently(const Work& work) {
    for (int failures = 1;; ++failures) {
        HttpAnswer answer;
        std::string reason;
        try {
            answer = work();
            answered_ = true;
            if (!isTemporary(answer.status))
                return answer;
            reason = "HTTP " + std::to_string(answer.status);
        } catch (const HttpFailure& failure) {
            reason = failure.what();
            // Before the first answer nobody is there; later the network may come back.
            if (failure.isLasting() && !answered_)
                unreachable(reason);
        }
        if (failures > settings_.retries)
            unreachable(reason);
        wait(failures, answer);
    }
}

void HubClient::unreachable(const std::string& reason) const {
    throw HubUnreachable(say(ATTUNE_TEXT("core", "The hub can't be reached: %1."), reason),
                         settings_.endpoint,
                         say(ATTUNE_TEXT("core", "Check the network connection and its proxy "
                                                 "(https_proxy), or try again later.")));
}

void HubClient::refuse(const HttpAnswer& answer, const std::string& name,
                       const std::string& revision, const std::string& file) const {
    const std::string code = answer.header("x-error-code");
    const std::string page = settings_.endpoint + "/" + name;
    const auto logIn = say(ATTUNE_TEXT("core", "For a private model, put a token of your account "
                                               "into HF_TOKEN, or log in with “hf auth login”."));
    if (code == "GatedRepo")
        throw Error(say(ATTUNE_TEXT("core", "The owner of “%1” asks for consent before it may be "
                                            "fetched."),
                        name),
                    page,
                    settings_.token.empty()
                        ? say(ATTUNE_TEXT("core", "Agree on that page, then put a token of your "
                                                  "account into HF_TOKEN, or log in with “hf auth "
                                                  "login”."))
                        : say(ATTUNE_TEXT("core", "Agree on that page with the account of your "
                                                  "token; some owners answer by hand.")));
    if (code == "RevisionNotFound")
        throw Error(
            say(ATTUNE_TEXT("core", "The model “%1” has no revision “%2”."), name, revision), page,
            say(ATTUNE_TEXT("core", "Name a branch, a tag or a commit that it has.")));
    if (code == "EntryNotFound")
        throw Error(say(ATTUNE_TEXT("core", "The model “%1” has no file %2."), name, file), page);
    if (answer.status == 401 && !settings_.token.empty() && code != "RepoNotFound")
        throw Error(say(ATTUNE_TEXT("core", "The hub does not take the token.")), page,
                    say(ATTUNE_TEXT("core", "Make a new one on the hub's settings page, or unset "
                                            "HF_TOKEN.")));
    if (answer.status == 401 || answer.status == 404)
        throw Error(say(ATTUNE_TEXT("core", "The hub has no model “%1”, or it is private."), name),
                    page,
                    settings_.token.empty()
                        ? logIn
                        : say(ATTUNE_TEXT("core", "Check the spelling of the name, and what the "
                                                  "token may read.")));
    if (answer.status == 403)
        throw Error(say(ATTUNE_TEXT("core", "The hub does not allow to fetch “%1”."), name), page,
                    settings_.token.empty() ? logIn
                                            : say(ATTUNE_TEXT("core", "Check what the token may "
                                                                      "read.")));
    throw Error(say(ATTUNE_TEXT("core", "The hub answered with status %1."), answer.status), page,
                say(ATTUNE_TEXT("core", "Try again later.")));
}

HubListing HubClient::list(const std::string& name, const std::string& revision) {
    const std::string url = settings_.endpoint + "/api/models/" + name + "/revision/" +
                            percentEncoded(revision, false) + "?blobs=true";
    std::string body;
    const HttpAnswer answer = patiently([&] {
        body.clear();
        return ask(url, false, settings_.answerTimeout, {},
                   [&](const HttpAnswer&) -> HttpClient::Body {
                       return [&](std::string_view part) {
                           if (body.size() + part.size() > maxListing)
                               throw Error(say(ATTUNE_TEXT("core", "The hub's answer is larger "
                                                                   "than %1 bytes."),
                                               maxListing),
                                           settings_.endpoint);
                           body += part;
                       };
                   });
    });
    if (answer.status != 200)
        refuse(answer, name, revision, {});
    const Json json = parseJson(body, settings_.endpoint,
                                {.bytes = maxListing, .depth = 64, .values = 1'000'000});
    HubListing listing;
    listing.commit = textAt(json, "sha");
    const auto files = json.is_object() ? json.find("siblings") : json.end();
    if (!isHubCommit(listing.commit) || files == json.end() || !files->is_array())
        throw Error(say(ATTUNE_TEXT("core", "The answer is not one of a Hugging Face Hub.")),
                    settings_.endpoint,
                    say(ATTUNE_TEXT("core", "Check HF_ENDPOINT and the network's proxy.")));
    for (const Json& entry : *files) {
        HubFile file{textAt(entry, "rfilename"), sizeAt(entry, "size"), {}};
        if (!isHubFile(file.name)) // nothing that is asked for
            continue;
        const Json lfs = entry.contains("lfs") ? entry["lfs"] : Json();
        file.digest = lfs.is_object() ? textAt(lfs, "sha256") : textAt(entry, "blobId");
        if (lfs.is_object() && sizeAt(lfs, "size"))
            file.size = sizeAt(lfs, "size");
        if (!isDigest(file.digest))
            file.digest.clear();
        listing.files.push_back(std::move(file));
    }
    return listing;
}

HubFile HubClient::facts(const std::string& name, const std::string& commit,
                         const HubFile& listed) {
    const HttpAnswer answer = patiently([&] {
        return ask(resolveUrl(name, commit, listed.name), true, settings_.answerTimeout, {}, {});
    });
    if (answer.status >= 400)
        refuse(answer, name, commit, listed.name);
    const auto contradicts = [&](const char* what) {
        throw Error(say(ATTUNE_TEXT("core", "The hub contradicts itself about %1 (%2)."),
                        listed.name, what),
                    settings_.endpoint,
                    say(ATTUNE_TEXT("core", "Try again later. If HF_ENDPOINT names a mirror, try "
                                            "without it.")));
    };
    if (answer.header("x-repo-commit") != commit)
        contradicts("commit");
    HubFile facts = listed;
    const std::string linked = answer.header("x-linked-etag");
    const std::string etag = plainEtag(linked.empty() ? answer.header("etag") : linked);
    if (isDigest(etag)) {
        if (!listed.digest.empty() && listed.digest != etag)
            contradicts("digest");
        facts.digest = etag;
    }
    if (facts.digest.empty())
        throw Error(say(ATTUNE_TEXT("core", "The hub tells no checksum of %1, so it could not be "
                                            "trusted."),
                        listed.name),
                    settings_.endpoint,
                    say(ATTUNE_TEXT("core", "If HF_ENDPOINT names a mirror, try without it.")));
    auto size = numberIn(answer.header("x-linked-size"));
    if (!size && !answer.redirects())
        size = numberIn(answer.header("content-length"));
    if (size) {
        if (listed.size && *listed.size != *size)
            contradicts("size");
        facts.size = size;
    }
    return facts;
}

void HubClient::download(const std::string& name, const std::string& commit, const HubFile& facts,
                         const fs::path& partial,
                         const std::function<void(std::uint64_t have)>& have) {
    std::error_code ignored;
    bool restarted = false;
    const auto refuseSize = [&](std::uint64_t found) {
        fs::remove(partial, ignored);
        failSize(facts.name, found, *facts.size);
    };
    for (int failures = 0;;) {
        std::uint64_t size =
            fs::is_regular_file(partial, ignored) ? fs::file_size(partial, ignored) : 0;
        if (facts.size && size > *facts.size) {
            fs::remove(partial, ignored);
            size = 0;
        }
        if (facts.size && size == *facts.size && (size > 0 || fs::exists(partial, ignored)))
            return;
        const std::uint64_t before = size;
        std::vector<std::string> headers;
        if (before > 0)
            headers.push_back("Range: bytes=" + std::to_string(before) + "-");
        std::optional<FileWriter> writer;
        HttpAnswer answer;
        std::string reason;
        try {
            answer = ask(resolveUrl(name, commit, facts.name), false, settings_.silenceTimeout,
                         headers, [&](const HttpAnswer& start) -> HttpClient::Body {
                             const bool goesOn = start.status == 206 && rangeStart(start) == before;
                             if (start.status != 200 && !goesOn)
                                 return {};
                             if (!goesOn)
                                 size = 0; // the server sends all of it
                             const auto length = numberIn(start.header("content-length"));
                             if (facts.size && length && size + *length != *facts.size)
                                 refuseSize(size + *length);
                             writer.emplace(partial, goesOn ? FileWriter::Mode::Append
                                                            : FileWriter::Mode::Truncate);
                             return [&](std::string_view part) {
                                 if (facts.size && size + part.size() > *facts.size)
                                     refuseSize(size + part.size());
                                 writer->write(part);
                                 size += part.size();
                                 have(size);
                             };
                         });
            if (writer) {
                writer->sync();
                writer->close();
                if (!facts.size || size == *facts.size)
                    return;
                reason = "the answer ended early";
            } else if (answer.status == 416 || answer.status == 206) {
                // The part that is here does not fit what is there: once more from the start.
                fs::remove(partial, ignored);
                if (std::exchange(restarted, true) || before == 0)
                    refuse(answer, name, commit, facts.name);
                continue;
            } else if (isTemporary(answer.status)) {
                reason = "HTTP " + std::to_string(answer.status);
            } else {
                refuse(answer, name, commit, facts.name);
            }
        } catch (const HttpFailure& failure) {
            reason = failure.what();
        }
        failures = size > before ? 1 : failures + 1;
        if (failures > settings_.retries)
            unreachable(reason);
        wait(failures, answer);
    }
}

std::string gitDigestOfFile(const fs::path& path) {
    const MappedFile file(path);
    const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context(EVP_MD_CTX_new(),
                                                                     EVP_MD_CTX_free);
    const std::string start = "blob " + std::to_string(file.text().size()) + '\0';
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int length = 0;
    EVP_DigestInit_ex(context.get(), EVP_sha1(), nullptr);
    EVP_DigestUpdate(context.get(), start.data(), start.size());
    EVP_DigestUpdate(context.get(), file.text().data(), file.text().size());
    EVP_DigestFinal_ex(context.get(), digest, &length);
    std::string out;
    for (unsigned int i = 0; i < length; ++i) {
        static constexpr char digits[] = "0123456789abcdef";
        out += digits[digest[i] >> 4];
        out += digits[digest[i] & 15];
    }
    return out;
}

} // namespace attune
