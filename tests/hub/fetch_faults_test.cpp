// SPDX-License-Identifier: GPL-3.0-or-later
// Downloads from a hub that fails in every way that networks and servers do.
#include "fetch_help.h"

#include <thread>

using namespace attune;

class FetchFaultsTest : public FetchFixture {
    Q_OBJECT

private Q_SLOTS:
    void cutConnectionsGoOn_data();
    void cutConnectionsGoOn();
    void brokenAnswersAreRefused_data();
    void brokenAnswersAreRefused();
    void refusalsSayWhatToDo_data();
    void refusalsSayWhatToDo();
    void passingFailuresAreWaitedFor();
    void partialFileThatDoesNotFitBeginsAgain_data();
    void partialFileThatDoesNotFitBeginsAgain();
    void cancelKeepsWhatCame();
    void refusalsKeepWhatCame();
    void fullDiskIsToldBefore();
};

void FetchFaultsTest::cutConnectionsGoOn_data() {
    QTest::addColumn<int>("bytes");
    QTest::addColumn<int>("times");
    QTest::addColumn<bool>("ranges");
    QTest::newRow("once") << 100000 << 1 << true;
    QTest::newRow("at once") << 0 << 1 << true;
    QTest::newRow("nine times") << 30000 << 9 << true;
    QTest::newRow("without ranges") << 100000 << 2 << false;
}

void FetchFaultsTest::cutConnectionsGoOn() {
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

void FetchFaultsTest::brokenAnswersAreRefused_data() {
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

void FetchFaultsTest::brokenAnswersAreRefused() {
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

void FetchFaultsTest::refusalsSayWhatToDo_data() {
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

void FetchFaultsTest::refusalsSayWhatToDo() {
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

void FetchFaultsTest::passingFailuresAreWaitedFor() {
    for (const char* fault : {R"(["/api/",503,"",2])", R"(["/api/",429,"",1])",
                              R"(["resolve",500,"",2])", R"(["/small/main/",408,"",2])"}) {
        hub_->set("status", fault);
        QCOMPARE(failure(), std::string());
        fs::remove_all(cache());
    }
}

void FetchFaultsTest::partialFileThatDoesNotFitBeginsAgain_data() {
    QTest::addColumn<QString>("fault");
    QTest::addColumn<int>("size");
    QTest::newRow("416") << "refuse_range" << 5000;
    QTest::newRow("another part comes") << "wrong_range" << 5000;
    QTest::newRow("longer than the file") << "" << 400000;
    QTest::newRow("wrong bytes, whole length") << "spoiled" << 300000;
}

void FetchFaultsTest::partialFileThatDoesNotFitBeginsAgain() {
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

void FetchFaultsTest::cancelKeepsWhatCame() {
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

void FetchFaultsTest::refusalsKeepWhatCame() {
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

void FetchFaultsTest::fullDiskIsToldBefore() {
    hub_->set("huge", "model.safetensors");
    const std::string message = failure();
    QVERIFY2(message.find("Free some space") != std::string::npos, message.c_str());
    for (const Json& request : hub_->log())
        QVERIFY(request["path"].get<std::string>().starts_with("/api/")); // nothing was loaded
    hub_->clear();
    settings_.cache = "/proc/attune-test"; // nothing can be made there
    QVERIFY(failure().find("HF_HUB_CACHE") != std::string::npos);
}

QTEST_GUILESS_MAIN(FetchFaultsTest)
#include "fetch_faults_test.moc"
#include "moc_fetch_help.cpp"
