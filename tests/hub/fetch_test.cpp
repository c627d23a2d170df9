// SPDX-License-Identifier: GPL-3.0-or-later
// Downloads against a hub on this machine that fails in every way that networks and servers do.
#include "base/entries.h"
#include "fake_hub.h"
#include "hub/fetch.h"
#include "hub/hub_cache.h"
#include "hub/hub_client.h"

#include <QTest>

#include <random>
#include <thread>

using namespace attune;

class FetchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void fetchesWhatAModelNeedsAndNoMore();
    void secondFetchLoadsNothing();
    void otherRevisionsHaveTheirOwnSnapshot();
    void revisionIsPartOfTheName();
    void shardedWeightsComeWhole();
    void pickledWeightsComeWhereThereIsNothingElse();
    void weightsInOtherFormatsAreNamed();
    void renamedRepositoriesAreFollowed();

    void cutConnectionsGoOn_data();
    void cutConnectionsGoOn();
    void brokenAnswersAreRefused_data();
    void brokenAnswersAreRefused();
    void refusalsSayWhatToDo_data();
    void refusalsSayWhatToDo();
    void passingFailuresAreWaitedFor();
    void partialFileThatDoesNotFitBeginsAgain_data();
    void partialFileThatDoesNotFitBeginsAgain();
    void tokenStaysWithTheHub_data();
    void tokenStaysWithTheHub();
    void wrongNamesAreRefused();

    void cancelKeepsWhatCame();
    void refusalsKeepWhatCame();
    void fullDiskIsToldBefore();
    void offlineTakesTheCache();
    void unreachableHubLeavesTheCache();
    void halvesInTheCacheAreNoModels_data();
    void halvesInTheCacheAreNoModels();
    void parallelFetchesLoadOnce();
    void withoutSymlinksFilesLieInTheSnapshot();
    void withoutSymlinksOtherSnapshotsStay();

    void pythonFindsWhatWasFetched();
    void whatPythonFetchedIsFound();

private:
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
    QString python(const std::string& code);

    std::unique_ptr<FakeHub> hub_;
    std::unique_ptr<QTemporaryDir> place_;
    HubSettings settings_;
    std::string weights_;
};

void FetchTest::initTestCase() {
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

void FetchTest::init() {
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
void FetchTest::cleanup() {
    std::error_code ignored;
    for (const auto& entry : fs::recursive_directory_iterator(cache(), ignored)) {
        const std::string name = entry.path().filename().string();
        if (entry.path().parent_path().filename() != "blobs" || name.ends_with(".incomplete"))
            continue;
        QCOMPARE(name.size() == 64 ? sha256OfFile(entry.path()) : gitDigestOfFile(entry.path()),
                 name);
    }
}

void FetchTest::fetchesWhatAModelNeedsAndNoMore() {
    std::vector<FetchProgress> seen;
    const FetchedModel model = fetchModel(settings_, "org/small", "main",
                                          [&](const FetchProgress& p) { seen.push_back(p); });
    QCOMPARE(model.files, (std::vector<std::string>{"README.md", "config.json", "model.safetensors",
                                                    "tokenizer.json", "vocab.txt"}));
    QCOMPARE(readFile(model.folder / "model.safetensors"), weights_);
    QCOMPARE(readFile(model.folder / "config.json"), std::string("{} config.json"));
    QCOMPARE(readFile(hubRepository(cache(), "org/small") / "refs/main"), model.commit);
    QVERIFY(fs::read_symlink(model.folder / "config.json").string().starts_with("../../blobs/"));
    QVERIFY(model.notes.empty());
    QCOMPARE(model.model, std::string("org/small"));
    QVERIFY(model.loaded > weights_.size());
    QVERIFY(partials().empty());
    // What is known not to be there is noted, as huggingface_hub does.
    const fs::path none = hubRepository(cache(), "org/small") / ".no_exist" / model.commit;
    QVERIFY(fs::exists(none / "added_tokens.json") && !fs::exists(none / "config.json"));
    QVERIFY(!seen.empty());
    for (std::size_t i = 1; i < seen.size(); ++i)
        QVERIFY(seen[i].done >= seen[i - 1].done && seen[i].done <= seen[i].all);
    QCOMPARE(seen.back().done, seen.back().all);
    QCOMPARE(seen.back().all, model.loaded);
    QCOMPARE(*hubSnapshotOfName(cache(), "org/small"), model.folder);
}

void FetchTest::secondFetchLoadsNothing() {
    const FetchedModel first = fetch();
    hub_->log();
    const FetchedModel second = fetch();
    QCOMPARE(second.loaded, std::uint64_t(0));
    QCOMPARE(second.files, first.files);
    QCOMPARE(hub_->log().size(), std::size_t(1)); // the list alone
}

void FetchTest::otherRevisionsHaveTheirOwnSnapshot() {
    const FetchedModel main = fetch();
    const FetchedModel old = fetch("org/small", "v1");
    QVERIFY(old.commit != main.commit);
    QCOMPARE(readFile(hubRepository(cache(), "org/small") / "refs/v1"), old.commit);
    QCOMPARE(fetch("org/small", old.commit).folder, old.folder);
    QVERIFY(!fs::exists(hubRepository(cache(), "org/small") / "refs" / old.commit));
    QCOMPARE(*hubSnapshotOfName(cache(), "org/small"), main.folder);
}

void FetchTest::revisionIsPartOfTheName() {
    const FetchedModel old = fetch("org/small@v1", "");
    QCOMPARE(old.name, std::string("org/small"));
    QCOMPARE(old.model, std::string("org/small@v1"));
    QCOMPARE(fetch("org/small", "v1").model, old.model);
    QCOMPARE(fetch("org/small@v1", "v1").folder, old.folder);
    QCOMPARE(fetch("org/small@" + old.commit, "").folder, old.folder);
    QVERIFY(failure("org/small@v1", "main").find("another revision") != std::string::npos);
    for (const char* name : {"org/small@", "org/small@../x", "org/small@v1@v2"})
        QVERIFY2(!failure(name, "").empty(), name);

    // Of main the cache has nothing: v1 does not pass for it without a word, by the name alone it
    // stands in.
    settings_.offline = true;
    QVERIFY(failure("org/small", "main").find("not in the cache") != std::string::npos);
    const FetchedModel other = fetch("org/small", "");
    QCOMPARE(other.folder, old.folder);
    QCOMPARE(other.model, "org/small@" + old.commit);
    QCOMPARE(other.notes.size(), std::size_t(2));
    QVERIFY(other.notes[1].text().find(old.commit) != std::string::npos);
    settings_.offline = false;
    const FetchedModel main = fetch("org/small", "");
    QCOMPARE(main.model, std::string("org/small"));
    QVERIFY(main.folder != old.folder && main.notes.empty());
}

void FetchTest::shardedWeightsComeWhole() {
    const FetchedModel model = fetch("org/sharded");
    QCOMPARE(model.files,
             (std::vector<std::string>{"config.json", "model-1.safetensors", "model-2.safetensors",
                                       "model.safetensors.index.json"}));
    QCOMPARE(readFile(model.folder / "model-2.safetensors"), std::string("two"));
}

void FetchTest::pickledWeightsComeWhereThereIsNothingElse() {
    QCOMPARE(fetch("org/pickled").files,
             (std::vector<std::string>{"config.json", "pytorch_model.bin"}));
}

void FetchTest::weightsInOtherFormatsAreNamed() {
    QVERIFY(failure("org/keras").find("tf_model.h5") != std::string::npos);
    QVERIFY(failure("org/data").find("config.json") != std::string::npos);
}

void FetchTest::renamedRepositoriesAreFollowed() {
    hub_->set("moved", R"(["old/name","org/small"])");
    const FetchedModel model = fetch("old/name");
    QCOMPARE(readFile(model.folder / "model.safetensors"), weights_);
    QCOMPARE(*hubSnapshotOfName(cache(), "old/name"), model.folder);
}

void FetchTest::cutConnectionsGoOn_data() {
    QTest::addColumn<int>("bytes");
    QTest::addColumn<int>("times");
    QTest::addColumn<bool>("ranges");
    QTest::newRow("once") << 100000 << 1 << true;
    QTest::newRow("at once") << 0 << 1 << true;
    QTest::newRow("nine times") << 30000 << 9 << true;
    QTest::newRow("without ranges") << 100000 << 2 << false;
}

void FetchTest::cutConnectionsGoOn() {
    QFETCH(int, bytes);
    QFETCH(int, times);
    QFETCH(bool, ranges);
    hub_->set("cut", "[\"model.safetensors\"," + std::to_string(bytes) + "," +
                         std::to_string(times) + "]");
    if (!ranges)
        hub_->set("ignore_range", "1");
    const FetchedModel model = fetch();
    QCOMPARE(readFile(model.folder / "model.safetensors"), weights_);
    int gets = 0, resumed = 0;
    for (const Json& request : hub_->log())
        if (request["server"] == "cdn" && request["method"] == "GET") {
            ++gets;
            resumed += !request["range"].get<std::string>().empty();
        }
    QCOMPARE(gets, times + 1);
    QCOMPARE(resumed, bytes == 0 ? 0 : times);
}

void FetchTest::brokenAnswersAreRefused_data() {
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("word");
    const auto row = [](const char* name, const char* key, const char* value, const char* word) {
        QTest::newRow(name) << QString(key) << QString(value) << QString(word);
    };
    row("wrong SHA-256", "spoil", "model.safetensors", "checksum");
    row("wrong git digest", "spoil", "vocab.txt", "checksum");
    row("too long", "longer", "model.safetensors", "bytes");
    row("too short", "shorter", "model.safetensors", "bytes");
    row("small file too long", "longer", "config.json", "bytes");
    row("small file too short", "shorter", "config.json", "bytes");
    row("no commit", "no_commit", "1", "contradicts itself");
    row("redirects in a circle", "redirect", "loop", "leads on");
    row("cut for ever", "cut", R"(["model.safetensors",0,1000])", "can't be reached");
}

void FetchTest::brokenAnswersAreRefused() {
    QFETCH(QString, key);
    QFETCH(QString, value);
    QFETCH(QString, word);
    hub_->set(key.toStdString(), value.toStdString());
    settings_.retries = 2;
    const std::string message = failure();
    QVERIFY2(QString::fromStdString(message).contains(word), message.c_str());
    QVERIFY2(message.find("secret") == std::string::npos, message.c_str());
    QVERIFY(!hubSnapshotOfName(cache(), "org/small")); // half a model is none
    hub_->clear();
    const FetchedModel model = fetch(); // and it can be had once the fault is gone
    QCOMPARE(readFile(model.folder / "model.safetensors"), weights_);
    QVERIFY(partials().empty());
}

void FetchTest::refusalsSayWhatToDo_data() {
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QString>("token");
    QTest::addColumn<QString>("word");
    const auto row = [](const char* name, const char* fault, const char* token, const char* word) {
        QTest::newRow(name) << QString(fault) << QString(token) << QString(word);
    };
    row("401", R"(["/api/",401,"",9])", "", "HF_TOKEN");
    row("401 with a token", R"(["/api/",401,"",9])", "hf_x", "does not take the token");
    row("401 no repository", R"(["/api/",401,"RepoNotFound",9])", "", "no model “org/small”");
    row("403", R"(["/api/",403,"",9])", "", "does not allow");
    row("gated", R"(["resolve",403,"GatedRepo",9])", "", "consent");
    row("gated, 401", R"(["resolve",401,"GatedRepo",9])", "hf_x", "Agree on that page");
    row("404", R"(["/api/",404,"RepoNotFound",9])", "hf_x", "spelling");
    row("404 revision", R"(["/api/",404,"RevisionNotFound",9])", "", "no revision “main”");
    row("404 file", R"(["/vocab.txt",404,"EntryNotFound",9])", "", "no file vocab.txt");
    row("410", R"(["/api/",410,"",9])", "", "status 410");
    row("416", R"(["/vocab.txt",416,"",9])", "", "status 416");
    row("500 for ever", R"(["/api/",500,"",99])", "", "can't be reached");
    row("expired address", R"(["/small/main/",403,"",9])", "", "does not allow");
}

void FetchTest::refusalsSayWhatToDo() {
    QFETCH(QString, fault);
    QFETCH(QString, token);
    QFETCH(QString, word);
    hub_->set("status", fault.toStdString());
    settings_.token = token.toStdString();
    settings_.retries = 2;
    const std::string message = failure();
    QVERIFY2(QString::fromStdString(message).contains(word), message.c_str());
    QVERIFY2(message.find("hf_x") == std::string::npos, message.c_str());
}

void FetchTest::passingFailuresAreWaitedFor() {
    for (const char* fault : {R"(["/api/",503,"",2])", R"(["/api/",429,"",1])",
                              R"(["resolve",500,"",2])", R"(["/small/main/",408,"",2])"}) {
        hub_->set("status", fault);
        QCOMPARE(failure(), std::string());
        fs::remove_all(cache());
    }
}

void FetchTest::partialFileThatDoesNotFitBeginsAgain_data() {
    QTest::addColumn<QString>("fault");
    QTest::addColumn<int>("size");
    QTest::newRow("416") << "refuse_range" << 5000;
    QTest::newRow("another part comes") << "wrong_range" << 5000;
    QTest::newRow("longer than the file") << "" << 400000;
    QTest::newRow("wrong bytes, whole length") << "spoiled" << 300000;
}

void FetchTest::partialFileThatDoesNotFitBeginsAgain() {
    QFETCH(QString, fault);
    QFETCH(int, size);
    if (!fault.isEmpty() && fault != "spoiled")
        hub_->set(fault.toStdString(), "1");
    const HubCacheWriter writer(cache(), "org/small", true);
    writer.prepare();
    const fs::path model = fs::path(place_->path().toStdString()) / "weights";
    publishFile(model, weights_);
    std::string content = (weights_ + weights_).substr(0, static_cast<std::size_t>(size));
    if (fault == "spoiled")
        content[7] ^= 1;
    publishFile(writer.partial(sha256OfFile(model)), content);
    if (fault == "spoiled")
        QVERIFY(failure().find("checksum") != std::string::npos);
    QCOMPARE(readFile(fetch().folder / "model.safetensors"), weights_);
    QVERIFY(partials().empty());
}

void FetchTest::tokenStaysWithTheHub_data() {
    QTest::addColumn<QString>("redirect");
    for (const char* way : {"outside", "inside", "none", "elsewhere"})
        QTest::newRow(way) << QString(way);
}

void FetchTest::tokenStaysWithTheHub() {
    QFETCH(QString, redirect);
    settings_.token = "hf_secret";
    hub_->set("redirect", redirect.toStdString());
    hub_->set("cut", R"(["model.safetensors",1000,2])");
    if (redirect != "elsewhere") // there the way back to the hub asks for it again
        hub_->set("token", "hf_secret");
    QCOMPARE(readFile(fetch().folder / "model.safetensors"), weights_);
    int hub = 0, others = 0;
    for (const Json& request : hub_->log()) {
        const std::string token = request["token"];
        if (request["server"] == "cdn") {
            ++others;
            QCOMPARE(token, std::string());
        } else {
            ++hub;
            QCOMPARE(token, std::string("Bearer hf_secret"));
        }
    }
    QVERIFY(hub > 5);
    QCOMPARE(others > 0, redirect == "outside" || redirect == "elsewhere");
}

void FetchTest::wrongNamesAreRefused() {
    for (const char* name : {"", "../x", "a/b/c", "org/small/../x", "a b", "org/small@", "@main"})
        QVERIFY_EXCEPTION_THROWN(fetch(name), UsageError);
    for (const char* revision : {"..", "a/../b", "/x", "a\nb"})
        QVERIFY_EXCEPTION_THROWN(fetch("org/small", revision), UsageError);
    for (const char* endpoint : {"ftp://x", "file:///etc", "nonsense", ""}) {
        settings_.endpoint = endpoint;
        QVERIFY_EXCEPTION_THROWN(fetch(), Error);
    }
    QVERIFY(!fs::exists(cache()));
}

void FetchTest::cancelKeepsWhatCame() {
    hub_->set("slow", "0.05");
    std::stop_source source;
    QVERIFY_EXCEPTION_THROWN(fetchModel(
                                 settings_, "org/small", "main",
                                 [&](const FetchProgress& progress) {
                                     if (progress.file == "model.safetensors" &&
                                         progress.done > 100000)
                                         source.request_stop();
                                 },
                                 source.get_token()),
                             Cancelled);
    QCOMPARE(partials().size(), std::size_t(1));
    const auto kept = fs::file_size(partials().front());
    QVERIFY(kept > 50000 && kept < weights_.size());
    QVERIFY(!hubSnapshotOfName(cache(), "org/small"));
    hub_->clear();
    hub_->log();
    const FetchedModel model = fetch();
    QCOMPARE(readFile(model.folder / "model.safetensors"), weights_);
    bool resumed = false;
    for (const Json& request : hub_->log())
        resumed = resumed || request["range"] == "bytes=" + std::to_string(kept) + "-";
    QVERIFY(resumed);
    QVERIFY(model.loaded < weights_.size());
    // A request that hangs ends too.
    fs::remove_all(cache());
    hub_->set("slow", "60");
    std::stop_source late;
    std::jthread stopper([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(300));
        late.request_stop();
    });
    const auto begun = std::chrono::steady_clock::now();
    QVERIFY_EXCEPTION_THROWN(fetchModel(settings_, "org/small", "main", {}, late.get_token()),
                             Cancelled);
    QVERIFY(std::chrono::steady_clock::now() - begun < std::chrono::seconds(5));
}

void FetchTest::refusalsKeepWhatCame() {
    settings_.retries = 0;
    hub_->set("cut", R"(["model.safetensors",1000,1])");
    QVERIFY(failure().find("can't be reached") != std::string::npos);
    QCOMPARE(partials().size(), std::size_t(1));
    const fs::path partial = partials().front();
    const auto kept = fs::file_size(partial);
    QVERIFY(kept > 0);
    hub_->set("status", R"(["small/main/model.safetensors",403,"",1])"); // a link that ran out
    QVERIFY(failure().find("does not allow") != std::string::npos);
    QCOMPARE(fs::file_size(partial), kept);
    // Of another size than was told, it is of another file.
    hub_->set("longer", "model.safetensors");
    QVERIFY(failure().find("bytes") != std::string::npos);
    QVERIFY(partials().empty());
}

void FetchTest::fullDiskIsToldBefore() {
    hub_->set("huge", "model.safetensors");
    const std::string message = failure();
    QVERIFY2(message.find("Free some space") != std::string::npos, message.c_str());
    for (const Json& request : hub_->log())
        QVERIFY(request["path"].get<std::string>().starts_with("/api/")); // nothing was loaded
    hub_->clear();
    settings_.cache = "/proc/attune-test"; // nothing can be made there
    QVERIFY(failure().find("HF_HUB_CACHE") != std::string::npos);
}

void FetchTest::offlineTakesTheCache() {
    settings_.offline = true;
    QVERIFY(failure().find("HF_HUB_OFFLINE") != std::string::npos);
    settings_.offline = false;
    const FetchedModel model = fetch();
    settings_.offline = true;
    hub_->log();
    const FetchedModel again = fetch();
    QCOMPARE(again.folder, model.folder);
    QCOMPARE(again.files, model.files);
    QCOMPARE(again.notes.size(), std::size_t(1));
    QVERIFY(again.notes[0].text().find("Offline") != std::string::npos);
    QVERIFY(failure("org/small", "v1").find("not in the cache") != std::string::npos);
    QCOMPARE(hub_->log().size(), std::size_t(0));
}

void FetchTest::unreachableHubLeavesTheCache() {
    const FetchedModel model = fetch();
    settings_.endpoint = "http://127.0.0.1:9"; // nobody is there
    settings_.retries = 1;
    const FetchedModel again = fetch();
    QCOMPARE(again.folder, model.folder);
    // With the reason, as where the cache has nothing.
    QCOMPARE(again.notes.size(), std::size_t(2));
    QVERIFY(again.notes[0].text().find("can't be reached: ") != std::string::npos);
    QVERIFY2(failure("org/sharded").find(again.notes[0].text()) != std::string::npos,
             again.notes[0].text().c_str());
}

// As Python's AutoConfig or AutoTokenizer alone leaves a snapshot.
void FetchTest::halvesInTheCacheAreNoModels_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("files"); // that are there
    QTest::newRow("config.json") << "org/small" << QStringList{"config.json"};
    QTest::newRow("no weights") << "org/small"
                                << QStringList{"config.json", "tokenizer.json", "vocab.txt"};
    QTest::newRow("index") << "org/sharded"
                           << QStringList{"config.json", "model.safetensors.index.json"};
    QTest::newRow("a shard of two")
        << "org/sharded"
        << QStringList{"config.json", "model.safetensors.index.json", "model-1.safetensors"};
}

void FetchTest::halvesInTheCacheAreNoModels() {
    QFETCH(QString, name);
    QFETCH(QStringList, files);
    const std::string model = name.toStdString();
    const FetchedModel whole = fetch(model);
    for (const fs::path& file : entriesOf(whole.folder))
        if (!files.contains(QString::fromStdString(file.filename().string()))) {
            fs::remove(fs::canonical(file));
            fs::remove(file);
        }
    settings_.offline = true;
    for (const std::string& revision : {std::string(), std::string("main"), whole.commit}) {
        const std::string message = failure(model, revision);
        QVERIFY2(message.find("not in the cache") != std::string::npos, message.c_str());
    }
    settings_.offline = false;
    const std::string endpoint = std::exchange(settings_.endpoint, "http://127.0.0.1:9");
    settings_.retries = 1;
    QVERIFY(failure(model).find("can't be reached") != std::string::npos);
    settings_.endpoint = endpoint;
    // Nor where the fetch of what is missing is cut.
    hub_->set("cut", name.endsWith("small") ? R"(["model.safetensors",0,1000])"
                                            : R"(["model-2.safetensors",0,1000])");
    QVERIFY(failure(model).find("can't be reached") != std::string::npos);
    hub_->clear();
    QCOMPARE(fetch(model, whole.commit).files, whole.files); // the rest comes
    settings_.offline = true;
    QCOMPARE(fetch(model).folder, whole.folder);
}

void FetchTest::parallelFetchesLoadOnce() {
    hub_->set("slow", "0.01");
    std::vector<std::jthread> threads;
    std::atomic<int> good{0};
    std::atomic<std::uint64_t> loaded{0};
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] {
            try {
                const FetchedModel model = fetchModel(settings_, "org/small");
                loaded += model.loaded;
                good += readFile(model.folder / "model.safetensors") == weights_;
            } catch (const std::exception& error) {
                qWarning("%s", error.what());
            }
        });
    threads.clear();
    QCOMPARE(good.load(), 4);
    int gets = 0;
    for (const Json& request : hub_->log())
        gets += request["server"] == "cdn" && request["method"] == "GET";
    QCOMPARE(gets, 1);
    QVERIFY(partials().empty());
}

void FetchTest::withoutSymlinksFilesLieInTheSnapshot() {
    settings_.symlinks = false;
    const FetchedModel model = fetch();
    for (const std::string& file : model.files)
        QVERIFY(!fs::is_symlink(model.folder / file));
    QCOMPARE(readFile(model.folder / "model.safetensors"), weights_);
    QCOMPARE(fetch().loaded, std::uint64_t(0));
}

// What links to a blob still does when the next revision is fetched without links.
void FetchTest::withoutSymlinksOtherSnapshotsStay() {
    const FetchedModel first = fetch("org/grown", "v1");
    QVERIFY(fs::is_symlink(first.folder / "model.safetensors"));
    settings_.symlinks = false;
    const FetchedModel model = fetch("org/grown");
    QVERIFY(model.folder != first.folder);
    for (const FetchedModel* one : {&first, &model}) {
        QCOMPARE(readFile(one->folder / "model.safetensors"), weights_);
        QCOMPARE(readFile(one->folder / "config.json"), std::string("{}"));
    }
    QVERIFY(!fs::is_symlink(model.folder / "model.safetensors"));
    QCOMPARE(model.loaded, std::uint64_t(5)); // what is new, and nothing twice
}

QString FetchTest::python(const std::string& code) {
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("HF_HUB_CACHE", QString::fromStdString(cache().string()));
    environment.insert("HF_HOME", place_->path());
    environment.insert("HF_ENDPOINT", QString::fromStdString(hub_->endpoint()));
    environment.insert("HF_HUB_DISABLE_TELEMETRY", "1");
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(qEnvironmentVariable("ATTUNE_ORACLE_PYTHON"),
                  {"-c", QString::fromStdString(code)});
    process.waitForFinished(120000);
    return QString::fromUtf8(process.readAll()).trimmed().section('\n', -1);
}

void FetchTest::pythonFindsWhatWasFetched() {
    if (qEnvironmentVariableIsEmpty("ATTUNE_ORACLE_PYTHON"))
        QSKIP("needs ATTUNE_ORACLE_PYTHON");
    const FetchedModel main = fetch();
    const FetchedModel old = fetch("org/small", "v1");
    const std::string offline = "import os; os.environ['HF_HUB_OFFLINE'] = '1'\n"
                                "from huggingface_hub import *\n";
    QCOMPARE(python(offline + "print(snapshot_download('org/small'))"),
             QString::fromStdString(main.folder.string()));
    QCOMPARE(python(offline + "print(snapshot_download('org/small', revision='v1'))"),
             QString::fromStdString(old.folder.string()));
    QCOMPARE(python(offline + "print(hf_hub_download('org/small', 'model.safetensors'))"),
             QString::fromStdString((main.folder / "model.safetensors").string()));
    QCOMPARE(python(offline + "print(try_to_load_from_cache('org/small', 'added_tokens.json') is "
                              "_CACHED_NO_EXIST)"),
             QString("True"));
    QCOMPARE(python(offline + "i = scan_cache_dir(); r = list(i.repos)[0]\n"
                              "print(len(i.warnings), r.repo_id, len(r.revisions), r.nb_files)"),
             QString("0 org/small 2 7"));
    // Online it loads nothing again.
    hub_->log();
    QCOMPARE(python("from huggingface_hub import *\n"
                    "print(hf_hub_download('org/small', 'model.safetensors'))"),
             QString::fromStdString((main.folder / "model.safetensors").string()));
    for (const Json& request : hub_->log())
        QVERIFY(request["server"] != "cdn");
}

void FetchTest::whatPythonFetchedIsFound() {
    if (qEnvironmentVariableIsEmpty("ATTUNE_ORACLE_PYTHON"))
        QSKIP("needs ATTUNE_ORACLE_PYTHON");
    const QString folder = python("from huggingface_hub import *\n"
                                  "print(snapshot_download('org/small', allow_patterns="
                                  "['*.json', '*.txt', '*.md', 'model.safetensors']))");
    const auto snapshot = hubSnapshotOfName(cache(), "org/small");
    QVERIFY2(snapshot, qPrintable(folder));
    QCOMPARE(QString::fromStdString(snapshot->string()), folder);
    const auto models = modelsInCache(cache());
    QCOMPARE(models.size(), std::size_t(1));
    QCOMPARE(models.front().name, std::string("org/small"));
    QCOMPARE(fetch().loaded, std::uint64_t(0));
    settings_.offline = true;
    QCOMPARE(fetch().folder, *snapshot);
}

QTEST_GUILESS_MAIN(FetchTest)
#include "fetch_test.moc"
