// SPDX-License-Identifier: GPL-3.0-or-later
// tests/hub/fake_hub.py as a child of the test.
#pragma once

#include "base/json.h"
#include "hub/http.h"

#include <QProcess>
#include <QTemporaryDir>

#include <string>

namespace attune {

class FakeHub {
public:
    FakeHub() {
        process_.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process_.start(qEnvironmentVariable("ATTUNE_PYTHON"),
                       {qEnvironmentVariable("ATTUNE_FAKE_HUB"), place_.path()});
        while (process_.waitForReadyRead(20000))
            if (process_.canReadLine()) {
                const Json ports = Json::parse(process_.readLine().toStdString());
                endpoint_ = "http://127.0.0.1:" + std::to_string(ports["hub"].get<int>());
                break;
            }
    }
    ~FakeHub() {
        process_.closeWriteChannel();
        process_.waitForFinished(5000);
    }

    const std::string& endpoint() const { return endpoint_; }
    // A file of a repository.
    void put(const std::string& path, const std::string& content) {
        const fs::path full = fs::path(place_.path().toStdString()) / path;
        fs::create_directories(full.parent_path());
        publishFile(full, content);
    }
    void clear() { get("/_set"); }
    void set(const std::string& key, const std::string& value) {
        get("/_set?" + key + "=" + percentEncoded(value, false));
    }
    // The requests since the last call.
    Json log() { return Json::parse(get("/_log")); }

private:
    std::string get(const std::string& path) {
        std::string body;
        HttpClient().send({.url = endpoint_ + path}, [&](const HttpAnswer&) {
            return [&](std::string_view part) { body += part; };
        });
        return body;
    }

    QTemporaryDir place_;
    QProcess process_;
    std::string endpoint_;
};

} // namespace attune
