// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of downloads share: a hub on this machine, a cache of their own, and that whatever
// happened no file of the cache has a name that it does not deserve.
#pragma once

#include "base/entries.h"
#include "fake_hub.h"
#include "hub/fetch.h"
#include "hub/hub_cache.h"
#include "hub/hub_client.h"

#include <QTest>

#include <random>

namespace attune {

class FetchFixture : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        for (const char* name :
             {"http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"})
            qunsetenv(name);
        hub_ = std::make_unique<FakeHub>();
        QVERIFY2(!hub_->endpoint().empty(), "the server did not start");
        std::mt19937 random(1);
        for (int i = 0; i < 300000; ++i)
            weights_ += static_cast<char>(random());
        for (const char* file : {"config.json", "tokenizer.json", "vocab.txt", "README.md"})
            hub_->put(std::string("org/small/main/") + file, std::string("{} ") + file);
        hub_->put("org/small/main/model.safetensors", weights_);
        hub_->put("org/small/main/pytorch_model.bin", "old");
        hub_->put("org/small/main/tf_model.h5", "older");
        hub_->put("org/small/main/onnx/model.onnx", "other");
        hub_->put("org/small/v1/config.json", "{} of v1");
        hub_->put("org/small/v1/model.safetensors", weights_.substr(0, 1000));
        hub_->put("org/sharded/main/config.json", "{}");
        hub_->put(
            "org/sharded/main/model.safetensors.index.json",
            R"({"metadata":{},"weight_map":{"a":"model-1.safetensors","b":"model-2.safetensors"}})");
        hub_->put("org/sharded/main/model-1.safetensors", "one");
        hub_->put("org/sharded/main/model-2.safetensors", "two");
        hub_->put("org/sharded/main/model-3.safetensors", "of nobody");
        hub_->put("org/pickled/main/config.json", "{}");
        hub_->put("org/pickled/main/pytorch_model.bin", "pickle");
        hub_->put("org/keras/main/config.json", "{}");
        hub_->put("org/keras/main/tf_model.h5", "keras");
        hub_->put("org/data/main/train.csv", "a,b");
        for (const char* revision : {"v1", "main"}) {
            hub_->put(std::string("org/grown/") + revision + "/config.json", "{}");
            hub_->put(std::string("org/grown/") + revision + "/model.safetensors", weights_);
        }
        hub_->put("org/grown/main/vocab.txt", "[UNK]");
    }
    void init() {
        place_ = std::make_unique<QTemporaryDir>();
        settings_ = {};
        settings_.cache = fs::path(place_->path().toStdString()) / "hub";
        settings_.endpoint = hub_->endpoint();
        settings_.firstWait = 0.02;
        settings_.silenceTimeout = 2;
        hub_->clear();
        hub_->log();
    }
    // Whatever happened: no file has a name that it does not deserve.
    void cleanup() {
        std::error_code ignored;
        for (const auto& entry : fs::recursive_directory_iterator(cache(), ignored)) {
            const std::string name = entry.path().filename().string();
            if (entry.path().parent_path().filename() != "blobs" || name.ends_with(".incomplete"))
                continue;
            QCOMPARE(name.size() == 64 ? sha256OfFile(entry.path()) : gitDigestOfFile(entry.path()),
                     name);
        }
    }

protected:
    fs::path cache() const { return settings_.cache; }
    FetchedModel fetch(const std::string& name = "org/small",
                       const std::string& revision = "main") const {
        return fetchModel(settings_, name, revision);
    }
    std::string failure(const std::string& name = "org/small",
                        const std::string& revision = "main") const {
        try {
            fetch(name, revision);
            return "";
        } catch (const Error& error) {
            return error.what();
        }
    }
    // Files in blobs/ that wait for more.
    std::vector<fs::path> partials() const {
        std::vector<fs::path> found;
        std::error_code ignored;
        for (const auto& entry : fs::recursive_directory_iterator(cache(), ignored))
            if (entry.path().string().ends_with(".incomplete"))
                found.push_back(entry.path());
        return found;
    }

    std::unique_ptr<FakeHub> hub_;
    std::unique_ptr<QTemporaryDir> place_;
    HubSettings settings_;
    std::string weights_;
};

} // namespace attune
