// SPDX-License-Identifier: GPL-3.0-or-later
// Where the Hugging Face Hub and its local cache are: the environment variables of huggingface_hub
// 2.4 (constants.py), so that both programs share one cache, one endpoint and one token.
#pragma once

#include "base/files.h"

#include <string>

namespace attune {

struct HubSettings {
    // HF_HUB_CACHE, HUGGINGFACE_HUB_CACHE, HF_HOME/hub, XDG_CACHE_HOME/huggingface/hub,
    // ~/.cache/huggingface/hub: the first that is set; "~" and $NAME are filled in.
    fs::path cache;
    std::string endpoint = "https://huggingface.co"; // HF_ENDPOINT, without a slash at the end
    // HF_TOKEN, HUGGING_FACE_HUB_TOKEN, the file HF_TOKEN_PATH (HF_HOME/token); empty: none, as
    // with HF_HUB_DISABLE_IMPLICIT_TOKEN.
    std::string token;
    bool offline = false;       // HF_HUB_OFFLINE, TRANSFORMERS_OFFLINE
    bool symlinks = true;       // HF_HUB_DISABLE_SYMLINKS
    double answerTimeout = 10;  // HF_HUB_ETAG_TIMEOUT, seconds
    double silenceTimeout = 10; // HF_HUB_DOWNLOAD_TIMEOUT, seconds without a byte
    int retries = 5;            // in a row without any progress
    double firstWait = 1;       // seconds before the first retry; doubled each time, at most 8
};

HubSettings hubSettings();

// "~/x" below the person's home.
fs::path fromHome(const std::string& path);

} // namespace attune
