// SPDX-License-Identifier: GPL-3.0-or-later
// Downloads and the cache that they find: without the hub, half full, used by others, without
// links.
#include "fetch_help.h"

#include <thread>

using namespace attune;

class FetchCacheTest : public FetchFixture {
    Q_OBJECT

private Q_SLOTS:
    void offlineTakesTheCache();
    void unreachableHubLeavesTheCache();
    void halvesInTheCacheAreNoModels_data();
    void halvesInTheCacheAreNoModels();
    void parallelFetchesLoadOnce();
    void withoutSymlinksFilesLieInTheSnapshot();
    void withoutSymlinksOtherSnapshotsStay();
};

void FetchCacheTest::offlineTakesTheCache() {
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

void FetchCacheTest::unreachableHubLeavesTheCache() {
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
void FetchCacheTest::halvesInTheCacheAreNoModels_data() {
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

void FetchCacheTest::halvesInTheCacheAreNoModels() {
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

void FetchCacheTest::parallelFetchesLoadOnce() {
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

void FetchCacheTest::withoutSymlinksFilesLieInTheSnapshot() {
    settings_.symlinks = false;
    const FetchedModel model = fetch();
    for (const std::string& file : model.files)
        QVERIFY(!fs::is_symlink(model.folder / file));
    QCOMPARE(readFile(model.folder / "model.safetensors"), weights_);
    QCOMPARE(fetch().loaded, std::uint64_t(0));
}

// What links to a blob still does when the next revision is fetched without links.
void FetchCacheTest::withoutSymlinksOtherSnapshotsStay() {
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

QTEST_GUILESS_MAIN(FetchCacheTest)
#include "fetch_cache_test.moc"
#include "moc_fetch_help.cpp"
