// SPDX-License-Identifier: GPL-3.0-or-later
// Downloads: what of a repository is taken, by what name, and what comes of it in other hands.
#include "fetch_help.h"

using namespace attune;

class FetchTest : public FetchFixture {
    Q_OBJECT

private Q_SLOTS:
    void fetchesWhatAModelNeedsAndNoMore();
    void secondFetchLoadsNothing();
    void otherRevisionsHaveTheirOwnSnapshot();
    void revisionIsPartOfTheName();
    void shardedWeightsComeWhole();
    void pickledWeightsComeWhereThereIsNothingElse();
    void weightsInOtherFormatsAreNamed();
    void renamedRepositoriesAreFollowed();
    void tokenStaysWithTheHub_data();
    void tokenStaysWithTheHub();
    void wrongNamesAreRefused();
    void pythonFindsWhatWasFetched();
    void whatPythonFetchedIsFound();

private:
    QString python(const std::string& code);
};

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
#include "moc_fetch_help.cpp"
