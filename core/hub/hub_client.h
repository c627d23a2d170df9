// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked of the Hugging Face Hub: the list of a repository's files, the facts about one of
// them, its content. Refusals of the hub become Errors that say what to do.
//
// The token goes to the endpoint (HF_ENDPOINT) alone, over https (to this machine also over http);
// huggingface.co and hf.co count as one. A mirror's token goes to the mirror and not on to the hub:
// redirects are followed here, one by one. From https to http none is followed.
#pragma once

#include "hub/http.h"
#include "hub/hub_settings.h"

#include <optional>

namespace attune {

struct HubFile {
    std::string name;
    std::optional<std::uint64_t> size;
    std::string digest; // SHA-256 (64 hex digits) or git's SHA-1 of the blob (40); empty: not told
};

struct HubListing {
    std::string commit;
    std::vector<HubFile> files;

    const HubFile* find(const std::string& name) const;
};

// The hub gave no answer (no network, no such host, its servers are down): what the cache has may
// stand in.
class HubUnreachable : public Error {
public:
    using Error::Error;
};

class HubClient {
public:
    // `stop` ends every request and wait; then Cancelled is thrown.
    HubClient(HubSettings settings, std::stop_token stop);

    HubListing list(const std::string& name, const std::string& revision);
    // Of a file at a commit: what a request of its headers tells, and what the listing did.
    HubFile facts(const std::string& name, const std::string& commit, const HubFile& listed);
    // Adds to the file `partial` what it lacks; goes on after cut connections. It has facts.size
    // bytes then, where that is known; its digest is not checked. `have` gets its size as it grows.
    // When it fails, what came stays for the next time, except where the size is another than told.
    void download(const std::string& name, const std::string& commit, const HubFile& facts,
                  const fs::path& partial, const std::function<void(std::uint64_t have)>& have);

private:
    HttpAnswer ask(std::string url, bool head, double timeout,
                   const std::vector<std::string>& headers,
                   const std::function<HttpClient::Body(const HttpAnswer&)>& begin);
    bool isHub(const Origin& origin) const;
    void wait(int failures, const HttpAnswer& answer);
    template <class Work> HttpAnswer patiently(const Work& work);
    [[noreturn]] void refuse(const HttpAnswer& answer, const std::string& name,
                             const std::string& revision, const std::string& file) const;
    [[noreturn]] void unreachable(const std::string& reason) const;
    std::string resolveUrl(const std::string& name, const std::string& commit,
                           const std::string& file) const;

    HubSettings settings_;
    std::stop_token stop_;
    bool answered_ = false; // once
    Origin endpoint_;
    HttpClient http_;
};

// The SHA-1 that git gives a file's content.
std::string gitDigestOfFile(const fs::path& path);

} // namespace attune
