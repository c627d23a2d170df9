// SPDX-License-Identifier: GPL-3.0-or-later
// Where the cache is and what may be in it, as huggingface_hub has it.
#include "base/entries.h"
#include "hub/hub_cache.h"
#include "hub/hub_settings.h"

#include <QTemporaryDir>
#include <QTest>

using namespace attune;

class CacheTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void settingsFollowTheVariables_data();
    void settingsFollowTheVariables();
    void tokenComesFromTheUsualPlaces();
    void namesAreThoseOfTheHub_data();
    void namesAreThoseOfTheHub();
    void filesStayInTheirFolder_data();
    void filesStayInTheirFolder();
    void listsSnapshotsByName();
    void damagedRepositoriesHideNoOther();
    void linksAreRelative();
    void whereNoLinksAreBlobsOfOthersAreCopied();
};

namespace {

constexpr const char* kVariables[] = {"HF_HUB_CACHE",
                                      "HUGGINGFACE_HUB_CACHE",
                                      "HF_HOME",
                                      "XDG_CACHE_HOME",
                                      "HF_ENDPOINT",
                                      "HF_TOKEN",
                                      "HUGGING_FACE_HUB_TOKEN",
                                      "HF_TOKEN_PATH",
                                      "HF_HUB_OFFLINE",
                                      "TRANSFORMERS_OFFLINE",
                                      "HF_HUB_DISABLE_IMPLICIT_TOKEN",
                                      "HF_HUB_DISABLE_SYMLINKS",
                                      "HF_HUB_DOWNLOAD_TIMEOUT",
                                      "HF_HUB_ETAG_TIMEOUT",
                                      "ATTUNE_TEST_PLACE"};

} // namespace

void CacheTest::init() {
    for (const char* name : kVariables)
        qunsetenv(name);
    qputenv("HOME", "/home/someone");
}

void CacheTest::settingsFollowTheVariables_data() {
    QTest::addColumn<QStringList>("variables");
    QTest::addColumn<QString>("cache");
    const auto row = [](const char* name, const QStringList& variables, const char* cache) {
        QTest::newRow(name) << variables << QString(cache);
    };
    row("none", {}, "/home/someone/.cache/huggingface/hub");
    row("XDG", {"XDG_CACHE_HOME=/x"}, "/x/huggingface/hub");
    row("home", {"XDG_CACHE_HOME=/x", "HF_HOME=~/hf"}, "/home/someone/hf/hub");
    row("older", {"HF_HOME=/h", "HUGGINGFACE_HUB_CACHE=/old"}, "/old");
    row("newer", {"HUGGINGFACE_HUB_CACHE=/old", "HF_HUB_CACHE=/new"}, "/new");
    row("variable in it", {"ATTUNE_TEST_PLACE=/p", "HF_HOME=$ATTUNE_TEST_PLACE/hf"}, "/p/hf/hub");
    row("variable in braces", {"ATTUNE_TEST_PLACE=/p", "HF_HUB_CACHE=${ATTUNE_TEST_PLACE}q"},
        "/pq");
    row("unknown variable", {"HF_HUB_CACHE=/a/$ATTUNE_TEST_PLACE/b"}, "/a/$ATTUNE_TEST_PLACE/b");
}

void CacheTest::settingsFollowTheVariables() {
    QFETCH(QStringList, variables);
    QFETCH(QString, cache);
    for (const QString& variable : variables)
        qputenv(variable.section('=', 0, 0).toUtf8().constData(),
                variable.section('=', 1).toUtf8());
    QCOMPARE(QString::fromStdString(hubSettings().cache.string()), cache);
    QCOMPARE(hubSettings().endpoint, std::string("https://huggingface.co"));
    QVERIFY(!hubSettings().offline && hubSettings().symlinks);
    qputenv("HF_ENDPOINT", "https://mirror.example/hub/ ");
    qputenv("TRANSFORMERS_OFFLINE", "yes");
    qputenv("HF_HUB_DISABLE_SYMLINKS", "True");
    qputenv("HF_HUB_DOWNLOAD_TIMEOUT", "30");
    QCOMPARE(hubSettings().endpoint, std::string("https://mirror.example/hub"));
    QVERIFY(hubSettings().offline && !hubSettings().symlinks);
    QCOMPARE(hubSettings().silenceTimeout, 30.0);
    qputenv("HF_HUB_OFFLINE", "0"); // is asked first
    QVERIFY(!hubSettings().offline);
}

void CacheTest::tokenComesFromTheUsualPlaces() {
    const QTemporaryDir place;
    const fs::path root = place.path().toStdString();
    qputenv("HF_HOME", place.path().toUtf8());
    QCOMPARE(hubSettings().token, std::string());
    publishFile(root / "token", "hf_file\n");
    QCOMPARE(hubSettings().token, std::string("hf_file"));
    publishFile(root / "other", "hf_other");
    qputenv("HF_TOKEN_PATH", (root / "other").string().c_str());
    QCOMPARE(hubSettings().token, std::string("hf_other"));
    qputenv("HUGGING_FACE_HUB_TOKEN", "hf_older");
    QCOMPARE(hubSettings().token, std::string("hf_older"));
    qputenv("HF_TOKEN", "hf_newer");
    QCOMPARE(hubSettings().token, std::string("hf_newer"));
    qputenv("HF_TOKEN", "hf_x\r\nHost: evil"); // would end the header
    QCOMPARE(hubSettings().token, std::string("hf_older"));
    qputenv("HF_HUB_DISABLE_IMPLICIT_TOKEN", "1");
    QCOMPARE(hubSettings().token, std::string());
}

void CacheTest::namesAreThoseOfTheHub_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("good");
    for (const char* name :
         {"gpt2", "org/name", "intfloat/multilingual-e5-small", "a/b_c.d", "01-ai/Yi", "A/_x"})
        QTest::newRow(name) << QString(name) << true;
    for (const char* name : {"",       "/",    "a/",      "/a",    "a/b/c", "..",   "a/..", "../a",
                             "a--b/c", "a..b", "a/b.git", "-a/b",  "a/b-",  ".a/b", "a./b", "a/.b",
                             "a\\b",   "a b",  "a/b\n",   "hüb/x", "a%2fb", "C:x"})
        QTest::newRow(QByteArray("not ") + name) << QString::fromUtf8(name) << false;
    QTest::newRow("97 letters") << QString(97, 'a') << false;
}

void CacheTest::namesAreThoseOfTheHub() {
    QFETCH(QString, name);
    QFETCH(bool, good);
    QCOMPARE(isHubName(name.toStdString()), good);
}

void CacheTest::filesStayInTheirFolder_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("good");
    for (const char* name :
         {"config.json", "onnx/model.onnx", "a/b/c.txt", "...x", "v1.0", "refs/pr/1", "模型.bin"})
        QTest::newRow(name) << QString::fromUtf8(name) << true;
    for (const char* name : {"", ".", "..", "../x", "a/../b", "/etc/passwd", "a//b", "a/", "./a",
                             "a\\..\\b", "C:\\x", "c:x", "\\\\host\\x", "a\nb", "a\x7f"})
        QTest::newRow(QByteArray("not ") + name) << QString::fromUtf8(name) << false;
    QTest::newRow("NUL") << QString::fromUtf8("a\0b", 3) << false;
}

void CacheTest::filesStayInTheirFolder() {
    QFETCH(QString, name);
    QFETCH(bool, good);
    QCOMPARE(isHubFile(name.toStdString()), good);
}

void CacheTest::listsSnapshotsByName() {
    const QTemporaryDir place;
    const fs::path root = place.path().toStdString();
    const std::string commit(40, 'a'), other(40, 'b');
    const auto put = [&](const std::string& path, const std::string& text) {
        fs::create_directories((root / path).parent_path());
        publishFile(root / path, text);
    };
    put("models--z--m/snapshots/" + commit + "/config.json", "{}");
    put("models--z--m/snapshots/" + other + "/config.json", "{}");
    put("models--z--m/snapshots/" + other + "/x", "1234");
    put("models--z--m/refs/main", other);
    put("models--z--m/refs/v1", commit + "\n");
    put("models--alone/snapshots/" + commit + "/config.json", "{}");
    put("models--half--fetched/snapshots/" + commit + "/vocab.txt", "x");
    put("datasets--z--m/snapshots/" + commit + "/config.json", "{}");
    const auto models = modelsInCache(root);
    QCOMPARE(models.size(), std::size_t(2));
    QCOMPARE(models[0].name, std::string("alone"));
    QCOMPARE(models[1].name, std::string("z/m"));
    QCOMPARE(models[1].commit, other);
    QCOMPARE(models[1].bytes, std::uint64_t(6));
    QCOMPARE(hubModelOfSnapshot(models[1].folder)->name, std::string("z/m"));
    QCOMPARE(hubModelOfSnapshot(models[0].folder / "")->name, std::string("alone"));
    QCOMPARE(hubModelOfSnapshot(models[1].folder)->revision, other);
    QVERIFY(!hubModelOfSnapshot(root / "models--z--m" / "refs" / "main"));
    QVERIFY(!hubModelOfSnapshot(root / "z" / "snapshots" / commit));
    const fs::path repository = hubRepository(root, "z/m");
    QCOMPARE(hubSnapshot(repository, "v1")->filename().string(), commit);
    QCOMPARE(hubSnapshot(repository, commit)->filename().string(), commit);
    QVERIFY(!hubSnapshot(repository, "none") && !hubSnapshot(repository, "../../x"));
    Message note;
    QCOMPARE(hubSnapshotOfName(root, "z/m", &note)->filename().string(), other);
    QVERIFY(note.empty());
    QVERIFY(!hubSnapshot(hubRepository(root, "alone"), "main"));
    QCOMPARE(hubSnapshotOfName(root, "alone", &note)->filename().string(), commit);
    QVERIFY2(note.text().find(commit) != std::string::npos, note.text().c_str());
}

void CacheTest::damagedRepositoriesHideNoOther() {
    const QTemporaryDir place;
    const fs::path root = place.path().toStdString();
    const std::string commit(40, 'a');
    const auto put = [&](const std::string& path, const std::string& text) {
        fs::create_directories((root / path).parent_path());
        publishFile(root / path, text);
    };
    for (const char* name : {"good", "ref-too-large", "ref-folder", "ref-binary"})
        put(std::string("models--z--") + name + "/snapshots/" + commit + "/config.json", "{}");
    put("models--z--good/refs/main", commit);
    put("models--z--ref-too-large/refs/main", std::string(5000, 'a'));
    put("models--z--ref-binary/refs/main", std::string("\0\xFF\n", 3));
    fs::create_directories(root / "models--z--ref-folder/refs/main");
    put("models--z--snapshots-file/snapshots", "no folder");
    put("models--z--file", "no folder");
    fs::create_directories(root / "models--z--circle/refs");
    fs::create_symlink("main", root / "models--z--circle/refs/main");
    fs::create_symlink("snapshots", root / "models--z--circle/snapshots");
    std::vector<std::string> names;
    for (const CachedModel& model : modelsInCache(root)) {
        names.push_back(model.name);
        QCOMPARE(model.commit, commit);
    }
    QCOMPARE(names, (std::vector<std::string>{"z/good", "z/ref-binary", "z/ref-folder",
                                              "z/ref-too-large"}));
    QVERIFY(!hubSnapshot(hubRepository(root, "z/ref-too-large"), "main"));
    const HubCacheWriter writer(root, "z/ref-too-large", true);
    writer.writeRef("main", commit); // the next fetch mends it
    QCOMPARE(hubSnapshot(hubRepository(root, "z/ref-too-large"), "main")->filename().string(),
             commit);
}

void CacheTest::linksAreRelative() {
    const QTemporaryDir place;
    const fs::path root = fs::path(place.path().toStdString()) / "hub";
    const std::string commit(40, 'c');
    for (const bool symlinks : {true, false}) {
        const HubCacheWriter writer(root, symlinks ? "a/b" : "c/d", symlinks);
        writer.prepare();
        publishFile(writer.blob("one"), "1");
        writer.link("one", commit, "1_Pooling/config.json", true);
        if (symlinks) // again: nothing breaks
            writer.link("one", commit, "1_Pooling/config.json", false);
        const fs::path pointer = writer.pointer(commit, "1_Pooling/config.json");
        QCOMPARE(readFile(pointer), std::string("1"));
        QCOMPARE(fs::is_symlink(pointer), symlinks);
        if (symlinks)
            QCOMPARE(fs::read_symlink(pointer).string(), std::string("../../../blobs/one"));
        writer.writeRef("refs/pr/1", commit);
        QCOMPARE(readFile(hubRepository(root, symlinks ? "a/b" : "c/d") / "refs/refs/pr/1"),
                 commit);
    }
    QVERIFY(readFile(root / "CACHEDIR.TAG")
                .starts_with("Signature: 8a477f597d28d172789f06886806bc55\n"));
}

void CacheTest::whereNoLinksAreBlobsOfOthersAreCopied() {
    const QTemporaryDir place;
    const fs::path root = fs::path(place.path().toStdString()) / "hub";
    const std::string first(40, 'a'), second(40, 'b');
    const HubCacheWriter linking(root, "a/b", true);
    linking.prepare();
    publishFile(root / "store", "shared");
    publishFile(linking.blob("own"), "own");
    publishFile(linking.blob("empty"), "");
    fs::create_symlink("../../store", linking.blob("shared")); // a store of several repositories
    const HubCacheWriter copying(root, "a/b", false);
    for (const std::string name : {"own", "empty", "shared"}) {
        const std::string content = name == "empty" ? "" : name;
        linking.link(name, first, name, true);
        copying.link(name, second, name, false);
        QVERIFY(!fs::is_symlink(copying.pointer(second, name)));
        QCOMPARE(readFile(copying.pointer(second, name)), content);
        QCOMPARE(readFile(linking.pointer(first, name)), content);
    }
    QVERIFY(fs::is_symlink(linking.blob("shared")));
    // No file of ours is left beside them.
    QCOMPARE(entriesOf(copying.pointer(second, "own").parent_path()).size(), std::size_t(3));
}

QTEST_GUILESS_MAIN(CacheTest)
#include "cache_test.moc"
